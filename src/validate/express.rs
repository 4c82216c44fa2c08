//! What an Express state machine cannot do, and what the Express children of a distributed Map cannot.

use super::Findings;
use crate::codes::Code;
use crate::definition::{Pattern, RegionId, Resource, State, StateKind, Task, WorkflowType};

pub(super) fn check(findings: &mut Findings, workflow_type: WorkflowType) {
    let machine = findings.machine;
    let whole = workflow_type == WorkflowType::Express;
    // A region comes after the one around it.
    let mut express = Vec::with_capacity(machine.regions.len());
    for region in &machine.regions {
        let inside = region.owner.map_or(whole, |(owner, _)| {
            let owner = machine.state(owner);
            let around = express.get(owner.region.0 as usize).copied();
            has_express_children(owner) || around.unwrap_or(whole)
        });
        express.push(inside);
    }
    let is_express = |region: RegionId| express.get(region.0 as usize).copied() == Some(true);
    for state in machine.states.iter().filter(|s| is_express(s.region)) {
        match &state.kind {
            StateKind::Task(task) => resource(findings, state, task),
            StateKind::Map(map) if map.distributed => distributed(findings, state),
            _ => {}
        }
    }
}

fn has_express_children(state: &State) -> bool {
    matches!(&state.kind, StateKind::Map(map) if map.distributed && map.express_children)
}

fn resource(findings: &mut Findings, state: &State, task: &Task) {
    let what = match &task.resource {
        Resource::Activity => "Activity ARN",
        // The blank at the end is the service's.
        Resource::Service {
            pattern: Pattern::WaitForTaskToken,
            ..
        } => "'.waitForTaskToken' service integration ",
        Resource::Service {
            pattern: Pattern::RunJob,
            ..
        } => "'.sync' service integration",
        _ => return,
    };
    let location = format!("{}/Resource", findings.location(state.id));
    let message = format!("Express state machine does not support {what}");
    let span = task.resource_span;
    findings.add(Code::NotInExpress, span, Some(location), message);
}

/// Only a Standard workflow runs a Map in distributed mode.
fn distributed(findings: &mut Findings, state: &State) {
    let location = findings.location(state.id);
    let message = "Express state machine does not support Map in DISTRIBUTED mode".to_owned();
    findings.add(Code::NotInExpress, state.name_span, Some(location), message);
}
