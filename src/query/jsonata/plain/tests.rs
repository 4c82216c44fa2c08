//! What is answered without the evaluator is what the evaluator answers.

use super::{Stop, View};
use crate::query::jsonata::engine::{self, Ended};
use crate::query::jsonata::{message, Expression, States};
use crate::query::Surroundings;
use crate::text::read_value;
use crate::text::write::compact;
use crate::time::Timestamp;
use crate::value::{Object, Value};

struct Around;

impl Surroundings for Around {
    fn context(&self) -> Value {
        Object::default().with("State", Object::default()).into()
    }

    fn variable(&self, name: &str) -> Option<Value> {
        (name == "v" || name == "floor").then(|| 7.into())
    }

    fn now(&self) -> Timestamp {
        Timestamp(0)
    }

    fn random(&self) -> u64 {
        1
    }
}

const OPERANDS: [&str; 27] = [
    "1",
    "-2.5",
    "0",
    "1e308",
    "'a'",
    "'é'",
    "''",
    "true",
    "false",
    "null",
    "$v",
    "$floor",
    "$missing",
    "$ceil",
    "$states.input.a",
    "$states.input.a.b",
    "$states.input.list",
    "$states.input.list.x",
    "$states.input.none",
    "$states.input.missing.x",
    "$states.context.State",
    "[1, $v]",
    "[[1], $states.input.list]",
    "[]",
    "{'k': $v, 'm': $missing}",
    "$parse('[1]')",
    "$range(1, 3, 1)",
];

/// Expressions of every plain kind over all operands.
fn expressions() -> Vec<String> {
    let operators = [
        "+", "-", "*", "/", "%", "=", "!=", "<", "<=", ">", ">=", "&", "and", "or",
    ];
    let mut all = Vec::new();
    for left in OPERANDS {
        all.push(left.to_owned());
        all.push(format!("-({left})"));
        all.push(format!("[{left}]"));
        all.push(format!("{{'a': {left}, 'b': [{left}, 1]}}"));
        all.push(format!("{left} ? 1 : 2"));
        all.push(format!("{left} ? 1"));
        all.push(format!("$partition({left}, 2)"));
        for right in OPERANDS {
            all.extend(operators.map(|op| format!("{left} {op} {right}")));
            all.push(format!("[{left}, {right}]"));
            all.push(format!("$v = 7 ? {left} : {right}"));
        }
    }
    all
}

#[test]
fn plain_answers_are_the_evaluators() {
    let input = r#"{"a": {"b": 3.5}, "list": [{"x": 1}, {"x": 2}], "none": null}"#;
    let states = States {
        input: read_value(input).expect("JSON"),
        ..States::default()
    };
    let (mut sure, mut beyond) = (0, 0);
    for text in expressions() {
        let expression = Expression::compile(&text).expect(&text);
        let plain = expression.0.plain.as_ref().expect(&text);
        let view = View {
            states: &states,
            around: &Around,
            is_function: engine::is_function,
        };
        let found = match view.value(plain) {
            Ok(value) => compact(&value),
            Err(Stop::Undefined) => "undefined".to_owned(),
            Err(Stop::Refused(function, refused)) => message::refused(function, &refused),
            Err(Stop::Unsure) => continue,
        };
        // The evaluator cannot give these.
        if found.contains("Infinity") || found.contains("NaN") {
            beyond += 1;
            continue;
        }
        sure += 1;
        let program = expression.0.program.as_ref().expect(&text);
        let expected = match program.evaluate(&states, &Around) {
            Ok(value) => compact(&value),
            Err(Ended::Undefined) => "undefined".to_owned(),
            Err(Ended::Function) => "a function".to_owned(),
            Err(Ended::Threw(error)) => message::of(&error),
        };
        assert_eq!(found, expected, "{text}");
    }
    assert!(sure > 2500, "{sure} expressions were sure");
    assert!(beyond > 10, "{beyond} numbers were beyond the doubles");
}
