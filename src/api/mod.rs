//! The door for tests, scripts and the page: requests and responses as values, named as the service names them.

pub mod check;
pub mod control;
pub mod executions;
pub mod field;
pub mod input;
pub mod map_run;
pub mod mocks;
mod request;
mod run;
pub mod simulate;
pub mod standpoint;
pub mod test_state;

pub use run::{simulate_with, Halt, Limits, Run};
