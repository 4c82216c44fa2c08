//! JSONata: the interface that the rest of the crate uses.
//!
//! The evaluator behind it is not part of the package yet; compiling keeps the text and evaluating says so with
//! [`Failure::Unsupported`], so that a state with an expression fails clearly instead of giving a wrong value.

use super::{Surroundings, SyntaxError};
use crate::value::{Text, Value};

/// The `$states` variable of one state.
#[derive(Clone, Debug, Default)]
pub struct States {
    /// `$states.input`.
    pub input: Value,
    /// `$states.result`, where the field may see it.
    pub result: Option<Value>,
    /// `$states.errorOutput`, in Catchers.
    pub error_output: Option<Value>,
}

/// A compiled expression: the text between `{%` and `%}`.
#[derive(Clone, Debug)]
pub struct Expression {
    text: Text,
}

/// Why an expression gave no value.
#[derive(Clone, Debug, PartialEq)]
pub enum Failure {
    /// It returned nothing (undefined).
    Undefined,
    /// It threw: `CODE: message`.
    Threw(String),
    /// It returned a function.
    Function,
    /// This build has no JSONata evaluator.
    Unsupported,
}

impl Expression {
    /// Compiles the text between the delimiters, blanks around it dropped.
    pub fn compile(text: &str) -> Result<Expression, SyntaxError> {
        Ok(Expression {
            text: text.trim().into(),
        })
    }

    /// The expression as written, without delimiters, trimmed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The value of the expression.
    pub fn evaluate(&self, states: &States, around: &dyn Surroundings) -> Result<Value, Failure> {
        let _ = (states, around);
        Err(Failure::Unsupported)
    }
}

/// The text inside `{% … %}`, when the whole string is such an expression.
pub fn delimited(text: &str) -> Option<&str> {
    text.strip_prefix("{%")?.strip_suffix("%}")
}
