//! The functions on text.

use super::arguments::{affordable, text, Arguments, Fault};
use crate::query::java;
use crate::value::Value;

/// The second text is a set of delimiter characters; empty pieces are left out.
pub(super) fn split(arguments: &Arguments<'_>) -> Result<Value, Fault> {
    let [whole, delimiters] = arguments.exactly()?;
    let (whole, delimiters) = (text(whole)?, text(delimiters)?);
    let pieces = whole.split(|c| delimiters.contains(c));
    let pieces = pieces.filter(|piece| !piece.is_empty()).map(Value::from);
    Ok(pieces.collect::<Vec<_>>().into())
}

/// Fills each `{}` of the template with the next argument: texts as they are, the rest as Java prints it.
pub(super) fn format(arguments: &Arguments<'_>) -> Result<Value, Fault> {
    let (template, values) = arguments.values.split_first().ok_or(Fault::Arguments)?;
    let plain = plain_parts(text(template)?, arguments.escaped_braces)?;
    if plain.len() != values.len() + 1 {
        return Err(Fault::Because(
            "number of arguments do not match the occurrences of {}.",
        ));
    }
    let mut out = String::new();
    for (at, part) in plain.iter().enumerate() {
        out.push_str(part);
        if let Some(value) = values.get(at) {
            affordable(out.len().saturating_add(value.measure().bytes))?;
            out.push_str(&java::text(value));
        }
    }
    Ok(out.into())
}

/// The text between the `{}`. Braces at the positions in `escaped` are text.
fn plain_parts(template: &str, escaped: &[usize]) -> Result<Vec<String>, Fault> {
    let unmatched = |missing: char, found: char| {
        Fault::Says(format!(
            "Invalid template in States.Format: matching '{missing}' not found for '{found}'."
        ))
    };
    let is_brace = |at: usize| escaped.binary_search(&at).is_err();
    let mut parts = vec![String::new()];
    let mut chars = template.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        match c {
            '{' if is_brace(at) => match chars.next_if(|(at, c)| *c == '}' && is_brace(*at)) {
                Some(_) => parts.push(String::new()),
                None => return Err(unmatched('}', '{')),
            },
            '}' if is_brace(at) => return Err(unmatched('{', '}')),
            c => {
                if let Some(part) = parts.last_mut() {
                    part.push(c);
                }
            }
        }
    }
    Ok(parts)
}
