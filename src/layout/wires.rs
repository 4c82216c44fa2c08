//! One region made ready for the engine: labels become items of their own, loops get a way around.

use super::geometry::Size;
use super::layered::{Item, Link, Plan};

/// A box of the region.
#[derive(Clone, Copy, Debug, Default)]
pub struct Boxed {
    /// Its size.
    pub size: Size,
    /// Room to keep free above it and to both sides, for the sheets of a Map.
    pub sheets: f64,
    /// How far the middle of its sides stands out beyond its corners: a hexagon's tips.
    pub tip: f64,
}

/// An edge between two boxes.
#[derive(Clone, Debug)]
pub struct Wire {
    /// The box it leaves.
    pub from: usize,
    /// The box it enters.
    pub to: usize,
    /// Size of its label.
    pub label: Option<Size>,
    /// What it is to the picture.
    pub role: Role,
}

/// What an edge is to the picture.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Role {
    /// The main line.
    Main,
    /// One way of several, number `n` of its state.
    Way(usize),
    /// What happens after a failure.
    Catch,
    /// To End after a failure.
    Aside,
}

/// How a wire runs through the plan.
#[derive(Clone, Debug, Default)]
pub struct Thread {
    /// The item of its label.
    pub label: Option<usize>,
    /// Its links from top to bottom; for a loop the way around, without the two turns.
    pub links: Vec<usize>,
    /// Whether it leads back up.
    pub up: bool,
}

/// A region as the engine takes it: its boxes first, then labels, then turns.
pub struct Sketch {
    /// The plan.
    pub plan: Plan,
    /// Height of each item; turns have none.
    pub heights: Vec<f64>,
    /// One thread a wire.
    pub threads: Vec<Thread>,
}

/// Makes the sketch. `first` is the box where the region starts; wires that lead back towards it are loops.
pub fn sketch(boxes: &[Boxed], wires: &[Wire], first: Option<usize>) -> Sketch {
    let back = backward(boxes.len(), wires, first);
    let item = |boxed: &Boxed| Item {
        width: boxed.size.width + 2.0 * boxed.sheets,
        slim: false,
    };
    let mut sketch = Sketch {
        plan: Plan {
            items: boxes.iter().map(item).collect(),
            links: Vec::new(),
        },
        heights: boxes.iter().map(|b| b.size.height + b.sheets).collect(),
        threads: Vec::with_capacity(wires.len()),
    };
    for (wire, up) in wires.iter().zip(back) {
        let thread = if up {
            sketch.around(wire)
        } else {
            sketch.ahead(wire)
        };
        sketch.threads.push(thread);
    }
    sketch
}

impl Sketch {
    fn item(&mut self, size: Size) -> usize {
        self.plan.items.push(Item {
            width: size.width,
            slim: true,
        });
        self.heights.push(size.height);
        self.plan.items.len() - 1
    }

    fn link(&mut self, from: usize, to: usize, pull: u32, straight: u32) -> usize {
        self.plan.links.push(Link {
            from,
            to,
            pull,
            straight,
        });
        self.plan.links.len() - 1
    }

    fn ahead(&mut self, wire: &Wire) -> Thread {
        let straight = match wire.role {
            Role::Main => 8,
            Role::Way(_) => 3,
            Role::Catch | Role::Aside => 1,
        };
        let label = wire.label.map(|size| self.item(size));
        let links = match label {
            // A label stands close to where its edge leaves.
            Some(label) => vec![
                self.link(wire.from, label, 3, straight),
                self.link(label, wire.to, 1, straight),
            ],
            None => vec![self.link(wire.from, wire.to, 1, straight)],
        };
        Thread {
            label,
            links,
            up: false,
        }
    }

    /// A loop turns below the box it leaves and above the box it enters; between the turns room is kept for it beside
    /// everything it passes.
    fn around(&mut self, wire: &Wire) -> Thread {
        let top = self.item(Size::default());
        let bottom = self.item(Size::default());
        self.link(top, wire.to, 1, 1);
        self.link(wire.from, bottom, 1, 1);
        let label = wire.label.map(|size| self.item(size));
        let links = match label {
            Some(label) => vec![self.link(top, label, 1, 1), self.link(label, bottom, 2, 1)],
            None => vec![self.link(top, bottom, 1, 1)],
        };
        Thread {
            label,
            links,
            up: true,
        }
    }
}

/// For each wire, whether it leads back to a box on the way to its own start.
fn backward(boxes: usize, wires: &[Wire], first: Option<usize>) -> Vec<bool> {
    let mut out: Vec<Vec<usize>> = vec![Vec::new(); boxes];
    for (at, wire) in wires.iter().enumerate() {
        out[wire.from].push(at);
    }
    let mut back = vec![false; wires.len()];
    let mut seen = vec![false; boxes];
    let mut on_way = vec![false; boxes];
    for root in first.into_iter().chain(0..boxes) {
        if std::mem::replace(&mut seen[root], true) {
            continue;
        }
        on_way[root] = true;
        let mut way = vec![(root, 0)];
        while let Some((from, next)) = way.last_mut() {
            let Some(&wire) = out[*from].get(*next) else {
                on_way[*from] = false;
                way.pop();
                continue;
            };
            *next += 1;
            let to = wires[wire].to;
            back[wire] = on_way[to];
            if !std::mem::replace(&mut seen[to], true) {
                on_way[to] = true;
                way.push((to, 0));
            }
        }
    }
    back
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wire(from: usize, to: usize) -> Wire {
        Wire {
            from,
            to,
            label: None,
            role: Role::Main,
        }
    }

    #[test]
    fn only_what_closes_a_circle_leads_back() {
        let wires = [wire(0, 1), wire(1, 2), wire(2, 0), wire(2, 2), wire(0, 2)];
        assert_eq!(
            backward(3, &wires, Some(0)),
            [false, false, true, true, false]
        );
    }

    #[test]
    fn the_start_decides_which_edge_of_a_circle_leads_back() {
        let wires = [wire(0, 1), wire(1, 0)];
        assert_eq!(backward(2, &wires, Some(0)), [false, true]);
        assert_eq!(backward(2, &wires, Some(1)), [true, false]);
    }
}
