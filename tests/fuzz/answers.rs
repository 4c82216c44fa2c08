//! Answers that make no sense as well as those that do.

use stepglass::definition::StateMachine;
use stepglass::execution::{ErrorDetails, Invoke, Reply, Stage};
use stepglass::random::Random;
use stepglass::service::{Answer, Answers, Source};
use stepglass::text::read_value;
use stepglass::time::Timestamp;
use stepglass::value::{Text, Value};

/// Error names that mean something, and one that does not.
const ERRORS: [&str; 7] = [
    "Boom",
    "States.Timeout",
    "States.Runtime",
    "States.TaskFailed",
    "States.HeartbeatTimeout",
    "States.DataLimitExceeded",
    "",
];

const RESULTS: [&str; 8] = [
    "null",
    "{}",
    "[1, 2, 3]",
    "{\"x\": {\"y\": [1]}, \"n\": 5}",
    "\"a text\"",
    "-9223372036854775808",
    "1e300",
    "[[[[[[[[{\"deep\": 1}]]]]]]]]",
];

/// Answers drawn from a seed and the call's number.
#[derive(Clone)]
pub struct Whims {
    seed: u64,
}

impl Whims {
    pub fn new(seed: u64) -> Whims {
        Whims { seed }
    }
}

impl Answers for Whims {
    fn answer(&mut self, invoke: &Invoke, _: &StateMachine, _: Timestamp) -> Answer {
        let mut random = Random::new(self.seed).stream(1_000 + u64::from(invoke.id.0));
        let count = random.below(4);
        let mut at = 0;
        let replies = (0..count).map(|_| {
            at += delay(&mut random);
            (at, reply(&mut random, invoke))
        });
        Answer {
            replies: replies.collect(),
            source: Source::Mock,
            open: None,
        }
    }

    fn checkpoint(&self) -> Box<dyn Answers> {
        Box::new(self.clone())
    }
}

fn delay(random: &mut Random) -> u64 {
    match random.below(8) {
        0..=3 => 0,
        4 | 5 => random.below(5_000),
        6 => random.below(1_000_000_000),
        _ => u64::MAX / 8,
    }
}

fn reply(random: &mut Random, invoke: &Invoke) -> Reply {
    match random.below(9) {
        0 => Reply::Taken((random.below(2) == 0).then(|| Text::from("worker"))),
        1 => Reply::Submitted(value(random, invoke)),
        2 => Reply::Heartbeat,
        3..=5 => Reply::Succeeded(value(random, invoke)),
        _ => {
            let stage = match random.below(6) {
                0 => Stage::Schedule,
                1 => Stage::Start,
                2 => Stage::Submit,
                _ => Stage::Run,
            };
            let error = ERRORS.get(random.below(9) as usize);
            let cause = (random.below(3) > 0).then(|| "because 가나다 ".repeat(3).into());
            Reply::Failed(
                stage,
                ErrorDetails {
                    error: error.map(|name| Text::from(*name)),
                    cause,
                },
            )
        }
    }
}

fn value(random: &mut Random, invoke: &Invoke) -> Value {
    match random.below(10) {
        0 | 1 => invoke.input.clone(),
        2 => Value::from("x".repeat(random.below(4_000) as usize)),
        other => {
            let text = RESULTS[other as usize % RESULTS.len()];
            read_value(text).expect("the results are JSON")
        }
    }
}
