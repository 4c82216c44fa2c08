//! What ended a run.

use super::{failures_of, FailureView};
use crate::execution::{Event, EventKind};
use crate::history::{Status, Visit};
use crate::session::Past;
use serde::Serialize;

/// The end of an execution.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct EndView {
    /// `SUCCEEDED FAILED TIMED_OUT ABORTED`.
    pub status: String,
    /// Its last event.
    pub event: u32,
    /// The step that it ended in and the Parallels and Maps around that, innermost first. Empty where it was stopped
    /// or ran out of time.
    pub steps: Vec<EndStep>,
}

/// A step that an execution ended in.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct EndStep {
    /// The state's number.
    pub state: u32,
    /// Its name.
    pub name: String,
    /// Its type.
    #[serde(rename = "type")]
    pub kind: String,
    /// The visit's `…StateEntered` event.
    pub entered: u32,
    /// Iteration indexes of the Maps around it, outermost first.
    pub iteration: Vec<u32>,
    /// Its last failure.
    pub failure: Option<FailureView>,
}

/// What ended the run; `None` while it runs.
pub fn end(session: &dyn Past) -> Option<EndView> {
    let last: &Event = session.events().last()?;
    if !last.kind.is_terminal() {
        return None;
    }
    let visits = match last.kind {
        EventKind::ExecutionSucceeded(_) => {
            latest(session, 0, |status| status == Status::Succeeded)
        }
        EventKind::ExecutionFailed(_) => chain(session),
        _ => Vec::new(),
    };
    Some(EndView {
        status: status(&last.kind).to_owned(),
        event: last.id,
        steps: visits.into_iter().map(|v| step(session, v)).collect(),
    })
}

fn status(end: &EventKind) -> &'static str {
    match end {
        EventKind::ExecutionSucceeded(_) => "SUCCEEDED",
        EventKind::ExecutionTimedOut(_) => "TIMED_OUT",
        EventKind::ExecutionAborted(_) => "ABORTED",
        _ => "FAILED",
    }
}

/// The latest visit directly inside a container (0: at the top) with such a status.
fn latest(session: &dyn Past, container: u32, wanted: fn(Status) -> bool) -> Vec<&Visit> {
    let inside = |visit: &&Visit| {
        let around = visit.place.innermost().map_or(0, |step| step.visit);
        around == container && wanted(visit.status)
    };
    let visits = session.summary().visits().iter();
    visits.rev().find(inside).into_iter().collect()
}

/// The failed visits from the innermost outwards.
fn chain(session: &dyn Past) -> Vec<&Visit> {
    let failed = |status| matches!(status, Status::Failed | Status::TimedOut);
    let mut chain = Vec::new();
    let mut container = 0;
    while let Some(visit) = latest(session, container, failed).pop() {
        container = visit.entered;
        chain.push(visit);
    }
    chain.reverse();
    chain
}

fn step(session: &dyn Past, visit: &Visit) -> EndStep {
    let state = session.definition().state(visit.state);
    EndStep {
        state: visit.state.0,
        name: state.name.to_string(),
        kind: state.kind.type_name().to_owned(),
        entered: visit.entered,
        iteration: super::super::steer::iteration(&visit.place),
        failure: failures_of(session, visit).pop(),
    }
}
