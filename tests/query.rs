//! JSONPath, Reference Paths and intrinsic functions on the project's own cases, and their properties.

mod support;

#[path = "query/properties.rs"]
mod properties;

use std::cell::RefCell;
use stepglass::query::intrinsic::{functions, Call, Outcome};
use stepglass::query::path::{Model, Path, PathError, ReferencePath};
use stepglass::query::Surroundings;
use stepglass::random::Random;
use stepglass::text::{read_value, write};
use stepglass::time::Timestamp;
use stepglass::value::{Object, Value};

/// A state with two variables, whose input is the execution's input too.
struct State {
    input: Value,
    random: RefCell<Random>,
}

impl State {
    fn new(input: Value) -> State {
        State {
            input,
            random: RefCell::new(Random::new(1)),
        }
    }
}

impl Surroundings for State {
    fn context(&self) -> Value {
        let execution = Object::default().with("Input", self.input.clone());
        Object::default().with("Execution", execution).into()
    }

    fn variable(&self, name: &str) -> Option<Value> {
        match name {
            "name" => Some("Ada".into()),
            "count" => Some(3.into()),
            _ => None,
        }
    }

    fn now(&self) -> Timestamp {
        Timestamp(0)
    }

    fn random(&self) -> u64 {
        self.random.borrow_mut().next()
    }
}

fn json(text: &str) -> Value {
    read_value(text).unwrap_or_else(|fault| panic!("{text}: {}", fault.message))
}

/// Answers every line after the first; the first is the document.
fn each(input: &str, answer: impl Fn(&Value, &str) -> String) -> String {
    let (document, lines) = input.split_once('\n').expect("a document and lines");
    let document = json(document);
    let answers: Vec<String> = lines.lines().map(|line| answer(&document, line)).collect();
    answers.join("\n")
}

fn show(outcome: Result<Value, PathError>) -> String {
    match outcome {
        Ok(value) => write::compact(&value),
        Err(PathError::NotFound(text)) => format!("not found: {text}"),
        Err(PathError::Invalid(text)) => format!("invalid: {text}"),
        Err(PathError::Limit(text)) => format!("limit: {text}"),
    }
}

fn find(document: &Value, text: &str) -> String {
    let path = match Path::compile_lenient(text) {
        Ok(path) => path,
        Err(fault) => return format!("no path: {} (at {})", fault.message, fault.at),
    };
    let tree = show(path.find(Model::Tree, document));
    let map = show(path.find(Model::Map, document));
    if tree == map {
        tree
    } else {
        format!("{tree}\n  as map: {map}")
    }
}

#[test]
fn paths_find_what_the_service_finds() {
    support::check("query/paths.txt", |input| each(input, find));
}

#[test]
fn filters_accept_what_the_service_accepts() {
    support::check("query/filters.txt", |input| each(input, find));
}

#[test]
fn reference_paths_are_written_through() {
    support::check("query/references.txt", |input| each(input, put));
}

fn put(target: &Value, line: &str) -> String {
    let (path, value) = line.split_once(" <- ").expect("path <- value");
    match ReferencePath::compile(path) {
        Err(fault) => format!("no reference path: {}", fault.message),
        Ok(path) => match path.put(target, json(value)) {
            Ok(changed) => write::compact(&changed),
            Err(fault) => fault.to_string(),
        },
    }
}

#[test]
fn intrinsic_functions_answer_as_the_service() {
    support::check("query/intrinsics.txt", |input| {
        each(input, |document, line| match call(document, line) {
            Ok(value) => write::compact(&value),
            Err(cause) => cause,
        })
    });
}

fn call(input: &Value, text: &str) -> Result<Value, String> {
    let call = Call::compile(text).map_err(|f| format!("no call: {} (at {})", f.message, f.at))?;
    let value = call.evaluate(input, &State::new(input.clone()));
    value.map_err(|fault| fault.cause(text, input))
}

#[test]
fn the_examples_of_every_function_hold() {
    assert_eq!(functions().len(), 18);
    for function in functions() {
        assert!(!function.examples.is_empty(), "{}", function.name);
        for example in function.examples {
            let answer = call(&json(example.input), example.call);
            match example.outcome {
                Outcome::Gives(value) => assert_eq!(answer, Ok(json(value)), "{}", example.call),
                Outcome::Fails(detail) => {
                    let cause = answer.expect_err(example.call);
                    assert_eq!(cause.split_once(". ").map(|cut| cut.1), Some(detail));
                }
            }
        }
    }
}

#[test]
fn roots_say_where_a_path_begins() {
    let state = State::new(json(r#"{"a":{"b":1}}"#));
    let value = |text: &str| {
        let path = Path::compile(text).expect(text);
        show(path.evaluate(&json(r#"{"a":2}"#), &state))
    };
    assert_eq!(value("$.a"), "2");
    assert_eq!(value("$$.Execution.Input.a.b"), "1");
    assert_eq!(value("$name"), r#""Ada""#);
    assert_eq!(
        value("$count[0]"),
        "invalid: Filter: [0] can only be applied to arrays. Current context is: 3"
    );
    assert_eq!(value("$other.a"), "not found: No results for path: $other");
    assert_eq!(value("$$"), r#"{"Execution":{"Input":{"a":{"b":1}}}}"#);
    for text in ["a", "", "$1", "$$$", "$.a.", "$name()", "@.a"] {
        assert!(Path::compile(text).is_err(), "{text}");
    }
}
