//! Answers the language's reference suite.
//!
//! `STEPGLASS_SUITE=DIR STEPGLASS_ACTUAL=FILE` writes one line per case of `DIR/groups/*.json`: `{"id", "value"}`,
//! `{"id", "undefined": true}` or `{"id", "error": {"code"}}`; documents stand in `DIR/datasets`. Cases whose text
//! is no Unicode (a lone surrogate, read as U+FFFD) have no answer. Without the variables the project's own cases are in `jsonata.rs`.

#[path = "support/suite.rs"]
mod suite;

use std::path::{Path, PathBuf};
use std::thread;
use stepglass::query::jsonata::reference::{self, Bounds};
use stepglass::text::{read_value, write::compact};
use stepglass::value::{Object, Value};

/// Room for the suite's deepest recursions.
const STACK: usize = 256 << 20;

#[test]
fn answers_the_suite() {
    let Some(folder) = std::env::var_os("STEPGLASS_SUITE").map(PathBuf::from) else {
        return;
    };
    let actual = std::env::var_os("STEPGLASS_ACTUAL").expect("STEPGLASS_ACTUAL names the answers");
    let groups = json_files(&folder.join("groups"));
    assert!(!groups.is_empty(), "no groups in {}", folder.display());
    let work = move || {
        let mut lines = String::new();
        for group in groups {
            for case in suite::load(&group).as_array().expect("a list of cases") {
                if suite::text(case, "expr").contains(char::REPLACEMENT_CHARACTER) {
                    continue;
                }
                lines += &compact(&Value::Object(answer(&folder, case)));
                lines.push('\n');
            }
        }
        lines
    };
    let worker = thread::Builder::new().stack_size(STACK).spawn(work);
    let lines = worker.expect("a thread can be started").join();
    std::fs::write(actual, lines.expect("no case panics")).expect("the answers can be written");
}

fn json_files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("the folder can be read");
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    files.retain(|file| file.extension().is_some_and(|end| end == "json"));
    files.sort();
    files
}

fn answer(folder: &Path, case: &Value) -> Object {
    let line = Object::default().with("id", suite::text(case, "id"));
    let input = input(folder, case);
    let bindings = case.get("bindings").and_then(Value::as_object);
    let variables = bindings.into_iter().flat_map(|all| all.iter());
    let variables = variables.map(|(name, value)| (name.as_str(), value.clone()));
    let variables: Vec<_> = variables.collect();
    let depth = case.get("depth").and_then(Value::as_number);
    let bounds = Bounds {
        depth: depth.and_then(|depth| usize::try_from(depth.as_i64()?).ok()),
        steps: Some(20_000_000),
    };
    match reference::evaluate(
        suite::text(case, "expr"),
        input.as_ref(),
        &variables,
        bounds,
    ) {
        Ok(Some(value)) => line.with("value", value),
        Ok(None) => line.with("undefined", true),
        Err(fault) => {
            // Steps stand for the suite's milliseconds.
            let code = if fault.code == "U1006" {
                "D1012"
            } else {
                &fault.code
            };
            line.with("error", Object::default().with("code", code))
        }
    }
}

fn input(folder: &Path, case: &Value) -> Option<Value> {
    if let Some(data) = case.get("data") {
        return Some(data.clone());
    }
    let name = case.get("dataset")?.as_str()?;
    let file = folder.join("datasets").join(format!("{name}.json"));
    let text = std::fs::read_to_string(file).expect("the dataset can be read");
    read_value(&text).ok()
}
