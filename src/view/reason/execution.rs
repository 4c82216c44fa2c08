//! The execution's own events.

use super::{say, Said, Teller};
use crate::definition::{RegionId, WorkflowType};
use crate::execution::{EventId, EventKind};
use crate::history::Visit;

impl Teller<'_> {
    pub(super) fn execution(&self) -> Vec<Said> {
        match &self.event.kind {
            EventKind::ExecutionStarted(_) => {
                let start = self.past.definition().region(RegionId(0)).start_at.as_ref();
                let name = start.map_or(String::new(), |start| start.name.to_string());
                vec![say("started").text("state", name)]
            }
            EventKind::ExecutionSucceeded(_) => match self.cause() {
                Some(visit) => vec![say("succeeded").text("state", self.name_of(visit))],
                None => vec![say("succeeded.empty")],
            },
            EventKind::ExecutionFailed(details) => match self.cause() {
                Some(visit) => {
                    let said = say("failed").text("state", self.name_of(visit));
                    let mut all = vec![said.error(details)];
                    all.extend(self.fate_of(visit));
                    all
                }
                None => vec![say("failed.limit").error(details)],
            },
            EventKind::ExecutionTimedOut(_) => vec![self.time_over()],
            EventKind::ExecutionAborted(details) => match &details.error {
                Some(error) => vec![say("aborted.with").text("error", error)],
                None => vec![say("aborted")],
            },
            EventKind::ExecutionRedriven { count, visits } => {
                vec![self.redriven(*count, visits)]
            }
            _ => Vec::new(),
        }
    }

    /// The visit that the event before this one belongs to. The history that is full ends wherever it stands.
    fn cause(&self) -> Option<&Visit> {
        if let EventKind::ExecutionFailed(details) = &self.event.kind {
            let cause = details.cause.as_deref().unwrap_or_default();
            if cause.starts_with("The execution reached the maximum number of history events") {
                return None;
            }
        }
        self.summary.visit_of(self.event.previous)
    }

    fn time_over(&self) -> Said {
        let express = self
            .past
            .steered()
            .is_some_and(|run| run.setup().workflow_type == WorkflowType::Express);
        match self.past.definition().timeout_seconds {
            Some(seconds) => {
                let millis = i64::try_from(seconds).unwrap_or(i64::MAX / 1_000);
                say("timedOut").delay("limit", millis.saturating_mul(1_000))
            }
            None if express => say("timedOut.express"),
            None => say("timedOut.longest"),
        }
    }

    fn redriven(&self, count: u32, visits: &[EventId]) -> Said {
        let visits = visits.iter().filter_map(|id| self.summary.visit_of(*id));
        let mut names: Vec<String> = visits.map(|visit| self.name_of(visit)).collect();
        names.dedup();
        let more = names.len().saturating_sub(4);
        names.truncate(4);
        if more > 0 {
            names.push("…".to_owned());
        }
        let said = say("redriven").count("number", count);
        said.text("states", names.join(", "))
    }
}
