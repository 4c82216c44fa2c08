//! From what a call comes to, to the replies it gets on the way.

use super::latency::Delays;
use crate::definition::{Pattern, Resource, StateKind, StateMachine, Task};
use crate::execution::{ErrorDetails, Invoke, Reply, Stage};
use crate::value::{Text, Value};

/// What a call comes to.
#[derive(Clone, Debug)]
pub(super) enum Outcome {
    Succeeded(Value),
    Failed(Stage, ErrorDetails),
    /// Accepted, but nobody gives a result.
    Never,
}

/// Everything that decides the replies.
pub(super) struct Plan {
    pub outcome: Outcome,
    pub delays: Delays,
    /// Response of the call that started a job or callback.
    pub submitted: Value,
    /// Name of the activity's worker.
    pub worker: Option<Text>,
    /// Milliseconds between heartbeats, for what has a token.
    pub heartbeat: Option<u64>,
}

/// Heartbeats of one answer: more than the longest execution could need to be worth watching.
const MOST_HEARTBEATS: u64 = 1_000;

/// The Task that calls.
pub(super) fn task_of<'a>(invoke: &Invoke, definition: &'a StateMachine) -> Option<&'a Task> {
    match &definition.states.get(invoke.state.0 as usize)?.kind {
        StateKind::Task(task) => Some(task),
        _ => None,
    }
}

/// The replies, earliest first.
pub(super) fn replies(resource: &Resource, plan: Plan) -> Vec<(u64, Reply)> {
    let Delays { first, last } = plan.delays;
    let last = last.max(first);
    let mut replies = Vec::new();
    let begun = match &plan.outcome {
        Outcome::Failed(stage, _) => *stage == Stage::Run,
        Outcome::Succeeded(_) => true,
        // Without a worker an activity's task is not even taken.
        Outcome::Never => *resource != Resource::Activity || plan.worker.is_some(),
    };
    if begun {
        let step = first_reply(resource, plan.submitted, plan.worker);
        replies.extend(step.map(|reply| (first, reply)));
    }
    if let Some(every) = plan.heartbeat.filter(|_| begun && has_token(resource)) {
        let end = match plan.outcome {
            Outcome::Never => u64::MAX,
            _ => last,
        };
        let times = (1..=MOST_HEARTBEATS).map(|n| first.saturating_add(n.saturating_mul(every)));
        let times = times.take_while(|at| *at < end);
        replies.extend(times.map(|at| (at, Reply::Heartbeat)));
    }
    match plan.outcome {
        Outcome::Succeeded(value) => replies.push((last, Reply::Succeeded(value))),
        Outcome::Failed(stage, error) => {
            let at = if begun { last } else { first };
            replies.push((at, Reply::Failed(stage, error)));
        }
        Outcome::Never => {}
    }
    replies
}

fn has_token(resource: &Resource) -> bool {
    match resource {
        Resource::Activity => true,
        Resource::Service { pattern, .. } => *pattern != Pattern::RequestResponse,
        _ => false,
    }
}

fn first_reply(resource: &Resource, submitted: Value, worker: Option<Text>) -> Option<Reply> {
    match resource {
        Resource::Activity => Some(Reply::Taken(worker)),
        Resource::Service {
            pattern: Pattern::RunJob | Pattern::WaitForTaskToken,
            ..
        } => Some(Reply::Submitted(submitted)),
        _ => None,
    }
}
