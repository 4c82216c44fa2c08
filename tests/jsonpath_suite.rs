//! Answers outside suites of JSONPath and intrinsic cases.
//!
//! `STEPGLASS_SUITE=FILE|DIR STEPGLASS_ACTUAL=FILE` writes one line per case, `{"id", "value"}` or
//! `{"id", "error": {"message"}}`; paths are answered a second time with `"model": "map"`, as intrinsic functions read them.
//! Without the variables there is nothing to answer: the project's own cases are in `query.rs`.

#[path = "support/suite.rs"]
mod suite;

use stepglass::query::intrinsic::Call;
use stepglass::query::path::{Model, Path};
use stepglass::query::Surroundings;
use stepglass::text::write::compact;
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

    fn random(&self) -> u64 {
        0x5de1_ec7e_d5ee_d000
    }
}

#[test]
fn answers_the_suite() {
    let Some((files, actual)) = suite::asked() else {
        return;
    };
    let mut lines = String::new();
    for file in files {
        let suite = suite::load(&file);
        let cases = suite.get("cases").and_then(Value::as_array).expect("cases");
        for case in cases {
            for answer in answers(&suite, case) {
                lines.push_str(&compact(&Value::Object(answer)));
                lines.push('\n');
            }
        }
    }
    std::fs::write(&actual, lines).expect("the answers can be written");
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
    let mapped = suite::answer(id, path(text, document, Model::Map));
    vec![
        suite::answer(id, path(text, document, Model::Tree)),
        mapped.with("model", "map"),
    ]
}

fn path(text: &str, document: &Value, model: Model) -> Result<Value, String> {
    let path = Path::compile_lenient(text).map_err(|fault| fault.message)?;
    let found = path.find(model, document);
    found.map_err(|fault| fault.message().to_string())
}

fn call(text: &str, input: &Value) -> Result<Value, String> {
    let call = Call::compile(text).map_err(|fault| fault.message)?;
    let value = call.evaluate(input, &State(input));
    value.map_err(|fault| fault.cause(text, input))
}
