//! Calls that are answered from outside, and how they are.

use super::run::AnswerSource;
use super::steer::answer_source;
use crate::definition::{Pattern, Resource, StateKind};
use crate::execution::{EffectId, ErrorDetails, EventId, Invoke, Machine, Reply, Stage};
use crate::service::Source;
use crate::session::{Call, OpenCall, Session};
use crate::text::{read_value, write};
use crate::value::{Text, Value};
use serde::Serialize;

/// Calls listed in one view.
const MOST: usize = 100;

/// What an open call waits for.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub enum Awaited {
    /// The response of a call.
    Response,
    /// The end of a job (`.sync`).
    Job,
    /// A task token that was sent to somebody (`.waitForTaskToken`).
    Token,
    /// A worker that takes the activity's task.
    Worker,
    /// The result of an activity whose task a worker has taken.
    Activity,
}

/// A call that can be answered.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct CallView {
    /// The number of the execution that makes it: 0 for the one that is shown.
    pub execution: u32,
    /// The number of the call there.
    pub effect: u32,
    /// The Task's number.
    pub state: u32,
    /// Its name.
    pub name: String,
    /// The `TaskStateEntered` event of the visit.
    pub visit: u32,
    /// 0 for the first try, then one a retry.
    pub attempt: u32,
    /// Who is to answer; null when nobody will by himself.
    pub source: Option<AnswerSource>,
    /// What it waits for.
    pub awaits: Awaited,
    /// When it was made, virtual milliseconds since 1970.
    #[cfg_attr(test, ts(type = "number"))]
    pub since: i64,
}

/// All that somebody needs to answer a call.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct CallDetail {
    /// `Resource` as written.
    pub resource: String,
    /// What the service gets, JSON text.
    pub input: String,
    /// What a function that answers gets as its event, JSON text.
    pub event: String,
    /// The task token.
    pub token: Option<String>,
    /// The answer that would be made up, JSON text.
    pub proposal: String,
    /// Name of the execution that makes the call.
    pub execution: String,
}

/// The calls that can be answered at the position.
pub fn open_calls(session: &Session) -> Vec<CallView> {
    let calls = session.open_calls().take(MOST);
    let views = calls.map(|(call, open, machine)| CallView {
        execution: call.execution,
        effect: call.effect.0,
        state: open.invoke.state.0,
        name: machine
            .definition()
            .state(open.invoke.state)
            .name
            .to_string(),
        visit: open.invoke.visit,
        attempt: open.invoke.attempt,
        source: answer_source(open.source),
        awaits: awaited(machine, open),
        since: open.since.millis(),
    });
    views.collect()
}

/// Whether a visit waits for the user's answer.
pub(super) fn asks(session: &Session, visit: EventId) -> bool {
    let mut calls = session.open_calls();
    calls.any(|(call, open, _)| {
        call.execution == 0 && open.source == Source::User && open.invoke.visit == visit
    })
}

fn awaited(machine: &Machine, open: &OpenCall) -> Awaited {
    let (resource, _) = task_of(machine, &open.invoke);
    match resource {
        Some(Resource::Activity) if open.taken => Awaited::Activity,
        Some(Resource::Activity) => Awaited::Worker,
        Some(Resource::Service { pattern, .. }) => match pattern {
            Pattern::RequestResponse => Awaited::Response,
            Pattern::RunJob => Awaited::Job,
            Pattern::WaitForTaskToken => Awaited::Token,
        },
        _ => Awaited::Response,
    }
}

fn task_of<'a>(machine: &'a Machine, invoke: &Invoke) -> (Option<&'a Resource>, String) {
    match &machine.definition().state(invoke.state).kind {
        StateKind::Task(task) => (Some(&task.resource), task.arn.to_string()),
        _ => (None, String::new()),
    }
}

/// One of them in full.
pub fn call_detail(session: &Session, execution: u32, effect: u32) -> Option<CallDetail> {
    let call = call_of(execution, effect);
    let (_, open, machine) = session.open_calls().find(|(other, ..)| *other == call)?;
    let pretty = |value: Option<Value>| write::pretty(&value.unwrap_or_default());
    Some(CallDetail {
        resource: task_of(machine, &open.invoke).1,
        input: write::pretty(&open.invoke.input),
        event: pretty(session.event_of_call(call)),
        token: open.invoke.token.as_ref().map(ToString::to_string),
        proposal: pretty(session.proposal(call)),
        execution: machine.setup().execution_name.to_string(),
    })
}

/// Answers a call, in so many milliseconds or when such answers usually come. `kind` is `taken` (GetActivityTask; the
/// text is the worker's name), `heartbeat`, `succeeded` (the text is the result's JSON) or `failed` (error and cause).
///
/// # Errors
/// What is wrong with the result.
pub fn reply(
    session: &mut Session,
    (execution, effect): (u32, u32),
    (kind, text, cause): (&str, &str, &str),
    after: Option<f64>,
) -> Result<bool, String> {
    let said = |text: &str| (!text.is_empty()).then(|| Text::from(text));
    let reply = match kind {
        "taken" => Reply::Taken(said(text)),
        "heartbeat" => Reply::Heartbeat,
        "failed" => {
            let details = ErrorDetails {
                error: said(text),
                cause: said(cause),
            };
            Reply::Failed(Stage::Run, details)
        }
        _ => Reply::Succeeded(read_value(text).map_err(|fault| fault.message)?),
    };
    // Milliseconds from JavaScript; what is not a number of them is 0.
    let after = after.map(|after| after as u64);
    Ok(session.reply(call_of(execution, effect), reply, after))
}

fn call_of(execution: u32, effect: u32) -> Call {
    Call {
        execution,
        effect: EffectId(effect),
    }
}
