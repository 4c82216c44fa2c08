//! The events of a Task's attempts.

use super::{say, Said, Teller};
use crate::definition::{Pattern, Resource, StateKind};
use crate::execution::{ErrorDetails, Event, EventKind, Scheduled, TaskEvent};

/// How a Task works.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Way {
    Function,
    Activity,
    Job,
    Token,
    Call,
}

impl Teller<'_> {
    pub(super) fn task(&self, task: &TaskEvent) -> Vec<Said> {
        match task {
            TaskEvent::Scheduled(_) => vec![self.again().unwrap_or_else(|| self.first_attempt())],
            TaskEvent::Started(worker) => vec![self.taken(worker.as_deref())],
            TaskEvent::Submitted(_) => vec![self.by_way("task.submitted")],
            TaskEvent::Succeeded(_) => vec![self.by_way("task.succeeded")],
            TaskEvent::Failed(details) => self.failed("task.failed", details),
            TaskEvent::ScheduleFailed(details) => self.failed("task.notScheduled", details),
            TaskEvent::StartFailed(details) => self.failed("task.notStarted", details),
            TaskEvent::SubmitFailed(details) => self.failed("task.refused", details),
            TaskEvent::TimedOut(_) => self.with_fate(self.timed_out()),
        }
    }

    fn first_attempt(&self) -> Said {
        say("task.scheduled")
            .text("state", self.name())
            .text("resource", self.resource())
    }

    fn taken(&self, worker: Option<&str>) -> Said {
        match (self.way(), worker) {
            (Way::Activity, Some(worker)) => say("task.worker").text("worker", worker),
            (Way::Activity, None) => say("task.taken"),
            (Way::Function, _) => say("task.runs"),
            _ => say("task.started").text("resource", self.resource()),
        }
    }

    fn failed(&self, code: &str, details: &ErrorDetails) -> Vec<Said> {
        let code = match (code, self.way()) {
            ("task.failed", way) => format!("{code}.{}", name(way)),
            _ => code.to_owned(),
        };
        let said = say(code).text("resource", self.resource());
        self.with_fate(said.error(details))
    }

    fn by_way(&self, code: &str) -> Said {
        say(format!("{code}.{}", name(self.way()))).text("resource", self.resource())
    }

    fn timed_out(&self) -> Said {
        let Some((scheduled, event)) = self.scheduled() else {
            return say("task.timedOut");
        };
        let passed = (self.event.time - event.time).millis();
        let millis = |seconds: u64| {
            let seconds = i64::try_from(seconds).unwrap_or(i64::MAX / 1_000);
            seconds.saturating_mul(1_000)
        };
        let whole = scheduled.timeout.map(millis);
        match (whole, scheduled.heartbeat.map(millis)) {
            (whole, Some(beat)) if whole.is_none_or(|whole| passed < whole) => {
                say("task.noHeartbeat").delay("limit", beat)
            }
            (Some(whole), _) => say("task.timeOver").delay("limit", whole),
            _ => say("task.timedOut"),
        }
    }

    /// The attempt's Scheduled event.
    fn scheduled(&self) -> Option<(&Scheduled, &Event)> {
        let before = self.past.known().get(..self.event.id as usize)?;
        before.iter().rev().find_map(|event| match &event.kind {
            EventKind::Task(TaskEvent::Scheduled(told)) if event.visit == self.event.visit => {
                Some((&**told, event))
            }
            _ => None,
        })
    }

    /// What is called, as short as it can be told.
    fn resource(&self) -> String {
        match self.state().map(|state| &state.kind) {
            Some(StateKind::Task(task)) => {
                let arn = task.arn.as_str();
                let short = arn.strip_prefix("arn:aws:states:::");
                short
                    .unwrap_or_else(|| arn.rsplit(':').next().unwrap_or(arn))
                    .to_owned()
            }
            _ => String::new(),
        }
    }

    fn way(&self) -> Way {
        let Some(StateKind::Task(task)) = self.state().map(|state| &state.kind) else {
            return Way::Call;
        };
        match &task.resource {
            Resource::Activity => Way::Activity,
            Resource::Lambda | Resource::Unknown => Way::Function,
            Resource::Service { pattern, .. } => match pattern {
                Pattern::WaitForTaskToken => Way::Token,
                Pattern::RunJob => Way::Job,
                Pattern::RequestResponse => Way::Call,
            },
        }
    }
}

fn name(way: Way) -> &'static str {
    match way {
        Way::Function => "function",
        Way::Activity => "activity",
        Way::Job => "job",
        Way::Token => "token",
        Way::Call => "call",
    }
}
