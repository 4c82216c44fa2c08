//! The time limits of a whole execution, and when answers are heard.

use super::agenda::{Key, Phase, Wake};
use super::effect::{Reply, Stage};
use super::event::{ErrorDetails, EventKind};
use super::failure::TIMEOUT;
use super::frame::FrameId;
use super::{Machine, WorkflowType};
use crate::definition::RegionId;
use crate::time::{Duration, Timestamp};

impl Machine {
    /// Starts the clock of the whole execution: its own `TimeoutSeconds`, or an Express workflow's five minutes if
    /// that is less.
    pub(super) fn limit_time(&mut self) {
        let seconds = |s: u64| Duration::from_secs(i64::try_from(s).unwrap_or(i64::MAX));
        // The definition's limit is that of its own executions, not of a Map Run's children.
        let top = self.setup.scope == RegionId(0);
        let own = self.definition.timeout_seconds.filter(|_| top).map(seconds);
        let quota = match self.setup.workflow_type {
            WorkflowType::Express => self.setup.quotas.express_duration,
            WorkflowType::Standard => None,
        };
        if let Some(limit) = own.into_iter().chain(quota).min() {
            let due = self.now + limit;
            self.agenda.schedule(due, Wake::ExecutionTimeout);
        }
    }

    /// When a Standard workflow has used up its year. Nothing is on the agenda for it, so that an execution that waits
    /// for an answer is seen to wait instead of being a year older at once.
    pub(super) fn last_moment(&self) -> Option<Timestamp> {
        let longest = self.setup.quotas.standard_duration?;
        let standard = self.setup.workflow_type == WorkflowType::Standard;
        standard.then(|| self.setup.start + longest)
    }

    /// When an answer is heard: not before the call has started. A call that could not even be scheduled or started
    /// does not start.
    pub(super) fn after_start(&mut self, id: FrameId, reply: &Reply, at: Timestamp) -> Timestamp {
        let Some(frame) = self.frames.get(id) else {
            return at;
        };
        let starts = |key: &&Key| {
            let wake = self.agenda.get(**key);
            matches!(wake, Some(Wake::Frame(_, Phase::Started)))
        };
        match (frame.pending.iter().find(starts).copied(), reply) {
            (Some(key), Reply::Failed(Stage::Schedule | Stage::Start, _)) => {
                self.agenda.cancel(key);
                at
            }
            (Some(key), _) => at.max(key.due()),
            (None, _) => at,
        }
    }

    pub(super) fn time_out(&mut self) {
        let details = ErrorDetails {
            error: Some(TIMEOUT.into()),
            cause: None,
        };
        self.end(0, EventKind::ExecutionTimedOut(details));
    }
}
