//! The drawn graph: boxes, paths and labels in pixels, without markup.

use crate::definition::{self, Graph, StateId, StateMachine};
use crate::layout::geometry::{Leg, Path, Point, Rect};
use crate::layout::{self, Edge, Form, Mark, Node, Via};
use serde::Serialize;
use std::fmt::Write;

/// A laid-out graph. The origin is its top left corner.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Scene {
    /// Width of everything.
    pub width: f32,
    /// Height of everything.
    pub height: f32,
    /// Whether it runs from left to right.
    pub across: bool,
    /// Boxes, containers before what they hold.
    pub nodes: Vec<SceneNode>,
    /// Edges.
    pub edges: Vec<SceneEdge>,
}

/// A box.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct SceneNode {
    /// The state's number; `None` for the Start and End marks.
    pub state: Option<u32>,
    /// What it is: `start`, `end` or the state's type in lower case (`task`, `choice`…, `unknown`).
    pub kind: String,
    /// The full name.
    pub name: String,
    /// The name as it fits, cut with `…`.
    pub label: String,
    /// Second line: `lambda · function`, `sqs · sendMessage`; empty when there is none.
    pub note: String,
    /// The number in the second line, to say it in another language: rules of a Choice, branches of a Parallel,
    /// `MaxConcurrency` of a Map.
    pub count: Option<u32>,
    /// Left edge.
    pub x: f32,
    /// Top edge.
    pub y: f32,
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
    /// The Parallel or Map state it stands in.
    pub parent: Option<u32>,
    /// Which branch of it, from 0.
    pub branch: u32,
    /// Whether it holds other nodes.
    pub container: bool,
    /// Sheets to draw behind a Map, each 4 px further right and up: 2, or 3 for a distributed one.
    pub sheets: u32,
    /// A Parallel's lanes, one a branch; empty for others.
    pub lanes: Vec<Lane>,
}

/// One branch inside a Parallel.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Lane {
    /// Left edge.
    pub x: f32,
    /// Top edge.
    pub y: f32,
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
}

/// An edge.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct SceneEdge {
    /// Its number in this scene; the run names taken edges by `from`, `to` and `kind`.
    pub id: u32,
    /// The state it leaves; `None` from Start.
    pub from: Option<u32>,
    /// The state it enters; `None` to End.
    pub to: Option<u32>,
    /// What kind of transition.
    pub kind: EdgeKindView,
    /// Which catcher or rule, from 0.
    pub index: u32,
    /// SVG path data.
    pub path: String,
    /// The last point and the direction in which it arrives (degrees, 90 = downwards), for the arrow head.
    pub tip: Tip,
    /// Its label.
    pub label: Option<EdgeLabel>,
}

/// Kinds of edges.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub enum EdgeKindView {
    /// From the Start mark.
    Start,
    /// `Next`.
    Next,
    /// To the End mark.
    End,
    /// A catcher's `Next`.
    Catch,
    /// A choice rule's `Next`.
    Rule,
    /// A Choice's `Default`.
    Default,
}

/// End point of an edge.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Tip {
    /// X.
    pub x: f32,
    /// Y.
    pub y: f32,
    /// Degrees, clockwise from the positive x axis.
    pub angle: f32,
}

/// A label on an edge.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct EdgeLabel {
    /// As it fits, at most 24 characters.
    pub text: String,
    /// All of it.
    pub full: String,
    /// Left edge of its pill.
    pub x: f32,
    /// Top edge of its pill.
    pub y: f32,
    /// Width of its pill.
    pub width: f32,
    /// Height of its pill.
    pub height: f32,
}

impl Scene {
    /// The drawn graph of `machine`, downwards and with all that is in it; `None` when it holds no state.
    pub fn of(machine: &StateMachine) -> Option<Scene> {
        Scene::formed(machine, &Form::default())
    }

    /// The graph of a definition text as the reader wants it: states of these numbers as one box each.
    pub fn read(text: &str, folded: &[u32], across: bool) -> Option<Scene> {
        let folded = folded.iter().map(|id| StateId(*id)).collect();
        Scene::formed(&definition::read(text).machine, &Form { folded, across })
    }

    fn formed(machine: &StateMachine, form: &Form) -> Option<Scene> {
        if machine.states.is_empty() {
            return None;
        }
        let layout = layout::lay_out(machine, &Graph::of(machine), form);
        let edges = layout.edges.iter().enumerate();
        Some(Scene {
            width: pixel(layout.size.width),
            height: pixel(layout.size.height),
            across: form.across,
            nodes: layout.nodes.iter().map(|n| node(machine, n)).collect(),
            edges: edges.map(|(at, e)| edge(at, e)).collect(),
        })
    }
}

/// Tenths of a pixel: nobody sees more, and the text stays short.
fn pixel(at: f64) -> f32 {
    ((at * 10.0).round() / 10.0) as f32
}

fn number(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

fn node(machine: &StateMachine, node: &Node) -> SceneNode {
    let state = match node.mark {
        Mark::State(id) => machine.states.get(id.0 as usize),
        Mark::Start | Mark::End => None,
    };
    let kind = match (node.mark, state) {
        (Mark::Start, _) => "start".to_string(),
        (Mark::End, _) => "end".to_string(),
        (_, Some(state)) => kind(state.kind.type_name()),
        (_, None) => "unknown".to_string(),
    };
    let lane = |lane: &Rect| Lane {
        x: pixel(lane.x),
        y: pixel(lane.y),
        width: pixel(lane.width),
        height: pixel(lane.height),
    };
    SceneNode {
        state: state.map(|state| state.id.0),
        kind,
        name: state.map_or(node.label.clone(), |state| state.name.to_string()),
        label: node.label.clone(),
        note: node.note.clone(),
        count: state.and_then(|state| layout::number(&state.kind)),
        x: pixel(node.rect.x),
        y: pixel(node.rect.y),
        width: pixel(node.rect.width),
        height: pixel(node.rect.height),
        parent: node.parent.map(|(owner, _)| owner.0),
        branch: node.parent.map_or(0, |(_, branch)| number(branch)),
        container: node.container,
        sheets: node.sheets,
        lanes: node.lanes.iter().map(lane).collect(),
    }
}

fn kind(name: &str) -> String {
    let known = [
        "Task", "Choice", "Wait", "Pass", "Succeed", "Fail", "Parallel", "Map",
    ];
    match known.contains(&name) {
        true => name.to_lowercase(),
        false => "unknown".to_string(),
    }
}

fn edge(at: usize, edge: &Edge) -> SceneEdge {
    let (kind, index) = match edge.via {
        Via::Start => (EdgeKindView::Start, 0),
        Via::Next => (EdgeKindView::Next, 0),
        Via::End => (EdgeKindView::End, 0),
        Via::Rule(index) => (EdgeKindView::Rule, index),
        Via::Default => (EdgeKindView::Default, 0),
        Via::Catch(index) => (EdgeKindView::Catch, index),
    };
    let end = edge.path.end();
    SceneEdge {
        id: number(at),
        from: edge.from.map(|id| id.0),
        to: edge.to.map(|id| id.0),
        kind,
        index: number(index),
        path: path_data(&edge.path),
        tip: Tip {
            x: pixel(end.x),
            y: pixel(end.y),
            angle: edge.path.arrival(),
        },
        label: edge.label.as_ref().map(|(words, rect)| EdgeLabel {
            text: words.short.clone(),
            full: words.full.clone(),
            x: pixel(rect.x),
            y: pixel(rect.y),
            width: pixel(rect.width),
            height: pixel(rect.height),
        }),
    }
}

fn path_data(path: &Path) -> String {
    let mut data = String::from("M");
    point(path.start, &mut data);
    for leg in &path.legs {
        match leg {
            Leg::Line(to) => {
                data.push('L');
                point(*to, &mut data);
            }
            Leg::Curve(a, b, to) => {
                data.push('C');
                for (at, p) in [a, b, to].into_iter().enumerate() {
                    data.push_str(if at > 0 { " " } else { "" });
                    point(*p, &mut data);
                }
            }
        }
    }
    data
}

fn point(at: Point, data: &mut String) {
    // Writing to a String cannot fail.
    let _ = write!(data, "{} {}", pixel(at.x), pixel(at.y));
}
