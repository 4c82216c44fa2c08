//! The state under test, out of a machine or by itself.

use super::refusal::Refusal;
use crate::api::check;
use crate::codes::Code;
use crate::definition::{
    self, RegionId, State, StateId, StateKind, StateMachine, Target, WorkflowType,
};
use crate::text::write;
use crate::validate;
use crate::value::{Object, Text, Value};
use std::rc::Rc;

/// What the service calls a state that comes without its machine; in the context object every state.
pub(super) const NAME: &str = "StateName";

/// A machine and one of its states.
pub(super) struct Subject {
    pub machine: Rc<StateMachine>,
    pub id: StateId,
}

impl Subject {
    /// Reads `definition`: a machine when a state of it is named, a state otherwise.
    ///
    /// # Errors
    /// A definition that CreateStateMachine would refuse, or a name that no state has.
    pub fn read(definition: &str, name: Option<&str>) -> Result<Subject, Refusal> {
        let text = match name {
            Some(_) => definition.to_owned(),
            None => machine_of(definition)?,
        };
        let definition = definition::read(&text);
        let mut findings = validate::check(&definition, WorkflowType::Standard);
        // A state alone has no end of the machine to lead to.
        findings.retain(|d| name.is_some() || d.code != Code::NoTerminalState);
        if let Some(message) = check::refused_for(&findings) {
            return Err(Refusal::definition(message));
        }
        let machine = definition.machine;
        let id = find(&machine, name.unwrap_or(NAME));
        let id = id.ok_or_else(|| Refusal::validation("State not found in definition"))?;
        Ok(Subject {
            machine: Rc::new(machine),
            id,
        })
    }

    pub fn state(&self) -> &State {
        self.machine.state(self.id)
    }

    /// Whether a state of that name stands inside the state under test.
    pub fn contains(&self, name: &str) -> bool {
        let named = self
            .machine
            .states
            .iter()
            .filter(|state| state.name == name);
        let mut found = named.map(|state| self.is_inside(state.region));
        found.any(|inside| inside)
    }

    fn is_inside(&self, region: RegionId) -> bool {
        let owner = |id: RegionId| {
            let (owner, _) = self.machine.region(id).owner?;
            Some((owner, self.machine.state(owner).region))
        };
        let outwards = std::iter::successors(owner(region), |(_, region)| owner(*region));
        outwards.into_iter().any(|(owner, _)| owner == self.id)
    }
}

/// The state of that name, of the machine itself before those of its branches and iterations.
fn find(machine: &StateMachine, name: &str) -> Option<StateId> {
    let inside = || machine.states.iter().find(|state| state.name == name);
    machine
        .find(RegionId(0), name)
        .or_else(|| inside().map(|state| state.id))
}

/// A machine around one state. Where the state leads is a Succeed state each, so that it leads somewhere.
fn machine_of(definition: &str) -> Result<String, Refusal> {
    if !definition::read(definition).complete {
        let message = check::refusal(definition, WorkflowType::Standard);
        return Err(Refusal::definition(message.unwrap_or_default()));
    }
    let alone = around(definition, &Object::default());
    let machine = definition::read(&alone).machine;
    let mut others = Object::default();
    for target in machine.states.first().into_iter().flat_map(targets) {
        if target.name != NAME {
            let end = Object::default().with("Type", "Succeed");
            others.set(target.name.clone(), end);
        }
    }
    Ok(around(definition, &others))
}

fn around(definition: &str, others: &Object) -> String {
    let mut text = format!("{{\"StartAt\":\"{NAME}\",\"States\":{{\"{NAME}\":{definition}");
    for (name, state) in others.iter() {
        text.push(',');
        write::write_text(name, &mut text);
        text.push(':');
        text.push_str(&write::compact(state));
    }
    text + "}}"
}

/// Every transition of a state.
fn targets(state: &State) -> impl Iterator<Item = &Target> {
    let (rules, default) = match &state.kind {
        StateKind::Choice(choice) => (choice.rules.as_slice(), choice.default.as_ref()),
        _ => (Default::default(), None),
    };
    let rules = rules.iter().filter_map(|rule| rule.next.as_ref());
    let caught = state
        .catch
        .iter()
        .filter_map(|catcher| catcher.next.as_ref());
    state.next.iter().chain(rules).chain(default).chain(caught)
}

/// Where a state goes by a choice rule, or by its own field.
pub(super) fn next_of(state: &State, rule: Option<u32>) -> Option<Text> {
    let target = match (&state.kind, rule) {
        (StateKind::Choice(choice), Some(at)) => choice.rules.get(at as usize)?.next.as_ref(),
        (StateKind::Choice(choice), None) => choice.default.as_ref(),
        _ => state.next.as_ref(),
    };
    target.map(|target| target.name.clone())
}

/// A name as JSON, null where there is none.
pub(super) fn or_null(text: Option<&Text>) -> Value {
    text.map_or(Value::Null, |text| Value::Text(text.clone()))
}
