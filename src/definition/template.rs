//! Payload templates, compiled once.

use crate::query::{intrinsic::Call, jsonata::Expression, path::Path};
use crate::value::{Text, Value};

/// A payload template (`Parameters`, `ItemSelector`, `Arguments`, `Output`, `Assign`…) or one node of it.
#[derive(Clone, Debug)]
pub enum Template {
    /// Nothing below changes: the value itself, shared by every use.
    Literal(Value),
    /// JSONPath: a path, under a key ending in `.$`.
    Path(Path),
    /// JSONPath: an intrinsic call, under a key ending in `.$`.
    Call(Call),
    /// JSONata: a string `{% … %}`.
    Expression(Expression),
    /// An object with something to evaluate inside, members in the order in which the service makes them.
    Object(Vec<TemplateMember>),
    /// An array with something to evaluate inside.
    Array(Vec<Template>),
}

/// One member of an object template.
#[derive(Clone, Debug)]
pub struct TemplateMember {
    /// The key of the result, without `.$`.
    pub key: Text,
    /// The key as written, as the service's messages print it.
    pub field: Text,
    /// What makes the value.
    pub value: Template,
}
