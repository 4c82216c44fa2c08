//! What the page suggests for an execution's input.

use crate::api::input;
use serde::Serialize;

/// An input with what the definition reads besides.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct InputSuggestion {
    /// The paths that the input lacks, in the order in which they are read.
    pub missing: Vec<String>,
    /// The input with values there.
    pub input: String,
}

impl InputSuggestion {
    /// For a definition and an input, both texts; `None` where the input is not JSON.
    pub fn of(definition: &str, input: &str) -> Option<InputSuggestion> {
        let found = input::suggest(definition, input)?;
        Some(InputSuggestion {
            missing: found.missing,
            input: found.input,
        })
    }
}
