//! One text: what it is, and what it says.

use super::fault::{Fault, Wrong};
use super::pages::{ends, millis, RawEvent};
use crate::execution::{ErrorDetails, Status};
use crate::text::{brief, read_value, write};
use crate::time::Timestamp;
use crate::value::{Object, Text, Value};

/// Milliseconds between the times that two texts give for one moment, at most: some print whole seconds.
pub const CLOCKS_APART: i64 = 2_000;

/// What a text is, or has in it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Role {
    /// A page of GetExecutionHistory.
    History,
    /// DescribeExecution.
    Execution,
    /// DescribeStateMachine or DescribeStateMachineForExecution.
    Machine,
    /// A definition.
    Definition,
}

/// A text that was read.
#[derive(Clone, Debug, Default)]
pub struct Source {
    /// What it is; an export may be several things at once.
    pub roles: Vec<Role>,
    /// The events' first and last id, when it has some.
    pub span: Option<(u32, u32)>,
    pub(super) value: Value,
    pub(super) definition: Option<String>,
}

impl Source {
    pub(super) fn read(text: &str) -> Result<Source, Wrong> {
        let text = text.trim_start_matches('\u{feff}');
        let value =
            read_value(text).map_err(|fault| Wrong::Json(brief(&fault.message), fault.at))?;
        let has = |name: &str| value.get(name).is_some();
        let mut roles = Vec::new();
        if value.as_array().is_some() || value.get("events").is_some_and(|e| e.as_array().is_some())
        {
            roles.push(Role::History);
        }
        if has("executionArn") && has("status") {
            roles.push(Role::Execution);
        }
        let mut definition = None;
        match value.get("definition") {
            Some(Value::Text(text)) => definition = Some(laid_out(text)),
            Some(inner @ Value::Object(_)) => definition = Some(write::pretty(inner)),
            _ => {}
        }
        if definition.is_some() {
            roles.push(Role::Machine);
        } else if has("States") {
            definition = Some(text.to_owned());
            roles.push(Role::Definition);
        }
        match roles.is_empty() {
            true => Err(Wrong::Foreign),
            false => Ok(Source {
                roles,
                span: None,
                value,
                definition,
            }),
        }
    }

    pub(super) fn is(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }
}

/// The service keeps definitions as they were given; one in a single line is laid out to be read.
fn laid_out(text: &str) -> String {
    let value = match text.contains('\n') {
        true => None,
        false => read_value(text).ok(),
    };
    value.map_or(text.to_owned(), |value| write::pretty(&value))
}

/// What DescribeExecution and DescribeStateMachine said.
#[derive(Clone, Debug, Default)]
pub struct Described {
    execution: Option<(usize, Object)>,
    machine: Option<Object>,
}

/// How an execution ended, as DescribeExecution says.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// Its status.
    pub status: Status,
    /// When it ended.
    pub closed: Option<Timestamp>,
    /// Its output as it was printed.
    pub output: Option<Text>,
    /// Error and cause.
    pub details: ErrorDetails,
    /// How often it was redriven, and when last.
    pub redriven: Option<(u32, Timestamp)>,
}

impl Described {
    pub(super) fn of(sources: &[Source]) -> Described {
        let find = |role| {
            let mut listed = sources.iter().enumerate();
            let found = listed.find(|(_, source)| source.is(role))?;
            Some((found.0, found.1.value.as_object()?.clone()))
        };
        Described {
            execution: find(Role::Execution),
            machine: find(Role::Machine).map(|(_, object)| object),
        }
    }

    /// A text of DescribeExecution, or of DescribeStateMachine where that has none.
    pub fn text(&self, name: &str) -> Option<Text> {
        let execution = self.execution.as_ref().map(|(_, object)| object);
        let both = [execution, self.machine.as_ref()];
        both.into_iter()
            .flatten()
            .find_map(|object| match object.get(name)? {
                Value::Text(text) => Some(text.clone()),
                _ => None,
            })
    }

    /// A text of DescribeStateMachine.
    pub fn of_machine(&self, name: &str) -> Option<&str> {
        self.machine.as_ref()?.get(name)?.as_str()
    }

    /// Whether DescribeExecution is there.
    pub fn has_execution(&self) -> bool {
        self.execution.is_some()
    }

    /// How DescribeExecution says that it ended, if it says so: not of an end before the last event, which a redrive undid.
    pub fn outcome(&self, last: Timestamp) -> Option<Outcome> {
        let outcome = self.described_outcome()?;
        let early = |closed: Timestamp| closed.millis() + CLOCKS_APART < last.millis();
        Some(outcome).filter(|outcome| !outcome.closed.is_some_and(early))
    }

    fn described_outcome(&self) -> Option<Outcome> {
        let (_, execution) = self.execution.as_ref()?;
        let text = |name: &str| match execution.get(name)? {
            Value::Text(text) => Some(text.clone()),
            _ => None,
        };
        let time = |name: &str| Some(Timestamp(execution.get(name).and_then(millis)?));
        Some(Outcome {
            status: match text("status")?.as_str() {
                "SUCCEEDED" => Status::Succeeded,
                "FAILED" => Status::Failed,
                "TIMED_OUT" => Status::TimedOut,
                "ABORTED" => Status::Aborted,
                _ => return None,
            },
            closed: time("stopDate"),
            output: text("output"),
            details: ErrorDetails {
                error: text("error"),
                cause: text("cause"),
            },
            redriven: self.redrives().zip(time("redriveDate")),
        })
    }

    fn redrives(&self) -> Option<u32> {
        let (_, execution) = self.execution.as_ref()?;
        let count = execution.get("redriveCount")?.as_number()?.as_i64()?;
        u32::try_from(count).ok().filter(|count| *count > 0)
    }

    /// Whether the execution went on after the last of these events: it has ended and they have not, or it was redriven
    /// more often than they tell.
    pub(super) fn knows_more(&self, raw: &[RawEvent]) -> bool {
        let last = raw.last().map_or(Timestamp(0), |last| last.time);
        let ended = raw.last().is_some_and(|last| ends(&last.name));
        let redriven = raw.iter().filter(|raw| raw.name == "ExecutionRedriven");
        let more = self.redrives().unwrap_or(0) as usize > redriven.count();
        more || (!ended && self.outcome(last).is_some())
    }

    /// Whether they are of the execution of this history.
    pub(super) fn fits(&self, raw: &[RawEvent]) -> Result<(), Fault> {
        let Some((at, execution)) = &self.execution else {
            return Ok(());
        };
        let other = |member| Err(Fault::of(*at, Wrong::OtherExecution(member)));
        let own = raw
            .first()
            .and_then(|first| first.details.as_ref()?.get("input")?.as_str());
        let said = execution.get("input").and_then(Value::as_str);
        if let (Some(own), Some(said)) = (own, said) {
            let same = own == said
                || matches!((read_value(own), read_value(said)), (Ok(a), Ok(b)) if a == b);
            if !same {
                return other("input");
            }
        }
        let started = execution.get("startDate").and_then(millis);
        let first = raw.first().map(|first| first.time.millis());
        match (started, first) {
            (Some(a), Some(b)) if a.abs_diff(b) > CLOCKS_APART as u64 => other("startDate"),
            _ => Ok(()),
        }
    }
}
