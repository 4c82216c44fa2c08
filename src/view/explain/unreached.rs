//! Why states were not reached.

use crate::definition::{Edge, EdgeKind, Graph, GraphRegion, State, StateId};
use crate::history::{Status, Visit};
use crate::session::Past;
use serde::Serialize;

/// A state that was not entered.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct UnreachedView {
    /// The state's number.
    pub state: u32,
    /// Its name.
    pub name: String,
    /// The ways that lead to it, and why none was taken. None: no way leads there.
    pub ways: Vec<WayView>,
}

/// A way to a state.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct WayView {
    /// The state that it leaves, or the container whose first state is meant.
    pub from: String,
    /// Its number.
    pub state: u32,
    /// What it is.
    pub kind: WayKind,
    /// The errors of a catcher or the condition of a rule.
    pub label: String,
    /// Why it was not taken.
    pub why: Hindrance,
}

/// What a way is.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub enum WayKind {
    /// `Next`.
    Next,
    /// A rule of a Choice.
    Rule,
    /// `Default` of a Choice.
    Default,
    /// A catcher.
    Catch,
    /// The first state of a branch or of an item processor.
    Start,
}

/// Why a way was not taken.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub enum Hindrance {
    /// The state it leaves was not entered either.
    NotEntered,
    /// That state is not over.
    StillThere,
    /// It was left another way.
    OtherWay,
    /// It failed or was cut.
    Failed,
    /// It did not fail, so that nothing was caught.
    NoError,
    /// A Map without items.
    NoItems,
}

/// The states that were not entered up to the position, in text order.
pub fn unreached(session: &dyn Past) -> Vec<UnreachedView> {
    let definition = session.definition();
    let graph = Graph::of(definition);
    let states = definition.states.iter();
    let missing = states.filter(|state| session.summary().of_state(state.id).next().is_none());
    missing
        .map(|state| UnreachedView {
            state: state.id.0,
            name: state.name.to_string(),
            ways: ways(session, &graph, state),
        })
        .collect()
}

fn ways(session: &dyn Past, graph: &Graph, state: &State) -> Vec<WayView> {
    let Some(region) = graph.regions.get(state.region.0 as usize) else {
        return Vec::new();
    };
    let edges = region
        .edges
        .iter()
        .filter(|edge| edge.to == state.id && edge.from != state.id);
    let start = start(session, region, state.id);
    start
        .into_iter()
        .chain(edges.map(|edge| way(session, edge)))
        .collect()
}

/// The way into a container's region, to its first state.
fn start(session: &dyn Past, region: &GraphRegion, state: StateId) -> Option<WayView> {
    let (container, _) = region.owner.filter(|_| region.start == Some(state))?;
    let why = match session.summary().of_state(container).next_back() {
        None => Hindrance::NotEntered,
        Some(visit) => match visit.status {
            Status::InProgress | Status::Waiting => Hindrance::StillThere,
            Status::Succeeded => Hindrance::NoItems,
            _ => Hindrance::Failed,
        },
    };
    Some(WayView {
        from: session.definition().state(container).name.to_string(),
        state: container.0,
        kind: WayKind::Start,
        label: String::new(),
        why,
    })
}

fn way(session: &dyn Past, edge: &Edge) -> WayView {
    let last = session.summary().of_state(edge.from).next_back();
    let catch = matches!(edge.kind, EdgeKind::Catch { .. });
    WayView {
        from: session.definition().state(edge.from).name.to_string(),
        state: edge.from.0,
        kind: match edge.kind {
            EdgeKind::Next => WayKind::Next,
            EdgeKind::Rule { .. } => WayKind::Rule,
            EdgeKind::Default => WayKind::Default,
            EdgeKind::Catch { .. } => WayKind::Catch,
        },
        label: edge.label.clone(),
        why: last.map_or(Hindrance::NotEntered, |visit| hindrance(visit, catch)),
    }
}

fn hindrance(visit: &Visit, catch: bool) -> Hindrance {
    match visit.status {
        Status::InProgress | Status::Waiting => Hindrance::StillThere,
        Status::Succeeded if catch => Hindrance::NoError,
        Status::Succeeded | Status::Caught => Hindrance::OtherWay,
        Status::Failed | Status::TimedOut | Status::Aborted => Hindrance::Failed,
    }
}
