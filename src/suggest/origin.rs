//! Where a value of the run comes from, as far as the execution's input is in it.

use crate::query::taken::Hop;
use crate::value::{Text, Value};
use std::rc::Rc;

/// Steps into the input that are followed, and layers of a made value: what lies deeper is not known.
const DEEPEST: usize = 50;
/// Lists in lists that are followed: each multiplies what is made up.
const LISTS: usize = 3;
/// Members that are put into one layer.
const WIDEST: usize = 64;

/// The origin of a value.
#[derive(Clone, Debug)]
pub(super) enum Origin {
    /// The execution's input, at this place.
    Input(Rc<[Hop]>),
    /// Written in the definition.
    Fixed(Value),
    /// Made of other values.
    Made(Rc<Made>),
    /// Not known.
    Unknown,
}

/// An object that a template or a `ResultPath` makes.
#[derive(Debug)]
pub(super) struct Made {
    members: Vec<(Text, Origin)>,
    /// What has the members that are not listed.
    rest: Option<Origin>,
    layers: usize,
}

impl Origin {
    /// The execution's input itself.
    pub(super) fn input() -> Origin {
        Origin::Input(Rc::from([]))
    }

    /// An object of these members.
    pub(super) fn object(members: Vec<(Text, Origin)>) -> Origin {
        Origin::made(members, None)
    }

    fn made(members: Vec<(Text, Origin)>, rest: Option<Origin>) -> Origin {
        let inside = members.iter().map(|(_, origin)| origin).chain(&rest);
        let layers = inside.map(Origin::layers).max().unwrap_or(0) + 1;
        if layers > DEEPEST {
            return Origin::Unknown;
        }
        Origin::Made(Rc::new(Made {
            members,
            rest,
            layers,
        }))
    }

    fn layers(&self) -> usize {
        match self {
            Origin::Made(made) => made.layers,
            _ => 0,
        }
    }

    /// What is found that way, without the place being read.
    pub(super) fn at(&self, hops: &[Hop]) -> Origin {
        let mut here = self.clone();
        for hop in hops {
            here = here.step(hop);
        }
        here
    }

    fn step(&self, hop: &Hop) -> Origin {
        let mut here = self;
        loop {
            match here {
                Origin::Input(place) if may_go_on(place, hop) => {
                    return Origin::Input(place.iter().chain([hop]).cloned().collect());
                }
                Origin::Fixed(value) => return fixed(value, hop),
                Origin::Made(made) => {
                    let Hop::Name(name) = hop else {
                        return Origin::Unknown;
                    };
                    if let Some((_, origin)) = made.members.iter().find(|(known, _)| known == name)
                    {
                        return origin.clone();
                    }
                    match &made.rest {
                        Some(rest) => here = rest,
                        None => return Origin::Unknown,
                    }
                }
                Origin::Input(_) | Origin::Unknown => return Origin::Unknown,
            }
        }
    }

    /// The value with another one at a place in it.
    pub(super) fn with(&self, hops: &[Hop], value: Origin) -> Origin {
        // From the inside out, so that no place is looked up twice.
        let mut changed = value;
        for at in (0..hops.len()).rev() {
            let around = self.at(&hops[..at]);
            changed = match &hops[at] {
                Hop::Name(name) => around.having(name.clone(), changed),
                Hop::Index(_) | Hop::Each => around,
            };
        }
        changed
    }

    fn having(&self, name: Text, value: Origin) -> Origin {
        match self {
            Origin::Made(made) if made.members.len() < WIDEST => {
                let others = made.members.iter().filter(|(known, _)| *known != name);
                let members = others.cloned().chain([(name.clone(), value)]).collect();
                Origin::made(members, made.rest.clone())
            }
            other => Origin::made(vec![(name, value)], Some(other.clone())),
        }
    }

    /// The members of an object that a template makes.
    pub(super) fn members(&self) -> &[(Text, Origin)] {
        match self {
            Origin::Made(made) => &made.members,
            _ => &[],
        }
    }
}

fn may_go_on(place: &[Hop], hop: &Hop) -> bool {
    let is_list = |hop: &&Hop| !matches!(hop, Hop::Name(_));
    let lists = place.iter().chain([hop]).filter(is_list).count();
    place.len() < DEEPEST && lists <= LISTS
}

fn fixed(value: &Value, hop: &Hop) -> Origin {
    let found = match hop {
        Hop::Name(name) => value.get(name),
        Hop::Index(index) => value
            .as_array()
            .and_then(|items| items.get(*index as usize)),
        Hop::Each => None,
    };
    found.map_or(Origin::Unknown, |value| Origin::Fixed(value.clone()))
}
