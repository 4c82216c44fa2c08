//! What an Express state machine cannot do.

use super::Findings;
use crate::codes::Code;
use crate::definition::{Pattern, Resource, StateKind};

pub(super) fn check(findings: &mut Findings) {
    for state in &findings.machine.states {
        let StateKind::Task(task) = &state.kind else {
            continue;
        };
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
            _ => continue,
        };
        let location = format!("{}/Resource", findings.location(state.id));
        let message = format!("Express state machine does not support {what}");
        findings.add(
            Code::NotInExpress,
            task.resource_span,
            Some(location),
            message,
        );
    }
}
