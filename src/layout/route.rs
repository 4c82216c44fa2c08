//! Heights: how far the ranks lie apart, and the path of every edge.

use super::course::{Course, Ground, Port};
use super::geometry::{Path, Point, Rect};
use super::runs::Runs;

/// Radius of rounded bends.
const BEND: f64 = 14.0;
/// Radius of bends that lead to an arrow head or into a label.
const TIGHT: f64 = 9.0;
/// From a rank down to the first horizontal run.
const BELOW: f64 = 12.0;
/// From the last run down to the next rank: a bend and an arrow head.
const ABOVE: f64 = 19.0;
/// Between runs.
const LEVEL: f64 = 9.0;
/// Rows of more than this height hold containers; small things then stand at their top.
const TALL: f64 = 76.0;

/// The heights of a region's ranks.
pub struct Bands {
    top: Vec<f64>,
    bottom: Vec<f64>,
}

impl Bands {
    /// Ranks as high as what stands in them, as far apart as the edges between them need.
    pub fn new(ground: &Ground, courses: &[Course], runs: &Runs) -> Bands {
        let sways = sways(ground, courses, runs);
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
            y += height + gap(ground, rank, sways[rank], runs);
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
fn sways(ground: &Ground, courses: &[Course], runs: &Runs) -> Vec<f64> {
    let mut sways = vec![0.0_f64; ground.rows.len()];
    for (course, levels) in courses.iter().zip(&runs.across) {
        for (pair, level) in course.stations.windows(2).zip(levels) {
            if level.is_none() {
                let upper = pair[0].0.min(pair[1].0);
                sways[upper] = sways[upper].max((pair[0].1 - pair[1].1).abs());
            }
        }
    }
    sways
}

fn gap(ground: &Ground, rank: usize, sway: f64, runs: &Runs) -> f64 {
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
    let swaying = if sway > 1.0 { 18.0 + sway * 0.14 } else { 0.0 };
    let levels = runs.levels[rank];
    let run = match levels {
        0 => 0.0,
        _ => BELOW + ABOVE + LEVEL * (levels - 1) as f64,
    };
    plain.max(swaying).max(run)
}

/// The path of wire number `at`.
pub fn path(ground: &Ground, bands: &Bands, runs: &Runs, at: usize, course: &Course) -> Path {
    let wire = &ground.wires[at];
    let from = bands.rect(ground, wire.from);
    let to = bands.rect(ground, wire.to);
    let mut walk = Walk {
        bands,
        course,
        tips: (ground.boxes[wire.from].tip, ground.boxes[wire.to].tip),
        across: &runs.across[at],
        path: Path::default(),
    };
    if course.up {
        walk.climb(from, to, (runs.out[at], runs.into[at]));
    } else {
        walk.fall(from, to);
    }
    walk.path
}

/// Where an edge leaves or enters at the side: the middle of a state, the head of a container.
fn side(rect: Rect, right: bool, shift: f64, tip: f64) -> Point {
    let inset = tip * shift.abs() / (rect.height / 2.0).max(1.0);
    let x = if right {
        rect.right() - inset
    } else {
        rect.x + inset
    };
    Point::new(x, rect.y + (rect.height / 2.0).min(23.0) + shift)
}

struct Walk<'a> {
    bands: &'a Bands,
    course: &'a Course,
    tips: (f64, f64),
    across: &'a [Option<usize>],
    path: Path,
}

impl Walk<'_> {
    /// The height of a run below `rank`.
    fn run(&self, rank: usize, level: usize) -> f64 {
        self.bands.bottom[rank] + BELOW + LEVEL * level as f64
    }

    /// From where the path stands to `to`, past the run at `y`.
    fn over(&mut self, y: f64, to: Point) {
        let from = self.path.end();
        let half = Point::new((from.x + to.x) / 2.0, y);
        self.path.bend(Point::new(from.x, y), half, BEND);
        self.path.bend(Point::new(to.x, y), to, TIGHT);
        self.path.line(to);
    }

    /// To `to` on the next rank, swaying or over a run.
    fn step(&mut self, pair: usize, upper: usize, to: Point) {
        match self.across[pair] {
            Some(level) => self.over(self.run(upper, level), to),
            None => self.path.sway(to),
        }
    }

    /// Downwards: straight through each rank, across between them.
    fn fall(&mut self, from: Rect, to: Rect) {
        let stations = &self.course.stations;
        let (rank, x) = stations[0];
        let floor = self.bands.bottom[rank];
        match self.course.exit {
            Port::Upright(x) => self.path = Path::from(Point::new(x, from.bottom())),
            Port::Side { right, shift } => {
                let start = side(from, right, shift, self.tips.0);
                self.path = Path::from(start);
                let down = Point::new(x, floor.max(start.y + BEND));
                self.path.bend(Point::new(x, start.y), down, BEND);
            }
        }
        self.path.line(Point::new(x, floor));
        for (pair, (rank, x)) in stations[1..].iter().enumerate() {
            self.step(pair, rank - 1, Point::new(*x, self.bands.top[*rank]));
            let last = pair + 2 == stations.len();
            let end = if last { to.y } else { self.bands.bottom[*rank] };
            self.path.line(Point::new(*x, end));
        }
    }

    /// Upwards: out to the column kept free for it, up, and in again.
    fn climb(&mut self, from: Rect, to: Rect, (out, into): (Option<usize>, Option<usize>)) {
        let stations = &self.course.stations;
        let (rank, x) = stations[0];
        let up = Point::new(x, self.bands.top[rank]);
        match self.course.exit {
            Port::Side { right, shift } => {
                let start = side(from, right, shift, self.tips.0);
                self.path = Path::from(start);
                let radius = if self.course.hidden { TIGHT } else { BEND };
                self.path.bend(Point::new(x, start.y), up, radius);
            }
            Port::Upright(port) => {
                self.path = Path::from(Point::new(port, from.bottom()));
                self.over(self.run(rank, out.unwrap_or(0)), up);
            }
        }
        for (pair, ends) in stations.windows(2).enumerate() {
            self.path
                .line(Point::new(ends[0].1, self.bands.top[ends[0].0]));
            let to = Point::new(ends[1].1, self.bands.bottom[ends[1].0]);
            self.step(pair, ends[1].0, to);
        }
        let (last, column) = stations[stations.len() - 1];
        match self.course.entry {
            Port::Side { right, shift } => {
                let end = side(to, right, shift, self.tips.1);
                self.path.bend(Point::new(column, end.y), end, BEND);
                self.path.line(end);
            }
            Port::Upright(port) => {
                let run = self.run(last.saturating_sub(1), into.unwrap_or(0));
                self.over(run, Point::new(port, to.y));
            }
        }
    }
}
