//! *Explain*: why a step was retried, caught or chosen, and why a run stands or ended where it does.

mod end;
mod meters;
mod rules;
mod unreached;

pub use end::{end, EndStep, EndView};
pub use meters::MetersView;
pub use rules::{ChoiceRuleView, ChoiceView, FailureView, RuleView, TestView};
pub use unreached::{unreached, Hindrance, UnreachedView, WayKind, WayView};

use crate::api::standpoint::Standpoint;
use crate::definition::{StateId, StateKind};
use crate::execution::{Awaited, Pending, TraceStage};
use crate::session::Session;
use meters::meters;
use rules::{failures, table};
use serde::Serialize;

/// The decisions of one visit.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct ExplainView {
    /// Failed attempts, in order.
    pub failures: Vec<FailureView>,
    /// A Choice's rules.
    pub choice: Option<ChoiceView>,
}

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

/// A run as a whole.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct RunExplainView {
    /// What it waits for.
    pub waits: Vec<WaitView>,
    /// What ended it.
    pub end: Option<EndView>,
    /// States that were not entered.
    pub unreached: Vec<UnreachedView>,
    /// Limits.
    pub meters: MetersView,
}

/// The decisions of the visit that an event belongs to.
pub fn explain(session: &Session, event: u32) -> Option<ExplainView> {
    let visit = session.summary().visit_of(event)?;
    let state = session.definition().state(visit.state);
    let traces = session.traces(visit.entered);
    let told: Vec<(u32, &TraceStage)> = traces.map(|t| (t.attempt, &t.stage)).collect();
    let choice = match &state.kind {
        StateKind::Choice(choice) => Some(table(choice, told.iter().map(|(_, stage)| *stage))),
        _ => None,
    };
    Some(ExplainView {
        failures: failures(state, &told),
        choice,
    })
}

/// What a Choice that was not entered would decide with the data that its `States` map has come to.
pub fn ahead(session: &Session, state: u32) -> Option<ChoiceView> {
    let definition = session.definition();
    let state = definition.states.get(state as usize)?;
    let StateKind::Choice(choice) = &state.kind else {
        return None;
    };
    let mut visits = session.summary().visits().iter().rev();
    let last = visits.find(|visit| definition.state(visit.state).region == state.region)?;
    let stages = Standpoint::of(session, last.entered)?.ahead(state.id);
    let failed = stages
        .iter()
        .any(|s| matches!(s, TraceStage::Failed { .. }));
    (!failed).then(|| table(choice, stages.iter()))
}

/// The run at the position.
pub fn explain_run(session: &Session) -> RunExplainView {
    let pending = session.machine().pending();
    let waits = pending.iter().filter_map(|pending| wait(session, pending));
    RunExplainView {
        waits: waits.collect(),
        end: end(session),
        unreached: unreached(session),
        meters: meters(session),
    }
}

fn wait(session: &Session, pending: &Pending) -> Option<WaitView> {
    let visit = session.summary().visit_of(pending.visit)?;
    let state = session.definition().state(visit.state);
    let told = session.traces(visit.entered);
    let retries = told
        .filter(|t| matches!(t.stage, TraceStage::Retry { .. }))
        .count();
    Some(WaitView {
        state: visit.state.0,
        name: state.name.to_string(),
        entered: visit.entered,
        iteration: super::steer::iteration(&visit.place),
        reason: match pending.reason {
            Awaited::Timer => WaitReason::Timer,
            Awaited::Retry => WaitReason::Retry,
            Awaited::Answer => WaitReason::Answer,
            Awaited::Nobody => WaitReason::Nobody,
            Awaited::MapRun => WaitReason::MapRun,
        },
        due: pending.due.map(|due| due.millis()),
        retries: retries as u32,
    })
}

/// The decisions about one visit's failures; the last is the one that it ended in.
fn failures_of(session: &Session, entered: u32, state: StateId) -> Vec<FailureView> {
    let traces = session.traces(entered);
    let told: Vec<(u32, &TraceStage)> = traces.map(|t| (t.attempt, &t.stage)).collect();
    failures(session.definition().state(state), &told)
}
