//! The service's texts for what goes wrong in an expression.

use super::functions::{Function, Refused};
use super::host::from_json;
use crate::text::write::compact;
use jlens_core::error::catalog;
use jlens_core::Error;

const STACK: &str =
    "Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive.";
const MEMORY: &str = "Expression evaluation memory limit exceeded";
const TIME: &str = "Expression evaluation timeout: Check for infinite loop";

/// What the service says of nesting beyond its bound.
pub(super) fn too_deep() -> String {
    STACK.to_owned()
}

/// The text of a failed evaluation: `CODE: message`, or the service's own words for its bounds.
pub(super) fn of(error: &Error) -> String {
    match error.code() {
        "D1011" => STACK.to_owned(),
        "U1001" => MEMORY.to_owned(),
        "U1006" => TIME.to_owned(),
        code => format!("{code}: {}", words(error)),
    }
}

/// The message without the code, as syntax errors are reported.
pub(super) fn words(error: &Error) -> String {
    let known = catalog().iter().find(|entry| entry.code == error.code());
    match known {
        Some(entry) => fill(entry.template, &|name| {
            error.detail(name).map(|detail| {
                let raw = detail.as_str().map(str::to_owned);
                (raw, compact(&from_json(detail)))
            })
        }),
        None => error.message(),
    }
}

/// The text of a call of one of the service's own functions that failed.
pub(super) fn refused(function: Function, refused: &Refused) -> String {
    let (code, index) = match refused {
        Refused::Argument(index) => ("T0410", index),
        Refused::NotAnArray(index) => ("T0412", index),
        Refused::Said(words) => return format!("D3137: {words}"),
        Refused::TooLarge => return MEMORY.to_owned(),
    };
    let error = Error::new(code).with("index", *index);
    of(&error.with("token", function.name()))
}

/// Syntax errors of the service's version of the language for operators that it does not have.
pub(super) fn no_prefix(token: &str) -> String {
    words(&Error::new("S0211").with("token", token))
}

/// A detail as it is when it is a text, and as JSON.
type Detail = (Option<String>, String);

/// Fills a template: `{{{name}}}` with the text itself, `{{name}}` with JSON, a missing detail with `undefined`.
fn fill(template: &str, detail: &dyn Fn(&str) -> Option<Detail>) -> String {
    let mut out = String::with_capacity(template.len() + 16);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("{{") {
        out.push_str(before);
        let (raw, after) = match after.strip_prefix('{') {
            Some(after) => (true, after),
            None => (false, after),
        };
        let Some((name, after)) = after.split_once("}}") else {
            break;
        };
        match detail(name) {
            Some((Some(text), _)) if raw => out.push_str(&text),
            Some((_, json)) => out.push_str(&json),
            None => out.push_str("undefined"),
        }
        rest = after.strip_prefix('}').filter(|_| raw).unwrap_or(after);
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn details_stand_in_the_text_as_json_or_as_they_are() {
        let error = Error::new("T0410").with("index", 2).with("token", "f");
        let text = "T0410: Argument 2 of function \"f\" does not match function signature";
        assert_eq!(of(&error), text);
        assert_eq!(
            of(&Error::new("D3060").with("value", -1.0)),
            "D3060: The sqrt function cannot be applied to a negative number: -1"
        );
        let said = Error::new("D3137").with("message", "Invalid JSON");
        assert_eq!(of(&said), "D3137: Invalid JSON");
        assert_eq!(
            words(&Error::new("S0202").with("token", ",").with("value", "]")),
            "Expected \"]\", got \",\""
        );
    }
}
