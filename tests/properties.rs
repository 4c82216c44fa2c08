//! What holds for every run, tried on random machines with random answers.

mod machines;
mod properties {
    pub mod containers;
}

use machines::{machine, Chance, Machine};
use properties::containers;
use std::cell::Cell;
use std::collections::BTreeSet;
use std::rc::Rc;
use stepglass::api::{Halt, Limits, Run};
use stepglass::definition::{read::read, ResultPath, Selection, StateKind};
use stepglass::execution::{ErrorDetails, Event, EventKind, Pace, Setup, TaskEvent, WorkflowType};
use stepglass::history::Renderer;
use stepglass::query::path::{Model, ReferencePath};
use stepglass::random::Random;
use stepglass::text::{read_value, write::compact};
use stepglass::time::Duration;
use stepglass::value::Value;

/// How many machines each property is tried on.
const MACHINES: u64 = 1000;
/// More micro-steps than any of them needs.
const STEPS: u64 = 40_000;

fn setup(machine: &Machine, seed: u64) -> Setup {
    Setup {
        workflow_type: match machine.express {
            true => WorkflowType::Express,
            false => WorkflowType::Standard,
        },
        seed,
        pace: match seed % 2 {
            0 => Pace::ZERO,
            _ => Pace::TYPICAL,
        },
        ..Setup::named("Machine", "run", &machine.input)
    }
}

/// The run of a seed; one in ten is stopped on the way.
fn run(seed: u64) -> Run {
    let machine = machine(seed);
    let setup = Rc::new(setup(&machine, seed));
    let definition = Rc::new(read(&machine.definition).machine);
    let mut limits = Limits {
        horizon: setup.start + Duration::from_days(2),
        budget: Some(STEPS),
    };
    let stopped = seed % 10 == 3;
    if stopped {
        limits.budget = Some(Random::new(seed).below(40));
    }
    let mut run = Run::start(definition, setup);
    let halt = run.to_end(&mut Chance(seed), &limits);
    assert!(halt != Halt::Budget || stopped, "{seed}: no end");
    if stopped {
        run.stop(ErrorDetails::default());
    }
    run
}

/// Tries a property on every machine.
fn every(property: impl Fn(&Run) -> Result<(), String>) {
    for seed in 0..MACHINES {
        let run = run(seed);
        if let Err(what) = property(&run) {
            let machine = machine(seed);
            let events = Renderer::new(run.machine().definition(), run.machine().setup());
            let events: Vec<String> = run
                .events
                .iter()
                .map(|event| compact(&events.event(event)))
                .collect();
            panic!(
                "seed {seed}: {what}\n{}\n{}\n{}",
                machine.definition,
                machine.input,
                events.join("\n")
            );
        }
    }
}

fn expect(holds: bool, what: impl FnOnce() -> String) -> Result<(), String> {
    if holds {
        Ok(())
    } else {
        Err(what())
    }
}

#[test]
fn ids_are_consecutive_and_no_event_points_forward() {
    every(|run| {
        for (at, event) in run.events.iter().enumerate() {
            expect(event.id as usize == at + 1, || {
                format!("event {at} has the id {}", event.id)
            })?;
            expect(event.previous < event.id, || {
                format!("event {} points forward, to {}", event.id, event.previous)
            })?;
            expect(event.visit <= event.id, || {
                format!("event {} before its visit", event.id)
            })?;
        }
        Ok(())
    });
}

#[test]
fn time_never_goes_back() {
    every(|run| {
        let mut pairs = run.events.windows(2);
        let back = pairs.find(|pair| pair[1].time < pair[0].time);
        expect(back.is_none(), || format!("{back:?}"))
    });
}

#[test]
fn what_has_ended_ends_with_its_only_terminal_event() {
    every(|run| {
        let terminal = |event: &&Event| event.kind.is_terminal();
        let count = run.events.iter().filter(terminal).count();
        let last = run
            .events
            .last()
            .is_some_and(|event| event.kind.is_terminal());
        let ended = !run.machine().is_running();
        expect(count == usize::from(ended) && last == ended, || {
            format!("{count} terminal events, ended: {ended}, at the end: {last}")
        })?;
        expect(!ended || run.machine().next_due().is_none(), || {
            "something is due after the end".to_owned()
        })
    });
}

#[test]
fn containers_that_start_end() {
    every(containers::check);
}

/// The payloads of an event.
fn payloads(event: &Event) -> Vec<Value> {
    match &event.kind {
        EventKind::StateEntered(value) | EventKind::ExecutionSucceeded(value) => {
            vec![value.clone()]
        }
        EventKind::StateExited {
            output, assigned, ..
        } => {
            let assigned = assigned.clone().map(Value::Object);
            std::iter::once(output.clone()).chain(assigned).collect()
        }
        EventKind::Task(TaskEvent::Scheduled(scheduled)) => vec![scheduled.input.clone()],
        EventKind::Task(TaskEvent::Submitted(value) | TaskEvent::Succeeded(value)) => {
            vec![value.clone()]
        }
        _ => Vec::new(),
    }
}

fn depth(value: &Value) -> usize {
    let inner: Vec<&Value> = match value {
        Value::Array(items) => items.iter().collect(),
        Value::Object(members) => members.iter().map(|(_, member)| member).collect(),
        _ => return 0,
    };
    1 + inner.into_iter().map(depth).max().unwrap_or(0)
}

#[test]
fn sizes_are_the_bytes_of_the_written_text() {
    every(|run| {
        for value in run.events.iter().flat_map(payloads) {
            let (text, measure) = (compact(&value), value.measure());
            expect(text.len() == measure.bytes, || {
                format!(
                    "{} bytes measured, {} written: {text}",
                    measure.bytes,
                    text.len()
                )
            })?;
            expect(depth(&value) == measure.depth, || {
                format!("depth of {text}")
            })?;
            let back = read_value(&text).map_err(|fault| fault.message)?;
            expect(compact(&back) == text, || {
                format!("{text} reads back as {}", compact(&back))
            })?;
        }
        Ok(())
    });
}

/// The place where a state puts its result and which result that was, if its output shows both.
fn placed<'r>(run: &'r Run, exited: &Event) -> Option<(&'r ReferencePath, Value)> {
    let state = run.machine().definition().state(exited.state?);
    let ResultPath::At(path) = &state.flow.result_path else {
        return None;
    };
    if !matches!(state.flow.output_path, Selection::Whole) || state.flow.result_selector.is_some() {
        return None;
    }
    let own = run.events.iter().rev().filter(|e| e.visit == exited.visit);
    let result = match &state.kind {
        StateKind::Pass(result) => result.clone(),
        StateKind::Task(_) => own.clone().find_map(|event| match &event.kind {
            EventKind::Task(TaskEvent::Succeeded(result)) => Some(result.clone()),
            _ => None,
        }),
        _ => None,
    };
    Some((path, result?))
}

#[test]
fn a_result_is_found_where_its_path_put_it() {
    let seen = Cell::new(0_u32);
    every(|run| {
        for event in &run.events {
            let EventKind::StateExited { output, .. } = &event.kind else {
                continue;
            };
            let Some((path, result)) = placed(run, event) else {
                continue;
            };
            seen.set(seen.get() + 1);
            let found = path.path().find(Model::Tree, output);
            expect(found.as_ref() == Ok(&result), || {
                let found = found.map(|value| compact(&value));
                format!(
                    "event {}: {found:?} at {}, put {}",
                    event.id,
                    path.path().text(),
                    compact(&result)
                )
            })?;
        }
        Ok(())
    });
    assert!(seen.get() > 500, "only {} results were placed", seen.get());
}

#[test]
fn the_same_seed_gives_the_same_history() {
    for seed in (0..MACHINES).step_by(7) {
        let text = |run: &Run| {
            let renderer = Renderer::new(run.machine().definition(), run.machine().setup());
            compact(&renderer.events(&run.events))
        };
        assert_eq!(text(&run(seed)), text(&run(seed)), "seed {seed}");
    }
}

/// The machines are worth the trouble: together they come by nearly everything that can happen.
#[test]
fn the_machines_reach_every_kind_of_event() {
    let mut kinds = BTreeSet::new();
    let mut statuses = BTreeSet::new();
    for seed in 0..MACHINES {
        let run = run(seed);
        let renderer = Renderer::new(run.machine().definition(), run.machine().setup());
        for event in &run.events {
            let rendered = renderer.event(event);
            let kind = rendered.get("type").and_then(Value::as_str);
            kinds.insert(kind.unwrap_or_default().to_owned());
        }
        statuses.insert(run.machine().status().name());
    }
    let listed = include_str!("properties/kinds.list");
    let missing: Vec<&str> = listed
        .lines()
        .filter(|kind| !kinds.contains(*kind))
        .collect();
    assert!(missing.is_empty(), "never happened: {missing:?}");
    for status in ["SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED"] {
        assert!(statuses.contains(status), "no run was {status}");
    }
}
