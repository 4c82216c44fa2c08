//! Two executions compared: `sessions/compare.txt` has `a` and `b`, each with `definition`, `input`, `mocks`, `seed`,
//! `latency` and `name`, members that both share beside them, and `made` where ids and times count.

mod sessions;
mod support;

use stepglass::session::{Session, Start, Stopped};
use stepglass::text::{read_value, write};
use stepglass::value::Value;
use stepglass::view::compare::{compare, CompareRow, ComparedSide};

#[test]
fn executions_are_compared_visit_by_visit() {
    support::check("sessions/compare.txt", told);
}

#[test]
fn an_execution_is_no_other_than_itself() {
    for machine in sessions::machines() {
        let start = sessions::start_of(
            machine.definition,
            machine.input,
            machine.mocks,
            machine.files,
        );
        let other = Start {
            seed: 8,
            name: "other".to_owned(),
            start: start.start + 86_400_000,
            ..start.clone()
        };
        let [a, b, c] = [start.clone(), start, other].map(run);
        let same = compare(&a, &b, true);
        assert!(same.first.is_none(), "{}: {:?}", machine.name, same.first);
        let entered = |row: &CompareRow| {
            let ids = (
                row.a.as_ref().map(|v| v.entered),
                row.b.as_ref().map(|v| v.entered),
            );
            assert_eq!(ids.0, ids.1, "{}", machine.name);
            assert!(row.differs.is_empty(), "{}", machine.name);
            ids.0
        };
        let visits: Vec<_> = same.rows.iter().filter_map(entered).collect();
        assert_eq!(visits.len(), a.summary().visits().len(), "{}", machine.name);
        // Another seed and another day: ids, times and the order of branches differ, and nothing else.
        let like = compare(&a, &c, false);
        assert!(like.first.is_none(), "{}: {:?}", machine.name, like.first);
    }
}

fn run(start: Start) -> Session {
    let mut session = Session::start(start).expect("it can be started");
    while session.run(1_000) == Stopped::Slice {}
    session
}

fn told(input: &str) -> String {
    let case = read_value(input).expect("the case is JSON");
    let [a, b] = ["a", "b"].map(|side| run(start(&case, side)));
    let made = case.get("made").and_then(Value::as_bool) == Some(true);
    let view = compare(&a, &b, made);
    let mut lines = vec![total("a", &view.a), total("b", &view.b)];
    lines.push(view.first.map_or("no difference".to_owned(), |first| {
        let event = |id: Option<u32>, kind: Option<String>| match (id, kind) {
            (Some(id), Some(kind)) => format!("{id}:{kind}"),
            _ => "nothing".to_owned(),
        };
        let name = first.name.unwrap_or("–".to_owned());
        let [a, b] = [event(first.a, first.type_a), event(first.b, first.type_b)];
        format!(
            "first: {} of {name} {:?}: {a}, {b}",
            first.what, first.iteration
        )
    }));
    lines.extend(view.rows.iter().map(line));
    lines.join("\n")
}

fn total(name: &str, side: &ComparedSide) -> String {
    format!(
        "{name}: {} {} transitions {} events {} retries {} ms, {} to {}",
        side.status,
        side.transitions,
        side.events,
        side.retries,
        side.duration,
        side.input,
        side.outcome.as_deref().unwrap_or("nothing")
    )
}

fn line(row: &CompareRow) -> String {
    let visit = |visit: &Option<stepglass::view::compare::ComparedVisit>| {
        visit.as_ref().map_or("--".to_owned(), |visit| {
            format!("#{} {:?}", visit.entered, visit.status)
        })
    };
    let index: String = row.iteration.iter().map(|at| format!("[{at}]")).collect();
    let what = match (row.a.is_some() && row.b.is_some(), row.differs.is_empty()) {
        (true, true) => "same".to_owned(),
        (true, false) => row.differs.join(", "),
        _ => "only one".to_owned(),
    };
    format!(
        "{} {}{index} | {} | {} | {what}",
        row.kind,
        row.name,
        visit(&row.a),
        visit(&row.b)
    )
}

fn start(case: &Value, side: &str) -> Start {
    let own = case.get(side);
    let member = |name: &str| own.and_then(|own| own.get(name)).or_else(|| case.get(name));
    let json = |name: &str| member(name).map(write::compact).unwrap_or_default();
    let number = |name: &str| {
        member(name)
            .and_then(Value::as_number)
            .map(|n| n.as_f64() as u32)
    };
    let start = sessions::start_of(&json("definition"), &json("input"), &json("mocks"), "");
    Start {
        typical_latency: number("latency").is_some(),
        seed: number("seed").unwrap_or(start.seed),
        name: member("name")
            .and_then(Value::as_str)
            .map_or_else(|| format!("execution-{side}"), str::to_owned),
        ..start
    }
}
