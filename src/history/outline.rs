//! A run as the lines of a table: each visit under the Parallel or Map around it, then the states nobody entered.

use super::{Status, Summary, Visit};
use crate::definition::{State, StateId, StateKind, StateMachine};
use crate::execution::EventId;
use crate::time::Timestamp;

/// What a line is about.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Subject {
    /// A visit, by its position in [`Summary::visits`].
    Visit(usize),
    /// A state without a visit.
    State(StateId),
}

/// One line.
#[derive(Clone, Copy, Debug)]
pub struct Line {
    /// A visit, or a state without one.
    pub subject: Subject,
    /// How many Parallels and Maps are around it.
    pub depth: u32,
    /// The visit of the innermost of these, by its `…StateEntered` event.
    pub parent: Option<EventId>,
    /// Whether lines belong under it, shown or folded.
    pub inner: bool,
}

/// Which lines are left out.
#[derive(Clone, Debug, Default)]
pub struct Hidden {
    /// What is inside these visits, by their `…StateEntered` events.
    pub folded: Vec<EventId>,
    /// Visits that began later, and states without a visit.
    pub after: Option<EventId>,
}

/// The lines of a run, in the order of the table.
pub fn outline(summary: &Summary, definition: &StateMachine, hidden: &Hidden) -> Vec<Line> {
    let outliner = Outliner {
        inside: visits_inside(summary, hidden.after),
        summary,
        definition,
        hidden,
    };
    let mut lines = Vec::new();
    let mut open = Vec::new();
    outliner.open(None, 0, None, &mut open);
    while let Some(mut line) = open.pop() {
        let visit = match line.subject {
            Subject::Visit(at) => summary.visits().get(at),
            Subject::State(_) => None,
        };
        let container = match line.subject {
            Subject::State(state) => Some(state),
            Subject::Visit(_) => visit.map(|visit| visit.state),
        };
        let entered = visit.map(|visit| visit.entered);
        let before = open.len();
        outliner.open(container, line.depth + 1, entered, &mut open);
        line.inner = open.len() > before;
        if entered.is_some_and(|entered| hidden.folded.contains(&entered)) {
            open.truncate(before);
        }
        lines.push(line);
    }
    lines
}

/// For each visit the visits right inside it, by their positions plus one, in the order of branches and iterations;
/// first those that are in nothing.
fn visits_inside(summary: &Summary, after: Option<EventId>) -> Vec<Vec<usize>> {
    let visits = summary.visits();
    let mut inside = vec![Vec::new(); visits.len() + 1];
    let index = |at: usize| visits.get(at)?.place.innermost().map(|step| step.index);
    for (at, visit) in visits.iter().enumerate() {
        if after.is_some_and(|last| visit.entered > last) {
            break;
        }
        let around = visit
            .place
            .innermost()
            .and_then(|step| summary.owner(step.visit));
        if let Some(list) = inside.get_mut(around.map_or(0, |around| around + 1)) {
            // Mostly the end: iterations begin in their order.
            let place = list.partition_point(|other| index(*other) <= index(at));
            list.insert(place, at);
        }
    }
    inside
}

struct Outliner<'a> {
    inside: Vec<Vec<usize>>,
    summary: &'a Summary,
    definition: &'a StateMachine,
    hidden: &'a Hidden,
}

impl Outliner<'_> {
    /// Adds the lines right under one, last line first. States without a visit stand under the latest visit of what
    /// is around them.
    fn open(
        &self,
        container: Option<StateId>,
        depth: u32,
        parent: Option<EventId>,
        lines: &mut Vec<Line>,
    ) {
        let line = |subject| Line {
            subject,
            depth,
            parent,
            inner: false,
        };
        if self.has_children_elsewhere(container) {
            return;
        }
        let latest = container.and_then(|state| self.summary.of_state(state).next_back());
        if self.hidden.after.is_none() && latest.map(|visit| visit.entered) == parent {
            let states = self.definition.states.iter().rev();
            let mine = states.filter(|state| {
                let region = self.definition.regions.get(state.region.0 as usize);
                let owner = region.and_then(|region| region.owner);
                owner.map(|(owner, _)| owner) == container
            });
            let never = mine.filter(|state| self.summary.of_state(state.id).next().is_none());
            lines.extend(never.map(|state| line(Subject::State(state.id))));
        }
        let of = match (parent, container) {
            (Some(parent), _) => self.summary.owner(parent).map(|at| at + 1),
            (None, None) => Some(0),
            (None, Some(_)) => None,
        };
        let visits = of.and_then(|of| self.inside.get(of)).into_iter().flatten();
        lines.extend(visits.rev().map(|at| line(Subject::Visit(*at))));
    }

    /// What is inside a distributed Map runs in executions of its own.
    fn has_children_elsewhere(&self, container: Option<StateId>) -> bool {
        let state = container.and_then(|id| self.definition.states.get(id.0 as usize));
        matches!(state.map(|state| &state.kind), Some(StateKind::Map(map)) if map.distributed)
    }
}

/// A stretch of a visit's bar.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Part {
    /// When it begins.
    pub from: Timestamp,
    /// When it ends; `None` while it goes on.
    pub to: Option<Timestamp>,
    /// How it looks.
    pub status: Status,
}

impl Visit {
    /// Its attempts and the delays between them, without gaps from when it was entered to when it was left.
    pub fn parts(&self, state: &State) -> Vec<Part> {
        let part = |from, to, status| Part { from, to, status };
        let mut parts = Vec::new();
        let mut from = self.entered_at;
        for attempt in &self.attempts {
            if !parts.is_empty() && attempt.started > from {
                parts.push(part(from, Some(attempt.started), Status::Waiting));
                from = attempt.started;
            }
            let Some(to) = attempt.ended.or(self.ended_at) else {
                parts.push(part(from, None, self.status));
                return parts;
            };
            parts.push(part(from, Some(to), attempt.status));
            from = to;
        }
        self.rest(state, &mut parts);
        parts
    }

    /// What comes after the last attempt that is over.
    fn rest(&self, state: &State, parts: &mut Vec<Part>) {
        let waited = matches!(state.kind, StateKind::Wait(_)) && self.status == Status::Succeeded;
        let failed = matches!(self.status, Status::Failed | Status::Caught);
        let (from, status) = match (parts.last_mut(), self.ended_at) {
            (None, _) if waited => (self.entered_at, Status::Waiting),
            (None, _) => (self.entered_at, self.status),
            // What the last attempt gave could not be made into an output.
            (Some(last), _) if failed && last.status == Status::Succeeded => {
                (last.to.unwrap_or(last.from), Status::Failed)
            }
            (Some(last), None) => (last.to.unwrap_or(last.from), self.status),
            (Some(last), ended) if self.exited.is_some() => {
                last.to = ended;
                return;
            }
            (Some(last), ended) if last.to == ended => return,
            // A delay that something cut.
            (Some(last), _) => (last.to.unwrap_or(last.from), Status::Waiting),
        };
        let to = self.ended_at;
        parts.push(Part { from, to, status });
    }
}
