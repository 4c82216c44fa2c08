//! The members of a request, read.

use super::refusal::Refusal;
use crate::execution::ErrorDetails;
use crate::text::{read_value, write};
use crate::value::{Object, Text, Value};

const LEVELS: [&str; 3] = ["INFO", "DEBUG", "TRACE"];
/// Least and most characters of the texts, by the API's model.
const LENGTHS: [(&str, usize, usize); 5] = [
    ("definition", 1, 1_048_576),
    ("input", 0, 262_144),
    ("variables", 0, 262_144),
    ("context", 0, 262_144),
    ("stateName", 1, 80),
];

const MODES: [&str; 3] = ["STRICT", "PRESENT", "NONE"];

/// What a request says, besides the definition, the input and the names to use.
#[derive(Clone, Debug)]
pub(super) struct Ask {
    /// `inspectionLevel` DEBUG or TRACE.
    pub inspect: bool,
    /// `inspectionLevel` TRACE.
    pub trace: bool,
    pub role: Option<Text>,
    pub reveal_secrets: bool,
    pub variables: Object,
    pub context: Option<String>,
    pub mock: Option<Mock>,
    pub configuration: Configuration,
}

/// `mock`.
#[derive(Clone, Debug)]
pub(super) struct Mock {
    /// JSON text.
    pub result: Option<String>,
    pub error: Option<ErrorDetails>,
    pub mode: Mode,
}

/// `fieldValidationMode`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Mode {
    Strict,
    Present,
    None,
}

/// `stateConfiguration`.
#[derive(Clone, Debug, Default)]
pub(super) struct Configuration {
    pub retries: Option<u64>,
    pub caused_by: Option<Text>,
    pub failures: Option<u64>,
    /// As the ItemReader found it.
    pub items: Option<String>,
}

impl Ask {
    /// # Errors
    /// A member that is none of the API's words, or not of its type.
    pub fn read(request: &Value) -> Result<Ask, Refusal> {
        lengths(request)?;
        let level = word(request, "inspectionLevel", "inspectionLevel", &LEVELS)?;
        let configuration = match request.get("stateConfiguration") {
            Some(given) => Configuration::read(given)?,
            None => Configuration::default(),
        };
        let mock = request
            .get("mock")
            .filter(|mock| mock.as_object().is_some());
        Ok(Ask {
            inspect: level.is_some_and(|level| level != "INFO"),
            trace: level == Some("TRACE"),
            role: text(request, "roleArn"),
            reveal_secrets: request.get("revealSecrets") == Some(&Value::Bool(true)),
            variables: variables(request)?,
            context: json(request, "context"),
            mock: mock.map(Mock::read).transpose()?,
            configuration,
        })
    }
}

impl Mock {
    fn read(given: &Value) -> Result<Mock, Refusal> {
        let mode = match word(
            given,
            "fieldValidationMode",
            "mock.fieldValidationMode",
            &MODES,
        )? {
            Some("PRESENT") => Mode::Present,
            Some("NONE") => Mode::None,
            _ => Mode::Strict,
        };
        let error = given.get("errorOutput").filter(|error| !error.is_null());
        Ok(Mock {
            result: json(given, "result"),
            error: error.map(|error| ErrorDetails {
                error: text(error, "error"),
                cause: text(error, "cause"),
            }),
            mode,
        })
    }
}

impl Configuration {
    fn read(given: &Value) -> Result<Configuration, Refusal> {
        Ok(Configuration {
            retries: count(given, "retrierRetryCount")?,
            caused_by: text(given, "errorCausedByState"),
            failures: count(given, "mapIterationFailureCount")?,
            items: json(given, "mapItemReaderData"),
        })
    }
}

fn lengths(request: &Value) -> Result<(), Refusal> {
    for (name, least, most) in LENGTHS {
        let Some(text) = request.get(name).and_then(Value::as_str) else {
            continue;
        };
        let length = text.chars().count();
        if length < least {
            return Err(Refusal::length(name, "greater", least));
        }
        if length > most {
            return Err(Refusal::length(name, "less", most));
        }
    }
    Ok(())
}

fn text(of: &Value, name: &str) -> Option<Text> {
    of.get(name)?.as_str().map(Text::from)
}

/// A member that is JSON text; another value counts as its text.
fn json(of: &Value, name: &str) -> Option<String> {
    match of.get(name)? {
        Value::Null => None,
        Value::Text(text) => Some(text.to_string()),
        other => Some(write::compact(other)),
    }
}

fn word<'a>(
    of: &'a Value,
    name: &str,
    path: &str,
    words: &[&str],
) -> Result<Option<&'a str>, Refusal> {
    let word = of.get(name).and_then(Value::as_str);
    match word {
        Some(word) if !words.contains(&word) => Err(Refusal::word(word, path, words)),
        word => Ok(word),
    }
}

fn count(of: &Value, name: &str) -> Result<Option<u64>, Refusal> {
    let Some(given) = of.get(name).filter(|given| !given.is_null()) else {
        return Ok(None);
    };
    let number = given.as_number().and_then(|number| number.as_i64());
    let count = number.and_then(|number| u64::try_from(number).ok());
    count.map(Some).ok_or_else(|| {
        Refusal::validation(format!(
            "1 validation error detected: Value '{}' at 'stateConfiguration.{name}' failed to satisfy constraint: Member must have value greater than or equal to 0",
            write::compact(given)
        ))
    })
}

fn variables(request: &Value) -> Result<Object, Refusal> {
    let Some(given) = json(request, "variables") else {
        return Ok(Object::default());
    };
    match read_value(&given) {
        Ok(Value::Object(variables)) => Ok(variables),
        _ => Err(Refusal::validation("Variables must be a valid JSON object")),
    }
}
