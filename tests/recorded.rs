//! Recorded cases: what the simulator answers to them.
//!
//! `STEPGLASS_CASES=DIR STEPGLASS_ACTUAL=DIR cargo test --test recorded` runs every case below the first folder and
//! writes `<id>.json` into the second, in the form that the recordings' comparator reads. Kinds of cases that have no
//! answer write nothing. Without the variables the project's own recordings (`tests/histories`) are run and their
//! status and output compared.

#[path = "support/case.rs"]
mod case;
#[path = "support/replay.rs"]
mod replay;
#[path = "support/replies.rs"]
mod replies;

use case::Case;
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::Duration;
use std::{env, fs, thread};

/// Longer than any case takes, also without optimization.
const PATIENCE: Duration = Duration::from_secs(120);

#[test]
fn recorded_cases_are_answered() {
    match env::var_os("STEPGLASS_CASES") {
        Some(folder) => answer_all(Path::new(&folder)),
        None => compare_own(),
    }
}

fn answer_all(folder: &Path) {
    let actual = env::var_os("STEPGLASS_ACTUAL").map(PathBuf::from);
    let actual = actual.expect("STEPGLASS_ACTUAL names the folder for the answers");
    fs::create_dir_all(&actual).expect("the folder for the answers can be made");
    let (mut written, mut silent, mut broken) = (0, 0, Vec::new());
    for file in case::files(folder) {
        let text = fs::read_to_string(&file).expect("a case can be read");
        let Some(id) = id(&text) else { continue };
        match bounded(text) {
            Ok(Some(answer)) => {
                fs::write(actual.join(format!("{id}.json")), answer).expect("an answer is written");
                written += 1;
            }
            Ok(None) => silent += 1,
            Err(reason) => broken.push(format!("{id}: {reason}")),
        }
    }
    println!(
        "{written} answered, {silent} without an answer, {} broken",
        broken.len()
    );
    assert!(written > 0, "no case in {}", folder.display());
    assert!(broken.is_empty(), "broken runs:\n{}", broken.join("\n"));
}

/// The id of a text that is a case.
fn id(text: &str) -> Option<String> {
    let case = Case::read(text).ok()?;
    case.value.get("expect")?;
    Some(case.text("id").to_string()).filter(|id| !id.is_empty())
}

/// Answers a case in a thread of its own, so that a panic or an endless run is only its own failure.
fn bounded(text: String) -> Result<Option<String>, String> {
    let (sender, receiver) = mpsc::channel();
    let work = move || {
        let answer = Case::read(&text).and_then(|case| replay::answer(&case));
        let _ = sender.send(answer.map(|answer| answer.map(|value| replay::text(&value))));
    };
    let worker = thread::Builder::new()
        .spawn(work)
        .expect("a thread can be started");
    match receiver.recv_timeout(PATIENCE) {
        Ok(answer) => answer,
        Err(mpsc::RecvTimeoutError::Timeout) => Err("no answer in time".into()),
        Err(mpsc::RecvTimeoutError::Disconnected) => {
            let panic = worker.join().expect_err("the sender is dropped by a panic");
            let words = panic.downcast_ref::<String>().cloned();
            let words = words.or_else(|| panic.downcast_ref::<&str>().map(|text| text.to_string()));
            Err(format!("panicked: {}", words.unwrap_or_default()))
        }
    }
}

fn compare_own() {
    let folder: PathBuf = [env!("CARGO_MANIFEST_DIR"), "tests", "histories"]
        .iter()
        .collect();
    let files = case::files(&folder);
    assert!(!files.is_empty(), "there are recordings of our own");
    for file in files {
        let text = fs::read_to_string(&file).expect("a case can be read");
        let expected = Case::read(&text).expect("a case is JSON").value;
        let answer = bounded(text).unwrap_or_else(|fault| panic!("{}: {fault}", file.display()));
        let answer = Case::read(&answer.expect("an execution has an answer"))
            .expect("JSON")
            .value;
        for name in ["status", "output", "error"] {
            let wanted = expected.get("expect").and_then(|expect| expect.get(name));
            assert_eq!(answer.get(name), wanted, "{name} of {}", file.display());
        }
    }
}

/// The comparison above can fail: a broken text and an unknown kind are told apart.
#[test]
fn what_is_no_case_has_no_answer() {
    assert!(bounded("{".into()).is_err());
    assert_eq!(bounded(r#"{"kind": "cost-estimate"}"#.into()), Ok(None));
    assert_eq!(id(r#"{"id": "a"}"#), None);
}
