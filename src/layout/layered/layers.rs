//! Ranks as lists of places, with a place for every rank that a long link passes.

use super::Plan;
use crate::value::order;

/// A neighbour in the rank above or below: its place and how straight the link to it should be.
pub type Neighbour = (usize, u32);

/// Everything that stands in the ranks. The first places are the plan's items, the others belong to long links.
pub struct Layers {
    /// How many of the places are items.
    pub items: usize,
    /// Width of each place.
    pub width: Vec<f64>,
    /// Whether it may stand close to its neighbours.
    pub slim: Vec<bool>,
    /// Neighbours in the rank above.
    pub up: Vec<Vec<Neighbour>>,
    /// Neighbours in the rank below.
    pub down: Vec<Vec<Neighbour>>,
    /// Places of each rank from left to right.
    pub rows: Vec<Vec<usize>>,
    /// Position of each place in its row.
    pub position: Vec<usize>,
    /// For each link, its places from top to bottom.
    pub chains: Vec<Option<Vec<usize>>>,
}

impl Layers {
    /// Puts the plan into ranks, in a first order that follows the links from the left; at most `most` places for
    /// long links, the shortest first.
    pub fn new(plan: &Plan, ranks: &[usize], most: usize) -> Layers {
        let items = plan.items.len();
        let mut layers = Layers {
            items,
            width: plan.items.iter().map(|item| item.width).collect(),
            slim: plan.items.iter().map(|item| item.slim).collect(),
            up: vec![Vec::new(); items],
            down: vec![Vec::new(); items],
            rows: Vec::new(),
            position: Vec::new(),
            chains: Vec::new(),
        };
        let mut ranks = ranks.to_vec();
        let longest = longest_with_room(plan, &ranks, most);
        for link in &plan.links {
            let span = ranks[link.to] - ranks[link.from];
            let chain = (span <= longest).then(|| {
                let first = layers.width.len();
                ranks.extend(
                    (1..span)
                        .map(|down| ranks[link.from] + down)
                        .collect::<Vec<_>>(),
                );
                (first..first + span - 1).collect::<Vec<usize>>()
            });
            if let Some(chain) = &chain {
                layers.extend(link.from, chain, link.to, link.straight);
            }
            layers.chains.push(chain);
        }
        layers.first_order(&ranks);
        layers
    }

    fn extend(&mut self, from: usize, chain: &[usize], to: usize, straight: u32) {
        let mut above = from;
        for &place in chain {
            self.width.push(0.0);
            self.slim.push(true);
            self.up.push(vec![(above, straight)]);
            self.down.push(Vec::new());
            self.down[above].push((place, straight));
            above = place;
        }
        self.down[above].push((to, straight));
        self.up[to].push((above, straight));
    }

    /// Rows in the order in which a walk from the top left meets the places.
    fn first_order(&mut self, ranks: &[usize]) {
        let count = ranks.len();
        self.rows = vec![Vec::new(); ranks.iter().max().map_or(0, |most| most + 1)];
        self.position = vec![0; count];
        let mut met = vec![false; count];
        let mut roots: Vec<usize> = (0..count).collect();
        order::sort_by_key(&mut roots, |place| (ranks[*place], *place));
        for root in roots {
            let mut open = vec![root];
            while let Some(place) = open.pop() {
                if std::mem::replace(&mut met[place], true) {
                    continue;
                }
                self.position[place] = self.rows[ranks[place]].len();
                self.rows[ranks[place]].push(place);
                open.extend(self.down[place].iter().rev().map(|(below, _)| *below));
            }
        }
    }

    /// Whether the place belongs to a long link.
    pub fn passing(&self, place: usize) -> bool {
        place >= self.items
    }

    /// Gives `row` this order.
    pub fn set_row(&mut self, row: usize, places: Vec<usize>) {
        for (at, place) in places.iter().enumerate() {
            self.position[*place] = at;
        }
        self.rows[row] = places;
    }
}

/// The span up to which all links together take no more than `most` places.
fn longest_with_room(plan: &Plan, ranks: &[usize], most: usize) -> usize {
    let spans = plan.links.iter().map(|l| ranks[l.to] - ranks[l.from]);
    let mut spans: Vec<usize> = spans.collect();
    spans.sort_unstable();
    let mut used = 0;
    for (at, span) in spans.iter().enumerate() {
        used += span - 1;
        if used > most {
            return if at == 0 {
                1
            } else {
                spans[at - 1].min(span - 1)
            };
        }
    }
    usize::MAX
}
