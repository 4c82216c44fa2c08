//! `inspectionData`: which stages of a trial are shown, by type of state and query language.

use super::ask::Ask;
use super::http;
use super::trial::Tried;
use crate::definition::{QueryLanguage, Resource, State, StateKind};
use crate::execution::TraceStage;
use crate::text::write;
use crate::value::{Object, Value};

/// The members for level DEBUG, and for TRACE those of an HTTP Task besides.
pub(super) fn data(ask: &Ask, state: &State, tried: &Tried) -> Object {
    let setup = tried.run.machine().setup();
    let mut data = Object::default();
    text(&mut data, "input", &setup.input);
    let mut selected = Vec::new();
    for stage in tried.stages() {
        match stage {
            TraceStage::AfterItemSelector { input, .. } => selected.push(input.clone()),
            stage => show(&mut data, state, stage),
        }
    }
    if !selected.is_empty() {
        text(&mut data, "afterItemSelector", &Value::from(selected));
    }
    if let Some(pointed) = &tried.pointed {
        text(&mut data, "afterItemsPointer", pointed);
    }
    let variables = variables(ask, tried);
    if !variables.is_empty() {
        text(&mut data, "variables", &Value::Object(variables));
    }
    let details = error_details(tried);
    if !details.is_empty() {
        data.set("errorDetails", details);
    }
    if ask.trace && ask.mock.is_none() && is_http(state) {
        exchange(&mut data, tried, &setup.region);
    }
    data
}

/// Payloads are JSON texts.
fn text(data: &mut Object, name: &str, value: &Value) {
    data.set(name, write::compact(value));
}

/// Adds a stage if it is shown for this state. Recorded per type and language; see the table of the module.
fn show(data: &mut Object, state: &State, stage: &TraceStage) {
    use StateKind::{Map, Parallel, Pass, Task};
    let jsonata = state.language == QueryLanguage::Jsonata;
    let fixed = matches!(state.kind, Pass(Some(_)));
    let task = matches!(state.kind, Task(_));
    let (name, shown, value) = match stage {
        TraceStage::AfterInputPath(value) => {
            let hidden = jsonata || fixed || matches!(state.kind, Parallel(_));
            ("afterInputPath", !hidden, value)
        }
        TraceStage::AfterParameters(value) if jsonata => ("afterArguments", task, value),
        TraceStage::AfterParameters(value) => {
            let shown = task || matches!(state.kind, Pass(None));
            ("afterParameters", shown, value)
        }
        TraceStage::AfterItemsPath(value) => ("afterItemsPath", !jsonata, value),
        TraceStage::AfterItemBatcher(value) => ("afterItemBatcher", true, value),
        TraceStage::Result(value) => ("result", task || (fixed && !jsonata), value),
        TraceStage::AfterResultSelector(value) => ("afterResultSelector", true, value),
        TraceStage::AfterResultPath(value) => ("afterResultPath", true, value),
        other if matches!(state.kind, Map(_)) => return numbers(data, other),
        _ => return,
    };
    if shown {
        text(data, name, value);
    }
}

/// A Map's numbers. `maxConcurrency` is 0 where the Map sets none, tolerances appear only where it sets them.
fn numbers(data: &mut Object, stage: &TraceStage) {
    match stage {
        TraceStage::MaxConcurrency(most) => data.set("maxConcurrency", *most),
        TraceStage::ToleratedFailures { count, percentage } => {
            if let Some(count) = count.and_then(|count| i64::try_from(count).ok()) {
                data.set("toleratedFailureCount", count);
            }
            if let Some(percentage) = percentage {
                data.set("toleratedFailurePercentage", *percentage);
            }
        }
        _ => {}
    }
}

/// The variables after the state: those given and those assigned.
fn variables(ask: &Ask, tried: &Tried) -> Object {
    let mut variables = ask.variables.clone();
    for stage in tried.stages() {
        if let TraceStage::Assigned(assigned) = stage {
            for (name, value) in assigned.iter() {
                variables.set(name.clone(), value.clone());
            }
        }
    }
    variables
}

/// Which retrier or catcher dealt with the error. A retrier that is used up is named without a delay.
fn error_details(tried: &Tried) -> Object {
    let mut details = Object::default();
    for stage in tried.stages() {
        match stage {
            TraceStage::Retry { retrier, delay, .. } => {
                details.set("retryIndex", *retrier);
                details.set("retryBackoffIntervalSeconds", *delay / 1000);
            }
            TraceStage::RetriesUsedUp(retrier) => details.set("retryIndex", *retrier),
            TraceStage::Catch(catcher) => details.set("catchIndex", *catcher),
            _ => {}
        }
    }
    details
}

fn is_http(state: &State) -> bool {
    let StateKind::Task(task) = &state.kind else {
        return false;
    };
    matches!(&task.resource, Resource::Service { service, .. } if service == "http")
}

fn exchange(data: &mut Object, tried: &Tried, region: &str) {
    let sent = tried.stages().find_map(|stage| match stage {
        TraceStage::AfterParameters(sent) => Some(sent),
        _ => None,
    });
    let Some(sent) = sent else {
        return;
    };
    data.set("request", http::request(sent, region));
    let result = tried.stages().find_map(|stage| match stage {
        TraceStage::Result(result) => Some(result),
        _ => None,
    });
    if let Some(result) = result {
        data.set("response", http::response(sent, result));
    }
}
