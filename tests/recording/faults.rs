//! Texts that are no recorded run: each is refused at its place.

use stepglass::history::recorded;
use stepglass::view::recorded::reading;

const STARTED: &str = r#"{"id": 1, "previousEventId": 0, "type": "ExecutionStarted", "timestamp": 1, "executionStartedEventDetails": {"input": "{}"}}"#;
const ENTERED: &str = r#"{"id": 2, "previousEventId": 0, "type": "PassStateEntered", "timestamp": 1, "stateEnteredEventDetails": {"name": "A"}}"#;

/// The faults of texts: name, which text, marked part.
fn faults(texts: &[&str]) -> Vec<(String, u32, String)> {
    let owned: Vec<String> = texts.iter().map(|text| (*text).to_owned()).collect();
    let view = reading(&owned);
    assert_eq!(view.request.is_some(), view.faults.is_empty(), "{texts:?}");
    let told = view.faults.into_iter().map(|fault| {
        let text: Vec<u16> = texts[fault.source as usize].encode_utf16().collect();
        let marked = text.get(fault.place.from as usize..(fault.place.to as usize).min(text.len()));
        let marked = String::from_utf16_lossy(marked.unwrap_or_default());
        (fault.name, fault.source, marked)
    });
    told.collect()
}

#[test]
fn faults_stand_at_their_place() {
    let history = |events: &[&str]| format!("{{\"events\": [{}]}}", events.join(", "));
    let good = history(&[STARTED, ENTERED]);
    let pass = r#"{"StartAt": "A", "States": {"A": {"Type": "Pass", "End": true}}}"#;
    let event = |json: &str| history(&[STARTED, json]);
    let waits = ENTERED.replace("\"id\": 2", "\"id\": 3");
    let waits = waits.replace("Pass", "Wait");
    let cases: Vec<(Vec<String>, &str, u32, &str)> = vec![
        (vec!["{".into()], "json", 0, ""),
        (vec!["".into()], "json", 0, ""),
        (vec![r#"{"a": 1}"#.into()], "foreign", 0, "{"),
        (vec![good.clone(), "7".into()], "foreign", 1, "7"),
        (vec![pass.into()], "noHistory", 0, "{"),
        (vec!["[]".into()], "noEvents", 0, "["),
        (vec![event("\"é\", 7")], "notEvent", 0, "\"é\""),
        (vec![event(r#"{"id": "2"}"#)], "member", 0, "\"2\""),
        (
            vec![event(r#"{"id": 2, "type": "X"}"#)],
            "member",
            0,
            r#"{"id": 2, "type": "X"}"#,
        ),
        (
            vec![event(r#"{"id": 2, "type": "X", "timestamp": "noon"}"#)],
            "member",
            0,
            "\"noon\"",
        ),
        (
            vec![event(
                r#"{"id": 2, "type": "X", "timestamp": 1, "previousEventId": 2}"#,
            )],
            "member",
            0,
            "2",
        ),
        (
            vec![event(r#"{"id": -1, "type": "X", "timestamp": 1}"#)],
            "member",
            0,
            "-1",
        ),
        (vec![history(&[ENTERED])], "gap", 0, ENTERED),
        (
            vec![event(r#"{"id": 4, "type": "X", "timestamp": 1}"#)],
            "gap",
            0,
            r#"{"id": 4, "type": "X", "timestamp": 1}"#,
        ),
        (
            vec![
                good.clone(),
                format!("[{}]", ENTERED.replace("\"A\"", "\"B\"")),
            ],
            "twice",
            1,
            "",
        ),
        (
            vec![good.clone(), pass.replace("\"A\"", "\"Z\"")],
            "noState",
            0,
            ENTERED,
        ),
        (
            vec![good.clone(), pass.replace("Pass", "Wait")],
            "otherType",
            0,
            ENTERED,
        ),
        (
            vec![history(&[STARTED, ENTERED, &waits])],
            "twoTypes",
            0,
            &waits,
        ),
        (
            vec![good.clone(), r#"{"definition": "no"}"#.into()],
            "noStates",
            1,
            "{",
        ),
        (
            vec![
                good.clone(),
                r#"{"executionArn": "a", "status": "RUNNING", "input": "[]"}"#.into(),
            ],
            "otherExecution",
            1,
            "{",
        ),
    ];
    for (texts, name, source, marked) in &cases {
        let borrowed: Vec<&str> = texts.iter().map(String::as_str).collect();
        let found = faults(&borrowed);
        let (kind, at, place) = found
            .first()
            .unwrap_or_else(|| panic!("nothing wrong in {texts:?}"));
        assert_eq!((kind.as_str(), *at), (*name, *source), "{texts:?}");
        assert!(
            marked.is_empty() || place == marked,
            "{name}: «{place}» in {texts:?}"
        );
    }
    assert!(faults(&[&good]).is_empty());
    assert!(faults(&[&good, pass]).is_empty());
    let described = format!(
        "{{\"definition\": {}}}",
        stepglass::text::write::compact(&pass.into())
    );
    assert!(faults(&[&described, &good]).is_empty());
}

#[test]
fn types_that_are_not_known_stay_as_they_are() {
    let odd = r#"{"id": 3, "previousEventId": 2, "type": "TaskTeleported", "timestamp": 2, "taskTeleportedEventDetails": {"to": "Mars"}}"#;
    let text = format!("[{STARTED}, {ENTERED}, {odd}]");
    let read = recorded::read(&[&text]).recorded.expect("it can be read");
    let recording = stepglass::session::Recording::open(read);
    let rows = stepglass::view::steer::event_rows(&recording, 3, 1);
    assert_eq!(
        (rows[0].kind.as_str(), rows[0].visit),
        ("TaskTeleported", Some(2))
    );
    assert!(recording
        .event(3)
        .is_some_and(|json| json.contains("\"to\": \"Mars\"")));
}

/// Containers inside each other beyond any definition are refused, not walked into.
#[test]
fn nesting_is_bounded() {
    let mut events = vec![STARTED.to_owned()];
    for at in 0..2_000 {
        let (id, cause) = (events.len() + 1, events.len() * usize::from(at > 0));
        events.push(format!(
            r#"{{"id": {id}, "previousEventId": {cause}, "type": "ParallelStateEntered", "timestamp": 1, "stateEnteredEventDetails": {{"name": "P{at}"}}}}"#
        ));
        events.push(format!(
            r#"{{"id": {}, "previousEventId": {id}, "type": "ParallelStateStarted", "timestamp": 1}}"#,
            id + 1
        ));
    }
    let text = format!("[{}]", events.join(","));
    assert_eq!(faults(&[&text])[0].0, "tooDeep");
}
