//! The drawn graph: boxes, paths and labels in pixels, without markup.

use serde::Serialize;

/// A laid-out graph. The origin is its top left corner.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Scene {
    /// Width of everything.
    pub width: f32,
    /// Height of everything.
    pub height: f32,
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
