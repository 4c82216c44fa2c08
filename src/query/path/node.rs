//! A node as a path meets it, and the two value models.

use crate::query::java;
use crate::text::write;
use crate::value::Value;

/// Which of the engine's value models a path runs on.
///
/// The service reads plain paths on a JSON tree and the path arguments of intrinsic functions on maps and lists. The
/// models differ past the end of an array, in what a comparison of containers gives, and in how error texts show values.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Model {
    /// JSON tree: an index past the end gives null.
    Tree,
    /// Maps and lists: an index past the end finds nothing.
    Map,
}

/// A value of the document and how it was reached.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node<'a> {
    pub(super) value: &'a Value,
    /// Whether it still is a node of the JSON tree: array elements and the document itself are, members of objects are
    /// plain values. Shows in error texts only: a text node is shown in quotes, a null node is not "null" to an index.
    pub(super) is_tree_node: bool,
}

const NULL: &Value = &Value::Null;

impl<'a> Node<'a> {
    pub(super) fn plain(value: &'a Value) -> Node<'a> {
        Node {
            value,
            is_tree_node: false,
        }
    }

    pub(super) fn document(value: &'a Value, model: Model) -> Node<'a> {
        Node {
            value,
            is_tree_node: model == Model::Tree,
        }
    }

    /// Element `index` of an array.
    pub(super) fn element(items: &'a [Value], index: i64, model: Model) -> Option<Node<'a>> {
        let found = usize::try_from(index).ok().and_then(|at| items.get(at));
        match (found, model) {
            (Some(value), _) => Some(Node::document(value, model)),
            (None, Model::Tree) => Some(Node::plain(NULL)),
            (None, Model::Map) => None,
        }
    }

    /// Whether an index sees no value at all here.
    pub(super) fn is_nothing(&self) -> bool {
        self.value.is_null() && !self.is_tree_node
    }

    /// The node as error texts show it.
    pub(super) fn text(&self, model: Model) -> String {
        match (model, self.value) {
            (Model::Tree, Value::Array(_) | Value::Object(_)) => write::compact(self.value),
            (Model::Tree, Value::Text(_)) if self.is_tree_node => write::compact(self.value),
            _ => java::text(self.value),
        }
    }
}
