//! *Explain*: why a step was retried, caught or chosen, and why a run stands or ended where it does.

mod end;
mod meters;
mod rules;
mod told;
mod unreached;
mod waits;

pub use end::{EndStep, EndView};
pub use meters::MetersView;
pub use rules::{ChoiceRuleView, ChoiceView, FailureView, RuleView, TestView};
pub use unreached::{Hindrance, UnreachedView, WayKind, WayView};
pub use waits::{WaitReason, WaitView};

use crate::api::standpoint::Standpoint;
use crate::definition::StateKind;
use crate::execution::{Event, EventId, EventKind, Trace, TraceStage};
use crate::history::Visit;
use crate::session::{Past, Session};
use end::end;
use meters::meters;
pub(super) use rules::inner;
use rules::{failures, table};
use serde::Serialize;
pub(super) use told::{exit, told};
use unreached::unreached;
use waits::waits;

/// The decisions of one visit.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct ExplainView {
    /// Failed attempts, in order.
    pub failures: Vec<FailureView>,
    /// A Choice's rules.
    pub choice: Option<ChoiceView>,
    /// When redrives took the step up again.
    #[cfg_attr(test, ts(type = "number[]"))]
    pub redrives: Vec<i64>,
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
pub fn explain(session: &dyn Past, event: u32) -> Option<ExplainView> {
    let visit = session.summary().visit_of(event)?;
    let state = session.definition().state(visit.state);
    let told = told(session, visit, false);
    let decided = |stage: &Trace| matches!(stage.stage, TraceStage::Rule(_));
    let known = session.recording().is_none() || told.iter().any(decided);
    let choice = match &state.kind {
        StateKind::Choice(choice) if known => Some(table(choice, told.iter().map(|t| &t.stage))),
        _ => None,
    };
    let redrives = redrives(session, visit);
    Some(ExplainView {
        failures: failures(state, &told, &ids(&redrives)),
        choice,
        redrives: redrives.iter().map(|event| event.time.millis()).collect(),
    })
}

/// The redrives that took a visit up again.
pub(super) fn redrives<'s>(session: &'s dyn Past, visit: &Visit) -> Vec<&'s Event> {
    let redrives = session.summary().redrives().iter();
    let events = redrives.filter_map(|id| session.events().get((*id as usize).checked_sub(1)?));
    let took_up = events.filter(|event| match &event.kind {
        EventKind::ExecutionRedriven { visits, .. } => visits.contains(&visit.entered),
        _ => false,
    });
    took_up.collect()
}

fn ids(events: &[&Event]) -> Vec<EventId> {
    events.iter().map(|event| event.id).collect()
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
pub fn explain_run(session: &dyn Past) -> RunExplainView {
    // A definition that was made of what was visited has nothing else.
    let sketched = session.recording().is_some_and(|r| r.recorded().sketched);
    RunExplainView {
        waits: waits(session),
        end: end(session),
        unreached: match sketched {
            true => Vec::new(),
            false => unreached(session),
        },
        meters: meters(session),
    }
}

/// The decisions about one visit's failures; the last is the one that it ended in.
fn failures_of(session: &dyn Past, visit: &Visit) -> Vec<FailureView> {
    let told = told(session, visit, false);
    let redrives = ids(&redrives(session, visit));
    failures(session.definition().state(visit.state), &told, &redrives)
}
