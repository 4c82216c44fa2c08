//! JSON texts and JSON Lines.

use super::{Fault, Rows};
use crate::text::read_value;
use crate::value::{Text, Value};

/// What the service says of a text that is neither an array nor, below a pointer, an object.
const NOT_ITERABLE: &str = "Attempting to map over non-iterable node.";

/// The items of one JSON text.
pub(super) fn rows(text: &str, pointer: Option<&str>) -> Result<Rows, Fault> {
    let value = read_value(text).map_err(|failure| Fault::Failed(failure.redacted))?;
    let node = match pointer {
        None | Some("") => Some(&value),
        Some(pointer) => resolve(&value, pointer),
    };
    match node {
        Some(Value::Array(items)) => Ok(Rows::Values(items.clone(), 0)),
        Some(Value::Object(members)) if pointer.is_some() => Ok(Rows::members(members)),
        _ => Err(Fault::failed(NOT_ITERABLE)),
    }
}

/// A JSON Pointer (RFC 6901) in a value.
fn resolve<'v>(value: &'v Value, pointer: &str) -> Option<&'v Value> {
    let steps = pointer.strip_prefix('/')?.split('/');
    steps.into_iter().try_fold(value, |node, step| match node {
        Value::Object(members) => members.get(&step.replace("~1", "/").replace("~0", "~")),
        Value::Array(items) => items.get(step.parse::<usize>().ok()?),
        _ => None,
    })
}

/// The lines of a text, each a JSON value; blank ones are passed over.
#[derive(Clone, Debug)]
pub(super) struct Lines {
    text: Text,
    at: usize,
}

impl Lines {
    pub(super) fn new(text: &Text) -> Lines {
        Lines {
            text: text.clone(),
            at: 0,
        }
    }

    pub(super) fn take(&mut self) -> Result<Option<Value>, Fault> {
        let text = self.text.clone();
        while let Some(rest) = text.get(self.at..).filter(|rest| !rest.is_empty()) {
            let line = rest.split('\n').next().unwrap_or(rest);
            self.at += line.len() + 1;
            if !line.trim().is_empty() {
                let value = read_value(line).map_err(|failure| Fault::Failed(failure.redacted))?;
                return Ok(Some(value));
            }
        }
        Ok(None)
    }
}
