//! The side log: what happened to data inside a state, and why a failure was retried or caught.

use super::event::EventId;
use crate::value::Value;

/// One entry of the side log.
#[derive(Clone, Debug)]
pub struct Trace {
    /// The `…StateEntered` event of the visit.
    pub visit: EventId,
    /// Retries before this attempt.
    pub attempt: u32,
    /// What is told.
    pub stage: TraceStage,
}

/// The stages of a state's data and the decisions about its failures.
#[derive(Clone, Debug)]
pub enum TraceStage {
    /// After `InputPath`.
    AfterInputPath(Value),
    /// After `Parameters` or `Arguments`.
    AfterParameters(Value),
    /// The raw result.
    Result(Value),
    /// After `ResultSelector`.
    AfterResultSelector(Value),
    /// After `ResultPath`.
    AfterResultPath(Value),
    /// A retrier matched: which one, how often it has been used now, and the delay in milliseconds.
    Retry {
        /// Its position in `Retry`.
        retrier: u32,
        /// Attempts it has used, this one included.
        used: u64,
        /// Milliseconds until the next attempt.
        delay: i64,
    },
    /// A retrier matched, but its attempts are used up.
    RetriesUsedUp(u32),
    /// A catcher matched: its position in `Catch`.
    Catch(u32),
    /// A choice rule held, or none did.
    Rule(Option<u32>),
}
