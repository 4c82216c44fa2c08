//! Calls that are answered from outside: by the user who is asked, by whoever has the token, by a handler.

use super::journal::Deed;
use super::{Call, OpenCall, Session, Stopped};
use crate::definition::{Resource, StateKind};
use crate::execution::{EventId, Invoke, Machine, Reply};
use crate::service::{event_of, Source};
use crate::value::{Text, Value};

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
        let planned = self.journal.result_of(call).cloned();
        planned.or_else(|| self.world.proposal(call))
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

    /// Gives a visit another input, from the moment before its state was entered. What was known of the future is
    /// forgotten. False when the state was entered in one go with what came before it.
    pub fn change_input(&mut self, visit: EventId, input: Value) -> bool {
        let entered = self.known.get((visit as usize).wrapping_sub(1));
        let Some((Some(state), place)) = entered.map(|event| (event.state, event.place.clone()))
        else {
            return false;
        };
        let position = self.position();
        self.seek(visit.saturating_sub(1));
        let Some(scope) = self.machine().entering(state, &place) else {
            self.seek(position);
            return false;
        };
        self.intervene_with(Deed::Input(scope, input));
        self.seek(visit);
        true
    }

    /// Gives a variable another value for a visit that is under way. What was known of the future is forgotten. False
    /// when it is not under way.
    pub fn change_variable(&mut self, visit: EventId, name: Text, value: Value) -> bool {
        let mut trial = self.machine().clone();
        if !trial.change_variable(visit, name.clone(), value.clone()) {
            return false;
        }
        self.intervene_with(Deed::Variable(visit, name, value));
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
