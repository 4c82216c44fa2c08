//! Executions in case files: a request of `simulate` as input, one line an event as answer.
//!
//! The input is the request's JSON; latency is zero unless it says otherwise. A line is
//! `id:Type<previousEventId` with the milliseconds since the start when there are any, then the details. The last line
//! is the outcome.

mod support;

use std::collections::BTreeSet;
use std::path::PathBuf;
use stepglass::api::simulate::simulate;
use stepglass::text::{read_value, write};
use stepglass::value::{Object, Value};
use support::lines::{line, seconds, text};

const FILES: [&str; 8] = [
    "execution/simple.txt",
    "execution/tasks.txt",
    "execution/errors.txt",
    "execution/parallel.txt",
    "execution/map.txt",
    "execution/requests.txt",
    "execution/mocks.txt",
    "execution/doubles.txt",
];

#[test]
fn executions_record_these_events() {
    for file in FILES {
        support::check(file, told);
    }
}

/// Types that only StopExecution, a redrive or JSONata records.
const ELSEWHERE: [&str; 4] = [
    "ExecutionAborted",
    "ExecutionRedriven",
    "MapRunRedriven",
    "EvaluationFailed",
];

/// Every type of event stands in a case, so that none is rendered unseen.
#[test]
fn every_type_of_event_is_recorded_by_a_case() {
    let mut seen = BTreeSet::new();
    for file in FILES {
        let path: PathBuf = [env!("CARGO_MANIFEST_DIR"), "tests", file].iter().collect();
        let text = std::fs::read_to_string(path).expect("the case file can be read");
        let types = text.lines().filter_map(|line| {
            let (id, rest) = line.split_once(':')?;
            id.parse::<u32>().ok()?;
            rest.split_once('<').map(|(kind, _)| kind.to_string())
        });
        seen.extend(types);
    }
    let missing: Vec<&str> = types()
        .filter(|kind| !seen.contains(*kind) && !ELSEWHERE.contains(kind))
        .collect();
    assert!(missing.is_empty(), "no case records {missing:?}");
}

/// All types of events, from the file that lists them.
fn types() -> impl Iterator<Item = &'static str> {
    include_str!("execution/types.list").lines()
}

fn told(input: &str) -> String {
    let request = match read_value(input) {
        Ok(Value::Object(request)) => with_options(request),
        _ => return simulate(input),
    };
    let response = simulate(&write::compact(&Value::Object(request)));
    let Ok(Value::Object(mut response)) = read_value(&response) else {
        return response;
    };
    let events = response.remove("events");
    let events = events.as_ref().and_then(Value::as_array);
    let mut lines: Vec<String> = Vec::new();
    let start = events
        .and_then(|list| seconds(list.first()?))
        .unwrap_or(0.0);
    for event in events.into_iter().flatten() {
        lines.push(line(event, start));
    }
    lines.push(outcome(&response));
    lines.join("\n")
}

fn with_options(request: Object) -> Object {
    let options = request.get("options").and_then(Value::as_object).cloned();
    let mut options = options.unwrap_or_default();
    for (name, value) in [
        ("latency", Value::from("zero")),
        ("events", Value::from(true)),
    ] {
        if options.get(name).is_none() {
            options.set(name, value);
        }
    }
    request.with("options", options)
}

/// What the response says besides the events.
fn outcome(response: &Object) -> String {
    let dropped = |name: &str| name == "eventsTruncated" || name == "eventCount";
    let members = response.iter().filter(|(name, _)| !dropped(name));
    let told = members.map(|(name, value)| format!("{name}={}", text(Some(value))));
    format!("= {}", told.collect::<Vec<_>>().join(" "))
}
