//! Names of states and labels.

use super::Findings;
use crate::codes::Code;
use crate::definition::StateKind;
use crate::quotas::Quotas;
use std::collections::HashSet;

pub(super) fn check(findings: &mut Findings) {
    let most = Quotas::default().name_chars.unwrap_or(usize::MAX);
    let (mut names, mut labels) = (HashSet::new(), HashSet::new());
    for state in &findings.machine.states {
        let length = state.name.chars().count();
        if length == 0 || length > most {
            let message = format!(
                "The state name '{}' must have 1 to {most} characters but has {length}",
                state.name
            );
            let location = findings.location(state.id);
            findings.add(Code::BadStateName, state.name_span, Some(location), message);
        }
        if !names.insert(&state.name) {
            let message = format!("Duplicate State name: {}", state.name);
            let location = findings.location(state.id);
            findings.add(
                Code::DuplicateState,
                state.name_span,
                Some(location),
                message,
            );
        }
        if let StateKind::Map(map) = &state.kind {
            let Some(label) = &map.label else {
                continue;
            };
            if !labels.insert(label) {
                let message = format!("Duplicate Map label: {label}");
                let location = format!("{}/Label", findings.location(state.id));
                findings.add(
                    Code::DuplicateLabel,
                    state.name_span,
                    Some(location),
                    message,
                );
            }
        }
    }
}
