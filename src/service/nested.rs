//! StartExecution and StartSyncExecution of state machines of the workspace: what the service says to the call, which
//! execution is to be started, and what its end tells the Task.
//!
//! Nothing is started here: the world does that.

use super::call::{object, Call};
use super::fault::{self, Fault};
use super::latency::Delays;
pub use super::told::{Ended, Form};
use super::SERVICES;
use crate::execution::ErrorDetails;
use crate::text::{read_value, write};
use crate::time::Duration;
use crate::value::{Text, Value};
use std::rc::Rc;

/// The state machines of the workspace, by which a call finds them.
#[derive(Clone, Debug, Default)]
pub struct Catalogue(Rc<[Listed]>);

/// One of them.
#[derive(Clone, Debug)]
pub struct Listed {
    /// Its name, its ARN, or whatever text stands for that in definitions.
    pub name: Text,
    /// Whether it is an Express workflow.
    pub express: bool,
    /// Whether its Tasks answer tokens: what is given one waits for that.
    pub answers_tokens: bool,
}

/// An execution to be started.
#[derive(Clone, Debug)]
pub struct ExecutionStart {
    /// The number of its state machine: 1 for the first of the catalogue.
    pub machine: u32,
    /// ARN of the state machine.
    pub machine_arn: Text,
    /// Name of the execution, whether the call gave it or not.
    pub name: Text,
    /// ARN of the execution.
    pub arn: Text,
    /// Its input, as text and as a value.
    pub input_text: Text,
    /// The same as a value.
    pub input: Value,
    /// Milliseconds from the call to the start.
    pub after: u64,
    /// How its end is told to the Task; `None` when the Task doesn't wait for it.
    pub awaited: Option<Form>,
    /// The refusal when there is another execution of that name; `None` where names may be used again.
    pub taken: Option<ErrorDetails>,
}

/// What the service says to a call that names a machine of the catalogue.
pub(super) enum Said {
    Refused(ErrorDetails),
    Started(Box<Started>),
}

/// An execution to start.
pub(super) struct Started {
    pub response: Value,
    pub start: ExecutionStart,
    /// Whether it may answer a token that it is given.
    pub answers_tokens: bool,
    /// Why its end cannot be waited for, though the call asks for that.
    pub lost: Option<ErrorDetails>,
}

impl Catalogue {
    /// Of these machines.
    pub fn new(machines: impl IntoIterator<Item = Listed>) -> Catalogue {
        Catalogue(machines.into_iter().collect())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The number of the machine that a request names, by its ARN, by that of a version or an alias, or by the text
    /// that stands for it.
    fn find(&self, asked: &str) -> Option<(u32, &Listed)> {
        let bare = unqualified(asked);
        let named = |listed: &&Listed| {
            let name = listed.name.as_str();
            name == asked
                || name == bare
                || bare
                    .rsplit_once(":stateMachine:")
                    .is_some_and(|(_, last)| name == last)
        };
        let at = self.0.iter().position(|listed| named(&listed))?;
        Some((at as u32 + 1, self.0.get(at)?))
    }

    /// The answer to a call, at these times; `None` when it starts no execution of the workspace.
    pub(super) fn answer(&self, call: &mut Call, delays: Delays) -> Option<Said> {
        if !SERVICES {
            return None;
        }
        let sdk = match call.service {
            "states" => false,
            "aws-sdk:sfn" => true,
            _ => return None,
        };
        let synchronous = match call.action {
            "startExecution" => false,
            "startSyncExecution" if sdk => true,
            _ => return None,
        };
        let (machine, listed) = self.find(&call.text("StateMachineArn"))?;
        let kind = Kind {
            machine,
            express: listed.express,
            answers_tokens: listed.answers_tokens,
            synchronous,
            after: match call.suffix {
                "" if !synchronous => delays.last,
                _ => delays.first,
            },
        };
        Some(match start(call, &kind) {
            Ok(started) => Said::Started(Box::new(started)),
            Err(fault) => Said::Refused(fault::details(call, &fault)),
        })
    }
}

/// The ARN of a machine without the version or alias after it.
fn unqualified(arn: &str) -> &str {
    let Some((head, tail)) = arn.split_once(":stateMachine:") else {
        return arn;
    };
    let name = tail.split(':').next().unwrap_or(tail);
    arn.get(..head.len() + ":stateMachine:".len() + name.len())
        .unwrap_or(arn)
}

/// What is started, and how.
struct Kind {
    machine: u32,
    express: bool,
    answers_tokens: bool,
    synchronous: bool,
    /// Milliseconds from the call to the start.
    after: u64,
}

fn start(call: &mut Call, kind: &Kind) -> Result<Started, Fault> {
    let Kind {
        express,
        synchronous,
        ..
    } = *kind;
    if synchronous && !express {
        let message = "This operation is not supported by this type of state machine";
        return Err(refused("StateMachineTypeNotSupported", message.to_owned()));
    }
    let (input_text, input) = input_of(call)?;
    let name = name_of(call)?;
    let (machine_arn, arn) = arns(call, &name, express);
    let begins = call.now + Duration::from_millis(i64::try_from(kind.after).unwrap_or(i64::MAX));
    let date = match call.service {
        "states" => Value::from(begins.epoch_number()),
        _ => Value::from(begins.to_string()),
    };
    let response = object()
        .with("ExecutionArn", arn.as_str())
        .with("StartDate", date);
    let exists = |arn: &str| {
        let message = format!("Execution Already Exists: '{arn}'");
        refused("ExecutionAlreadyExists", message)
    };
    let taken = (!express).then(|| fault::details(call, &exists(&arn)));
    let awaited = match call.suffix {
        _ if synchronous => Some(Form::Response),
        "sync" => Some(Form::Text),
        "sync:2" => Some(Form::Value),
        _ => None,
    };
    // A job is watched with DescribeExecution, which knows no Express executions.
    let unwatched = express && !synchronous && awaited.is_some();
    let lost = unwatched.then(|| {
        let message = "Invalid Arn: 'Resource type not valid in this context: express'";
        fault::details(call, &refused("InvalidArn", message.to_owned()))
    });
    let start = ExecutionStart {
        machine: kind.machine,
        machine_arn: machine_arn.into(),
        name: name.into(),
        arn: arn.into(),
        input_text,
        input,
        after: kind.after,
        awaited: awaited.filter(|_| lost.is_none()),
        taken,
    };
    Ok(Started {
        response: Value::Object(response),
        start,
        answers_tokens: kind.answers_tokens,
        lost,
    })
}

/// The ARNs of the machine and of the execution.
fn arns(call: &mut Call, name: &str, express: bool) -> (String, String) {
    let asked = call.text("StateMachineArn");
    let machine = match asked.starts_with("arn:") {
        true => unqualified(&asked).to_owned(),
        false => call.arn("states", &format!("stateMachine:{asked}")),
    };
    let kind = if express { ":express:" } else { ":execution:" };
    let run = machine.replacen(":stateMachine:", kind, 1);
    let execution = match express {
        true => format!("{run}:{name}:{}", call.uuid()),
        false => format!("{run}:{name}"),
    };
    (machine, execution)
}

/// The input that the execution gets: `{}` when there is none, a text as it is, JSON written out.
fn input_of(call: &Call) -> Result<(Text, Value), Fault> {
    match call.sent("Input") {
        Value::Null => Ok(("{}".into(), Value::object())),
        Value::Text(text) => match read_value(&text) {
            Ok(value) => Ok((text, value)),
            Err(_) => {
                let message = input_refusal(&text).unwrap_or_default();
                Err(refused("InvalidExecutionInput", message))
            }
        },
        other => Ok((write::compact(&other).into(), other)),
    }
}

/// Why StartExecution refuses an input text, in its words; `None` when it takes it. Any JSON value will do, blank text
/// will not.
pub fn input_refusal(input: &str) -> Option<String> {
    let fault = match read_value(input) {
        Ok(_) => return None,
        Err(_) if input.trim().is_empty() => "Invalid execution input.".to_string(),
        Err(failure) => failure.message,
    };
    Some(format!("Invalid State Machine Execution Input: '{fault}'"))
}

/// Characters that a name may not have, besides controls.
const NOT_IN_NAMES: &str = " ?*<>{}[]\"#%\\^|~`$&,;:/";
/// Characters of a name, at most.
const LONGEST_NAME: usize = 80;

fn name_of(call: &mut Call) -> Result<String, Fault> {
    let name = match call.sent("Name") {
        Value::Text(text) => text.to_string(),
        _ => return Ok(call.uuid()),
    };
    let odd = |c: char| c.is_control() || c.is_whitespace() || NOT_IN_NAMES.contains(c);
    match name.is_empty() || name.chars().count() > LONGEST_NAME || name.contains(odd) {
        true => Err(refused("InvalidName", format!("Invalid Name: '{name}'"))),
        false => Ok(name),
    }
}

fn refused(code: &'static str, message: String) -> Fault {
    Fault {
        code,
        status: 400,
        message,
    }
}
