//! JSON with the place of every key and value.

use super::Span;
use crate::value::{Array, Number, Object, Text, Value};

/// A JSON value as it stands in a text.
#[derive(Clone, Debug)]
pub struct Node {
    /// Where the value stands, quotes and brackets included.
    pub span: Span,
    /// What it is.
    pub kind: Kind,
}

/// The kinds of JSON value.
#[derive(Clone, Debug)]
pub enum Kind {
    /// `null`.
    Null,
    /// `true`, `false`.
    Bool(bool),
    /// A number.
    Number(Number),
    /// A string, escapes resolved.
    Text(Text),
    /// An array.
    Array(Vec<Node>),
    /// An object, members as written, duplicates included.
    Object(Vec<Member>),
}

/// One member of an object.
#[derive(Clone, Debug)]
pub struct Member {
    /// Its name, escapes resolved.
    pub key: Text,
    /// Where the name stands, quotes included.
    pub key_span: Span,
    /// Its value.
    pub value: Node,
}

impl Node {
    /// The members of an object.
    pub fn members(&self) -> Option<&[Member]> {
        match &self.kind {
            Kind::Object(members) => Some(members),
            _ => None,
        }
    }

    /// The items of an array.
    pub fn items(&self) -> Option<&[Node]> {
        match &self.kind {
            Kind::Array(items) => Some(items),
            _ => None,
        }
    }

    /// The text of a string.
    pub fn text(&self) -> Option<&Text> {
        match &self.kind {
            Kind::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Member `key` of an object; the last one where it is written twice, as the service reads it.
    pub fn member(&self, key: &str) -> Option<&Member> {
        self.members()?.iter().rev().find(|m| m.key == key)
    }

    /// The value without places. Nesting is bounded by the reader, so the recursion is too.
    pub fn to_value(&self) -> Value {
        match &self.kind {
            Kind::Null => Value::Null,
            Kind::Bool(flag) => Value::Bool(*flag),
            Kind::Number(number) => Value::Number(number.clone()),
            Kind::Text(text) => Value::Text(text.clone()),
            Kind::Array(items) => Value::Array(items.iter().map(Node::to_value).collect::<Array>()),
            Kind::Object(members) => {
                let pairs = members.iter().map(|m| (m.key.clone(), m.value.to_value()));
                Value::Object(pairs.collect::<Object>())
            }
        }
    }
}
