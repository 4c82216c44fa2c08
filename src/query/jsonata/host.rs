//! The service's functions as the evaluator calls them: arguments and results cross as JSON.

use super::functions::{Argument, Function, Refused, ALL};
use super::patterns::FUEL;
use super::{number, search};
use crate::random::Random;
use crate::value::{Number, Object, Value};
use jlens_core::{Bindings, Error, HostCall, HostFunction};
use serde_json::Value as Json;
use std::cell::RefCell;
use std::sync::OnceLock;

thread_local! {
    /// The generator of the evaluation that runs in this thread: functions of the evaluator own no state.
    static DRAWS: RefCell<Random> = RefCell::new(Random::new(0));
}

/// Begins an evaluation: what `$random()` and `$uuid()` will give, and fuel for patterns.
pub(super) fn begin(seed: u64) {
    DRAWS.with(|draws| *draws.borrow_mut() = Random::new(seed));
    search::refuel(FUEL);
}

/// The service's functions, and `$eval` taken away. They win over built-in ones of the same name.
pub(super) fn service() -> &'static Bindings {
    static BINDINGS: OnceLock<Bindings> = OnceLock::new();
    BINDINGS.get_or_init(|| {
        let bindings = Bindings::new().var("eval", Json::Null);
        let bindings = search::bind(bindings);
        ALL.iter().fold(bindings, |all, (name, function, arity)| {
            let function = *function;
            let call =
                move |given: &[Option<Json>], call: &HostCall<'_>| answer(function, given, call);
            all.function(*name, HostFunction::new(*arity, call).without_input())
        })
    })
}

fn answer(
    function: Function,
    given: &[Option<Json>],
    call: &HostCall<'_>,
) -> Result<Option<Json>, Error> {
    let arguments = given.iter().enumerate().map(|(at, value)| match value {
        Some(value) => Argument::Value(from_json(value)),
        None if call.function(at).is_some() => Argument::Function,
        None => Argument::Undefined,
    });
    let arguments: Vec<Argument> = arguments.collect();
    let answer = DRAWS.with(|draws| function.call(&arguments, &mut draws.borrow_mut()));
    match answer {
        Ok(value) => Ok(value.as_ref().map(to_json)),
        Err(refused) => Err(error(function, refused)),
    }
}

fn error(function: Function, refused: Refused) -> Error {
    match refused {
        Refused::Argument(index) => signature("T0410", function, index),
        Refused::NotAnArray(index) => signature("T0412", function, index),
        Refused::Said(words) => Error::new("D3137").with("message", words),
        Refused::TooLarge => Error::new("U1001").with("message", "too large"),
    }
}

fn signature(code: &str, function: Function, index: usize) -> Error {
    let error = Error::new(code).with("index", index);
    error.with("token", function.name())
}

/// Nesting is bounded by the evaluator, so the recursion is too.
pub(super) fn from_json(json: &Json) -> Value {
    match json {
        Json::Null => Value::Null,
        Json::Bool(flag) => (*flag).into(),
        Json::Number(number) => match number.as_i64() {
            Some(integer) => integer.into(),
            None => Value::Number(number::of_double(number.as_f64().unwrap_or(f64::NAN))),
        },
        Json::String(text) => text.as_str().into(),
        Json::Array(items) => Value::Array(items.iter().map(from_json).collect()),
        Json::Object(members) => {
            let members = members.iter();
            let members = members.map(|(name, value)| (name.as_str(), from_json(value)));
            members.collect::<Object>().into()
        }
    }
}

/// Likewise; a number beyond the doubles becomes null.
pub(super) fn to_json(value: &Value) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Bool(flag) => Json::Bool(*flag),
        Value::Number(Number::Integer(integer)) => Json::from(*integer),
        Value::Number(number) => Json::from(number.as_f64()),
        Value::Text(text) => Json::from(text.as_str()),
        Value::Array(items) => Json::Array(items.iter().map(to_json).collect()),
        Value::Object(members) => {
            let members = members.iter();
            let members = members.map(|(name, value)| (name.to_string(), to_json(value)));
            Json::Object(members.collect())
        }
    }
}
