//! What the history of a recorded run tells of decisions about failures: which retrier or catcher took which.
//!
//! A history has no such entries. What followed a failure is in it, and the definition says which rule must have
//! decided so; where the two contradict each other, nothing is told.

use super::Recording;
use crate::definition::{Amount, FailText, State, StateKind};
use crate::execution::{
    is_fatal, matched, ErrorDetails, Event, EventId, EventKind, TaskEvent, Trace, TraceStage, Tried,
};
use crate::history::Visit;
use crate::text::read_value;

/// The side log of one visit as far as it follows from the history.
pub(super) fn deduced(run: &Recording, visit: EventId) -> Vec<Trace> {
    let (recorded, whole) = (&run.recorded, &run.whole);
    let Some(of) = whole.visit_of(visit) else {
        return Vec::new();
    };
    if recorded.sketched {
        return Vec::new();
    }
    let mut deducer = Deducer {
        past: Known(run),
        state: recorded.definition.state(of.state),
        visit,
        used: Vec::new(),
        attempt: 0,
        begun: false,
        open: None,
        told: Vec::new(),
    };
    for event in own(run, visit) {
        deducer.take(event);
    }
    deducer.end(of);
    deducer.told
}

/// The events of a visit, and the redrives that took it up again.
fn own(run: &Recording, visit: EventId) -> Vec<&Event> {
    let known = Known(run);
    let takes = |redrive: &EventId| match known.event(*redrive).map(|event| &event.kind) {
        Some(EventKind::ExecutionRedriven { visits, .. }) => visits.binary_search(&visit).is_ok(),
        _ => false,
    };
    let redrives = run.index.redrives().filter(takes);
    let mut ids: Vec<EventId> = run.index.own(visit).chain(redrives).collect();
    ids.sort_unstable();
    let event = |id: EventId| run.recorded.events.get((id as usize).checked_sub(1)?);
    ids.into_iter().filter_map(event).collect()
}

/// A failure that something must have become of.
struct Open {
    event: EventId,
    details: ErrorDetails,
    heartbeat: bool,
    time: i64,
}

/// What became of it.
enum Fate {
    /// Another attempt began so many milliseconds later.
    Retried(i64),
    Caught,
    Lost,
    /// The history stops before it.
    Unknown,
}

struct Known<'r>(&'r Recording);

struct Deducer<'r> {
    past: Known<'r>,
    state: &'r State,
    visit: EventId,
    /// How often each retrier has been used.
    used: Vec<u64>,
    attempt: u32,
    /// An attempt has begun since the last failure.
    begun: bool,
    open: Option<Open>,
    told: Vec<Trace>,
}

impl Deducer<'_> {
    fn take(&mut self, event: &Event) {
        let time = event.time.millis();
        match &event.kind {
            EventKind::ExecutionRedriven { .. } => {
                self.settle(&Fate::Lost);
                self.used.clear();
                self.attempt = 0;
                self.begun = false;
            }
            EventKind::Task(TaskEvent::Scheduled(_)) | EventKind::StateStarted(_) => {
                // A Parallel or Map that is retried has no event of its failure.
                if self.begun && self.open.is_none() {
                    let details = self.past.details(self.state, event.previous, None);
                    self.fail(event.previous, details, time);
                }
                self.retried(time);
                self.begun = true;
            }
            EventKind::StateFailed if self.open.is_some() => {}
            EventKind::StateFailed => {
                let details = self
                    .past
                    .details(self.state, event.previous, Some(event.id));
                self.fail(event.id, details, time);
            }
            EventKind::StateExited { .. } => self.settle(&Fate::Caught),
            kind => {
                if let Some(details) = failure(kind) {
                    self.retried(time);
                    self.fail(event.id, details.clone(), time);
                }
            }
        }
    }

    fn retried(&mut self, time: i64) {
        if let Some(open) = &self.open {
            self.settle(&Fate::Retried(time - open.time));
        }
    }

    fn fail(&mut self, event: EventId, details: ErrorDetails, time: i64) {
        let known = self.past.event(event);
        self.begun = false;
        self.open = Some(Open {
            event,
            details,
            heartbeat: known.is_some_and(|known| self.past.missed_heartbeat(known)),
            time: known.map_or(time, |known| known.time.millis()),
        });
    }

    /// The end of the history.
    fn end(&mut self, visit: &Visit) {
        let last = self.past.0.recorded.events.last();
        let Some(last) = last.filter(|last| last.kind.is_terminal()) else {
            return self.settle(&Fate::Unknown);
        };
        let here = self.past.0.whole.visit_of(last.previous);
        let blamed = here.is_some_and(|here| here.entered == self.visit);
        if let (None, None, true, EventKind::ExecutionFailed(details)) =
            (&self.open, visit.exited, blamed, &last.kind)
        {
            self.fail(last.previous, details.clone(), last.time.millis());
        }
        match &last.kind {
            EventKind::ExecutionFailed(_) => self.settle(&Fate::Lost),
            _ => self.settle(&Fate::Unknown),
        }
    }

    /// Tells who was asked about the open failure and what came of it.
    fn settle(&mut self, fate: &Fate) {
        let Some(open) = self.open.take() else {
            return;
        };
        let fatal = is_fatal(open.details.error.as_deref());
        let details = open.details.clone();
        self.tell(open.event, TraceStage::Failed { details, fatal });
        if fatal || self.retry(&open, fate) || matches!(fate, Fate::Unknown) {
            return;
        }
        let state = self.state;
        for (at, catcher) in state.catch.iter().enumerate() {
            let found = matched(
                open.details.error.as_deref(),
                open.heartbeat,
                &catcher.error_equals,
            );
            self.tell(open.event, TraceStage::CatcherTried(tried(at, found)));
            if found.is_some() {
                if matches!(fate, Fate::Caught) {
                    self.tell(open.event, TraceStage::Catch(at as u32));
                }
                return;
            }
        }
    }

    /// Asks the retriers; true when catchers have no say.
    fn retry(&mut self, open: &Open, fate: &Fate) -> bool {
        let state = self.state;
        let error = open.details.error.as_deref();
        for (at, retrier) in state.retry.iter().enumerate() {
            let found = matched(error, open.heartbeat, &retrier.error_equals);
            self.tell(open.event, TraceStage::RetrierTried(tried(at, found)));
            if found.is_none() {
                continue;
            }
            self.used.resize(state.retry.len(), 0);
            let used = self.used.get(at).copied().unwrap_or_default() + 1;
            if used > retrier.max_attempts {
                self.tell(open.event, TraceStage::RetriesUsedUp(at as u32));
                return false;
            }
            let Fate::Retried(delay) = fate else {
                // The definition may be a later one: nothing more is known for certain.
                return true;
            };
            if let Some(count) = self.used.get_mut(at) {
                *count = used;
            }
            let (retrier, delay) = (at as u32, *delay);
            self.tell(
                open.event,
                TraceStage::Retry {
                    retrier,
                    used,
                    delay,
                },
            );
            self.attempt += 1;
            return true;
        }
        matches!(fate, Fate::Retried(_))
    }

    fn tell(&mut self, event: EventId, stage: TraceStage) {
        self.told.push(Trace {
            visit: self.visit,
            attempt: self.attempt,
            event,
            stage,
        });
    }
}

fn tried(at: usize, matched: Option<usize>) -> Tried {
    Tried {
        at: at as u32,
        matched: matched.map(|name| name as u32),
    }
}

/// Error and cause of an event that a state must deal with.
fn failure(kind: &EventKind) -> Option<&ErrorDetails> {
    match kind {
        EventKind::EvaluationFailed { details, .. }
        | EventKind::MapRunFailed(details)
        | EventKind::Task(
            TaskEvent::Failed(details)
            | TaskEvent::TimedOut(details)
            | TaskEvent::StartFailed(details)
            | TaskEvent::SubmitFailed(details)
            | TaskEvent::ScheduleFailed(details),
        ) => Some(details),
        _ => None,
    }
}

impl Known<'_> {
    fn event(&self, id: EventId) -> Option<&Event> {
        self.0.recorded.events.get((id as usize).checked_sub(1)?)
    }

    /// Error and cause of a Parallel's or Map's failure: as they were handed on from its own event, if it has one,
    /// otherwise those of the failure inside that it followed.
    fn details(&self, state: &State, inner: EventId, own: Option<EventId>) -> ErrorDetails {
        let handed_on = own.and_then(|own| self.handed_on(own));
        let tolerant = match &state.kind {
            StateKind::Map(map) => {
                let set = |amount: &Amount| !matches!(amount, Amount::Absent);
                set(&map.tolerated_count) || set(&map.tolerated_percentage)
            }
            _ => false,
        };
        let too_many = || ErrorDetails {
            error: Some("States.ExceedToleratedFailureThreshold".into()),
            cause: None,
        };
        let inside = || {
            let inner = self.event(inner)?;
            let told = failure(&inner.kind).cloned();
            told.or_else(|| self.of_fail_state(inner))
        };
        handed_on
            .or_else(|| tolerant.then(too_many))
            .or_else(inside)
            .unwrap_or_default()
    }

    /// The texts of a Fail state, where they are written and not made.
    fn of_fail_state(&self, event: &Event) -> Option<ErrorDetails> {
        let state = self.0.recorded.definition.state(event.state?);
        let StateKind::Fail(fail) = &state.kind else {
            return None;
        };
        let text = |text: &FailText| match text {
            FailText::Literal(text) => Some(text.clone()),
            _ => None,
        };
        Some(ErrorDetails {
            error: Some(text(&fail.error)?),
            cause: text(&fail.cause),
        })
    }

    /// What a Parallel's or Map's failure came to: an Error Output that a catcher handed on, or the end of the
    /// execution.
    fn handed_on(&self, failed: EventId) -> Option<ErrorDetails> {
        let next = self.0.next(failed)?;
        match &next.kind {
            EventKind::ExecutionFailed(details) => Some(details.clone()),
            EventKind::StateExited { .. } => {
                let output = read_value(&self.0.recorded.payload(next)?).ok()?;
                let text = |name: &str| output.get(name)?.as_str().map(Into::into);
                Some(ErrorDetails {
                    error: Some(text("Error")?),
                    cause: text("Cause"),
                })
            }
            _ => None,
        }
    }

    /// Whether an attempt timed out before its whole time was over.
    fn missed_heartbeat(&self, event: &Event) -> bool {
        let EventKind::Task(TaskEvent::TimedOut(_)) = &event.kind else {
            return false;
        };
        let own = self.0.index.own(event.visit).rev();
        let mut before = own.filter(|id| *id < event.id);
        let scheduled = before.find_map(|id| {
            let other = self.event(id)?;
            match &other.kind {
                EventKind::Task(TaskEvent::Scheduled(told)) => {
                    Some((told, event.time - other.time))
                }
                _ => None,
            }
        });
        scheduled.is_some_and(|(told, passed)| {
            let whole = told.timeout.map(|s| s.saturating_mul(1_000));
            let passed = passed.millis().unsigned_abs();
            told.heartbeat.is_some() && whole.is_none_or(|whole| passed < whole)
        })
    }
}
