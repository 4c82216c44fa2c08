//! Which states take or need a mock, and what a mock may say.

use super::ask::{Ask, Mock, Mode};
use super::refusal::Refusal;
use super::subject::Subject;
use crate::definition::{Pattern, Resource, State, StateKind};
use crate::execution::Inside;
use crate::service::shapes::{self, Checked, Shapes};
use crate::text::read_value;
use crate::value::{Text, Value};

/// A mock that was accepted.
pub(super) struct Mocked {
    pub inside: Inside,
    /// Whether its fields were compared with the API's shapes; `None` where there is nothing to compare.
    pub checked: Option<bool>,
}

/// Reads the mock of a request.
///
/// # Errors
/// The service's refusals, in the order in which it makes them as far as that is known.
pub(super) fn read(
    ask: &Ask,
    subject: &Subject,
    shapes: Option<&str>,
) -> Result<Option<Mocked>, Refusal> {
    let state = subject.state();
    let Some(mock) = &ask.mock else {
        return unmocked(ask, state).map(|()| None);
    };
    if !matches!(
        state.kind,
        StateKind::Task(_) | StateKind::Map(_) | StateKind::Parallel(_)
    ) {
        let kind = state.kind.type_name();
        let message = format!("State type '{kind}' is not supported when a mock is specified");
        return Err(Refusal::validation(message));
    }
    if ask.reveal_secrets {
        let message = "TestState does not support RevealSecrets when a mock is specified.";
        return Err(Refusal::validation(message));
    }
    configured(ask, subject)?;
    match (&mock.result, &mock.error) {
        (None, Some(error)) if error.error.is_none() => Err(Refusal::validation(
            "An error was not specified in the mocked error output.",
        )),
        (None, Some(error)) => Ok(Some(Mocked {
            inside: Inside::Failed(error.clone()),
            checked: None,
        })),
        (Some(result), None) => result_of(mock, result, state, shapes).map(Some),
        _ => Err(Refusal::validation(
            "A test mock should have only one of the following fields: [result, errorOutput].",
        )),
    }
}

/// What may be asked without a mock.
fn unmocked(ask: &Ask, state: &State) -> Result<(), Refusal> {
    let given = &ask.configuration;
    let members = [
        ("RetrierRetryCount", given.retries.is_some()),
        ("ErrorCausedByState", given.caused_by.is_some()),
        ("MapIterationFailureCount", given.failures.is_some()),
        ("MapItemReaderData", given.items.is_some()),
        ("Context", ask.context.is_some()),
    ];
    if let Some((member, _)) = members.iter().find(|(_, given)| *given) {
        return Err(Refusal::without_mock(member));
    }
    match &state.kind {
        StateKind::Map(_) | StateKind::Parallel(_) => Err(Refusal::definition(
            "TestState API does not support Map or Parallel states. Supported state types include: [Task, Wait, Pass, Succeed, Fail, Choice]",
        )),
        StateKind::Task(task) => callable(&task.resource, ask.role.as_ref()),
        _ => Ok(()),
    }
}

/// Whether a Task can be called for a test, and may be.
fn callable(resource: &Resource, role: Option<&Text>) -> Result<(), Refusal> {
    match resource {
        Resource::Activity => Err(Refusal::definition(
            "TestState API does not support Activity tasks.",
        )),
        Resource::Service {
            pattern: Pattern::RunJob | Pattern::WaitForTaskToken,
            ..
        } => Err(Refusal::definition(
            "TestState API does not support '.sync' or '.waitForTaskToken' integration patterns.",
        )),
        _ if role.is_none() => Err(Refusal::validation(
            "RoleArn must be specified when testing a Task state",
        )),
        _ => Ok(()),
    }
}

/// What `stateConfiguration` says fits the state.
fn configured(ask: &Ask, subject: &Subject) -> Result<(), Refusal> {
    let given = &ask.configuration;
    if given
        .caused_by
        .as_ref()
        .is_some_and(|name| !subject.contains(name))
    {
        return Err(Refusal::validation("State not found in definition"));
    }
    let reads = match &subject.state().kind {
        StateKind::Map(map) => map.reader.is_some(),
        _ => false,
    };
    if reads && given.items.is_none() {
        let message =
            "ItemReader data must be specified when testing a Map state with ItemReader specified.";
        return Err(Refusal::validation(message));
    }
    Ok(())
}

fn result_of(
    mock: &Mock,
    text: &str,
    state: &State,
    shapes: Option<&str>,
) -> Result<Mocked, Refusal> {
    let invalid = |_| Refusal::validation("Mocked result must be valid JSON");
    let result = read_value(text).map_err(invalid)?;
    let checked = match &state.kind {
        StateKind::Parallel(branches) => {
            array_of(&result, Some(branches.len()))?;
            None
        }
        StateKind::Map(map) if map.writer.is_some() => match result.as_object() {
            Some(_) => None,
            None => return Err(Refusal::validation("Mocked result must be a JSON object.")),
        },
        StateKind::Map(_) => {
            array_of(&result, None)?;
            None
        }
        StateKind::Task(task) => schema(&task.resource, &result, mock.mode, shapes)?,
        _ => None,
    };
    Ok(Mocked {
        inside: Inside::Result(result),
        checked,
    })
}

fn array_of(result: &Value, length: Option<usize>) -> Result<(), Refusal> {
    let items = result.as_array();
    let items = items.ok_or_else(|| Refusal::validation("Mocked result must be an array."))?;
    match length {
        Some(length) if items.len() != length => Err(Refusal::validation(
            "Mocked result must contain the same number of items as number of Parallel branches.",
        )),
        _ => Ok(()),
    }
}

/// Compares a Task's result with what its API returns.
fn schema(
    resource: &Resource,
    result: &Value,
    mode: Mode,
    shapes: Option<&str>,
) -> Result<Option<bool>, Refusal> {
    let Some(operation) = shapes::operation(resource).filter(|_| mode != Mode::None) else {
        return Ok(None);
    };
    let Some(shapes) = shapes.and_then(Shapes::read) else {
        return Ok(Some(false));
    };
    match shapes.check(&operation, result, mode == Mode::Strict) {
        Checked::Fits => Ok(Some(true)),
        Checked::Unknown => Ok(Some(false)),
        Checked::Differs(why) => Err(Refusal::validation(format!(
            "Mock result schema validation error: {why}"
        ))),
    }
}
