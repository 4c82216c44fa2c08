//! What Data flow, Explain and Variables tell of a run: `tests/insight/*.txt`.
//!
//! Input is `{definition, input, mocks, stop?, ask: […]}`; the run goes to its end, or to event `stop`. Each question
//! names a state, of which the latest visit is meant: `{"flow": S, "item"?}`, `{"whatIf": S, "field", "value", "item"?}`,
//! `{"explain": S}`, `{"ahead": S}`, `{"variables": S}`, `{"watch": S, "of": […]}`, `{"run": true}`, `{"reasons": true}`,
//! `{"iterations": S, "visit"?}` with the number of the visit, from 0.
//! `redrive` mocks again and redrives what has ended. A question with `recorded` is asked of the same run once more, read
//! back from its printed history (with `"recorded": "alone"` without its definition).

mod support;

#[path = "insight/lines.rs"]
mod lines;

use stepglass::definition::RegionId;
use stepglass::history::recorded;
use stepglass::session::{Past, Recording, Session, Start, Stopped, Surroundings};
use stepglass::text::{read_value, write::compact};
use stepglass::value::{Array, Value};
use stepglass::view::{explain, flow, iteration, recorded as recorded_view, variables};

#[test]
fn data_flow() {
    support::check("insight/flow.txt", told);
}

#[test]
fn other_fields() {
    support::check("insight/what_if.txt", told);
}

#[test]
fn explanations() {
    support::check("insight/explain.txt", told);
}

#[test]
fn reasons() {
    support::check("insight/reasons.txt", told);
}

#[test]
fn of_recorded_runs() {
    support::check("insight/recorded.txt", told);
}

#[test]
fn iterations() {
    support::check("insight/iterations.txt", told);
}

#[test]
fn variables_and_watches() {
    support::check("insight/variables.txt", told);
}

fn told(input: &str) -> String {
    let case = match read_value(input) {
        Ok(case) => case,
        Err(fault) => panic!("{}: {input}", fault.message),
    };
    let text = |name: &str| case.get(name).map(compact).unwrap_or_default();
    let mut session = Session::start(Start {
        definition: text("definition"),
        input: text("input"),
        mocks: text("mocks"),
        files: text("files"),
        machine_name: "Machine".to_owned(),
        name: "run".to_owned(),
        region: "us-east-1".to_owned(),
        account: "123456789012".to_owned(),
        start: 1_704_067_200_000,
        seed: 7,
        ..Start::default()
    })
    .expect("a run can be started");
    match case.get("stop").and_then(Value::as_number) {
        Some(event) => drop(session.seek(event.as_i64().unwrap_or_default() as u32)),
        None => while session.run(1_000) == Stopped::Slice {},
    }
    if let Some(mocks) = case.get("redrive") {
        let around = Surroundings {
            mocks: compact(mocks),
            ..Surroundings::default()
        };
        session.redrive(around).expect("it can be redriven");
        while session.run(1_000) == Stopped::Slice {}
    }
    let asked = case.get("ask").and_then(Value::as_array).cloned();
    let asked: Array = asked.expect("a case asks something");
    let answers = asked.iter().map(|ask| match ask.get("recorded") {
        Some(how) => of_recorded(
            &session,
            &text("definition"),
            ask,
            how.as_str() == Some("alone"),
        ),
        None => answer(&session, &text("definition"), ask),
    });
    answers.collect::<Vec<_>>().join("\n\n")
}

/// The same run read back from what is printed of it.
fn of_recorded(session: &Session, definition: &str, ask: &Value, alone: bool) -> String {
    let history = compact(&session.history());
    let texts = match alone {
        true => vec![history.as_str()],
        false => vec![history.as_str(), definition],
    };
    let read = recorded::read(&texts);
    let recorded = read.recorded.unwrap_or_else(|| panic!("{:?}", read.faults));
    let mut recording = Recording::open(recorded);
    if let Some(at) = ask.get("at").and_then(Value::as_number) {
        recording.seek(at.as_i64().unwrap_or_default() as u32);
    }
    let entered = |name: &str| {
        let state = ask.get(name)?.as_str()?;
        let found = recording
            .definition()
            .states
            .iter()
            .find(|s| s.name == state);
        let visit = recording.summary().of_state(found?.id).next_back();
        Some(visit.map_or(0, |visit| visit.entered))
    };
    if let Some(at) = entered("explain") {
        return lines::explain(explain::explain(&recording, at));
    }
    if let Some(at) = entered("flow") {
        return lines::flow(recorded_view::flow(&recording, at));
    }
    if let Some(at) = entered("iterations") {
        return lines::iterations(&recording, iteration::iterations(&recording, at));
    }
    if ask.get("reasons").is_some() {
        return lines::reasons(&recording);
    }
    lines::run(&explain::explain_run(&recording))
}

fn answer(session: &Session, definition: &str, ask: &Value) -> String {
    let word = |name: &str| ask.get(name).and_then(Value::as_str);
    let item = ask.get("item").and_then(Value::as_number);
    let item = item.and_then(|item| item.as_i64()).unwrap_or(0) as u32;
    let entered = |name: &str| {
        let state = word(name)?;
        let state = state_of(session, state);
        let visit = session.summary().of_state(state).next_back();
        Some(visit.map_or(0, |visit| visit.entered))
    };
    if let Some(at) = entered("flow") {
        return lines::flow(flow::flow(session, at, item));
    }
    if let Some(at) = entered("whatIf") {
        let field = word("field").expect("a field is named");
        let value = ask.get("value").map(compact).unwrap_or_default();
        let value = word("text").map_or(value, str::to_owned);
        let view = flow::what_if(session, (at, item), definition, (field, &value));
        return lines::what_if(definition, view);
    }
    if let Some(at) = entered("explain") {
        return lines::explain(explain::explain(session, at));
    }
    if let Some(state) = word("ahead") {
        let view = explain::ahead(session, state_of(session, state).0);
        return view.map_or("nothing".to_owned(), |view| lines::choice(&view));
    }
    if let Some(at) = entered("variables") {
        return lines::variables(variables::variables(session, at));
    }
    if let Some(state) = word("iterations") {
        let number = ask.get("visit").and_then(Value::as_number);
        let visits = session.summary().of_state(state_of(session, state));
        let visits: Vec<u32> = visits.map(|visit| visit.entered).collect();
        let at = number.map_or(visits.len() - 1, |at| at.as_i64().unwrap_or(0) as usize);
        return lines::iterations(session, iteration::iterations(session, visits[at]));
    }
    if let Some(at) = entered("watch") {
        let of = ask.get("of").and_then(Value::as_array).cloned();
        let of: Array = of.expect("something is watched");
        let of: Vec<String> = of
            .iter()
            .filter_map(|e| Some(e.as_str()?.to_owned()))
            .collect();
        return lines::watched(&variables::watched(session, at, &of));
    }
    if ask.get("reasons").is_some() {
        return lines::reasons(session);
    }
    lines::run(&explain::explain_run(session))
}

fn state_of(session: &Session, name: &str) -> stepglass::definition::StateId {
    let machine = session.definition();
    let regions = (0..machine.regions.len()).map(|at| RegionId(at as u32));
    let found = regions
        .into_iter()
        .find_map(|region| machine.find(region, name));
    found.unwrap_or_else(|| panic!("there is no state {name}"))
}
