//! Redrive: an execution that was lost goes on from the steps that did not succeed.
//!
//! What succeeded stays: results of branches and iterations, variables, history. Every scope that stood in a state
//! when the execution was lost does that state's work again, with its retries counted from the start; the new events
//! follow that state's Entered event. A Wait until a time that has passed is over at once; a Parallel or Map runs only
//! those branches and iterations again that had not succeeded, unless its result was too large. A Map Run goes on with
//! the children that had not succeeded and the items that had not been started.

use super::agenda::{Phase, Wake};
use super::chunked::Chunked;
use super::context::Redriven;
use super::event::EventKind;
use super::event::{EventId, Place};
use super::failure::DATA_LIMIT;
use super::frame::{Children, Doing, Ended, Frame, FrameId, Frames};
use super::{Machine, Outbox, Outcome, Status};
use crate::definition::{StateId, WorkflowType};
use crate::time::{Duration, Timestamp};
use crate::value::Value;
use std::rc::Rc;

/// How long after its end an execution may be redriven.
const WINDOW: Duration = Duration(14 * 24 * 60 * 60 * 1000);

/// Why an execution cannot be redriven.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum NotRedrivable {
    /// It is an Express execution.
    Express,
    /// It has not ended.
    Running,
    /// It has succeeded.
    Succeeded,
    /// The history has no room for the redrive and one event more.
    HistoryFull,
    /// It was started too long ago.
    TooOld,
    /// It ended more than 14 days ago.
    WindowPassed,
}

impl NotRedrivable {
    /// The service's `redriveStatusReason`; an Express execution has none of its own.
    pub fn reason(self) -> &'static str {
        match self {
            NotRedrivable::Express => {
                "This operation is not supported by this type of state machine"
            }
            NotRedrivable::Running => "Execution is RUNNING and cannot be redriven",
            NotRedrivable::Succeeded => "Execution is SUCCEEDED and cannot be redriven",
            NotRedrivable::HistoryFull => "Execution history event limit exceeded",
            NotRedrivable::TooOld => "Execution has exceeded the max execution time",
            NotRedrivable::WindowPassed => "Execution redrivable period exceeded",
        }
    }
}

/// The scopes of an execution as they stood when it was lost.
#[derive(Clone, Debug)]
pub(super) struct Halted {
    frames: Frames,
    /// Scopes between two states, and where they were going.
    entering: Vec<(FrameId, StateId, Value)>,
}

impl Machine {
    /// How often it was redriven, and when last.
    pub fn redriven(&self) -> Option<(u32, Timestamp)> {
        self.redriven
            .map(|redriven| (redriven.count, redriven.time))
    }

    /// Whether [`Machine::redrive`] would be accepted at `at`.
    ///
    /// # Errors
    /// Why not.
    pub fn redrivable(&self, at: Timestamp) -> Result<(), NotRedrivable> {
        let quotas = &self.setup.quotas;
        if self.setup.workflow_type == WorkflowType::Express {
            return Err(NotRedrivable::Express);
        }
        match self.outcome.status {
            Status::Running => return Err(NotRedrivable::Running),
            Status::Succeeded => return Err(NotRedrivable::Succeeded),
            Status::Failed | Status::TimedOut | Status::Aborted => {}
        }
        let limit = quotas.history_events;
        if limit.is_some_and(|limit| u64::from(self.next_event) >= limit) {
            return Err(NotRedrivable::HistoryFull);
        }
        let open = quotas.standard_duration;
        if open.is_some_and(|longest| at - self.setup.start > longest) {
            return Err(NotRedrivable::TooOld);
        }
        match at - self.now > WINDOW {
            true => Err(NotRedrivable::WindowPassed),
            false => Ok(()),
        }
    }

    /// RedriveExecution: goes on from the steps that did not succeed, at `at` or now if that is past.
    ///
    /// The time limit of the execution starts anew.
    ///
    /// # Errors
    /// Why the execution cannot be redriven; nothing has changed then.
    pub fn redrive(&mut self, at: Timestamp, out: &mut Outbox) -> Result<(), NotRedrivable> {
        self.redrivable(at)?;
        let too_large = self.outcome.details.error.as_ref();
        let too_large = too_large.is_some_and(|error| error == DATA_LIMIT);
        self.now = self.now.max(at);
        self.outcome = Outcome::default();
        self.transitions += 1;
        let count = self.redriven.map_or(0, |redriven| redriven.count) + 1;
        self.redriven = Some(Redriven {
            count,
            time: self.now,
        });
        let halted = self.halted.take();
        let halted = halted.map_or_else(Halted::empty, |halted| *halted);
        let kind = EventKind::ExecutionRedriven {
            count,
            visits: halted.visits(),
        };
        self.record(self.next_event - 1, None, 0, Place::default(), kind);
        self.limit_time();
        self.resume(halted, too_large);
        self.drain(out);
        Ok(())
    }

    fn resume(&mut self, halted: Halted, too_large: bool) {
        self.frames = halted.frames;
        let ids: Vec<FrameId> = self.frames.iter().map(|(id, _)| id).collect();
        let pace = self.setup.pace.transition;
        for id in ids {
            let again = self.frames.get_mut(id).and_then(|f| resumed(f, too_large));
            if let Some(phase) = again {
                self.schedule_after(id, pace, phase);
            }
        }
        for (id, state, input) in halted.entering {
            self.schedule_after(id, pace, Phase::Enter(state, input));
        }
    }

    /// Remembers how all scopes stand, before a failure closes some of them.
    pub(super) fn keep_for_redrive(&mut self) {
        if self.kept.is_none() && self.setup.workflow_type == WorkflowType::Standard {
            self.kept = Some(Box::new(self.halted_now()));
        }
    }

    /// The failure did not end the execution after all.
    pub(super) fn drop_kept(&mut self) {
        self.kept = None;
    }

    /// The execution is lost: keeps what a redrive needs.
    pub(super) fn halt(&mut self) {
        if self.setup.workflow_type == WorkflowType::Standard {
            let kept = self.kept.take();
            self.halted = Some(kept.unwrap_or_else(|| Box::new(self.halted_now())));
        }
    }

    fn halted_now(&self) -> Halted {
        let entries = self.agenda.iter();
        let entering = entries.filter_map(|wake| match wake {
            Wake::Frame(id, Phase::Enter(state, input)) => Some((*id, *state, input.clone())),
            _ => None,
        });
        Halted {
            entering: entering.collect(),
            frames: self.frames.clone(),
        }
    }
}

impl Halted {
    fn empty() -> Halted {
        Halted {
            frames: Frames::default(),
            entering: Vec::new(),
        }
    }

    /// The visits that go on, by their entered events.
    fn visits(&self) -> Rc<[EventId]> {
        let scopes = self.frames.iter();
        let visits = scopes.filter_map(|(_, frame)| Some(frame.visit.as_ref()?.entered));
        visits.collect()
    }
}

/// Makes a scope ready to go on, and says what it does first; a Parallel or Map with work inside does nothing itself.
fn resumed(frame: &mut Frame, too_large: bool) -> Option<Phase> {
    frame.pending.clear();
    let visit = frame.visit.as_mut()?;
    visit.retries = 0;
    visit.used.clear();
    visit.token = None;
    match &mut visit.doing {
        Doing::Children(children) if !children.all_ended() => {
            children.take_up_again();
            children.items.is_some().then_some(Phase::Iterate)
        }
        Doing::Children(children) if !too_large => {
            frame.tail = children.last;
            Some(Phase::Complete)
        }
        Doing::MapRun(run) => {
            frame.tail = visit.entered;
            match &run.ended {
                Some(Ended::Succeeded(_)) if !too_large => Some(Phase::Complete),
                None | Some(Ended::Failed) => Some(Phase::RedriveMapRun),
                Some(_) => {
                    visit.doing = Doing::Nothing;
                    Some(Phase::Work)
                }
            }
        }
        _ => {
            frame.tail = visit.entered;
            visit.doing = Doing::Nothing;
            Some(Phase::Work)
        }
    }
}

impl Children {
    fn all_ended(&self) -> bool {
        self.ended as usize == self.results.len()
    }

    /// Iterations whose failure was tolerated until there were too many run again from their start.
    fn take_up_again(&mut self) {
        let Some(items) = &mut self.items else {
            return;
        };
        let failed = items.tolerated.iter().enumerate();
        let failed: Vec<u32> = failed
            .filter(|(_, failed)| **failed)
            .map(|(index, _)| index as u32)
            .collect();
        items.failed = 0;
        items.tolerated = Chunked::filled(false, self.results.len());
        for index in failed.into_iter().rev() {
            self.results.set(index as usize, None);
            self.ended -= 1;
            items.again.push(index);
        }
    }
}
