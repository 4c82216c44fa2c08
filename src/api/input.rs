//! What an execution's input should hold.

use crate::definition;
use crate::suggest::Reads;
use crate::text::{read_value, write};
use crate::value::Value;

/// An input with what a definition reads besides.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestion {
    /// The paths that the input lacks, in the order in which they are read.
    pub missing: Vec<String>,
    /// The input as it was with values there, JSON text.
    pub input: String,
}

/// What this input, JSON text, lacks for this definition; blank text is `{}`. `None` where the input is not JSON.
pub fn suggest(definition: &str, input: &str) -> Option<Suggestion> {
    let input = match input.trim() {
        "" => Value::object(),
        text => read_value(text).ok()?,
    };
    let reads = Reads::of(&definition::read(definition).machine);
    Some(Suggestion {
        missing: reads.missing(&input),
        input: write::pretty(&reads.added_to(&input)),
    })
}
