//! Real-world definitions: accepted or refused, drawn, simulated.
//!
//! `STEPGLASS_WORKFLOWS=DIR STEPGLASS_ACTUAL=FILE cargo test --test workflows` writes one JSON line per file of DIR that
//! holds an `id` and a `definition`: `{"id", "accepted", "diagnostics", "drawn", "simulated"}`. Without the variables the project's
//! own cases are run the same way.

use std::path::{Path, PathBuf};
use std::{env, fs};
use stepglass::api::check::check;
use stepglass::api::simulate::prepare;
use stepglass::definition::{self, Graph};
use stepglass::text::{read_value, write};
use stepglass::value::{Object, Value};

#[test]
fn definitions_are_read_and_drawn() {
    let Some(folder) = env::var_os("STEPGLASS_WORKFLOWS").map(PathBuf::from) else {
        return own_cases();
    };
    let mut lines = String::new();
    for file in json_files(&folder) {
        let case = read_value(&fs::read_to_string(&file).unwrap()).unwrap();
        if let (Some(id), Some(definition)) = (case.get("id"), case.get("definition")) {
            lines.push_str(&write::compact(&answer(id, definition)));
            lines.push('\n');
        }
    }
    assert!(!lines.is_empty(), "no definitions in {}", folder.display());
    if let Some(actual) = env::var_os("STEPGLASS_ACTUAL") {
        fs::write(actual, lines).unwrap();
    }
}

/// One line of the answers.
fn answer(id: &Value, definition: &Value) -> Value {
    let text = match definition.as_str() {
        Some(text) => text.to_owned(),
        None => write::pretty(definition),
    };
    let request = Object::default().with("definition", text.as_str());
    let response = check(&Value::Object(request));
    let accepted = response.get("result").and_then(Value::as_str) == Some("OK");
    let diagnostics = response.get("diagnostics").cloned().unwrap_or_default();
    let line = Object::default()
        .with("id", id.clone())
        .with("accepted", accepted)
        .with("diagnostics", diagnostics)
        .with("drawn", is_drawn(&text));
    Value::Object(match simulated(&text) {
        Some(status) => line.with("simulated", Object::default().with("status", status)),
        None => line,
    })
}

/// How a run on automatic answers ends, bounded in micro-steps; `None` for a definition that is refused. One that
/// still waits for somebody after a day of virtual time is `WAITING`.
fn simulated(text: &str) -> Option<String> {
    let prepared = prepare(text).ok()?;
    let response = prepared.run(r#"{"input": {}, "options": {"budget": 200000}}"#);
    let response = read_value(&response).unwrap();
    let member = |name: &str| response.get(name).and_then(Value::as_str);
    let status = match (member("status")?, member("stopped")) {
        ("RUNNING", Some("waiting" | "horizon")) => "WAITING",
        (status, _) => status,
    };
    Some(status.to_owned())
}

/// Whether there is something to draw and a place where it starts or at least one state.
fn is_drawn(text: &str) -> bool {
    let machine = definition::read(text).machine;
    let graph = Graph::of(&machine);
    let shown: usize = graph.regions.iter().map(|region| region.nodes.len()).sum();
    shown > 0 && shown == machine.states.len()
}

fn json_files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> = entries
        .filter(|p| p.extension().is_some_and(|e| e == "json"))
        .collect();
    files.sort();
    files
}

fn own_cases() {
    let cases = [
        (
            r#"{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}}"#,
            true,
            true,
        ),
        (
            r#"{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"B"}}}"#,
            false,
            true,
        ),
        (
            r#"{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}},"#,
            false,
            true,
        ),
        (r#"{"StartAt":"A"}"#, false, false),
        ("[]", false, false),
    ];
    for (text, accepted, drawn) in cases {
        let line = answer(&Value::from("case"), &Value::from(text));
        assert_eq!(line.get("accepted"), Some(&Value::from(accepted)), "{text}");
        assert_eq!(line.get("drawn"), Some(&Value::from(drawn)), "{text}");
        assert_eq!(line.get("simulated").is_some(), accepted, "{text}");
    }
}
