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
mod outside;
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
pub use outside::{event_of, Outside};
pub use standard::Standard;
pub use store::ObjectStore;

use crate::definition::StateMachine;
use crate::execution::{Invoke, Reply};
use crate::time::Timestamp;
use crate::value::{Object, Value};

/// Answers the calls of one execution. The same calls in the same order get the same answers.
pub trait Answers {
    /// The answer to a call made at `now`, as far as it is known; [`Answer::open`] tells of the rest.
    fn answer(&mut self, invoke: &Invoke, definition: &StateMachine, now: Timestamp) -> Answer;

    /// What the call would be answered if it were not left open: a proposal.
    fn proposal(&self, invoke: &Invoke, _: &StateMachine, _: Timestamp) -> Value {
        invoke.input.clone()
    }

    /// The reply that a handler's result or error comes to.
    fn handled(&self, _: &Invoke, _: &StateMachine, _: Timestamp, reply: Reply) -> Reply {
        reply
    }

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
    /// More comes from outside: milliseconds that it takes unless it says otherwise itself.
    pub open: Option<u64>,
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
    /// The user is asked when the call is made.
    User,
    /// A function of the user that runs outside of the engine. Nothing else happens before it has answered.
    Handler,
    /// There is none: the call waits until its own timeout.
    Nobody,
}

impl Answer {
    /// No answer.
    pub fn nobody() -> Answer {
        Answer {
            replies: Vec::new(),
            source: Source::Nobody,
            open: None,
        }
    }
}
