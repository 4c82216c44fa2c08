//! Where transitions lead: targets, the end, and what is never reached. Each region by itself.

use super::Findings;
use crate::codes::Code;
use crate::definition::{nearest, Region, State, StateId, StateKind, Target};
use crate::value::Text;
use std::collections::HashMap;
use std::fmt;

/// Names among which the one that was meant is sought.
const MOST_NAMES: usize = 200;
/// Findings up to which a name is sought: who has more has another problem than a slip.
const MOST_SOUGHT: usize = 100;

pub(super) fn check(findings: &mut Findings) {
    for region in &findings.machine.regions {
        targets(findings, region);
    }
    let Some(top) = findings.machine.regions.first() else {
        return;
    };
    // Inside a Map or Parallel an endless loop is accepted; at the top it is not, and hides unreachable states.
    let ends = || {
        top.states
            .iter()
            .any(|id| is_end(findings.machine.state(*id)))
    };
    if let Some(span) = top.states_span.filter(|_| !ends()) {
        let message = "Workflow has no terminal state".into();
        findings.add(Code::NoTerminalState, span, None, message);
        return;
    }
    let mut reached = vec![false; findings.machine.states.len()];
    for region in &findings.machine.regions {
        unreachable(findings, region, &mut reached);
    }
}

fn targets(findings: &mut Findings, region: &Region) {
    if let Some(start) = region
        .start_at
        .as_ref()
        .filter(|_| region.states_span.is_some())
    {
        target(findings, region, start, |_| {
            format!("{}/StartAt", region.location)
        });
    }
    for id in &region.states {
        for (field, to) in transitions(findings.machine.state(*id)) {
            target(findings, region, to, |findings| {
                format!("{}/{field}", findings.location(*id))
            });
        }
    }
}

/// The field that names a target.
enum Field {
    Next,
    Rule(usize),
    Default,
    Catch(usize),
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Field::Next => f.write_str("Next"),
            Field::Rule(index) => write!(f, "Choices[{index}]/Next"),
            Field::Default => f.write_str("Default"),
            Field::Catch(index) => write!(f, "Catch[{index}]/Next"),
        }
    }
}

/// All transitions of a state.
fn transitions(state: &State) -> impl Iterator<Item = (Field, &Target)> {
    let (rules, default) = match &state.kind {
        StateKind::Choice(choice) => (choice.rules.as_slice(), choice.default.as_ref()),
        _ => (Default::default(), None),
    };
    let next = state.next.iter().map(|next| (Field::Next, next));
    let rules = rules.iter().enumerate();
    let rules = rules.filter_map(|(at, rule)| Some((Field::Rule(at), rule.next.as_ref()?)));
    let default = default.into_iter().map(|target| (Field::Default, target));
    let caught = state.catch.iter().enumerate();
    let caught =
        caught.filter_map(|(at, catcher)| Some((Field::Catch(at), catcher.next.as_ref()?)));
    next.chain(rules).chain(default).chain(caught)
}

/// The service says Next for every kind of transition. The nearest name of the region is offered, unless there are
/// too many names to look through for every mistake.
fn target(
    findings: &mut Findings,
    region: &Region,
    target: &Target,
    location: impl Fn(&Findings) -> String,
) {
    if target.state.is_some() || target.name.contains("${") {
        return;
    }
    let message = format!("Missing 'Next' target: {}", target.name);
    let location = location(findings);
    findings.add(Code::MissingTarget, target.span, Some(location), message);
    if findings.list.len() > MOST_SOUGHT {
        return;
    }
    let machine = findings.machine;
    let few = region.states.iter().take(MOST_NAMES);
    let names = few.map(|id| machine.state(*id).name.as_str());
    if let Some(last) = findings.list.last_mut() {
        last.fixes = nearest::replacement(target.span, &target.name, names);
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

/// Adds to `reached` what the region's start leads to, and reports the rest of the region.
fn unreachable(findings: &mut Findings, region: &Region, reached: &mut [bool]) {
    let machine = findings.machine;
    let Some(start) = region
        .start_at
        .as_ref()
        .filter(|start| !start.name.contains("${"))
    else {
        return;
    };
    let mut open: Vec<StateId> = start.state.into_iter().collect();
    while let Some(id) = open.pop() {
        let Some(seen) = reached.get_mut(id.0 as usize).filter(|seen| !**seen) else {
            continue;
        };
        *seen = true;
        open.extend(transitions(machine.state(id)).filter_map(|(_, target)| target.state));
    }
    // An earlier state of a name that is written twice is never a target: what is wrong with it has been said.
    let states = || region.states.iter().map(|id| machine.state(*id));
    let last: HashMap<&Text, StateId> = states().map(|state| (&state.name, state.id)).collect();
    for state in states() {
        let lost = reached.get(state.id.0 as usize) == Some(&false);
        if lost && last.get(&state.name) == Some(&state.id) {
            let message = format!("State \"{}\" is not reachable.", state.name);
            let location = findings.location(state.id);
            findings.add(Code::Unreachable, state.name_span, Some(location), message);
        }
    }
}
