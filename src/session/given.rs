//! An answer that was given, as a mocked answer.

use crate::execution::{Reply, Stage};
use crate::service::Answer;
use crate::value::{Object, Value};

/// The mocked answer that makes these replies again, but for the heartbeats between them.
pub(super) fn answer(answer: &Answer) -> Value {
    let mut given = Object::default();
    let mut ended = false;
    for (after, reply) in &answer.replies {
        match reply {
            Reply::Taken(Some(worker)) => given.set("worker", worker.clone()),
            Reply::Taken(None) | Reply::Heartbeat => {}
            Reply::Submitted(response) => given.set("submitted", response.clone()),
            Reply::Succeeded(result) => given.set("return", result.clone()),
            Reply::Failed(stage, details) => {
                let error = Object::default()
                    .with("error", details.error.clone())
                    .with("cause", details.cause.clone());
                given.set("throw", staged(error, *stage));
            }
        }
        if matches!(reply, Reply::Succeeded(_) | Reply::Failed(..)) {
            given.set("delay", i64::try_from(*after).unwrap_or(i64::MAX));
            ended = true;
        }
    }
    match ended {
        true => Value::Object(given),
        false => Value::Object(given.with("never", true)),
    }
}

fn staged(error: Object, stage: Stage) -> Object {
    match stage {
        Stage::Run => error,
        Stage::Schedule => error.with("stage", "schedule"),
        Stage::Start => error.with("stage", "start"),
        Stage::Submit => error.with("stage", "submit"),
    }
}
