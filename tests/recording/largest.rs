//! How long the largest history takes.

// Real time is what is measured.
#![allow(clippy::disallowed_methods)]

use stepglass::history::recorded;
use stepglass::session::{Recording, Stopped};

/// The largest history there is opens at once, and every position of it is near.
#[test]
fn the_largest_history_opens_and_is_sought_quickly() {
    let mut events = Vec::new();
    let mut add = |kind: &str, previous: usize, details: &str| {
        let id = events.len() + 1;
        events.push(format!(
            r#"{{"timestamp": "2024-01-01T09:00:00.{:03}000+09:00", "type": "{kind}", "id": {id}, "previousEventId": {previous}{details}}}"#,
            id % 1000
        ));
        id
    };
    let mut last = add(
        "ExecutionStarted",
        0,
        r#", "executionStartedEventDetails": {"input": "{}"}"#,
    );
    let payload =
        r#""{\"order\": {\"id\": \"A-1042\", \"lines\": [{\"sku\": \"tea\", \"count\": 3}]}}""#;
    while last < 24_995 {
        for (at, name) in ["Call", "Check"].iter().enumerate() {
            let kind = ["Task", "Choice"][at];
            let entered = format!(
                r#", "stateEnteredEventDetails": {{"name": "{name}", "input": {payload}, "inputDetails": {{"truncated": false}}}}"#
            );
            last = add(
                &format!("{kind}StateEntered"),
                if last == 1 { 0 } else { last },
                &entered,
            );
            if at == 0 {
                last = add(
                    "LambdaFunctionScheduled",
                    last,
                    &format!(
                        r#", "lambdaFunctionScheduledEventDetails": {{"resource": "arn:aws:lambda:us-east-1:1:function:f", "input": {payload}}}"#
                    ),
                );
                last = add("LambdaFunctionStarted", last, "");
                last = add(
                    "LambdaFunctionSucceeded",
                    last,
                    &format!(r#", "lambdaFunctionSucceededEventDetails": {{"output": {payload}}}"#),
                );
            }
            let exited = format!(
                r#", "stateExitedEventDetails": {{"name": "{name}", "output": {payload}, "outputDetails": {{"truncated": false}}}}"#
            );
            last = add(&format!("{kind}StateExited"), last, &exited);
        }
    }
    let text = format!("{{\"events\": [{}]}}", events.join(","));
    let began = std::time::Instant::now();
    let read = recorded::read(&[&text]).recorded;
    let mut recording = Recording::open(read.expect("it can be read"));
    let open = began.elapsed();
    let mut took = Vec::new();
    for at in 0..200u32 {
        let began = std::time::Instant::now();
        recording.seek((at * 7_919) % last as u32 + 1);
        stepglass::view::recorded::run_view(&recording, Stopped::Done);
        took.push(began.elapsed());
    }
    took.sort_unstable();
    let middle = took[took.len() / 2];
    println!(
        "{} bytes: opened in {open:?}, sought in {middle:?}",
        text.len()
    );
    // Far above what it takes, so that a busy machine does not fail it; work that grows with the square of the events
    // would.
    assert!(open.as_secs() < 30, "opened in {open:?}");
    assert!(middle.as_millis() < 500, "sought in {middle:?}");
}
