//! What is done to a run from outside, in case files: calls answered by the user who is asked, by who has a token, by
//! handlers; stops, redrives, new limits of Map Runs.
//!
//! The input is JSON: `definition`, `input`, `mocks`, `files`, `asked` and `handlers` (names of states), and `script`, a
//! list of deeds: `"run"`, `{"run": steps}`, `"over"`, `"calls"`, `{"seek": n}`, `"stop"`, `"mapRuns"`, `"files"`, `"seen"` (the variables),
//! `"redrivable"`, `{"redrive": {mocks, files, asked}}`, `{"update": {run, maxConcurrency, …}}`, `{"visit": event, "input":
//! value}`, `{"visit": event, "variable": name, "value": value}`, or a reply `{"to": state, "after": ms, …}` with
//! `"taken": worker`, `"heartbeat": true`, `"succeeded": value` or `"failed": {error, cause}`. Each deed answers with a
//! line; the history follows. Whatever was done, the journal makes the same history again, and so does going back and
//! forth.

mod sessions;
mod support;

use stepglass::execution::{ErrorDetails, Reply, Stage};
use stepglass::session::{
    Call, Journal, MapRunUpdate, RedriveError, Session, Start, Step, Stopped, Surroundings,
};
use stepglass::text::{read_value, write};
use stepglass::value::{Text, Value};
use support::lines::{line, seconds, text};

#[test]
fn calls_are_answered_from_outside() {
    support::check("outside/calls.txt", told);
}

#[test]
fn executions_are_redriven_and_map_runs_updated() {
    support::check("outside/redrives.txt", told);
}

fn told(input: &str) -> String {
    let case = read_value(input).expect("the case is JSON");
    let mut session = Session::start(start(&case)).expect("the case can be started");
    let mut lines: Vec<String> = Vec::new();
    for deed in case
        .get("script")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
    {
        let said = done(&mut session, deed);
        lines.push(format!("> {}: {said}", write::compact(deed)));
    }
    let history = session.history();
    let events = history
        .as_array()
        .map(|events| events.to_vec())
        .unwrap_or_default();
    let start = events.first().and_then(seconds).unwrap_or_default();
    lines.extend(events.iter().map(|event| line(event, start)));
    holds(&mut session);
    lines.join("\n")
}

fn start(case: &Value) -> Start {
    let json = |name: &str| case.get(name).map(write::compact).unwrap_or_default();
    let names = |name: &str| {
        let list = case
            .get(name)
            .and_then(Value::as_array)
            .into_iter()
            .flatten();
        list.filter_map(Value::as_str).map(str::to_owned).collect()
    };
    let typical = case.get("latency").and_then(Value::as_str) == Some("typical");
    Start {
        asked: names("asked"),
        handlers: names("handlers"),
        typical_latency: typical,
        ..sessions::start_of(
            &json("definition"),
            &json("input"),
            &json("mocks"),
            &json("files"),
        )
    }
}

fn done(session: &mut Session, deed: &Value) -> String {
    match deed.as_str() {
        Some("run") => {
            let stopped = session.run(1_000);
            return stop(session, stopped);
        }
        Some("over") => {
            let stopped = session.step(Step::Over);
            return stop(session, stopped);
        }
        Some("calls") => return calls(session),
        Some("stop") => {
            session.stop(ErrorDetails::default());
            return format!("at event {}", session.position());
        }
        Some("mapRuns") => return map_runs(session),
        Some("seen") => return seen(session),
        Some("files") => return write::compact(&Value::Object(session.written_files())),
        Some("redrivable") => return redrivable(session),
        _ => {}
    }
    if let Some(around) = deed.get("redrive") {
        return redrive(session, around);
    }
    if let Some(update) = deed.get("update") {
        return updated(session, update);
    }
    if let Some(steps) = deed.get("run").and_then(Value::as_number) {
        let stopped = session.run(steps.as_f64() as u64);
        return stop(session, stopped);
    }
    if let Some(event) = deed.get("seek").and_then(Value::as_number) {
        let stopped = session.seek(event.as_f64() as u32);
        return stop(session, stopped);
    }
    if let Some(said) = changed(session, deed) {
        return format!("{said} at event {}", session.position());
    }
    let Some(call) = call_of(session, deed.get("to").and_then(Value::as_str)) else {
        return "no such call".to_owned();
    };
    let after = deed.get("after").and_then(Value::as_number);
    session.reply(call, reply(deed), after.map(|after| after.as_f64() as u64));
    format!("at event {}", session.position())
}

fn redrivable(session: &Session) -> String {
    let count = session.machine().redriven().map_or(0, |(count, _)| count);
    match session.redrivable() {
        Ok(()) => format!("yes, redriven {count}"),
        Err(why) => format!("{}, redriven {count}", why.reason()),
    }
}

/// What is not said stays as it was at the start.
fn redrive(session: &mut Session, around: &Value) -> String {
    let start = session.journal().start();
    let text = |name: &str, before: &str| match around.get(name) {
        Some(value) => write::compact(value),
        None => before.to_owned(),
    };
    let asked = around.get("asked").and_then(Value::as_array);
    let names = asked.map(|list| list.iter().map(|name| self::text(Some(name))).collect());
    let around = Surroundings {
        mocks: text("mocks", &start.mocks),
        files: text("files", &start.files),
        asked: names.unwrap_or_else(|| start.asked.clone()),
        handlers: start.handlers.clone(),
        test_case: String::new(),
    };
    match session.redrive(around) {
        Ok(()) => format!("at event {}", session.position()),
        Err(RedriveError::Refused(why)) => why.reason().to_owned(),
        Err(RedriveError::Surroundings(why)) => format!("{why:?}"),
    }
}

fn updated(session: &mut Session, update: &Value) -> String {
    let number = |name: &str| update.get(name).and_then(Value::as_number);
    let run = number("run").map_or(0, |run| run.as_f64() as usize);
    let taken = session.update_map_run(
        run,
        MapRunUpdate {
            max_concurrency: number("maxConcurrency").map(|limit| limit.as_f64() as u32),
            tolerated_failure_count: number("toleratedFailureCount").map(|n| n.as_f64() as u64),
            tolerated_failure_percentage: number("toleratedFailurePercentage").map(|n| n.as_f64()),
        },
    );
    match taken {
        true => format!("at event {}", session.position()),
        false => "refused".to_owned(),
    }
}

fn map_runs(session: &Session) -> String {
    let runs = session.map_runs().map(|run| {
        let counts = run.execution_counts();
        format!(
            "{} of execution {} {}, concurrency {} tolerates {} and {}%, redriven {}: pending {} running {} succeeded {} failed {} aborted {} pendingRedrive {} of {}",
            run.state_name(),
            run.owner(),
            run.status().name(),
            run.max_concurrency(),
            run.tolerated_failure_count(),
            run.tolerated_failure_percentage(),
            run.redrive_count(),
            counts.pending,
            counts.running,
            counts.succeeded,
            counts.failed,
            counts.aborted,
            counts.pending_redrive,
            counts.total,
        )
    });
    runs.collect::<Vec<_>>().join("; ")
}

/// Another input or variable.
fn changed(session: &mut Session, deed: &Value) -> Option<bool> {
    let visit = deed.get("visit")?.as_number()?.as_f64() as u32;
    if let Some(input) = deed.get("input") {
        return Some(session.change_input(visit, input.clone()));
    }
    let name = Text::from(deed.get("variable")?.as_str()?);
    Some(session.change_variable(visit, name, deed.get("value")?.clone()))
}

/// The variables that the latest visit sees at the position.
fn seen(session: &Session) -> String {
    let place = session.summary().visits().last().map(|v| v.place.clone());
    let at = session.position();
    let seen = session.seen(at, at, &place.unwrap_or_default());
    let each = seen.iter().map(|seen| {
        let value = write::compact(&seen.value);
        format!("{}={value} by {} in {}", seen.name, seen.event, seen.depth)
    });
    each.collect::<Vec<_>>().join("; ")
}

fn call_of(session: &Session, state: Option<&str>) -> Option<Call> {
    let mut calls = session.open_calls();
    let found = calls.find(|(_, open, machine)| {
        let name = &machine.definition().state(open.invoke.state).name;
        state.is_none_or(|state| name == state)
    });
    found.map(|(call, ..)| call)
}

fn reply(deed: &Value) -> Reply {
    let said = |value: &Value| value.as_str().map(Text::from);
    if let Some(worker) = deed.get("taken") {
        return Reply::Taken(said(worker));
    }
    if let Some(result) = deed.get("succeeded") {
        return Reply::Succeeded(result.clone());
    }
    match deed.get("failed") {
        Some(failed) => Reply::Failed(
            Stage::Run,
            ErrorDetails {
                error: failed.get("error").and_then(said),
                cause: failed.get("cause").and_then(said),
            },
        ),
        None => Reply::Heartbeat,
    }
}

fn calls(session: &Session) -> String {
    let calls = session.open_calls().map(|(call, open, machine)| {
        let name = &machine.definition().state(open.invoke.state).name;
        let event = session.event_of_call(call).unwrap_or_default();
        let proposal = session.proposal(call).unwrap_or_default();
        format!(
            "{name} by {:?}, event {}, proposal {}",
            open.source,
            write::compact(&event),
            text(Some(&proposal))
        )
    });
    calls.collect::<Vec<_>>().join("; ")
}

fn stop(session: &Session, stopped: Stopped) -> String {
    let name = |call: Call| {
        let mut calls = session.open_calls();
        let found = calls.find(|(other, ..)| *other == call);
        found.map_or(String::new(), |(_, open, machine)| {
            machine
                .definition()
                .state(open.invoke.state)
                .name
                .to_string()
        })
    };
    let said = match stopped {
        Stopped::Asked(call) => format!("Asked {}", name(call)),
        Stopped::Called(call) => format!("Called {}", name(call)),
        other => format!("{other:?}"),
    };
    format!("{said} at event {}", session.position())
}

/// The journal makes the same run again, and every moment can be gone back to and left again.
fn holds(session: &mut Session) {
    let position = session.position();
    let history = write::compact(&session.history());
    let journal = session.journal().to_text();
    let read = Journal::from_text(&journal).expect("a journal reads what it wrote");
    let mut again = Session::replay(read).expect("it can be started again");
    again.seek(position);
    assert_eq!(write::compact(&again.history()), history);
    for event in (1..=position).rev() {
        session.seek(event);
        session.seek(position);
        assert_eq!(write::compact(&session.history()), history, "from {event}");
    }
    assert_eq!(session.journal().to_text(), journal);
}
