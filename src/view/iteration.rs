//! One iteration of a Map by itself: how it stands beside the others, and what went on in it.

use super::run::{StateRunView, StatusCount, StepStatus};
use super::scene::EdgeKindView;
use super::steer::{made_up, status_of};
use super::taken::way;
use crate::definition::{Exit, StateId, StateKind};
use crate::execution::{EventId, Place};
use crate::history::{Status, Visit};
use crate::session::Past;
use serde::Serialize;
use std::collections::BTreeMap;

/// The iterations of a visit of a Map.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct IterationsView {
    /// Number of the Map: of the visit asked for, or the innermost around it that has more than one.
    pub map: u32,
    /// Those that have begun, by their indexes.
    pub iterations: Vec<IterationRow>,
    /// Index of the one that the visit is in; none when it is the Map's own.
    pub index: Option<u32>,
    /// Number of the outermost Map around the visit. What follows is of this iteration there, and inside of it of the
    /// iterations around the visit, or of all.
    pub within: Option<u32>,
    /// The states that were entered there.
    pub states: Vec<StateRunView>,
    /// The latest visit of each of these.
    pub visits: Vec<u32>,
    /// The transitions taken there.
    pub taken: Vec<IterationEdge>,
}

/// One iteration.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct IterationRow {
    /// Its index.
    pub index: u32,
    /// How it stands.
    pub status: StepStatus,
    /// The latest visit in it of the state asked for, or of any.
    pub visit: u32,
    /// The state of that visit.
    pub state: u32,
}

/// A transition that was taken in an iteration.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct IterationEdge {
    /// From which state; `None` from Start.
    pub from: Option<u32>,
    /// To which state; `None` to End.
    pub to: Option<u32>,
    /// What kind of edge it is, as with the run's own.
    pub kind: Option<EdgeKindView>,
    /// Which catcher or rule, from 0.
    pub index: u32,
    /// How often.
    pub count: u32,
    /// The event that last left over it.
    pub event: u32,
}

/// The iterations around the visit that an event belongs to, or of that visit; none where there is no Map.
pub fn iterations(session: &dyn Past, event: EventId) -> Option<IterationsView> {
    let visit = session.summary().visit_of(event)?;
    let own = is_map(session, visit).then_some((visit.state, visit.entered, None));
    let around = visit.place.steps().filter(|step| step.map);
    let around = around.map(|step| (step.state, step.visit, Some(step.index)));
    let listed = own.into_iter().chain(around).map(|(state, map, index)| {
        let rows = rows(session, map, visit);
        (state, rows, index)
    });
    let mut listed: Vec<_> = listed.filter(|(_, rows, _)| !rows.is_empty()).collect();
    // Where there is but one there is nothing to choose.
    let at = listed.iter().position(|(_, rows, _)| rows.len() > 1);
    let (map, rows, index) = match listed.is_empty() {
        true => return None,
        false => listed.swap_remove(at.unwrap_or(0)),
    };
    let chosen: Vec<(EventId, u32)> = maps(&visit.place).collect();
    let shown: Vec<&Visit> = match chosen.last() {
        Some(_) => {
            let visits = session.summary().visits().iter();
            visits
                .filter(|other| belongs(&other.place, &chosen))
                .collect()
        }
        None => Vec::new(),
    };
    Some(IterationsView {
        map: map.0,
        iterations: rows,
        index,
        within: visit
            .place
            .steps()
            .filter(|step| step.map)
            .last()
            .map(|s| s.state.0),
        visits: by_state(&shown)
            .values()
            .filter_map(|visits| Some(visits.last()?.entered))
            .collect(),
        states: states(session, &shown, chosen.len()),
        taken: taken(session, &shown),
    })
}

fn is_map(session: &dyn Past, visit: &Visit) -> bool {
    matches!(
        session.definition().state(visit.state).kind,
        StateKind::Map(_)
    )
}

/// The iterations around a place, innermost first: the Map's visit and the index.
fn maps(place: &Place) -> impl Iterator<Item = (EventId, u32)> + '_ {
    let maps = place.steps().filter(|step| step.map);
    maps.map(|step| (step.visit, step.index))
}

/// Inside of the outermost of these iterations, and in no other one of the rest.
fn belongs(place: &Place, chosen: &[(EventId, u32)]) -> bool {
    let other = |(visit, index): (EventId, u32)| {
        chosen
            .iter()
            .any(|&(map, chosen)| map == visit && chosen != index)
    };
    let outermost = chosen.last();
    maps(place).any(|at| Some(&at) == outermost) && !maps(place).any(other)
}

/// What is known of an iteration.
#[derive(Default)]
struct Found<'a> {
    /// The latest visit that is not inside of a container in it.
    last: Option<&'a Visit>,
    any: Option<&'a Visit>,
    asked: Option<&'a Visit>,
}

fn rows(session: &dyn Past, map: EventId, asked: &Visit) -> Vec<IterationRow> {
    let mut found: BTreeMap<u32, Found> = BTreeMap::new();
    for visit in session.summary().visits() {
        let Some((_, index)) = maps(&visit.place).find(|(around, _)| *around == map) else {
            continue;
        };
        let entry = found.entry(index).or_default();
        let direct = visit.place.innermost().is_some_and(|s| s.visit == map);
        entry.last = direct.then_some(visit).or(entry.last);
        entry.any = Some(visit);
        entry.asked = (visit.state == asked.state)
            .then_some(visit)
            .or(entry.asked);
    }
    let over = session
        .summary()
        .visit_of(map)
        .and_then(|visit| visit.ended_at);
    let row = |(index, found): (u32, Found)| {
        let leads = found.asked.or(found.any)?;
        Some(IterationRow {
            index,
            status: standing(session, found.last?, over.is_some()),
            visit: leads.entered,
            state: leads.state.0,
        })
    };
    found.into_iter().filter_map(row).collect()
}

/// How an iteration stands whose latest state this is.
fn standing(session: &dyn Past, last: &Visit, over: bool) -> StepStatus {
    let state = session.definition().state(last.state);
    let ends = state.end || matches!(state.kind, StateKind::Succeed);
    match last.status {
        Status::Succeeded if ends => StepStatus::Succeeded,
        // Between two states.
        Status::Succeeded | Status::Caught if over => StepStatus::Aborted,
        Status::Succeeded | Status::Caught => StepStatus::InProgress,
        _ => status_of(session, last),
    }
}

/// The visits of each state, oldest first.
fn by_state<'a>(shown: &[&'a Visit]) -> BTreeMap<StateId, Vec<&'a Visit>> {
    let mut found: BTreeMap<StateId, Vec<&Visit>> = BTreeMap::new();
    for visit in shown {
        found.entry(visit.state).or_default().push(visit);
    }
    found
}

/// Visits inside of further Maps are counted by status.
fn states(session: &dyn Past, shown: &[&Visit], depth: usize) -> Vec<StateRunView> {
    let view = |(state, visits): (StateId, Vec<&Visit>)| {
        let last = visits.last()?;
        let inside = maps(&last.place).count() > depth;
        let mut counts: BTreeMap<Status, u32> = BTreeMap::new();
        for visit in visits.iter().filter(|_| inside) {
            *counts.entry(visit.status).or_default() += 1;
        }
        let retries = match inside {
            true => visits.iter().map(|visit| visit.retries()).sum(),
            false => last.retries(),
        };
        Some(StateRunView {
            state: state.0,
            status: status_of(session, last),
            visits: visits.len() as u32,
            retries: retries as u32,
            counts: counts
                .into_iter()
                .map(|(status, count)| StatusCount {
                    status: status.into(),
                    count,
                })
                .collect(),
            automatic: made_up(session, last),
        })
    };
    by_state(shown).into_iter().filter_map(view).collect()
}

fn taken(session: &dyn Past, shown: &[&Visit]) -> Vec<IterationEdge> {
    let mut taken = Vec::new();
    for visit in shown {
        let (left, before) = came_from(session, visit);
        take(&mut taken, (left, Some(visit.state), visit.by), before);
        let state = session.definition().state(visit.state);
        let own = (Some(visit.state), None, Some(Exit::Own));
        match (&state.kind, visit.exited) {
            (StateKind::Fail(_), _) if visit.status == Status::Failed => {
                take(&mut taken, own, visit.entered);
            }
            (kind, Some(exited))
                if visit.status == Status::Succeeded
                    && (state.end || matches!(kind, StateKind::Succeed)) =>
            {
                take(&mut taken, own, exited);
            }
            _ => {}
        }
    }
    taken
}

/// The state that was left for the visit, none where it is the first of its region, and the event that led there.
fn came_from(session: &dyn Past, visit: &Visit) -> (Option<StateId>, EventId) {
    let entered = (visit.entered as usize).wrapping_sub(1);
    let before = session
        .known()
        .get(entered)
        .map_or(0, |event| event.previous);
    let left = session.summary().visit_of(before);
    let left = left.filter(|left| left.exited == Some(before));
    (left.map(|left| left.state), before.max(1))
}

type Ends = (Option<StateId>, Option<StateId>, Option<Exit>);

fn take(taken: &mut Vec<IterationEdge>, (from, to, by): Ends, event: EventId) {
    let (kind, index) = way(from, to, by);
    let edge = IterationEdge {
        from: from.map(|state| state.0),
        to: to.map(|state| state.0),
        kind,
        index,
        count: 0,
        event,
    };
    let same = |other: &IterationEdge| {
        (other.from, other.to, other.kind, other.index) == (edge.from, edge.to, kind, index)
    };
    let at = taken.iter().position(same).unwrap_or_else(|| {
        taken.push(edge);
        taken.len() - 1
    });
    if let Some(edge) = taken.get_mut(at) {
        edge.count += 1;
        edge.event = event;
    }
}
