//! What a run amounts to at a position: input is `{definition, input, mocks, at: [event, …]}`, the answer gives for each
//! position the visits (`#entered state status`, place, attempts) and the transitions taken.

mod support;

use std::rc::Rc;
use stepglass::api::{simulate_with, Run};
use stepglass::definition::{self, Exit, StateId, StateMachine};
use stepglass::execution::Setup;
use stepglass::history::{Edge, Summary, Visit};
use stepglass::service::{mock, Automatic, Latency, Standard};
use stepglass::text::{read_value, write};
use stepglass::time::Duration;
use stepglass::value::Value;

#[test]
fn runs_are_summed_up() {
    support::check("summary/visits.txt", summed_up);
}

/// Folding on from a clone gives what folding from the start gives.
#[test]
fn a_clone_goes_on_like_the_original() {
    let run = run(&read_value(RETRIED_MAP).expect("JSON"));
    let machine = run.machine().definition();
    let fold = |mut summary: Summary, from: usize| {
        for event in &run.events[from..] {
            summary.add(event, machine);
        }
        described(&summary, machine)
    };
    let whole = fold(Summary::default(), 0);
    for at in 0..run.events.len() {
        let mut part = Summary::default();
        run.events[..at].iter().for_each(|e| part.add(e, machine));
        assert_eq!(part.position(), at);
        assert_eq!(fold(part.clone(), at), whole, "from position {at}");
    }
}

const RETRIED_MAP: &str = r#"{"definition": {"StartAt": "M", "States": {"M": {"Type": "Map", "End": true,
    "Retry": [{"ErrorEquals": ["States.ALL"], "MaxAttempts": 1}],
    "ItemProcessor": {"StartAt": "T", "States": {"T": {"Type": "Task", "End": true,
        "Resource": "arn:aws:lambda:us-east-1:111111111111:function:work"}}}}}},
    "input": [1, 2], "mocks": {"T": {"cycle": [{"throw": {"error": "E"}}, {"return": 1}, {"return": 2}]}}}"#;

fn run(request: &Value) -> Run {
    let text = |name: &str| request.get(name).map(write::compact);
    let definition = text("definition").expect("the case has a definition");
    let machine = Rc::new(definition::read(&definition).machine);
    let input = text("input").unwrap_or("{}".into());
    let setup = Rc::new(Setup::named("Machine", "run", &input));
    let mocks = text("mocks").unwrap_or_default();
    let (mocks, findings) = mock::read(&mocks, &mock::Choice::default());
    assert!(findings.is_empty(), "{findings:?}");
    let mut answers = Standard::new(mocks, Automatic::new(&setup, Latency::Zero));
    simulate_with(machine, setup, &mut answers, Duration::from_days(1))
}

fn summed_up(input: &str) -> String {
    let request = read_value(input).expect("the case is JSON");
    let run = run(&request);
    let machine = run.machine().definition();
    let positions = request.get("at").and_then(Value::as_array).cloned();
    let positions = positions.unwrap_or_default();
    let numbers = positions.iter().filter_map(|at| at.as_number()?.as_i64());
    let mut asked: Vec<usize> = numbers.map(|at| at as usize).collect();
    asked.push(run.events.len());
    let mut lines = Vec::new();
    let mut summary = Summary::default();
    for event in &run.events {
        summary.add(event, machine);
        if asked.contains(&summary.position()) {
            lines.push(format!("@{}", summary.position()));
            lines.extend(described(&summary, machine));
        }
    }
    lines.join("\n")
}

fn described(summary: &Summary, machine: &StateMachine) -> Vec<String> {
    let visits = summary.visits().iter().map(|v| visit(v, machine));
    let latest: Vec<&Edge> = summary.edges().latest().collect();
    let taken = summary.edges().iter().filter(|edge| edge.count > 0);
    let edges = taken.map(|edge| {
        let mark = if latest.contains(&edge) {
            " latest"
        } else {
            ""
        };
        let from = name(edge.from, machine, "Start");
        let to = name(edge.to, machine, "End");
        let by = match edge.by {
            None | Some(Exit::Own) => String::new(),
            Some(by) => format!(" {by:?}"),
        };
        format!("{from} -> {to}{by} x{} by {}{mark}", edge.count, edge.event)
    });
    visits.chain(edges).collect()
}

fn name(state: Option<StateId>, machine: &StateMachine, otherwise: &str) -> String {
    state.map_or(otherwise.into(), |id| machine.state(id).name.to_string())
}

fn visit(visit: &Visit, machine: &StateMachine) -> String {
    let mut place: Vec<String> = visit
        .place
        .steps()
        .map(|step| format!("{}[{}]/", machine.state(step.state).name, step.index))
        .collect();
    place.reverse();
    let attempts: Vec<String> = visit
        .attempts
        .iter()
        .map(|attempt| format!(" {}:{:?}", attempt.event, attempt.status))
        .collect();
    let exited = visit.exited.map(|id| format!(" exited={id}"));
    let failure = visit.failure.map(|id| format!(" failure={id}"));
    format!(
        "#{} {}{} {:?}{}{}{}",
        visit.entered,
        place.concat(),
        machine.state(visit.state).name,
        visit.status,
        attempts.concat(),
        exited.unwrap_or_default(),
        failure.unwrap_or_default(),
    )
}
