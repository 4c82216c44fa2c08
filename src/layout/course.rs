//! Which way each edge takes: where it leaves, what it passes, where it arrives. Across only; heights come later.

use super::layered::Arrangement;
use super::wires::{Boxed, Role, Sketch, Thread, Wire};

/// Beyond its box an edge must run at least this far before it may leave at the side.
const ELBOW: f64 = 14.0;
/// Between an edge that leaves at the side and the boxes it must not touch.
const CLEAR: f64 = 6.0;
/// Edges enter within this distance of the middle of a box.
const ENTRY: f64 = 40.0;
/// They keep this far from its corners.
const CORNER: f64 = 24.0;
/// Up and down from the middle of a side, where edges both leave and enter there.
const PART: f64 = 8.0;

/// Where an edge leaves or enters a box.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Port {
    /// At the bottom (leaving) or top (entering), here.
    Upright(f64),
    /// At the left or right side.
    Side {
        /// Whether it is the right one.
        right: bool,
        /// How far from the middle.
        shift: f64,
    },
}

/// The way of one edge.
#[derive(Clone, Debug)]
pub struct Course {
    /// Where it leaves.
    pub exit: Port,
    /// Where it arrives.
    pub entry: Port,
    /// Where it passes each rank, in its own direction. Downwards: from the rank it leaves to the one it enters, both
    /// included (ports where it is upright). Upwards: the same ranks, beside the boxes.
    pub stations: Vec<(usize, f64)>,
    /// Whether it leads up.
    pub up: bool,
    /// Whether its first bend lies behind its label.
    pub hidden: bool,
}

/// Everything a course is chosen from.
pub struct Ground<'a> {
    /// The boxes.
    pub boxes: &'a [Boxed],
    /// The wires.
    pub wires: &'a [Wire],
    /// The sketch made of them.
    pub sketch: &'a Sketch,
    /// The engine's answer.
    pub placed: &'a Arrangement,
    /// A column right of everything, for edges that got no room of their own.
    pub outside: f64,
    /// Items of each rank that take room.
    pub rows: Vec<Vec<usize>>,
}

impl<'a> Ground<'a> {
    /// Gathers it.
    pub fn new(
        boxes: &'a [Boxed],
        wires: &'a [Wire],
        sketch: &'a Sketch,
        placed: &'a Arrangement,
    ) -> Ground<'a> {
        let mut rows = vec![Vec::new(); placed.ranks.iter().max().map_or(0, |most| most + 1)];
        let mut outside = f64::MIN;
        for (item, rank) in placed.ranks.iter().enumerate() {
            outside = outside.max(placed.x[item] + sketch.plan.items[item].width / 2.0 + 20.0);
            if sketch.heights[item] > 0.0 {
                rows[*rank].push(item);
            }
        }
        Ground {
            boxes,
            wires,
            sketch,
            placed,
            outside,
            rows,
        }
    }

    /// The course of every wire.
    pub fn courses(&self) -> Vec<Course> {
        let threads = self.wires.iter().zip(&self.sketch.threads);
        let mut courses: Vec<Course> = threads
            .map(|(wire, thread)| self.rough(wire, thread))
            .collect();
        self.spread(&mut courses);
        self.part(&mut courses);
        courses
    }

    /// The course with upright ports still in the middle of their boxes.
    fn rough(&self, wire: &Wire, thread: &Thread) -> Course {
        let mut stations = self.stations(wire, thread);
        let (from, to) = (self.placed.x[wire.from], self.placed.x[wire.to]);
        let mut exit = Port::Upright(from);
        let mut entry = Port::Upright(to);
        let last = stations.len() - 1;
        if thread.up {
            exit = self
                .side(wire.from, stations[0].1, thread.label)
                .unwrap_or(exit);
            entry = self
                .side(wire.to, stations[last].1, thread.label)
                .unwrap_or(entry);
        } else if wire.role == Role::Catch && last > 0 {
            let beside = stations[1].1;
            if let Some(side) = self.side(wire.from, beside, thread.label) {
                exit = side;
                stations[0].1 = beside;
            }
        }
        Course {
            exit,
            entry,
            stations,
            up: thread.up,
            hidden: thread.label.map(|label| self.placed.ranks[label])
                == Some(self.placed.ranks[wire.from]),
        }
    }

    fn stations(&self, wire: &Wire, thread: &Thread) -> Vec<(usize, f64)> {
        let ranks = &self.placed.ranks;
        let (from, to) = (ranks[wire.from], ranks[wire.to]);
        let mut passed: Vec<(usize, f64)> = Vec::new();
        for link in &thread.links {
            let ends = self.sketch.plan.links[*link];
            passed.push((ranks[ends.from], self.placed.x[ends.from]));
            let (first, last) = (ranks[ends.from] + 1, ranks[ends.to] - 1);
            match &self.placed.bends[*link] {
                Some(bends) => passed.extend((first..).zip(bends.iter().copied())),
                // Straight down outside: the ranks between its ends need not be named.
                None if thread.up => {
                    passed.push((first.clamp(to, from), self.outside));
                    passed.push((last.clamp(to, from), self.outside));
                }
                None => passed.extend([(first, self.outside), (last, self.outside)]),
            }
            passed.push((ranks[ends.to], self.placed.x[ends.to]));
        }
        passed.dedup_by_key(|(rank, _)| *rank);
        if thread.up {
            // The first and the last station are the turns.
            passed.retain(|(rank, _)| (to..=from).contains(rank));
            passed.reverse();
            if passed.is_empty() {
                passed = (to..=from).rev().map(|rank| (rank, self.outside)).collect();
            }
        }
        passed
    }

    /// The side of `item` from which a column at `x` can be reached without touching anything, if there is one.
    fn side(&self, item: usize, x: f64, label: Option<usize>) -> Option<Port> {
        let middle = self.placed.x[item];
        let half = self.boxes[item].size.width / 2.0;
        let right = x > middle;
        if (x - middle).abs() < half + ELBOW {
            return None;
        }
        let (low, high) = if right {
            (middle + half, x + CLEAR)
        } else {
            (x - CLEAR, middle - half)
        };
        let touches = |other: &&usize| {
            let half = self.sketch.plan.items[**other].width / 2.0;
            let at = self.placed.x[**other];
            at + half > low && at - half < high
        };
        let row = &self.rows[self.placed.ranks[item]];
        let mut others = row
            .iter()
            .filter(|other| **other != item && Some(**other) != label);
        let free = !others.any(|other| touches(&other));
        free.then_some(Port::Side { right, shift: 0.0 })
    }

    /// Moves upright ports apart where several edges leave or enter one box.
    fn spread(&self, courses: &mut [Course]) {
        let mut leaving = vec![0; self.boxes.len()];
        let mut entering = vec![0; self.boxes.len()];
        for (course, wire) in courses.iter().zip(self.wires) {
            leaving[wire.from] += usize::from(matches!(course.exit, Port::Upright(_)));
            entering[wire.to] += usize::from(matches!(course.entry, Port::Upright(_)));
        }
        for (course, wire) in courses.iter_mut().zip(self.wires) {
            let last = course.stations.len() - 1;
            // Seen from the box: the next station down, or the column of a loop beside it.
            let (after, before) = match course.up {
                true => (0, last),
                false => (last.min(1), last.saturating_sub(1)),
            };
            let (after, before) = (course.stations[after].1, course.stations[before].1);
            if let Port::Upright(x) = &mut course.exit {
                if leaving[wire.from] > 1 || course.up {
                    *x = self.towards(wire.from, after, f64::INFINITY);
                }
                if !course.up {
                    course.stations[0].1 = *x;
                }
            }
            if let Port::Upright(x) = &mut course.entry {
                if entering[wire.to] > 1 || course.up {
                    *x = self.towards(wire.to, before, ENTRY);
                }
                if !course.up {
                    course.stations[last].1 = *x;
                }
            }
        }
    }

    /// The place at the top or bottom of a box that is nearest to `x`, away from its corners.
    fn towards(&self, item: usize, x: f64, widest: f64) -> f64 {
        let half = self.boxes[item].size.width / 2.0;
        let reach = (half - CORNER).clamp(half.min(12.0), widest.max(12.0));
        let middle = self.placed.x[item];
        x.clamp(middle - reach, middle + reach)
    }

    /// Moves edges that leave and edges that enter at the same side of a box apart.
    fn part(&self, courses: &mut [Course]) {
        let mut used = vec![[[false; 2]; 2]; self.boxes.len()];
        for (course, wire) in courses.iter().zip(self.wires) {
            for (item, port, entering) in [(wire.from, course.exit, 0), (wire.to, course.entry, 1)]
            {
                if let Port::Side { right, .. } = port {
                    used[item][usize::from(right)][entering] = true;
                }
            }
        }
        for (course, wire) in courses.iter_mut().zip(self.wires) {
            let ends = [
                (wire.from, &mut course.exit, PART),
                (wire.to, &mut course.entry, -PART),
            ];
            for (item, port, by) in ends {
                if let Port::Side { right, shift } = port {
                    if used[item][usize::from(*right)] == [true, true] {
                        *shift = by;
                    }
                }
            }
        }
    }
}
