//! Numbers of the states and branches that a history names, and whether a definition has them.

use super::fault::{Fault, Wrong};
use super::kind::of_state;
use super::pages::RawEvent;
use crate::definition::{StateId, StateMachine};
use crate::value::Text;
use std::collections::BTreeMap;

/// Numbers of states and branches.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    states: BTreeMap<Text, StateId>,
    /// Number of the branch that starts with, or has, a state; of all states where there is a definition.
    branches: BTreeMap<StateId, u32>,
    /// How many branches of a Parallel were seen, where there is no definition.
    seen: BTreeMap<StateId, u32>,
    fixed: bool,
}

impl Names {
    pub(super) fn of(machine: &StateMachine) -> Names {
        let mut names = Names {
            fixed: true,
            ..Names::default()
        };
        for state in &machine.states {
            names.states.insert(state.name.clone(), state.id);
            let region = machine.regions.get(state.region.0 as usize);
            if let Some((_, number)) = region.and_then(|region| region.owner) {
                names.branches.insert(state.id, number as u32);
            }
        }
        names
    }

    pub(super) fn get(&self, name: &str) -> Option<StateId> {
        self.states.get(name).copied()
    }

    pub(super) fn number(&mut self, name: &Text) -> StateId {
        let next = StateId(self.states.len() as u32);
        *self.states.entry(name.clone()).or_insert(next)
    }

    pub(super) fn branch(&mut self, container: StateId, first: StateId) -> u32 {
        if let Some(known) = self.branches.get(&first) {
            return *known;
        }
        if self.fixed {
            return 0;
        }
        let seen = self.seen.entry(container).or_insert(0);
        let number = *seen;
        *seen += 1;
        self.branches.insert(first, number);
        number
    }
}

/// The states that a history enters: name and type, and the event.
fn entered(raw: &[RawEvent]) -> impl Iterator<Item = (Text, &'static str, &RawEvent)> {
    raw.iter().filter_map(|event| match of_state(&event.name)? {
        (kind, "Entered") => Some((event.text("name").cloned().unwrap_or_default(), kind, event)),
        _ => None,
    })
}

fn fault(event: &RawEvent, wrong: Wrong) -> Fault {
    Fault {
        source: event.source,
        path: event.path(),
        wrong,
    }
}

/// Refuses a history in which a name has two types: no definition has that state.
pub(super) fn one_type_each(raw: &[RawEvent]) -> Result<(), Fault> {
    let mut kinds = BTreeMap::new();
    for (name, there, event) in entered(raw) {
        let here = *kinds.entry(name.clone()).or_insert(there);
        if here != there {
            let words = (name.to_string(), here.to_owned(), there.to_owned());
            return Err(fault(event, Wrong::TwoTypes(words.0, words.1, words.2)));
        }
    }
    Ok(())
}

/// Refuses a definition that cannot be that of the history.
pub(super) fn check(raw: &[RawEvent], machine: &StateMachine, names: &Names) -> Result<(), Fault> {
    for (name, there, event) in entered(raw) {
        let Some(state) = names.get(&name) else {
            return Err(fault(event, Wrong::NoState(name.to_string())));
        };
        let here = machine.state(state).kind.type_name();
        if here != there {
            let words = (name.to_string(), here.to_owned(), there.to_owned());
            return Err(fault(event, Wrong::OtherType(words.0, words.1, words.2)));
        }
    }
    Ok(())
}
