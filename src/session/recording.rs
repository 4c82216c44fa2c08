//! A run that was recorded elsewhere, looked at: any position of it, back and forth. Nothing of it can be changed.

use super::index::Index;
use super::stops::first_hit;
use super::{Breakpoint, Hit, Past, Step, Stopped};
use crate::definition::Exit;
use crate::execution::{ErrorDetails, Event, EventId, EventKind, Status};
use crate::history::recorded::{Outcome, Recorded, CLOCKS_APART};
use crate::history::{Summary, Visit};
use crate::text::write;
use crate::time::Timestamp;
use crate::value::{Text, Value};

/// Events between two kept folds, at least.
const SPACING: usize = 1_024;
/// How many folds are kept: each holds all that came before it, so that their number must not grow with the events.
const FOLDS: usize = 8;

/// A recorded run at a position.
pub struct Recording {
    pub(super) recorded: Recorded,
    pub(super) index: Index,
    pub(super) position: EventId,
    pub(super) summary: Summary,
    /// All events, folded.
    pub(super) whole: Summary,
    /// Folds of the first events, every so many of them.
    folds: Vec<Summary>,
    spacing: usize,
    breakpoints: Vec<Breakpoint>,
    hit: Option<Hit>,
    /// Name of the state that a run goes to.
    target: Option<String>,
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
        let spacing = SPACING.max(recorded.events.len().div_ceil(FOLDS));
        let (whole, folds) = fold(&recorded, spacing);
        Recording {
            position: whole.position() as EventId,
            summary: whole.clone(),
            index: Index::of(&recorded.events),
            whole,
            folds,
            spacing,
            recorded,
            breakpoints: Vec::new(),
            hit: None,
            target: None,
        }
    }

    /// Says by what states were left, where several ways led to where they led: `by` answers for a visit.
    pub fn settle(&mut self, by: impl Fn(&Recording, &Visit) -> Option<Exit>) {
        let definition = &self.recorded.definition;
        let entered = self.known().iter().filter(|event| enters(event));
        let told = entered.filter_map(|event| {
            let visit = self.whole.visit_of(event.previous)?;
            let left = visit.exited.filter(|exited| *exited == event.previous)?;
            let to = event.state?;
            let exits = || definition.state(visit.state).exits_to(to);
            let several = exits().nth(1).is_some();
            let by = several.then(|| by(self, visit)).flatten()?;
            exits().any(|exit| exit == by).then_some((left, by))
        });
        let told: Vec<(EventId, Exit)> = told.collect();
        for (event, exit) in &told {
            let event = self.recorded.events.get_mut(*event as usize - 1);
            if let Some(EventKind::StateExited { by, .. }) = event.map(|event| &mut event.kind) {
                *by = Some(*exit);
            }
        }
        if !told.is_empty() {
            (self.whole, self.folds) = fold(&self.recorded, self.spacing);
            self.summary = self.whole.clone();
            self.position = self.whole.position() as EventId;
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
            if self.reached() {
                self.target = None;
                return self.arrived();
            }
            if let Some(hit) = self.breaks() {
                return self.hit_at(hit);
            }
        }
        Stopped::Slice
    }

    /// Says to which state [`Recording::run`] goes: it stops where a state of that name is entered next.
    pub fn run_to(&mut self, state: Option<String>) {
        self.target = state;
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
            Step::Back => self.back_to(|_, event| enters(event).then_some(None)),
            Step::RunBack => self.back_to(|run, event| {
                let hit = first_hit(run, &run.breakpoints, event);
                hit.map(Some)
            }),
        }
    }

    /// Stops there from now on.
    pub fn break_at(&mut self, breakpoints: Vec<Breakpoint>) {
        self.breakpoints = breakpoints;
    }

    /// Where the last breakpoint has stopped the run.
    pub fn hit(&self) -> Option<&Hit> {
        self.hit.as_ref()
    }

    /// The first event that names this one as its cause.
    pub fn next(&self, event: EventId) -> Option<&Event> {
        let next = self.index.next(event)?;
        self.recorded.events.get((next as usize).checked_sub(1)?)
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
        let outcome = self.recorded.described.outcome(self.now());
        if let Some(outcome) = outcome.filter(|_| self.at_end()) {
            complete(&mut standing, outcome);
        }
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
        let near = wanted / self.spacing;
        if wanted < self.summary.position() || self.summary.position() < near * self.spacing {
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
        while !self.at_end() {
            self.go_to(self.position + 1);
            if self.last().is_some_and(&there) {
                break;
            }
            if let Some(hit) = self.breaks() {
                return self.hit_at(hit);
            }
        }
        self.arrived()
    }

    /// Goes back to the last event before the position at which `there` answers, with a breakpoint that it meets.
    fn back_to(&mut self, there: impl Fn(&Recording, &Event) -> Option<Option<Hit>>) -> Stopped {
        let before = self.position.saturating_sub(1) as usize;
        let earlier = self.recorded.events.get(..before).unwrap_or_default();
        let mut latest = earlier.iter().rev();
        let found = latest.find_map(|event| Some((event.id, there(self, event)?)));
        let Some((event, hit)) = found else {
            return self.restart();
        };
        self.go_to(event);
        hit.map_or(Stopped::Done, |hit| self.hit_at(hit))
    }

    /// The breakpoint that the last event meets.
    fn breaks(&self) -> Option<Hit> {
        first_hit(self, &self.breakpoints, self.last()?)
    }

    fn reached(&self) -> bool {
        let state = self
            .last()
            .filter(|event| enters(event))
            .and_then(|e| e.state);
        let name = state.map(|state| &self.recorded.definition.state(state).name);
        let target = self.target.as_deref();
        target.is_some_and(|target| name.is_some_and(|name| *name == target))
    }

    fn hit_at(&mut self, hit: Hit) -> Stopped {
        let stopped = Stopped::Breakpoint(hit.breakpoint);
        self.hit = Some(hit);
        stopped
    }
}

/// All events folded, and the folds of the first ones, every so many of them.
fn fold(recorded: &Recorded, spacing: usize) -> (Summary, Vec<Summary>) {
    let mut folds = Vec::new();
    let mut whole = Summary::default();
    for event in &recorded.events {
        if whole.position() % spacing == 0 {
            folds.push(whole.clone());
        }
        whole.add(event, &recorded.definition);
    }
    (whole, folds)
}

/// What DescribeExecution knows and the history does not: its end where the history is cut short, its data where that was
/// not printed.
fn complete(standing: &mut Standing, outcome: Outcome) {
    let counted = standing.redriven.map_or(0, |(count, _)| count);
    if standing.status == Status::Running {
        standing.status = outcome.status;
        standing.closed = outcome.closed;
        standing.output = outcome.output;
        standing.details = outcome.details;
        standing.redriven = outcome.redriven.or(standing.redriven);
        return;
    }
    // It may tell of another end: before a redrive, or after one.
    let told = outcome.redriven.map_or(counted, |(count, _)| count);
    let apart = outcome.closed.zip(standing.closed);
    let apart = apart.map_or(0, |(a, b)| a.millis().abs_diff(b.millis()));
    if outcome.status == standing.status && told == counted && apart <= CLOCKS_APART as u64 {
        standing.output = standing.output.take().or(outcome.output);
        let details = &mut standing.details;
        details.error = details.error.take().or(outcome.details.error);
        details.cause = details.cause.take().or(outcome.details.cause);
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
