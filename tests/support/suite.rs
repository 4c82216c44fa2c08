//! Reading suites of (document, query) cases and writing the answers, one JSON object a line.

use std::path::{Path, PathBuf};
use stepglass::text::read_value;
use stepglass::value::{Object, Value};

/// The files that `STEPGLASS_SUITE` names (a file, or a folder of `.json` files), and where the answers go.
#[allow(dead_code)] // The suite of JSONata is laid out otherwise.
pub fn asked() -> Option<(Vec<PathBuf>, PathBuf)> {
    let suite = PathBuf::from(std::env::var_os("STEPGLASS_SUITE")?);
    let actual = PathBuf::from(std::env::var_os("STEPGLASS_ACTUAL")?);
    if !suite.is_dir() {
        return Some((vec![suite], actual));
    }
    let entries = std::fs::read_dir(&suite).expect("the suite folder can be read");
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    files.retain(|file| file.extension().is_some_and(|end| end == "json"));
    files.sort();
    Some((files, actual))
}

/// A JSON file as a value.
pub fn load(file: &Path) -> Value {
    let text = std::fs::read_to_string(file)
        .unwrap_or_else(|fault| panic!("{} can be read: {fault}", file.display()));
    read_value(&text).unwrap_or_else(|fault| panic!("{}: {}", file.display(), fault.message))
}

/// The text of a member that every case has.
pub fn text<'v>(case: &'v Value, name: &str) -> &'v str {
    let member = case.get(name).and_then(Value::as_str);
    member.unwrap_or_else(|| panic!("the case has a text {name:?}"))
}

/// One answer.
#[allow(dead_code)]
pub fn answer(id: &str, outcome: Result<Value, String>) -> Object {
    let line = Object::default().with("id", id);
    match outcome {
        Ok(value) => line.with("value", value),
        Err(message) => line.with("error", Object::default().with("message", message)),
    }
}
