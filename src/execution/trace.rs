//! The side log: what happened to data inside a state, and why a failure was retried or caught.
//!
//! Entries stand in the order in which things happened, also when an evaluation stopped half-way. Values are shared
//! with the events; texts are made only when somebody listens.

use super::event::{ErrorDetails, EventId};
use crate::value::{Object, Text, Value};

/// One entry of the side log.
#[derive(Clone, Debug)]
pub struct Trace {
    /// The `…StateEntered` event of the visit.
    pub visit: EventId,
    /// Retries before this attempt; a redrive counts them anew.
    pub attempt: u32,
    /// The latest event of the execution then.
    pub event: EventId,
    /// What is told.
    pub stage: TraceStage,
}

/// The stages of a state's data and the decisions about its failures. The state's input is in its Entered event.
#[derive(Clone, Debug)]
pub enum TraceStage {
    /// After `InputPath`. In JSONata the input itself.
    AfterInputPath(Value),
    /// After `Parameters` or `Arguments`; the effective input where there are none.
    AfterParameters(Value),
    /// A Map's items after `ItemsPath` or `Items`.
    AfterItemsPath(Value),
    /// How many iterations of a Map may run at once, the service's ceiling included; where a Map is tried by itself
    /// the number of the definition, 0 without one.
    MaxConcurrency(u32),
    /// `ToleratedFailureCount` and `ToleratedFailurePercentage`, where set.
    ToleratedFailures {
        /// Iterations that may fail.
        count: Option<u64>,
        /// Share of the iterations that may fail, in percent.
        percentage: Option<f64>,
    },
    /// The input of one iteration: after `ItemSelector`, or the item itself.
    AfterItemSelector {
        /// Index of the item.
        index: u32,
        /// What its iteration starts with.
        input: Value,
    },
    /// What a field of its own came to: `Seconds` or `Timestamp` of a Wait, `Error` and `Cause` of a Fail, the requests
    /// of a distributed Map's `ItemReader` and `ResultWriter`, the limits and `BatchInput` of its `ItemBatcher`.
    Setting {
        /// The field, without `Path`.
        field: &'static str,
        /// Its value.
        value: Value,
    },
    /// A Map's batches after `ItemBatcher`.
    AfterItemBatcher(Value),
    /// The raw result.
    Result(Value),
    /// After `ResultSelector`.
    AfterResultSelector(Value),
    /// After `ResultPath`.
    AfterResultPath(Value),
    /// What leaves the state.
    Output(Value),
    /// The variables it assigns.
    Assigned(Object),
    /// One data test of a choice rule was made.
    Compared {
        /// Position of the rule in `Choices`.
        rule: u32,
        /// Where in the rule the test stands: empty, or for example `And[1]/Not`.
        test: Text,
        /// The value of `Variable`.
        left: Value,
        /// What it was compared with.
        right: Value,
        /// Whether the test held.
        held: bool,
    },
    /// A choice rule was tried.
    Tried {
        /// Position of the rule in `Choices`.
        rule: u32,
        /// Whether it held.
        held: bool,
    },
    /// The choice rule that was taken, `None` for `Default`.
    Rule(Option<u32>),
    /// An attempt failed, and the state has to deal with it.
    Failed {
        /// Error and cause.
        details: ErrorDetails,
        /// Whether it can be neither retried nor caught.
        fatal: bool,
    },
    /// An entry of `Retry` was compared with the error.
    RetrierTried(Tried),
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
    /// An entry of `Catch` was compared with the error.
    CatcherTried(Tried),
    /// A catcher matched: its position in `Catch`.
    Catch(u32),
}

/// A retrier or catcher that was compared with an error.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Tried {
    /// Its position in `Retry` or `Catch`.
    pub at: u32,
    /// The name in its `ErrorEquals` that matched, by position; `None` when none did.
    pub matched: Option<u32>,
}
