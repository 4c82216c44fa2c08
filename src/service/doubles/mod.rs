//! Doubles: simulated services with contents of their own, over virtual time.
//!
//! A double answers only for what it was given: a table, a queue, a topic, a bus, a job. Everything else keeps its
//! automatic answer. Contents are plain data, set before a run and read after it; the same calls in the same order
//! leave the same contents, so that replaying a run needs nothing but the calls.

mod dynamodb;
mod expression;
mod fault;
mod jobs;
mod messages;
mod objects;
mod s3;

use super::call::Call;
use crate::execution::ErrorDetails;
use crate::text::read_value;
use crate::value::{Object, Text, Value};
use dynamodb::Tables;
use fault::Fault;
use jobs::Jobs;
use messages::Boxes;
use objects::Objects;

/// All doubles of one run. A copy counts references; the first change after it copies what changes.
#[derive(Clone, Debug, Default)]
pub struct Doubles {
    tables: Tables,
    queues: Boxes,
    topics: Boxes,
    buses: Boxes,
    jobs: Jobs,
    objects: Objects,
}

/// What a double says to a call.
pub(super) enum Said {
    /// The response at once.
    Response(Value),
    /// The service refuses.
    Refused(ErrorDetails),
    /// A job runs.
    Job {
        /// The response of the call that starts it.
        submitted: Value,
        /// Virtual milliseconds from the call to its end.
        after: u64,
        /// How a `.sync` Task ends.
        outcome: Result<Value, ErrorDetails>,
    },
}

impl Doubles {
    /// The doubles of a JSON text, `{"dynamodb", "sqs", "sns", "events", "s3", "jobs"}`, each optional; blank text for none.
    ///
    /// * `dynamodb`: `{"<table>": {"key": ["<hash>", "<range>"?], "items": [item, …]}}`, items of typed attribute values.
    /// * `sqs`, `sns`, `events`: `{"<queue, topic or bus>": [message, …]}`; a name stands for URLs and ARNs ending in it.
    /// * `s3`: `{"<bucket>/<key>": text}`.
    /// * `jobs`: `{"ecs" | "batch" | "glue" | "codebuild" | "mediaconvert" | "athena": {"<name>" | "*": {"seconds"?,
    ///   "status"?, "result"?, "failure"?}}}`: how long the job of this name takes, its last status (that of a success
    ///   when absent; a list for one run after the other), members of its description after a success or a failure.
    ///
    /// # Errors
    /// What cannot be used.
    pub fn read(text: &str) -> Result<Doubles, String> {
        if text.trim().is_empty() {
            return Ok(Doubles::default());
        }
        match read_value(text) {
            Ok(Value::Object(contents)) => Doubles::of(&contents),
            Ok(_) => Err("doubles must be a JSON object".to_owned()),
            Err(failure) => Err(failure.message),
        }
    }

    fn of(contents: &Object) -> Result<Doubles, String> {
        let mut doubles = Doubles::default();
        for (service, value) in contents.iter() {
            let object = value.as_object();
            let object =
                object.ok_or_else(|| format!("the double `{service}` must be an object"))?;
            match service.as_str() {
                "dynamodb" => doubles.tables = Tables::of(object)?,
                "sqs" => doubles.queues = Boxes::of("sqs", object)?,
                "sns" => doubles.topics = Boxes::of("sns", object)?,
                "events" => doubles.buses = Boxes::of("events", object)?,
                "s3" => doubles.objects = Objects::of(object)?,
                "jobs" => doubles.jobs = Jobs::of(object)?,
                _ => {
                    let known = "dynamodb, sqs, sns, events, s3, jobs";
                    return Err(format!(
                        "there is no double `{service}`; there are: {known}"
                    ));
                }
            }
        }
        Ok(doubles)
    }

    /// The contents now, in the form that [`Doubles::read`] takes; of jobs also the runs, under `runs`.
    pub fn contents(&self) -> Object {
        let parts = [
            ("dynamodb", self.tables.contents()),
            ("sqs", self.queues.contents()),
            ("sns", self.topics.contents()),
            ("events", self.buses.contents()),
            ("s3", self.objects.contents()),
            ("jobs", self.jobs.contents()),
        ];
        let filled = parts.into_iter().filter(|(_, part)| !part.is_empty());
        filled
            .map(|(name, part)| (Text::from(name), Value::Object(part)))
            .collect()
    }

    /// What the double of the called service says; `None` when there is none for this call.
    pub(super) fn answer(&mut self, call: &mut Call) -> Option<Said> {
        let service = call
            .service
            .strip_prefix("aws-sdk:")
            .unwrap_or(call.service);
        match service {
            "dynamodb" => said(call, |call| self.tables.answer(call)),
            "sqs" => said(call, |call| self.queues.queue(call)),
            "sns" => said(call, |call| self.topics.topic(call)),
            "events" | "eventbridge" => {
                said(call, |call| self.buses.bus(call)).map(|said| messages::judged(call, said))
            }
            "s3" => said(call, |call| s3::answer(&mut self.objects, call)),
            _ => self.jobs.answer(call, service),
        }
    }
}

type Response = Option<Result<Object, Fault>>;

fn said(call: &mut Call, answer: impl FnOnce(&mut Call) -> Response) -> Option<Said> {
    Some(match answer(call)? {
        Ok(response) => Said::Response(Value::Object(response)),
        Err(fault) => Said::Refused(fault::details(call, &fault)),
    })
}
