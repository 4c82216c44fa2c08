//! Places across: long links straight, parents over the middle of their children, nothing overlapping.
//!
//! After Brandes and Köpf: four drawings, each pressed to one side from one end, of which the middle is taken.

use super::layers::{Layers, Neighbour};
use crate::value::order;

/// Between two boxes.
const APART: f64 = 36.0;
/// Between a box and a label or a passing link.
const BESIDE: f64 = 22.0;
/// Between labels and passing links.
const CLOSE: f64 = 14.0;

/// The middle of each place across; the leftmost edge is near 0.
pub fn places(layers: &Layers) -> Vec<f64> {
    if layers.width.is_empty() {
        return Vec::new();
    }
    let conflicts = conflicts(layers);
    let mut drawings = Vec::with_capacity(4);
    for upwards in [false, true] {
        for rightwards in [false, true] {
            let view = View::new(layers, upwards, rightwards);
            let x = view.press(&view.blocks(&conflicts));
            let signed = |x: f64| if rightwards { -x } else { x };
            drawings.push(x.into_iter().map(signed).collect::<Vec<f64>>());
        }
    }
    middle(layers, drawings)
}

/// For each place, the neighbours above to which it must not be aligned, because the link between them crosses a long
/// link, which has the right of way.
fn conflicts(layers: &Layers) -> Vec<Vec<usize>> {
    let mut found = vec![Vec::new(); layers.width.len()];
    for rows in layers.rows.windows(2) {
        let (mut left, mut scanned) = (0, 0);
        for (at, place) in rows[1].iter().enumerate() {
            let inner = inner_above(layers, *place);
            if inner.is_none() && at + 1 < rows[1].len() {
                continue;
            }
            let right = inner.map_or(rows[0].len(), |above| layers.position[above]);
            for below in &rows[1][scanned..=at] {
                for (above, _) in &layers.up[*below] {
                    let outside = layers.position[*above] < left || layers.position[*above] > right;
                    if outside && !(layers.passing(*above) && layers.passing(*below)) {
                        found[*below].push(*above);
                    }
                }
            }
            (left, scanned) = (right, at + 1);
        }
    }
    found
}

/// The place above, where both are parts of one long link.
fn inner_above(layers: &Layers, place: usize) -> Option<usize> {
    let above = layers.up[place].first().map(|(above, _)| *above)?;
    (layers.passing(place) && layers.passing(above)).then_some(above)
}

/// The layers seen from one of four sides.
struct View<'a> {
    layers: &'a Layers,
    rows: Vec<Vec<usize>>,
    position: Vec<usize>,
    upwards: bool,
}

impl View<'_> {
    fn new(layers: &Layers, upwards: bool, rightwards: bool) -> View<'_> {
        let mut rows = layers.rows.clone();
        let mut position = layers.position.clone();
        if upwards {
            rows.reverse();
        }
        if rightwards {
            for row in &mut rows {
                row.reverse();
                for (at, place) in row.iter().enumerate() {
                    position[*place] = at;
                }
            }
        }
        View {
            layers,
            rows,
            position,
            upwards,
        }
    }

    /// For each place, the first place of its block: a column of places that share one x.
    fn blocks(&self, conflicts: &[Vec<usize>]) -> Vec<usize> {
        let count = self.position.len();
        let mut root: Vec<usize> = (0..count).collect();
        let neighbours = match self.upwards {
            false => &self.layers.up,
            true => &self.layers.down,
        };
        for row in &self.rows {
            let mut free_from = 0;
            for &place in row {
                for above in self.candidates(&neighbours[place]) {
                    let (upper, lower) = if self.upwards {
                        (place, above)
                    } else {
                        (above, place)
                    };
                    let free = self.position[above] >= free_from;
                    if free && root[place] == place && !conflicts[lower].contains(&upper) {
                        root[place] = root[above];
                        free_from = self.position[above] + 1;
                    }
                }
            }
        }
        root
    }

    /// The one or two middle ones among the neighbours with the straightest links.
    fn candidates(&self, neighbours: &[Neighbour]) -> Vec<usize> {
        let most = neighbours.iter().map(|(_, straight)| *straight).max();
        let mut chosen: Vec<usize> = neighbours
            .iter()
            .filter(|(_, straight)| Some(*straight) == most)
            .map(|(place, _)| *place)
            .collect();
        order::sort_by_key(&mut chosen, |place| self.position[*place]);
        match chosen.len() {
            0 => chosen,
            many => chosen[(many - 1) / 2..=many / 2].to_vec(),
        }
    }

    /// Presses all blocks to the left, then lets each follow what stands right of it.
    fn press(&self, root: &[usize]) -> Vec<f64> {
        let count = root.len();
        let mut after: Vec<Vec<(usize, f64)>> = vec![Vec::new(); count];
        let mut waiting = vec![0_usize; count];
        for row in &self.rows {
            for pair in row.windows(2) {
                let (left, right) = (root[pair[0]], root[pair[1]]);
                after[left].push((right, distance(self.layers, pair[0], pair[1])));
                waiting[right] += 1;
            }
        }
        let mut x = vec![0.0_f64; count];
        let roots = (0..count).filter(|place| root[*place] == *place);
        let mut order: Vec<usize> = roots.filter(|place| waiting[*place] == 0).collect();
        let mut next = 0;
        while let Some(&block) = order.get(next) {
            next += 1;
            for &(right, apart) in &after[block] {
                x[right] = x[right].max(x[block] + apart);
                waiting[right] -= 1;
                if waiting[right] == 0 {
                    order.push(right);
                }
            }
        }
        for &block in order.iter().rev() {
            let room = after[block].iter().map(|(right, apart)| x[*right] - apart);
            if let Some(room) = room.min_by(f64::total_cmp) {
                x[block] = x[block].max(room);
            }
        }
        root.iter().map(|block| x[*block]).collect()
    }
}

/// Between the middles of two neighbours.
fn distance(layers: &Layers, left: usize, right: usize) -> f64 {
    let gap = match (layers.slim[left], layers.slim[right]) {
        (false, false) => APART,
        (true, true) => CLOSE,
        _ => BESIDE,
    };
    (layers.width[left] + layers.width[right]) / 2.0 + gap
}

/// Lays the four drawings over the narrowest and takes, for each place, the mean of the two middle ones.
fn middle(layers: &Layers, mut drawings: Vec<Vec<f64>>) -> Vec<f64> {
    let edges = |x: &[f64]| {
        let half = |at: usize| layers.width[at] / 2.0;
        let left = x.iter().enumerate().map(|(at, x)| x - half(at));
        let right = x.iter().enumerate().map(|(at, x)| x + half(at));
        (
            left.fold(f64::INFINITY, f64::min),
            right.fold(f64::NEG_INFINITY, f64::max),
        )
    };
    let spans: Vec<(f64, f64)> = drawings.iter().map(|x| edges(x)).collect();
    let narrowest = spans
        .iter()
        .copied()
        .min_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0)))
        .unwrap_or_default();
    for (at, x) in drawings.iter_mut().enumerate() {
        // The drawings alternate between pressed to the left and to the right.
        let shift = match at % 2 {
            0 => narrowest.0 - spans[at].0,
            _ => narrowest.1 - spans[at].1,
        };
        x.iter_mut().for_each(|x| *x += shift);
    }
    let places = 0..layers.width.len();
    let mean = |place: usize| {
        let mut four: Vec<f64> = drawings.iter().map(|x| x[place]).collect();
        four.sort_by(f64::total_cmp);
        (four[1] + four[2]) / 2.0
    };
    places.map(|place| mean(place) - narrowest.0).collect()
}
