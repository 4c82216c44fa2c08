//! Answers outside suites of JSONPath and intrinsic cases.
//!
//! `STEPGLASS_SUITE=FILE|DIR STEPGLASS_ACTUAL=FILE` writes one line per case, `{"id", "value"}` or
//! `{"id", "error": {"message"}}`; paths are answered a second time with `"model": "map"`, as intrinsic functions read them.
//! Without the variables it answers the small suite `query/suite.json` and compares with `query/suite.jsonl`
//! (`UPDATE_EXPECT=1` writes that file); what the engine does case by case is in `query.rs`.

#[path = "support/suite.rs"]
mod suite;

use std::path::{Path, PathBuf};
use stepglass::query::intrinsic::Call;
use stepglass::query::path::{self, Model};
use stepglass::query::Surroundings;
use stepglass::text::write::compact;
use stepglass::time::Timestamp;
use stepglass::value::{Object, Value};

/// A state whose input is also the execution's input.
struct State<'a>(&'a Value);

impl Surroundings for State<'_> {
    fn context(&self) -> Value {
        let execution = Object::default().with("Input", self.0.clone());
        Value::Object(Object::default().with("Execution", execution))
    }

    fn variable(&self, _: &str) -> Option<Value> {
        None
    }

    fn now(&self) -> Timestamp {
        Timestamp(0)
    }

    fn random(&self) -> u64 {
        0x5de1_ec7e_d5ee_d000
    }
}

#[test]
fn answers_a_suite() {
    if let Some((files, actual)) = suite::asked() {
        std::fs::write(&actual, lines(&files)).expect("the answers can be written");
        return;
    }
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/query");
    let answered = lines(&[own.join("suite.json")]);
    let expected = own.join("suite.jsonl");
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(&expected, &answered).expect("the answers can be written");
    }
    let expected = std::fs::read_to_string(&expected).expect("the expected answers can be read");
    assert_eq!(answered, expected);
}

fn lines(files: &[PathBuf]) -> String {
    let mut lines = String::new();
    for file in files {
        let suite = suite::load(file);
        let cases = suite.get("cases").and_then(Value::as_array).expect("cases");
        for answer in cases.iter().flat_map(|case| answers(&suite, case)) {
            lines += &compact(&Value::Object(answer));
            lines.push('\n');
        }
    }
    lines
}

fn answers(suite: &Value, case: &Value) -> Vec<Object> {
    let id = suite::text(case, "id");
    if case.get("expr").is_some() {
        let input = case.get("input").cloned().unwrap_or_default();
        return vec![suite::answer(id, call(suite::text(case, "expr"), &input))];
    }
    let document = match (suite.get("documents"), case.get("doc")) {
        (Some(documents), Some(Value::Text(name))) => documents.get(name),
        _ => case.get("document"),
    };
    let document = document.expect("the case's document");
    let text = suite::text(case, "path");
    let mapped = suite::answer(id, find(text, document, Model::Map));
    vec![
        suite::answer(id, find(text, document, Model::Tree)),
        mapped.with("model", "map"),
    ]
}

fn find(text: &str, document: &Value, model: Model) -> Result<Value, String> {
    let path = path::Path::compile_lenient(text).map_err(|fault| fault.message)?;
    let found = path.find(model, document);
    found.map_err(|fault| fault.message().to_string())
}

fn call(text: &str, input: &Value) -> Result<Value, String> {
    let call = Call::compile(text).map_err(|fault| fault.message)?;
    let value = call.evaluate(input, &State(input));
    value.map_err(|fault| fault.cause(text, input))
}
