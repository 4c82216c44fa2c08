//! Layout: where everything of a definition's graph stands. Pixels, no markup, no browser.
//!
//! No edge crosses the border of a container, so each `States` map is laid out on its own, the innermost first, and
//! a Parallel or Map takes part in its own region as one box of that size.

pub mod geometry;

mod area;
mod course;
mod inside;
mod layered;
mod region;
mod route;
mod runs;
mod text;
mod wires;
mod words;

pub use words::{number, Words};

use crate::definition::{Graph, RegionId, StateId, StateMachine};
use geometry::{Path, Point, Rect, Size};
use region::Drawn;
use std::collections::BTreeSet;

/// Around everything.
const MARGIN: f64 = 16.0;

/// How far each sheet behind a Map stands out.
pub const SHEET: f64 = 4.0;

/// How a reader wants the graph.
#[derive(Clone, Debug, Default)]
pub struct Form {
    /// Parallel and Map states drawn as one box each.
    pub folded: BTreeSet<StateId>,
    /// From left to right instead of downwards.
    pub across: bool,
}

/// A whole definition laid out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layout {
    /// Its size.
    pub size: Size,
    /// Start, End and the states; containers before what they hold.
    pub nodes: Vec<Node>,
    /// The edges.
    pub edges: Vec<Edge>,
}

/// What a box stands for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Mark {
    /// The Start mark, at the top level only.
    Start,
    /// The End mark, at the top level only.
    End,
    /// A state.
    State(StateId),
}

/// A box.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// What it stands for.
    pub mark: Mark,
    /// Where it stands.
    pub rect: Rect,
    /// The name as it fits.
    pub label: String,
    /// The second line as it fits; beside the name in the head of a container.
    pub note: String,
    /// The container it stands in, and in which branch of it.
    pub parent: Option<(StateId, usize)>,
    /// One area a branch of a Parallel.
    pub lanes: Vec<Rect>,
    /// Whether it is drawn as a container.
    pub container: bool,
    /// Sheets behind it, each [`SHEET`] pixels further right and up.
    pub sheets: u32,
}

/// An edge.
#[derive(Clone, Debug, PartialEq)]
pub struct Edge {
    /// Where it leaves; `None` from Start.
    pub from: Option<StateId>,
    /// Where it arrives; `None` at End.
    pub to: Option<StateId>,
    /// Why it is taken.
    pub via: Via,
    /// Its way, from border to border.
    pub path: Path,
    /// Its label and where that stands.
    pub label: Option<(Words, Rect)>,
}

/// Why an edge is taken.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Via {
    /// From the Start mark.
    Start,
    /// `Next`.
    Next,
    /// To the End mark.
    End,
    /// `Choices[n]`.
    Rule(usize),
    /// `Default`.
    Default,
    /// `Catch[n]`.
    Catch(usize),
}

/// Lays out `graph`, the graph of `machine`.
pub fn lay_out(machine: &StateMachine, graph: &Graph, form: &Form) -> Layout {
    let mut inner: Vec<Vec<usize>> = vec![Vec::new(); machine.states.len()];
    for (at, region) in graph.regions.iter().enumerate() {
        let owner = region
            .owner
            .and_then(|(state, _)| inner.get_mut(state.0 as usize));
        if let Some(owned) = owner {
            owned.push(at);
        }
    }
    let mut drawn: Vec<Drawn> = vec![Drawn::default(); graph.regions.len()];
    for at in (0..graph.regions.len()).rev() {
        let region = &graph.regions[at];
        if !region
            .owner
            .is_some_and(|(state, _)| form.folded.contains(&state))
        {
            drawn[at] = region::draw(machine, region, &inner, &drawn, form);
        }
    }
    assemble(graph, &mut drawn)
}

/// Puts the regions into each other: every region's origin is known before those inside it are reached. What is inside
/// a folded container has none.
fn assemble(graph: &Graph, drawn: &mut [Drawn]) -> Layout {
    let mut layout = Layout::default();
    let mut origins: Vec<Option<Point>> = vec![None; drawn.len()];
    if let Some(top) = drawn.first() {
        origins[0] = Some(Point::new(MARGIN, MARGIN));
        layout.size = Size {
            width: top.size.width + 2.0 * MARGIN,
            height: top.size.height + 2.0 * MARGIN,
        };
    }
    for at in 0..drawn.len() {
        let Some(by) = origins[at] else { continue };
        let region = std::mem::take(&mut drawn[at]);
        for (inside, origin) in region.inner {
            origins[inside] = Some(by.plus(origin));
        }
        layout
            .nodes
            .extend(region.nodes.into_iter().map(|node| Node {
                rect: node.rect.plus(by),
                lanes: node.lanes.iter().map(|lane| lane.plus(by)).collect(),
                parent: graph.regions[at].owner,
                ..node
            }));
        layout
            .edges
            .extend(region.edges.into_iter().map(|edge| Edge {
                path: edge.path.plus(by),
                label: edge.label.map(|(words, rect)| (words, rect.plus(by))),
                ..edge
            }));
    }
    layout
}

/// Whether region `id` is the one drawn with Start and End.
fn is_top(id: RegionId) -> bool {
    id.0 == 0
}
