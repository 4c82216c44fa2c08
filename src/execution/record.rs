//! Recording events: ids, causes, and the end of an execution.

use super::event::{ErrorDetails, Event, EventId, EventKind, Place};
use super::frame::FrameId;
use super::trace::{Trace, TraceStage};
use super::{failure, Effect, Machine, Outcome, Status};
use crate::definition::StateId;

impl Machine {
    /// Records an event and returns its id. Once the execution has ended nothing is recorded any more.
    ///
    /// The event that would be the last one allowed is the failure itself: event 25,000 of a history is its
    /// `ExecutionFailed`.
    pub(super) fn record(
        &mut self,
        previous: EventId,
        state: Option<StateId>,
        visit: EventId,
        place: Place,
        kind: EventKind,
    ) -> EventId {
        if !self.is_running() {
            return self.next_event - 1;
        }
        let id = self.next_event;
        let limit = self.setup.quotas.history_events;
        let full = limit.is_some_and(|limit| u64::from(id) >= limit) && !kind.is_terminal();
        if full && self.has_history() {
            return self.end(id - 1, history_full(limit.unwrap_or_default()));
        }
        self.next_event += 1;
        self.out.events.push(Event {
            id,
            previous,
            time: self.now,
            state,
            visit,
            place,
            kind,
        });
        id
    }

    /// Express workflows keep no history, so none can be full.
    fn has_history(&self) -> bool {
        self.setup.workflow_type == super::WorkflowType::Standard
    }

    /// Records an event of a scope's current visit, without moving the scope's chain.
    pub(super) fn aside(&mut self, id: FrameId, previous: EventId, kind: EventKind) -> EventId {
        let Some(frame) = self.frames.get(id) else {
            return previous;
        };
        let visit = frame.visit.as_ref();
        let (state, entered) = (visit.map(|v| v.state), visit.map_or(0, |v| v.entered));
        let place = frame.place.clone();
        self.record(previous, state, entered, place, kind)
    }

    /// Records the next event of a scope's chain.
    pub(super) fn append(&mut self, id: FrameId, kind: EventKind) -> EventId {
        let previous = self.frames.get(id).map_or(0, |frame| frame.tail);
        let event = self.aside(id, previous, kind);
        self.set_tail(id, event);
        event
    }

    pub(super) fn set_tail(&mut self, id: FrameId, event: EventId) {
        if let Some(frame) = self.frames.get_mut(id) {
            frame.tail = event;
        }
    }

    /// Ends the execution with a terminal event.
    pub(super) fn end(&mut self, previous: EventId, kind: EventKind) -> EventId {
        if !self.is_running() {
            return self.next_event - 1;
        }
        let outcome = outcome_of(&kind);
        let event = self.record(previous, None, 0, Place::default(), kind);
        if outcome.status != Status::Succeeded {
            self.halt();
        }
        self.outcome = outcome;
        self.agenda.clear();
        self.frames.clear();
        let calls = std::mem::take(&mut self.calls);
        let cancelled = calls.into_keys().map(Effect::Cancel);
        self.out.effects.extend(cancelled);
        event
    }

    /// Ends the execution with a failure that `previous` caused.
    pub(super) fn end_failed(&mut self, previous: EventId, details: ErrorDetails) {
        self.end(previous, EventKind::ExecutionFailed(details));
    }

    /// Adds to the side log, when somebody wants it.
    pub(super) fn trace(&mut self, id: FrameId, stage: impl FnOnce() -> TraceStage) {
        if !self.setup.trace {
            return;
        }
        let visit = self.frames.get(id).and_then(|frame| frame.visit.as_ref());
        if let Some(visit) = visit {
            let (visit, attempt) = (visit.entered, visit.retries);
            self.out.trace.push(Trace {
                visit,
                attempt,
                event: self.next_event - 1,
                stage: stage(),
            });
        }
    }
}

fn outcome_of(kind: &EventKind) -> Outcome {
    let (status, output, details) = match kind {
        EventKind::ExecutionSucceeded(output) => (
            Status::Succeeded,
            Some(output.clone()),
            ErrorDetails::default(),
        ),
        EventKind::ExecutionAborted(details) => (Status::Aborted, None, details.clone()),
        EventKind::ExecutionTimedOut(_) => (Status::TimedOut, None, ErrorDetails::default()),
        EventKind::ExecutionFailed(details) => (Status::Failed, None, details.clone()),
        _ => (Status::Running, None, ErrorDetails::default()),
    };
    Outcome {
        status,
        output,
        details,
    }
}

fn history_full(limit: u64) -> EventKind {
    let cause = format!("The execution reached the maximum number of history events ({limit}).");
    EventKind::ExecutionFailed(ErrorDetails {
        error: Some(failure::RUNTIME.into()),
        cause: Some(cause.into()),
    })
}
