//! What can be asked of an execution about the visits of its states, while they last and afterwards.

use super::agenda::{Phase, Wake};
use super::context::Around;
use super::event::EventId;
use super::frame::{Doing, Frame, MapItem, Visit};
use super::Machine;
use crate::definition::{Pattern, Resource, State, StateId, StateKind};
use crate::query::Surroundings;
use crate::time::Timestamp;
use crate::value::{Text, Value};
use std::rc::Rc;

/// A visit as its context object tells of it.
#[derive(Clone, Debug)]
pub struct Standing {
    /// The state.
    pub state: StateId,
    /// Its `…StateEntered` event.
    pub entered: EventId,
    /// When that was.
    pub entered_at: Timestamp,
    /// Retries so far.
    pub retries: u32,
    /// Index and value of the innermost Map's item.
    pub item: Option<(u32, Value)>,
}

/// A visit that is not over, and what it waits for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Pending {
    /// The visit's `…StateEntered` event.
    pub visit: EventId,
    /// What it waits for.
    pub reason: Awaited,
    /// When that comes, where it is known.
    pub due: Option<Timestamp>,
}

/// What a visit waits for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Awaited {
    /// The time of a Wait.
    Timer,
    /// The delay before a retry.
    Retry,
    /// The answer of a call, on its way.
    Answer,
    /// The answer of a call that nobody has given; a timeout may be due.
    Nobody,
    /// The children of a Map Run.
    MapRun,
}

impl Machine {
    /// The context object that a visit sees. The token of a call that is over is not kept: another stands in its place.
    pub fn context_of(&self, standing: &Standing) -> Value {
        let Some(state) = self.definition.states.get(standing.state.0 as usize) else {
            return Value::object();
        };
        let item = standing.item.as_ref().map(|(index, value)| {
            Rc::new(MapItem {
                index: *index,
                key: None,
                value: value.clone(),
                source: None,
            })
        });
        let frame = Frame {
            item,
            visit: Some(Visit {
                state: standing.state,
                entered: standing.entered,
                entered_at: standing.entered_at,
                input: Value::Null,
                retries: standing.retries,
                used: Vec::new(),
                token: self.token_of(standing, &state.kind),
                doing: Doing::Nothing,
            }),
            ..Frame::default()
        };
        self.context_in(&frame, state)
    }

    /// The context object outside of states.
    pub fn own_context(&self) -> Value {
        let state = self.definition.states.first();
        state.map_or(Value::object(), |state| {
            self.context_in(&Frame::default(), state)
        })
    }

    fn context_in(&self, frame: &Frame, state: &State) -> Value {
        let chance = (self.now, self.random.clone());
        let around = Around::new(&self.setup, frame, state, chance);
        around.with_redrive(self.redriven).context()
    }

    fn token_of(&self, standing: &Standing, kind: &StateKind) -> Option<Text> {
        let open = self.frames.iter().find_map(|(_, frame)| {
            let visit = frame.visit.as_ref()?;
            (visit.entered == standing.entered).then(|| visit.token.clone())?
        });
        let StateKind::Task(task) = &kind else {
            return None;
        };
        let answerable = matches!(
            task.resource,
            Resource::Activity
                | Resource::Service {
                    pattern: Pattern::RunJob | Pattern::WaitForTaskToken,
                    ..
                }
        );
        open.or_else(|| answerable.then(|| self.clone().new_token()))
    }

    /// The visits that are not over, each with what it waits for; a Parallel or Map whose branches or iterations run
    /// is not among them.
    pub fn pending(&self) -> Vec<Pending> {
        let frames = self.frames.iter();
        frames
            .filter_map(|(_, frame)| self.awaited(frame))
            .collect()
    }

    fn awaited(&self, frame: &Frame) -> Option<Pending> {
        let visit = frame.visit.as_ref()?;
        let due = |wanted: fn(&Phase) -> bool| {
            let keys = frame.pending.iter();
            let found = keys.filter(|key| match self.agenda.get(**key) {
                Some(Wake::Frame(_, phase)) => wanted(phase),
                _ => false,
            });
            found.map(|key| key.due()).min()
        };
        let timer = due(|phase| matches!(phase, Phase::Timer));
        let retry = due(|phase| matches!(phase, Phase::Retry));
        let reply = due(|phase| matches!(phase, Phase::Reply(_)));
        let timeout = due(|phase| matches!(phase, Phase::TaskTimeout | Phase::HeartbeatTimeout));
        let (reason, due) = match (&visit.doing, timer, retry, reply) {
            (_, Some(due), _, _) => (Awaited::Timer, Some(due)),
            (_, _, Some(due), _) => (Awaited::Retry, Some(due)),
            (_, _, _, Some(due)) => (Awaited::Answer, Some(due)),
            (Doing::Call(_), ..) => (Awaited::Nobody, timeout),
            (Doing::MapRun(_), ..) => (Awaited::MapRun, None),
            _ => return None,
        };
        Some(Pending {
            visit: visit.entered,
            reason,
            due,
        })
    }
}
