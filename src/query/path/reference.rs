//! Reference Paths: paths to one node, which can be written through.

use super::compile::error;
use super::step::Step;
use super::{Path, Root};
use crate::query::SyntaxError;
use crate::text::write;
use crate::value::{Array, Object, Text, Value};
use std::fmt;

/// A path that names exactly one node, so that it can be written through as well (`ResultPath`, `Variable`, `ItemsPath`…).
#[derive(Clone, Debug)]
pub struct ReferencePath(Path);

/// A result that cannot be placed: the target is no object, or a step meets a value it cannot go through.
///
/// Its text is the service's, the cause of `States.ResultPathMatchFailure`.
#[derive(Clone, Debug, PartialEq)]
pub struct PutError {
    /// The Reference Path as written.
    pub path: Text,
    /// What the result was to be placed in.
    pub target: Value,
}

impl fmt::Display for PutError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let target = write::compact(&self.target);
        write!(
            f,
            "Unable to apply ReferencePath {} to input {target}",
            self.path
        )
    }
}

impl ReferencePath {
    /// Compiles a Reference Path: no wildcard, filter, slice, list or `..`.
    pub fn compile(text: &str) -> Result<ReferencePath, SyntaxError> {
        if !text.trim_start().starts_with('$') {
            return Err(error("Reference path didn't start with '$'", 0));
        }
        let path = Path::compile(text)?;
        let steps = path.steps.all().iter().skip(1);
        let other = steps
            .filter(|step| !matches!(step, Step::Name(_) | Step::Index(_)))
            .map(Step::to_string)
            .next();
        match other {
            None => Ok(ReferencePath(path)),
            Some(step) => {
                let message = format!("Reference path can not contain '{step}'");
                Err(error(&message, 0))
            }
        }
    }

    /// The path as a query.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// `target` with `value` at the path: missing objects on the way are created, an existing member or array element is
    /// replaced; nothing beside the path is copied.
    ///
    /// Fails when the target is no object and the path is not `$`, when a step meets a value it cannot go through, and
    /// past the end of an array. A path to the context object or a variable writes nothing and fails too.
    pub fn put(&self, target: &Value, value: Value) -> Result<Value, PutError> {
        let steps = self.0.steps.all().get(1..).unwrap_or_default();
        if steps.is_empty() && self.0.root == Root::Input {
            return Ok(value);
        }
        let mut changed = target.clone();
        let is_writable = self.0.root == Root::Input && target.as_object().is_some();
        let place = if is_writable {
            place(&mut changed, steps)
        } else {
            None
        };
        match place {
            Some(place) => {
                *place = value;
                Ok(changed)
            }
            None => Err(PutError {
                path: self.0.text.clone(),
                target: target.clone(),
            }),
        }
    }
}

/// The place that the steps lead to, made where it is missing. Before any change is seen the whole way is known to exist.
fn place<'v>(target: &'v mut Value, steps: &[Step]) -> Option<&'v mut Value> {
    let mut place = target;
    for (at, step) in steps.iter().enumerate() {
        place = match (step, place) {
            (Step::Name(name), Value::Object(members)) => {
                member(members, name, steps.get(at + 1).is_none())?
            }
            (Step::Index(index), Value::Array(items)) => element(items, *index)?,
            _ => return None,
        };
    }
    Some(place)
}

fn member<'v>(members: &'v mut Object, name: &Text, is_last: bool) -> Option<&'v mut Value> {
    if !members.contains_key(name) {
        let made = if is_last {
            Value::Null
        } else {
            Value::object()
        };
        members.set(name.clone(), made);
    }
    members.get_mut(name)
}

fn element(items: &mut Array, index: i32) -> Option<&mut Value> {
    let index = usize::try_from(index).ok()?;
    if index < items.len() {
        items.make_mut().get_mut(index)
    } else {
        None
    }
}
