//! Intrinsic functions (`States.Format(…)` and the rest).

use super::{Surroundings, SyntaxError};
use crate::value::{Text, Value};

/// A compiled call, nested calls and path arguments included.
#[derive(Clone, Debug)]
pub struct Call {
    text: Text,
}

/// Why a call gave no value. The caller adds the service's envelope.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum IntrinsicError {
    /// A path argument found nothing: the path as the service prints it.
    MissingArgument(String),
    /// The call itself failed: the innermost failing call as written, and the detail.
    Failed {
        /// The call as written.
        call: String,
        /// For example `Invalid arguments in States.MathAdd`.
        detail: String,
    },
}

impl IntrinsicError {
    /// The cause.
    pub fn cause(&self, whole: &str, input: &Value) -> String {
        let _ = (whole, input);
        String::new()
    }
}

impl Call {
    /// Compiles a call; refuses what does not parse, as the service does when a definition is saved.
    pub fn compile(text: &str) -> Result<Call, SyntaxError> {
        Ok(Call { text: text.into() })
    }

    /// The call as written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The value of the call.
    pub fn evaluate(
        &self,
        input: &Value,
        around: &dyn Surroundings,
    ) -> Result<Value, IntrinsicError> {
        let _ = (input, around);
        Err(IntrinsicError::MissingArgument(String::new()))
    }
}
