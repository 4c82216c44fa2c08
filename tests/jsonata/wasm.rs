//! JSONata as wasm: the same answers as natively, and no trap where a stack is small; run by `node.rs`, `web.rs` and
//! `worker.rs`.

use crate::shared::{answer, deep, evaluate, ENDLESS, RECURSIONS};
use stepglass::query::jsonata::{Expression, Failure};
use wasm_bindgen_test::wasm_bindgen_test;

const FILES: [&str; 4] = [
    include_str!("expressions.txt"),
    include_str!("functions.txt"),
    include_str!("refused.txt"),
    include_str!("messages.txt"),
];

/// Expressions with the answers that the native tests have written.
fn cases() -> Vec<(&'static str, &'static str)> {
    let mut cases = Vec::new();
    for block in FILES.iter().flat_map(|file| file.split("\n== ").skip(1)) {
        let (given, answers) = block.split_once("\n----\n").expect("two parts");
        cases.extend(given.lines().skip(1).zip(answers.lines()));
    }
    cases
}

#[wasm_bindgen_test]
fn expressions_give_the_same_as_natively() {
    let cases = cases();
    assert!(cases.len() > 200, "{} cases", cases.len());
    for (text, expected) in cases {
        assert_eq!(answer(text), expected, "{text}");
    }
}

#[wasm_bindgen_test]
fn deep_expressions_do_not_trap() {
    for text in deep() {
        answer(&text);
    }
    let nested = |n: usize| format!("{}1{}", "(".repeat(n), ")".repeat(n));
    assert_eq!(answer(&nested(99)), "1");
    assert!(answer(&nested(100)).starts_with("threw: Stack overflow error"));
}

#[wasm_bindgen_test]
fn recursions_do_not_trap() {
    for text in RECURSIONS {
        let Err(Failure::Threw(message)) = evaluate(&Expression::compile(text).unwrap()) else {
            panic!("{text} ends");
        };
        assert!(
            message.starts_with("Stack overflow error"),
            "{text}: {message}"
        );
    }
}

#[wasm_bindgen_test]
fn loops_and_patterns_burn_out() {
    for text in ENDLESS {
        let Err(Failure::Threw(message)) = evaluate(&Expression::compile(text).unwrap()) else {
            panic!("{text} ends");
        };
        assert!(
            message.starts_with("Expression evaluation"),
            "{text}: {message}"
        );
    }
}
