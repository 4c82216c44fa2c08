//! Jobs over virtual time: ECS, Batch, Glue, CodeBuild, MediaConvert, Athena.
//!
//! A job is known by its start and its length, so that its status at any moment is a matter of arithmetic: a loop of
//! Wait and Choice sees it progress, and a `.sync` Task ends when it does.

use super::{CallId, Said};
use crate::execution::ErrorDetails;
use crate::service::call::Call;
use crate::service::fault::{details, Fault};
use crate::service::kinds::{self, Kind, KINDS};
use crate::text::write;
use crate::time::{Duration, Timestamp};
use crate::value::{Object, Text, Value};
use std::collections::BTreeMap;
use std::rc::Rc;

/// How long a job takes when nothing else is said.
const SECONDS: f64 = 30.0;

/// What is known of jobs, and those that were started.
#[derive(Clone, Debug, Default)]
pub(super) struct Jobs {
    given: Object,
    runs: Rc<BTreeMap<Text, Run>>,
    /// How often each job was started.
    starts: Rc<BTreeMap<Text, usize>>,
    /// Jobs that a call awaits.
    awaited: Rc<BTreeMap<CallId, Text>>,
}

/// A job that was started.
#[derive(Clone, Debug)]
struct Run {
    kind: &'static Kind,
    description: Object,
    /// Members of the description at the end.
    result: Object,
    started: Timestamp,
    millis: i64,
    last: Text,
    stopped: Option<Timestamp>,
}

impl Jobs {
    pub fn of(contents: &Object) -> Result<Jobs, String> {
        for (service, jobs) in contents.iter() {
            if !KINDS.iter().any(|kind| kind.service == service.as_str()) && service != "runs" {
                let known: Vec<&str> = KINDS.iter().map(|kind| kind.service).collect();
                let known = known.join(", ");
                return Err(format!(
                    "there are no jobs of `{service}`; there are those of {known}"
                ));
            }
            let jobs = jobs.as_object();
            let jobs = jobs.ok_or_else(|| format!("the jobs of `{service}` must be an object"))?;
            if let Some((name, _)) = jobs.iter().find(|(_, job)| job.as_object().is_none()) {
                return Err(format!("the job `{name}` of `{service}` must be an object"));
            }
        }
        let mut given = contents.clone();
        // What ran before belongs to another run.
        given.remove("runs");
        Ok(Jobs {
            given,
            ..Jobs::default()
        })
    }

    pub fn contents(&self) -> Object {
        let runs: Object = self
            .runs
            .iter()
            .map(|(id, run)| (id.clone(), run.told()))
            .collect();
        match runs.is_empty() {
            true => self.given.clone(),
            false => self.given.clone().with("runs", runs),
        }
    }

    pub fn answer(
        &mut self,
        call: &mut Call,
        service: &str,
        awaited: Option<CallId>,
    ) -> Option<Said> {
        let kind = KINDS.iter().find(|kind| kind.service == service)?;
        self.given.get(service)?;
        if kind.start == call.action {
            return self.start(call, kind, awaited);
        }
        if kind.ask == call.action {
            return Some(self.ask(call, kind));
        }
        if let Some((_, member)) = kind.stop.filter(|(action, _)| *action == call.action) {
            return Some(self.stop(call, kind, member));
        }
        (service == "athena" && call.action == "getQueryResults").then(|| self.results(call, kind))
    }

    /// The settings of a job: by its name, by the name without its revision, or those of all.
    fn settings(&self, kind: &Kind, name: &str) -> Option<(Text, Object)> {
        let jobs = self.given.get(kind.service)?;
        let short = name.rsplit('/').next().unwrap_or(name);
        let bare = short.split(':').next().unwrap_or(short);
        let names = [name, short, bare, "*"].into_iter();
        let found = |name: &str| Some((Text::from(name), jobs.get(name)?.as_object()?.clone()));
        names.into_iter().find_map(found)
    }

    fn start(
        &mut self,
        call: &mut Call,
        kind: &'static Kind,
        awaited: Option<CallId>,
    ) -> Option<Said> {
        let (key, settings) = self.settings(kind, &call.text(kind.name))?;
        let count = Rc::make_mut(&mut self.starts);
        let count = count
            .entry(format!("{}/{key}", kind.service).into())
            .or_default();
        let nth = *count;
        *count += 1;
        let (id, description) = kinds::begun(call, kind);
        let seconds = settings.get("seconds").and_then(Value::as_number);
        let seconds = seconds
            .map_or(SECONDS, |seconds| seconds.as_f64())
            .clamp(0.0, 1e9);
        let last = last_status(&settings, nth).unwrap_or_else(|| kind.success.into());
        let members = match last == kind.success {
            true => "result",
            false => "failure",
        };
        let result = settings.get(members).and_then(Value::as_object);
        let run = Run {
            kind,
            description,
            result: result.cloned().unwrap_or_default(),
            started: call.now,
            millis: Duration::from_secs_f64(seconds).millis(),
            last,
            stopped: None,
        };
        let submitted = kinds::started(kind, &id, run.at(call.now, is_sdk(call)));
        let end = call.now + Duration::from_millis(run.millis);
        let ended = kinds::ended(kind, run.at(end, is_sdk(call)));
        let outcome = match run.last == kind.success {
            true => Ok(ended),
            // Recorded on AWS: the cause is the last description of the job.
            false => Err(ErrorDetails {
                error: Some("States.TaskFailed".into()),
                cause: Some(write::compact(&ended).into()),
            }),
        };
        let after = u64::try_from(run.millis).unwrap_or_default();
        if let Some(awaited) = awaited {
            Rc::make_mut(&mut self.awaited).insert(awaited, id.clone());
        }
        Rc::make_mut(&mut self.runs).insert(id, run);
        Some(Said::Job {
            submitted,
            after,
            outcome,
        })
    }

    /// Stops the job that nobody awaits any more, unless it has ended.
    pub fn cancel(&mut self, call: CallId, now: Timestamp) {
        let Some(id) = self.awaited.get(&call).cloned() else {
            return;
        };
        Rc::make_mut(&mut self.awaited).remove(&call);
        if let Some(run) = Rc::make_mut(&mut self.runs).get_mut(&id) {
            run.stop(now);
        }
    }

    /// The runs that a request names; `Err` for the first that is not there.
    fn named(&self, call: &Call, kind: &Kind) -> Result<Vec<Object>, String> {
        let ids = match call.sent(kind.id) {
            Value::Array(list) => list
                .iter()
                .filter_map(Value::as_str)
                .map(str::to_owned)
                .collect(),
            Value::Text(text) => vec![text.to_string()],
            _ => Vec::new(),
        };
        let now = |id: &String| {
            let run = self.find(id).ok_or_else(|| id.clone())?;
            Ok(run.at(call.now, is_sdk(call)))
        };
        ids.iter().map(now).collect()
    }

    /// A run by its id, or by the id at the end of its ARN.
    fn find(&self, id: &str) -> Option<&Run> {
        let short = id.rsplit('/').next().unwrap_or(id);
        self.runs.get(id).or_else(|| self.runs.get(short))
    }

    fn ask(&self, call: &mut Call, kind: &Kind) -> Said {
        match self.named(call, kind) {
            Ok(runs) => Said::Response(kinds::asked(kind, runs)),
            Err(_) if kind.many => Said::Response(kinds::asked(kind, Vec::new())),
            Err(id) => unknown(call, &id),
        }
    }

    fn stop(&mut self, call: &mut Call, kind: &'static Kind, member: &str) -> Said {
        let id = call.text(member);
        let short = Text::from(id.rsplit('/').next().unwrap_or(&id));
        let (now, sdk) = (call.now, is_sdk(call));
        let runs = Rc::make_mut(&mut self.runs);
        let Some(run) = runs.get_mut(&short) else {
            return unknown(call, &id);
        };
        run.stop(now);
        Said::Response(match kind.service {
            "ecs" => Value::Object(Object::default().with("Task", run.at(now, sdk))),
            "codebuild" => kinds::ended(kind, run.at(now, sdk)),
            _ => Value::object(),
        })
    }

    /// Athena's rows: the job's `result.ResultSet`.
    fn results(&self, call: &mut Call, kind: &Kind) -> Said {
        let id = call.text(kind.id);
        let Some(run) = self.find(&id) else {
            return unknown(call, &id);
        };
        if call.now < run.end() || run.last != kind.success {
            let fault = Fault {
                code: "InvalidRequestException",
                status: 400,
                message: format!(
                    "Query did not finish successfully. Final query state: {}",
                    run.status(call.now)
                ),
            };
            return Said::Refused(details(call, &fault));
        }
        let none = || Value::Object(Object::default().with("Rows", Vec::new()));
        let rows = run.result.get("ResultSet").cloned().unwrap_or_else(none);
        Said::Response(Value::Object(Object::default().with("ResultSet", rows)))
    }
}

fn is_sdk(call: &Call) -> bool {
    call.service.starts_with("aws-sdk:")
}

/// The last status of the job's run number `nth`: a text for all, a list for one after the other, the last again.
fn last_status(settings: &Object, nth: usize) -> Option<Text> {
    let status = match settings.get("status")? {
        Value::Array(list) => list.get(nth).or(list.last())?.clone(),
        other => other.clone(),
    };
    status.as_str().map(Text::from)
}

fn unknown(call: &mut Call, id: &str) -> Said {
    let code = match call.service.trim_start_matches("aws-sdk:") {
        "glue" => "EntityNotFoundException",
        "mediaconvert" => "NotFoundException",
        _ => "InvalidRequestException",
    };
    let fault = Fault {
        code,
        status: 400,
        message: format!("{id} was not found"),
    };
    Said::Refused(details(call, &fault))
}

impl Run {
    fn end(&self) -> Timestamp {
        let end = self.started + Duration::from_millis(self.millis);
        self.stopped.map_or(end, |stopped| stopped.min(end))
    }

    fn stop(&mut self, now: Timestamp) {
        if now < self.end() {
            self.stopped = Some(now);
        }
    }

    /// The status at a moment: the kind's ones on the way share the time evenly.
    fn status(&self, now: Timestamp) -> Text {
        if self.stopped.is_some_and(|stopped| stopped <= now) {
            return self.kind.stopped.into();
        }
        let passed = (now - self.started).millis();
        if passed >= self.millis {
            return self.last.clone();
        }
        let steps = i64::try_from(self.kind.running.len()).unwrap_or(1);
        let step = passed.max(0).saturating_mul(steps) / self.millis.max(1);
        let step = usize::try_from(step).unwrap_or_default();
        let status = self.kind.running.get(step).or(self.kind.running.last());
        status.copied().unwrap_or_default().into()
    }

    /// The description at a moment.
    fn at(&self, now: Timestamp, sdk: bool) -> Object {
        let ended = (now >= self.end()).then(|| self.end());
        let times = kinds::Times {
            started: self.started,
            ended,
            sdk,
        };
        let status = self.status(now);
        let mut description =
            kinds::described(self.kind, self.description.clone(), &status, &times);
        if ended.is_some() && self.stopped.is_none() {
            // A query's rows are asked for on their own.
            let rows = |name: &Text| self.kind.service == "athena" && name == "ResultSet";
            for (name, value) in self.result.iter().filter(|(name, _)| !rows(name)) {
                description.set(name.clone(), value.clone());
            }
        }
        description
    }

    fn told(&self) -> Value {
        let told = Object::default()
            .with("service", self.kind.service)
            .with("started", self.started.to_string())
            .with("ends", self.end().to_string());
        Value::Object(told.with("status", self.status(self.end())))
    }
}
