//! Refusals: the code and the message of an error that TestState throws.

use crate::value::{Object, Value};

/// An error in place of a response.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Refusal {
    code: &'static str,
    message: String,
}

impl Refusal {
    /// `ValidationException`.
    pub fn validation(message: impl Into<String>) -> Refusal {
        Refusal {
            code: "ValidationException",
            message: message.into(),
        }
    }

    /// `InvalidDefinition`.
    pub fn definition(message: impl Into<String>) -> Refusal {
        Refusal {
            code: "InvalidDefinition",
            message: message.into(),
        }
    }

    /// `InvalidExecutionInput`.
    pub fn input(message: impl Into<String>) -> Refusal {
        Refusal {
            code: "InvalidExecutionInput",
            message: message.into(),
        }
    }

    /// A member that goes only with a mock.
    pub fn without_mock(member: &str) -> Refusal {
        let message = format!("TestState does not support {member} when a mock is not specified.");
        Refusal::validation(message)
    }

    /// A word that the API's model does not list.
    pub fn word(value: &str, member: &str, words: &[&str]) -> Refusal {
        Refusal::validation(format!(
            "1 validation error detected: Value '{value}' at '{member}' failed to satisfy constraint: Member must satisfy enum value set: [{}]",
            words.join(", ")
        ))
    }

    /// A text that is longer than the API's model allows, or shorter. Sensitive texts are not repeated.
    pub fn length(member: &str, limit: &str, most: usize) -> Refusal {
        Refusal::validation(format!(
            "1 validation error detected: Value at '{member}' failed to satisfy constraint: Member must have length {limit} than or equal to {most}"
        ))
    }

    /// `{code, message}`.
    pub fn value(self) -> Value {
        let error = Object::default().with("code", self.code);
        Value::Object(error.with("message", self.message))
    }
}
