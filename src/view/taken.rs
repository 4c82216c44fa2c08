//! The transitions that a run has taken, by the edges of the graph.

use super::run::TakenEdge;
use super::scene::EdgeKindView;
use crate::definition::{Exit, StateId};
use crate::history::{Edge, Summary};

/// The transitions taken, in order of first use.
pub(super) fn taken(summary: &Summary) -> Vec<TakenEdge> {
    let latest: Vec<&Edge> = summary.edges().latest().collect();
    let edges = summary.edges().iter().filter(|edge| edge.count > 0);
    edges.map(|edge| view(edge, &latest)).collect()
}

fn view(edge: &Edge, latest: &[&Edge]) -> TakenEdge {
    let ends = |edge: &Edge| (edge.from, edge.to, edge.by);
    let (kind, index) = way(edge.from, edge.to, edge.by);
    TakenEdge {
        from: edge.from.map(|state| state.0),
        to: edge.to.map(|state| state.0),
        kind,
        index,
        count: edge.count,
        event: edge.event,
        last: latest.iter().any(|other| ends(other) == ends(edge)),
    }
}

/// What kind of edge a transition goes over, and which catcher or rule; `None` where several join the two states and
/// nothing tells which it was.
pub(super) fn way(
    from: Option<StateId>,
    to: Option<StateId>,
    by: Option<Exit>,
) -> (Option<EdgeKindView>, u32) {
    match (from, to, by) {
        (None, ..) => (Some(EdgeKindView::Start), 0),
        (_, None, _) => (Some(EdgeKindView::End), 0),
        (.., Some(Exit::Own)) => (Some(EdgeKindView::Next), 0),
        (.., Some(Exit::Rule(at))) => (Some(EdgeKindView::Rule), at),
        (.., Some(Exit::Default)) => (Some(EdgeKindView::Default), 0),
        (.., Some(Exit::Catch(at))) => (Some(EdgeKindView::Catch), at),
        (.., None) => (None, 0),
    }
}
