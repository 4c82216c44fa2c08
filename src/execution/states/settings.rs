//! Numbers that a state takes from its definition, its input or an expression, with the service's checks and messages.

use super::super::failure::Trouble;
use super::super::flow::Fields;
use crate::definition::Amount;
use crate::text::write::compact;
use crate::value::{Number, Value};

const SECONDS: std::ops::RangeInclusive<i64> = 0..=99_999_999;

impl Fields<'_> {
    /// `TimeoutSeconds`, `HeartbeatSeconds` in all their forms, in whole seconds.
    pub(super) fn limit_seconds(
        &self,
        amount: &Amount,
        field: &str,
        input: &Value,
    ) -> Result<Option<u64>, Trouble> {
        let value = self.with(input, self.states(), |e| e.amount(amount, field))?;
        let Some(value) = value else {
            return Ok(None);
        };
        let whole = value.as_number().and_then(|number| number.as_i64());
        let text = compact(&value);
        let message = match whole {
            Some(seconds) if SECONDS.contains(&seconds) => return Ok(Some(seconds as u64)),
            Some(_) => format!("{field} must be between 0 and 99999999 but was: {text}"),
            None => format!("The {field} field cannot be parsed as an integer: {text}"),
        };
        Err(match amount {
            Amount::Expression(_) => Trouble::Evaluation {
                detail: message,
                location: Some(field.to_owned()),
            },
            Amount::Path(path) => Trouble::Runtime(format!(
                "The {field}Path parameter does not reference a valid number of seconds: {} == {text}",
                path.text()
            )),
            _ => Trouble::Runtime(message),
        })
    }

    /// A Map's numbers: an integer, or for `whole == false` any number.
    pub(super) fn map_number(
        &self,
        amount: &Amount,
        field: &str,
        input: &Value,
        whole: bool,
    ) -> Result<Option<f64>, Trouble> {
        let value = self.with(input, self.states(), |e| e.amount(amount, field))?;
        let Some(value) = value else {
            return Ok(None);
        };
        // A path may also lead to a text that reads as a number.
        let read = value.as_str().and_then(Number::read);
        let number = value.as_number().or(read.as_ref());
        let fitting = number.filter(|n| !whole || n.as_i64().is_some());
        if let Some(number) = fitting {
            return Ok(Some(number.as_f64()));
        }
        let kind = if whole { "integer" } else { "float" };
        Err(match amount {
            Amount::Path(path) => Trouble::Runtime(format!(
                "The {field}Path field refers to value \"{}\" which is not a valid {kind}: {}",
                shown(&value),
                path.text()
            )),
            _ => Trouble::Evaluation {
                detail: format!(
                    "The {field} field cannot be parsed as an {kind}: {}",
                    compact(&value)
                ),
                location: Some(field.to_owned()),
            },
        })
    }
}

/// How these messages print a value: texts as they are, objects and arrays emptied.
fn shown(value: &Value) -> String {
    match value {
        Value::Text(text) => text.to_string(),
        Value::Object(_) => "{}".to_owned(),
        Value::Array(_) => "[]".to_owned(),
        other => compact(other),
    }
}
