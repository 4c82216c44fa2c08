//! Time travel as properties: the same journal gives the same bytes, however a session got where it is.

mod sessions;

use sessions::{machines, start_of, Machine};
use stepglass::execution::EventKind;
use stepglass::random::Random;
use stepglass::session::{Breakpoint, Journal, Session, Step, Stopped};
use stepglass::text::write::compact;
use stepglass::value::{Object, Value};

fn open(machine: &Machine) -> Session {
    let start = start_of(
        machine.definition,
        machine.input,
        machine.mocks,
        machine.files,
    );
    Session::start(start).expect("the machine can be started")
}

fn started(definition: &str, mocks: &str) -> Session {
    let start = start_of(definition, "{}", mocks, "");
    Session::start(start).expect("the machine can be started")
}

fn to_end(session: &mut Session) -> String {
    while session.run(1_000) == Stopped::Slice {}
    compact(&session.history())
}

#[test]
fn going_back_and_forth_at_random_changes_nothing() {
    for machine in machines() {
        let mut session = open(&machine);
        let straight = to_end(&mut session);
        let known = session.known().len() as u64;
        let mut random = Random::new(machine.definition.len() as u64);
        let kinds = [
            Step::Micro,
            Step::Into,
            Step::Over,
            Step::Out,
            Step::Back,
            Step::RunBack,
        ];
        for _ in 0..120 {
            match random.below(4) {
                0 => drop(session.seek(random.below(known + 3) as u32)),
                1 => drop(session.run(random.below(20))),
                _ => drop(session.step(kinds[random.below(kinds.len() as u64) as usize])),
            }
            let prefix = compact(&session.history());
            let inner = prefix.trim_end_matches(']');
            assert!(
                straight.starts_with(inner),
                "{} at {}",
                machine.name,
                session.position()
            );
        }
        assert_eq!(to_end(&mut session), straight, "{}", machine.name);
    }
}

#[test]
fn seeking_to_an_event_is_running_that_far() {
    for machine in machines() {
        let mut session = open(&machine);
        to_end(&mut session);
        let known = session.known().len() as u32;
        let stride = known as usize / 60 + 1;
        for event in (1..=known).rev().step_by(stride) {
            session.seek(event);
            let mut fresh = open(&machine);
            while fresh.position() < event && fresh.run(1) == Stopped::Slice {}
            assert_eq!(session.position(), fresh.position(), "{}", machine.name);
            assert_eq!(session.now(), fresh.now(), "{}", machine.name);
            assert_eq!(
                session.summary().visits().len(),
                fresh.summary().visits().len()
            );
        }
    }
}

#[test]
fn a_journal_rebuilds_its_run() {
    for machine in machines() {
        let mut session = open(&machine);
        let straight = to_end(&mut session);
        let text = session.journal().to_text();
        let journal = Journal::from_text(&text).expect("a journal reads what it wrote");
        let mut again = Session::replay(journal).expect("it can be started again");
        assert_eq!(to_end(&mut again), straight, "{}", machine.name);
        assert_eq!(again.journal().to_text(), text, "{}", machine.name);
    }
}

#[test]
fn a_stop_in_the_middle_is_part_of_the_journal_and_drops_the_future() {
    let machine = machines()
        .into_iter()
        .find(|m| m.name == "parallel")
        .expect("it is listed");
    let mut session = open(&machine);
    to_end(&mut session);
    session.seek(9);
    session.stop(Default::default());
    let stopped = to_end(&mut session);
    assert!(stopped.contains("ExecutionAborted"), "{stopped}");
    assert_eq!(session.known().len() as u32, session.position());
    let journal = Journal::from_text(&session.journal().to_text()).expect("it reads back");
    let mut again = Session::replay(journal).expect("it starts");
    assert_eq!(to_end(&mut again), stopped);
    session.seek(3);
    assert_eq!(to_end(&mut session), stopped);
}

#[test]
fn a_full_history_is_the_end_of_time_too() {
    let definition = r#"{"StartAt": "Again", "States": {
        "Again": {"Type": "Pass", "Next": "Choose"},
        "Choose": {"Type": "Choice", "Choices": [
            {"Variable": "$.n", "NumericEquals": 0, "Next": "Never"}], "Default": "Again"},
        "Never": {"Type": "Succeed"}}}"#;
    let start = start_of(definition, r#"{"n": 1}"#, "{}", "");
    let mut session = Session::start(start).expect("the machine can be started");
    to_end(&mut session);
    assert_eq!(session.known().len(), 25_000);
    let last = session.known().last().map(|event| event.time);
    assert_eq!(Some(session.now()), last);
}

#[test]
fn two_thousand_events_back_to_the_start_and_forward_again() {
    let machine = machines()
        .into_iter()
        .find(|m| m.name == "long loop")
        .expect("it is listed");
    let mut session = open(&machine);
    let straight = to_end(&mut session);
    assert!(
        session.known().len() > 2_000,
        "{} events",
        session.known().len()
    );
    let mut steps = 0;
    while session.step(Step::Back) != Stopped::Start {
        steps += 1;
        assert!(steps < 5_000, "stepping back never reaches the start");
    }
    assert_eq!(session.position(), 1);
    while session.step(Step::Into) == Stopped::Done {}
    assert_eq!(compact(&session.history()), straight);
}

#[test]
fn breakpoints_stop_runs_in_both_directions() {
    let machine = machines()
        .into_iter()
        .find(|m| m.name == "parallel")
        .expect("it is listed");
    let mut session = open(&machine);
    session.break_at(Breakpoint::entering(&["Left".to_owned()]));
    assert_eq!(session.run(10_000), Stopped::Breakpoint(0));
    let hit = session.hit().map(|hit| hit.event as usize - 1);
    let state = hit.and_then(|at| session.known().get(at)?.state);
    let name = state.map(|state| session.definition().state(state).name.clone());
    assert_eq!(name.as_deref(), Some("Left"));
    let there = session.position();
    to_end(&mut session);
    assert_eq!(session.step(Step::RunBack), Stopped::Breakpoint(0));
    assert_eq!(session.position(), there);
    assert_eq!(session.step(Step::RunBack), Stopped::Start);
}

#[test]
fn over_stays_outside_and_out_leaves() {
    let machine = machines()
        .into_iter()
        .find(|m| m.name == "parallel")
        .expect("it is listed");
    let mut session = open(&machine);
    let depth = |session: &Session| {
        let last = session.known().get(session.position() as usize - 1);
        last.map_or(0, |event| event.place.steps().count())
    };
    session.step(Step::Into);
    session.step(Step::Into);
    assert_eq!(depth(&session), 0, "in the Parallel itself");
    session.step(Step::Into);
    assert_eq!(depth(&session), 1, "in a branch");
    session.step(Step::Out);
    assert_eq!(depth(&session), 0, "out of it");
    session.restart();
    session.step(Step::Into);
    session.step(Step::Into);
    session.step(Step::Over);
    assert_eq!(depth(&session), 0, "over it");
}

/// An automatic answer, taken as a mock, makes the same history: what "turn it into a mock" does.
#[test]
fn what_a_visit_was_answered_answers_alike_as_a_mock() {
    let definition = r#"{"StartAt": "Function", "States": {
      "Function": {"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:f", "Next": "Job"},
      "Job": {"Type": "Task", "Resource": "arn:aws:states:::glue:startJobRun.sync", "Parameters": {"JobName": "j"}, "Next": "Callback"},
      "Callback": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
        "Parameters": {"QueueUrl": "q", "MessageBody": {"token.$": "$$.Task.Token"}}, "Next": "Activity"},
      "Activity": {"Type": "Task", "Resource": "arn:aws:states:us-east-1:123456789012:activity:a", "End": true}}}"#;
    let mut session = started(definition, "");
    let straight = to_end(&mut session);
    let mut mocks = Object::default();
    for event in session.known() {
        if matches!(event.kind, EventKind::StateEntered(_)) {
            let name = &session
                .definition()
                .state(event.state.expect("its state"))
                .name;
            let given = session.given(event.id);
            assert_eq!(given.len(), 1, "{name}");
            mocks.set(name.clone(), given);
        }
    }
    assert_eq!(mocks.len(), 4);
    let mocks = compact(&Value::Object(mocks));
    assert_eq!(to_end(&mut started(definition, &mocks)), straight);
}

#[test]
fn a_session_plays_the_test_case_that_is_chosen() {
    let definition = r#"{"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:1:function:f", "End": true}}}"#;
    let file = r#"{"StateMachines": {"Machine": {"TestCases": {"One": {"A": "First"}, "Two": {"A": "Second"}}}},
      "MockedResponses": {"First": {"0": {"Return": "one"}}, "Second": {"0": {"Return": "two"}}}}"#;
    for (case, result) in [("One", "one"), ("Two", "two")] {
        let mut start = start_of(definition, "{}", file, "");
        start.test_case = case.to_owned();
        let mut session = Session::start(start).expect("it can be started");
        let text = session.journal().to_text();
        assert!(to_end(&mut session).contains(result), "{case}");
        let journal = Journal::from_text(&text).expect("a journal reads what it wrote");
        let mut again = Session::replay(journal).expect("it can be started again");
        assert!(to_end(&mut again).contains(result), "{case}");
    }
}

const POLLING: &str = r#"{"StartAt": "Put", "States": {
  "Put": {"Type": "Task", "Resource": "arn:aws:states:::dynamodb:updateItem", "ResultPath": null, "Next": "Send",
    "Parameters": {"TableName": "Counts", "Key": {"id": {"S": "n"}}, "UpdateExpression": "ADD n :one",
      "ExpressionAttributeValues": {":one": {"N": "1"}}}},
  "Send": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "ResultPath": null, "Next": "Start",
    "Parameters": {"QueueUrl": "log", "MessageBody.$": "$$.State.EnteredTime"}},
  "Start": {"Type": "Task", "Resource": "arn:aws:states:::glue:startJobRun", "Parameters": {"JobName": "j"}, "ResultPath": "$.run", "Next": "Wait"},
  "Wait": {"Type": "Wait", "Seconds": 7, "Next": "Ask"},
  "Ask": {"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:glue:getJobRun", "ResultPath": "$.job", "Next": "Done?",
    "Parameters": {"JobName": "j", "RunId.$": "$.run.JobRunId"}},
  "Done?": {"Type": "Choice", "Default": "Wait", "Choices": [
    {"Variable": "$.job.JobRun.JobRunState", "StringEquals": "SUCCEEDED", "Next": "End"},
    {"Variable": "$.job.JobRun.JobRunState", "StringEquals": "FAILED", "Next": "Put"}]},
  "End": {"Type": "Succeed"}}}"#;

/// Simulated services go back and forth with the run: their contents are those of the position, however one got there.
#[test]
fn doubles_hold_at_every_position_what_they_held_then() {
    let mut start = start_of(POLLING, "{}", "", "");
    start.doubles = r#"{"dynamodb": {"Counts": {"key": ["id"]}}, "sqs": {"log": []},
      "jobs": {"glue": {"j": {"seconds": 30, "status": ["FAILED", "FAILED", "SUCCEEDED"]}}}}"#
        .to_owned();
    let mut session = Session::start(start.clone()).expect("it can be started");
    let mut held = vec![(session.position(), session.doubles())];
    while session.run(1) == Stopped::Slice {
        held.push((session.position(), session.doubles()));
    }
    let straight = compact(&session.history());
    let last = compact(&Value::Object(session.doubles()));
    assert!(last.contains(r#""n":{"N":"3"}"#), "{last}");
    // Of several moments with one number of events a session seeks the first.
    held.dedup_by_key(|(position, _)| *position);
    assert!(held.len() > 64, "{}", held.len());
    let mut random = Random::new(5);
    for _ in 0..200 {
        let (position, contents) = &held[random.below(held.len() as u64) as usize];
        session.seek(*position);
        assert_eq!(&session.doubles(), contents, "at {position}");
    }
    assert_eq!(to_end(&mut session), straight);
    let journal = Journal::from_text(&session.journal().to_text()).expect("it reads back");
    let mut again = Session::replay(journal).expect("it can be started again");
    assert_eq!(to_end(&mut again), straight);
    assert_eq!(compact(&Value::Object(again.doubles())), last);
}

#[test]
fn the_history_of_a_child_is_made_again_as_it_was() {
    let mut opened = 0;
    for machine in machines() {
        let mut session = open(&machine);
        let mut middle = Vec::new();
        while session.run(3) == Stopped::Slice {
            middle.push((session.position(), histories(&session)));
        }
        let end = histories(&session);
        assert_eq!(histories(&session), end, "{}", machine.name);
        for (position, histories) in &middle {
            for (at, (child, history)) in histories.iter().enumerate() {
                let inner = history.trim_end_matches(']');
                let later = end.iter().find(|(other, _)| other == child);
                let later = later.map_or("", |(_, history)| history);
                let name = machine.name;
                assert!(later.starts_with(inner), "{name}, child {at} at {position}");
                opened += 1;
            }
        }
        for (_, history) in &end {
            let ends = history.matches("\"Execution").count();
            assert_eq!(ends, 2, "{}: {history}", machine.name);
        }
    }
    assert!(opened > 50, "only {opened} children were opened");
}

/// The histories of all children, by their names.
fn histories(session: &Session) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (at, run) in session.map_runs().enumerate() {
        for child in run.children(0) {
            let history = session.child_history(at, child.index);
            let history = compact(&history.expect("there is such a child"));
            found.push((child.name.to_string(), history));
        }
    }
    found
}

#[test]
fn seeking_into_a_long_map_run_is_running_that_far() {
    let rows: Vec<String> = (0..3_000).map(|n| n.to_string()).collect();
    let mut start = start_of(
        r#"{"StartAt": "M", "States": {"M": {"Type": "Map", "MaxConcurrency": 20, "ItemProcessor": {
            "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS"}, "StartAt": "A", "States": {
            "A": {"Type": "Pass", "Next": "B"}, "B": {"Type": "Pass", "End": true}}}, "ResultPath": null, "End": true}}}"#,
        &format!("[{}]", rows.join(",")),
        "",
        "",
    );
    start.typical_latency = false;
    let mut session = Session::start(start.clone()).expect("it starts");
    let straight = to_end(&mut session);
    assert!(session.known().len() < 20, "the parent has few events");
    for event in (1..=session.known().len() as u32).rev() {
        session.seek(event);
        let mut fresh = Session::start(start.clone()).expect("it starts");
        while fresh.position() < event && fresh.run(1) == Stopped::Slice {}
        let counts = |session: &Session| session.map_runs().next().map(|run| run.item_counts());
        assert_eq!(counts(&session), counts(&fresh), "at {event}");
        assert_eq!(to_end(&mut session), straight);
    }
}

#[test]
fn a_stop_comes_at_the_time_that_the_children_have_reached() {
    let machine = machines().into_iter().find(|m| !m.files.is_empty());
    let machine = machine.expect("one reads a file");
    let mut session = open(&machine);
    while session.now() == session.machine().now() {
        assert_eq!(session.run(1), Stopped::Slice, "children run on");
    }
    let now = session.now();
    session.stop(Default::default());
    let stopped = to_end(&mut session);
    assert_eq!(session.machine().now(), now);
    let run = session.map_runs().next().expect("a Map Run");
    assert_eq!(run.stopped(), Some(now));
    let journal = Journal::from_text(&session.journal().to_text()).expect("it reads back");
    let mut again = Session::replay(journal).expect("it starts");
    assert_eq!(to_end(&mut again), stopped);
}
