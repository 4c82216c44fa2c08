//! Where transitions lead: targets, the end, and what is never reached. Each region by itself.

use super::Findings;
use crate::codes::Code;
use crate::definition::{Region, RegionId, State, StateId, StateKind, Target};

pub(super) fn check(findings: &mut Findings) {
    for region in &findings.machine.regions {
        targets(findings, region);
    }
    let Some(top) = findings.machine.regions.first() else {
        return;
    };
    // Inside a Map or Parallel an endless loop is accepted; at the top it is not, and hides unreachable states.
    if top.has_states
        && !top
            .states
            .iter()
            .any(|id| is_end(findings.machine.state(*id)))
    {
        findings.add(
            Code::NoTerminalState,
            top.span,
            None,
            "Workflow has no terminal state".into(),
        );
        return;
    }
    for at in 0..findings.machine.regions.len() {
        unreachable(findings, RegionId(u32::try_from(at).unwrap_or(u32::MAX)));
    }
}

fn targets(findings: &mut Findings, region: &Region) {
    if let Some(start) = region.start_at.as_ref().filter(|_| region.has_states) {
        target(findings, start, || format!("{}/StartAt", region.location));
    }
    for id in &region.states {
        let state = findings.machine.state(*id);
        let here = findings.location(*id);
        for (target_, field) in transitions(state) {
            target(findings, target_, || format!("{here}/{field}"));
        }
    }
}

/// All transitions of a state, with the field that names the target.
fn transitions(state: &State) -> Vec<(&Target, String)> {
    let mut all: Vec<(&Target, String)> = Vec::new();
    all.extend(state.next.iter().map(|next| (next, "Next".into())));
    if let StateKind::Choice(choice) = &state.kind {
        for (index, rule) in choice.rules.iter().enumerate() {
            all.extend(
                rule.next
                    .iter()
                    .map(|next| (next, format!("Choices[{index}]/Next"))),
            );
        }
        all.extend(
            choice
                .default
                .iter()
                .map(|target| (target, "Default".into())),
        );
    }
    for (index, catcher) in state.catch.iter().enumerate() {
        all.extend(
            catcher
                .next
                .iter()
                .map(|next| (next, format!("Catch[{index}]/Next"))),
        );
    }
    all
}

/// The service says Next for every kind of transition.
fn target(findings: &mut Findings, target: &Target, location: impl Fn() -> String) {
    if target.state.is_none() && !target.name.contains("${") {
        let message = format!("Missing 'Next' target: {}", target.name);
        findings.add(Code::MissingTarget, target.span, Some(location()), message);
    }
}

/// Whether the state ends its machine. One without a type does not, whatever else it says.
fn is_end(state: &State) -> bool {
    match &state.kind {
        StateKind::Succeed | StateKind::Fail(_) => true,
        StateKind::Unknown(kind) if kind.is_empty() => false,
        _ => state.end,
    }
}

fn unreachable(findings: &mut Findings, id: RegionId) {
    let machine = findings.machine;
    let region = machine.region(id);
    let Some(start) = &region.start_at else {
        return;
    };
    if start.name.contains("${") {
        return;
    }
    let mut reached = vec![false; machine.states.len()];
    let mut open: Vec<StateId> = start.state.into_iter().collect();
    while let Some(id) = open.pop() {
        let Some(seen) = reached.get_mut(id.0 as usize).filter(|seen| !**seen) else {
            continue;
        };
        *seen = true;
        let next = transitions(machine.state(id)).into_iter();
        open.extend(next.filter_map(|(target, _)| target.state));
    }
    for id in &region.states {
        let state = machine.state(*id);
        // A second state of one name is never a target: that it exists has been said already.
        let shadowed = machine.find(state.region, &state.name) != Some(*id);
        if !shadowed && reached.get(id.0 as usize) == Some(&false) {
            let message = format!("State \"{}\" is not reachable.", state.name);
            let location = findings.location(*id);
            findings.add(Code::Unreachable, state.name_span, Some(location), message);
        }
    }
}
