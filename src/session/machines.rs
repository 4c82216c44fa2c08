//! The other state machines of the workspace, of which executions can be started.

use super::executions::answers_tokens;
use crate::definition::read::read;
use crate::definition::StateMachine;
use crate::diagnostic::Severity;
use crate::service::nested::{Catalogue, Listed};
use crate::service::{mock, Mocks, SERVICES};
use crate::text::read_value;
use crate::text::write::compact;
use crate::value::{Text, Value};
use std::rc::Rc;

/// They, numbered from 1. A copy counts a reference.
#[derive(Clone, Debug, Default)]
pub struct Machines(Rc<[Listing]>);

/// One of them, read.
#[derive(Clone, Debug)]
pub struct Listing {
    /// Its name, its ARN, or whatever text stands for that in definitions.
    pub name: Text,
    /// Whether it is an Express workflow.
    pub express: bool,
    /// What it does.
    pub definition: Rc<StateMachine>,
    /// The text of that.
    pub text: String,
    mocks: Mocks,
}

impl Machines {
    /// The machines of a JSON text `{"<name or ARN>": {"definition", "type"?, "mocks"?, "testCase"?}}`; blank text for
    /// none. `definition` and `mocks` are JSON or the text of it, `type` is STANDARD (default) or EXPRESS.
    ///
    /// # Errors
    /// What cannot be used.
    pub fn read(text: &str) -> Result<Machines, String> {
        if text.trim().is_empty() {
            return Ok(Machines::default());
        }
        if !SERVICES {
            return Err("this build of the engine runs one state machine only".to_owned());
        }
        let value = read_value(text).map_err(|failure| failure.message)?;
        let object = value.as_object();
        let object = object.ok_or("machines must be a JSON object")?;
        let listed = object.iter().map(|(name, value)| listing(name, value));
        Ok(Machines(listed.collect::<Result<_, _>>()?))
    }

    /// One of them by its number.
    pub fn get(&self, number: u32) -> Option<&Listing> {
        self.0.get((number as usize).checked_sub(1)?)
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Listing> {
        self.0.iter()
    }

    /// By what calls find them.
    pub fn catalogue(&self) -> Catalogue {
        Catalogue::new(self.iter().map(|listing| Listed {
            name: listing.name.clone(),
            express: listing.express,
            answers_tokens: answers_tokens(&listing.definition),
        }))
    }

    /// The mocks of each.
    pub fn mocks(&self) -> Vec<Mocks> {
        self.iter().map(|listing| listing.mocks.clone()).collect()
    }
}

fn listing(name: &Text, value: &Value) -> Result<Listing, String> {
    let text = |member: &str| match value.get(member) {
        None | Some(Value::Null) => None,
        Some(Value::Text(text)) => Some(text.to_string()),
        Some(other) => Some(compact(other)),
    };
    let definition = text("definition");
    let definition = definition.ok_or_else(|| format!("the machine `{name}` has no definition"))?;
    let machine = read(&definition).machine;
    let first = machine.regions.first();
    let first = first.and_then(|region| region.start_at.as_ref()?.state);
    if first.is_none() {
        return Err(format!("the machine `{name}` has no state to start at"));
    }
    let express = match text("type").as_deref() {
        None | Some("STANDARD") => false,
        Some("EXPRESS") => true,
        Some(_) => {
            return Err(format!(
                "the `type` of the machine `{name}` must be \"STANDARD\" or \"EXPRESS\""
            ));
        }
    };
    let test_case = text("testCase");
    let choice = mock::Choice {
        machine: name.rsplit(':').next().unwrap_or(name),
        test_case: test_case.as_deref(),
        definition: Some(&machine),
    };
    let (mocks, findings) = mock::read(&text("mocks").unwrap_or_default(), &choice);
    let wrong = |finding: &&crate::diagnostic::Diagnostic| finding.severity() == Severity::Error;
    if let Some(error) = findings.iter().find(wrong) {
        return Err(format!(
            "the mocks of the machine `{name}`: {}",
            error.message
        ));
    }
    Ok(Listing {
        name: name.clone(),
        express,
        definition: Rc::new(machine),
        text: definition,
        mocks,
    })
}
