//! Scopes of variables: an inner machine may not assign a name that an outer one assigns.

use super::Findings;
use crate::codes::Code;
use crate::definition::{RegionId, State, StateKind, Template};
use crate::value::Text;
use std::collections::HashSet;

pub(super) fn check(findings: &mut Findings) {
    let machine = findings.machine;
    let mut scopes: Vec<HashSet<&Text>> = Vec::with_capacity(machine.regions.len());
    for region in &machine.regions {
        let states = region.states.iter().map(|id| machine.state(*id));
        scopes.push(states.flat_map(assigned).collect());
    }
    for state in &machine.states {
        let mut told = HashSet::new();
        for name in assigned(state) {
            if outer(findings, state.region).any(|at| scopes[at].contains(name))
                && told.insert(name)
            {
                let message =
                    format!("The variable name '{name}' was already defined in a parent scope.");
                let location = format!("{}/Assign", findings.location(state.id));
                findings.add(
                    Code::BadVariableName,
                    state.name_span,
                    Some(location),
                    message,
                );
            }
        }
    }
}

/// The regions around a region, innermost first, as far as their variables are visible: a distributed Map's children
/// see none from outside.
fn outer<'a>(findings: &Findings<'a>, region: RegionId) -> impl Iterator<Item = usize> + 'a {
    let machine = findings.machine;
    let enclosing = move |region: &RegionId| {
        let owner = machine.state(machine.region(*region).owner?.0);
        let hidden = matches!(&owner.kind, StateKind::Map(map) if map.distributed);
        (!hidden).then_some(owner.region)
    };
    let first = enclosing(&region);
    std::iter::successors(first, enclosing).map(|region| region.0 as usize)
}

/// The names that a state assigns, on every way out of it.
fn assigned(state: &State) -> Vec<&Text> {
    let mut templates: Vec<&Template> = state.flow.assign.iter().collect();
    if let StateKind::Choice(choice) = &state.kind {
        templates.extend(choice.rules.iter().filter_map(|rule| rule.assign.as_ref()));
    }
    templates.extend(
        state
            .catch
            .iter()
            .filter_map(|catcher| catcher.assign.as_ref()),
    );
    templates.into_iter().flat_map(names).collect()
}

fn names(template: &Template) -> Vec<&Text> {
    match template {
        Template::Object(members) => members.iter().map(|member| &member.key).collect(),
        Template::Literal(value) => value
            .as_object()
            .map(|object| object.iter().map(|(name, _)| name).collect())
            .unwrap_or_default(),
        _ => Vec::new(),
    }
}
