//! JSONPath as the service runs it: Jayway 2.0.0's behaviour, kept with its quirks.
//!
//! [`Path::compile`] reads a text once; [`Path::evaluate`] shares the values it finds with the document. No
//! evaluation calls itself, however deep the document, or visits more than [`MAX_WORK`] nodes.

mod accept;
mod compare;
mod compile;
mod component;
mod filter;
mod hops;
mod node;
mod reference;
mod select;
mod single;
mod step;

pub use node::Model;
pub use reference::{PutError, ReferencePath};

use super::{Surroundings, SyntaxError};
use crate::value::{Text, Value};
use accept::Document;
use compile::Place;
use node::Node;
use step::Steps;

/// Nodes that one evaluation may visit, filter clauses included.
pub const MAX_WORK: u64 = 4_000_000;

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
    steps: Steps,
}

/// Why a path gave no value.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum PathError {
    /// Nothing is there. Holds the engine's text, for example `No results for path: $['a']`.
    NotFound(String),
    /// A step does not fit the value it meets, for example an index on an object.
    Invalid(String),
    /// [`MAX_WORK`] was reached.
    Limit(String),
}

impl PathError {
    /// The text of the error, as the service shows it after `Invalid path '…' : `.
    pub fn message(&self) -> &str {
        match self {
            PathError::NotFound(text) | PathError::Invalid(text) | PathError::Limit(text) => text,
        }
    }
}

impl Path {
    /// Compiles `$…`, `$$…` or `$name…`.
    pub fn compile(text: &str) -> Result<Path, SyntaxError> {
        let start = text.len() - text.trim_start().len();
        let Some(after) = text[start..].strip_prefix('$') else {
            return Err(compile::error("The path does not start with '$'", start));
        };
        let (root, rest) = match after.strip_prefix('$') {
            Some(rest) => (Root::Context, rest),
            None => {
                let (name, rest) = after.split_at(variable_length(after));
                match name {
                    "" => (Root::Input, rest),
                    name => (Root::Variable(name.into()), rest),
                }
            }
        };
        let shift = text.len() - rest.len();
        let steps = compile::compile(&format!("${rest}"), Place::Field).map_err(|fault| {
            let at = (fault.at + shift).saturating_sub(1).min(text.len());
            compile::error(&fault.message, at)
        })?;
        Ok(Path {
            text: text.into(),
            root,
            steps,
        })
    }

    /// Compiles a path on the input alone, with the engine's own leniency: `a.b` means `$.a.b`, `@` is as good as `$`.
    pub fn compile_lenient(text: &str) -> Result<Path, SyntaxError> {
        Ok(Path {
            text: text.into(),
            root: Root::Input,
            steps: compile::compile(text, Place::Field)?,
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

    /// Whether it leads to one node at most; other paths give a list, however many nodes they find.
    pub fn is_definite(&self) -> bool {
        self.steps.is_definite()
    }

    /// Whether it is `$`, `$$` or `$name` without a step.
    pub fn is_root(&self) -> bool {
        self.steps.all().len() == 1
    }

    /// The value the path finds; a list for indefinite paths. An index past the end of an array gives null.
    pub fn evaluate(&self, input: &Value, around: &dyn Surroundings) -> Result<Value, PathError> {
        self.evaluate_as(Model::Tree, input, around)
    }

    /// [`Path::evaluate`] in either value model.
    pub fn evaluate_as(
        &self,
        model: Model,
        input: &Value,
        around: &dyn Surroundings,
    ) -> Result<Value, PathError> {
        match &self.root {
            Root::Input => self.find(model, input),
            Root::Context => self.find(model, &around.context()),
            Root::Variable(name) => match around.variable(name) {
                Some(value) => self.find(model, &value),
                None => Err(PathError::NotFound(format!("No results for path: ${name}"))),
            },
        }
    }

    /// The value the path finds from `document`, whatever its root says.
    pub fn find(&self, model: Model, document: &Value) -> Result<Value, PathError> {
        if model == Model::Map && document.is_null() {
            return Err(PathError::Invalid("root can not be null".to_string()));
        }
        if self.is_definite() {
            let start = Node::document(document, model);
            return single::walk(&self.steps, start, model, false).map(single::Found::into_value);
        }
        let found = select::select(
            &self.steps,
            &Document {
                value: document,
                model,
            },
        );
        found.map(Value::from)
    }
}

/// Length of the variable name at the start of a text: an identifier, or nothing.
fn variable_length(text: &str) -> usize {
    let is_start = text.starts_with(|c: char| c.is_alphabetic() || c == '_');
    let end = text.find(|c: char| !(c.is_alphanumeric() || c == '_'));
    if is_start {
        end.unwrap_or(text.len())
    } else {
        0
    }
}
