//! Doubles: simulated services with contents of their own, over virtual time.
//!
//! A double answers only for what it was given: a table, a queue, a topic, a bus, a job. Everything else keeps its
//! automatic answer. Contents are plain data, set before a run and read after it; the same calls in the same order
//! leave the same contents, so that replaying a run needs nothing but the calls.

mod dynamodb;
mod expression;

mod jobs;
mod messages;

use super::call::Call;
use super::fault::{self, Fault};
use super::{ObjectStore, SERVICES};
use crate::execution::{EffectId, ErrorDetails};
use crate::text::read_value;
use crate::time::Timestamp;
use crate::value::{Object, Text, Value};
use dynamodb::Tables;
use jobs::Jobs;
use messages::Boxes;

/// All doubles of one run. A copy counts references; the first change after it copies what changes.
#[derive(Clone, Debug, Default)]
pub struct Doubles {
    tables: Tables,
    queues: Boxes,
    topics: Boxes,
    buses: Boxes,
    jobs: Jobs,
    /// S3 objects at the start, if the texts name that service: they go to the one simulated S3.
    objects: Option<Object>,
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
        if !SERVICES {
            return Err("this build of the engine has no simulated services".to_owned());
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
                "s3" => {
                    ObjectStore::from_files(object, Timestamp(0))?;
                    doubles.objects = Some(object.clone());
                }
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
    pub fn contents(&self, store: &ObjectStore) -> Object {
        if !SERVICES {
            return Object::default();
        }
        // Whoever gave files otherwise gets them back otherwise.
        let objects = self.objects.as_ref().map(|_| store.files());
        let parts = [
            ("dynamodb", self.tables.contents()),
            ("sqs", self.queues.contents()),
            ("sns", self.topics.contents()),
            ("events", self.buses.contents()),
            ("s3", objects.unwrap_or_default()),
            ("jobs", self.jobs.contents()),
        ];
        let filled = parts.into_iter().filter(|(_, part)| !part.is_empty());
        filled
            .map(|(name, part)| (Text::from(name), Value::Object(part)))
            .collect()
    }

    /// What the double of the called service says; `None` when there is none for this call.
    /// `awaited` is a call that waits until the job that it starts has ended.
    pub(super) fn answer(&mut self, call: &mut Call, awaited: Option<CallId>) -> Option<Said> {
        if !SERVICES {
            return None;
        }
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
            _ => self.jobs.answer(call, service, awaited),
        }
    }

    /// Puts the S3 objects of the texts into the simulated S3.
    pub fn fill(&self, store: &mut ObjectStore, modified: Timestamp) -> Result<(), String> {
        match &self.objects {
            Some(objects) => store.fill(objects, modified),
            None => Ok(()),
        }
    }

    /// Nobody awaits this call any more: the job that it has started is stopped.
    pub(super) fn cancel(&mut self, call: CallId, now: Timestamp) {
        if SERVICES {
            self.jobs.cancel(call, now);
        }
    }
}

/// A call: the number of its execution, and its own there.
pub(super) type CallId = (u32, EffectId);

/// What a double answers, if it answers at all.
pub(super) type Response = Option<Result<Object, Fault>>;

/// The same for whoever made the call.
pub(super) fn said(call: &mut Call, answer: impl FnOnce(&mut Call) -> Response) -> Option<Said> {
    Some(match answer(call)? {
        Ok(response) => Said::Response(Value::Object(response)),
        Err(fault) => Said::Refused(fault::details(call, &fault)),
    })
}
