//! *Compare*: two executions side by side, visit by visit, and the first thing that differs.

mod align;
mod alike;

use super::run::StepStatus;
use super::steer::iteration;
use crate::execution::{Event, EventId, EventKind};
use crate::history::{type_name, Renderer, Visit};
use crate::session::Session;
use crate::text::write::compact;
use crate::value::Value;
use align::{align, Pair};
use alike::Alike;
use serde::Serialize;
use std::collections::BTreeMap;

/// Two executions, as far as they are known.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct CompareView {
    /// The first.
    pub a: ComparedSide,
    /// The second.
    pub b: ComparedSide,
    /// The first thing that differs; none when nothing does.
    pub first: Option<DifferenceView>,
    /// Visits of states, those of the first in their order.
    pub rows: Vec<CompareRow>,
}

/// One of them as a whole.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct ComparedSide {
    /// `RUNNING SUCCEEDED FAILED TIMED_OUT ABORTED`.
    pub status: String,
    /// Milliseconds of virtual time.
    #[cfg_attr(test, ts(type = "number"))]
    pub duration: i64,
    /// State transitions.
    pub transitions: u32,
    /// Events.
    pub events: u32,
    /// Tries after the first, of all visits.
    pub retries: u32,
    /// Input as JSON text.
    pub input: String,
    /// Output as JSON text, or error and cause.
    pub outcome: Option<String>,
}

/// Where two executions part.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct DifferenceView {
    /// The event of the first, where it has one.
    pub a: Option<u32>,
    /// The event of the second.
    pub b: Option<u32>,
    /// `type` of the first's event.
    pub type_a: Option<String>,
    /// `type` of the second's event.
    pub type_b: Option<String>,
    /// Name of the state; none for an event outside of states.
    pub name: Option<String>,
    /// Indexes of the Maps around it, outermost first.
    pub iteration: Vec<u32>,
    /// `only` one has the event, its `type` differs, or the member of its details that does.
    pub what: String,
}

/// A visit of a state in one of them or both.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct CompareRow {
    /// Name of the state.
    pub name: String,
    /// Its type.
    #[serde(rename = "type")]
    pub kind: String,
    /// Indexes of the Maps around it, outermost first.
    pub iteration: Vec<u32>,
    /// The visit in the first.
    pub a: Option<ComparedVisit>,
    /// The visit in the second.
    pub b: Option<ComparedVisit>,
    /// What differs: `input`, `output`, `status`, `tries`, `events`.
    pub differs: Vec<String>,
}

/// A visit.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct ComparedVisit {
    /// Its `…StateEntered` event.
    pub entered: u32,
    /// Its status.
    pub status: StepStatus,
    /// Milliseconds it took; none while it lasts.
    #[cfg_attr(test, ts(type = "number | null"))]
    pub duration: Option<i64>,
}

/// Both executions at the end of what is known of them. `made` counts ids and times that each makes for itself.
pub fn compare(a: &Session, b: &Session, made: bool) -> CompareView {
    let comparison = Comparison {
        alike: Alike::new(a, b, made),
        own: (grouped(a), grouped(b)),
        a,
        b,
    };
    let pairs = align(a, b);
    let mut first = comparison.outside();
    let rows = pairs.iter().map(|pair| {
        let (row, difference) = comparison.row(pair);
        first = earlier(first.take(), difference);
        row
    });
    CompareView {
        rows: rows.collect(),
        first,
        a: side(a),
        b: side(b),
    }
}

/// Of two differences the one that happened first: in the first execution where that has it.
fn earlier(one: Option<DifferenceView>, other: Option<DifferenceView>) -> Option<DifferenceView> {
    let when = |found: &DifferenceView| found.a.or(found.b);
    match (one, other) {
        (Some(one), Some(other)) if when(&other) < when(&one) => Some(other),
        (Some(one), _) => Some(one),
        (None, other) => other,
    }
}

fn side(session: &Session) -> ComparedSide {
    let machine = session.machine();
    let outcome = machine.outcome();
    let ended = match machine.is_running() {
        true => session.now(),
        false => machine.now(),
    };
    let visits = session.summary().visits().iter();
    let failed = outcome.details.error.is_some() || outcome.details.cause.is_some();
    let details = crate::value::Object::default()
        .with("Error", outcome.details.error.clone())
        .with("Cause", outcome.details.cause.clone());
    let details = failed.then(|| compact(&Value::Object(details)));
    ComparedSide {
        status: outcome.status.name().to_owned(),
        duration: ended.millis() - session.setup().start.millis(),
        transitions: machine.transitions(),
        events: session.known().len() as u32,
        retries: visits.map(|visit| visit.retries() as u32).sum(),
        input: session.setup().input_text.to_string(),
        outcome: outcome.output.as_ref().map(compact).or(details),
    }
}

/// Events by their visit, 0 for those outside of states, and by the item of a Map that they tell of, counted from 1:
/// items have an order of their own in every execution.
type Grouped<'s> = BTreeMap<(EventId, u32), Vec<&'s Event>>;

fn grouped(session: &Session) -> Grouped<'_> {
    let mut own = Grouped::new();
    for event in session.events() {
        let item = match event.kind {
            EventKind::IterationStarted(index)
            | EventKind::IterationSucceeded(index)
            | EventKind::IterationFailed(index)
            | EventKind::IterationAborted(index) => index.saturating_add(1),
            _ => 0,
        };
        own.entry((event.visit, item)).or_default().push(event);
    }
    own
}

struct Comparison<'s> {
    a: &'s Session,
    b: &'s Session,
    alike: Alike,
    own: (Grouped<'s>, Grouped<'s>),
}

impl<'s> Comparison<'s> {
    /// What differs outside of states: the input, how it ended, redrives.
    fn outside(&self) -> Option<DifferenceView> {
        self.events((Some(0), Some(0)))
    }

    fn row(&self, pair: &Pair) -> (CompareRow, Option<DifferenceView>) {
        let entered = |visit: Option<&Visit>| visit.map(|visit| visit.entered);
        let found = self.events((entered(pair.a), entered(pair.b)));
        let (session, visit) = match (pair.a, pair.b) {
            (Some(visit), _) => (self.a, Some(visit)),
            (None, visit) => (self.b, visit),
        };
        let state = visit.map(|visit| session.definition().state(visit.state));
        let shown = |visit: &Visit| ComparedVisit {
            entered: visit.entered,
            status: visit.status.into(),
            duration: visit
                .ended_at
                .map(|ended| ended.millis() - visit.entered_at.millis()),
        };
        let row = CompareRow {
            name: state.map_or(String::new(), |state| state.name.to_string()),
            kind: state.map_or("", |state| state.kind.type_name()).to_owned(),
            iteration: visit
                .map(|visit| iteration(&visit.place))
                .unwrap_or_default(),
            a: pair.a.map(shown),
            b: pair.b.map(shown),
            differs: match (pair.a, pair.b) {
                (Some(a), Some(b)) => self.differs(a, b, found.is_some()),
                _ => Vec::new(),
            },
        };
        (row, found)
    }

    fn differs(&self, a: &Visit, b: &Visit, events: bool) -> Vec<String> {
        let input = |session: &'s Session, visit: &Visit| {
            payload(session, Some(visit.entered))
                .cloned()
                .unwrap_or_default()
        };
        let output = |session: &'s Session, visit: &Visit| payload(session, visit.exited).cloned();
        let outputs = match (output(self.a, a), output(self.b, b)) {
            (Some(a), Some(b)) => self.alike.values(&a, &b),
            (None, None) => true,
            _ => false,
        };
        let parts = [
            (
                "input",
                !self.alike.values(&input(self.a, a), &input(self.b, b)),
            ),
            ("output", !outputs),
            ("status", a.status != b.status),
            ("tries", a.attempts.len() != b.attempts.len()),
        ];
        let mut differs: Vec<String> = parts
            .iter()
            .filter(|(_, differs)| *differs)
            .map(|(name, _)| (*name).to_owned())
            .collect();
        if differs.is_empty() && events {
            differs.push("events".to_owned());
        }
        differs
    }

    /// The first event of two visits that differs.
    fn events(&self, (a, b): (Option<EventId>, Option<EventId>)) -> Option<DifferenceView> {
        let items = |visit: Option<EventId>, of: &Grouped| -> Vec<u32> {
            let of = visit.map(|visit| of.range((visit, 0)..=(visit, u32::MAX)));
            let items = of.into_iter().flatten();
            items.map(|((_, item), _)| *item).collect()
        };
        let (ours, theirs) = (items(a, &self.own.0), items(b, &self.own.1));
        let others = theirs
            .into_iter()
            .filter(|item| ours.binary_search(item).is_err());
        let all: Vec<u32> = ours.iter().copied().chain(others).collect();
        let found = all.into_iter().map(|item| self.item_events((a, b), item));
        found.fold(None, earlier)
    }

    fn item_events(
        &self,
        (a, b): (Option<EventId>, Option<EventId>),
        item: u32,
    ) -> Option<DifferenceView> {
        let first = a.and_then(|visit| self.own.0.get(&(visit, item)));
        let second = b.and_then(|visit| self.own.1.get(&(visit, item)));
        let (first, second) = (
            first.map(Vec::as_slice).unwrap_or_default(),
            second.map(Vec::as_slice).unwrap_or_default(),
        );
        (0..first.len().max(second.len())).find_map(|at| {
            let pair = (first.get(at).copied(), second.get(at).copied());
            Some(self.difference(pair, self.what(pair)?))
        })
    }

    fn what(&self, pair: (Option<&Event>, Option<&Event>)) -> Option<String> {
        let (Some(a), Some(b)) = pair else {
            return Some("only".to_owned());
        };
        let kind = |session: &Session, event| type_name(event, session.definition());
        if kind(self.a, a) != kind(self.b, b) {
            return Some("type".to_owned());
        }
        let (a, b) = (details(self.a, a), details(self.b, b));
        let members = a.iter().map(|(name, value)| (name, Some(value)));
        let others = b.iter().filter(|(name, _)| a.get(name).is_none());
        let mut members = members.chain(others.map(|(name, _)| (name, None)));
        let differs = members.find(|(name, value)| match (value, b.get(name)) {
            (Some(value), Some(other)) => !self.alike.values(value, other),
            _ => true,
        });
        differs.map(|(name, _)| name.to_string())
    }

    fn difference(&self, (a, b): (Option<&Event>, Option<&Event>), what: String) -> DifferenceView {
        let kind = |session: &Session, event| type_name(event, session.definition()).to_owned();
        let (session, event) = match a {
            Some(event) => (self.a, Some(event)),
            None => (self.b, b),
        };
        let state = event.and_then(|event| event.state);
        DifferenceView {
            a: a.map(|event| event.id),
            b: b.map(|event| event.id),
            type_a: a.map(|event| kind(self.a, event)),
            type_b: b.map(|event| kind(self.b, event)),
            name: state.map(|state| session.definition().state(state).name.to_string()),
            iteration: event
                .map(|event| iteration(&event.place))
                .unwrap_or_default(),
            what,
        }
    }
}

/// The details of an event, without the size of payloads that nobody has cut.
fn details(session: &Session, event: &Event) -> crate::value::Object {
    let renderer = Renderer::new(session.definition(), session.setup());
    match renderer.details(event) {
        Some(Value::Object(object)) => object,
        _ => Default::default(),
    }
}

/// Input or output in an event that has one.
fn payload(session: &Session, event: Option<EventId>) -> Option<&Value> {
    let event = session.known().get((event? as usize).checked_sub(1)?)?;
    match &event.kind {
        EventKind::StateEntered(value) | EventKind::StateExited { output: value, .. } => {
            Some(value)
        }
        _ => None,
    }
}
