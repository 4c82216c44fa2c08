//! Horizontal runs between ranks: where an edge has far to go across, and where loops turn.
//!
//! Runs of one gap that would cover each other lie on different levels, unless they begin or end in the same point.

use super::course::{Course, Ground, Port};
use crate::value::order;

/// Edges that go farther across than this run horizontally; the others sway.
const WIDE: f64 = 110.0;
/// Between runs that share a level.
const CLEAR: f64 = 16.0;

/// Every run, by gap and by edge.
pub struct Runs {
    /// For each course, the level of the run between each station and the next, if there is one.
    pub across: Vec<Vec<Option<usize>>>,
    /// For each course, the level on which a loop turns below the box it leaves.
    pub out: Vec<Option<usize>>,
    /// For each course, the level on which a loop turns above the box it enters.
    pub into: Vec<Option<usize>>,
    /// How many levels lie below each rank.
    pub levels: Vec<usize>,
}

#[derive(Clone, Copy)]
enum Owner {
    Across(usize, usize),
    Out(usize),
    Into(usize),
}

struct Run {
    gap: usize,
    from: f64,
    to: f64,
    /// Whether others may leave or end in the same point.
    shared: bool,
    owner: Owner,
}

impl Runs {
    /// Finds the runs of all courses and gives each a level.
    pub fn new(ground: &Ground, courses: &[Course]) -> Runs {
        let mut found = Vec::new();
        for (at, course) in courses.iter().enumerate() {
            wide(at, course, &mut found);
            if course.up {
                turns(ground, at, course, &mut found);
            }
        }
        // Of two runs to the right, the one that begins farther right lies higher: neither crosses the other.
        let outermost = |run: &Run| {
            if run.to > run.from {
                -run.from
            } else {
                run.from
            }
        };
        order::sort_by(&mut found, |a, b| {
            a.gap
                .cmp(&b.gap)
                .then(outermost(a).total_cmp(&outermost(b)))
        });
        let mut runs = Runs {
            across: courses
                .iter()
                .map(|course| vec![None; course.stations.len().saturating_sub(1)])
                .collect(),
            out: vec![None; courses.len()],
            into: vec![None; courses.len()],
            levels: vec![0; ground.rows.len()],
        };
        for group in found.chunk_by(|a, b| a.gap == b.gap) {
            runs.settle(group);
        }
        runs
    }

    fn settle(&mut self, group: &[Run]) {
        let mut levels: Vec<Vec<&Run>> = Vec::new();
        for run in group {
            let free = |level: &Vec<&Run>| level.iter().all(|other| compatible(run, other));
            let level = levels.iter().position(free).unwrap_or(levels.len());
            if level == levels.len() {
                levels.push(Vec::new());
            }
            levels[level].push(run);
            match run.owner {
                Owner::Across(course, pair) => self.across[course][pair] = Some(level),
                Owner::Out(course) => self.out[course] = Some(level),
                Owner::Into(course) => self.into[course] = Some(level),
            }
        }
        if let Some(count) = group.first().and_then(|run| self.levels.get_mut(run.gap)) {
            *count = levels.len();
        }
    }
}

fn wide(at: usize, course: &Course, found: &mut Vec<Run>) {
    for (pair, ends) in course.stations.windows(2).enumerate() {
        let (upper, lower) = if course.up {
            (ends[1], ends[0])
        } else {
            (ends[0], ends[1])
        };
        if (upper.1 - lower.1).abs() > WIDE {
            found.push(Run {
                gap: upper.0,
                from: upper.1,
                to: lower.1,
                shared: !course.up,
                owner: Owner::Across(at, pair),
            });
        }
    }
}

fn turns(ground: &Ground, at: usize, course: &Course, found: &mut Vec<Run>) {
    let ranks = &ground.placed.ranks;
    let wire = &ground.wires[at];
    let (Some(first), Some(last)) = (course.stations.first(), course.stations.last()) else {
        return;
    };
    let mut turn = |gap: usize, from: f64, to: f64, owner: Owner| {
        found.push(Run {
            gap,
            from,
            to,
            shared: false,
            owner,
        });
    };
    if let Port::Upright(port) = course.exit {
        turn(ranks[wire.from], port, first.1, Owner::Out(at));
    }
    if let Port::Upright(port) = course.entry {
        // A loop enters below its own turn, so there is a rank above.
        turn(
            ranks[wire.to].saturating_sub(1),
            last.1,
            port,
            Owner::Into(at),
        );
    }
}

fn compatible(a: &Run, b: &Run) -> bool {
    let same = |x: f64, y: f64| (x - y).abs() < 0.5;
    if a.shared && b.shared && (same(a.from, b.from) || same(a.to, b.to)) {
        return true;
    }
    let span = |run: &Run| (run.from.min(run.to), run.from.max(run.to));
    let (a, b) = (span(a), span(b));
    a.1 + CLEAR < b.0 || b.1 + CLEAR < a.0
}
