//! Random valid machines: all state types, nested containers, retries, catchers, timeouts, every data-flow field.

#![allow(dead_code)]

mod states;

use states::Maker;
use stepglass::execution::{ErrorDetails, Invoke, Reply, Stage};
use stepglass::random::Random;
use stepglass::service::{Answer, Answers, Source};
use stepglass::text::write::compact;
use stepglass::time::Timestamp;
use stepglass::value::{Array, Object, Value};

/// A machine with its input.
pub struct Machine {
    pub definition: String,
    pub input: String,
    pub express: bool,
}

/// The machine of a seed.
pub fn machine(seed: u64) -> Machine {
    let mut maker = Maker::new(Random::new(seed));
    let definition = maker.definition();
    Machine {
        definition: compact(&Value::Object(definition)),
        input: compact(&input(maker.random())),
        express: maker.one_in(5),
    }
}

/// An input with the members that the machines' paths look for; now and then one is missing or another type.
fn input(random: &mut Random) -> Value {
    if random.below(40) == 0 {
        return value(random, 3);
    }
    let items: Array = (0..random.below(6)).map(|_| item(random)).collect();
    let seconds = Value::from(random.below(90) as i64);
    let text = Value::from("2024-01-01T00:05:00Z");
    let object = Object::default()
        .with("items", items)
        .with("n", random.below(10) as i64)
        .with("seconds", seconds)
        .with("until", text)
        .with("a", value(random, 2))
        .with("b", Object::default().with("c", value(random, 1)));
    Value::Object(object)
}

fn item(random: &mut Random) -> Value {
    match random.below(3) {
        0 => Value::from(random.below(100) as i64),
        1 => Value::from("item"),
        _ => Value::Object(Object::default().with("n", random.below(9) as i64)),
    }
}

/// A random value of at most `depth` levels.
pub fn value(random: &mut Random, depth: u64) -> Value {
    const TEXTS: [&str; 8] = [
        "",
        "a",
        "é",
        "\u{1F600}",
        "\"\\\n\t\u{1}",
        "12",
        "$.a",
        "가나다",
    ];
    match random.below(if depth == 0 { 6 } else { 9 }) {
        0 => Value::Null,
        1 => Value::Bool(random.below(2) == 0),
        2 => Value::from(random.next() as i64 >> random.below(63)),
        3 => Value::from((random.unit() - 0.5) * 10_f64.powi(random.below(24) as i32 - 12)),
        4 | 5 => Value::from(TEXTS[random.below(TEXTS.len() as u64) as usize]),
        6 => {
            let items = (0..random.below(4)).map(|_| value(random, depth - 1));
            Value::Array(items.collect())
        }
        _ => {
            const NAMES: [&str; 5] = ["a", "b", "c", "ü \"x\"", "n"];
            let mut object = Object::default();
            for _ in 0..random.below(4) {
                let name = NAMES[random.below(NAMES.len() as u64) as usize];
                object.set(name, value(random, depth - 1));
            }
            Value::Object(object)
        }
    }
}

/// Answers every call at random, always the same for the same seed and call.
#[derive(Clone)]
pub struct Chance(pub u64);

impl Answers for Chance {
    fn answer(
        &mut self,
        invoke: &Invoke,
        _: &stepglass::definition::StateMachine,
        _: Timestamp,
    ) -> Answer {
        let mut random = Random::new(self.0).stream(u64::from(invoke.id.0));
        let mut at = random.below(3) * random.below(9_000);
        let mut replies = Vec::new();
        match random.below(6) {
            0 => replies.push((at, Reply::Taken(Some("worker".into())))),
            1 => replies.push((at, Reply::Submitted(value(&mut random, 2)))),
            _ => {}
        }
        for _ in 0..random.below(3) {
            at += random.below(4_000);
            replies.push((at, Reply::Heartbeat));
        }
        at += random.below(30) * random.below(4_000);
        match random.below(10) {
            0 => {}
            1..=3 => replies.push((at, failure(&mut random))),
            _ => replies.push((at, Reply::Succeeded(value(&mut random, 3)))),
        }
        Answer {
            replies,
            source: Source::Mock,
            open: None,
        }
    }

    fn checkpoint(&self) -> Box<dyn Answers> {
        Box::new(self.clone())
    }
}

/// Error names that the machines' retriers and catchers know, and one that they do not.
pub const ERRORS: [&str; 4] = ["Busy", "Broken", "States.Timeout", "Other"];

fn failure(random: &mut Random) -> Reply {
    let stage = [Stage::Run, Stage::Start, Stage::Schedule, Stage::Submit];
    let error = ERRORS[random.below(ERRORS.len() as u64) as usize];
    let details = ErrorDetails {
        error: (random.below(9) > 0).then(|| error.into()),
        cause: (random.below(3) > 0).then(|| "because".into()),
    };
    Reply::Failed(stage[random.below(6).saturating_sub(2) as usize], details)
}
