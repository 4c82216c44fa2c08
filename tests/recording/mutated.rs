//! Histories with events changed, lost, doubled and out of order: each is opened or refused, and every view of an opened
//! one can be asked for at every position.
//!
//! `cargo test --test recording` plays a fixed number; with `--ignored` it goes on for `STEPGLASS_FUZZ_SECONDS`, from
//! `STEPGLASS_FUZZ_SEED`. A failing seed is printed with its texts.

use super::{history, seeds};
use std::panic;
use stepglass::history::recorded;
use stepglass::random::Random;
use stepglass::session::{Past, Step, Stopped};
use stepglass::text::{read_value, write::compact};
use stepglass::value::{Array, Object, Text, Value};
use stepglass::view::explain::{explain, explain_run};
use stepglass::view::reason::reason;
use stepglass::view::recorded::{flow, reading, run_view};
use stepglass::view::steer::{event_rows, latest_step, step_view};
use stepglass::view::steps::step_rows;

/// Seeds of the short run.
const SEEDS: u64 = 250;
/// Events of one history; longer ones are cut.
const EVENTS: usize = 80;

const OWN: [&str; 2] = [
    include_str!("../recordings/orders.history.json"),
    include_str!("../recordings/orders.machine.json"),
];

/// Types that a history may lack.
const TYPES: [&str; 12] = [
    "ExecutionRedriven",
    "MapRunStarted",
    "MapRunAborted",
    "MapIterationStarted",
    "MapIterationAborted",
    "TaskStateAborted",
    "ParallelStateEntered",
    "MapStateEntered",
    "PassStateStarted",
    "ParallelStateStarted",
    "EvaluationFailed",
    "Bogus",
];

const VALUES: [&str; 10] = [
    "null",
    "5",
    "-1",
    "4294967295",
    "1e400",
    "\"\"",
    "{}",
    "[]",
    "\"<b>\"",
    "\"\\ud800\"",
];

#[test]
fn changed_histories_are_opened_or_refused() {
    let opened = (0..SEEDS).filter(|seed| play_reported(*seed)).count();
    println!("{opened} of {SEEDS} opened");
    assert!(opened as u64 * 10 > SEEDS, "only {opened} can be opened");
}

#[test]
#[ignore = "runs as long as it is told"]
fn changed_histories_for_a_long_time() {
    seeds::play_on("histories", |seed| {
        play_reported(seed);
    });
}

/// Whether the seed's history can be opened.
fn play_reported(seed: u64) -> bool {
    let texts = texts(seed);
    panic::catch_unwind(|| play(&texts)).unwrap_or_else(|panic| {
        println!("seed {seed}\n{}", texts.join("\n"));
        panic::resume_unwind(panic)
    })
}

/// A history with a few changes, with or without its definition.
fn texts(seed: u64) -> Vec<String> {
    let mut random = Random::new(seed);
    let (text, definition) = match random.below(2) {
        0 => (OWN[0].to_owned(), OWN[1].to_owned()),
        _ => {
            let (_, text, definition) = history(random.below(400));
            (text, definition)
        }
    };
    let value = read_value(&text).expect("it is JSON");
    let mut events = value.get("events").and_then(Value::as_array).cloned();
    let mut events: Vec<Value> = events
        .take()
        .into_iter()
        .flat_map(|list| list.to_vec())
        .collect();
    events.truncate(EVENTS);
    for _ in 0..=random.below(6) {
        change(&mut events, &mut random);
    }
    if random.below(4) > 0 {
        for (event, id) in events.iter_mut().zip(1..) {
            set(event, "id", Value::from(id));
        }
    }
    let page = Object::default().with("events", events.into_iter().collect::<Array>());
    let mut texts = vec![compact(&Value::Object(page))];
    if random.below(3) == 0 {
        texts.push(definition);
    }
    texts
}

fn change(events: &mut Vec<Value>, random: &mut Random) {
    if events.is_empty() {
        return;
    }
    let any = |random: &mut Random| random.below(events.len() as u64) as usize;
    let (at, other) = (any(random), any(random));
    match random.below(10) {
        0 => drop(events.remove(at)),
        1 => events.insert(at, events[other].clone()),
        2 => events.swap(at, other),
        3 if at > 0 => events.truncate(at),
        4 => {
            let cause = Value::from(random.below(at as u64 + 1) as i64);
            set(&mut events[at], "previousEventId", cause);
        }
        5 => {
            let kind = TYPES[random.below(TYPES.len() as u64) as usize];
            set(&mut events[at], "type", Value::from(kind));
        }
        6 | 7 => {
            let kind = events[other].get("type").cloned().unwrap_or_default();
            set(&mut events[at], "type", kind);
        }
        8 => {
            let name = name_of(&events[other]).unwrap_or_else(|| "Z".into());
            detail(&mut events[at], |details| {
                if details.get("name").is_some() {
                    details.set("name", name);
                }
            });
        }
        _ => {
            let value = VALUES[random.below(VALUES.len() as u64) as usize];
            let value = read_value(value).unwrap_or_default();
            detail(&mut events[at], |details| {
                let keys: Vec<Text> = details.iter().map(|(key, _)| key.clone()).collect();
                let key = keys.get(random.below(keys.len() as u64) as usize);
                key.into_iter()
                    .for_each(|key| details.set(key.clone(), value.clone()));
            });
        }
    }
}

fn set(event: &mut Value, name: &str, value: Value) {
    if let Value::Object(event) = event {
        event.set(name, value);
    }
}

fn detail_name(event: &Value) -> Option<Text> {
    let members = event.as_object()?.iter();
    let mut names = members.map(|(name, _)| name.clone());
    names.find(|name| name.ends_with("EventDetails"))
}

fn name_of(event: &Value) -> Option<Text> {
    let details = event.get(&detail_name(event)?)?;
    details.get("name")?.as_str().map(Text::from)
}

fn detail(event: &mut Value, change: impl FnOnce(&mut Object)) {
    let Some(name) = detail_name(event) else {
        return;
    };
    let Some(mut details) = event.get(&name).and_then(Value::as_object).cloned() else {
        return;
    };
    change(&mut details);
    set(event, &name, Value::Object(details));
}

/// Asks for all there is; whether it can be opened.
fn play(texts: &[String]) -> bool {
    let view = reading(texts);
    let borrowed: Vec<&str> = texts.iter().map(String::as_str).collect();
    let Some(read) = recorded::read(&borrowed).recorded else {
        assert!(!view.faults.is_empty(), "refused without a reason");
        return false;
    };
    let mut recording = stepglass::view::recorded::open(read);
    let last = recording.known().len() as u32;
    event_rows(&recording, 1, u32::MAX);
    step_rows(&recording, 0, u32::MAX, Vec::new(), false);
    recording.history();
    for at in (1..=last + 1).rev() {
        let stopped = recording.seek(at);
        flow(&recording, at);
        explain(&recording, at);
        reason(&recording, at);
        step_view(&recording, at);
        recording.event(at);
        // All states at each position: enough at some of them.
        if at % 8 == 1 {
            run_view(&recording, stopped);
            explain_run(&recording);
            step_rows(&recording, 0, u32::MAX, Vec::new(), true);
        }
    }
    recording.seek(last);
    let states = recording.definition().states.len() as u32;
    for state in 0..states {
        latest_step(&recording, state);
    }
    for step in [
        Step::Back,
        Step::Micro,
        Step::Over,
        Step::Into,
        Step::Out,
        Step::RunBack,
    ] {
        recording.step(step);
    }
    recording.restart();
    let stopped = recording.run(u64::MAX);
    assert_ne!(stopped, Stopped::Slice);
    true
}
