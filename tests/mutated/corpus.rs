//! What mutation begins with: the texts of the project's own cases, by what they are.

use crate::machines;
use std::fs;
use std::path::{Path, PathBuf};
use stepglass::random::Random;
use stepglass::text::{read_value, write};
use stepglass::value::Value;

/// Texts by kind.
#[derive(Default)]
pub struct Corpus {
    /// Any JSON, or what was meant to be.
    pub texts: Vec<String>,
    pub definitions: Vec<String>,
    pub inputs: Vec<String>,
    pub mocks: Vec<String>,
    /// Requests of simulate whose services are simulated.
    pub served: Vec<String>,
    /// Requests about mock files.
    pub documents: Vec<String>,
    /// DynamoDB's expressions.
    pub conditions: Vec<String>,
    /// Requests of TestState.
    pub tests: Vec<String>,
    /// Paths and intrinsic calls.
    pub queries: Vec<String>,
    /// What stands between `{%` and `%}`.
    pub expressions: Vec<String>,
}

const EXPRESSIONS: [&str; 14] = [
    "$states.input.a.b",
    "$sum($states.input.items.n)",
    "$map($states.input.items, function($x) { $x.n * 2 })",
    "($f := function($n) { $n <= 1 ? 1 : $n * $f($n - 1) }; $f(12))",
    "$states.input.items[n > 3 and n < 9].{'k': n}",
    "$states.input{type: $sum(n)}",
    "$replace('ab-12', /([a-z]+)-(\\d+)/, '$2$1')",
    "$partition([1..10], 3)",
    "$hash('a', 'SHA-256') & $uuid() & $string($random())",
    "$parse('{\"a\": [1, 2]}').a[0]",
    "$range(1, 9, 2)",
    "$now('[Y]-[M01]') & $millis()",
    "$sort($states.input.items, function($l, $r) { $l.n > $r.n })^(n, >m)",
    "$each($states.context, function($v, $k) { $k }) ~> $join(',')",
];

const CONDITIONS: [&str; 5] = [
    "attribute_type(a.b[0].#s, :w) AND NOT (n IN (:n, :w) OR size(n) >= :n)",
    "((((a = :n))))",
    "SET a.b = if_not_exists(a.c, :n) - n[0], l = list_append(:w, n) REMOVE n[1], x.y",
    "ADD n :n, s :w DELETE s :w",
    "id, n[0], a.#s.c[12]",
];

impl Corpus {
    /// Everything below `tests/` that holds cases, the gallery, and random machines.
    pub fn read() -> Corpus {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut corpus = Corpus {
            expressions: EXPRESSIONS.map(str::to_owned).to_vec(),
            conditions: CONDITIONS.map(str::to_owned).to_vec(),
            ..Corpus::default()
        };
        for file in files(&[root.join("tests/test_state")]) {
            let text = fs::read_to_string(file).unwrap_or_default();
            corpus.tests.extend(inputs_of(&text).map(str::to_owned));
        }
        for file in files(&[root.join("tests"), root.join("www/gallery")]) {
            corpus.take_file(&fs::read_to_string(file).unwrap_or_default());
        }
        for seed in 0..150 {
            let machine = machines::machine(seed);
            corpus.definitions.push(machine.definition);
            corpus.inputs.push(machine.input);
        }
        let kinds = [
            &corpus.texts,
            &corpus.definitions,
            &corpus.inputs,
            &corpus.mocks,
            &corpus.served,
            &corpus.documents,
            &corpus.conditions,
            &corpus.tests,
        ];
        let few = kinds.iter().any(|kind| kind.len() < 10) || corpus.queries.len() < 100;
        assert!(!few, "the cases of the project are not where they were");
        corpus
    }

    fn take_file(&mut self, text: &str) {
        if let Ok(value) = read_value(text) {
            self.take(&value);
        }
        for input in inputs_of(text) {
            self.texts.push(input.to_owned());
            match read_value(input) {
                Ok(value) => self.take(&value),
                Err(_) => self.take_lines(input),
            }
        }
    }

    /// Cases of queries: a line each, or several parts on a line.
    fn take_lines(&mut self, text: &str) {
        for line in text.lines() {
            let parts = line.split(['|', '\t']).map(str::trim);
            for part in parts.filter(|part| part.starts_with('$') || part.starts_with("States.")) {
                self.queries.push(part.to_owned());
            }
        }
    }

    /// A whole case: its parts go where they belong.
    fn take(&mut self, value: &Value) {
        let text = |value: &Value| match value {
            Value::Text(text) => text.to_string(),
            other => write::compact(other),
        };
        let keep = |names: &[&str], list: &mut Vec<String>| {
            list.extend(names.iter().filter_map(|name| value.get(name)).map(text));
        };
        keep(&["definition", "definition_string"], &mut self.definitions);
        keep(&["input"], &mut self.inputs);
        keep(&["mocks"], &mut self.mocks);
        keep(&["path", "expr"], &mut self.queries);
        let conditions = [
            "ConditionExpression",
            "FilterExpression",
            "KeyConditionExpression",
            "ProjectionExpression",
            "UpdateExpression",
        ];
        keep(&conditions, &mut self.conditions);
        if value.get("doubles").is_some() {
            self.served.push(write::compact(value));
        }
        if value.get("action").is_some() {
            self.documents.push(write::compact(value));
        }
        if value.get("StartAt").is_some() {
            self.definitions.push(write::compact(value));
        }
        let inner: Vec<&Value> = match value {
            Value::Array(items) => items.iter().collect(),
            Value::Object(members) => members.iter().map(|(_, member)| member).collect(),
            _ => Vec::new(),
        };
        for value in inner {
            if let Some(query) = value.as_str().filter(|text| text.starts_with('$')) {
                self.queries.push(query.to_owned());
            }
            self.take(value);
        }
    }
}

/// The inputs of a case file.
fn inputs_of(text: &str) -> impl Iterator<Item = &str> {
    text.split("\n== ").skip(1).map(|block| {
        let body = block.split_once('\n').map_or("", |(_, body)| body);
        body.split("\n----").next().unwrap_or_default()
    })
}

/// One of a list.
pub fn pick<'l>(list: &'l [String], random: &mut Random) -> &'l str {
    let at = random.below(list.len() as u64) as usize;
    list.get(at).map_or("", String::as_str)
}

fn files(folders: &[PathBuf]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = folders.to_vec();
    while let Some(folder) = open.pop() {
        let Ok(entries) = fs::read_dir(&folder) else {
            continue;
        };
        for path in entries.flatten().map(|entry| entry.path()) {
            if path.is_dir() {
                open.push(path);
            } else if path
                .extension()
                .is_some_and(|end| end == "txt" || end == "json")
            {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}
