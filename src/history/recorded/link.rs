//! Which visit and which branch or iteration each event belongs to, told from the events' causes.
//!
//! The history names only states; an event's cause leads to its visit: its own, or that of a Parallel or Map around
//! the cause. What a sibling's failure cut names the failure as its cause; it belongs to what is open beside that.

use super::fault::{Fault, Wrong};
use super::kind::{kind, of_state};
use super::names::Names;
use super::pages::RawEvent;
use crate::definition::StateId;
use crate::execution::{Event, EventId, EventKind, Place};
use crate::value::Text;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// Branches and iterations inside each other: a definition cannot nest deeper.
const DEEPEST: usize = 200;

/// One visit, while linking.
#[derive(Clone, Debug)]
pub(super) struct Stay {
    pub(super) entered: EventId,
    pub(super) state: StateId,
    pub(super) name: Text,
    pub(super) kind: &'static str,
    pub(super) place: Place,
    /// Whether it was left.
    pub(super) exited: bool,
    /// Whether it was told to be cut.
    cut: bool,
    /// Whether a Map Run of it is open.
    map_run: bool,
}

/// The events with their visits and places, and the visits in the order in which they began.
pub(super) fn link(raw: &[RawEvent], names: Names) -> Result<(Vec<Event>, Vec<Stay>), Fault> {
    let mut linker = Linker {
        names,
        events: Vec::with_capacity(raw.len()),
        stays: BTreeMap::new(),
        open: BTreeSet::new(),
        inside: BTreeSet::new(),
        failed: BTreeMap::new(),
        iterations: BTreeSet::new(),
        cut: Vec::new(),
    };
    for event in raw {
        let mut kind = kind(event);
        let (visit, place) = linker.place(event, &kind);
        if place.steps().count() > DEEPEST {
            return Err(Fault {
                source: event.source,
                path: event.path(),
                wrong: Wrong::TooDeep,
            });
        }
        if let EventKind::ExecutionRedriven { visits, .. } = &mut kind {
            *visits = linker.taken_up();
        }
        let linked = Event {
            id: event.id,
            previous: event.previous,
            time: event.time,
            state: linker.stays.get(&visit).map(|stay| stay.state),
            visit,
            place,
            kind,
        };
        linker.note(&linked);
        linker.events.push(linked);
    }
    Ok((linker.events, linker.stays.into_values().collect()))
}

struct Linker {
    names: Names,
    events: Vec<Event>,
    stays: BTreeMap<EventId, Stay>,
    /// Visits that are not over: neither left nor lost with what is around them.
    open: BTreeSet<EventId>,
    /// The same by what is directly around them: container, branch or index, visit.
    inside: BTreeSet<(EventId, u32, EventId)>,
    /// What the last failed iteration of a Map had open: should the Map fail by it, a redrive takes that up again.
    failed: BTreeMap<EventId, (EventId, Vec<EventId>)>,
    /// Iterations that run, by their Map's visit and their index.
    iterations: BTreeSet<(EventId, u32)>,
    /// Iterations that the latest failure has cut: its event, the Map's visit, the index.
    cut: Vec<(EventId, EventId, u32)>,
}

impl Linker {
    fn event(&self, id: EventId) -> Option<&Event> {
        self.events.get((id as usize).checked_sub(1)?)
    }

    /// The visit an event belongs to, 0 for none, and its place.
    fn place(&mut self, raw: &RawEvent, kind: &EventKind) -> (EventId, Place) {
        let name = raw.text("name").cloned();
        if let Some((kind, rest)) = of_state(&raw.name) {
            let visit = match rest {
                "Entered" => return self.enter(raw, kind, name.unwrap_or_default()),
                "Exited" => self.around(raw, |stay| Some(&stay.name) == name.as_ref()),
                "Started" => self.around(raw, |stay| stay.kind == kind),
                "Succeeded" | "Failed" => self.outcome(raw, kind),
                "Aborted" => self.beside(raw, |stay| stay.kind == kind && !stay.cut),
                _ => self.own(raw),
            };
            return (visit, self.place_of(visit));
        }
        match raw.name.as_str() {
            "MapIterationStarted"
            | "MapIterationSucceeded"
            | "MapIterationFailed"
            | "MapIterationAborted" => self.iteration(raw, name),
            "EvaluationFailed" => {
                let state = raw.text("state").cloned();
                let visit = self.around(raw, |stay| Some(&stay.name) == state.as_ref());
                (visit, self.place_of(visit))
            }
            "MapRunAborted" => {
                let visit = self.beside(raw, |stay| stay.map_run);
                (visit, self.place_of(visit))
            }
            name if name.starts_with("MapRun") => {
                let visit = self.around(raw, |stay| stay.kind == "Map");
                (visit, self.place_of(visit))
            }
            name if name.starts_with("Execution") => (0, Place::default()),
            _ if matches!(kind, EventKind::Task(_)) => {
                let visit = self.around(raw, |stay| stay.kind == "Task");
                (visit, self.place_of(visit))
            }
            _ => {
                let cause = self.event(raw.previous);
                let place = cause.map(|cause| cause.place.clone());
                (self.own(raw), place.unwrap_or_default())
            }
        }
    }

    fn own(&self, raw: &RawEvent) -> EventId {
        self.event(raw.previous).map_or(0, |cause| cause.visit)
    }

    fn place_of(&self, visit: EventId) -> Place {
        let stay = self.stays.get(&visit);
        stay.map(|stay| stay.place.clone()).unwrap_or_default()
    }

    /// A visit begins: beside its cause, or in the branch or iteration that its cause started.
    fn enter(&mut self, raw: &RawEvent, kind: &'static str, name: Text) -> (EventId, Place) {
        let state = self.names.number(&name);
        let cause = self.event(raw.previous);
        let place = match cause.map(|cause| (&cause.kind, cause.visit)) {
            Some((EventKind::StateStarted(_), visit)) => match self.stays.get(&visit) {
                Some(stay) => {
                    let (owner, map, outer) = (stay.state, stay.kind == "Map", stay.place.clone());
                    let index = match map {
                        true => 0,
                        false => self.names.branch(owner, state),
                    };
                    outer.inside(owner, map, index, visit)
                }
                None => Place::default(),
            },
            _ => cause.map(|cause| cause.place.clone()).unwrap_or_default(),
        };
        self.stays.insert(
            raw.id,
            Stay {
                entered: raw.id,
                state,
                name,
                kind,
                place: place.clone(),
                exited: false,
                cut: false,
                map_run: false,
            },
        );
        self.reopen(raw.id);
        (raw.id, place)
    }

    /// Events of an iteration belong to the Map's visit but stand in the iteration's place.
    fn iteration(&self, raw: &RawEvent, name: Option<Text>) -> (EventId, Place) {
        let index = raw.number("index").unwrap_or(0);
        let named =
            |stay: &Stay| stay.kind == "Map" && name.as_ref().is_none_or(|name| stay.name == *name);
        let visit = match raw.name.as_str() {
            "MapIterationAborted" => self.beside(raw, |stay| {
                named(stay) && self.iterations.contains(&(stay.entered, index))
            }),
            _ => self.around(raw, named),
        };
        let Some(stay) = self.stays.get(&visit) else {
            return (0, Place::default());
        };
        (visit, stay.place.inside(stay.state, true, index, visit))
    }

    /// The visit of the cause, or of a container around it, that is meant and not left yet; otherwise the latest one.
    fn around(&self, raw: &RawEvent, meant: impl Fn(&Stay) -> bool) -> EventId {
        self.near_cause(raw, false, &meant)
    }

    /// A container's outcome. What has failed before, or was only entered, is not what fails now.
    fn outcome(&self, raw: &RawEvent, kind: &str) -> EventId {
        let cause = self.event(raw.previous).map(|cause| &cause.kind);
        let outer = matches!(
            cause,
            Some(EventKind::StateFailed | EventKind::StateEntered(_))
        );
        self.near_cause(raw, outer, &|stay: &Stay| stay.kind == kind)
    }

    fn near_cause(&self, raw: &RawEvent, outer: bool, meant: &dyn Fn(&Stay) -> bool) -> EventId {
        let meant = |visit: &EventId| {
            let stay = self.stays.get(visit);
            stay.is_some_and(|stay| !stay.exited && meant(stay))
        };
        let cause = self.event(raw.previous);
        let own = cause.map(|cause| cause.visit).filter(|_| !outer);
        let steps = cause.into_iter().flat_map(|cause| cause.place.steps());
        let mut candidates = own.into_iter().chain(steps.map(|step| step.visit));
        let found = candidates.find(|visit| meant(visit));
        found
            .or_else(|| self.open.iter().rev().copied().find(|visit| meant(visit)))
            .unwrap_or(0)
    }

    /// What a failure cuts: what failed itself, otherwise the first that is open beside it. An iteration is told to be
    /// cut before what is in it.
    fn beside(&self, raw: &RawEvent, meant: impl Fn(&Stay) -> bool) -> EventId {
        let Some(cause) = self.event(raw.previous) else {
            return 0;
        };
        let open = |visit: &EventId| {
            let stay = self.stays.get(visit);
            stay.filter(|stay| !stay.exited && meant(stay))
        };
        if let Some(own) = open(&cause.visit).filter(|stay| stay.kind == "Task") {
            return own.entered;
        }
        // The path inwards of what is open inside a container: its own iterations are inside of it.
        let inside = |container: EventId| {
            let stays = self.open.iter().filter_map(open);
            stays.filter_map(move |stay| match stay.entered == container {
                true => Some((Vec::new(), stay.entered)),
                false => Some((path_in(&stay.place, container)?, stay.entered)),
            })
        };
        let cut = self
            .cut
            .iter()
            .rev()
            .take_while(|(by, ..)| *by == raw.previous);
        let cut = cut.map(|(_, map, index)| (*map, Some(*index), None));
        let started = matches!(cause.kind, EventKind::StateStarted(_));
        let own = started.then_some((cause.visit, None, None));
        // The branch or iteration that has failed is not cut.
        let steps = cause.place.steps();
        let around = steps.map(|step| (step.visit, None, Some(step.index)));
        let mut places = cut.chain(own).chain(around);
        places
            .find_map(|(container, only, spared)| {
                let fits = |path: &[u32]| match (only, spared) {
                    (Some(only), _) => path.first() == Some(&only),
                    (_, Some(spared)) => path.first() != Some(&spared),
                    _ => true,
                };
                let fitting = inside(container).filter(|(path, _)| fits(path));
                let first = fitting.min_by(|(a, _), (b, _)| deeper_first(a, b));
                first.map(|(_, visit)| visit)
            })
            .unwrap_or(cause.visit)
    }

    /// What an event changes about which visits are open.
    fn note(&mut self, event: &Event) {
        let visit = event.visit;
        match &event.kind {
            EventKind::StateExited { .. } => {
                self.set(visit, |stay| stay.exited = true);
                self.close(visit);
                self.close_inside(visit, None);
            }
            EventKind::StateStarted(_) => {
                self.close_inside(visit, None);
            }
            EventKind::IterationStarted(index) => {
                self.iterations.insert((visit, *index));
            }
            EventKind::IterationAborted(index) => {
                self.cut.retain(|(by, ..)| *by == event.previous);
                self.cut.push((event.previous, visit, *index));
                self.iterations.remove(&(visit, *index));
            }
            EventKind::IterationSucceeded(index) => {
                self.iterations.remove(&(visit, *index));
                self.close_inside(visit, Some(*index));
            }
            EventKind::IterationFailed(index) => {
                self.iterations.remove(&(visit, *index));
                let lost = self.close_inside(visit, Some(*index));
                self.failed.insert(visit, (event.previous, lost));
            }
            EventKind::StateFailed => {
                if let Some((cause, lost)) = self.failed.remove(&visit) {
                    if cause == event.previous {
                        lost.into_iter().for_each(|visit| self.reopen(visit));
                    }
                }
            }
            EventKind::StateAborted => self.set(visit, |stay| stay.cut = true),
            EventKind::MapRunStarted(_) | EventKind::MapRunRedriven { .. } => {
                self.set(visit, |stay| stay.map_run = true);
            }
            EventKind::MapRunSucceeded | EventKind::MapRunFailed(_) | EventKind::MapRunAborted => {
                self.set(visit, |stay| stay.map_run = false);
            }
            _ => {}
        }
    }

    fn set(&mut self, visit: EventId, change: impl Fn(&mut Stay)) {
        if let Some(stay) = self.stays.get_mut(&visit) {
            change(stay);
        }
    }

    /// Where a visit stands among those that are open.
    fn inside_of(&self, visit: EventId) -> Option<(EventId, u32, EventId)> {
        let step = self.stays.get(&visit)?.place.innermost()?;
        Some((step.visit, step.index, visit))
    }

    fn reopen(&mut self, visit: EventId) {
        self.open.insert(visit);
        self.inside.extend(self.inside_of(visit));
    }

    fn close(&mut self, visit: EventId) {
        self.open.remove(&visit);
        if let Some(inside) = self.inside_of(visit) {
            self.inside.remove(&inside);
        }
    }

    /// Ends what is open inside a container, or inside one of its branches or iterations.
    fn close_inside(&mut self, container: EventId, index: Option<u32>) -> Vec<EventId> {
        let (first, last) = index.map_or((0, u32::MAX), |index| (index, index));
        let mut ranges = vec![(container, first, last)];
        let mut closed = Vec::new();
        while let Some((container, first, last)) = ranges.pop() {
            let within = (container, first, 0)..=(container, last, EventId::MAX);
            let visits: Vec<EventId> = self.inside.range(within).map(|(.., v)| *v).collect();
            ranges.extend(visits.iter().map(|visit| (*visit, 0, u32::MAX)));
            visits.iter().for_each(|visit| self.close(*visit));
            closed.extend(visits);
        }
        closed.sort_unstable();
        closed
    }

    /// What a redrive takes up again: all that is not over.
    fn taken_up(&mut self) -> Rc<[EventId]> {
        let visits: Vec<EventId> = self.open.iter().copied().collect();
        for visit in &visits {
            self.set(*visit, |stay| stay.cut = false);
        }
        visits.into()
    }
}

/// The numbers of branches and iterations from a container inwards; `None` outside of it.
fn path_in(place: &Place, container: EventId) -> Option<Vec<u32>> {
    let mut path = Vec::new();
    for step in place.steps() {
        path.push(step.index);
        if step.visit == container {
            path.reverse();
            return Some(path);
        }
    }
    None
}

/// In the order of branches and iterations; what is inside of something comes before it.
fn deeper_first(a: &[u32], b: &[u32]) -> std::cmp::Ordering {
    let common = a.len().min(b.len());
    let (start_a, start_b) = (a.get(..common), b.get(..common));
    start_a.cmp(&start_b).then(b.len().cmp(&a.len()))
}
