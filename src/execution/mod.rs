//! One execution as a pure machine: agenda, frames, effects out, replies in.
//!
//! Owns everything that happens between `ExecutionStarted` and the terminal event. Imports definitions, queries and
//! values. Deliberately knows no clock, no mock, no past: the time is the due time of the entry it pops, answers are
//! [`Reply`]s, and what it has recorded is the caller's to keep.

pub mod effect;
pub mod event;
pub mod setup;

pub use effect::{Effect, EffectId, Invoke, Reply, Stage};
pub use event::{ErrorDetails, Event, EventId, EventKind, Place, Scheduled, TaskEvent};
pub use setup::{Pace, Setup, WorkflowType};
