//! Executions of other machines as part of a run: time travel with them.

mod sessions;

use sessions::{machines, start_of};
use stepglass::execution::{EventKind, TaskEvent};
use stepglass::random::Random;
use stepglass::session::{Journal, Session, Step, Stopped};
use stepglass::text::write::compact;
use stepglass::value::{Object, Value};

fn to_end(session: &mut Session) -> String {
    while session.run(1_000) == Stopped::Slice {}
    compact(&session.history())
}

const NESTED: &str = r#"{"StartAt": "Fan", "States": {
  "Fan": {"Type": "Map", "ItemsPath": "$.items", "MaxConcurrency": 2, "ResultPath": null, "Next": "Quick",
    "ItemProcessor": {"StartAt": "Child", "States": {"Child": {"Type": "Task", "End": true,
      "Resource": "arn:aws:states:::states:startExecution.sync:2",
      "Parameters": {"StateMachineArn": "arn:aws:states:us-east-1:123456789012:stateMachine:Child", "Input": {"n.$": "$", "items": [1, 2]}}}}}},
  "Quick": {"Type": "Task", "Resource": "arn:aws:states:::states:startExecution.sync", "TimeoutSeconds": 3, "Next": "Loose",
    "Parameters": {"StateMachineArn": "arn:aws:states:us-east-1:123456789012:stateMachine:Child", "Input": {"n": 20, "items": []}},
    "Catch": [{"ErrorEquals": ["States.Timeout"], "Next": "Loose"}]},
  "Loose": {"Type": "Task", "Resource": "arn:aws:states:::states:startExecution", "End": true,
    "Parameters": {"StateMachineArn": "arn:aws:states:us-east-1:123456789012:stateMachine:Child", "Input": {"n": 30, "items": [3]}}}}}"#;

const OTHERS: &str = r#"{
  "Child": {"definition": {"StartAt": "Call", "States": {
      "Call": {"Type": "Task", "Resource": "arn:aws:states:::dynamodb:updateItem", "ResultPath": null, "Next": "Nap",
        "Parameters": {"TableName": "Counts", "Key": {"id": {"S": "n"}}, "UpdateExpression": "ADD n :one",
          "ExpressionAttributeValues": {":one": {"N": "1"}}}},
      "Nap": {"Type": "Wait", "SecondsPath": "$.n", "Next": "Each"},
      "Each": {"Type": "Map", "ItemsPath": "$.items", "ItemProcessor": {
        "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS"}, "StartAt": "Leaf", "States": {
        "Leaf": {"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:sfn:startSyncExecution", "End": true,
          "Parameters": {"StateMachineArn": "arn:aws:states:us-east-1:123456789012:stateMachine:Leaf"}}}},
        "End": true}}}},
  "Leaf": {"type": "EXPRESS", "definition": {"StartAt": "F", "States": {
      "F": {"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:f", "End": true}}},
    "mocks": {"F": {"cycle": [{"return": 1}, {"throw": {"error": "Busy"}}]}}}}"#;

/// What there is of executions that Tasks have started: name, status and history.
fn nested(session: &Session) -> Vec<(String, &'static str, String)> {
    let all = session.nested().enumerate();
    let told = all.map(|(at, nested)| {
        let opened = session.opened(at).expect("it was started");
        let status = nested.outcome().status;
        assert_eq!(
            opened.machine.status(),
            status,
            "the history ends as it did"
        );
        let name = nested.setup().execution_name.to_string();
        (name, status.name(), compact(&opened.history()))
    });
    told.collect()
}

/// Executions of other machines go back and forth with the run, and so does what they change.
#[test]
fn nested_executions_stand_at_every_position_where_they_stood_then() {
    let mut start = start_of(NESTED, r#"{"items": [3, 1, 2]}"#, "", "");
    start.machines = OTHERS.to_owned();
    start.doubles = r#"{"dynamodb": {"Counts": {"key": ["id"]}}}"#.to_owned();
    let mut session = Session::start(start).expect("it can be started");
    let mut held = Vec::new();
    loop {
        held.push((session.position(), nested(&session), session.doubles()));
        if session.run(1) != Stopped::Slice {
            break;
        }
    }
    let (straight, end) = (to_end(&mut session), nested(&session));
    // Three items, each with two leaves, one that is stopped, and one that nobody waits for with one leaf.
    assert_eq!(end.len(), 12);
    let with = |status: &str| end.iter().filter(|(_, other, _)| *other == status).count();
    assert_eq!(
        (with("ABORTED"), with("FAILED"), with("SUCCEEDED")),
        (1, 3, 8)
    );
    let count = compact(&Value::Object(session.doubles()));
    assert!(count.contains(r#""n":{"N":"5"}"#), "{count}");
    // Of several moments with one number of events a session seeks the first.
    held.dedup_by_key(|(position, ..)| *position);
    let mut random = Random::new(11);
    for _ in 0..100 {
        let (position, executions, contents) = &held[random.below(held.len() as u64) as usize];
        session.seek(*position);
        assert_eq!(&nested(&session), executions, "at {position}");
        assert_eq!(&session.doubles(), contents, "at {position}");
    }
    while session.step(Step::Back) != Stopped::Start {}
    assert_eq!(session.nested().count(), 0);
    assert_eq!(to_end(&mut session), straight);
    assert_eq!(nested(&session), end);
    let journal = Journal::from_text(&session.journal().to_text()).expect("it reads back");
    let mut again = Session::replay(journal).expect("it can be started again");
    assert_eq!(to_end(&mut again), straight);
    assert_eq!(nested(&again), end);
    again.seek(9);
    again.stop(Default::default());
    let stopped = nested(&again);
    assert!(
        stopped.iter().all(|(_, status, _)| *status != "RUNNING"),
        "{stopped:?}"
    );
}

const MANY: &str = r#"{"StartAt": "Fan", "States": {"Fan": {"Type": "Map", "End": true, "ResultPath": null,
  "ItemProcessor": {"StartAt": "Child", "States": {"Child": {"Type": "Task", "End": true,
    "Resource": "arn:aws:states:::states:startExecution.sync:2",
    "Parameters": {"StateMachineArn": "arn:aws:states:us-east-1:123456789012:stateMachine:Child"}}}}}}}"#;

/// How long a run takes that starts so many executions.
#[allow(clippy::disallowed_methods)] // real time is what is measured
fn many(count: usize) -> std::time::Duration {
    let input = compact(&Value::from(vec![Value::Null; count]));
    let mut start = start_of(MANY, &input, "", "");
    start.machines = r#"{"Child": {"definition": {"StartAt": "P", "States": {"P": {"Type": "Pass", "End": true}}}}}"#.to_owned();
    let mut session = Session::start(start).expect("it can be started");
    let began = std::time::Instant::now();
    while session.run(1_000) == Stopped::Slice {}
    let took = began.elapsed();
    assert_eq!(session.nested().count(), count);
    took
}

#[test]
fn many_executions_take_time_with_their_number_not_with_its_square() {
    let (mut few, mut all) = (many(700), many(2_800));
    for _ in 0..15 {
        if all < few * 8 {
            break;
        }
        (few, all) = (few.min(many(700)), all.min(many(2_800)));
    }
    println!("700 executions started in {few:?}, 2,800 in {all:?}");
    assert!(all < few * 8, "{few:?}, then {all:?}");
}

/// What a child's end told its parent, taken as a mock, makes the same history.
#[test]
fn the_answer_of_a_nested_execution_can_be_a_mock() {
    let mut start = start_of(NESTED, r#"{"items": [2]}"#, "", "");
    start.machines = OTHERS.to_owned();
    let mut session = Session::start(start.clone()).expect("it can be started");
    to_end(&mut session);
    let child = session.known().iter().find(|event| event.id == 5);
    let given = session.given(child.expect("the Task is entered").id);
    assert_eq!(given.len(), 1);
    start.mocks = compact(&Value::Object(Object::default().with("Child", given)));
    let mut mocked = Session::start(start).expect("it can be started");
    to_end(&mut mocked);
    let answered = |session: &Session| {
        let ended = |kind: &EventKind| matches!(kind, EventKind::Task(TaskEvent::Succeeded(_)));
        let event = session.known().iter().find(|event| ended(&event.kind));
        let event = event.and_then(|event| session.event(event.id));
        compact(&event.expect("the Task succeeds"))
    };
    assert_eq!(answered(&mocked), answered(&session));
    assert_eq!(mocked.nested().count(), session.nested().count() - 3);
}

fn plain() -> Session {
    let machine = &machines()[0];
    let start = start_of(machine.definition, machine.input, machine.mocks, "");
    Session::start(start).expect("the machine can be started")
}

#[test]
fn a_journal_from_before_there_were_other_machines_is_read() {
    let text = plain().journal().to_text();
    let old = text.replace(r#""machines":"","#, "");
    assert_ne!(old, text);
    let journal = Journal::from_text(&old).expect("it reads");
    let mut again = Session::replay(journal).expect("it starts");
    assert_eq!(to_end(&mut again), to_end(&mut plain()));
}
