//! Steps that lead to one node at most, and the errors of all steps.

use super::node::{Model, Node};
use super::step::{Step, Steps};
use super::PathError;
use crate::value::{Object, Text, Value};

/// Why a step finds nothing. Its text is made only when somebody sees it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Miss {
    /// A name on something else than an object.
    NoObject,
    /// A name the object does not have.
    Absent,
    /// Some of several names that must all be there.
    SomeAbsent,
    /// An index on something else than an array.
    NoArray,
    /// An index on no value at all.
    Nothing,
    /// An index past the end, in the map model.
    OutOfBounds(i64),
    /// Several names before the last step.
    NotLast,
    /// A filter on a scalar.
    Scalar,
    /// A filter that was never given.
    NoFilter,
}

impl Miss {
    /// Whether nothing is there, as opposed to a step that cannot be taken.
    pub(super) fn is_not_found(self) -> bool {
        !matches!(
            self,
            Miss::NoArray | Miss::Scalar | Miss::NotLast | Miss::NoFilter
        )
    }
}

/// What a definite path found: a node, or the object made of several names.
pub(super) enum Found<'a> {
    Node(Node<'a>),
    Made(Value),
}

impl Found<'_> {
    pub(super) fn into_value(self) -> Value {
        match self {
            Found::Node(node) => node.value.clone(),
            Found::Made(value) => value,
        }
    }
}

/// Walks a definite path. `all_names`: several names must all exist (the existence check of filters).
pub(super) fn walk<'a>(
    steps: &Steps,
    start: Node<'a>,
    model: Model,
    all_names: bool,
) -> Result<Found<'a>, PathError> {
    let mut node = start;
    for (at, step) in steps.all().iter().enumerate() {
        let fault = |miss| {
            miss_error(
                miss,
                steps,
                at,
                &trail(steps, at, start, model),
                node,
                model,
            )
        };
        if let Step::Names(names) = step {
            let made = pick(names, node, steps.is_last(at), all_names);
            return made.map(Found::Made).map_err(fault);
        }
        node = single(step, node, model).map_err(fault)?;
    }
    Ok(Found::Node(node))
}

/// Takes a single step.
pub(super) fn single<'a>(step: &Step, node: Node<'a>, model: Model) -> Result<Node<'a>, Miss> {
    match step {
        Step::Name(name) => match node.value {
            Value::Object(members) => members.get(name).map(Node::plain).ok_or(Miss::Absent),
            _ => Err(Miss::NoObject),
        },
        Step::Index(index) => element(node, i64::from(*index), model),
        Step::FromEnd(back) => {
            let length = items(node)?.len() as i64;
            element(node, length + i64::from(*back), model)
        }
        _ => Ok(node),
    }
}

/// The items of an array.
pub(super) fn items(node: Node<'_>) -> Result<&[Value], Miss> {
    match node.value {
        Value::Array(items) => Ok(items),
        _ if node.is_nothing() => Err(Miss::Nothing),
        _ => Err(Miss::NoArray),
    }
}

/// One element of an array.
pub(super) fn element(node: Node<'_>, index: i64, model: Model) -> Result<Node<'_>, Miss> {
    Node::element(items(node)?, index, model).ok_or(Miss::OutOfBounds(index))
}

/// An object of those names that exist.
pub(super) fn pick(
    names: &[Text],
    node: Node<'_>,
    is_last: bool,
    all_names: bool,
) -> Result<Value, Miss> {
    let Value::Object(members) = node.value else {
        return Err(Miss::NoObject);
    };
    if !is_last {
        return Err(Miss::NotLast);
    }
    let mut picked = Object::default();
    for name in names {
        match members.get(name) {
            Some(value) => picked.set(name.clone(), value.clone()),
            None if all_names => return Err(Miss::SomeAbsent),
            None => {}
        }
    }
    Ok(Value::Object(picked))
}

/// The error of step `at`, taken on `node`, which stands at `trail`.
pub(super) fn miss_error(
    miss: Miss,
    steps: &Steps,
    at: usize,
    trail: &str,
    node: Node<'_>,
    model: Model,
) -> PathError {
    let step = || steps.all().get(at).map(Step::to_string).unwrap_or_default();
    match miss {
        Miss::NoObject => {
            PathError::NotFound(format!("Property {} not found in path {trail}", step()))
        }
        Miss::Absent if steps.is_last(at) => {
            PathError::NotFound(format!("No results for path: {trail}{}", step()))
        }
        Miss::Absent | Miss::SomeAbsent => {
            PathError::NotFound(format!("Missing property in path {trail}{}", step()))
        }
        Miss::Nothing => PathError::NotFound(format!("The path {trail} is null")),
        Miss::OutOfBounds(index) => PathError::NotFound(format!(
            "Index out of bounds when evaluating path {trail}[{index}]"
        )),
        Miss::NoArray => PathError::Invalid(format!(
            "Filter: {} can only be applied to arrays. Current context is: {}",
            steps.printed_from(at),
            node.text(model)
        )),
        Miss::Scalar => PathError::Invalid(format!(
            "Filter: {} can not be applied to primitives. Current context is: {}",
            steps.printed_from(at),
            node.text(model)
        )),
        Miss::NotLast => PathError::Invalid(format!(
            "Multi properties can only be used as path leafs: {trail}{}",
            step()
        )),
        Miss::NoFilter => {
            PathError::Invalid("The path announces a filter that is not given".into())
        }
    }
}

/// The printed path of the node at which step `at` of a definite path is taken.
fn trail(steps: &Steps, at: usize, start: Node<'_>, model: Model) -> String {
    let mut printed = String::from("$");
    let mut node = start;
    for step in steps.all().iter().take(at) {
        match step {
            Step::Root => printed.truncate(1),
            Step::FromEnd(back) => {
                let length = items(node).map_or(0, <[Value]>::len) as i64;
                printed.push_str(&format!("[{}]", length + i64::from(*back)));
            }
            _ => printed.push_str(&step.to_string()),
        }
        if let Ok(next) = single(step, node, model) {
            node = next;
        }
    }
    printed
}
