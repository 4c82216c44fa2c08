//! What StartExecution says before anything runs.

use crate::text;

/// The message of the `InvalidExecutionInput` error with which StartExecution refuses an input text; `None` when it
/// takes it. Any JSON value will do, blank text will not.
pub fn input_refusal(input: &str) -> Option<String> {
    let fault = match text::read_value(input) {
        Ok(_) => return None,
        Err(_) if input.trim().is_empty() => "Invalid execution input.".to_string(),
        Err(failure) => failure.message,
    };
    Some(format!("Invalid State Machine Execution Input: '{fault}'"))
}
