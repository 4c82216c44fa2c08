//! The graph of a definition: nodes, edges and nested regions, without coordinates.
//!
//! Made from the model, valid or not: a transition whose target is missing has no edge, a region without a usable
//! `StartAt` has no start.

use super::label;
use super::{Region, RegionId, State, StateId, StateKind, StateMachine, Target};
use crate::value::Text;
use std::iter;

/// All regions of a machine, with the same numbers as [`StateMachine::regions`]: the top level is region 0.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Graph {
    /// The regions, outer ones before the regions nested in them.
    pub regions: Vec<GraphRegion>,
}

/// One `States` map drawn as one area: the whole picture, or the inside of a container.
#[derive(Clone, Debug, PartialEq)]
pub struct GraphRegion {
    /// Its number.
    pub id: RegionId,
    /// The Parallel or Map state that contains it, and which of that state's regions it is; `None` at the top.
    pub owner: Option<(StateId, usize)>,
    /// Its states in text order.
    pub nodes: Vec<StateId>,
    /// Where it starts (the target of the Start marker's edge).
    pub start: Option<StateId>,
    /// States with an edge to the End marker, in text order: `End: true`, Succeed and Fail.
    pub ends: Vec<StateId>,
    /// The transitions between its states, in the order of states and, in each, Next, rules, default, catchers.
    pub edges: Vec<Edge>,
}

/// A transition between two states of one region. Several edges may join the same two states.
#[derive(Clone, Debug, PartialEq)]
pub struct Edge {
    /// Where it leaves.
    pub from: StateId,
    /// Where it arrives; the same state for a loop.
    pub to: StateId,
    /// Why it is taken.
    pub kind: EdgeKind,
    /// What to write beside it: empty for Next, the condition of a rule, the error names of a catcher, `Default`.
    pub label: String,
}

/// Why a transition is taken.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum EdgeKind {
    /// `Next`.
    Next,
    /// `Choices[index]`.
    Rule {
        /// Position in `Choices`, from 0.
        index: usize,
    },
    /// `Default` of a Choice.
    Default,
    /// `Catch[index]`.
    Catch {
        /// Position in `Catch`, from 0.
        index: usize,
        /// `ErrorEquals`.
        errors: Vec<Text>,
    },
}

/// By what a state is left.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Exit {
    /// Its own `Next` or `End`.
    Own,
    /// A rule of a Choice, by its position in `Choices`.
    Rule(u32),
    /// `Default` of a Choice.
    Default,
    /// A catcher, by its position in `Catch`.
    Catch(u32),
}

impl State {
    /// All by which it may be left for another state, in the order of the graph's edges.
    pub fn exits_to(&self, to: StateId) -> impl Iterator<Item = Exit> + '_ {
        let (rules, default) = match &self.kind {
            StateKind::Choice(choice) => (choice.rules.as_slice(), choice.default.as_ref()),
            _ => Default::default(),
        };
        let own = iter::once((Exit::Own, self.next.as_ref()));
        let rules = rules.iter().zip(0..);
        let rules = rules.map(|(rule, at)| (Exit::Rule(at), rule.next.as_ref()));
        let default = iter::once((Exit::Default, default));
        let catchers = self.catch.iter().zip(0..);
        let catchers = catchers.map(|(catcher, at)| (Exit::Catch(at), catcher.next.as_ref()));
        let all = own.chain(rules).chain(default).chain(catchers);
        all.filter_map(move |(exit, target)| (target?.state == Some(to)).then_some(exit))
    }
}

impl Graph {
    /// The graph of `machine`.
    pub fn of(machine: &StateMachine) -> Graph {
        let regions = machine.regions.iter().enumerate();
        Graph {
            regions: regions.map(|(at, r)| region(machine, at, r)).collect(),
        }
    }

    /// The regions inside a container state, in their order there; none for every other state.
    pub fn inside(&self, container: StateId) -> impl Iterator<Item = &GraphRegion> {
        let owned = move |r: &&GraphRegion| r.owner.is_some_and(|(state, _)| state == container);
        self.regions.iter().filter(owned)
    }
}

fn region(machine: &StateMachine, at: usize, region: &Region) -> GraphRegion {
    let states = || {
        region
            .states
            .iter()
            .filter_map(|id| machine.states.get(id.0 as usize))
    };
    GraphRegion {
        id: RegionId(u32::try_from(at).unwrap_or(u32::MAX)),
        owner: region.owner,
        nodes: region.states.clone(),
        start: region.start_at.as_ref().and_then(|target| target.state),
        ends: states().filter(|s| is_end(s)).map(|s| s.id).collect(),
        edges: states().flat_map(edges).collect(),
    }
}

fn is_end(state: &State) -> bool {
    state.end || matches!(state.kind, StateKind::Succeed | StateKind::Fail(_))
}

fn edges(state: &State) -> Vec<Edge> {
    let mut edges = Vec::new();
    let mut add = |target: Option<&Target>, kind, label: String| {
        if let Some(to) = target.and_then(|target| target.state) {
            let from = state.id;
            edges.push(Edge {
                from,
                to,
                kind,
                label,
            });
        }
    };
    add(state.next.as_ref(), EdgeKind::Next, String::new());
    if let StateKind::Choice(choice) = &state.kind {
        for (index, rule) in choice.rules.iter().enumerate() {
            let kind = EdgeKind::Rule { index };
            add(rule.next.as_ref(), kind, label::condition(&rule.test));
        }
        add(choice.default.as_ref(), EdgeKind::Default, "Default".into());
    }
    for (index, catcher) in state.catch.iter().enumerate() {
        let errors = catcher.error_equals.clone();
        let names: Vec<&str> = errors.iter().map(Text::as_str).collect();
        let label = names.join(", ");
        add(
            catcher.next.as_ref(),
            EdgeKind::Catch { index, errors },
            label,
        );
    }
    edges
}
