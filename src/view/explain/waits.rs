//! What a run waits for.

use super::told;
use crate::definition::StateKind;
use crate::execution::{Awaited, EventKind, Pending, TaskEvent, TraceStage};
use crate::history::{Status, Visit};
use crate::session::{Past, Session};
use serde::Serialize;

/// A visit that is not over.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct WaitView {
    /// The state's number.
    pub state: u32,
    /// Its name.
    pub name: String,
    /// The visit's `…StateEntered` event.
    pub entered: u32,
    /// Iteration indexes of the Maps around it, outermost first.
    pub iteration: Vec<u32>,
    /// What it waits for.
    pub reason: WaitReason,
    /// When that comes.
    #[cfg_attr(test, ts(type = "number | null"))]
    pub due: Option<i64>,
    /// Retries so far.
    pub retries: u32,
}

/// What a visit waits for.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub enum WaitReason {
    /// The time of a Wait.
    Timer,
    /// The delay before a retry.
    Retry,
    /// An answer that is on its way.
    Answer,
    /// An answer that nobody gives.
    Nobody,
    /// The children of a Map Run.
    MapRun,
}

/// The visits that are not over, each with what it waits for.
pub(super) fn waits(past: &dyn Past) -> Vec<WaitView> {
    match past.steered() {
        Some(session) => {
            let pending = session.machine().pending();
            let waits = pending.iter();
            waits.filter_map(|pending| wait(session, pending)).collect()
        }
        None => recorded(past),
    }
}

fn wait(session: &Session, pending: &Pending) -> Option<WaitView> {
    let visit = session.summary().visit_of(pending.visit)?;
    let reason = match pending.reason {
        Awaited::Timer => WaitReason::Timer,
        Awaited::Retry => WaitReason::Retry,
        Awaited::Answer => WaitReason::Answer,
        Awaited::Nobody => WaitReason::Nobody,
        Awaited::MapRun => WaitReason::MapRun,
    };
    let due = pending.due.map(|due| due.millis());
    Some(view(session, visit, (reason, due)))
}

fn view(past: &dyn Past, visit: &Visit, (reason, due): (WaitReason, Option<i64>)) -> WaitView {
    let told = told(past, visit, false);
    let retry = |stage: &TraceStage| matches!(stage, TraceStage::Retry { .. });
    WaitView {
        state: visit.state.0,
        name: past.definition().state(visit.state).name.to_string(),
        entered: visit.entered,
        iteration: super::super::steer::iteration(&visit.place),
        reason,
        due,
        retries: told.iter().filter(|t| retry(&t.stage)).count() as u32,
    }
}

/// Of a recorded run what its visits stand in, and when that was over by what follows.
fn recorded(past: &dyn Past) -> Vec<WaitView> {
    let open = past
        .summary()
        .visits()
        .iter()
        .filter(|visit| matches!(visit.status, Status::InProgress | Status::Waiting));
    let waits = open.filter_map(|visit| {
        let reason = standing(past, visit)?;
        let later = past.known().get(past.position() as usize..);
        let mut later = later.unwrap_or_default().iter();
        let next = later.find(|event| event.visit == visit.entered);
        let due = next.map(|event| event.time.millis());
        Some(view(past, visit, (reason, due)))
    });
    waits.collect()
}

fn standing(past: &dyn Past, visit: &Visit) -> Option<WaitReason> {
    let own = past.summary().events_of(visit.entered);
    let last = own
        .last()
        .and_then(|id| past.known().get((*id as usize).checked_sub(1)?));
    match (&past.definition().state(visit.state).kind, &last?.kind) {
        (StateKind::Wait(_), _) => Some(WaitReason::Timer),
        (_, EventKind::MapRunStarted(_) | EventKind::MapRunRedriven { .. }) => {
            Some(WaitReason::MapRun)
        }
        (_, EventKind::Task(TaskEvent::Succeeded(_))) => None,
        _ if visit.failure.is_some() => Some(WaitReason::Retry),
        (StateKind::Task(_), _) => Some(WaitReason::Answer),
        _ => None,
    }
}
