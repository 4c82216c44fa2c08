//! Expressions in a build without the evaluator: kept as text, and every evaluation says what is missing.
//!
//! The page's first load is such a build. Its worker loads the whole engine as soon as a text holds an expression, so
//! that nobody meets this answer there.

use super::{Failure, Refusal, States, Surroundings};
use crate::value::{Text, Value};
use std::ops::Range;

/// An expression that cannot be evaluated.
#[derive(Debug)]
pub(super) struct Compiled {
    text: Text,
    reason: String,
}

impl Compiled {
    /// Takes every text: whether it parses is for the evaluator to say.
    pub(super) fn new(text: &str) -> Result<Compiled, Refusal> {
        let reason = "This build of the engine has no JSONata evaluator.".to_owned();
        Ok(Compiled::failing(text.trim(), reason))
    }

    pub(super) fn failing(text: &str, reason: String) -> Compiled {
        Compiled {
            text: text.into(),
            reason,
        }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    pub(super) fn variables(&self) -> &[Text] {
        &[]
    }

    pub(super) fn states_fields(&self) -> &[(Text, Range<usize>)] {
        &[]
    }

    pub(super) fn evaluate(
        &self,
        _states: &States,
        _around: &dyn Surroundings,
    ) -> Result<Value, Failure> {
        Err(Failure::Threw(self.reason.clone()))
    }
}
