//! Breakpoints in case files: the input is JSON with `definition`, `input`, `mocks`, `breakpoints` (in the form of
//! `session::Breakpoint`), `goTo`, states to run to one after the other, and `steps`, kinds of steps from the start. The
//! answer is where the run stops, forwards; backwards it must stop at the same events, and so must a run whose future is
//! known, and one that is read back from the history: what that one sees otherwise is told. Then come the stops on the way
//! to each state of `goTo`, and where the steps lead.

mod sessions;
mod support;

use stepglass::definition::StateMachine;
use stepglass::execution::{ErrorDetails, Event};
use stepglass::history::{recorded, type_name};
use stepglass::session::{Breakpoint, Hit, Journal, Recording, Session, Step, Stopped};
use stepglass::text::{read_value, write};
use stepglass::value::Value;

#[test]
fn runs_stop_at_breakpoints_in_both_directions() {
    support::check("sessions/breakpoints.txt", told);
}

/// `sessions/entries.json` says of each entry why it is none; the page reads the same file.
#[test]
fn entries_that_are_no_breakpoints_are_refused_by_themselves() {
    let cases = read_value(include_str!("sessions/entries.json")).expect("it is JSON");
    let cases = cases.as_array().expect("it is a list");
    let entries: Vec<&Value> = cases.iter().filter_map(|case| case.get("entry")).collect();
    let list = Value::from(entries.into_iter().cloned().collect::<Vec<_>>());
    let read = Breakpoint::read(&write::compact(&list)).expect("it is a list");
    assert!(read.len() > 30);
    for (case, read) in cases.iter().zip(&read) {
        let told = read.as_ref().err().map(|refused| refused.name());
        let wanted = case.get("refused").and_then(Value::as_str);
        assert_eq!(told, wanted, "{}", write::compact(case));
    }
    for text in ["", "3", "{}", "[", "\"A\""] {
        assert!(Breakpoint::read(text).is_none(), "{text}");
    }
    assert_eq!(Breakpoint::list("[]").map(|list| list.len()), Some(0));
}

#[test]
fn an_execution_that_was_stopped_has_not_failed() {
    let wait = r#"{"StartAt": "W", "States": {"W": {"Type": "Wait", "Seconds": 9, "End": true}}}"#;
    let mut session = Session::start(sessions::start_of(wait, "{}", "", "")).expect("it starts");
    session
        .break_at(Breakpoint::list(r#"[{"on": "fail"}, {"event": "ExecutionAborted"}]"#).unwrap());
    session.seek(2);
    session.stop(ErrorDetails::default());
    session.restart();
    assert_eq!(session.run(100), Stopped::Breakpoint(1));
    let mut recording = recorded(&session, wait);
    recording.break_at(Breakpoint::list(r#"[{"on": "fail"}]"#).unwrap());
    assert_eq!(recording.restart(), Stopped::Start);
    assert_eq!(recording.run(100), Stopped::Ended);
}

/// What is told of a condition that gives no answer is short, whatever it gave.
#[test]
fn problems_of_conditions_are_short() {
    let pass = r#"{"StartAt": "A", "States": {"A": {"Type": "Pass", "End": true}}}"#;
    let conditions = [
        "$join($map([1..10000], function($n) { 'é\n' }))",
        "$error($join([1..5000].$string()))",
        "$states.input.nothing ?",
        "$uppercase",
    ];
    for condition in conditions {
        let condition = Value::from(condition);
        let list = format!(r#"[{{"condition": {}}}]"#, write::compact(&condition));
        let mut session =
            Session::start(sessions::start_of(pass, "{}", "", "")).expect("it starts");
        session.break_at(Breakpoint::list(&list).unwrap());
        assert_eq!(session.run(10), Stopped::Breakpoint(0), "{list}");
        let problem = session.hit().and_then(|hit| hit.problem.clone());
        let problem = problem.expect("it gives no answer");
        assert!(problem.detail.chars().count() <= 161, "{problem:?}");
        assert!(!problem.detail.contains('\n'), "{problem:?}");
    }
}

fn told(input: &str) -> String {
    let case = read_value(input).expect("the case is JSON");
    let mut session = started(&case);
    let mut forwards = Vec::new();
    let ended = loop {
        match session.run(50) {
            Stopped::Breakpoint(_) => forwards.push(stop(&session)),
            Stopped::Slice => {}
            other => break format!("{other:?} at event {}", session.position()),
        }
    };
    let mut known = Vec::new();
    session.restart();
    while let Stopped::Breakpoint(_) = session.run(10_000) {
        known.push(stop(&session));
    }
    assert_eq!(known, forwards, "with a known future");
    let mut backwards = Vec::new();
    while let Stopped::Breakpoint(_) = session.step(Step::RunBack) {
        backwards.push(stop(&session));
    }
    assert_eq!(session.position(), 1, "back at the start");
    backwards.reverse();
    // A run begins after the first event.
    backwards.retain(|stop| !stop.starts_with("1:"));
    // A stop at the end is not gone back to, and of several in one micro-step one is.
    backwards.retain(|stop| forwards.contains(stop));
    let missed = forwards.iter().filter(|stop| !backwards.contains(stop));
    let missed: Vec<_> = missed
        .map(|stop| format!("not backwards: {stop}"))
        .collect();
    let replayed = Journal::from_text(&session.journal().to_text());
    assert!(replayed.is_some(), "breakpoints are no part of the journal");
    let seen = seen_otherwise(&mut session, &case, &forwards);
    let gone = gone(&mut session, &case);
    [
        forwards,
        vec![ended],
        missed,
        seen,
        gone,
        stepped(&mut session, &case),
    ]
    .concat()
    .join("\n")
}

fn breakpoints(case: &Value) -> Vec<Breakpoint> {
    let list = case.get("breakpoints").map(write::compact);
    let read = Breakpoint::list(&list.unwrap_or("[]".to_owned()));
    read.expect("they are breakpoints")
}

fn started(case: &Value) -> Session {
    let json = |name: &str| case.get(name).map(write::compact).unwrap_or_default();
    let start = sessions::start_of(&json("definition"), &json("input"), &json("mocks"), "");
    let mut session = Session::start(start).expect("the case can be started");
    session.break_at(breakpoints(case));
    session
}

fn recorded(session: &Session, definition: &str) -> Recording {
    let history = write::compact(&session.history());
    let read = recorded::read(&[&history, definition]);
    Recording::open(read.recorded.expect("the history can be read"))
}

/// Where the recorded run stops and the steered one does not, and the other way round; both directions agree.
fn seen_otherwise(session: &mut Session, case: &Value, own: &[String]) -> Vec<String> {
    session.seek(u32::MAX);
    if session.machine().is_running() {
        return Vec::new();
    }
    let definition = case.get("definition").map(write::compact);
    let mut recording = recorded(session, &definition.unwrap_or_default());
    recording.break_at(breakpoints(case));
    recording.restart();
    let told = |recording: &Recording| {
        let hit = recording.hit().expect("it stopped at one");
        let raw = &recording.recorded().raw[hit.event as usize - 1];
        let machine = &recording.recorded().definition;
        say(hit, &raw.name, machine)
    };
    let mut forwards = Vec::new();
    while let Stopped::Breakpoint(_) = recording.run(u64::MAX) {
        forwards.push(told(&recording));
    }
    let mut backwards = Vec::new();
    while let Stopped::Breakpoint(_) = recording.step(Step::RunBack) {
        backwards.push(told(&recording));
    }
    backwards.reverse();
    // A run begins after the first event.
    backwards.retain(|stop| !stop.starts_with("1:"));
    // A stop at the end is not gone back to.
    let end = format!("{}:", recording.recorded().events.len());
    let before: Vec<_> = forwards
        .iter()
        .filter(|stop| !stop.starts_with(&end))
        .cloned()
        .collect();
    assert_eq!(backwards, before, "recorded, backwards");
    let also = forwards
        .iter()
        .filter(|stop| !own.contains(stop))
        .map(|stop| format!("recorded, also: {stop}"));
    let not = own
        .iter()
        .filter(|stop| !forwards.contains(stop))
        .map(|stop| format!("recorded, not: {stop}"));
    also.chain(not).collect()
}

fn stop(session: &Session) -> String {
    let hit = session.hit().expect("it stopped at one");
    let known = session.known().get(hit.event as usize - 1);
    let event: &Event = known.expect("the event is known");
    assert!(event.id <= session.position());
    say(
        hit,
        type_name(event, session.definition()),
        session.definition(),
    )
}

fn say(hit: &Hit, kind: &str, machine: &StateMachine) -> String {
    let name = hit
        .state
        .map_or("–", |state| machine.state(state).name.as_str());
    let visit = hit
        .visit
        .map_or(String::new(), |visit| format!(" visit {visit}"));
    let problem = hit.problem.as_ref().map_or(String::new(), |problem| {
        format!(": {} «{}»", problem.kind.name(), problem.detail)
    });
    format!(
        "{}:{kind} {name}{visit} by {}{problem}",
        hit.event, hit.breakpoint
    )
}

fn gone(session: &mut Session, case: &Value) -> Vec<String> {
    session.restart();
    let targets = case.get("goTo").and_then(Value::as_array);
    let targets = targets.into_iter().flat_map(|list| list.iter());
    let go = |target: &Value| {
        session.go_to(target.as_str().map(str::to_owned));
        let stopped = session.run(10_000);
        format!(
            "to {}: {stopped:?} at event {}",
            write::compact(target),
            session.position()
        )
    };
    targets.map(go).collect()
}

/// Where steps lead, a run that is steered and one that was recorded alike.
fn stepped(session: &mut Session, case: &Value) -> Vec<String> {
    let Some(steps) = case.get("steps").and_then(Value::as_array) else {
        return Vec::new();
    };
    session.seek(u32::MAX);
    let definition = case.get("definition").map(write::compact);
    let mut recording = recorded(session, &definition.unwrap_or_default());
    recording.break_at(breakpoints(case));
    recording.restart();
    session.restart();
    let one = |kind: &Value| {
        let kind = kind.as_str().expect("a kind of step");
        let step = Step::named(kind).expect("a kind of step");
        let (own, read) = (session.step(step), recording.step(step));
        let at = stepglass::session::Past::position(&recording);
        let other = match (own, session.position()) == (read, at) {
            true => String::new(),
            false => format!("; recorded {read:?} at event {at}"),
        };
        format!("{kind}: {own:?} at event {}{other}", session.position())
    };
    steps.iter().map(one).collect()
}
