//! What DescribeExecution tells where the history does not: its end is cut off, or it was printed without data.

use stepglass::history::recorded;
use stepglass::session::{Past, Recording, Stopped};
use stepglass::view::recorded::{reading, run_view};

const ENTERED: &str = r#"{"id": 2, "previousEventId": 0, "type": "PassStateEntered", "timestamp": 1001, "stateEnteredEventDetails": {"name": "A"}}"#;
const STARTED: &str =
    r#"{"id": 1, "previousEventId": 0, "type": "ExecutionStarted", "timestamp": 1000}"#;
const FAILED: &str =
    r#"{"id": 3, "previousEventId": 2, "type": "ExecutionFailed", "timestamp": 1002}"#;
const SUCCEEDED: &str =
    r#"{"id": 3, "previousEventId": 2, "type": "ExecutionSucceeded", "timestamp": 1002}"#;
const REDRIVEN: &str = r#"{"id": 4, "previousEventId": 3, "type": "ExecutionRedriven", "timestamp": 1010, "executionRedrivenEventDetails": {"redriveCount": 1}}"#;
const FAILED_AGAIN: &str = r#"{"id": 5, "previousEventId": 4, "type": "ExecutionFailed", "timestamp": 1011, "executionFailedEventDetails": {"error": "Own"}}"#;

/// Status, closed, output, error and cause at the end; whether more is said to follow; the same before the end.
fn told(events: &[&str], described: &str) -> (String, bool, String) {
    let history = format!("[{}]", events.join(","));
    let described = format!(r#"{{"executionArn": "a", "startDate": 1000, {described}}}"#);
    let texts = [history.as_str(), described.as_str()];
    let read = recorded::read(&texts);
    let mut recording =
        Recording::open(read.recorded.unwrap_or_else(|| panic!("{:?}", read.faults)));
    let say = |recording: &Recording| {
        let view = run_view(recording, Stopped::Done);
        let execution = view.execution;
        let or = |text: Option<String>| text.unwrap_or("-".to_owned());
        let closed = execution.closed.map_or(0, |closed| closed / 1000);
        format!(
            "{} {closed} {} {} {} {}",
            execution.status,
            or(execution.output),
            or(execution.error),
            or(execution.cause),
            execution.redrives
        )
    };
    let end = say(&recording);
    let more = reading(&texts.map(str::to_owned))
        .recorded
        .expect("it opens")
        .more;
    recording.seek(recording.position() - 1);
    (end, more, say(&recording))
}

#[test]
fn the_end_of_a_history_that_is_cut_short_is_the_described_one() {
    let (end, more, before) = told(
        &[STARTED, ENTERED],
        r#""status": "FAILED", "stopDate": 1077, "error": "E", "cause": "C""#,
    );
    assert_eq!(end, "FAILED 1077 - E C 0");
    assert!(more);
    assert_eq!(before, "RUNNING 0 - - - 0");
    let (end, more, _) = told(
        &[STARTED, ENTERED],
        r#""status": "SUCCEEDED", "stopDate": 1077, "output": "{}""#,
    );
    assert_eq!((end.as_str(), more), ("SUCCEEDED 1077 {} - - 0", true));
    for status in ["RUNNING", "PENDING_REDRIVE", "NEVER HEARD OF"] {
        let status = format!(r#""status": "{status}""#);
        let (end, more, _) = told(&[STARTED, ENTERED], &status);
        assert_eq!((end.as_str(), more), ("RUNNING 0 - - - 0", false));
    }
}

#[test]
fn data_that_was_not_printed_is_the_described_one() {
    let (end, more, _) = told(
        &[STARTED, ENTERED, FAILED],
        r#""status": "FAILED", "stopDate": 1002.4, "error": "E", "cause": "C""#,
    );
    assert_eq!((end.as_str(), more), ("FAILED 1002 - E C 0", false));
    let (end, ..) = told(
        &[STARTED, ENTERED, SUCCEEDED],
        r#""status": "SUCCEEDED", "stopDate": 1002, "output": "[1]""#,
    );
    assert_eq!(end, "SUCCEEDED 1002 [1] - - 0");
}

#[test]
fn another_end_is_not_the_described_one() {
    // Described after a redrive, or before it.
    let later = r#""status": "SUCCEEDED", "stopDate": 2000, "output": "1", "redriveCount": 1, "redriveDate": 1900"#;
    let (end, more, _) = told(&[STARTED, ENTERED, FAILED], later);
    assert_eq!((end.as_str(), more), ("FAILED 1002 - - - 0", true));
    let again = later.replace("SUCCEEDED", "FAILED");
    let (end, more, _) = told(&[STARTED, ENTERED, FAILED], &again);
    assert_eq!((end.as_str(), more), ("FAILED 1002 - - - 0", true));
    let earlier = r#""status": "FAILED", "stopDate": 1002, "error": "Other", "cause": "C""#;
    let all = [STARTED, ENTERED, FAILED, REDRIVEN, FAILED_AGAIN];
    let (end, more, _) = told(&all, earlier);
    assert_eq!((end.as_str(), more), ("FAILED 1011 - Own - 1", false));
    let (end, more, _) = told(&all[..4], earlier);
    assert_eq!((end.as_str(), more), ("RUNNING 0 - - - 1", false));
}

/// What is described stands for the input of a history without data.
#[test]
fn the_input_is_the_described_one() {
    let described = r#"{"executionArn": "a", "status": "RUNNING", "input": "{\"n\": 1}"}"#;
    let history = format!("[{STARTED}, {ENTERED}]");
    let read = recorded::read(&[&history, described])
        .recorded
        .expect("it opens");
    let recording = Recording::open(read);
    assert_eq!(
        recording.input().get("n").map(|n| n.as_number().is_some()),
        Some(true)
    );
}
