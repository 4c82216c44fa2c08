//! Pages of one history that overlap, and whether more of it follows.

use stepglass::history::recorded;
use stepglass::view::recorded::reading;

const STARTED: &str =
    r#"{"id": 1, "previousEventId": 0, "type": "ExecutionStarted", "timestamp": 1}"#;
const BARE: &str = r#"{"id": 2, "previousEventId": 0, "type": "PassStateEntered", "timestamp": 1, "stateEnteredEventDetails": {"name": "A", "inputDetails": {"truncated": true}}}"#;
const FULL: &str = r#"{"id": 2, "previousEventId": 0, "type": "PassStateEntered", "timestamp": 1, "stateEnteredEventDetails": {"name": "A", "input": "{\"a\": 1}", "inputDetails": {"truncated": false}}}"#;
const LEFT: &str = r#"{"id": 3, "previousEventId": 2, "type": "PassStateExited", "timestamp": 1, "stateExitedEventDetails": {"name": "A"}}"#;
const FAILED: &str = r#"{"id": 4, "previousEventId": 3, "type": "ExecutionFailed", "timestamp": 1, "executionFailedEventDetails": {"error": "E", "cause": "C"}}"#;

fn page(events: &[&str], token: bool) -> String {
    let token = if token { r#", "nextToken": "AAA""# } else { "" };
    format!(r#"{{"events": [{}]{token}}}"#, events.join(","))
}

/// The copy that has data is kept, wherever it stands.
#[test]
fn of_two_copies_the_one_with_data_is_kept() {
    let (bare, full) = (
        page(&[STARTED, BARE], true),
        page(&[FULL, LEFT, FAILED], false),
    );
    let spaced = full.replace(r#"{\"a\": 1}"#, r#"{\"a\":1}"#);
    for texts in [
        vec![bare.as_str(), &full],
        vec![&full, &bare],
        vec![&bare, &full, &bare],
        vec![&full, &spaced, &bare],
    ] {
        let read = recorded::read(&texts);
        let read = read.recorded.unwrap_or_else(|| panic!("{:?}", read.faults));
        let payload = read.payload(&read.events[1]).expect("the event has data");
        assert_eq!(payload.as_str(), r#"{"a": 1}"#, "{texts:?}");
        assert!(!read.more);
    }
}

#[test]
fn copies_that_contradict_each_other_are_told_with_what_differs() {
    let page = page(&[STARTED, FULL, LEFT, FAILED], false);
    for (event, from, to, member) in [
        (FULL, r#"{\"a\": 1}"#, r#"{\"a\": 2}"#, "input"),
        (FULL, "\"A\"", "\"B\"", "name"),
        (FULL, "Pass", "Wait", "type"),
        (FAILED, "\"E\"", "\"F\"", "error"),
        (FAILED, "\"C\"", "\"D\"", "cause"),
        (FAILED, "\"timestamp\": 1", "\"timestamp\": 2", "timestamp"),
        (
            FAILED,
            "\"previousEventId\": 3",
            "\"previousEventId\": 2",
            "previousEventId",
        ),
    ] {
        let other = format!("[{}]", event.replace(from, to));
        let view = reading(&[page.clone(), other]);
        let fault = view.faults.first().expect("they differ");
        assert_eq!(fault.name, "twice");
        assert_eq!((fault.source, fault.words[1].as_str()), (1, member));
    }
}

/// A token whose page is there is used up, in whatever order the pages come.
#[test]
fn more_follows_only_after_the_last_page() {
    let first = page(&[STARTED, FULL], true);
    let middle = page(&[LEFT], true);
    let newest = page(&[LEFT, FULL], true);
    let told = |texts: &[&str]| {
        let read = recorded::read(texts);
        read.recorded
            .unwrap_or_else(|| panic!("{:?}", read.faults))
            .more
    };
    assert!(told(&[&first]));
    assert!(told(&[&first, &middle]));
    assert!(told(&[&middle, &first]));
    assert!(!told(&[&first, &page(&[LEFT], false)]));
    assert!(!told(&[&page(&[LEFT], false), &first]));
    assert!(!told(&[&first, &page(&[FULL, LEFT], false)]));
    // Newest first: what follows is older, and is there.
    assert!(!told(&[&newest, &page(&[STARTED], false)]));
    // Nothing follows an end.
    assert!(!told(&[&first, &page(&[LEFT, FAILED], true)]));
}
