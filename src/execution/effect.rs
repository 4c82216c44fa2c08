//! What the machine asks of the outside, and what the outside may answer.

use super::event::{ErrorDetails, EventId, Place};
use super::request::MapRunRequest;
use crate::definition::StateId;
use crate::value::{Text, Value};
use std::rc::Rc;

/// Number of a request, unique within an execution.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Hash, Ord, PartialOrd)]
pub struct EffectId(pub u32);

/// Something the machine asks the outside to do.
#[derive(Clone, Debug)]
pub enum Effect {
    /// Call a Task's resource. Answered by any number of [`Reply`]s; the last one is final.
    Invoke(Invoke),
    /// The request is no longer awaited (timeout, cut branch, stop): a job should be stopped.
    Cancel(EffectId),
    /// Run the children of a distributed Map. Answered by one [`Reply::Succeeded`] or [`Reply::Failed`].
    StartMapRun(Rc<MapRunRequest>),
    /// Go on with a Map Run that did not succeed; answered in the same way.
    RedriveMapRun(EffectId),
}

/// A Task's call.
#[derive(Clone, Debug)]
pub struct Invoke {
    /// Its number.
    pub id: EffectId,
    /// [`Setup::number`](super::Setup::number) of the execution that makes it.
    pub execution: u32,
    /// [`Setup::machine`](super::Setup::machine) of that execution.
    pub machine: u32,
    /// The Task state. Its resource stands in the definition.
    pub state: StateId,
    /// The branches and iterations around it.
    pub place: Place,
    /// The `TaskStateEntered` event of the visit.
    pub visit: EventId,
    /// 0 for the first try, then one per retry of this visit.
    pub attempt: u32,
    /// Evaluated `Parameters` or `Arguments`, or the effective input.
    pub input: Value,
    /// The task token, for `.waitForTaskToken` and activities.
    pub token: Option<Text>,
}

/// An answer to an [`Invoke`], delivered at a virtual time.
#[derive(Clone, Debug)]
pub enum Reply {
    /// An activity worker took the task; its name if it gave one.
    Taken(Option<Text>),
    /// `.sync` and `.waitForTaskToken`: the call was accepted, with its response.
    Submitted(Value),
    /// A sign of life: restarts the heartbeat clock.
    Heartbeat,
    /// The result.
    Succeeded(Value),
    /// The failure, and at which stage it happened.
    Failed(Stage, ErrorDetails),
}

/// When a call failed; decides the type of the event.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Stage {
    /// It could not be scheduled.
    Schedule,
    /// It could not be started.
    Start,
    /// The service refused the request of a job or callback.
    Submit,
    /// While running.
    #[default]
    Run,
}
