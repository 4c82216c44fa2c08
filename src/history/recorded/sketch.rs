//! A definition made of what a history visited: states, their types and the transitions between them. What the events
//! do not tell (conditions, paths, times) is left out, and so the checks mark it.

use super::link::Stay;
use super::pages::RawEvent;
use crate::definition::StateId;
use crate::execution::{ErrorDetails, Event, EventId, EventKind, TaskEvent};
use crate::text::write;
use crate::value::{Array, Object, Text, Value};
use std::collections::{BTreeMap, BTreeSet};

const COMMENT: &str =
    "Made of the events of a recorded execution: the states that it visited and the transitions \
between them. Conditions, paths, times and what was not visited are not known.";

/// The branch of a Parallel, or the inside of a Map; `None` at the top.
type Home = Option<(StateId, u32)>;

/// What is known of a state.
#[derive(Clone, Debug, Default)]
struct Known {
    name: Text,
    kind: &'static str,
    home: Home,
    next: Vec<StateId>,
    catches: Vec<(Text, StateId)>,
    retried: Vec<Text>,
    ends: bool,
    resource: Option<Text>,
    distributed: bool,
    failure: ErrorDetails,
}

/// The definition's text.
pub(super) fn sketch(raw: &[RawEvent], events: &[Event], stays: &[Stay]) -> String {
    let mut sketch = Sketch::default();
    for stay in stays {
        sketch.add(stay);
    }
    for (event, raw) in events.iter().zip(raw) {
        sketch.note(event, raw);
    }
    // Left in the normal way and not followed by a state: an end. What was left last may not have been followed yet.
    for (visit, state) in std::mem::take(&mut sketch.left) {
        if !sketch.followed.contains(&visit) {
            sketch.known_mut(state, |known| known.ends = known.next.is_empty());
        }
    }
    write::pretty(&Value::Object(sketch.machine()))
}

#[derive(Default)]
struct Sketch {
    known: BTreeMap<StateId, Known>,
    states: BTreeMap<EventId, StateId>,
    /// Visits that have failed and what with.
    failed: BTreeMap<EventId, Text>,
    /// Visits that were left in the normal way.
    left: BTreeMap<EventId, StateId>,
    followed: BTreeSet<EventId>,
    /// The visits that `…StateExited` events end.
    exits: BTreeMap<EventId, EventId>,
}

impl Sketch {
    fn add(&mut self, stay: &Stay) {
        self.states.insert(stay.entered, stay.state);
        let step = stay.place.innermost();
        let home = step.map(|step| (step.state, if step.map { 0 } else { step.index }));
        self.known.entry(stay.state).or_insert_with(|| Known {
            name: stay.name.clone(),
            kind: stay.kind,
            home,
            ..Known::default()
        });
    }

    fn known_mut(&mut self, state: StateId, change: impl FnOnce(&mut Known)) {
        if let Some(known) = self.known.get_mut(&state) {
            change(known);
        }
    }

    fn note(&mut self, event: &Event, raw: &RawEvent) {
        match &event.kind {
            EventKind::StateEntered(_) => self.follow(event),
            EventKind::StateExited { .. } => {
                self.exits.insert(event.id, event.visit);
                if let (false, Some(state)) = (self.failed.contains_key(&event.visit), event.state)
                {
                    self.left.insert(event.visit, state);
                }
            }
            EventKind::Task(TaskEvent::Scheduled(_)) => {
                self.again(event);
                let resource = resource(raw);
                if let Some(state) = event.state {
                    self.known_mut(state, |known| known.resource = resource);
                }
            }
            EventKind::StateStarted(_) => self.again(event),
            EventKind::MapRunStarted(_) => {
                if let Some(state) = event.state {
                    self.known_mut(state, |known| known.distributed = true);
                }
            }
            EventKind::ExecutionFailed(details) => {
                if let Some(state) = self.states.get(&event.previous).copied() {
                    self.known_mut(state, |known| known.failure = details.clone());
                }
            }
            kind => {
                if let Some(error) = failure(kind) {
                    self.failed.insert(event.visit, error);
                }
            }
        }
    }

    /// The transition that led to a state: a catcher's where the state before had failed.
    fn follow(&mut self, event: &Event) {
        let Some(to) = event.state else { return };
        // Only a state that was left leads to another.
        let cause = self.visit_left(event.previous);
        let Some((visit, from)) = cause else { return };
        self.followed.insert(visit);
        let error = self.failed.get(&visit).cloned();
        self.known_mut(from, |known| match error {
            Some(error) => {
                let catch = (error, to);
                if !known.catches.contains(&catch) {
                    known.catches.push(catch);
                }
            }
            None if !known.next.contains(&to) => known.next.push(to),
            None => {}
        });
    }

    fn visit_left(&self, exited: EventId) -> Option<(EventId, StateId)> {
        let visit = self.exits.get(&exited)?;
        Some((*visit, *self.states.get(visit)?))
    }

    /// Another try, of a state that has failed before.
    fn again(&mut self, event: &Event) {
        let (Some(error), Some(state)) = (self.failed.remove(&event.visit), event.state) else {
            return;
        };
        self.known_mut(state, |known| {
            if !known.retried.contains(&error) {
                known.retried.push(error);
            }
        });
    }
}

impl Sketch {
    /// The machine, from the innermost states outwards: what is inside a state was entered after it.
    fn machine(self) -> Object {
        let mut regions: BTreeMap<Home, Vec<(Text, Object)>> = BTreeMap::new();
        for (state, known) in self.known.iter().rev() {
            let written = self.state(*state, known, &mut regions);
            let home = regions.entry(known.home).or_default();
            home.push((known.name.clone(), written));
        }
        let top = regions.remove(&None).unwrap_or_default();
        let states = region(top);
        let mut machine = Object::default().with("Comment", COMMENT);
        for (name, value) in states.iter() {
            machine.set(name.clone(), value.clone());
        }
        machine
    }

    fn state(
        &self,
        state: StateId,
        known: &Known,
        regions: &mut BTreeMap<Home, Vec<(Text, Object)>>,
    ) -> Object {
        let mut written = Object::default().with("Type", known.kind);
        match known.kind {
            "Task" => {
                let resource = known.resource.clone().unwrap_or_default();
                written.set("Resource", resource);
            }
            "Choice" => {
                let rule = |to: &StateId| Object::default().with("Next", self.name(*to));
                written.set(
                    "Choices",
                    known
                        .next
                        .iter()
                        .map(rule)
                        .map(Value::Object)
                        .collect::<Array>(),
                );
                return written;
            }
            "Fail" => {
                for (field, text) in [
                    ("Error", &known.failure.error),
                    ("Cause", &known.failure.cause),
                ] {
                    if let Some(text) = text {
                        written.set(field, text.clone());
                    }
                }
                return written;
            }
            "Succeed" => return written,
            "Parallel" => written.set("Branches", branches(state, regions)),
            "Map" => written.set("ItemProcessor", processor(state, known, regions)),
            _ => {}
        }
        if !known.retried.is_empty() {
            written.set(
                "Retry",
                list(Object::default().with("ErrorEquals", names(&known.retried))),
            );
        }
        if !known.catches.is_empty() {
            let catcher = |(error, to): &(Text, StateId)| {
                let errors = names(std::slice::from_ref(error));
                Object::default()
                    .with("ErrorEquals", errors)
                    .with("Next", self.name(*to))
            };
            let catchers = known.catches.iter().map(catcher).map(Value::Object);
            written.set("Catch", catchers.collect::<Array>());
        }
        match known.next.first() {
            Some(next) => written.set("Next", self.name(*next)),
            None if known.ends => written.set("End", true),
            None => {}
        }
        written
    }

    fn name(&self, state: StateId) -> Text {
        let known = self.known.get(&state);
        known.map(|known| known.name.clone()).unwrap_or_default()
    }
}

/// `StartAt` and `States`; the states come last one first.
fn region(states: Vec<(Text, Object)>) -> Object {
    let mut region = Object::default();
    if let Some((first, _)) = states.last() {
        region.set("StartAt", first.clone());
    }
    region.with(
        "States",
        states
            .into_iter()
            .rev()
            .map(|(name, state)| (name, Value::Object(state)))
            .collect::<Object>(),
    )
}

fn branches(state: StateId, regions: &mut BTreeMap<Home, Vec<(Text, Object)>>) -> Array {
    let own = regions.range(Some((state, 0))..=Some((state, u32::MAX)));
    let keys: Vec<Home> = own.map(|(home, _)| *home).collect();
    let taken = keys.iter().filter_map(|home| regions.remove(home));
    taken.map(region).map(Value::Object).collect()
}

fn processor(
    state: StateId,
    known: &Known,
    regions: &mut BTreeMap<Home, Vec<(Text, Object)>>,
) -> Object {
    let inside = region(regions.remove(&Some((state, 0))).unwrap_or_default());
    match known.distributed {
        true => {
            let config = Object::default()
                .with("Mode", "DISTRIBUTED")
                .with("ExecutionType", "STANDARD");
            inside.with("ProcessorConfig", config)
        }
        false => inside,
    }
}

fn list(object: Object) -> Array {
    std::iter::once(Value::Object(object)).collect()
}

fn names(errors: &[Text]) -> Array {
    errors.iter().cloned().map(Value::Text).collect()
}

/// The error that an event tells of; a Parallel or Map does not say which.
fn failure(kind: &EventKind) -> Option<Text> {
    let details = match kind {
        EventKind::StateFailed => return Some("States.ALL".into()),
        EventKind::EvaluationFailed { details, .. } | EventKind::MapRunFailed(details) => details,
        EventKind::Task(
            TaskEvent::Failed(details)
            | TaskEvent::TimedOut(details)
            | TaskEvent::ScheduleFailed(details)
            | TaskEvent::StartFailed(details)
            | TaskEvent::SubmitFailed(details),
        ) => details,
        _ => return None,
    };
    Some(details.error.clone().unwrap_or_else(|| "States.ALL".into()))
}

/// A function's or activity's ARN, or that of a service's integration.
fn resource(raw: &RawEvent) -> Option<Text> {
    let resource = raw.text("resource")?;
    Some(match raw.text("resourceType") {
        Some(service) => Text::from(format!("arn:aws:states:::{service}:{resource}")),
        None => resource.clone(),
    })
}
