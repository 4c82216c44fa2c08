//! Which events a breakpoint stops at: the same for a run that is steered and one that was recorded elsewhere.
//!
//! What an event meets does not depend on where the run stands, so that it stops at the same events in both directions.

use super::breakpoints::{Breakpoint, Hit, Moment};
use super::condition::holds;
use super::Past;
use crate::definition::StateKind;
use crate::execution::{Event, EventId, EventKind, TaskEvent};
use crate::history::{Attempt, Visit};

/// The visit that a breakpoint is about, by its `…StateEntered` event; `None` outside of states.
type Subject = Option<EventId>;

/// The first breakpoint of a list that an event meets.
pub(super) fn first_hit(past: &dyn Past, list: &[Breakpoint], event: &Event) -> Option<Hit> {
    let mut numbered = list.iter().enumerate();
    numbered.find_map(|(at, breakpoint)| meets(past, breakpoint, event, at))
}

fn meets(past: &dyn Past, breakpoint: &Breakpoint, event: &Event, at: usize) -> Option<Hit> {
    if breakpoint.off {
        return None;
    }
    let mut subjects = subjects(past, &breakpoint.moment, event);
    let subject = subjects.find(|subject| is_of(past, breakpoint, *subject))?;
    let summary = past.summary();
    let visit = subject.and_then(|entered| summary.ordinal(entered));
    if breakpoint.visit.is_some() && breakpoint.visit != visit {
        return None;
    }
    let about = subject.and_then(|entered| summary.visit_of(entered));
    let asked = breakpoint.condition.as_ref();
    let problem = match asked.map_or(Ok(true), |condition| holds(past, condition, event, about)) {
        Ok(true) => None,
        Ok(false) => return None,
        Err(problem) => Some(problem),
    };
    Some(Hit {
        breakpoint: at,
        event: event.id,
        state: about.map(|visit| visit.state),
        visit,
        problem,
    })
}

fn is_of(past: &dyn Past, breakpoint: &Breakpoint, subject: Subject) -> bool {
    let Some(name) = &breakpoint.state else {
        return true;
    };
    let visit = subject.and_then(|entered| past.summary().visit_of(entered));
    let state = visit.map(|visit| past.definition().state(visit.state));
    state.is_some_and(|state| state.name == name.as_str())
}

/// What it happens to, at such a moment: nothing, one visit, or a container and what has failed inside of it.
fn subjects(past: &dyn Past, moment: &Moment, event: &Event) -> impl Iterator<Item = Subject> {
    let own = (event.visit > 0).then_some(event.visit);
    let happens = match moment {
        Moment::Enter => matches!(event.kind, EventKind::StateEntered(_)),
        Moment::Exit => matches!(event.kind, EventKind::StateExited { .. }),
        Moment::Fail => fails(past, event),
        Moment::Retry => retries(past, event),
        Moment::Event(kind) => past.type_of(event) == *kind,
    };
    let silent = match moment {
        Moment::Fail => silent(past, event),
        _ => None,
    };
    let own = happens.then_some(own);
    own.into_iter().chain(silent)
}

/// Whether a failure is an event's own. A Fail state fails when it is entered: no other event is its own. What a catcher
/// takes before anything was recorded of it is told by the exit.
fn fails(past: &dyn Past, event: &Event) -> bool {
    match &event.kind {
        EventKind::StateEntered(_) => {
            let state = event.state.map(|state| past.definition().state(state));
            state.is_some_and(|state| matches!(state.kind, StateKind::Fail(_)))
        }
        EventKind::StateExited { .. } => {
            let state = event.state.map(|state| past.definition().state(state));
            let visit = past.summary().visit_of(event.id);
            state.is_some_and(|state| !state.catch.is_empty())
                && visit.is_some_and(|visit| visit.failure.is_none() && past.caught(visit))
        }
        EventKind::EvaluationFailed { .. } | EventKind::MapRunFailed(_) => true,
        EventKind::StateFailed => true,
        EventKind::Task(task) => matches!(
            task,
            TaskEvent::ScheduleFailed(_)
                | TaskEvent::StartFailed(_)
                | TaskEvent::SubmitFailed(_)
                | TaskEvent::Failed(_)
                | TaskEvent::TimedOut(_)
        ),
        EventKind::Unknown => {
            let kind = past.type_of(event);
            kind.ends_with("Failed") || kind.ends_with("TimedOut")
        }
        _ => false,
    }
}

/// What has failed without an event of its own, where the end of what is around it is the first that tells of it: a Choice
/// without a match, a path that leads nowhere, an execution whose time is up.
fn silent(past: &dyn Past, event: &Event) -> Option<Subject> {
    let ends = matches!(
        event.kind,
        EventKind::ExecutionFailed(_)
            | EventKind::ExecutionTimedOut(_)
            | EventKind::IterationFailed(_)
            | EventKind::StateFailed
    );
    if !ends {
        return None;
    }
    let cause = (event.previous as usize).checked_sub(1);
    let cause = cause.and_then(|at| past.known().get(at));
    if cause.is_some_and(|cause| tells(past, cause)) {
        return None;
    }
    // The time of the execution is up: the state that was last heard of has no part in it, nor has one that was left.
    let blamed = cause.filter(|cause| {
        let over = matches!(cause.kind, EventKind::StateExited { .. });
        !over && !matches!(event.kind, EventKind::ExecutionTimedOut(_))
    });
    Some(blamed.map(|cause| cause.visit).filter(|visit| *visit > 0))
}

/// Whether an event is one of a failure, or follows from one that was told.
fn tells(past: &dyn Past, event: &Event) -> bool {
    let follows = matches!(
        event.kind,
        EventKind::IterationFailed(_)
            | EventKind::IterationAborted(_)
            | EventKind::StateAborted
            | EventKind::MapRunAborted
    );
    follows || fails(past, event)
}

/// Whether an attempt begins that is not the first. One that a redrive makes is no retry.
fn retries(past: &dyn Past, event: &Event) -> bool {
    let visit = past.summary().visit_of(event.id);
    let Some(before) = visit.and_then(|visit| attempt_before(visit, event.id)) else {
        return false;
    };
    let mut redrives = past.summary().redrives().iter();
    !redrives.any(|redrive| before < *redrive && *redrive < event.id)
}

/// The event that began the attempt before the one that this event begins.
fn attempt_before(visit: &Visit, event: EventId) -> Option<EventId> {
    let begins = |attempt: &Attempt| attempt.event == event;
    let at = visit.attempts.iter().rposition(begins)?;
    Some(visit.attempts.get(at.checked_sub(1)?)?.event)
}
