//! One visit of a session's state, told again with something else in its fields or in its place.
//!
//! The visit's input, its variables, its context object and what its call came to are taken as they were; the state is
//! tried by itself, as TestState tries one.

use super::Run;
use crate::definition::{self, StateId, StateKind, StateMachine};
use crate::diagnostic::Severity;
use crate::execution::{
    ErrorDetails, EventId, EventKind, Inside, Invoke, Reply, Setup, Stage, Standing, TaskEvent,
    TraceStage, Trial,
};
use crate::history::Visit;
use crate::service::{Answer, Answers, Around, Source};
use crate::session::Session;
use crate::text::write::compact;
use crate::value::{Object, Value};
use std::rc::Rc;

/// Micro-steps that no state needs.
const MOST_STEPS: u64 = 10_000;

/// A visit with all that its expressions see.
pub struct Standpoint<'s> {
    session: &'s Session,
    /// The visit.
    pub visit: Visit,
    /// Its input.
    pub input: Value,
    /// Its output, once it was left.
    pub output: Option<Value>,
    /// Its context object.
    pub context: Value,
    /// What the side log has of its last attempt, up to the position.
    pub stages: Vec<TraceStage>,
    /// Retries before that attempt.
    pub attempt: u32,
}

/// Why an expression has no value.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct NoValue {
    /// The service's name of the error, or nothing where the expression is none.
    pub error: Option<String>,
    /// What is wrong.
    pub message: String,
    /// Whether the expression leads to nothing, which is no mistake in it.
    pub missing: bool,
}

impl<'s> Standpoint<'s> {
    /// The visit that an event of the session belongs to.
    pub fn of(session: &'s Session, event: EventId) -> Option<Standpoint<'s>> {
        let visit = session.summary().visit_of(event)?.clone();
        let known = |id: EventId| Some(&session.known().get((id as usize).checked_sub(1)?)?.kind);
        let EventKind::StateEntered(input) = known(visit.entered)? else {
            return None;
        };
        let output = match visit.exited.and_then(known) {
            Some(EventKind::StateExited { output, .. }) => Some(output.clone()),
            _ => None,
        };
        let redriven = redriven(session, &visit);
        let told = session.traces(visit.entered);
        let told: Vec<_> = told.filter(|trace| trace.event >= redriven).collect();
        let attempt = told.last().map_or(0, |trace| trace.attempt);
        let last = told.into_iter().filter(|trace| trace.attempt == attempt);
        let standing = Standing {
            state: visit.state,
            entered: visit.entered,
            entered_at: visit.entered_at,
            retries: attempt,
            item: session.item_of(&visit),
        };
        Some(Standpoint {
            input: input.clone(),
            output,
            context: session.machine().context_of(&standing),
            stages: last.map(|trace| trace.stage.clone()).collect(),
            attempt,
            visit,
            session,
        })
    }

    /// The variables that it finds when it is entered.
    pub fn variables(&self) -> Object {
        self.variables_before(self.visit.entered)
    }

    fn variables_before(&self, event: EventId) -> Object {
        // What was changed while the visit is under way is what its fields see.
        let changed = self.visit.exited.unwrap_or(EventId::MAX);
        let before = event.saturating_sub(1);
        let seen = self.session.seen(before, changed, &self.visit.place);
        let pairs = seen.into_iter().map(|seen| (seen.name, seen.value));
        pairs.collect()
    }

    /// The stages of a state of another definition in this one's place.
    pub fn tried(&self, machine: StateMachine, state: StateId) -> Vec<TraceStage> {
        let kind = machine
            .states
            .get(state.0 as usize)
            .map(|state| &state.kind);
        let container = matches!(kind, Some(StateKind::Parallel(_) | StateKind::Map(_)));
        let inside = self.inside();
        let known = inside.is_some();
        let mut stages = self.run(machine, state, (&self.input, self.variables()), inside);
        if container && !known {
            let result = stages
                .iter()
                .position(|s| matches!(s, TraceStage::Result(_)));
            stages.truncate(result.unwrap_or(stages.len()));
        }
        stages
    }

    /// The stages of another state of the same definition, with the data that has come from here.
    pub fn ahead(&self, state: StateId) -> Vec<TraceStage> {
        let data = self.output.as_ref().unwrap_or(&self.input);
        let after = self
            .visit
            .exited
            .map_or(u32::MAX, |id| id.saturating_add(1));
        let given = (data, self.variables_before(after));
        self.run(self.session.definition().clone(), state, given, None)
    }

    /// What its call, its branches or its iterations came to.
    fn inside(&self) -> Option<Inside> {
        let result = self.stages.iter().rev().find_map(|stage| match stage {
            TraceStage::Result(result) => Some(Inside::Result(result.clone())),
            _ => None,
        });
        result.or_else(|| {
            self.stages.iter().rev().find_map(|stage| match stage {
                TraceStage::Failed { details, fatal } if !*fatal && !is_own(details) => {
                    Some(Inside::Failed(details.clone()))
                }
                _ => None,
            })
        })
    }

    /// The value of a path, an intrinsic call or a JSONata expression `{% … %}`. `$` is the output once the state was
    /// left and its input before, `$states` is as the state's own `Output` sees it.
    ///
    /// # Errors
    /// Why there is none.
    pub fn evaluate(&self, expression: &str) -> Result<Value, NoValue> {
        let jsonata = expression.starts_with("{%");
        let result = self.stages.iter().rev().find_map(|stage| match stage {
            TraceStage::Result(result) => Some(result.clone()),
            _ => None,
        });
        let (definition, inside) = probe(expression, jsonata, result);
        let read = definition::read(&compact(&definition));
        let mut findings = read.diagnostics.iter();
        if let Some(found) = findings.find(|found| found.severity() == Severity::Error) {
            return Err(NoValue {
                error: None,
                message: found.message.clone(),
                missing: false,
            });
        }
        let after = self
            .visit
            .exited
            .map_or(u32::MAX, |id| id.saturating_add(1));
        let input = match (&self.output, jsonata) {
            (Some(output), false) => output,
            _ => &self.input,
        };
        let given = (input, self.variables_before(after));
        let stages = self.run(read.machine, StateId(0), given, inside);
        for stage in &stages {
            match stage {
                TraceStage::Output(value) => {
                    return Ok(value.get("value").cloned().unwrap_or_default())
                }
                TraceStage::Failed { details, .. } => return Err(no_value(details)),
                _ => {}
            }
        }
        Err(no_value(&ErrorDetails::default()))
    }

    fn run(
        &self,
        machine: StateMachine,
        state: StateId,
        (input, variables): (&Value, Object),
        inside: Option<Inside>,
    ) -> Vec<TraceStage> {
        let setup = Setup {
            input: input.clone(),
            input_text: compact(input).into(),
            start: self.visit.entered_at,
            activities: None,
            trace: true,
            ..(**self.session.setup()).clone()
        };
        let seen = (variables, self.context.clone());
        alone(
            (machine, state),
            setup,
            seen,
            (u64::from(self.attempt), inside),
        )
    }
}

/// The stages of one state tried by itself, with these variables and this context object, after so many retries, where
/// what it calls comes to that.
pub fn alone(
    (machine, state): (StateMachine, StateId),
    setup: Setup,
    (variables, context): (Object, Value),
    (retries, inside): (u64, Option<Inside>),
) -> Vec<TraceStage> {
    let reads = match machine.states.get(state.0 as usize).map(|s| &s.kind) {
        Some(StateKind::Map(map)) => map.reader.is_some(),
        _ => false,
    };
    let trial = Trial {
        state,
        variables,
        context,
        retries,
        inside: inside.clone(),
        items: reads.then(Default::default),
        failures: None,
    };
    let mut run = Run::trial(Rc::new(machine), Rc::new(setup), trial);
    let mut answers = Called(inside);
    while run.steps() < MOST_STEPS && !is_over(&run, answers.0.is_some()) {
        if !run.step(&mut answers) {
            break;
        }
    }
    run.traces.into_iter().map(|trace| trace.stage).collect()
}

/// The last redrive that took a visit up again, by its event: retries count from there.
fn redriven(session: &Session, visit: &Visit) -> EventId {
    let mut events = session.events().iter().rev();
    let found = events.find(|event| match &event.kind {
        EventKind::ExecutionRedriven { visits, .. } => visits.contains(&visit.entered),
        _ => false,
    });
    found.map_or(0, |event| event.id)
}

/// The state has been left, will be retried, has failed, or waits for what nobody knows.
fn is_over(run: &Run, known: bool) -> bool {
    let over = |kind: &EventKind| match kind {
        EventKind::StateExited { .. } => true,
        EventKind::Task(TaskEvent::Scheduled(_)) => !known,
        _ => false,
    };
    let retried = run.traces.last();
    !run.machine().is_running()
        || retried.is_some_and(|trace| matches!(trace.stage, TraceStage::Retry { .. }))
        || run.events.iter().any(|event| over(&event.kind))
}

/// Whether the error is one of the state's own fields, not one of what it calls.
fn is_own(details: &ErrorDetails) -> bool {
    details.error.as_deref() == Some("States.QueryEvaluationError")
}

/// A state whose output is the expression's value. Where the visit had a result, so has this one.
fn probe(expression: &str, jsonata: bool, result: Option<Value>) -> (Value, Option<Inside>) {
    let state = match (jsonata, &result) {
        (false, _) => {
            let template = Object::default().with("value.$", expression);
            Object::default()
                .with("Type", "Pass")
                .with("Parameters", template)
        }
        (true, result) => {
            let template = Object::default().with("value", expression);
            let state = Object::default()
                .with("QueryLanguage", "JSONata")
                .with("Output", template);
            match result {
                None => state.with("Type", "Pass"),
                Some(_) => state.with("Type", "Task").with(
                    "Resource",
                    "arn:aws:lambda:us-east-1:123456789012:function:f",
                ),
            }
        }
    };
    let states = Object::default().with("Probe", state.with("End", true));
    let definition = Object::default()
        .with("StartAt", "Probe")
        .with("States", states);
    let inside = result.filter(|_| jsonata).map(Inside::Result);
    (Value::Object(definition), inside)
}

fn no_value(details: &ErrorDetails) -> NoValue {
    let message = details.cause.as_deref().unwrap_or_default();
    let nothing = [
        "could not be found in the input",
        "returned nothing (undefined)",
    ];
    NoValue {
        error: details.error.as_deref().map(str::to_owned),
        message: message.to_owned(),
        missing: nothing.iter().any(|words| message.contains(words)),
    }
}

/// Answers the call with what it came to.
#[derive(Clone)]
struct Called(Option<Inside>);

impl Answers for Called {
    fn answer(&mut self, _: &Invoke, _: &mut Around) -> Answer {
        let reply = match &self.0 {
            Some(Inside::Result(result)) => Reply::Succeeded(result.clone()),
            Some(Inside::Failed(details)) => Reply::Failed(Stage::Run, details.clone()),
            None => return Answer::nobody(),
        };
        Answer {
            replies: vec![(0, reply)],
            source: Source::Mock,
            open: None,
            starts: None,
        }
    }

    fn checkpoint(&self) -> Box<dyn Answers> {
        Box::new(self.clone())
    }
}
