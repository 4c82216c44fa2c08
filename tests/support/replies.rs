//! The recorded outcomes of a case's calls, as answers.

#![allow(dead_code)]

use super::case::{count, is, Case};
use std::collections::BTreeMap;
use stepglass::definition::{Resource, StateId, StateKind, StateMachine, Task};
use stepglass::execution::{ErrorDetails, Event, EventId, EventKind, Invoke, Place, Reply, Stage};
use stepglass::service::{Answer, Answers, Source};
use stepglass::text::write;
use stepglass::time::Timestamp;
use stepglass::value::{Object, Text, Value};

/// The request of every call that no recording answers.
const REQUEST: &str = "00000000-0000-0000-0000-000000000000";

/// A state within its branches and iterations: container and number, outermost first.
type Spot = (StateId, Vec<(StateId, u32)>);

/// Answers from a case's `tasks`, then from the functions of its `world`; other calls stay unanswered.
#[derive(Clone)]
pub struct Recorded {
    tasks: Vec<Value>,
    functions: Value,
    /// The latest moment at which something happened, and the number of the first event that did.
    base: (Timestamp, i64),
    /// How often each Task was entered.
    entered: BTreeMap<Spot, i64>,
    /// The number of each visit of a Task, by its entered event.
    visits: BTreeMap<EventId, i64>,
}

impl Recorded {
    pub fn new(case: &Case, start: Timestamp) -> Recorded {
        let world = case.value.get("world");
        Recorded {
            tasks: case.list("tasks"),
            functions: world
                .and_then(|w| w.get("lambda").cloned())
                .unwrap_or_default(),
            base: (start, 1),
            entered: BTreeMap::new(),
            visits: BTreeMap::new(),
        }
    }

    /// Counts the visits that events begin, and notes when time went on.
    pub fn observe(&mut self, events: &[Event]) {
        for event in events {
            if event.time > self.base.0 {
                self.base = (event.time, i64::from(event.id));
            }
            if let (EventKind::StateEntered(_), Some(state)) = (&event.kind, event.state) {
                let seen = self
                    .entered
                    .entry((state, steps(&event.place)))
                    .or_default();
                self.visits.insert(event.id, *seen);
                *seen += 1;
            }
        }
    }

    /// The recorded call, of the execution itself: the histories of a Map Run's children were not recorded.
    fn recorded(&self, invoke: &Invoke, definition: &StateMachine) -> Option<&Value> {
        if invoke.execution != 0 {
            return None;
        }
        let name = definition.state(invoke.state).name.as_str();
        let visit = self.visits.get(&invoke.visit).copied().unwrap_or(0);
        let path = path(&invoke.place, definition);
        let attempt = i64::from(invoke.attempt);
        let same_try = |task: &&Value| {
            count(task, "visit").unwrap_or(0) == visit && count(task, "attempt") == Some(attempt)
        };
        let same_place = |task: &&Value| {
            is(task, "state", name) && task.get("path").unwrap_or(&Value::Null) == &path
        };
        let mut exact = self.tasks.iter().filter(same_place).filter(same_try);
        exact.next().or_else(|| {
            // Where the recorder lost the states' names, the request tells the calls apart.
            let nameless = |task: &&Value| task.get("state").is_some_and(Value::is_null);
            let asked = |task: &&Value| task.get("parameters") == Some(&invoke.input);
            self.tasks.iter().filter(nameless).find(asked)
        })
    }

    /// Milliseconds until the recorded outcome comes: one for each event that the recording has before it, so that
    /// answers of concurrent calls keep their order and come before any timer of a second or more.
    fn delay(&self, outcome: &Value, now: Timestamp) -> u64 {
        let (time, event) = self.base;
        let due = time.0 + count(outcome, "eventId").unwrap_or(0) - event;
        u64::try_from(due - now.0).unwrap_or(0)
    }

    fn replay(&self, call: &Value, task: &Task, now: Timestamp) -> Vec<(u64, Reply)> {
        let outcome = call.get("outcome").cloned().unwrap_or_default();
        let delay = self.delay(&outcome, now);
        let kind = outcome.get("type").and_then(Value::as_str).unwrap_or("");
        let mut replies = Vec::new();
        let worker = call.get("worker").and_then(Value::as_str).map(Text::from);
        // An activity's clocks run from the moment a worker takes the task, so one that timed out was taken.
        if task.resource == Resource::Activity && (worker.is_some() || kind != "none") {
            replies.push((0, Reply::Taken(worker)));
        }
        let submitted = call.get("submitted").and_then(|s| s.get("output"));
        replies.extend(submitted.map(|output| (0, Reply::Submitted(output.clone()))));
        match kind {
            "succeeded" => {
                let output = outcome.get("output").cloned().unwrap_or_default();
                replies.push((delay, Reply::Succeeded(output)));
            }
            "failed" => {
                let details = ErrorDetails {
                    error: text(&outcome, "error"),
                    cause: text(&outcome, "cause"),
                };
                replies.push((delay, Reply::Failed(stage(&outcome), details)));
            }
            _ => {}
        }
        replies
    }

    fn function(&self, invoke: &Invoke, task: &Task) -> Option<Reply> {
        let direct = task.resource == Resource::Lambda;
        let (name, event) = match direct {
            true => (task.arn.to_string(), invoke.input.clone()),
            false => {
                let name = invoke.input.get("FunctionName")?.as_str()?;
                let payload = invoke.input.get("Payload").cloned();
                (name.to_string(), payload.unwrap_or_else(Value::object))
            }
        };
        let known = self.functions.as_object()?;
        let mut parts = name.split(':').rev();
        let returns = parts.find_map(|part| known.get(part))?.get("returns")?;
        if returns.get("echo").is_some() {
            return Some(succeeded(event, direct));
        }
        if let Some(value) = returns.get("constant") {
            return Some(succeeded(value.clone(), direct));
        }
        returns.get("raises").map(|raised| raises(raised, direct))
    }
}

impl Answers for Recorded {
    fn answer(&mut self, invoke: &Invoke, definition: &StateMachine, now: Timestamp) -> Answer {
        let StateKind::Task(task) = &definition.state(invoke.state).kind else {
            return Answer::nobody();
        };
        let replies = match self.recorded(invoke, definition) {
            Some(call) => self.replay(call, task, now),
            None => match self.function(invoke, task) {
                Some(reply) => vec![(0, reply)],
                None => return Answer::nobody(),
            },
        };
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

fn steps(place: &Place) -> Vec<(StateId, u32)> {
    let mut steps: Vec<_> = place.steps().map(|step| (step.state, step.index)).collect();
    steps.reverse();
    steps
}

/// The place as `path` of a recorded call writes it.
fn path(place: &Place, definition: &StateMachine) -> Value {
    let mut steps: Vec<Value> = place
        .steps()
        .map(|step| {
            let (container, number) = match step.map {
                true => ("map", "iteration"),
                false => ("parallel", "branch"),
            };
            let name = definition.state(step.state).name.clone();
            let step = Object::default()
                .with(container, name)
                .with(number, step.index);
            Value::Object(step)
        })
        .collect();
    steps.reverse();
    Value::from(steps)
}

fn text(value: &Value, name: &str) -> Option<Text> {
    match value.get(name)? {
        Value::Null => None,
        Value::Text(text) => Some(text.clone()),
        other => Some(Text::from(write::compact(other))),
    }
}

fn stage(outcome: &Value) -> Stage {
    let event = outcome.get("event").and_then(Value::as_str).unwrap_or("");
    match event {
        _ if event.ends_with("ScheduleFailed") => Stage::Schedule,
        _ if event.ends_with("StartFailed") => Stage::Start,
        _ if event.ends_with("SubmitFailed") => Stage::Submit,
        _ => Stage::Run,
    }
}

fn succeeded(result: Value, direct: bool) -> Reply {
    if direct {
        return Reply::Succeeded(result);
    }
    let response = Object::default()
        .with("ExecutedVersion", "$LATEST")
        .with("Payload", result)
        .with("StatusCode", 200);
    Reply::Succeeded(Value::Object(response))
}

/// What a Python function gives that raises on its second line. The cause is the payload's text: spaced as the runtime
/// writes it for a function's ARN, compact for `lambda:invoke`.
fn raises(raised: &Value, direct: bool) -> Reply {
    let error = text(raised, "errorType").unwrap_or_default();
    let message = text(raised, "errorMessage").unwrap_or_default();
    let place = "  File \"/var/task/handler.py\", line 2, in handler\n";
    let trace = format!("{place}    raise {error}(\"{message}\")\n");
    let members = [
        ("errorMessage", Value::Text(message)),
        ("errorType", Value::Text(error.clone())),
        ("requestId", Value::from(REQUEST)),
        ("stackTrace", Value::from(vec![Value::from(trace)])),
    ];
    let (colon, comma) = if direct { (": ", ", ") } else { (":", ",") };
    let member = |(name, value)| format!("\"{name}\"{colon}{}", write::compact(&value));
    let details = ErrorDetails {
        error: Some(error),
        cause: Some(Text::from(format!(
            "{{{}}}",
            members.map(member).join(comma)
        ))),
    };
    Reply::Failed(Stage::Run, details)
}
