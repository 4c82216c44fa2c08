//! SendTaskSuccess, SendTaskFailure and SendTaskHeartbeat as calls of Tasks: a token that somebody of this world waits
//! for is answered, whoever has been given it.

use super::{Call, Executions};
use crate::definition::{Resource, StateKind, StateMachine};
use crate::execution::{ErrorDetails, Invoke, Machine, Reply, Stage};
use crate::service::{Answer, Source, SERVICES};
use crate::text::read_value;
use crate::value::{Text, Value};

/// The action of a call of Step Functions that has to do with tokens.
fn action<'a>(machine: &'a Machine, invoke: &Invoke) -> Option<&'a str> {
    let state = machine.definition().states.get(invoke.state.0 as usize)?;
    match &state.kind {
        StateKind::Task(task) => action_of(&task.resource),
        _ => None,
    }
}

fn action_of(resource: &Resource) -> Option<&str> {
    match resource {
        Resource::Service {
            service, action, ..
        } if service == "aws-sdk:sfn" && action.starts_with("sendTask") => Some(action),
        _ => None,
    }
}

/// Whether Tasks of a machine answer tokens.
pub(in super::super) fn answers_tokens(machine: &StateMachine) -> bool {
    let mut states = machine.states.iter();
    states.any(|state| match &state.kind {
        StateKind::Task(task) => action_of(&task.resource).is_some(),
        _ => false,
    })
}

impl Executions {
    /// Does what a call asks for, unless it is mocked or a service refuses it.
    pub(super) fn send_token(&mut self, invoke: &Invoke, answer: &Answer) {
        if !SERVICES || answer.source != Source::Automatic {
            return;
        }
        let machine = self.machine(invoke.execution);
        let reply = machine.and_then(|machine| reply(action(machine, invoke)?, &invoke.input));
        let token = invoke.input.get("TaskToken").and_then(Value::as_str);
        let (Some(reply), Some(token)) = (reply, token) else {
            return;
        };
        let found = self.open_calls().find(|(_, open)| {
            let own = open.invoke.token.as_ref();
            own.is_some_and(|own| own == token)
        });
        if let Some((call, _)) = found {
            self.answer_token(call, reply);
        }
    }

    fn answer_token(&mut self, call: Call, reply: Reply) {
        let asked = self.open.asked;
        self.reply_to(call, 0, reply);
        self.open.asked = asked.filter(|asked| *asked != call);
    }
}

/// What the receiver's Task gets. The output is JSON text, or already JSON.
fn reply(action: &str, input: &Value) -> Option<Reply> {
    let text = |name: &str| input.get(name).and_then(Value::as_str).map(Text::from);
    match action {
        "sendTaskSuccess" => Some(Reply::Succeeded(match input.get("Output") {
            Some(Value::Text(text)) => read_value(text).ok()?,
            Some(other) => other.clone(),
            None => return None,
        })),
        "sendTaskFailure" => {
            let details = ErrorDetails {
                error: text("Error"),
                cause: text("Cause"),
            };
            Some(Reply::Failed(Stage::Run, details))
        }
        "sendTaskHeartbeat" => Some(Reply::Heartbeat),
        _ => None,
    }
}
