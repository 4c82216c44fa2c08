//! Breakpoints in case files: the input is JSON with `definition`, `input`, `mocks`, `breakpoints` (in the form of
//! `session::Breakpoint`) and `goTo`, states to run to one after the other. The answer is where the run stops, forwards;
//! backwards it must stop at the same events, and so must a run whose future is known. Then come the stops on the way to
//! each state of `goTo`.

mod sessions;
mod support;

use stepglass::history::type_name;
use stepglass::session::{Breakpoint, Journal, Session, Step, Stopped};
use stepglass::text::{read_value, write};
use stepglass::value::Value;

#[test]
fn runs_stop_at_breakpoints_in_both_directions() {
    support::check("sessions/breakpoints.txt", told);
}

#[test]
fn texts_that_are_no_breakpoints_are_refused() {
    for text in ["", "3", "{}", "[3]", r#"[{"on": "never"}]"#, "[[]]"] {
        assert!(Breakpoint::read(text).is_none(), "{text}");
    }
    assert_eq!(Breakpoint::read("[]").map(|list| list.len()), Some(0));
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
    // A stop at the end is not gone back to, and of several in one micro-step one is.
    backwards.retain(|stop| forwards.contains(stop));
    let missed = forwards.iter().filter(|stop| !backwards.contains(stop));
    let missed: Vec<_> = missed
        .map(|stop| format!("not backwards: {stop}"))
        .collect();
    let replayed = Journal::from_text(&session.journal().to_text());
    assert!(replayed.is_some(), "breakpoints are no part of the journal");
    [forwards, vec![ended], missed, gone(&mut session, &case)]
        .concat()
        .join("\n")
}

fn started(case: &Value) -> Session {
    let json = |name: &str| case.get(name).map(write::compact).unwrap_or_default();
    let start = sessions::start_of(&json("definition"), &json("input"), &json("mocks"), "");
    let mut session = Session::start(start).expect("the case can be started");
    let list = case.get("breakpoints").map(write::compact);
    let read = Breakpoint::read(&list.unwrap_or("[]".to_owned()));
    session.break_at(read.expect("they are breakpoints"));
    session
}

fn stop(session: &Session) -> String {
    let hit = session.hit().expect("it stopped at one");
    let known = session.known().get(hit.event as usize - 1);
    let event = known.expect("the event is known");
    assert!(event.id <= session.position());
    let state = event.state.map(|state| session.definition().state(state));
    let name = state.map_or("–", |state| state.name.as_str());
    let visit = hit
        .visit
        .map_or(String::new(), |visit| format!(" visit {visit}"));
    let problem = hit
        .problem
        .as_ref()
        .map_or(String::new(), |p| format!(": {p}"));
    format!(
        "{}:{} {name}{visit} by {}{problem}",
        event.id,
        type_name(event, session.definition()),
        hit.breakpoint
    )
}

fn gone(session: &mut Session, case: &Value) -> Vec<String> {
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
