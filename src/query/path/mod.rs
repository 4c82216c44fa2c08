//! JSONPath as the service runs it: Jayway 2.0.0's behaviour.

use super::{Surroundings, SyntaxError};
use crate::value::{Text, Value};

/// Where a path begins.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Root {
    /// `$`: the input of the field.
    Input,
    /// `$$`: the context object.
    Context,
    /// `$name`: a variable.
    Variable(Text),
}

/// A compiled path.
#[derive(Clone, Debug)]
pub struct Path {
    text: Text,
    root: Root,
}

/// Why a path gave no value.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum PathError {
    /// Nothing is there. Holds the engine's text, for example `No results for path: $['a']`.
    NotFound(String),
    /// A step does not fit the value it meets (InvalidPathException while evaluating).
    Invalid(String),
    /// The work or depth limit was reached.
    Limit(String),
}

impl Path {
    /// Compiles `$…`, `$$…` or `$name…`.
    pub fn compile(text: &str) -> Result<Path, SyntaxError> {
        let _ = text;
        Err(SyntaxError {
            message: String::new(),
            at: 0,
        })
    }

    /// The path as written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where it begins.
    pub fn root(&self) -> &Root {
        &self.root
    }

    /// The value the path finds; a list for indefinite paths.
    pub fn evaluate(&self, input: &Value, around: &dyn Surroundings) -> Result<Value, PathError> {
        let _ = (input, around);
        Err(PathError::NotFound(String::new()))
    }
}

/// A path that names exactly one node, so that it can be written through as well (`ResultPath`, `Variable`, `ItemsPath`…).
#[derive(Clone, Debug)]
pub struct ReferencePath(Path);

/// A result that cannot be placed.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct PutError;

impl ReferencePath {
    /// Compiles a Reference Path: no wildcard, filter, slice, list or `..`.
    pub fn compile(text: &str) -> Result<ReferencePath, SyntaxError> {
        Path::compile(text).map(ReferencePath)
    }

    /// The path as a query.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// `target` with `value` at the path: parents are created, an existing node is replaced; nothing else is copied.
    pub fn put(&self, target: &Value, value: Value) -> Result<Value, PutError> {
        let _ = (target, value);
        Err(PutError)
    }
}
