//! Calls that are answered from outside: by the user who is asked, by whoever has the token, by a handler.

use super::journal::Deed;
use super::{Call, OpenCall, Session, Stopped};
use crate::definition::Resource;
use crate::definition::StateKind;
use crate::execution::{Invoke, Machine, Reply};
use crate::service::{event_of, Source};
use crate::value::Value;

impl Session {
    /// Calls that can be answered at the position, oldest first.
    pub fn open_calls(&self) -> impl Iterator<Item = (Call, &OpenCall, &Machine)> {
        let executions = self.world.executions();
        executions.open_calls().filter_map(|(call, open)| {
            let (_, machine) = executions.open_call(call)?;
            Some((call, open, machine))
        })
    }

    /// What an open call would be answered if it were not left open: to begin an answer with.
    pub fn proposal(&self, call: Call) -> Option<Value> {
        self.world.proposal(call)
    }

    /// What a function that answers an open call gets as its event.
    pub fn event_of_call(&self, call: Call) -> Option<Value> {
        let (open, machine) = self.world.executions().open_call(call)?;
        let resource = resource_of(machine, &open.invoke)?;
        let event = event_of(resource, &open.invoke.input);
        Some(event.unwrap_or(&open.invoke.input).clone())
    }

    /// Answers an open call at the position, in so many milliseconds or in what such answers usually take. What was
    /// known of the future is forgotten. False when nobody awaits the call.
    pub fn reply(&mut self, call: Call, reply: Reply, after: Option<u64>) -> bool {
        let Some((open, _)) = self.world.executions().open_call(call) else {
            return false;
        };
        let usual = open.after;
        let reply = match open.source {
            Source::Handler => self.world.handled(call, reply),
            _ => reply,
        };
        self.intervene_with(Deed::Reply(call, after.unwrap_or(usual), reply));
        true
    }

    /// A handler that must answer before anything else happens, unless the journal knows what it said.
    pub(super) fn halted(&self) -> Option<Stopped> {
        let call = self.world.executions().handled_call()?;
        Some(Stopped::Called(call))
    }

    /// A question to the user that has just come up, unless the journal knows the answer.
    pub(super) fn asked(&self) -> Option<Stopped> {
        let call = self.world.executions().asked_call()?;
        let known = self.journal.replies_to(call).next().is_some();
        (!known).then_some(Stopped::Asked(call))
    }
}

fn resource_of<'a>(machine: &'a Machine, invoke: &Invoke) -> Option<&'a Resource> {
    match &machine.definition().state(invoke.state).kind {
        StateKind::Task(task) => Some(&task.resource),
        _ => None,
    }
}
