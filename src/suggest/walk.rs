//! From state to state.

use super::origin::Origin;
use super::tree::Tree;
use crate::definition::{RegionId, StateId, StateMachine, Target};
use crate::query::taken::{Hop, Need};
use crate::value::Text;
use std::collections::{HashMap, VecDeque};
use std::rc::Rc;

/// What the walk knows where it stands, and where it has to go.
pub(super) struct Walk<'m> {
    pub(super) machine: &'m StateMachine,
    tree: Tree,
    seen: Vec<bool>,
    /// Nearest first, so that a state is seen with the input of the shortest way to it.
    next: VecDeque<Visit>,
    /// Where caught errors lead: only what no other way leads to.
    caught: VecDeque<Visit>,
    /// What was assigned first.
    pub(super) variables: HashMap<Text, Origin>,
}

/// A state to look at.
pub(super) struct Visit {
    pub(super) state: StateId,
    pub(super) input: Origin,
    pub(super) around: Rc<Around>,
}

/// What the context object holds where a state stands.
#[derive(Clone)]
pub(super) struct Around {
    /// `Execution.Input`: a distributed Map's child has one of its own.
    pub(super) execution: Origin,
    /// `Map.Item.Value`.
    pub(super) item: Origin,
}

/// What a field sees: `$`, or `$states.input`.
pub(super) struct Sees<'a> {
    pub(super) input: &'a Origin,
    pub(super) around: &'a Around,
}

/// The places of the input that the machine's states read.
pub(super) fn walk(machine: &StateMachine) -> Tree {
    let mut walk = Walk {
        machine,
        tree: Tree::new(),
        seen: vec![false; machine.states.len()],
        next: VecDeque::new(),
        caught: VecDeque::new(),
        variables: HashMap::new(),
    };
    let around = Around {
        execution: Origin::input(),
        item: Origin::Unknown,
    };
    if !machine.regions.is_empty() {
        walk.enter(RegionId(0), Origin::input(), &Rc::new(around));
    }
    while let Some(visit) = walk.next.pop_front().or_else(|| walk.caught.pop_front()) {
        let seen = &mut walk.seen[visit.state.0 as usize];
        if !std::mem::replace(seen, true) {
            walk.state(&visit);
        }
    }
    walk.tree
}

impl Walk<'_> {
    /// Goes on at the start of a region.
    pub(super) fn enter(&mut self, region: RegionId, input: Origin, around: &Rc<Around>) {
        let target = self.machine.region(region).start_at.as_ref();
        self.go(target, input, around);
    }

    pub(super) fn go(&mut self, target: Option<&Target>, input: Origin, around: &Rc<Around>) {
        self.next.extend(visit(target, input, around));
    }

    pub(super) fn go_caught(
        &mut self,
        target: Option<&Target>,
        input: Origin,
        around: &Rc<Around>,
    ) {
        self.caught.extend(visit(target, input, around));
    }

    /// Something is read of a value: what is found, and a place in the tree if it is the execution's input.
    pub(super) fn take(&mut self, from: &Origin, hops: &[Hop], need: Need) -> Origin {
        let found = from.at(hops);
        if let Origin::Input(place) = &found {
            self.tree.read(place, need);
        }
        found
    }
}

fn visit(target: Option<&Target>, input: Origin, around: &Rc<Around>) -> Option<Visit> {
    let around = Rc::clone(around);
    let state = target?.state?;
    Some(Visit {
        state,
        input,
        around,
    })
}
