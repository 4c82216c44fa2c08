//! One call that runs an execution to its end: JSON text in, JSON text out.

use super::request::{Request, Source};
use super::run::{Halt, Limits, Run, HORIZON};
use super::{check, executions, map_run};
use crate::definition::{self, Definition, StateMachine};
use crate::diagnostic::{Diagnostic, Severity};
use crate::execution::{Setup, WorkflowType};
use crate::history::Renderer;
use crate::service::{mock, Answers, Automatic, Doubles, ObjectStore, Standard};
use crate::session::Machines;
use crate::text::write;
use crate::validate;
use crate::value::{Object, Value};
use std::rc::Rc;

/// Bytes of events in a response. Twice as many would not fit into a string of JavaScript.
const MOST_TEXT: usize = 256 << 20;

/// Why a request was not run. Written as `{"error": {"message", "diagnostics": [{severity, code, message,
/// location?}]}}`; a run that failed has texts there instead.
#[derive(Clone, Debug)]
pub struct Refusal {
    message: String,
    diagnostics: Vec<Diagnostic>,
}

impl Refusal {
    pub(super) fn new(message: impl Into<String>) -> Refusal {
        Refusal {
            message: message.into(),
            diagnostics: Vec::new(),
        }
    }

    fn with(message: &str, diagnostics: Vec<Diagnostic>) -> Refusal {
        Refusal {
            message: message.into(),
            diagnostics,
        }
    }

    /// Why, in words.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The response to the refused request.
    pub fn response(&self) -> String {
        let list = self.diagnostics.iter().map(check::diagnostic);
        let error = Object::default()
            .with("message", self.message.as_str())
            .with("diagnostics", list.collect::<Vec<_>>());
        write::compact(&Value::Object(Object::default().with("error", error)))
    }
}

/// Runs one execution.
///
/// `request` is the JSON text of `{definition, input?, name?, type?, mocks?, testCase?, doubles?, files?, machines?,
/// execution?, options?}`:
/// * `definition`: an object, or its text; one that CreateStateMachine would refuse is refused.
/// * `input`: any JSON value; a string that is JSON text is read as such, as StartExecution does. Default `{}`.
/// * `type`: `STANDARD` (default) or `EXPRESS`; `name`: of the execution, a seeded UUID by default.
/// * `mocks`, `testCase`: see [`mock::read`]; states without a mocked answer get an automatic one.
/// * `doubles`: contents of simulated services, see [`Doubles::read`]; they answer what is not mocked.
/// * `files`: what the simulated S3 holds, `{"bucket/key": text}`. `doubles.s3` adds to it: there is one S3.
/// * `machines`: other state machines, `{"<name or ARN>": {definition, type?, mocks?, testCase?}}`. A Task that starts
///   one of them (`states:startExecution` in all forms, `aws-sdk:sfn:startExecution` and `startSyncExecution`) and is
///   not mocked starts an execution of it; machines that are not there get an automatic answer.
/// * `execution`: names to use, each optional: `region`, `account`, `stateMachineName`, `stateMachineArn`,
///   `executionName`, `executionArn`, `roleArn`.
/// * `options`: `start` (milliseconds since 1970 or RFC 3339), `seed`, `latency` (`typical` or `zero`),
///   `historyLimit` (a number, or false for none), `quotas` (the same for every limit of [`Quotas::NAMES`](crate::quotas::Quotas::NAMES), by name),
///   `retryDelays` (`zero` skips the waits of Retry), `budget` (micro-steps, default five million), `files` (true
///   to get what was written to the simulated S3), `mapRuns` (true to get the Map Runs as DescribeMapRun tells of
///   them), `executions` (true to get the executions that Tasks have started, see [`executions::describe`]), `events` (true to get the history), `maxEvents` (default 25,000; never more than 256 MiB of them).
///
/// The response is `{status, output?, error?, cause?, transitions, eventCount, duration, stopped?, doubles?, files?,
/// mapRuns?, executions?, events?, eventsTruncated?}`; `duration` is virtual milliseconds, `doubles` what the simulated
/// services hold at the end, when executions that nobody waited for have ended too. A run that has not ended has the status `RUNNING` and
/// `stopped` says why: `budget`, `horizon` (24 hours of virtual time) or `waiting` (for an answer that never comes).
/// A request that cannot be run gives [`Refusal`]'s form.
pub fn simulate(request: &str) -> String {
    let source = match Source::read(request) {
        Ok(source) => source,
        Err(refusal) => return refusal.response(),
    };
    let Some(text) = source.text_or_json("definition") else {
        return Refusal::new("`definition` is missing").response();
    };
    answer(Prepared::new(&text).respond(&source))
}

/// Reads a definition for repeated runs.
///
/// # Errors
/// The response of a refused request, as text, when no execution of it could be started as STANDARD or as EXPRESS.
pub fn prepare(definition: &str) -> Result<Prepared, String> {
    let prepared = Prepared::new(definition);
    match prepared.refusal(WorkflowType::Standard) {
        Some(refusal) if prepared.refusal(WorkflowType::Express).is_some() => {
            Err(refusal.response())
        }
        _ => Ok(prepared),
    }
}

/// A definition, read and checked once.
#[derive(Clone, Debug)]
pub struct Prepared {
    machine: Rc<StateMachine>,
    standard: Vec<Diagnostic>,
    express: Vec<Diagnostic>,
}

/// A request that was read, ready to be run as often as one likes. Every run is the same.
pub struct Ready {
    machine: Rc<StateMachine>,
    setup: Rc<Setup>,
    answers: Standard,
    /// Whether the request has simulated services.
    doubled: bool,
    budget: u64,
    /// How many events the response shows; `None` for no list of events.
    shown: Option<usize>,
    /// What the simulated S3 holds at the start.
    store: ObjectStore,
    with_files: bool,
    with_map_runs: bool,
    machines: Machines,
    with_executions: bool,
}

/// An execution that has run to its end, or as far as it may, with all its events.
pub struct Finished {
    run: Run,
    halt: Halt,
    /// What simulated services hold.
    doubles: Option<Object>,
    shown: Option<usize>,
    /// The simulated S3 at the start, when the response shows what was written to it.
    before: Option<ObjectStore>,
    with_map_runs: bool,
    with_executions: bool,
}

impl Prepared {
    fn new(text: &str) -> Prepared {
        let definition: Definition = definition::read(text);
        let errors = |kind| {
            let all = validate::check(&definition, kind).into_iter();
            all.filter(|d| d.severity() == Severity::Error).collect()
        };
        let standard = errors(WorkflowType::Standard);
        let express = errors(WorkflowType::Express);
        Prepared {
            machine: Rc::new(definition.machine),
            standard,
            express,
        }
    }

    /// Runs it. As [`simulate`], without `definition`.
    pub fn run(&self, request: &str) -> String {
        answer(Source::read(request).and_then(|source| self.respond(&source)))
    }

    /// Reads a request, as [`Prepared::run`] takes it, for repeated runs.
    ///
    /// # Errors
    /// The response of a refused request, as text.
    pub fn read(&self, request: &str) -> Result<Ready, String> {
        let ready = Source::read(request).and_then(|source| self.ready(&source));
        ready.map_err(|refusal| refusal.response())
    }

    fn refusal(&self, kind: WorkflowType) -> Option<Refusal> {
        let errors = match kind {
            WorkflowType::Standard => &self.standard,
            WorkflowType::Express => &self.express,
        };
        let refused = || Refusal::with("the definition is not valid", errors.clone());
        (!errors.is_empty()).then(refused)
    }

    fn respond(&self, source: &Source) -> Result<Value, Refusal> {
        Ok(self.ready(source)?.run().value())
    }

    fn ready(&self, source: &Source) -> Result<Ready, Refusal> {
        let request = source.request()?;
        if let Some(refusal) = self.refusal(request.setup.workflow_type) {
            return Err(refusal);
        }
        for machine in request.machines.iter() {
            self.check_other(machine.express, &machine.text, &machine.name)?;
        }
        Ok(Ready {
            machine: Rc::clone(&self.machine),
            answers: self.answers(&request)?,
            doubled: request.doubles.is_some(),
            setup: Rc::new(request.setup),
            budget: request.budget,
            shown: request.with_events.then_some(request.most_events),
            store: request.store,
            with_files: request.with_files,
            with_map_runs: request.with_map_runs,
            machines: request.machines,
            with_executions: request.with_executions,
        })
    }

    /// A machine that CreateStateMachine would refuse is not in the workspace.
    fn check_other(&self, express: bool, text: &str, name: &str) -> Result<(), Refusal> {
        let kind = match express {
            true => WorkflowType::Express,
            false => WorkflowType::Standard,
        };
        match Prepared::new(text).refusal(kind) {
            None => Ok(()),
            Some(refusal) => Err(Refusal {
                message: format!("the definition of the machine `{name}` is not valid"),
                ..refusal
            }),
        }
    }

    fn answers(&self, request: &Request) -> Result<Standard, Refusal> {
        let choice = mock::Choice {
            machine: &request.setup.machine_name,
            test_case: request.test_case.as_deref(),
            definition: Some(&self.machine),
        };
        let (mocks, findings) = mock::read(&request.mocks, &choice);
        if findings.iter().any(|d| d.severity() == Severity::Error) {
            return Err(Refusal::with("the mocks cannot be read", findings));
        }
        let automatic = Automatic::new(&request.setup, request.latency);
        let doubles: Doubles = request.doubles.clone().unwrap_or_default();
        let machines = &request.machines;
        let answers = Standard::new(mocks, automatic).with_doubles(doubles);
        Ok(answers.with_machines(machines.catalogue(), machines.mocks()))
    }
}

fn answer(result: Result<Value, Refusal>) -> String {
    match result {
        Ok(value) => write::compact(&value),
        Err(refusal) => refusal.response(),
    }
}

impl Ready {
    /// Runs the execution to its end. Its events are kept as they are; their text is made by [`Finished::response`].
    pub fn run(&self) -> Finished {
        let limits = Limits {
            horizon: self.setup.start + HORIZON,
            budget: Some(self.budget),
        };
        let (machine, setup) = (Rc::clone(&self.machine), Rc::clone(&self.setup));
        let run = Run::start_with(machine, setup, self.store.clone());
        let mut run = run.with_machines(self.machines.clone());
        let mut answers = self.answers.clone();
        let halt = run.to_end(&mut answers, &limits);
        let store = run.executions().store();
        let doubles = self.doubled.then(|| answers.contents(store));
        Finished {
            run,
            halt,
            doubles,
            shown: self.shown,
            before: self.with_files.then(|| self.store.clone()),
            with_map_runs: self.with_map_runs,
            with_executions: self.with_executions,
        }
    }
}

impl Finished {
    /// The response, as [`simulate`] describes it.
    pub fn response(&self) -> String {
        write::compact(&self.value())
    }

    fn value(&self) -> Value {
        let run = &self.run;
        let outcome = run.machine().outcome().clone();
        let mut object = Object::default().with("status", outcome.status.name());
        if let Some(output) = outcome.output {
            object.set("output", output);
        }
        if let Some(error) = outcome.details.error {
            object.set("error", error);
        }
        if let Some(cause) = outcome.details.cause {
            object.set("cause", cause);
        }
        let mut object = object
            .with("transitions", run.machine().transitions())
            .with("eventCount", run.events.len())
            .with("duration", run.duration().millis());
        if let Some(stopped) = self.stopped() {
            object.set("stopped", stopped);
        }
        if let Some(doubles) = &self.doubles {
            object.set("doubles", doubles.clone());
        }
        if let Some(before) = &self.before {
            let store = run.executions().store();
            object.set("files", store.written_since(before));
        }
        if self.with_map_runs {
            let runs = run.executions().map_runs().map(map_run::describe);
            object.set("mapRuns", runs.collect::<Vec<_>>());
        }
        if self.with_executions {
            object.set("executions", executions::describe(run.executions()));
        }
        if let Some(most) = self.shown {
            let events = self.rendered(most);
            let truncated = events.len() < run.events.len();
            object.set("events", events);
            object.set("eventsTruncated", truncated);
        }
        Value::Object(object)
    }

    /// The first events, at most so many and so long.
    fn rendered(&self, most: usize) -> Vec<Value> {
        let run = &self.run;
        let renderer = Renderer::new(run.machine().definition(), run.machine().setup());
        let mut room = MOST_TEXT;
        let mut list = Vec::new();
        for event in run.events.iter().take(most) {
            let event = renderer.event(event);
            match room.checked_sub(event.measure().bytes) {
                Some(rest) => room = rest,
                None => break,
            }
            list.push(event);
        }
        list
    }

    fn stopped(&self) -> Option<&'static str> {
        match self.halt {
            Halt::Ended => None,
            Halt::Waiting => Some("waiting"),
            Halt::Horizon => Some("horizon"),
            Halt::Budget => Some("budget"),
        }
    }
}
