//! The context object that the state sees: one that is given, or the service's own.

use super::ask::Ask;
use super::refusal::Refusal;
use super::subject::{or_null, Subject, NAME};
use crate::definition::{Pattern, QueryLanguage, Resource, State, StateKind};
use crate::execution::Setup;
use crate::text::read_value;
use crate::value::{Object, Value};

/// Objects of a given context, and their members with the type of each.
const FIELDS: [(&str, &[(&str, Type)]); 4] = [
    (
        "Execution",
        &[
            ("Id", Type::Text),
            ("Input", Type::Any),
            ("Name", Type::Text),
            ("RoleArn", Type::Text),
            ("StartTime", Type::Text),
            ("RedriveCount", Type::Number),
            ("RedriveTime", Type::Text),
        ],
    ),
    (
        "State",
        &[
            ("EnteredTime", Type::Text),
            ("Name", Type::Text),
            ("RetryCount", Type::Number),
        ],
    ),
    ("StateMachine", &[("Id", Type::Text), ("Name", Type::Text)]),
    ("Task", &[("Token", Type::Text)]),
];

#[derive(Clone, Copy)]
enum Type {
    Text,
    Number,
    Any,
}

/// Reads a given context object.
///
/// # Errors
/// Members that it may not have, or not of their type; a `Task` where the state has no token.
pub(super) fn given(text: &str, state: &State) -> Result<Value, Refusal> {
    let refused =
        |what: String| Refusal::validation(format!("Invalid Context object provided: {what}"));
    let context = read_value(text)
        .ok()
        .filter(|value| value.as_object().is_some());
    let context = context.ok_or_else(|| refused("Context must be a valid JSON object".into()))?;
    for (name, value) in context.as_object().into_iter().flat_map(Object::iter) {
        if name == "Map" {
            let what = "'Map' field is not supported when mocking a Context object";
            return Err(refused(what.into()));
        }
        let known = FIELDS.iter().find(|(known, _)| name == known);
        let (_, members) =
            known.ok_or_else(|| refused(format!("Field '{name}' is not allowed")))?;
        members_fit(name, value, members).map_err(refused)?;
        if name == "Task" && !has_token(state) {
            let what = "Context object contains 'Task' when state is not a Task state with a '.sync' or '.waitForTaskToken' service integration pattern";
            return Err(refused(what.into()));
        }
    }
    Ok(context)
}

fn members_fit(name: &str, value: &Value, members: &[(&str, Type)]) -> Result<(), String> {
    let object = value.as_object();
    let object = object.ok_or_else(|| format!("{name} must be an object"))?;
    for (member, value) in object.iter() {
        let known = members.iter().find(|(known, _)| member == known);
        let (fits, wanted) = match known.map(|(_, kind)| kind) {
            None => return Err(format!("Field '{member}' is not allowed")),
            Some(Type::Text) => (value.as_str().is_some(), "a string"),
            Some(Type::Number) => (value.as_number().is_some(), "a number"),
            Some(Type::Any) => (true, ""),
        };
        if !fits {
            return Err(format!("{name}.{member} must be {wanted}"));
        }
    }
    Ok(())
}

/// Whether the state's call has a token: a job's or a callback's.
fn has_token(state: &State) -> bool {
    let StateKind::Task(task) = &state.kind else {
        return false;
    };
    matches!(
        task.resource,
        Resource::Service {
            pattern: Pattern::RunJob | Pattern::WaitForTaskToken,
            ..
        }
    )
}

/// The service's own context object, as recorded: a state without its machine's name in a synchronous Express
/// execution, with a retry count where the state can be retried (in JSONPath in Tasks alone), and without a role
/// `null` in its place.
pub(super) fn own(ask: &Ask, setup: &Setup, subject: &Subject) -> Value {
    let state = subject.state();
    let (machine, name) = (&setup.machine_name, &setup.execution_name);
    let id = setup.machine_arn.replace(":stateMachine:", ":express:");
    let time = setup.start.to_string();
    let execution = Object::default()
        .with("Id", format!("{id}:{name}"))
        .with("Input", setup.input.clone())
        .with("StartTime", time.as_str())
        .with("Name", name.clone())
        .with("RoleArn", or_null(ask.role.as_ref()));
    let own = Object::default()
        .with("Id", setup.machine_arn.clone())
        .with("Name", machine.clone());
    let counts = match state.kind {
        StateKind::Task(_) => true,
        StateKind::Parallel(_) | StateKind::Map(_) => state.language == QueryLanguage::Jsonata,
        _ => false,
    };
    let mut entered = Object::default()
        .with("Name", NAME)
        .with("EnteredTime", time);
    if counts {
        entered.set("RetryCount", 0);
    }
    let context = Object::default()
        .with("Execution", execution)
        .with("StateMachine", own)
        .with("State", entered);
    Value::Object(match has_token(state) || is_activity(state) {
        true => context.with("Task", Object::default().with("Token", "TaskToken")),
        false => context,
    })
}

fn is_activity(state: &State) -> bool {
    matches!(&state.kind, StateKind::Task(task) if task.resource == Resource::Activity)
}
