//! By what states were left where several ways lead to the next: a steered run knows, of a history it is deduced.

use super::sessions::start_of;
use super::{opened, page};
use stepglass::session::{Past, Session, Stopped};
use stepglass::text::write::compact;
use stepglass::value::{Object, Value};
use stepglass::view::run::TakenEdge;
use stepglass::view::{recorded, steer};

/// Rules, `Default`, `Next` and catchers that lead to the same states, in a loop.
const MACHINE: &str = r#"{"StartAt": "Call", "States": {
    "Call": {"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:111111111111:function:work", "ResultPath": "$.n", "Next": "Pick",
        "Catch": [{"ErrorEquals": ["A"], "Next": "Count", "ResultPath": "$.caught"},
            {"ErrorEquals": ["B"], "Next": "Count", "ResultPath": "$.caught"},
            {"ErrorEquals": ["States.ALL"], "Next": "Pick", "ResultPath": "$.n"}]},
    "Pick": {"Type": "Choice", "Choices": [
        {"Variable": "$.n", "NumericEquals": 1, "Next": "Count"},
        {"Variable": "$.n", "NumericEquals": 2, "Next": "Count"},
        {"Variable": "$.n", "NumericEquals": 3, "Next": "Stop"}], "Default": "Count"},
    "Count": {"Type": "Pass", "Next": "Call"},
    "Stop": {"Type": "Succeed"}}}"#;

const MOCKS: &str = r#"{"Call": {"cycle": [{"return": 2}, {"throw": {"error": "B"}}, {"return": 9}, {"return": 1},
    {"throw": {"error": "C"}}, {"return": 2}, {"throw": {"error": "A"}}, {"return": 3}]}}"#;

fn played() -> Session {
    let start = start_of(MACHINE, "{}", MOCKS, "{}");
    let mut session = Session::start(start).expect("the machine can be started");
    while session.run(1_000) == Stopped::Slice {}
    session
}

fn lines(taken: &[TakenEdge], past: &dyn Past) -> Vec<String> {
    let name = |state: Option<u32>| match state {
        Some(at) => past.definition().states[at as usize].name.to_string(),
        None => "-".to_owned(),
    };
    let line = |edge: &TakenEdge| {
        let (from, to) = (name(edge.from), name(edge.to));
        let kind = edge.kind.map(|kind| format!("{kind:?}"));
        let last = if edge.last { " last" } else { "" };
        format!(
            "{from} {to} {} {} x{} by {}{last}",
            kind.as_deref().unwrap_or("?"),
            edge.index,
            edge.count,
            edge.event
        )
    };
    taken.iter().map(line).collect()
}

fn steered(session: &Session) -> Vec<String> {
    lines(&steer::run_view(session, Stopped::Done).taken, session)
}

fn of_history(recording: &stepglass::session::Recording) -> Vec<String> {
    lines(
        &recorded::run_view(recording, Stopped::Done).taken,
        recording,
    )
}

#[test]
fn each_way_between_two_states_is_an_edge_of_its_own() {
    let session = played();
    let taken = steered(&session);
    let kinds: Vec<&str> = taken
        .iter()
        .map(|line| line.split(" by").next().unwrap())
        .collect();
    assert_eq!(
        kinds,
        [
            "- Call Start 0 x1",
            "Call Pick Next 0 x5",
            "Pick Count Rule 1 x2",
            "Count Call Next 0 x7",
            "Call Count Catch 1 x1",
            "Pick Count Default 0 x2",
            "Pick Count Rule 0 x1",
            "Call Pick Catch 2 x1",
            "Call Count Catch 0 x1",
            "Pick Stop Rule 2 x1",
            "Stop - End 0 x1",
        ]
    );
}

#[test]
fn a_history_tells_them_as_the_run_itself_does() {
    let mut session = played();
    let text = page(session.history());
    let mut recording = recorded::open(opened(&[&text, MACHINE]));
    for position in (1..=session.known().len() as u32).rev() {
        session.seek(position);
        recording.seek(session.position());
        assert_eq!(steered(&session), of_history(&recording), "at {position}");
    }
}

/// A history without data does not tell which rule held; which catcher took an error it does.
#[test]
fn what_no_history_tells_is_left_open() {
    let bare = |value: &Value| {
        let event = value.as_object().expect("an event");
        let members = event.iter().map(|(name, value)| {
            let details = value.as_object().filter(|_| name.ends_with("EventDetails"));
            let kept = details.map(|details| {
                let members = details.iter();
                let kept =
                    members.filter(|(name, _)| !["input", "output"].contains(&name.as_str()));
                kept.map(|(name, value)| (name.clone(), value.clone()))
                    .collect::<Object>()
            });
            (name.clone(), kept.map_or(value.clone(), Value::Object))
        });
        Value::Object(members.collect())
    };
    let history = played().history();
    let events: Vec<Value> = history
        .as_array()
        .expect("events")
        .iter()
        .map(bare)
        .collect();
    let text = page(Value::from(events));
    assert!(!compact(&Value::from(text.as_str())).contains("\\\"output\\\""));
    let recording = recorded::open(opened(&[&text, MACHINE]));
    let open: Vec<String> = of_history(&recording)
        .into_iter()
        .filter(|line| line.starts_with("Pick") || line.contains("Catch"))
        .collect();
    let kinds: Vec<&str> = open
        .iter()
        .map(|line| line.split(" by").next().unwrap())
        .collect();
    assert_eq!(
        kinds,
        [
            "Pick Count ? 0 x5",
            "Call Count Catch 1 x1",
            "Call Pick Catch 2 x1",
            "Call Count Catch 0 x1",
            "Pick Stop Rule 2 x1",
        ]
    );
}
