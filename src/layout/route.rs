//! Heights: how far the ranks lie apart, and the path of every edge.

use super::course::{Course, Ground, Port};
use super::geometry::{Path, Point, Rect};

/// Radius of rounded bends.
const BEND: f64 = 14.0;
/// A channel, the horizontal part of a loop, below the boxes it leaves.
const BELOW: f64 = 10.0;
/// A channel above the box it enters: a bend and an arrow head.
const ABOVE: f64 = 18.0;
/// Between channels.
const CHANNEL: f64 = 10.0;
/// Rows of more than this height hold containers; small things then stand at their top.
const TALL: f64 = 76.0;

/// The heights of a region's ranks.
pub struct Bands {
    top: Vec<f64>,
    bottom: Vec<f64>,
}

impl Bands {
    /// Ranks as high as what stands in them, as far apart as the edges between them need.
    pub fn new(ground: &Ground, courses: &[Course], channels: &Channels) -> Bands {
        let sways = sways(ground, courses);
        let mut bands = Bands {
            top: Vec::new(),
            bottom: Vec::new(),
        };
        let mut y = 0.0;
        for (rank, row) in ground.rows.iter().enumerate() {
            let height = |item: &usize| ground.sketch.heights[*item];
            let height = row.iter().map(height).fold(0.0, f64::max);
            bands.top.push(y);
            bands.bottom.push(y + height);
            y += height + gap(ground, rank, sways[rank], channels);
        }
        bands
    }

    /// Height of all ranks.
    pub fn height(&self) -> f64 {
        self.bottom.last().copied().unwrap_or(0.0)
    }

    /// Where the item stands: its box without the room kept for sheets.
    pub fn rect(&self, ground: &Ground, item: usize) -> Rect {
        let rank = ground.placed.ranks[item];
        let boxed = ground.boxes.get(item);
        let sheets = boxed.map_or(0.0, |boxed| boxed.sheets);
        let width = ground.sketch.plan.items[item].width - 2.0 * sheets;
        let height = ground.sketch.heights[item];
        let spare = self.bottom[rank] - self.top[rank] - height;
        let drop = match (spare + height > TALL, boxed) {
            (false, _) => spare / 2.0,
            (true, Some(_)) => 0.0,
            (true, None) => spare.min(14.0),
        };
        Rect {
            x: ground.placed.x[item] - width / 2.0,
            y: self.top[rank] + drop + sheets,
            width,
            height: height - sheets,
        }
    }
}

/// How far edges sway between each rank and the next.
fn sways(ground: &Ground, courses: &[Course]) -> Vec<f64> {
    let mut sways = vec![0.0_f64; ground.rows.len()];
    for course in courses {
        for pair in course.stations.windows(2) {
            let upper = pair[0].0.min(pair[1].0);
            sways[upper] = sways[upper].max((pair[0].1 - pair[1].1).abs());
        }
    }
    sways
}

fn gap(ground: &Ground, rank: usize, sway: f64, channels: &Channels) -> f64 {
    let Some(below) = ground.rows.get(rank + 1) else {
        return 0.0;
    };
    let boxed = |row: &[usize]| row.iter().any(|item| *item < ground.boxes.len());
    let plain: f64 = match (boxed(&ground.rows[rank]), boxed(below)) {
        (true, true) => 32.0,
        (true, false) => 14.0,
        (false, true) => 24.0,
        (false, false) => 12.0,
    };
    let swaying = if sway > 1.0 {
        (18.0 + sway * 0.12).min(54.0)
    } else {
        0.0
    };
    let (out, into) = (channels.below[rank], channels.above[rank + 1]);
    let run = match (out, into) {
        (0, 0) => 0.0,
        _ => BELOW + ABOVE + CHANNEL * (out + into) as f64,
    };
    plain.max(swaying).max(run)
}

/// The horizontal parts of loops: how many run below and above each rank, and which is whose.
pub struct Channels {
    below: Vec<usize>,
    above: Vec<usize>,
    own: Vec<(usize, usize)>,
}

impl Channels {
    /// Gives every loop that needs one a channel of its own.
    pub fn new(ground: &Ground, courses: &[Course]) -> Channels {
        let ranks = ground.rows.len();
        let mut channels = Channels {
            below: vec![0; ranks],
            above: vec![0; ranks],
            own: Vec::new(),
        };
        for (course, wire) in courses.iter().zip(ground.wires) {
            let take = |count: &mut usize, port: Port| match port {
                Port::Upright(_) if course.up => std::mem::replace(count, *count + 1),
                _ => 0,
            };
            let (from, to) = (ground.placed.ranks[wire.from], ground.placed.ranks[wire.to]);
            let below = take(&mut channels.below[from], course.exit);
            let above = take(&mut channels.above[to], course.entry);
            channels.own.push((below, above));
        }
        channels
    }
}

/// The path of wire number `at`.
pub fn path(
    ground: &Ground,
    bands: &Bands,
    channels: &Channels,
    at: usize,
    course: &Course,
) -> Path {
    let wire = &ground.wires[at];
    let from = bands.rect(ground, wire.from);
    let to = bands.rect(ground, wire.to);
    if course.up {
        climb(bands, channels.own[at], course, (from, to))
    } else {
        fall(bands, course, (from, to))
    }
}

/// Where an edge leaves or enters at the side: the middle of a state, the head of a container.
fn side(rect: Rect, right: bool) -> Point {
    let x = if right { rect.right() } else { rect.x };
    Point::new(x, rect.y + (rect.height / 2.0).min(23.0))
}

/// Downwards: straight through each rank, swaying between them.
fn fall(bands: &Bands, course: &Course, (from, to): (Rect, Rect)) -> Path {
    let (rank, x) = course.stations[0];
    let mut path = match course.exit {
        Port::Upright(x) => Path::from(Point::new(x, from.bottom())),
        Port::Side { right } => {
            let start = side(from, right);
            let mut path = Path::from(start);
            let floor = bands.bottom[rank].max(start.y + BEND);
            path.bend(Point::new(x, start.y), Point::new(x, floor), BEND);
            path
        }
    };
    path.line(Point::new(x, bands.bottom[rank]));
    for (rank, x) in &course.stations[1..] {
        path.sway(Point::new(*x, bands.top[*rank]));
        let last = *rank == course.stations[course.stations.len() - 1].0;
        let end = if last { to.y } else { bands.bottom[*rank] };
        path.line(Point::new(*x, end));
    }
    path
}

/// Upwards: out to the column kept free for it, up, and in again.
fn climb(bands: &Bands, own: (usize, usize), course: &Course, (from, to): (Rect, Rect)) -> Path {
    let (rank, x) = course.stations[0];
    let up = Point::new(x, bands.top[rank]);
    let mut path = match course.exit {
        Port::Side { right } => {
            let start = side(from, right);
            let mut path = Path::from(start);
            path.bend(Point::new(x, start.y), up, BEND);
            path
        }
        Port::Upright(port) => {
            let run = bands.bottom[rank] + BELOW + CHANNEL * own.0 as f64;
            let half = Point::new((port + x) / 2.0, run);
            let mut path = Path::from(Point::new(port, from.bottom()));
            path.bend(Point::new(port, run), half, BEND);
            path.bend(Point::new(x, run), up, BEND);
            path
        }
    };
    let (last, column) = course.stations[course.stations.len() - 1];
    for pair in course.stations.windows(2) {
        path.line(Point::new(pair[0].1, bands.top[pair[0].0]));
        path.sway(Point::new(pair[1].1, bands.bottom[pair[1].0]));
    }
    match course.entry {
        Port::Side { right } => {
            let end = side(to, right);
            path.bend(Point::new(column, end.y), end, BEND);
            path.line(end);
        }
        Port::Upright(port) => {
            let run = bands.top[last] - ABOVE - CHANNEL * own.1 as f64;
            let half = Point::new((port + column) / 2.0, run);
            let end = Point::new(port, to.y);
            path.bend(Point::new(column, run), half, BEND);
            path.bend(Point::new(port, run), end, BEND);
            path.line(end);
        }
    }
    path
}
