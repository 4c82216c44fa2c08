//! The functions that the service adds to JSONata: `$partition $range $hash $random $uuid $parse`.

use super::number;
use crate::digest::hash;
use crate::random::{uuid, JavaRandom, Random};
use crate::text;
use crate::value::{Array, Value};

/// One of the functions.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Function {
    Partition,
    Range,
    Hash,
    Random,
    Uuid,
    Parse,
}

/// An argument as it arrives.
#[derive(Clone, Debug)]
pub(super) enum Argument {
    Undefined,
    Function,
    Value(Value),
}

/// Why a call fails.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Refused {
    /// Argument of that number, from 1, does not fit.
    Argument(usize),
    /// Argument of that number should be an array.
    NotAnArray(usize),
    /// D3137 with these words.
    Said(String),
    /// The result would be larger than an evaluation may make.
    TooLarge,
}

type Answer = Result<Option<Value>, Refused>;

/// Name, function, and how many arguments it takes.
pub(super) const ALL: [(&str, Function, usize); 6] = [
    ("partition", Function::Partition, 2),
    ("range", Function::Range, 3),
    ("hash", Function::Hash, 2),
    ("random", Function::Random, 1),
    ("uuid", Function::Uuid, 0),
    ("parse", Function::Parse, 1),
];

/// Items that `$range` makes at most: what the service's memory bound holds.
pub(super) const MOST_ITEMS: usize = 873_782;

/// The names of the hash functions in the order of the service's message.
const ALGORITHMS: [&str; 5] = ["SHA-1", "SHA-384", "SHA-256", "SHA-512", "MD5"];

impl Function {
    pub(super) fn named(name: &str) -> Option<Function> {
        let entry = ALL.iter().find(|(known, ..)| *known == name);
        entry.map(|(_, function, _)| *function)
    }

    pub(super) fn name(self) -> &'static str {
        self.entry().0
    }

    fn arity(self) -> usize {
        self.entry().1
    }

    fn entry(self) -> (&'static str, usize) {
        let entry = ALL.iter().find(|(_, function, _)| *function == self);
        entry.map_or(("", 0), |(name, _, arity)| (*name, *arity))
    }

    /// Calls it; `None` is undefined.
    pub(super) fn call(self, given: &[Argument], random: &mut Random) -> Answer {
        self.check(given)?;
        // A surplus argument is to blame only when those before it fit.
        if given.len() > self.arity() {
            return Err(Refused::Argument(self.arity() + 1));
        }
        match self {
            Function::Partition => partition(given),
            Function::Range => range(given),
            Function::Hash => hashed(given),
            Function::Random => Ok(Some(random_number(given, random))),
            Function::Uuid => Ok(Some(uuid(random.next(), random.next()).into())),
            Function::Parse => parsed(given),
        }
    }

    /// The first argument of a wrong type.
    fn check(self, given: &[Argument]) -> Result<(), Refused> {
        let types: &[Type] = match self {
            Function::Partition => &[Type::Array, Type::Number],
            Function::Range => &[Type::Number, Type::Number, Type::Number],
            Function::Hash => &[Type::Text, Type::Text],
            Function::Random => &[Type::Number],
            Function::Uuid => &[],
            Function::Parse => &[Type::Text],
        };
        // Both texts of `$hash` must be given, be they undefined; the rest may be left out.
        if self == Function::Hash && given.len() < types.len() {
            let fitting = given.iter().take_while(|a| Type::Text.admits(a)).count();
            return Err(Refused::Argument(fitting + 1));
        }
        for (at, (kind, argument)) in types.iter().zip(given).enumerate() {
            if !kind.admits(argument) {
                return Err(match kind {
                    Type::Array => Refused::NotAnArray(at + 1),
                    _ => Refused::Argument(at + 1),
                });
            }
        }
        Ok(())
    }
}

#[derive(Clone, Copy, Debug)]
enum Type {
    Array,
    Number,
    Text,
}

impl Type {
    /// Undefined fits every type, null none.
    fn admits(self, argument: &Argument) -> bool {
        matches!(
            (argument, self),
            (Argument::Undefined, _)
                | (Argument::Value(Value::Array(_)), Type::Array)
                | (Argument::Value(Value::Number(_)), Type::Number)
                | (Argument::Value(Value::Text(_)), Type::Text)
        )
    }
}

/// The number at `at`, cut to an integer; `None` when it is undefined or left out.
fn integer(given: &[Argument], at: usize) -> Option<i64> {
    match given.get(at)? {
        Argument::Value(Value::Number(number)) => {
            let cut = number.as_f64().trunc() as i64;
            Some(number.as_i64().unwrap_or(cut))
        }
        _ => None,
    }
}

fn string(given: &[Argument], at: usize) -> Option<&str> {
    match given.get(at)? {
        Argument::Value(value) => value.as_str(),
        _ => None,
    }
}

/// Chunks of an array. Without a size it is one chunk; of nothing there is none.
fn partition(given: &[Argument]) -> Answer {
    let Some(Argument::Value(Value::Array(items))) = given.first() else {
        return Ok(None);
    };
    let size = match integer(given, 1) {
        None => items.len(),
        Some(size) if size < 0 => {
            let words = "Second argument must be zero or greater";
            return Err(Refused::Said(words.to_owned()));
        }
        Some(size) => usize::try_from(size).unwrap_or(usize::MAX),
    };
    if size == 0 || items.is_empty() {
        return Ok(None);
    }
    let chunks = items.chunks(size);
    let chunks = chunks.map(|chunk| Value::Array(Array::from(chunk.to_vec())));
    Ok(Some(Value::Array(chunks.collect())))
}

/// Numbers from the first to the second, both included. One number is the number itself, none is undefined.
fn range(given: &[Argument]) -> Answer {
    let bounds = (integer(given, 0), integer(given, 1), integer(given, 2));
    let (Some(first), Some(last), Some(step)) = bounds else {
        return Ok(None);
    };
    let forward = step > 0;
    if step == 0 || (forward && first > last) || (!forward && first < last) {
        return Ok(None);
    }
    let steps = first.abs_diff(last) / step.unsigned_abs();
    if steps >= MOST_ITEMS as u64 {
        return Err(Refused::TooLarge);
    }
    let at = |index: u64| first.wrapping_add(step.wrapping_mul(index as i64));
    if steps == 0 {
        return Ok(Some(first.into()));
    }
    let items = (0..=steps).map(|index| Value::from(at(index)));
    Ok(Some(Value::Array(items.collect())))
}

fn hashed(given: &[Argument]) -> Answer {
    let (Some(data), Some(algorithm)) = (string(given, 0), string(given, 1)) else {
        return Ok(None);
    };
    match hash(algorithm, data.as_bytes()) {
        Some(digits) => Ok(Some(digits.into())),
        None => Err(Refused::Said(format!(
            "Hash algorithm '{algorithm}' must be one of {}",
            ALGORITHMS.join(", ")
        ))),
    }
}

/// With a seed what Java's generator gives first.
fn random_number(given: &[Argument], random: &mut Random) -> Value {
    match integer(given, 0) {
        Some(seed) => JavaRandom::new(seed).next_double().into(),
        None => random.unit().into(),
    }
}

/// The value of a JSON text; a name may stand only once in an object, and a number must be finite.
fn parsed(given: &[Argument]) -> Answer {
    let Some(text) = string(given, 0) else {
        return Ok(None);
    };
    let reading = text::read(text);
    let value = reading.root.filter(|_| reading.diagnostics.is_empty());
    match value.and_then(|node| number::plain(node.to_value())) {
        Some(value) => Ok(Some(value)),
        None => Err(Refused::Said("Invalid JSON".to_owned())),
    }
}
