//! Who answers a Task: mocked answers of the user, simulated services, or sensible automatic answers.
//!
//! Owns the reading of mocks, templates of responses, virtual latencies and the simulated S3. Imports values, texts, definitions and
//! the execution's effect types. Deliberately knows no machine, no history and no real service: nothing is called.

pub mod automatic;
mod call;
pub mod doubles;
pub mod headers;
mod job;
mod kinds;
pub mod latency;
mod metadata;
pub mod mock;
mod platform;
mod sdk;
pub mod shapes;
mod stages;
mod standard;
mod store;

pub use automatic::Automatic;
pub use doubles::Doubles;
pub use latency::Latency;
pub use mock::Mocks;
pub use standard::Standard;
pub use store::ObjectStore;

use crate::definition::StateMachine;
use crate::execution::{Invoke, Reply};
use crate::time::Timestamp;
use crate::value::Object;

/// Answers the calls of one execution. The same calls in the same order get the same answers.
pub trait Answers {
    /// The answer to a call made at `now`; what is not answered now never will be.
    fn answer(&mut self, invoke: &Invoke, definition: &StateMachine, now: Timestamp) -> Answer;

    /// A copy that will answer as this one would from here on.
    fn checkpoint(&self) -> Box<dyn Answers>;

    /// What simulated services hold now, in the form that [`Doubles::read`] takes; nothing where there are none.
    fn contents(&self) -> Object {
        Object::default()
    }
}

/// What a call gets.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Milliseconds after the call and what comes then, in order; times do not fall.
    pub replies: Vec<(u64, Reply)>,
    /// Who answers.
    pub source: Source,
}

/// Where an answer came from.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Source {
    /// A mocked answer of the user.
    Mock,
    /// A simulated service with contents.
    Double,
    /// Made up by the simulator.
    Automatic,
    /// There is none: the call waits until its own timeout.
    Nobody,
}

impl Answer {
    /// No answer.
    pub fn nobody() -> Answer {
        Answer {
            replies: Vec::new(),
            source: Source::Nobody,
        }
    }
}
