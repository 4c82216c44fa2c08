//! Evaluating what a definition holds: templates, paths, expressions, numbers. Turns query errors into the service's texts.

use super::context::Around;
use super::failure::Trouble;
use crate::definition::{Amount, FailText, QueryLanguage, Selection, Template};
use crate::query::intrinsic::{Call, IntrinsicError};
use crate::query::jsonata::{Expression, Failure as JsonataFailure, States};
use crate::query::path::{Path, PathError, Root};
use crate::query::Surroundings;
use crate::text::write::compact;
use crate::value::{Array, Object, Text, Value};

/// Everything one field's evaluation needs.
pub(super) struct Evaluation<'a> {
    pub(super) language: QueryLanguage,
    pub(super) around: &'a Around<'a>,
    /// What `$` is, in JSONPath.
    pub(super) input: &'a Value,
    /// What `$states` is, in JSONata.
    pub(super) states: &'a States,
}

impl Evaluation<'_> {
    /// The value of a payload template; `field` is its name in the state, for messages.
    pub(super) fn template(&self, template: &Template, field: &str) -> Result<Value, Trouble> {
        match template {
            Template::Literal(value) => Ok(value.clone()),
            Template::Path(path) => self.template_path(path, field),
            Template::Call(call) => self.call(call),
            Template::Expression(expression) => self.expression(expression, field),
            Template::Array(items) => {
                let items = items.iter().enumerate();
                let values = items.map(|(at, item)| self.template(item, &self.item(field, at)));
                Ok(Value::Array(values.collect::<Result<Vec<_>, _>>()?.into()))
            }
            Template::Object(members) => {
                let mut object = Object::default();
                for member in members {
                    let field = self.member(field, &member.field);
                    let value = self.template(&member.value, &field)?;
                    object.set(member.key.clone(), value);
                }
                Ok(Value::Object(object))
            }
        }
    }

    /// JSONata messages name the whole way to a field, JSONPath ones only its key.
    fn member(&self, field: &str, key: &str) -> String {
        match self.language {
            QueryLanguage::Jsonata => format!("{field}/{key}"),
            QueryLanguage::JsonPath => key.to_owned(),
        }
    }

    fn item(&self, field: &str, at: usize) -> String {
        match self.language {
            QueryLanguage::Jsonata => format!("{field}[{at}]"),
            QueryLanguage::JsonPath => field.to_owned(),
        }
    }

    fn template_path(&self, path: &Path, field: &str) -> Result<Value, Trouble> {
        let found = path.evaluate(self.input, self.around);
        found.map_err(|error| match error {
            PathError::Limit(message) => Trouble::Runtime(message),
            _ => Trouble::Runtime(format!(
                "The JSONPath '{}' specified for the field '{field}' could not be found in the input '{}'",
                path.text(),
                compact(&self.searched(path))
            )),
        })
    }

    /// The document that a path searched, as messages show it.
    fn searched(&self, path: &Path) -> Value {
        match path.root() {
            Root::Context => self.around.context(),
            _ => self.input.clone(),
        }
    }

    /// An intrinsic call.
    pub(super) fn call(&self, call: &Call) -> Result<Value, Trouble> {
        let value = call.evaluate(self.input, self.around);
        value.map_err(|error| {
            Trouble::Runtime(match error {
                IntrinsicError::MissingArgument(path) => format!(
                    "The function '{}' had the following error: The JsonPath argument for the field '{path}' could not be found in the input '{}'",
                    call.text(),
                    compact(self.input)
                ),
                IntrinsicError::Failed { call, detail } => {
                    format!("There was an error while evaluating the intrinsic function: {call}. {detail}")
                }
            })
        })
    }

    /// A JSONata expression that must give a value.
    pub(super) fn expression(
        &self,
        expression: &Expression,
        field: &str,
    ) -> Result<Value, Trouble> {
        let about = |what: &str| Trouble::Evaluation {
            detail: format!(
                "The JSONata expression '{}' specified for the field '{field}' {what}",
                expression.text()
            ),
            location: Some(field.to_owned()),
        };
        let value = expression.evaluate(self.states, self.around);
        value.map_err(|failure| match failure {
            JsonataFailure::Undefined => about("returned nothing (undefined)."),
            JsonataFailure::Function => about("returned an unsupported result type."),
            JsonataFailure::Threw(message) => {
                about(&format!("threw an error during evaluation. {message}"))
            }
        })
    }

    /// A JSONata expression whose value must have a type.
    pub(super) fn typed(
        &self,
        expression: &Expression,
        field: &str,
        wanted: &str,
    ) -> Result<Value, Trouble> {
        let value = self.expression(expression, field)?;
        if value.type_name() == wanted {
            return Ok(value);
        }
        Err(unexpected_type(expression, field, wanted, &value))
    }

    /// `InputPath`, `OutputPath`: applied to this evaluation's input.
    pub(super) fn selection(&self, selection: &Selection) -> Result<Value, Trouble> {
        match selection {
            Selection::Whole => Ok(self.input.clone()),
            Selection::Nothing => Ok(Value::object()),
            Selection::Path(path) => self.path(path),
        }
    }

    /// A path outside of templates: the message carries the engine's own text.
    pub(super) fn path(&self, path: &Path) -> Result<Value, Trouble> {
        let found = path.evaluate(self.input, self.around);
        found.map_err(|error| match error {
            PathError::NotFound(text) | PathError::Invalid(text) | PathError::Limit(text) => {
                Trouble::Runtime(format!("Invalid path '{}' : {text}", path.text()))
            }
        })
    }

    /// The value of an [`Amount`], `None` when it is absent.
    pub(super) fn amount(&self, amount: &Amount, field: &str) -> Result<Option<Value>, Trouble> {
        match amount {
            Amount::Absent => Ok(None),
            Amount::Literal(number) => Ok(Some(literal_number(*number))),
            Amount::Path(path) => self.path(path).map(Some),
            Amount::Expression(expression) => self.typed(expression, field, "number").map(Some),
        }
    }

    /// A Fail state's `Error` or `Cause`.
    pub(super) fn fail_text(&self, text: &FailText, field: &str) -> Result<Option<Text>, Trouble> {
        let value = match text {
            FailText::Absent => return Ok(None),
            FailText::Literal(text) => return Ok(Some(text.clone())),
            FailText::Path(path) => self.template_path(path, &format!("{field}Path"))?,
            FailText::Call(call) => self.call(call)?,
            FailText::Expression(expression) => self.typed(expression, field, "string")?,
        };
        match value {
            Value::Text(text) => Ok(Some(text)),
            other => Err(Trouble::Runtime(format!(
                "The value for the field '{field}Path' must be a STRING but was: {}",
                compact(&other)
            ))),
        }
    }
}

/// The service's text for an expression of another type than its field wants.
pub(super) fn unexpected_type(
    expression: &Expression,
    field: &str,
    wanted: &str,
    value: &Value,
) -> Trouble {
    Trouble::Evaluation {
        detail: format!(
            "The JSONata expression '{}' specified for the field '{field}' returned an unexpected result type. Expected '{wanted}', but was '{}' for value: {}",
            expression.text(),
            value.type_name(),
            compact(value)
        ),
        location: Some(field.to_owned()),
    }
}

/// A number of the definition as the integer it usually is.
fn literal_number(number: f64) -> Value {
    if number.fract() == 0.0 && number.abs() < 9e15 {
        Value::from(number as i64)
    } else {
        Value::from(number)
    }
}

/// An array of results in order, missing ones as null.
pub(super) fn array_of<'a>(values: impl Iterator<Item = &'a Option<Value>>) -> Value {
    let values = values.map(|value| value.clone().unwrap_or_default());
    Value::Array(values.collect::<Array>())
}
