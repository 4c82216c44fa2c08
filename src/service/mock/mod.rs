//! Mocked answers: which answer a state gets at which call.

pub mod file;
mod local;
mod number;
mod read;
pub mod test_state;

pub use read::{check, read, Choice};

use super::stages::Outcome;
use crate::execution::{ErrorDetails, Invoke, Stage};
use crate::value::{Text, Value};
use std::collections::BTreeMap;
use std::rc::Rc;

/// The mocked answers of one execution, with the number of calls each state has made.
#[derive(Clone, Debug, Default)]
pub struct Mocks {
    scripts: Rc<BTreeMap<Text, Script>>,
    calls: Rc<BTreeMap<Text, usize>>,
}

/// The answers of one state.
#[derive(Clone, Debug, PartialEq)]
pub struct Script {
    /// In the order of their numbers, which do not overlap.
    pub answers: Vec<Numbered>,
    /// Which of them is due.
    pub order: Order,
    /// What calls are counted over.
    pub counters: Counters,
}

/// An answer with the calls it is for, counted from 0, both ends included.
#[derive(Clone, Debug, PartialEq)]
pub struct Numbered {
    /// The first of them.
    pub first: usize,
    /// The last of them.
    pub last: usize,
    /// What they get.
    pub step: Step,
}

/// Which answer is due.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Order {
    /// By the attempt within a visit of the state; the last one again for every further attempt.
    Attempt,
    /// The next one at every call, from the first again after the last.
    Cycle,
    /// By the number of calls so far, retries included, as AWS Step Functions Local counts them; a call that has no
    /// answer fails with `States.Runtime`.
    Call,
}

/// Where the counting of calls begins anew.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Counters {
    /// Nowhere: one count for a state and an execution, as in AWS Step Functions Local.
    #[default]
    Execution,
    /// In every iteration of the Maps around the state.
    Iteration,
}

/// One answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// What it says.
    pub result: MockResult,
    /// Virtual milliseconds from the call to the result; the latency of the kind of call when absent. Beyond the
    /// Task's own timeout the answer, or the token's, comes too late.
    pub delay: Option<u64>,
    /// For jobs and callbacks: the response that `TaskSubmitted` shows, an automatic one when absent.
    pub submitted: Option<Value>,
    /// For activities: the name of the worker.
    pub worker: Option<Text>,
    /// For callbacks and activities: virtual milliseconds between the heartbeats until the result.
    pub heartbeat: Option<u64>,
}

/// What an answer says.
#[derive(Clone, Debug, PartialEq)]
pub enum MockResult {
    /// This result.
    Return(Value),
    /// This error, at this stage.
    Throw(Stage, ErrorDetails),
    /// The Task's own input as result.
    Echo,
    /// Nothing, the token is lost: the Task runs into its timeout.
    Never,
}

impl Mocks {
    /// From the scripts of each state.
    pub fn new(scripts: BTreeMap<Text, Script>) -> Mocks {
        Mocks {
            scripts: Rc::new(scripts),
            calls: Rc::default(),
        }
    }

    /// Takes the answers of `others`. A state that has the same as before counts its calls on.
    pub(super) fn replace(&mut self, others: Mocks) {
        let before = std::mem::replace(&mut self.scripts, others.scripts);
        Rc::make_mut(&mut self.calls).retain(|counted, _| {
            let state = counted.split('\n').next().unwrap_or_default();
            before.get(state) == self.scripts.get(state)
        });
    }

    /// The answer to the next call of `state`, `None` when it has none. Counts the call.
    pub(super) fn next(&mut self, state: &Text, invoke: &Invoke) -> Option<Step> {
        let script = self.scripts.get(state.as_str())?;
        if script.order == Order::Attempt {
            return Some(script.step(state, invoke.attempt as usize));
        }
        let counted = match script.counters {
            Counters::Execution => state.clone(),
            Counters::Iteration => within(state, invoke),
        };
        let calls = Rc::make_mut(&mut self.calls).entry(counted).or_default();
        let call = *calls;
        *calls += 1;
        Some(script.step(state, call))
    }
}

/// A name for the state within the iterations around it.
fn within(state: &Text, invoke: &Invoke) -> Text {
    // A child of a Map Run is an iteration too.
    let mut name = format!("{state}\n{}", invoke.execution);
    for step in invoke.place.steps().filter(|step| step.map) {
        name.push_str(&format!("\n{}:{}", step.visit, step.index));
    }
    name.into()
}

impl Script {
    /// The answer of this number.
    fn step(&self, state: &Text, number: usize) -> Step {
        let last = self.answers.last().map_or(0, |answer| answer.last);
        let number = match self.order {
            Order::Attempt => number.min(last),
            Order::Cycle => number % (last + 1),
            Order::Call => number,
        };
        let at = self.answers.partition_point(|answer| answer.last < number);
        let found = self.answers.get(at).filter(|a| a.first <= number);
        found.map_or_else(|| missing(state, number), |answer| answer.step.clone())
    }
}

/// Recorded on AWS Step Functions Local 2.0.0: a call that no answer has the number of fails the execution with
/// `States.Runtime`, and only when it is made.
fn missing(state: &Text, number: usize) -> Step {
    let cause =
        format!("The mocked response of the state '{state}' has no answer for call {number}");
    let details = ErrorDetails {
        error: Some("States.Runtime".into()),
        cause: Some(cause.into()),
    };
    Step::new(MockResult::Throw(Stage::Run, details))
}

impl Step {
    /// An answer with nothing but a result.
    pub fn new(result: MockResult) -> Step {
        Step {
            result,
            delay: None,
            submitted: None,
            worker: None,
            heartbeat: None,
        }
    }

    pub(super) fn outcome(&self, input: &Value) -> Outcome {
        match &self.result {
            MockResult::Return(value) => Outcome::Succeeded(value.clone()),
            MockResult::Throw(stage, error) => Outcome::Failed(*stage, error.clone()),
            MockResult::Echo => Outcome::Succeeded(input.clone()),
            MockResult::Never => Outcome::Never,
        }
    }
}
