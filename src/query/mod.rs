//! The query languages: JSONPath, intrinsic functions, JSONata.
//!
//! Owns compiled queries and what they may ask of whoever evaluates them ([`Surroundings`]). Imports values and text
//! only; knows nothing of states, executions or where a query stands in a definition.

pub mod intrinsic;
pub mod java;
pub mod jsonata;
pub mod path;
pub mod taken;

use crate::time::Timestamp;
use crate::value::Value;

/// What a query may ask of its caller besides its input.
pub trait Surroundings {
    /// The context object (`$$`), made when first asked for.
    fn context(&self) -> Value;
    /// The variable `name` as the state sees it.
    fn variable(&self, name: &str) -> Option<Value>;
    /// The next 64 random bits of the execution's seeded generator.
    fn random(&self) -> u64;
    /// The time that it is for the execution.
    fn now(&self) -> Timestamp;
    /// Limits on the arguments of intrinsic functions; the service's unless an experiment switches one off.
    fn intrinsic_limits(&self) -> intrinsic::Limits {
        intrinsic::Limits::default()
    }
}

/// A text that is no query of its language.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SyntaxError {
    /// What is wrong, in the words of the language's reference implementation.
    pub message: String,
    /// Byte position in the query's text.
    pub at: usize,
}
