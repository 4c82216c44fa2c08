//! JSONata on the project's own cases, and its bounds.

#[path = "support/jsonata.rs"]
mod shared;
mod support;

use shared::{answer, deep, evaluate, ENDLESS, RECURSIONS};
use stepglass::query::jsonata::{Expression, Failure};

#[test]
fn expressions_give_what_the_service_gives() {
    support::check_lines("jsonata/expressions.txt", answer);
}

#[test]
fn functions_of_the_service_check_their_arguments() {
    support::check_lines("jsonata/functions.txt", answer);
}

#[test]
fn texts_are_refused_where_the_service_refuses_them() {
    support::check_lines("jsonata/refused.txt", answer);
}

#[test]
fn messages_are_those_of_the_service() {
    support::check_lines("jsonata/messages.txt", answer);
}

#[test]
fn untouched_containers_are_the_same_ones() {
    let input = shared::states();
    let evaluate = |text: &str| {
        let expression = Expression::compile(text).expect("an expression");
        expression
            .evaluate(&input, &shared::State::new())
            .expect("a value")
    };
    let lines = input
        .input
        .get("order")
        .and_then(|o| o.get("lines"))
        .expect("lines");
    let lines = lines.as_array().expect("a list");
    for text in [
        "$states.input.order.lines",
        "true ? $states.input.order.lines : 1",
    ] {
        let found = evaluate(text);
        assert!(found.as_array().expect("a list").ptr_eq(lines), "{text}");
    }
    let wrapped = evaluate("{'kept': $states.input.order.lines[0]}");
    let kept = wrapped
        .get("kept")
        .and_then(|v| v.as_object())
        .expect("an object");
    assert!(kept.ptr_eq(lines[0].as_object().expect("an object")));
}

#[test]
fn chance_is_seeded() {
    for text in [
        "$random()",
        "$uuid()",
        "$shuffle([1..20])",
        "[$random(), $uuid()]",
    ] {
        assert_eq!(answer(text), answer(text), "{text}");
    }
    assert_eq!(
        answer("($a := $random(); $b := $random(); $a = $b)"),
        "false"
    );
}

#[test]
fn deep_expressions_end() {
    for text in deep() {
        answer(&text);
    }
    let last = "The service's measured bounds";
    let nested = |n: usize| format!("{}1{}", "(".repeat(n), ")".repeat(n));
    assert_eq!(answer(&nested(99)), "1", "{last}");
    assert!(
        answer(&nested(100)).starts_with("threw: Stack overflow error"),
        "{last}"
    );
    let calls = |n: usize| format!("($f := function($x){{ $x <= 0 ? 0 : 1 + $f($x-1) }}; $f({n}))");
    assert_eq!(answer(&calls(31)), "31", "{last}");
    assert!(
        answer(&calls(32)).starts_with("threw: Stack overflow error"),
        "{last}"
    );
    // Reading a variable costs no level.
    assert_eq!(
        answer(&calls(31).replace('0', "$states.input.zero")),
        answer("31")
    );
}

#[test]
fn endless_recursions_end_with_a_named_error() {
    for text in RECURSIONS {
        let expression = Expression::compile(text).expect(text);
        let Err(Failure::Threw(message)) = evaluate(&expression) else {
            panic!("{text} ends");
        };
        assert!(
            message.starts_with("Stack overflow error"),
            "{text}: {message}"
        );
    }
}

#[test]
fn endless_loops_and_patterns_end_with_a_named_error() {
    for text in ENDLESS {
        let expression = Expression::compile(text).expect(text);
        let Err(Failure::Threw(message)) = evaluate(&expression) else {
            panic!("{text} ends");
        };
        assert!(
            message.starts_with("Expression evaluation"),
            "{text}: {message}"
        );
    }
}
