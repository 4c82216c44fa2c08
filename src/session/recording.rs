//! A run that was recorded elsewhere, looked at: any position of it, back and forth. Nothing of it can be changed.

use super::deduced::deduced;
use super::{Past, Session, Step, Stopped};
use crate::definition::{StateId, StateMachine};
use crate::execution::{ErrorDetails, Event, EventId, EventKind, Status, Trace};
use crate::history::recorded::Recorded;
use crate::history::Summary;
use crate::text::{read_value, write};
use crate::time::Timestamp;
use crate::value::{Text, Value};
use std::borrow::Cow;

/// Events between two kept folds.
const SPACING: usize = 1_024;

/// A recorded run at a position.
pub struct Recording {
    recorded: Recorded,
    position: EventId,
    summary: Summary,
    /// All events, folded.
    whole: Summary,
    /// Folds of the first events, every so many of them.
    folds: Vec<Summary>,
    /// States to stop at, by their places in the list.
    breakpoints: Vec<Option<StateId>>,
}

/// How a recorded execution stands at the position.
#[derive(Clone, Debug)]
pub struct Standing {
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
    /// State transitions: one for the start, one per state entered, retry and redrive.
    pub transitions: u32,
}

impl Recording {
    /// A recording at its end.
    pub fn open(recorded: Recorded) -> Recording {
        let mut folds = Vec::new();
        let mut whole = Summary::default();
        for event in &recorded.events {
            if whole.position() % SPACING == 0 {
                folds.push(whole.clone());
            }
            whole.add(event, &recorded.definition);
        }
        Recording {
            position: whole.position() as EventId,
            summary: whole.clone(),
            whole,
            folds,
            recorded,
            breakpoints: Vec::new(),
        }
    }

    /// What was recorded.
    pub fn recorded(&self) -> &Recorded {
        &self.recorded
    }

    /// Goes to where so many events had happened.
    pub fn seek(&mut self, event: EventId) -> Stopped {
        let last = self.recorded.events.len() as EventId;
        self.go_to(event.clamp(1, last.max(1)));
        self.arrived()
    }

    /// Back to the first event.
    pub fn restart(&mut self) -> Stopped {
        self.go_to(1);
        Stopped::Start
    }

    /// Goes on by at most so many events, up to a breakpoint or the end.
    pub fn run(&mut self, events: u64) -> Stopped {
        for _ in 0..events {
            if self.at_end() {
                return self.arrived();
            }
            self.go_to(self.position + 1);
            if let Some(at) = self.last().and_then(|event| self.breaks(event)) {
                return Stopped::Breakpoint(at);
            }
        }
        Stopped::Slice
    }

    /// One step of the given kind.
    pub fn step(&mut self, step: Step) -> Stopped {
        let depth = self.last().map_or(0, depth);
        match step {
            Step::Micro => self.seek(self.position + 1),
            Step::Into => self.forward_to(enters),
            Step::Over => self.forward_to(|event| enters(event) && self::depth(event) <= depth),
            Step::Out => self
                .forward_to(|event| self::depth(event) < depth && (enters(event) || leaves(event))),
            Step::Back => self.back_to(|_, event| enters(event)),
            Step::RunBack => self.back_to(|run, event| run.breaks(event).is_some()),
        }
    }

    /// Stops at states of these names from now on. A name that is no state's keeps its place.
    pub fn break_at(&mut self, names: &[String]) {
        let states = &self.recorded.definition.states;
        let of = |name: &String| states.iter().find(|state| state.name == name.as_str());
        self.breakpoints = names
            .iter()
            .map(|name| of(name).map(|state| state.id))
            .collect();
    }

    /// One event as it was printed, JSON text.
    pub fn event(&self, id: EventId) -> Option<String> {
        let raw = self.recorded.raw.get((id as usize).checked_sub(1)?)?;
        Some(write::pretty(&raw.value))
    }

    /// The events up to the position as they were printed, JSON text.
    pub fn history(&self) -> String {
        let raw = self.recorded.raw.iter().take(self.position as usize);
        let events = raw.map(|event| event.value.clone());
        write::pretty(&Value::from(events.collect::<Vec<_>>()))
    }

    /// How the execution stands at the position.
    pub fn standing(&self) -> Standing {
        let mut standing = Standing {
            status: Status::Running,
            closed: None,
            output: None,
            details: ErrorDetails::default(),
            redriven: None,
            transitions: self.transitions(),
        };
        let ends = |event: &&Event| matters(&event.kind);
        for event in self.events().iter().filter(ends) {
            let (status, details) = match &event.kind {
                EventKind::ExecutionRedriven { count, .. } => {
                    standing.redriven = Some((*count, event.time));
                    (Status::Running, ErrorDetails::default())
                }
                EventKind::ExecutionSucceeded(_) => (Status::Succeeded, ErrorDetails::default()),
                EventKind::ExecutionFailed(details) => (Status::Failed, details.clone()),
                EventKind::ExecutionTimedOut(details) => (Status::TimedOut, details.clone()),
                EventKind::ExecutionAborted(details) => (Status::Aborted, details.clone()),
                _ => continue,
            };
            standing.status = status;
            standing.details = details;
            standing.closed = (status != Status::Running).then_some(event.time);
            standing.output = self.recorded.payload(event);
        }
        standing.transitions += standing.redriven.map_or(0, |(count, _)| count);
        standing
    }

    fn transitions(&self) -> u32 {
        let visits = self.summary.visits();
        let retries: usize = visits.iter().map(|visit| visit.retries()).sum();
        (1 + visits.len() + retries) as u32
    }

    fn at_end(&self) -> bool {
        self.position as usize >= self.recorded.events.len()
    }

    fn arrived(&self) -> Stopped {
        match self.at_end() {
            true => Stopped::Ended,
            false => Stopped::Done,
        }
    }

    fn last(&self) -> Option<&Event> {
        let at = (self.position as usize).checked_sub(1)?;
        self.recorded.events.get(at)
    }

    /// Folds on from here, or from the nearest kept fold before the wanted position.
    fn go_to(&mut self, event: EventId) {
        let wanted = (event as usize).min(self.recorded.events.len());
        let near = wanted / SPACING;
        if wanted < self.summary.position() || self.summary.position() < near * SPACING {
            let fold = self.folds.get(near).or(self.folds.last());
            self.summary = fold.cloned().unwrap_or_default();
        }
        let rest = self.recorded.events.get(self.summary.position()..wanted);
        for event in rest.unwrap_or_default() {
            self.summary.add(event, &self.recorded.definition);
        }
        self.position = self.summary.position() as EventId;
    }

    fn forward_to(&mut self, there: impl Fn(&Event) -> bool) -> Stopped {
        let ahead = self.recorded.events.get(self.position as usize..);
        let target = ahead.and_then(|ahead| ahead.iter().find(|event| there(event)));
        let end = self.recorded.events.len() as EventId;
        self.seek(target.map_or(end, |event| event.id))
    }

    fn back_to(&mut self, there: impl Fn(&Recording, &Event) -> bool) -> Stopped {
        let before = self.position.saturating_sub(1) as usize;
        let earlier = self.recorded.events.get(..before).unwrap_or_default();
        match earlier.iter().rev().find(|event| there(self, event)) {
            Some(event) => {
                self.go_to(event.id);
                Stopped::Done
            }
            None => self.restart(),
        }
    }

    fn breaks(&self, event: &Event) -> Option<usize> {
        let state = event.state.filter(|_| enters(event))?;
        self.breakpoints.iter().position(|at| *at == Some(state))
    }
}

fn matters(kind: &EventKind) -> bool {
    kind.is_terminal() || matches!(kind, EventKind::ExecutionRedriven { .. })
}

fn depth(event: &Event) -> usize {
    event.place.steps().count()
}

fn enters(event: &Event) -> bool {
    matches!(event.kind, EventKind::StateEntered(_))
}

fn leaves(event: &Event) -> bool {
    matches!(event.kind, EventKind::StateExited { .. })
}

impl Past for Recording {
    fn definition(&self) -> &StateMachine {
        &self.recorded.definition
    }

    fn position(&self) -> EventId {
        self.position
    }

    fn known(&self) -> &[Event] {
        &self.recorded.events
    }

    fn summary(&self) -> &Summary {
        &self.summary
    }

    fn known_summary(&self) -> Cow<'_, Summary> {
        Cow::Borrowed(&self.whole)
    }

    fn now(&self) -> Timestamp {
        self.last().map_or(Timestamp(0), |event| event.time)
    }

    fn steered(&self) -> Option<&Session> {
        None
    }

    fn recording(&self) -> Option<&Recording> {
        Some(self)
    }

    fn told(&self, visit: EventId, known: bool) -> Vec<Trace> {
        let upto = match known {
            true => EventId::MAX,
            false => self.position,
        };
        let mut told = deduced(&self.recorded, &self.whole, visit);
        told.retain(|trace| trace.event <= upto);
        told
    }

    fn type_of(&self, event: &Event) -> String {
        let raw = self.recorded.raw(event);
        raw.map(|raw| raw.name.to_string()).unwrap_or_default()
    }

    /// What was printed is read when it is wanted.
    fn value(&self, event: &Event) -> Option<Value> {
        read_value(&self.recorded.payload(event)?).ok()
    }

    fn payload(&self, event: &Event) -> Option<String> {
        Some(self.recorded.payload(event)?.to_string())
    }
}
