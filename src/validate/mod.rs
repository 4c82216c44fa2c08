//! What only the whole machine shows: transitions, reachability, names, scopes of variables, Express's limits.
//!
//! Imports the definition; nothing that runs a machine imports this. Deliberately repeats nothing that reading a
//! definition already says about the shape of its fields.

mod express;
mod names;
mod transitions;
mod variables;

use crate::codes::Code;
use crate::definition::{Definition, StateId, StateMachine, WorkflowType};
use crate::diagnostic::{self, Diagnostic};
use crate::text::Span;

/// Everything that is wrong with a definition, in the service's order: findings about fields and names in text
/// order, then missing targets, then the end of the machine, then states that cannot be reached.
///
/// Of a text that is no JSON object only the findings of reading it are returned.
pub fn check(definition: &Definition, workflow_type: WorkflowType) -> Vec<Diagnostic> {
    let mut findings = Findings {
        machine: &definition.machine,
        list: definition.diagnostics.clone(),
    };
    if !definition.complete {
        return findings.list;
    }
    names::check(&mut findings);
    variables::check(&mut findings);
    express::check(&mut findings, workflow_type);
    // The reader warns of every name that is written twice; for states more has been said.
    let states: Vec<Span> = spans_of(&findings.list, Code::DuplicateState);
    findings
        .list
        .retain(|d| d.code != Code::DuplicateKey || !states.contains(&d.span));
    diagnostic::in_text_order(&mut findings.list);
    transitions::check(&mut findings);
    findings.list
}

fn spans_of(list: &[Diagnostic], code: Code) -> Vec<Span> {
    list.iter()
        .filter(|d| d.code == code)
        .map(|d| d.span)
        .collect()
}

/// What is being checked and what was found.
struct Findings<'a> {
    machine: &'a StateMachine,
    list: Vec<Diagnostic>,
}

impl Findings<'_> {
    fn add(&mut self, code: Code, span: Span, location: Option<String>, message: String) {
        self.list.push(Diagnostic {
            code,
            span,
            location,
            message,
            fixes: Vec::new(),
        });
    }

    /// `/States/P/Branches[0]/States/A`.
    fn location(&self, id: StateId) -> String {
        let state = self.machine.state(id);
        format!(
            "{}/States/{}",
            self.machine.region(state.region).location,
            state.name
        )
    }
}
