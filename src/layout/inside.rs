//! Sizes: of a state by its words, of a container by what it holds.

use super::geometry::{Point, Rect, Size};
use super::region::Drawn;
use super::text::{NAME, NOTE};
use super::{words, Form, Mark};
use crate::definition::{State, StateKind};

const LOW: f64 = 34.0;
const HEIGHT: f64 = 46.0;
const NARROWEST: f64 = 132.0;
const WIDEST: f64 = 220.0;
/// Left of a state's words: band and icon.
const BEFORE: f64 = 40.0;
/// Right of them.
const AFTER: f64 = 14.0;
/// Right of them in a folded container: what unfolds it.
const UNFOLD: f64 = 24.0;
/// The tips of a hexagon.
const TIP: f64 = 14.0;

/// Head of a container.
const HEAD: f64 = 30.0;
/// Words that a container's head shows even where its inside is narrower.
const HEAD_WIDEST: f64 = 300.0;
/// Left of the words in a head: icon; right of them: what folds it, and the mark.
const HEAD_BEFORE: f64 = 34.0;
const HEAD_AFTER: f64 = 58.0;
/// Between name and note in a head.
const HEAD_GAP: f64 = 8.0;
/// Between a container's border and what it holds.
const PAD: f64 = 16.0;
/// Names of branches.
const LANE_HEAD: f64 = 24.0;
/// A Map's iteration picker.
const FOOT: f64 = 34.0;
/// A container that holds nothing.
const NOTHING: Size = Size {
    width: 100.0,
    height: 24.0,
};

/// A box and the words in it.
#[derive(Clone, Debug, Default)]
pub struct Look {
    /// Its size.
    pub size: Size,
    /// The name as it fits.
    pub label: String,
    /// The second line as it fits.
    pub note: String,
    /// A Parallel's lanes, from the box's corner.
    pub lanes: Vec<Rect>,
    /// Where each region inside stands, from the box's corner.
    pub inner: Vec<(usize, Point)>,
    /// Whether it is a container.
    pub container: bool,
    /// Sheets behind a Map.
    pub sheets: u32,
    /// How far a hexagon's tips stand out.
    pub tip: f64,
}

/// Start and End.
pub fn pill(mark: Mark) -> Look {
    let label = if mark == Mark::Start { "Start" } else { "End" };
    Look {
        size: Size {
            width: 58.0,
            height: 24.0,
        },
        label: label.to_string(),
        ..Look::default()
    }
}

/// The pill of an edge's label.
pub fn label(text: &str) -> Size {
    Size {
        width: (NOTE.width(text) + 16.0).max(30.0),
        height: 18.0,
    }
}

/// The box of `state`; `inner` are the numbers of the regions in it, drawn already.
pub fn look(state: &State, inner: &[usize], drawn: &[Drawn], form: &Form) -> Look {
    let note = words::note(&state.kind, state.flow.parameters.as_ref());
    let folded = form.folded.contains(&state.id);
    match &state.kind {
        StateKind::Parallel(_) if !folded => lanes(&state.name, &note, inner, drawn, form.across),
        StateKind::Map(map) => {
            let sheets = if map.distributed { 3 } else { 2 };
            let look = match folded {
                true => plain(&state.name, &note, &state.kind),
                false => loop_box(&state.name, &note, inner, drawn),
            };
            Look { sheets, ..look }
        }
        kind => plain(&state.name, &note, kind),
    }
}

fn plain(name: &str, note: &str, kind: &StateKind) -> Look {
    let tip = match kind {
        StateKind::Choice(_) => TIP,
        _ => 0.0,
    };
    let after = match kind {
        StateKind::Parallel(_) | StateKind::Map(_) => AFTER + UNFOLD,
        _ => AFTER,
    };
    // Words may reach into the tips a little.
    let tips = 1.2 * tip;
    let text = NAME.width(name).max(NOTE.width(note));
    let width = (BEFORE + text + after + tips)
        .clamp(NARROWEST, WIDEST)
        .ceil();
    let room = width - BEFORE - after - tips;
    let low = matches!(kind, StateKind::Succeed | StateKind::Fail(_));
    Look {
        size: Size {
            width,
            height: if low { LOW } else { HEIGHT },
        },
        label: NAME.fit(name, room),
        note: NOTE.fit(note, room),
        tip,
        ..Look::default()
    }
}

/// A container around an inside of this size.
fn container(name: &str, note: &str, inside: Size) -> Look {
    let words = NAME.width(name) + HEAD_GAP + NOTE.width(note);
    let head = (HEAD_BEFORE + words + HEAD_AFTER).clamp(NARROWEST, HEAD_WIDEST);
    let width = inside.width.max(head).ceil();
    let room = width - HEAD_BEFORE - HEAD_AFTER;
    let label = NAME.fit(name, room);
    let rest = room - NAME.width(&label) - HEAD_GAP;
    let fitting = NOTE.fit(note, rest);
    // One letter and an ellipsis say nothing.
    let said = label == name && (fitting == note || fitting.chars().count() > 3);
    Look {
        size: Size {
            width,
            height: (HEAD + inside.height).ceil(),
        },
        note: if said { fitting } else { String::new() },
        label,
        container: true,
        ..Look::default()
    }
}

fn content(drawn: &[Drawn], region: usize) -> Size {
    match drawn.get(region) {
        Some(drawn) if !drawn.nodes.is_empty() => drawn.size,
        _ => NOTHING,
    }
}

fn lanes(name: &str, note: &str, inner: &[usize], drawn: &[Drawn], across: bool) -> Look {
    if across {
        return rows(name, note, inner, drawn);
    }
    let sizes: Vec<Size> = inner.iter().map(|region| content(drawn, *region)).collect();
    let lane = |size: &Size| size.width.max(72.0) + 2.0 * PAD;
    let tallest = sizes
        .iter()
        .map(|size| size.height)
        .fold(NOTHING.height, f64::max);
    let sum: f64 = sizes.iter().map(lane).sum();
    let height = LANE_HEAD + tallest + PAD;
    let mut look = container(name, note, Size { width: sum, height });
    // Where the head is wider than the lanes, they share what is left.
    let spare = (look.size.width - sum) / sizes.len().max(1) as f64;
    let mut x = 0.0;
    for (region, size) in inner.iter().zip(&sizes) {
        let width = lane(size) + spare;
        look.lanes.push(Rect {
            x,
            y: HEAD,
            width,
            height,
        });
        let left = x + (width - size.width) / 2.0;
        look.inner
            .push((*region, Point::new(left, HEAD + LANE_HEAD)));
        x += width;
    }
    look
}

/// Branches one below the other.
fn rows(name: &str, note: &str, inner: &[usize], drawn: &[Drawn]) -> Look {
    let sizes: Vec<Size> = inner.iter().map(|region| content(drawn, *region)).collect();
    let row = |size: &Size| LANE_HEAD + size.height + PAD;
    let widest = sizes.iter().map(|size| size.width).fold(72.0, f64::max);
    let inside = Size {
        width: widest + 2.0 * PAD,
        height: sizes.iter().map(row).sum(),
    };
    let mut look = container(name, note, inside);
    let mut y = HEAD;
    for (region, size) in inner.iter().zip(&sizes) {
        look.lanes.push(Rect {
            x: 0.0,
            y,
            width: look.size.width,
            height: row(size),
        });
        look.inner.push((*region, Point::new(PAD, y + LANE_HEAD)));
        y += row(size);
    }
    look
}

fn loop_box(name: &str, note: &str, inner: &[usize], drawn: &[Drawn]) -> Look {
    let size = inner
        .first()
        .map_or(NOTHING, |region| content(drawn, *region));
    let mut look = container(
        name,
        note,
        Size {
            width: size.width + 2.0 * PAD,
            height: PAD / 2.0 + size.height + PAD + FOOT,
        },
    );
    let left = (look.size.width - size.width) / 2.0;
    let origin = Point::new(left, HEAD + PAD / 2.0);
    look.inner = inner
        .iter()
        .take(1)
        .map(|region| (*region, origin))
        .collect();
    look
}
