//! Recordings of our own (`tests/histories/<name>/case.json`): every byte of the history and of the log is compared.
//!
//! A case has the form of the recorded cases; `UPDATE_EXPECT=1` writes what the simulator answers into `expect`. Read
//! the difference before committing it.

#[path = "support/case.rs"]
mod case;
#[path = "support/replay.rs"]
mod replay;
#[path = "support/replies.rs"]
mod replies;

use case::Case;
use std::fs;
use std::path::PathBuf;
use stepglass::api::Run;
use stepglass::execution::WorkflowType;
use stepglass::history::{log_record, Level, Renderer, Times};
use stepglass::text::write;
use stepglass::value::{Object, Value};

fn files() -> Vec<PathBuf> {
    let folder: PathBuf = [env!("CARGO_MANIFEST_DIR"), "tests", "histories"]
        .iter()
        .collect();
    case::files(&folder)
}

fn read(file: &PathBuf) -> Case {
    let text = fs::read_to_string(file).expect("a case can be read");
    Case::read(&text).unwrap_or_else(|fault| panic!("{}: {fault}", file.display()))
}

#[test]
fn histories_are_as_recorded() {
    let update = std::env::var_os("UPDATE_EXPECT").is_some();
    let mut differing = Vec::new();
    for file in files() {
        let case = read(&file);
        let run = replay::execution(&case).expect("the run ends");
        let told = told(&run);
        let Value::Object(case) = case.value else {
            panic!("{} holds an object", file.display());
        };
        let text = write::pretty(&Value::Object(case.with("expect", told))) + "\n";
        if update {
            // The other tests read these files at the same time: they see the old one or the new one.
            let draft = file.with_extension("new");
            fs::write(&draft, text).expect("a case can be written");
            fs::rename(&draft, &file).expect("a case can be replaced");
        } else if fs::read_to_string(&file).ok() != Some(text.clone()) {
            differing.push(format!("{}:\n{text}", file.display()));
        }
    }
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}

/// Status, output, events; of an Express execution also the log.
fn told(run: &Run) -> Value {
    let Value::Object(mut told) = replay::actual(run) else {
        return Value::Null;
    };
    let setup = run.machine().setup();
    if setup.workflow_type == WorkflowType::Express {
        let renderer = Renderer::new(run.machine().definition(), setup);
        let records = run.events.iter().map(|event| log_record(&renderer, event));
        told.set("log", records.collect::<Vec<_>>());
    }
    Value::Object(told)
}

/// Ids count on, every event names an earlier one, time never falls, and the last event ends the execution.
#[test]
fn histories_are_sound() {
    for file in files() {
        let run = replay::execution(&read(&file)).expect("the run ends");
        let mut time = run.machine().setup().start;
        for (at, event) in run.events.iter().enumerate() {
            assert_eq!(event.id as usize, at + 1, "{}", file.display());
            assert!(event.previous < event.id && event.time >= time);
            time = event.time;
            let last = at + 1 == run.events.len();
            assert_eq!(
                event.kind.is_terminal(),
                last && !run.machine().is_running()
            );
        }
    }
}

/// `includeExecutionData: false` drops inputs and outputs and keeps names and errors; times can be shown as text.
#[test]
fn payloads_can_be_left_out() {
    let file = files()
        .into_iter()
        .find(|file| file.ends_with("order/case.json"));
    let run = replay::execution(&read(&file.expect("the order case"))).expect("the run ends");
    let setup = run.machine().setup().clone();
    let mut renderer = Renderer::new(run.machine().definition(), &setup);
    renderer.payloads = false;
    renderer.times = Times::Iso;
    let text = write::compact(&renderer.events(&run.events));
    for absent in [
        "\"input\"",
        "\"output\"",
        "\"parameters\"",
        "inputDetails",
        "outputDetails",
    ] {
        assert!(!text.contains(absent), "{absent} in {text}");
    }
    for present in [
        "\"error\":\"Order.NotPaid\"",
        "\"name\":\"Pay\"",
        "2024-01-01T00:00:00.000Z",
    ] {
        assert!(text.contains(present), "{present} not in {text}");
    }
}

/// How many records of the order case each level writes: it fails by a failed call, a timeout and a Fail state.
#[test]
fn levels_choose_records() {
    let file = files()
        .into_iter()
        .find(|file| file.ends_with("order/case.json"));
    let run = replay::execution(&read(&file.expect("the order case"))).expect("the run ends");
    let written = |level: Level| run.events.iter().filter(|e| level.writes(e)).count();
    assert_eq!(written(Level::All), run.events.len());
    assert_eq!(written(Level::Error), 3);
    assert_eq!(written(Level::Fatal), 1);
    assert_eq!(written(Level::Off), 0);
    let empty = Value::Object(Object::default());
    let renderer = Renderer::new(run.machine().definition(), run.machine().setup());
    let scheduled = log_record(&renderer, &run.events[2]);
    assert_ne!(scheduled.get("details"), Some(&empty));
}
