//! Failures as the language sees them.

use super::event::ErrorDetails;
use crate::quotas::Quotas;
use crate::value::{Object, Text, Value};

/// `States.Runtime`.
pub(super) const RUNTIME: &str = "States.Runtime";
/// `States.Timeout`.
pub(super) const TIMEOUT: &str = "States.Timeout";
/// `States.QueryEvaluationError`.
pub(super) const QUERY_EVALUATION: &str = "States.QueryEvaluationError";
/// `States.DataLimitExceeded`.
pub(super) const DATA_LIMIT: &str = "States.DataLimitExceeded";
/// `States.ExceedToleratedFailureThreshold`.
pub(super) const THRESHOLD: &str = "States.ExceedToleratedFailureThreshold";
/// `States.ItemReaderFailed`.
pub(super) const ITEM_READER: &str = "States.ItemReaderFailed";
/// Our own error for what this version cannot run.
pub(super) const UNSUPPORTED: &str = "Stepglass.Unsupported";

/// A failure of a state, of a branch or of an attempt.
#[derive(Clone, Debug)]
pub(super) struct Failure {
    pub(super) details: ErrorDetails,
    /// Whether it ends the execution wherever it happens: neither retried nor caught.
    pub(super) fatal: bool,
    /// Whether it is a timeout for want of a heartbeat, which has a name of its own for matching only.
    pub(super) heartbeat: bool,
}

/// What went wrong while a state's fields were evaluated, before the state's name is put in front.
#[derive(Clone, Debug)]
pub(super) enum Trouble {
    /// `States.Runtime`.
    Runtime(String),
    /// `States.QueryEvaluationError`, with the field where one expression is to blame.
    Evaluation {
        detail: String,
        location: Option<String>,
    },
    /// A payload is larger than the service allows; names who made it.
    TooLarge(String),
    /// Variables are larger than the service allows; says which.
    VariablesTooLarge(String),
    /// An error with a name of its own.
    Named(&'static str, String),
}

impl Failure {
    /// A failure with a name and a cause, which can be retried and caught.
    pub(super) fn named(error: &str, cause: impl Into<Text>) -> Failure {
        Failure::raised(ErrorDetails {
            error: Some(error.into()),
            cause: Some(cause.into()),
        })
    }

    /// A failure that a Fail state raises, whatever it calls it.
    pub(super) fn raised(details: ErrorDetails) -> Failure {
        Failure {
            details,
            fatal: false,
            heartbeat: false,
        }
    }

    /// A failure as a service reported it. `States.Runtime` is fatal whoever reports it, and so is what this version
    /// cannot do.
    pub(super) fn reported(details: ErrorDetails) -> Failure {
        Failure {
            fatal: is_fatal(details.error.as_deref()),
            ..Failure::raised(details)
        }
    }

    /// A timeout, total or for want of a heartbeat: the service gives no cause.
    pub(super) fn timeout(heartbeat: bool) -> Failure {
        let details = ErrorDetails {
            error: Some(TIMEOUT.into()),
            cause: None,
        };
        Failure {
            heartbeat,
            ..Failure::raised(details)
        }
    }

    /// The same, ending the execution.
    pub(super) fn fatal(mut self) -> Failure {
        self.fatal = true;
        self
    }

    /// The Error Output that a Catcher hands on. A timeout has an empty cause, a callback without error and cause nulls.
    pub(super) fn error_output(&self) -> Value {
        let text = |text: &Option<Text>| text.clone().map_or(Value::Null, Value::Text);
        let timeout = self.details.error.as_ref().is_some_and(|e| e == TIMEOUT);
        let cause = match &self.details.cause {
            None if timeout => Value::from(""),
            cause => text(cause),
        };
        let output = Object::default().with("Error", text(&self.details.error));
        Value::Object(output.with("Cause", cause))
    }

    /// Which name of an `ErrorEquals` list is its.
    pub(super) fn matched_by(&self, names: &[Text]) -> Option<usize> {
        matched(self.details.error.as_deref(), self.heartbeat, names)
    }
}

/// Which name of an `ErrorEquals` list names an error. `States.ALL` names everything but `States.Runtime`,
/// `States.TaskFailed` everything but that and a timeout; a missed heartbeat is a timeout by both names.
pub fn matched(error: Option<&str>, heartbeat: bool, names: &[Text]) -> Option<usize> {
    names.iter().position(|name| match name.as_str() {
        "States.ALL" => error != Some(RUNTIME),
        "States.TaskFailed" => error != Some(TIMEOUT) && error != Some(RUNTIME),
        "States.HeartbeatTimeout" if heartbeat => true,
        name => error == Some(name),
    })
}

/// Whether an error of that name, whoever reports it, can be neither retried nor caught.
pub fn is_fatal(error: Option<&str>) -> bool {
    error == Some(RUNTIME) || error == Some(UNSUPPORTED)
}

impl Trouble {
    /// The failure of the state `name`, entered at event `entered`.
    pub(super) fn in_state(self, name: &str, entered: u32) -> Failure {
        self.told(|detail| {
            format!("An error occurred while executing the state '{name}' (entered at the event id #{entered}). {detail}")
        })
    }

    /// The failure of a state that is tried by itself.
    pub(super) fn alone(self) -> Failure {
        self.told(|detail| detail)
    }

    fn told(self, at: impl Fn(String) -> String) -> Failure {
        match self {
            Trouble::Runtime(detail) => Failure::named(RUNTIME, at(detail)).fatal(),
            Trouble::Evaluation { detail, .. } => Failure::named(QUERY_EVALUATION, at(detail)),
            Trouble::TooLarge(who) => Failure::named(DATA_LIMIT, too_large(&who)),
            Trouble::VariablesTooLarge(detail) => Failure::named(DATA_LIMIT, at(detail)),
            Trouble::Named(error, detail) => Failure::named(error, detail),
        }
    }
}

/// The details as the history keeps them: error names and causes have a greatest length.
pub(super) fn cut(details: ErrorDetails, quotas: &Quotas) -> ErrorDetails {
    let cut = |text: Option<Text>, most: Option<usize>| {
        let text = text?;
        // A text of so few bytes has no more characters than that.
        let most = most.filter(|most| text.len() > *most);
        let end = most.and_then(|most| text.char_indices().nth(most));
        Some(match end {
            Some((end, _)) => Text::from(&text[..end]),
            None => text,
        })
    };
    ErrorDetails {
        error: cut(details.error, quotas.error_chars),
        cause: cut(details.cause, quotas.cause_chars),
    }
}

fn too_large(who: &str) -> String {
    format!("The state/task '{who}' returned a result with a size exceeding the maximum number of bytes service limit.")
}
