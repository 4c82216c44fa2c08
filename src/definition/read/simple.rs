//! Wait, Pass and Fail.

use super::place::{Field, Fields};
use super::reader::{is_filled_later, Range, Reader};
use super::state::SECONDS;
use super::template::path_or_call;
use crate::codes::Code;
use crate::definition::{Amount, Fail, FailText, QueryLanguage, Template, Wait};
use crate::time::Timestamp;
use crate::value::Value;

impl Reader {
    /// The forms of a Wait state.
    pub fn wait(&mut self, fields: &Fields, language: QueryLanguage) -> Wait {
        self.one_of(
            fields,
            &["SecondsPath", "Seconds", "TimestampPath", "Timestamp"],
            true,
        );
        if fields.has("Seconds") || fields.has("SecondsPath") {
            // The pair alone is not reported again: all four forms exclude each other.
            let seconds = match fields.get("Seconds") {
                Some(_) => self.seconds(fields, language),
                None => self.amount(fields, "Seconds", Range(0.0, SECONDS), language),
            };
            return Wait::Seconds(seconds);
        }
        if let Some(field) = fields.get("TimestampPath") {
            let path = self.reference(&field).map(|path| path.path().clone());
            return path.map_or(Wait::Missing, Wait::UntilPath);
        }
        let Some(field) = fields.get("Timestamp") else {
            return Wait::Missing;
        };
        match self.expression(field.value, &field.at, language) {
            Some(expression) => Wait::UntilExpression(expression),
            None => Wait::Until(self.timestamp(&field)),
        }
    }

    fn seconds(&mut self, fields: &Fields, language: QueryLanguage) -> Amount {
        let Some(field) = fields.get("Seconds") else {
            return Amount::Absent;
        };
        if let Some(expression) = self.expression(field.value, &field.at, language) {
            return Amount::Expression(expression);
        }
        let seconds = self.integer_of(&field, Range(0.0, SECONDS));
        seconds.map_or(Amount::Absent, Amount::Literal)
    }

    /// An RFC 3339 time.
    pub fn timestamp(&mut self, field: &Field) -> Option<Timestamp> {
        let time = Timestamp::parse(&self.text_of(field)?);
        if time.is_none() && !is_filled_later(field.value) {
            let message = "String does not match RFC3339 timestamp";
            self.report(Code::BadTimestamp, field.value.span, &field.at, message);
        }
        time
    }

    /// A Pass state's `Result`, literal whatever it looks like.
    pub fn pass_result(&mut self, fields: &Fields, language: QueryLanguage) -> Option<Value> {
        let field = fields
            .get("Result")
            .filter(|_| language == QueryLanguage::JsonPath)?;
        Some(field.value.to_value())
    }

    /// The texts of a Fail state.
    pub fn fail(&mut self, fields: &Fields, language: QueryLanguage) -> Fail {
        Fail {
            error: self.fail_text(fields, "Error", "ErrorPath", language),
            cause: self.fail_text(fields, "Cause", "CausePath", language),
        }
    }

    fn fail_text(
        &mut self,
        fields: &Fields,
        name: &str,
        twin: &str,
        language: QueryLanguage,
    ) -> FailText {
        if language == QueryLanguage::JsonPath {
            self.one_of(fields, &[name, twin], false);
        }
        if let Some(field) = fields.get(name) {
            return match self.expression(field.value, &field.at, language) {
                Some(expression) => FailText::Expression(expression),
                None => self
                    .text_of(&field)
                    .map_or(FailText::Absent, FailText::Literal),
            };
        }
        let field = fields
            .get(twin)
            .filter(|_| language == QueryLanguage::JsonPath);
        let Some((field, text)) = field.and_then(|field| Some((field, self.text_of(&field)?)))
        else {
            return FailText::Absent;
        };
        match path_or_call(&text) {
            Ok(Template::Path(path)) => FailText::Path(path),
            Ok(Template::Call(call)) if gives_text(call.text()) => FailText::Call(call),
            _ if is_filled_later(field.value) => FailText::Absent,
            _ => {
                let message = format!(
                    "The value for the field '{twin}' must be a valid JSONPath or a valid intrinsic function call"
                );
                self.report(Code::BadPath, field.value.span, &field.at, message);
                FailText::Absent
            }
        }
    }
}

/// Whether a call in `ErrorPath` or `CausePath` is one of the functions that return a text.
fn gives_text(call: &str) -> bool {
    let name = call.trim_start().split('(').next().unwrap_or_default();
    let functions = [
        "States.Format",
        "States.JsonToString",
        "States.ArrayGetItem",
        "States.Base64Encode",
        "States.Base64Decode",
        "States.Hash",
        "States.UUID",
    ];
    functions.contains(&name.trim_end())
}
