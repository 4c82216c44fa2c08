//! What StartExecution says before anything runs.

pub use crate::service::nested::input_refusal;
