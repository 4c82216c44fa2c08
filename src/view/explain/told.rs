//! What a run tells of a visit's decisions: the side log of a run that is steered, of a recorded one what its history
//! and its definition let deduce.

use crate::api::standpoint::alone;
use crate::definition::{Exit, State, StateKind, Target};
use crate::execution::{EventId, EventKind, Setup, Trace, TraceStage};
use crate::history::Visit;
use crate::session::{Past, Recording};
use crate::text::{read_value, write::compact};
use crate::value::{Object, Value};

/// The side log of a visit, with what is known to follow if `known`.
/// A recorded Choice is decided again on the input that it had.
pub(in crate::view) fn told(past: &dyn Past, visit: &Visit, known: bool) -> Vec<Trace> {
    let state = past.definition().state(visit.state);
    match (past.recording(), &state.kind) {
        (Some(recording), StateKind::Choice(_)) => decided(recording, visit, state, known),
        _ => past.told(visit.entered, known),
    }
}

/// By what a visit was left, where its side log says so.
pub(in crate::view) fn exit(told: &[Trace]) -> Option<Exit> {
    let mut decisions = told.iter().rev().filter_map(|trace| match &trace.stage {
        TraceStage::Rule(rule) => Some(rule.map_or(Exit::Default, Exit::Rule)),
        TraceStage::Catch(at) => Some(Exit::Catch(*at)),
        _ => None,
    });
    decisions.next()
}

/// What a Choice makes of its input now, if that is where it went then.
fn decided(recording: &Recording, visit: &Visit, state: &State, known: bool) -> Vec<Trace> {
    let exited = visit.exited.unwrap_or(EventId::MAX);
    if recording.recorded().sketched || (!known && exited > recording.position()) {
        return Vec::new();
    }
    let Some(stages) = again(recording, visit) else {
        return Vec::new();
    };
    let rule = stages.iter().find_map(|stage| match stage {
        TraceStage::Rule(rule) => Some(*rule),
        _ => None,
    });
    match rule {
        Some(rule) if went(recording, visit, target(state, rule)) => {}
        _ => return Vec::new(),
    }
    let trace = |stage| Trace {
        visit: visit.entered,
        attempt: 0,
        event: visit.entered,
        stage,
    };
    stages.into_iter().map(trace).collect()
}

fn target(state: &State, rule: Option<u32>) -> Option<&Target> {
    let StateKind::Choice(choice) = &state.kind else {
        return None;
    };
    match rule {
        Some(rule) => choice.rules.get(rule as usize)?.next.as_ref(),
        None => choice.default.as_ref(),
    }
}

/// Whether a state was entered from a visit; true also where the history stops before that.
fn went(recording: &Recording, visit: &Visit, target: Option<&Target>) -> bool {
    let next = visit.exited.and_then(|left| recording.next(left));
    let next = next.filter(|next| matches!(next.kind, EventKind::StateEntered(_)));
    next.is_none_or(|next| next.state == target.and_then(|target| target.state))
}

/// The stages of a recorded visit of a state that calls nothing, tried again.
fn again(recording: &Recording, visit: &Visit) -> Option<Vec<TraceStage>> {
    let known = recording.known();
    let entered = known.get((visit.entered as usize).checked_sub(1)?)?;
    let input = recording.value(entered)?;
    let seen = recording.seen(visit.entered.saturating_sub(1), 0, &visit.place);
    let variables = seen.into_iter().map(|seen| (seen.name, seen.value));
    let setup = Setup {
        start: visit.entered_at,
        trace: true,
        ..Setup::named("Machine", "run", &compact(&input))
    };
    Some(alone(
        (recording.definition().clone(), visit.state),
        setup,
        (variables.collect(), context(recording, visit)),
        (0, None),
    ))
}

/// As much of the context object as the texts of a recorded run tell.
fn context(recording: &Recording, visit: &Visit) -> Value {
    let recorded = recording.recorded();
    let described = &recorded.described;
    let text = |name: &str| described.text(name).map(|text| text.to_string());
    let mut execution = Object::default();
    for (name, told) in [("Id", "executionArn"), ("Name", "name")] {
        if let Some(text) = text(told).filter(|_| described.has_execution()) {
            execution = execution.with(name, text.as_str());
        }
    }
    if let Some(first) = recorded.events.first() {
        let input = recorded.payload(first);
        let input = input.and_then(|text| read_value(&text).ok());
        execution = execution.with("Input", input.unwrap_or_default());
        execution = execution.with("StartTime", first.time.to_string().as_str());
    }
    let state = recording.definition().state(visit.state);
    let at = visit.entered_at.to_string();
    let state = Object::default()
        .with("Name", state.name.as_str())
        .with("EnteredTime", at.as_str());
    let context = Object::default()
        .with("Execution", Value::Object(execution))
        .with("State", Value::Object(state));
    Value::Object(context)
}
