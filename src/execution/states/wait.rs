//! Wait: a time to let pass, in its forms.

use super::super::agenda::Phase;
use super::super::failure::Trouble;
use super::super::flow::{Fields, Way};
use super::super::frame::FrameId;
use super::super::Machine;
use crate::definition::{Amount, QueryLanguage, State, Wait};
use crate::text::write::compact;
use crate::time::{Duration, Timestamp};
use crate::value::Value;
use std::rc::Rc;

impl Machine {
    pub(super) fn wait(&mut self, id: FrameId, state: &State, wait: &Wait) -> Result<(), Trouble> {
        let now = self.now;
        let due = self.evaluate(id, state, |fields| fields.wait_until(wait, now))?;
        let longest = self.setup.quotas.wait;
        if longest.is_some_and(|longest| due - now > longest) {
            return Err(Trouble::Runtime("Wait state delay is too long.".to_owned()));
        }
        self.schedule_at(id, due.max(now), Phase::Timer);
        Ok(())
    }

    pub(in super::super) fn wait_over(&mut self, id: FrameId) {
        let definition = Rc::clone(&self.definition);
        let Some(state) = self.current(id).map(|state| definition.state(state)) else {
            return;
        };
        let leaving = self.evaluate(id, state, |fields| fields.plain_output(Way::of(state)));
        let checked = leaving.and_then(|leaving| {
            self.check_leaving(id, state, &leaving)?;
            Ok(leaving)
        });
        match checked {
            Ok(leaving) => self.exit_normally(id, state, leaving),
            Err(trouble) => self.fail(id, trouble),
        }
    }
}

impl Fields<'_> {
    fn wait_until(&self, wait: &Wait, now: Timestamp) -> Result<Timestamp, Trouble> {
        let input = self.effective_input()?;
        match wait {
            Wait::Seconds(amount) => Ok(now + self.seconds(amount, &input)?),
            Wait::Until(Some(instant)) => {
                self.setting("Timestamp", || instant.to_string().as_str().into());
                Ok(*instant)
            }
            Wait::Until(None) | Wait::Missing => Err(Trouble::Runtime(
                "The Wait state has no valid time.".to_owned(),
            )),
            Wait::UntilPath(path) => {
                let text = path.text();
                let value = self.with(&input, self.states(), |e| {
                    e.path(path).map_err(|_| missing("TimestampPath", text))
                })?;
                self.setting("Timestamp", || value.clone());
                let instant = value.as_str().and_then(Timestamp::parse);
                instant.ok_or_else(|| {
                    Trouble::Runtime(format!("The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format string: {text} == {}", plain(&value)))
                })
            }
            Wait::UntilExpression(expression) => {
                let wanted = "string";
                let field = "Timestamp";
                let value = self.with(&input, self.states(), |e| {
                    e.typed(expression, field, wanted)
                })?;
                self.setting("Timestamp", || value.clone());
                let instant = value.as_str().and_then(Timestamp::parse);
                instant.ok_or_else(|| Trouble::Evaluation {
                    detail: format!("The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: {}", plain(&value)),
                    location: Some(field.to_owned()),
                })
            }
        }
    }

    fn seconds(&self, amount: &Amount, input: &Value) -> Result<Duration, Trouble> {
        let value = match amount {
            Amount::Path(path) => self.with(input, self.states(), |e| {
                e.path(path)
                    .map_err(|_| missing("SecondsPath", path.text()))
            })?,
            _ => {
                let amount = self.with(input, self.states(), |e| e.amount(amount, "Seconds"))?;
                amount.unwrap_or_default()
            }
        };
        self.setting("Seconds", || value.clone());
        if self.state.language == QueryLanguage::Jsonata {
            return jsonata_seconds(&value);
        }
        path_seconds(&value, amount)
    }
}

fn path_seconds(value: &Value, amount: &Amount) -> Result<Duration, Trouble> {
    let text = match amount {
        Amount::Path(path) => path.text(),
        _ => "",
    };
    // The service parses the value's text, so a text of digits will do, as for a Map's numbers.
    let whole = match value {
        Value::Text(digits) => digits.parse().ok(),
        _ => value.as_number().and_then(|number| number.as_i64()),
    };
    match whole {
        Some(seconds) if seconds >= 0 => Ok(Duration::from_secs(seconds)),
        Some(_) => Err(Trouble::Runtime(format!(
            "The SecondsPath parameter references a negative value: {text} == {}",
            plain(value)
        ))),
        None => Err(Trouble::Runtime(format!(
            "The SecondsPath parameter cannot be parsed as a long value: {text} == {}",
            plain(value)
        ))),
    }
}

fn jsonata_seconds(value: &Value) -> Result<Duration, Trouble> {
    let about = |detail: String| Trouble::Evaluation {
        detail,
        location: Some("Seconds".to_owned()),
    };
    let Some(seconds) = value.as_number().and_then(|number| number.as_i64()) else {
        let text = compact(value);
        return Err(about(format!(
            "The Seconds field cannot be parsed as an integer: {text}"
        )));
    };
    if !(0..=99_999_999).contains(&seconds) {
        return Err(about(format!(
            "Seconds must be between 0 and 99999999 but was: {seconds}"
        )));
    }
    Ok(Duration::from_secs(seconds))
}

fn missing(field: &str, path: &str) -> Trouble {
    Trouble::Runtime(format!(
        "The {field} parameter does not reference an input value: {path}"
    ))
}

/// Strings without quotes, everything else as JSON: how these messages print values.
fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| compact(value), str::to_owned)
}
