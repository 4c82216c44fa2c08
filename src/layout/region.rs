//! A `States` map: its states, Start and End as boxes, its transitions as wires, laid out.

use super::area::{self, Area};
use super::geometry::{Point, Size};
use super::inside::{self, Look};
use super::wires::{Boxed, Role, Wire};
use super::words::{self, Words};
use super::{is_top, Edge, Form, Mark, Node, Via, SHEET};
use crate::definition::{EdgeKind, GraphRegion, StateId, StateKind, StateMachine};
use std::collections::BTreeMap;

/// A region as drawn, with the origin at its top left corner.
#[derive(Clone, Debug, Default)]
pub struct Drawn {
    /// Its size.
    pub size: Size,
    /// Its own nodes, without those inside containers.
    pub nodes: Vec<Node>,
    /// Its own edges.
    pub edges: Vec<Edge>,
    /// The regions directly inside it, by number, and where they stand.
    pub inner: Vec<(usize, Point)>,
}

struct Strand {
    from: Mark,
    to: Mark,
    via: Via,
    words: Option<Words>,
    role: Role,
}

/// Draws one region; `inner` lists the regions of each state, which are drawn already.
pub fn draw(
    machine: &StateMachine,
    region: &GraphRegion,
    inner: &[Vec<usize>],
    drawn: &[Drawn],
    form: &Form,
) -> Drawn {
    let (marks, looks) = boxes(machine, region, inner, drawn, form);
    // Filled one by one: collecting would sort.
    let mut number: BTreeMap<Option<StateId>, usize> = BTreeMap::new();
    number.extend(
        marks
            .iter()
            .enumerate()
            .filter_map(|(at, mark)| match mark {
                Mark::State(id) => Some((Some(*id), at)),
                _ => None,
            }),
    );
    let place = |mark: Mark| match mark {
        Mark::State(id) => number.get(&Some(id)).copied(),
        Mark::Start => marks.first().filter(|m| **m == mark).map(|_| 0),
        Mark::End => marks
            .last()
            .filter(|m| **m == mark)
            .map(|_| marks.len() - 1),
    };
    // Across is downwards with both axes exchanged.
    let turn = |size: Size| if form.across { size.turned() } else { size };
    let mut strands = strands(machine, region);
    strands.retain(|strand| place(strand.from).is_some() && place(strand.to).is_some());
    let wires: Vec<Wire> = strands
        .iter()
        .filter_map(|strand| {
            Some(Wire {
                from: place(strand.from)?,
                to: place(strand.to)?,
                label: strand
                    .words
                    .as_ref()
                    .map(|words| turn(inside::label(&words.short))),
                role: strand.role,
            })
        })
        .collect();
    let boxed: Vec<Boxed> = looks
        .iter()
        .map(|look| Boxed {
            size: turn(look.size),
            sheets: SHEET * f64::from(look.sheets),
            tip: if form.across { 0.0 } else { look.tip },
        })
        .collect();
    let first = place(Mark::Start).or_else(|| place(Mark::State(region.start?)));
    let mut area = area::lay(&boxed, &wires, first);
    if form.across {
        area = area.turned();
        meet_tips(&mut area, &wires, &looks);
    }
    finish(area, &marks, looks, strands)
}

/// Edges beside the tips of a hexagon begin and end on its slanted sides.
fn meet_tips(area: &mut Area, wires: &[Wire], looks: &[Look]) {
    // How far the side at height `y` lies behind the tip.
    let behind = |at: usize, y: f64| match (area.boxes.get(at), looks.get(at)) {
        (Some(rect), Some(look)) if look.tip > 0.0 => {
            let half = rect.height / 2.0;
            look.tip * ((y - rect.y - half).abs() / half).min(1.0)
        }
        _ => 0.0,
    };
    for (path, wire) in area.paths.iter_mut().zip(wires) {
        if path.leaves_across() {
            path.start.x -= behind(wire.from, path.start.y);
        }
        let end = path.end();
        if path.arrival() == 0.0 {
            path.end_at(Point::new(end.x + behind(wire.to, end.y), end.y));
        }
    }
}

fn boxes(
    machine: &StateMachine,
    region: &GraphRegion,
    inner: &[Vec<usize>],
    drawn: &[Drawn],
    form: &Form,
) -> (Vec<Mark>, Vec<Look>) {
    let mut marks = Vec::with_capacity(region.nodes.len() + 2);
    if is_top(region.id) && region.start.is_some() {
        marks.push(Mark::Start);
    }
    let known = |id: &StateId| machine.states.get(id.0 as usize).is_some();
    marks.extend(region.nodes.iter().copied().filter(known).map(Mark::State));
    if is_top(region.id) && !region.ends.is_empty() {
        marks.push(Mark::End);
    }
    let look = |mark: &Mark| match mark {
        Mark::State(id) => {
            let at = id.0 as usize;
            inside::look(
                machine.state(*id),
                inner.get(at).map_or(&[], |of| of),
                drawn,
                form,
            )
        }
        _ => inside::pill(*mark),
    };
    let looks = marks.iter().map(look).collect();
    (marks, looks)
}

fn strands(machine: &StateMachine, region: &GraphRegion) -> Vec<Strand> {
    let mut strands = Vec::new();
    if let Some(start) = region.start {
        strands.push(Strand {
            from: Mark::Start,
            to: Mark::State(start),
            via: Via::Start,
            words: None,
            role: Role::Main,
        });
    }
    strands.extend(region.edges.iter().map(|edge| {
        let (via, role) = match &edge.kind {
            EdgeKind::Next => (Via::Next, Role::Main),
            EdgeKind::Rule { index } => (Via::Rule(*index), Role::Way(*index)),
            EdgeKind::Default => (Via::Default, Role::Way(usize::MAX)),
            EdgeKind::Catch { index, .. } => (Via::Catch(*index), Role::Catch),
        };
        Strand {
            from: Mark::State(edge.from),
            to: Mark::State(edge.to),
            via,
            words: words::words(&edge.kind, &edge.label),
            role,
        }
    }));
    strands.extend(region.ends.iter().map(|id| {
        let state = machine.states.get(id.0 as usize);
        let failed = state.is_some_and(|state| matches!(state.kind, StateKind::Fail(_)));
        Strand {
            from: Mark::State(*id),
            to: Mark::End,
            via: Via::End,
            words: None,
            role: if failed { Role::Aside } else { Role::Main },
        }
    }));
    strands
}

fn finish(area: Area, marks: &[Mark], looks: Vec<Look>, strands: Vec<Strand>) -> Drawn {
    let mut drawn = Drawn {
        size: area.size,
        ..Drawn::default()
    };
    for ((mark, look), rect) in marks.iter().zip(looks).zip(&area.boxes) {
        let corner = Point::new(rect.x, rect.y);
        let moved = |(region, origin): (usize, Point)| (region, corner.plus(origin));
        drawn.inner.extend(look.inner.into_iter().map(moved));
        drawn.nodes.push(Node {
            mark: *mark,
            rect: *rect,
            label: look.label,
            note: look.note,
            parent: None,
            lanes: look.lanes.iter().map(|lane| lane.plus(corner)).collect(),
            container: look.container,
            sheets: look.sheets,
        });
    }
    let state = |mark: Mark| match mark {
        Mark::State(id) => Some(id),
        _ => None,
    };
    for ((strand, path), label) in strands.into_iter().zip(area.paths).zip(area.labels) {
        drawn.edges.push(Edge {
            from: state(strand.from),
            to: state(strand.to),
            via: strand.via,
            path,
            label: strand.words.zip(label),
        });
    }
    drawn
}
