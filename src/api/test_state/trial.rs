//! Trying the state: a machine that stops where the state is left, retried or lost.

use super::ask::Ask;
use super::mock::Mocked;
use super::refusal::Refusal;
use super::subject::{next_of, Subject};
use super::{context, items};
use crate::api::request::Source;
use crate::api::Run;
use crate::definition::StateKind;
use crate::execution::{
    ErrorDetails, EventKind, Inside, Invoke, Reply, Setup, Stage, Trace, TraceStage, Trial,
};
use crate::random::Random;
use crate::service::{headers, Answer, Answers, Around, Automatic, Latency};
use crate::time::Duration;
use crate::value::{Text, Value};
use std::rc::Rc;

/// How long a test may take, as documented.
const LONGEST: Duration = Duration(5 * 60 * 1000);

/// Micro-steps that no state needs.
const MOST_STEPS: u64 = 10_000;

/// A state after its trial.
pub(super) struct Tried {
    pub run: Run,
    /// What `ItemsPointer` led to.
    pub pointed: Option<Value>,
    /// How many items an ItemReader gave.
    read: Option<usize>,
    timed_out: bool,
}

/// `status` and what belongs to it.
pub(super) struct Outcome {
    pub status: &'static str,
    pub output: Option<Value>,
    pub details: ErrorDetails,
    pub next: Option<Text>,
}

/// Runs the state.
///
/// # Errors
/// A context object or a count of failures that the state cannot have.
pub(super) fn run(
    source: &Source,
    ask: &Ask,
    subject: &Subject,
    mocked: Option<&Mocked>,
) -> Result<Tried, Refusal> {
    let setup = setup(source)?;
    let context = match &ask.context {
        Some(text) => context::given(text, subject.state())?,
        None => context::own(ask, &setup, subject),
    };
    let mut inside = mocked.map(|mocked| mocked.inside.clone());
    let read = read_items(ask, subject);
    if let Some(Err(failure)) = &read {
        inside = Some(Inside::Failed(failure.clone()));
    }
    let read = read.map(|read| read.ok());
    let trial = Trial {
        state: subject.id,
        variables: ask.variables.clone(),
        context,
        retries: ask.configuration.retries.unwrap_or(0),
        inside: inside.clone(),
        items: read.as_ref().map(|read| {
            let items = read.as_ref().map(|read| read.items.clone());
            items.unwrap_or_default()
        }),
        failures: ask.configuration.failures,
    };
    let mut answers = Called {
        automatic: Automatic::new(&setup, Latency::Zero),
        seed: setup.seed,
        inside,
    };
    let items = read.as_ref().and_then(|read| read.as_ref());
    let mut tried = Tried {
        read: items.map(|read| read.items.len()),
        run: Run::trial(Rc::clone(&subject.machine), Rc::new(setup), trial),
        pointed: read.flatten().and_then(|read| read.pointed),
        timed_out: false,
    };
    tried.go(&mut answers);
    tried.check_failures(ask)?;
    Ok(tried)
}

/// A synchronous execution at no virtual expense.
fn setup(source: &Source) -> Result<Setup, Refusal> {
    let setup = source.setup(Latency::Zero);
    let setup = setup.map_err(|refusal| Refusal::validation(refusal.message()))?;
    Ok(Setup {
        synchronous: true,
        trace: true,
        ..setup
    })
}

fn read_items(ask: &Ask, subject: &Subject) -> Option<Result<items::Items, ErrorDetails>> {
    let StateKind::Map(map) = &subject.state().kind else {
        return None;
    };
    let data = ask.configuration.items.as_ref()?;
    Some(items::read(map.reader.as_ref()?, data))
}

impl Tried {
    fn go(&mut self, answers: &mut Called) {
        let last = self.run.machine().setup().start + LONGEST;
        while !self.is_over() && self.run.steps() < MOST_STEPS {
            match self.run.machine().next_due() {
                None => return,
                Some(due) if due > last => {
                    self.timed_out = true;
                    return;
                }
                Some(_) => self.run.step(answers),
            };
        }
    }

    /// The state has been left, will be retried, or has failed.
    fn is_over(&self) -> bool {
        let retried = |stage: &TraceStage| matches!(stage, TraceStage::Retry { .. });
        !self.run.machine().is_running() || self.output().is_some() || self.stages().any(retried)
    }

    /// The side log, in order.
    pub fn stages(&self) -> impl Iterator<Item = &TraceStage> {
        self.run.traces.iter().map(|Trace { stage, .. }| stage)
    }

    fn output(&self) -> Option<&Value> {
        let mut exits = self.run.events.iter();
        exits.find_map(|event| match &event.kind {
            EventKind::StateExited { output, .. } => Some(output),
            _ => None,
        })
    }

    /// More failures than iterations are refused.
    fn check_failures(&self, ask: &Ask) -> Result<(), Refusal> {
        let mut iterations = self.read.map(|items| items as u64);
        for stage in self.stages() {
            if let TraceStage::AfterItemsPath(list) | TraceStage::AfterItemBatcher(list) = stage {
                iterations = list.as_array().map(|list| list.len() as u64);
            }
        }
        match (ask.configuration.failures, iterations) {
            (Some(failures), Some(iterations)) if failures > iterations => {
                Err(Refusal::validation(
                    "Map iteration failure count must be less than or equal to the number of Map iterations",
                ))
            }
            _ => Ok(()),
        }
    }

    pub fn outcome(&self, subject: &Subject) -> Outcome {
        let state = subject.state();
        let (mut details, mut retried, mut caught, mut rule) = (None, false, None, None);
        for stage in self.stages() {
            match stage {
                TraceStage::Failed { details: found, .. } if details.is_none() => {
                    details = Some(found.clone());
                }
                TraceStage::Retry { .. } => retried = true,
                TraceStage::Catch(at) => caught = state.catch.get(*at as usize),
                TraceStage::Rule(at) => rule = *at,
                _ => {}
            }
        }
        let output = self.output().cloned();
        let next = || next_of(state, rule);
        let (status, next) = match (caught, &output) {
            _ if retried => ("RETRIABLE", None),
            (Some(catcher), _) => {
                let next = catcher.next.as_ref();
                ("CAUGHT_ERROR", next.map(|next| next.name.clone()))
            }
            (None, Some(_)) => ("SUCCEEDED", next()),
            (None, None) => ("FAILED", None),
        };
        Outcome {
            status,
            output,
            details: details.unwrap_or_else(|| self.late()),
            next,
        }
    }

    /// The error of a test that took too long.
    fn late(&self) -> ErrorDetails {
        ErrorDetails {
            error: self.timed_out.then(|| Text::from("States.Timeout")),
            cause: None,
        }
    }
}

/// Answers the call of a Task: as mocked, or else as the service would in full.
#[derive(Clone)]
struct Called {
    automatic: Automatic,
    seed: u64,
    inside: Option<Inside>,
}

impl Answers for Called {
    fn answer(&mut self, invoke: &Invoke, around: &mut Around) -> Answer {
        let mut answer = self.automatic.answer(invoke, around);
        let (definition, now) = (around.definition, around.now);
        let state = definition.states.get(invoke.state.0 as usize);
        for (_, reply) in &mut answer.replies {
            let Reply::Succeeded(result) = reply else {
                continue;
            };
            *reply = match (&self.inside, state.map(|state| &state.kind)) {
                (Some(Inside::Result(mocked)), _) => Reply::Succeeded(mocked.clone()),
                (Some(Inside::Failed(details)), _) => Reply::Failed(Stage::Run, details.clone()),
                (None, Some(StateKind::Task(task))) => {
                    let mut random = Random::new(self.seed).stream(u64::from(invoke.id.0));
                    let result = std::mem::take(result);
                    let full = headers::with_headers(&task.resource, result, &mut random, now);
                    Reply::Succeeded(full)
                }
                _ => continue,
            };
        }
        answer
    }

    fn checkpoint(&self) -> Box<dyn Answers> {
        Box::new(self.clone())
    }
}
