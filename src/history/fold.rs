//! How each event changes a [`Summary`].

use super::summary::{Attempt, Status, Summary, Visit};
use crate::definition::{Exit, Pattern, Resource, State, StateId, StateKind, StateMachine};
use crate::execution::{Event, EventId, EventKind, TaskEvent};
use crate::time::Timestamp;

impl Summary {
    /// Takes in the next event. Events come in order of their ids, without gaps.
    pub fn add(&mut self, event: &Event, definition: &StateMachine) {
        let owner = match &event.kind {
            EventKind::StateEntered(_) => self.enter(event, definition),
            _ => self.owner(event.visit),
        };
        let number = owner.map_or(0, |at| at + 1);
        self.owners.push(u32::try_from(number).unwrap_or(0));
        match &event.kind {
            EventKind::ExecutionFailed(_) => self.cut(event, definition, 0, None),
            EventKind::ExecutionRedriven { visits, .. } => {
                self.redrives.push(event.id);
                self.reopen(visits);
            }
            kind if kind.is_terminal() => self.end_all(event),
            EventKind::IterationFailed(index) => {
                self.cut(event, definition, event.visit, Some(*index));
            }
            _ => {}
        }
        if let (Some(at), Some(state)) = (owner, state_of(event, definition)) {
            self.on_visit(at, event, state, definition);
        }
    }

    fn enter(&mut self, event: &Event, definition: &StateMachine) -> Option<usize> {
        let state = state_of(event, definition)?;
        let by = self.follow_edge(event, state, definition);
        let at = self.visits.len();
        self.visits.push(Visit {
            state: state.id,
            place: event.place.clone(),
            entered: event.id,
            by,
            entered_at: event.time,
            exited: None,
            ended_at: None,
            status: match state.kind {
                StateKind::Wait(_) => Status::Waiting,
                _ => Status::InProgress,
            },
            attempts: Vec::new(),
            failure: None,
        });
        self.set_open(at, true);
        self.by_state.entry(state.id).or_default().push(at);
        Some(at)
    }

    /// The transition that led to a state: from the state whose Exited event is its cause, otherwise from Start. Gives by
    /// what that state was left.
    fn follow_edge(
        &mut self,
        event: &Event,
        to: &State,
        definition: &StateMachine,
    ) -> Option<Exit> {
        let from = self.owner(event.previous);
        let from = from.filter(|&at| {
            let visit = self.visits.get(at);
            visit.is_some_and(|visit| visit.exited == Some(event.previous))
        });
        let known = self.edges.left(event.previous);
        let left = from.and_then(|at| self.visits.get_mut(at));
        let Some(visit) = left else {
            let ends = (None, Some(to.id), None);
            self.edges.take(ends, event.previous.max(1), &event.place);
            return None;
        };
        let state = definition.states.get(visit.state.0 as usize);
        if known.is_none() && state.is_some_and(|state| only_catchers_lead(state, to.id)) {
            if visit.status == Status::Succeeded && state.is_some_and(|state| state.end) {
                self.edges.take_back(visit.state);
            }
            visit.status = Status::Caught;
        }
        let by = known.or_else(|| only_exit(state?, to.id, visit.status == Status::Caught));
        let ends = (Some(visit.state), Some(to.id), by);
        self.edges.take(ends, event.previous, &event.place);
        by
    }

    fn on_visit(&mut self, at: usize, event: &Event, state: &State, definition: &StateMachine) {
        let container = event.visit;
        match &event.kind {
            EventKind::StateExited { by, .. } => self.exit(at, event, state, *by),
            EventKind::StateStarted(_) => {
                // Nothing is inside of a container that begins for the first time.
                if self.visits.get(at).is_some_and(|v| !v.attempts.is_empty()) {
                    self.cut(event, definition, container, None);
                }
                self.attempt(at, event);
            }
            EventKind::StateFailed => {
                self.cut(event, definition, container, None);
                self.fail(at, event, state, Status::Failed);
                self.close(at, Status::Failed, event.time);
            }
            EventKind::StateSucceeded => self.finish_attempt(at, event, Status::Succeeded),
            EventKind::StateAborted => {
                let cut = self.visits.get(at).map(failed_status).unwrap_or_default();
                self.close(at, cut.unwrap_or(Status::Aborted), event.time);
            }
            EventKind::EvaluationFailed { .. } | EventKind::MapRunFailed(_) => {
                self.fail(at, event, state, Status::Failed);
            }
            EventKind::MapRunRedriven { .. } => self.attempt(at, event),
            EventKind::Task(task) => self.on_task(at, event, state, task),
            _ => {}
        }
    }

    fn on_task(&mut self, at: usize, event: &Event, state: &State, task: &TaskEvent) {
        match task {
            TaskEvent::Scheduled(_) => {
                self.attempt(at, event);
                self.set_status(at, scheduled_status(state));
            }
            TaskEvent::Started(_) => self.set_status(at, Status::InProgress),
            TaskEvent::Submitted(_) => self.set_status(at, submitted_status(state)),
            TaskEvent::Succeeded(_) => {
                self.set_status(at, Status::InProgress);
                self.finish_attempt(at, event, Status::Succeeded);
            }
            TaskEvent::TimedOut(_) => self.fail(at, event, state, Status::TimedOut),
            TaskEvent::ScheduleFailed(_)
            | TaskEvent::StartFailed(_)
            | TaskEvent::SubmitFailed(_)
            | TaskEvent::Failed(_) => self.fail(at, event, state, Status::Failed),
        }
    }

    fn set_status(&mut self, at: usize, status: Status) {
        if let Some(visit) = self.visits.get_mut(at) {
            visit.status = status;
        }
    }

    fn attempt(&mut self, at: usize, event: &Event) {
        self.finish_attempt(at, event, Status::Failed);
        if let Some(visit) = self.visits.get_mut(at) {
            visit.status = Status::InProgress;
            visit.failure = None;
            visit.attempts.push(Attempt {
                event: event.id,
                started: event.time,
                ended: None,
                status: Status::InProgress,
                failure: None,
            });
        }
    }

    /// Ends the last attempt, if it is not over.
    fn finish_attempt(&mut self, at: usize, event: &Event, status: Status) {
        let visit = self.visits.get_mut(at);
        let attempt = visit.and_then(|visit| visit.attempts.last_mut());
        if let Some(attempt) = attempt.filter(|a| a.status == Status::InProgress) {
            attempt.status = status;
            attempt.ended = Some(event.time);
            attempt.failure = (status != Status::Succeeded).then_some(event.id);
        }
    }

    /// A failure that may still be retried or caught.
    fn fail(&mut self, at: usize, event: &Event, state: &State, status: Status) {
        self.finish_attempt(at, event, status);
        if let Some(visit) = self.visits.get_mut(at) {
            visit.failure = Some(event.id);
            visit.status = match state.retry.is_empty() {
                true => status,
                false => Status::Waiting,
            };
        }
    }

    fn exit(&mut self, at: usize, event: &Event, state: &State, by: Option<Exit>) {
        self.edges.close(event.visit);
        let Some(visit) = self.visits.get_mut(at) else {
            return;
        };
        let succeeded = match (&state.kind, visit.attempts.last()) {
            _ if visit.failure.is_some() || matches!(by, Some(Exit::Catch(_))) => false,
            (StateKind::Task(_), last) => last.is_some_and(|a| a.status == Status::Succeeded),
            _ => true,
        };
        visit.exited = Some(event.id);
        visit.status = match succeeded {
            true => Status::Succeeded,
            false => Status::Caught,
        };
        visit.ended_at = Some(event.time);
        self.set_open(at, false);
        let ends = state.end || matches!(state.kind, StateKind::Succeed);
        if succeeded && ends {
            let ends = (Some(state.id), None, Some(Exit::Own));
            self.edges.take(ends, event.id, &event.place);
        } else if let Some(by) = by {
            self.edges.leave(event.id, by);
        }
    }

    fn close(&mut self, at: usize, status: Status, time: Timestamp) {
        self.set_open(at, false);
        if let Some(visit) = self.visits.get_mut(at) {
            visit.status = status;
            visit.ended_at = Some(time);
            if let Some(last) = visit.attempts.last_mut().filter(|a| a.ended.is_none()) {
                last.ended = Some(time);
                last.status = status;
            }
        }
    }

    /// A failure ends what is open inside a container (0: everywhere): the visit that caused it and the containers
    /// around that failed, the others were cut.
    fn cut(
        &mut self,
        event: &Event,
        definition: &StateMachine,
        container: EventId,
        index: Option<u32>,
    ) {
        let cause = self.owner(event.previous);
        let around: Vec<EventId> = cause
            .and_then(|at| self.visits.get(at))
            .map(|visit| visit.place.steps().map(|step| step.visit).collect())
            .unwrap_or_default();
        for at in self.open_inside(container, index) {
            let entered = self.visits.get(at).map(|visit| visit.entered);
            let guilty = cause == Some(at) || entered.is_some_and(|id| around.contains(&id));
            self.cut_one(at, guilty, event, definition);
        }
    }

    fn cut_one(&mut self, at: usize, guilty: bool, event: &Event, definition: &StateMachine) {
        let Some(visit) = self.visits.get_mut(at) else {
            return;
        };
        let known = failed_status(visit);
        if guilty && visit.failure.is_none() {
            visit.failure = Some(event.id);
        }
        let (state, entered, place) = (visit.state, visit.entered, visit.place.clone());
        let otherwise = match guilty {
            true => Status::Failed,
            false => Status::Aborted,
        };
        self.close(at, known.unwrap_or(otherwise), event.time);
        let kind = definition.states.get(state.0 as usize).map(|s| &s.kind);
        if guilty && matches!(kind, Some(StateKind::Fail(_))) {
            let ends = (Some(state), None, Some(Exit::Own));
            self.edges.take(ends, entered, &place);
        }
    }

    /// A redrive takes up visits that were over.
    fn reopen(&mut self, visits: &[EventId]) {
        for entered in visits {
            let Some(at) = self.owner(*entered) else {
                continue;
            };
            if let Some(visit) = self.visits.get_mut(at) {
                visit.status = Status::InProgress;
                visit.failure = None;
                visit.ended_at = None;
            }
            self.set_open(at, true);
        }
    }

    fn end_all(&mut self, event: &Event) {
        for at in self.open_inside(0, None) {
            self.close(at, Status::Aborted, event.time);
        }
    }
}

fn state_of<'a>(event: &Event, definition: &'a StateMachine) -> Option<&'a State> {
    definition.states.get(event.state?.0 as usize)
}

/// How an unrepaired failure ended the last attempt.
fn failed_status(visit: &Visit) -> Option<Status> {
    visit.failure?;
    let last = visit.attempts.last().map(|attempt| attempt.status);
    Some(match last {
        Some(Status::TimedOut) => Status::TimedOut,
        _ => Status::Failed,
    })
}

/// Whether a transition between the two can only have been a catcher's.
fn only_catchers_lead(from: &State, to: StateId) -> bool {
    let mut exits = from.exits_to(to).peekable();
    exits.peek().is_some() && exits.all(|exit| matches!(exit, Exit::Catch(_)))
}

/// By what a state was left for another, where one of the ways there is the only one that a catcher has, or has not.
fn only_exit(from: &State, to: StateId, caught: bool) -> Option<Exit> {
    let mut exits = from
        .exits_to(to)
        .filter(|exit| matches!(exit, Exit::Catch(_)) == caught);
    let first = exits.next();
    first.filter(|_| exits.next().is_none())
}

fn resource(state: &State) -> Option<&Resource> {
    match &state.kind {
        StateKind::Task(task) => Some(&task.resource),
        _ => None,
    }
}

/// An activity waits for a worker until one takes the task.
fn scheduled_status(state: &State) -> Status {
    match resource(state) {
        Some(Resource::Activity) => Status::Waiting,
        _ => Status::InProgress,
    }
}

/// A callback waits for its token, a job works on.
fn submitted_status(state: &State) -> Status {
    match resource(state) {
        Some(Resource::Service {
            pattern: Pattern::WaitForTaskToken,
            ..
        }) => Status::Waiting,
        _ => Status::InProgress,
    }
}
