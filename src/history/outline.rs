//! A run as the lines of a table: each visit under the Parallel or Map around it, then the states nobody entered.

use super::{Status, Summary, Visit};
use crate::definition::{State, StateId, StateKind, StateMachine};
use crate::execution::EventId;
use crate::time::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

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
    pub folded: BTreeSet<EventId>,
    /// Visits that began later, and states without a visit.
    pub after: Option<EventId>,
}

/// Lines of one parent that were not written yet.
struct Outliner<'a> {
    summary: &'a Summary,
    /// Visits by the container around them (0: none), in the order of branches and iterations.
    visits: BTreeMap<EventId, Vec<usize>>,
    /// States without a visit by the Parallel or Map around them.
    states: BTreeMap<Option<StateId>, Vec<StateId>>,
}

/// The lines of a run, in the order of the table.
pub fn outline(summary: &Summary, definition: &StateMachine, hidden: &Hidden) -> Vec<Line> {
    let outliner = Outliner {
        summary,
        visits: visits_inside(summary, hidden.after),
        states: match hidden.after {
            None => states_inside(summary, definition),
            Some(_) => BTreeMap::new(),
        },
    };
    let mut lines = Vec::new();
    let mut open = outliner.inside(None, 0, None);
    while let Some(mut line) = open.pop() {
        let (container, parent) = match line.subject {
            Subject::Visit(at) => match summary.visits().get(at) {
                Some(visit) => (Some(visit.state), Some(visit.entered)),
                None => continue,
            },
            Subject::State(state) => (Some(state), None),
        };
        let inside = outliner.inside(container, line.depth + 1, parent);
        line.inner = !inside.is_empty();
        lines.push(line);
        if !parent.is_some_and(|entered| hidden.folded.contains(&entered)) {
            open.extend(inside);
        }
    }
    lines
}

fn visits_inside(summary: &Summary, after: Option<EventId>) -> BTreeMap<EventId, Vec<usize>> {
    let visits = summary.visits();
    let mut inside: BTreeMap<EventId, Vec<usize>> = BTreeMap::new();
    let shown = |visit: &Visit| after.is_none_or(|last| visit.entered <= last);
    for (at, visit) in visits.iter().enumerate().filter(|(_, visit)| shown(visit)) {
        let around = visit.place.innermost().map_or(0, |step| step.visit);
        inside.entry(around).or_default().push(at);
    }
    let index = |at: &usize| visits.get(*at)?.place.innermost().map(|step| step.index);
    for list in inside.values_mut() {
        list.sort_by_key(index);
    }
    inside
}

fn states_inside(
    summary: &Summary,
    definition: &StateMachine,
) -> BTreeMap<Option<StateId>, Vec<StateId>> {
    let entered: BTreeSet<StateId> = summary.states().collect();
    let mut inside: BTreeMap<Option<StateId>, Vec<StateId>> = BTreeMap::new();
    let others = definition
        .states
        .iter()
        .filter(|s| !entered.contains(&s.id));
    for state in others {
        let region = definition.regions.get(state.region.0 as usize);
        let owner = region
            .and_then(|region| region.owner)
            .map(|(owner, _)| owner);
        inside.entry(owner).or_default().push(state.id);
    }
    inside
}

impl Outliner<'_> {
    /// The lines right under one, last line first. States without a visit stand under the latest visit of what is
    /// around them.
    fn inside(&self, container: Option<StateId>, depth: u32, parent: Option<EventId>) -> Vec<Line> {
        let line = |subject| Line {
            subject,
            depth,
            parent,
            inner: false,
        };
        let visits = self.visits.get(&parent.unwrap_or(0));
        let visits = visits.filter(|_| parent.is_some() || container.is_none());
        let latest = container.and_then(|state| self.summary.of_state(state).next_back());
        let here = latest.is_none_or(|visit| Some(visit.entered) == parent);
        let states = self.states.get(&container).filter(|_| here);
        let states = states.into_iter().flatten().copied().map(Subject::State);
        let visits = visits.into_iter().flatten().copied().map(Subject::Visit);
        let mut lines: Vec<Line> = visits.chain(states).map(line).collect();
        lines.reverse();
        lines
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
        let rest = match (parts.is_empty(), &state.kind) {
            (true, StateKind::Wait(_)) if self.status == Status::Succeeded => Some(Status::Waiting),
            (true, _) => Some(self.status),
            // What comes after the last attempt and is over was a delay that something cut.
            (false, _) if self.ended_at.is_none() => Some(self.status),
            (false, _) => self
                .ended_at
                .filter(|to| *to > from)
                .map(|_| Status::Waiting),
        };
        parts.extend(rest.map(|status| part(from, self.ended_at, status)));
        parts
    }
}
