//! Changes that no service makes, for asking what would happen if: another answer, another input, another variable. The
//! history shows them only by what comes of them.

use super::agenda::{Key, Phase, Wake};
use super::effect::{EffectId, Reply};
use super::event::{ErrorDetails, EventId, Place};
use super::frame::{Frame, FrameId};
use super::Machine;
use crate::definition::{StateId, StateKind};
use crate::value::{Object, Text, Value};
use std::rc::Rc;

impl Machine {
    /// Takes back what is planned as the result of a call: another one will come.
    pub fn withdraw(&mut self, call: EffectId) {
        let Some(frame) = self.calls.get(&call).copied() else {
            return;
        };
        self.cancel_where(frame, |phase| {
            matches!(phase, Phase::Reply(Reply::Succeeded(_) | Reply::Failed(..)))
        });
    }

    fn cancel_where(&mut self, id: FrameId, those: impl Fn(&Phase) -> bool) {
        let Some(frame) = self.frames.get_mut(id) else {
            return;
        };
        let agenda = &mut self.agenda;
        frame.pending.retain(|key| {
            let found = matches!(agenda.get(*key), Some(Wake::Frame(_, phase)) if those(phase));
            if found {
                agenda.cancel(*key);
            }
            !found
        });
    }

    /// The number of the scope that is about to enter a state there.
    pub fn entering(&self, state: StateId, place: &Place) -> Option<u32> {
        let mut frames = self.frames.iter();
        let (id, _) = frames.find(|(_, frame)| {
            frame.place.is(place) && self.enters(&frame.pending, |next| next == state).is_some()
        })?;
        Some(id.0)
    }

    fn enters(&self, pending: &[Key], which: impl Fn(StateId) -> bool) -> Option<Key> {
        let mut pending = pending.iter();
        let found = pending.find(|key| match self.agenda.get(**key) {
            Some(Wake::Frame(_, Phase::Enter(state, _))) => which(*state),
            _ => false,
        });
        found.copied()
    }

    /// Gives the state that a scope is about to enter another input. False when it is not about to enter one.
    pub fn change_input(&mut self, scope: u32, input: Value) -> bool {
        let Some(frame) = self.frames.get(FrameId(scope)) else {
            return false;
        };
        let key = self.enters(&frame.pending, |_| true);
        let wake = key.and_then(|key| self.agenda.get_mut(key));
        let Some(Wake::Frame(_, Phase::Enter(_, before))) = wake else {
            return false;
        };
        *before = input;
        true
    }

    /// Whether a visit is not over.
    pub fn is_under_way(&self, visit: EventId) -> bool {
        self.scope_of(visit).is_some()
    }

    fn scope_of(&self, visit: EventId) -> Option<FrameId> {
        let of = |(id, frame): (FrameId, &Frame)| {
            let found = frame.visit.as_ref()?.entered == visit;
            found.then_some(id)
        };
        self.frames.iter().find_map(of)
    }

    /// Error and cause that a visit of a Fail state will end with.
    pub fn failing(&self, visit: EventId) -> Option<ErrorDetails> {
        let id = self.scope_of(visit)?;
        let definition = Rc::clone(&self.definition);
        let state = definition.state(self.current(id)?);
        let StateKind::Fail(fail) = &state.kind else {
            return None;
        };
        let mut tried = self.clone();
        match tried.fail_texts(id, state, fail) {
            Ok(details) => Some(details),
            Err(trouble) => Some(tried.noted_failure(id, &trouble)?.details),
        }
    }

    /// Assigns a variable in the scope of a visit that is under way. False when it is not.
    pub fn change_variable(&mut self, visit: EventId, name: Text, value: Value) -> bool {
        let Some(id) = self.scope_of(visit) else {
            return false;
        };
        if let Some(frame) = self.frames.get_mut(id) {
            frame.variables.assign(&Object::default().with(name, value));
        }
        true
    }
}
