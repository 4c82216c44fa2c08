//! Recorded histories, read back: events belong where they did, and every view is what the events say.
//!
//! `STEPGLASS_CASES=DIR cargo test --test recording` also opens the histories of every case below the folder; their
//! number goes to `opened.json` in the folder `STEPGLASS_ACTUAL`, if that is given.

#[path = "support/case.rs"]
mod case;
#[path = "recording/consistency.rs"]
mod consistency;
#[path = "recording/described.rs"]
mod described;
#[path = "recording/exits.rs"]
mod exits;
#[path = "recording/faults.rs"]
mod faults;
#[path = "recording/largest.rs"]
mod largest;
mod machines;
#[path = "recording/mutated.rs"]
mod mutated;
#[path = "recording/pages.rs"]
mod pages;
#[path = "support/seeds.rs"]
mod seeds;
mod sessions;

use case::Case;
use machines::{machine, Chance};
use sessions::{machines as session_machines, start_of};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use stepglass::api::{Limits, Run};
use stepglass::definition::read::read;
use stepglass::execution::{Event, EventKind, Setup};
use stepglass::history::recorded::{self, Recorded};
use stepglass::history::Renderer;
use stepglass::session::{Breakpoint, Recording, Session, Stopped};
use stepglass::text::write::compact;
use stepglass::time::Duration;
use stepglass::value::{Object, Value};

/// How many random machines are played.
const MACHINES: u64 = 600;

fn page(events: Value) -> String {
    compact(&Value::Object(Object::default().with("events", events)))
}

fn opened(texts: &[&str]) -> Recorded {
    let read = recorded::read(texts);
    let faults = read.faults;
    read.recorded
        .unwrap_or_else(|| panic!("{faults:?} in {texts:?}"))
}

/// The history of a random machine's run, with its definition.
fn history(seed: u64) -> (Vec<Event>, String, String) {
    let machine = machine(seed);
    let setup = Rc::new(Setup {
        seed,
        ..Setup::named("Machine", "run", &machine.input)
    });
    let limits = Limits {
        horizon: setup.start + Duration::from_days(2),
        budget: Some(40_000),
    };
    let mut run = Run::start(Rc::new(read(&machine.definition).machine), setup);
    run.to_end(&mut Chance(seed), &limits);
    let renderer = Renderer::new(run.machine().definition(), run.machine().setup());
    let text = page(renderer.events(&run.events));
    (run.events, text, machine.definition)
}

fn place(event: &Event) -> Vec<(u32, bool, u32, u32)> {
    let steps = event.place.steps();
    steps
        .map(|s| (s.state.0, s.map, s.index, s.visit))
        .collect()
}

/// Where an event belongs. Which of several cut visits an event names first makes no difference to anything.
fn belonging(event: &Event) -> String {
    let redriven = match &event.kind {
        EventKind::ExecutionRedriven { visits, .. } => {
            let mut visits = visits.to_vec();
            visits.sort_unstable();
            format!("{visits:?}")
        }
        _ => String::new(),
    };
    format!(
        "{} state {:?} visit {} in {:?} {redriven}",
        event.id,
        event.state,
        event.visit,
        place(event)
    )
}

fn same_belonging(own: &[Event], read: &[Event]) -> Result<(), String> {
    for (own, read) in own.iter().zip(read) {
        if belonging(own) != belonging(read) {
            return Err(format!(
                "{}\n  was {}\n  is  {}",
                own.id,
                belonging(own),
                belonging(read)
            ));
        }
    }
    match own.len() == read.len() {
        true => Ok(()),
        false => Err(format!("{} events of {}", read.len(), own.len())),
    }
}

#[test]
fn events_of_random_runs_belong_where_they_did() {
    let wrong: Vec<String> = (0..MACHINES).filter_map(elsewhere).collect();
    assert!(
        wrong.len() as u64 * 100 < MACHINES,
        "{} of {MACHINES}:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// Where the history of a seed's run is read otherwise than it was.
///
/// Some histories can be read in two ways: when `States.Runtime` deep inside a Map that tolerates failures ends that
/// Map, nothing says which of the Maps around the failure is meant. They are rare.
fn elsewhere(seed: u64) -> Option<String> {
    let (events, text, definition) = history(seed);
    let same = same_belonging(&events, &opened(&[&text, &definition]).events);
    same.err().map(|what| format!("seed {seed}: {what}"))
}

#[test]
fn steered_runs_read_back_stand_as_they_stood() {
    for machine in session_machines() {
        let start = start_of(
            machine.definition,
            machine.input,
            machine.mocks,
            machine.files,
        );
        let mut session = Session::start(start).expect("the machine can be started");
        while session.run(1_000) == Stopped::Slice {}
        let text = page(session.history());
        let read = opened(&[&text, machine.definition]);
        let same = same_belonging(session.known(), &read.events);
        assert_eq!(same, Ok(()), "{}", machine.name);
        let mut recording = Recording::open(read);
        for position in (1..=session.known().len() as u32).rev() {
            session.seek(position);
            // A step of the run may make several events.
            recording.seek(session.position());
            let told = |visits: &[stepglass::history::Visit]| format!("{visits:?}");
            let (own, read) = (
                session.summary().visits(),
                stepglass::session::Past::summary(&recording).visits(),
            );
            assert_eq!(told(own), told(read), "{} at {position}", machine.name);
        }
        let standing = recording.seek(u32::MAX);
        assert_eq!(standing, Stopped::Ended);
        assert_eq!(
            recording.standing().transitions,
            {
                session.seek(u32::MAX);
                session.machine().transitions()
            },
            "{}",
            machine.name
        );
    }
}

/// What a run that is steered stops at, the recorded one stops at too; it stops at each event of a micro-step.
#[test]
fn steered_and_recorded_runs_stop_alike() {
    let list = r#"[{"on": "fail"}, {"on": "retry"}, {"on": "exit", "visit": 2}, {"on": "enter", "condition": "$states.context.State.RetryCount = 0"}]"#;
    let mut stops = 0;
    for machine in session_machines() {
        let (definition, input) = (machine.definition, machine.input);
        let start = start_of(definition, input, machine.mocks, machine.files);
        let mut session = Session::start(start).expect("the machine can be started");
        while session.run(1_000) == Stopped::Slice {}
        let mut recording = Recording::open(opened(&[&page(session.history()), definition]));
        session.break_at(Breakpoint::list(list).expect("a list"));
        recording.break_at(Breakpoint::list(list).expect("a list"));
        session.restart();
        recording.restart();
        let mut told = Vec::new();
        while let Stopped::Breakpoint(_) = recording.run(u64::MAX) {
            told.extend(recording.hit().cloned());
        }
        while let Stopped::Breakpoint(_) = session.run(u64::MAX) {
            let hit = session.hit().expect("it stopped at one");
            assert!(
                told.contains(hit),
                "{}: {hit:?} not in {told:?}",
                machine.name
            );
            stops += 1;
        }
    }
    assert!(stops > 30, "{stops}");
}

#[test]
fn a_definition_is_made_of_what_was_visited() {
    for seed in (0..MACHINES).filter(|seed| elsewhere(*seed).is_none()) {
        let (events, text, _) = history(seed);
        let read = opened(&[&text]);
        assert!(read.sketched);
        for (own, read) in events.iter().zip(&read.events) {
            // Numbers of states and branches are the sketch's own, all else is as it was.
            assert_eq!((own.id, own.visit), (read.id, read.visit), "seed {seed}");
            let visits = |event: &Event| {
                place(event)
                    .iter()
                    .map(|(_, map, _, visit)| (*map, *visit))
                    .collect::<Vec<_>>()
            };
            assert_eq!(visits(own), visits(read), "seed {seed}, event {}", own.id);
        }
        consistency::check(read).unwrap_or_else(|what| panic!("seed {seed}: {what}\n{text}"));
    }
}

#[test]
fn views_follow_from_the_events() {
    for seed in 0..MACHINES {
        let (_, text, definition) = history(seed);
        let read = opened(&[&text, &definition]);
        consistency::check(read)
            .unwrap_or_else(|what| panic!("seed {seed}: {what}\n{definition}\n{text}"));
    }
    let own: PathBuf = [env!("CARGO_MANIFEST_DIR"), "tests", "histories"]
        .iter()
        .collect();
    assert!(open_all(&own) > 4, "there are histories of our own");
    if let Some(folder) = env::var_os("STEPGLASS_CASES") {
        let opened = open_all(Path::new(&folder));
        if let Some(actual) = env::var_os("STEPGLASS_ACTUAL") {
            let file = Path::new(&actual).join("opened.json");
            fs::write(file, opened.to_string()).expect("the count can be written");
        }
        assert!(opened > 0, "no history in {}", folder.display());
    }
}

/// Opens the histories of all cases below a folder, with and without their definitions; how many there were.
fn open_all(folder: &Path) -> usize {
    let mut count = 0;
    let mut wrong = Vec::new();
    for file in case::files(folder) {
        let text = fs::read_to_string(&file).expect("a case can be read");
        let Ok(case) = Case::read(&text) else {
            continue;
        };
        let Some(events) = consistency::events_of(&case) else {
            continue;
        };
        count += 1;
        let history = page(events);
        let definition = case.definition_text();
        for texts in [vec![history.as_str(), &definition], vec![history.as_str()]] {
            let read = recorded::read(&texts);
            let Some(recorded) = read.recorded else {
                wrong.push(format!("{}: {:?}", file.display(), read.faults));
                continue;
            };
            if let Err(what) = consistency::check(recorded) {
                wrong.push(format!(
                    "{} ({} texts): {what}",
                    file.display(),
                    texts.len()
                ));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {count}:\n{}",
        wrong.len(),
        wrong[..wrong.len().min(30)].join("\n")
    );
    count
}

/// A history as the command-line tool prints it, newest first, times with an offset, without data, in two pages that
/// overlap, is the same history.
#[test]
fn every_printed_form_is_the_same_history() {
    let events = |data: bool| {
        let name = |at: i64, name: &str| {
            let details = Object::default().with("name", name);
            let details = match data {
                true => details.with("input", "{}").with("output", "{}"),
                false => details,
            };
            (at, details)
        };
        let of = |id: i64, previous: i64, kind: &str, (_, details): (i64, Object)| {
            let member = match kind.ends_with("Entered") {
                true => "stateEnteredEventDetails",
                false => "stateExitedEventDetails",
            };
            let event = Object::default()
                .with("id", id)
                .with("previousEventId", previous)
                .with("type", kind);
            event.with(member, details)
        };
        vec![
            Object::default()
                .with("id", 1)
                .with("previousEventId", 0)
                .with("type", "ExecutionStarted"),
            of(2, 0, "PassStateEntered", name(2, "A")),
            of(3, 2, "PassStateExited", name(3, "A")),
            Object::default()
                .with("id", 4)
                .with("previousEventId", 3)
                .with("type", "ExecutionSucceeded"),
        ]
    };
    let stamped = |times: [&str; 4], data: bool| -> Vec<Value> {
        let list = events(data).into_iter().zip(times);
        let list = list.map(|(event, time)| {
            Value::Object(event.with("timestamp", stepglass::text::read_value(time).unwrap()))
        });
        list.collect()
    };
    let epoch = stamped(
        ["1704067200", "1704067200.5", "1704067201.25", "1704067202"],
        true,
    );
    let millis = stamped(
        [
            "1704067200000",
            "1704067200500",
            "1704067201250",
            "1704067202000",
        ],
        true,
    );
    let iso = stamped(
        [
            "\"2024-01-01T09:00:00+09:00\"",
            "\"2024-01-01T00:00:00.500000+00:00\"",
            "\"2023-12-31T19:00:01.250000-05:00\"",
            "\"2024-01-01T00:00:02Z\"",
        ],
        false,
    );
    let whole = |list: &[Value]| page(Value::from(list.to_vec()));
    let mut newest = iso.clone();
    newest.reverse();
    let first = Object::default()
        .with("events", iso[..3].to_vec())
        .with("nextToken", "AAA");
    let forms = [
        vec![whole(&epoch)],
        vec![whole(&millis)],
        vec![whole(&newest)],
        vec![compact(&Value::from(iso.clone()))],
        vec![whole(&iso[2..]), compact(&Value::Object(first.clone()))],
    ];
    let told = |texts: &[String]| {
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let read = opened(&texts);
        assert!(!read.more, "{texts:?}");
        let events = read.events.iter();
        events
            .map(|e| (e.id, e.previous, e.time.millis(), e.visit))
            .collect::<Vec<_>>()
    };
    for form in &forms[1..] {
        assert_eq!(told(form), told(&forms[0]), "{form:?}");
    }
    assert!(opened(&[&compact(&Value::Object(first))]).more);
}
