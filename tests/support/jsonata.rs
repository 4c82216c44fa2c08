//! What native and wasm tests of JSONata share: the state that expressions see, and shapes of deep ones.

#![allow(dead_code)]

use std::cell::RefCell;
use stepglass::query::jsonata::{Expression, Failure, States};
use stepglass::query::Surroundings;
use stepglass::random::Random;
use stepglass::text::{read_value, write};
use stepglass::time::Timestamp;
use stepglass::value::{Object, Value};

/// The state's input. Its variables are `$name`, `$list` and `$round`, which is named like a function.
pub const INPUT: &str = r#"{
    "order": {"id": 9007199254740993, "lines": [
        {"item": "pen", "price": 1.5, "count": 4}, {"item": "cap", "price": 20, "count": 1}]},
    "one": [1], "none": [], "nothing": null, "text": "Ada, Bob", "zero": 0, "flag": true}"#;

/// One state in the middle of a run.
pub struct State {
    random: RefCell<Random>,
}

impl State {
    pub fn new() -> State {
        State {
            random: RefCell::new(Random::new(1)),
        }
    }
}

impl Surroundings for State {
    fn context(&self) -> Value {
        let state = Object::default().with("Name", "Here").with("RetryCount", 0);
        Object::default().with("State", state).into()
    }

    fn variable(&self, name: &str) -> Option<Value> {
        match name {
            "name" => Some("Ada".into()),
            "round" => Some(7.into()),
            "list" => Some(Value::from(vec![1.into(), 2.into(), 3.into()])),
            _ => None,
        }
    }

    fn now(&self) -> Timestamp {
        Timestamp(1_704_067_200_000)
    }

    fn random(&self) -> u64 {
        self.random.borrow_mut().next()
    }
}

pub fn states() -> States {
    States {
        input: read_value(INPUT).expect("JSON"),
        result: Some(Value::from(vec![1.into(), 2.into()])),
        error_output: None,
    }
}

/// What an expression gives, in words.
pub fn answer(text: &str) -> String {
    let expression = match Expression::compile(text) {
        Ok(expression) => expression,
        Err(refusal) => {
            let kind = if refusal.unsupported {
                "unsupported"
            } else {
                "syntax"
            };
            let marked = text.get(refusal.at.clone()).unwrap_or("?");
            return format!("{kind}: {} at {marked:?}", refusal.message);
        }
    };
    let value = match evaluate(&expression) {
        Ok(value) => write::compact(&value),
        Err(Failure::Undefined) => "undefined".to_owned(),
        Err(Failure::Function) => "a function".to_owned(),
        Err(Failure::Threw(message)) => format!("threw: {message}"),
    };
    let reads = expression.variables();
    match reads.is_empty() {
        true => value,
        false => format!("{value}   reads {}", reads.join(" ")),
    }
}

pub fn evaluate(expression: &Expression) -> Result<Value, Failure> {
    expression.evaluate(&states(), &State::new())
}

/// Ways to nest an expression: what opens a level, what stands inside, what closes it.
const SHAPES: [(&str, &str, &str); 25] = [
    ("(", "1", ")"),
    ("[", "1", "]"),
    ("{'a':", "1", "}"),
    ("$string(", "1", ")"),
    ("$list.(", "1", ")"),
    ("$list[", "true", "]"),
    ("$list{'a':", "1", "}"),
    ("$list^(", "1", ")"),
    ("-", "1", ""),
    ("true ? ", "1", " : 2"),
    ("true ? 1 : ", "2", ""),
    ("$n=10 and $m+1<2 ? 10 : ", "0", ""),
    ("1+1+1 ? ", "1", " : 2"),
    ("(true ? 1+1 : ", "1", ")"),
    ("$x := ", "1", ""),
    ("function(){", "1", "}()"),
    ("$map($list, function($v){", "1", "})"),
    ("($x := 1; ", "$x", ")"),
    ("|$list|{'a':", "1", "}|"),
    ("", "1", "+1"),
    ("", "'a'", "&'a'"),
    ("", "$list", ".a"),
    ("", "1", "~>$string"),
    ("(", "1", ").a"),
    ("(", "1", "+1+1)"),
];

/// Expressions far beyond what may be nested, each of which must end with a value or an error.
pub fn deep() -> Vec<String> {
    let levels = [50, 90, 100, 101, 140, 249, 250, 400, 2_000];
    let nest = |(open, inside, close): &(&str, &str, &str), n: usize| {
        format!("{}{inside}{}", open.repeat(n), close.repeat(n))
    };
    let shapes = SHAPES.iter();
    shapes
        .flat_map(|shape| levels.map(|n| nest(shape, n)))
        .collect()
}

/// Recursions through every kind of call, without an end.
pub const RECURSIONS: [&str; 12] = [
    "($f := function($x){ 1 + $f($x) }; $f(1))",
    "($f := function($x){ [$f($x)] }; $f(1))",
    "($f := function($x){ {'a': $f($x)} }; $f(1))",
    "($f := function($x){ $list.($f($x)) }; $f(1))",
    "($f := function($x){ $list[$f($x)] }; $f(1))",
    "($f := function($x){ $list^($f($x)) }; $f(1))",
    "($f := function($x){ $map($list, $f) & '' }; $f(1))",
    "($f := function($x){ $list{'a': $f($x)} }; $f(1))",
    "($f := function($x){ ($f($x) ~> $string) & '' }; $f(1))",
    "($f := function($x){ $sort($list, $f)[0] + 1 }; $f(1))",
    "($f := function($x){ {'a':1} ~> |$|{'a': $f($x)}| }; $f(1))",
    "($f := function($x){ $reduce($list, function($a, $b){ $f($a) + 1 }) + 1 }; $f(1))",
];

/// Expressions that would take for ever.
pub const ENDLESS: [&str; 5] = [
    "($f := function($x){ $f($x+1) }; $f(1))",
    "($f := function($x){ $f([$x]) }; $f(1))",
    "$contains($pad('', 5000, 'a') & '!', /^(a+)+$/)",
    "$match($pad('', 5000, 'a'), /(a*)*b/)",
    "$replace($pad('', 200, 'a'), /(?=(a+)+$)(a|aa)+c/, 'x')",
];
