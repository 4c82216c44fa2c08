//! Ranks: every link leads downwards, and the links that matter are short.

use super::Link;

/// Rounds of shortening; each is linear, and few graphs change after the third.
const ROUNDS: usize = 8;

/// The rank of each of `count` items.
pub fn ranks(count: usize, links: &[Link]) -> Vec<usize> {
    let net = Net::new(count, links);
    let mut ranks = vec![0; count];
    for &item in &net.order {
        let above = net.into[item].iter().map(|l| ranks[links[*l].from] + 1);
        ranks[item] = above.max().unwrap_or(0);
    }
    for round in 0..ROUNDS {
        if !net.shorten(links, &mut ranks, round % 2 == 0) {
            break;
        }
    }
    ranks
}

struct Net {
    /// Links that arrive at each item.
    into: Vec<Vec<usize>>,
    /// Links that leave each item.
    out: Vec<Vec<usize>>,
    /// Items, upper ends of links before lower ones.
    order: Vec<usize>,
}

impl Net {
    fn new(count: usize, links: &[Link]) -> Net {
        let mut into = vec![Vec::new(); count];
        let mut out = vec![Vec::new(); count];
        for (at, link) in links.iter().enumerate() {
            out[link.from].push(at);
            into[link.to].push(at);
        }
        let mut missing: Vec<usize> = into.iter().map(Vec::len).collect();
        let mut order: Vec<usize> = (0..count).filter(|item| missing[*item] == 0).collect();
        let mut next = 0;
        while let Some(&item) = order.get(next) {
            next += 1;
            for link in &out[item] {
                let to = links[*link].to;
                missing[to] -= 1;
                if missing[to] == 0 {
                    order.push(to);
                }
            }
        }
        Net { into, out, order }
    }

    /// Moves each item to the end of its free range where its links pull it; says whether anything moved.
    fn shorten(&self, links: &[Link], ranks: &mut [usize], upwards: bool) -> bool {
        let mut moved = false;
        for at in 0..self.order.len() {
            let last = self.order.len() - 1;
            let item = self.order[if upwards { last - at } else { at }];
            let rank = self.pulled(item, links, ranks);
            moved |= rank != ranks[item];
            ranks[item] = rank;
        }
        moved
    }

    fn pulled(&self, item: usize, links: &[Link], ranks: &[usize]) -> usize {
        let pull = |of: &[usize]| of.iter().map(|l| links[*l].pull).sum::<u32>();
        let (up, down) = (pull(&self.into[item]), pull(&self.out[item]));
        let above = self.into[item].iter().map(|l| ranks[links[*l].from] + 1);
        let below = self.out[item].iter().map(|l| ranks[links[*l].to] - 1);
        match (up.cmp(&down), above.max(), below.min()) {
            (std::cmp::Ordering::Greater, Some(highest), _) => highest,
            (std::cmp::Ordering::Less, _, Some(lowest)) => lowest,
            _ => ranks[item],
        }
    }
}
