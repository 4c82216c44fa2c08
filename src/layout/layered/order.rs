//! Order within ranks: fewer crossings.

use super::layers::{Layers, Neighbour};
use crate::value::order;

/// Sweeps over a small graph; large ones get fewer.
const SWEEPS: usize = 24;

/// Work allowed for all sweeps together, in places and links visited.
const WORK: usize = 3_000_000;

/// Sweeps without progress after which the search ends.
const PATIENCE: usize = 4;

/// Above this many places single swaps aren't tried.
const SWAPPED: usize = 4_000;

/// Reorders the rows; the best order found is kept, the first one where none is better.
pub fn improve(layers: &mut Layers) {
    let size = layers.width.len() + layers.up.iter().map(Vec::len).sum::<usize>();
    let sweeps = (WORK / size.max(1)).clamp(2, SWEEPS);
    let mut best = layers.rows.clone();
    let mut fewest = crossings(layers);
    let mut idle = 0;
    for sweep in 0..sweeps {
        if fewest == 0 || idle == PATIENCE {
            break;
        }
        sweep_once(layers, sweep % 2 == 0, sweep % 4 >= 2);
        let now = crossings(layers);
        idle += 1;
        if now < fewest {
            (fewest, idle) = (now, 0);
            best.clone_from(&layers.rows);
        }
    }
    for (row, places) in best.into_iter().enumerate() {
        layers.set_row(row, places);
    }
    if fewest > 0 && size <= SWAPPED {
        while swap_neighbours(layers) {}
    }
}

/// One pass over all rows, each ordered by the mean position of its neighbours in the row before.
fn sweep_once(layers: &mut Layers, down: bool, right_first: bool) {
    let rows = layers.rows.len();
    for step in 1..rows {
        let row = if down { step } else { rows - 1 - step };
        let neighbours = if down { &layers.up } else { &layers.down };
        let places = &layers.rows[row];
        let mut ranked: Vec<(f64, usize)> = places
            .iter()
            .filter_map(|place| Some((mean(&neighbours[*place], &layers.position)?, *place)))
            .collect();
        if right_first {
            ranked.reverse();
        }
        order::sort_by(&mut ranked, |a, b| a.0.total_cmp(&b.0));
        let mut ranked = ranked.into_iter();
        // Places without neighbours there stay where they are.
        let ordered = places.iter().map(|place| {
            let tied = !neighbours[*place].is_empty();
            let next = if tied { ranked.next() } else { None };
            next.map_or(*place, |(_, ranked)| ranked)
        });
        let ordered = ordered.collect();
        layers.set_row(row, ordered);
    }
}

fn mean(neighbours: &[Neighbour], position: &[usize]) -> Option<f64> {
    let weight: u32 = neighbours.iter().map(|(_, weight)| weight).sum();
    let sum: f64 = neighbours
        .iter()
        .map(|(place, weight)| position[*place] as f64 * f64::from(*weight))
        .sum();
    (weight > 0).then(|| sum / f64::from(weight))
}

/// How many pairs of links cross.
fn crossings(layers: &Layers) -> usize {
    layers
        .rows
        .iter()
        .map(|row| crossings_below(layers, row))
        .sum()
}

/// Crossings between a row and the next: pairs out of order, counted in a tree of sums.
fn crossings_below(layers: &Layers, row: &[usize]) -> usize {
    let mut targets = Vec::new();
    for place in row {
        let from = targets.len();
        targets.extend(
            layers.down[*place]
                .iter()
                .map(|(below, _)| layers.position[*below]),
        );
        targets[from..].sort_unstable();
    }
    let width = targets.iter().max().map_or(0, |most| most + 1);
    let mut tree = vec![0_usize; width + 1];
    let mut count = 0;
    for (seen, target) in targets.iter().enumerate() {
        let mut upto = target + 1;
        let mut not_beyond = 0;
        while upto > 0 {
            not_beyond += tree[upto];
            upto &= upto - 1;
        }
        count += seen - not_beyond;
        let mut at = target + 1;
        while at <= width {
            tree[at] += 1;
            at += at & at.wrapping_neg();
        }
    }
    count
}

/// Swaps neighbours in a row where that saves crossings; says whether it did. Each swap lowers the number of
/// crossings, so that repeating it ends.
fn swap_neighbours(layers: &mut Layers) -> bool {
    let mut swapped = false;
    for row in 0..layers.rows.len() {
        for at in 1..layers.rows[row].len() {
            let (left, right) = (layers.rows[row][at - 1], layers.rows[row][at]);
            if between(layers, left, right) > between(layers, right, left) {
                layers.rows[row].swap(at - 1, at);
                layers.position[left] = at;
                layers.position[right] = at - 1;
                swapped = true;
            }
        }
    }
    swapped
}

/// Crossings between the links of two places of one row, if `left` stands left of `right`.
fn between(layers: &Layers, left: usize, right: usize) -> usize {
    let pairs = |a: &[Neighbour], b: &[Neighbour]| {
        let at = |n: &Neighbour| layers.position[n.0];
        a.iter()
            .map(|a| b.iter().filter(|b| at(a) > at(b)).count())
            .sum::<usize>()
    };
    pairs(&layers.up[left], &layers.up[right]) + pairs(&layers.down[left], &layers.down[right])
}
