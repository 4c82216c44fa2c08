//! Layered drawing of an acyclic graph: ranks from top to bottom, an order in each rank with few crossings, and a
//! place across for everything, long links included.
//!
//! The classical scheme (Sugiyama; coordinates after Brandes and Köpf), on plain numbers: no recursion, no hashing,
//! no failure, the same answer everywhere. Knows nothing of states; says nothing about heights. Written here because
//! the crates at hand need seconds for a hundred states with catchers, can panic, and reserve no way around for loops.

mod across;
mod layers;
mod order;
mod rank;

use layers::Layers;

/// What is to be placed.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// The things, numbered by place.
    pub items: Vec<Item>,
    /// Links between them, from the upper to the lower one. They make no cycle.
    pub links: Vec<Link>,
}

/// Something that takes room.
#[derive(Clone, Copy, Debug)]
pub struct Item {
    /// How wide it is.
    pub width: f64,
    /// A label or a turn: stands closer to its neighbours than a box does.
    pub slim: bool,
}

/// A link from an upper to a lower item.
#[derive(Clone, Copy, Debug)]
pub struct Link {
    /// The upper item.
    pub from: usize,
    /// The lower item.
    pub to: usize,
    /// How much it matters that it is short.
    pub pull: u32,
    /// How much it matters that it is straight.
    pub straight: u32,
}

/// Where everything went.
#[derive(Clone, Debug, Default)]
pub struct Arrangement {
    /// Rank of each item, from 0.
    pub ranks: Vec<usize>,
    /// Middle of each item across.
    pub x: Vec<f64>,
    /// For each link, where it passes the ranks strictly between its ends; `None` where no room was kept for it.
    pub bends: Vec<Option<Vec<f64>>>,
}

/// More places than this in all ranks together and the longest links get no room of their own.
const MOST_PLACES: usize = 12_000;

/// Places everything in `plan`.
pub fn arrange(plan: &Plan) -> Arrangement {
    let ranks = rank::ranks(plan.items.len(), &plan.links);
    let mut layers = Layers::new(plan, &ranks, MOST_PLACES);
    order::improve(&mut layers);
    let x = across::places(&layers);
    let bends = layers.chains.iter().map(|chain| {
        let chain = chain.as_ref()?;
        Some(chain.iter().map(|place| x[*place]).collect())
    });
    Arrangement {
        bends: bends.collect(),
        x: x[..plan.items.len()].to_vec(),
        ranks,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(count: usize, links: &[(usize, usize)]) -> Plan {
        let item = Item {
            width: 100.0,
            slim: false,
        };
        let link = |(from, to): &(usize, usize)| Link {
            from: *from,
            to: *to,
            pull: 1,
            straight: 1,
        };
        Plan {
            items: vec![item; count],
            links: links.iter().map(link).collect(),
        }
    }

    #[test]
    fn a_chain_stands_in_one_column() {
        let placed = arrange(&plan(4, &[(0, 1), (1, 2), (2, 3)]));
        assert_eq!(placed.ranks, [0, 1, 2, 3]);
        assert!(placed.x.iter().all(|x| *x == placed.x[0]));
    }

    #[test]
    fn a_fork_is_centred_under_its_parent() {
        let placed = arrange(&plan(4, &[(0, 1), (0, 2), (1, 3), (2, 3)]));
        assert_eq!(placed.ranks, [0, 1, 1, 2]);
        assert_eq!(placed.x[0], (placed.x[1] + placed.x[2]) / 2.0);
        assert_eq!(placed.x[0], placed.x[3]);
        assert!(placed.x[2] - placed.x[1] >= 100.0);
    }

    #[test]
    fn a_long_link_keeps_clear_of_the_items_it_passes() {
        let placed = arrange(&plan(4, &[(0, 1), (1, 2), (2, 3), (0, 3)]));
        let bends = placed.bends[3].as_ref().expect("room was kept");
        assert_eq!(bends.len(), 2);
        for (bend, item) in bends.iter().zip([1, 2]) {
            assert!((bend - placed.x[item]).abs() > 50.0);
        }
    }

    #[test]
    fn nothing_and_loose_items_are_placed() {
        assert!(arrange(&plan(0, &[])).x.is_empty());
        let placed = arrange(&plan(3, &[]));
        assert!(placed.x[1] - placed.x[0] >= 100.0 && placed.x[2] - placed.x[1] >= 100.0);
    }

    #[test]
    fn a_thousand_links_over_a_thousand_ranks_stay_bounded() {
        let mut links: Vec<(usize, usize)> = (0..999).map(|at| (at, at + 1)).collect();
        links.extend((0..900).map(|at| (at, 999)));
        let placed = arrange(&plan(1000, &links));
        assert!(placed.bends.iter().any(Option::is_none));
        assert_eq!(placed.ranks[999], 999);
    }
}
