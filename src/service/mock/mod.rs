//! Mocked answers: which answer a state gets at which call.

mod local;
mod read;

pub use read::{read, Choice};

use super::stages::Outcome;
use crate::execution::{ErrorDetails, Stage};
use crate::value::{Text, Value};
use std::collections::BTreeMap;
use std::rc::Rc;

/// The mocked answers of one execution, with the number of calls each state has made.
#[derive(Clone, Debug, Default)]
pub struct Mocks {
    scripts: Rc<BTreeMap<Text, Script>>,
    calls: BTreeMap<Text, usize>,
}

/// The answers of one state.
#[derive(Clone, Debug)]
pub struct Script {
    /// Never empty.
    pub steps: Vec<Step>,
    /// Which of them is due.
    pub order: Order,
}

/// Which answer is due.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Order {
    /// By the attempt within a visit of the state; the last one again for every further attempt.
    Attempt,
    /// The next one at every call, from the first again after the last.
    Cycle,
    /// By the number of calls in the execution so far, retries included; the last one again after the last.
    Call,
}

/// One answer.
#[derive(Clone, Debug)]
pub struct Step {
    /// What it says.
    pub result: MockResult,
    /// Virtual milliseconds from the call to the result; the latency of the kind of call when absent.
    pub delay: Option<u64>,
    /// For jobs and callbacks: the response that `TaskSubmitted` shows, an automatic one when absent.
    pub submitted: Option<Value>,
    /// For activities: the name of the worker.
    pub worker: Option<Text>,
}

/// What an answer says.
#[derive(Clone, Debug)]
pub enum MockResult {
    /// This result.
    Return(Value),
    /// This error, at this stage.
    Throw(Stage, ErrorDetails),
    /// The Task's own input as result.
    Echo,
    /// Nothing: the Task runs into its timeout.
    Never,
}

impl Mocks {
    /// From the scripts of each state.
    pub fn new(scripts: BTreeMap<Text, Script>) -> Mocks {
        Mocks {
            scripts: Rc::new(scripts),
            calls: BTreeMap::new(),
        }
    }

    /// Names of the states that have mocked answers.
    pub fn states(&self) -> impl Iterator<Item = &Text> {
        self.scripts.keys()
    }

    /// The answer to the next call of `state`, `None` when it has none. Counts the call.
    pub(super) fn next(&mut self, state: &Text, attempt: u32) -> Option<Step> {
        let script = self.scripts.get(state.as_str())?;
        let calls = self.calls.entry(state.clone()).or_default();
        let call = *calls;
        *calls += 1;
        let last = script.steps.len().checked_sub(1)?;
        let at = match script.order {
            Order::Attempt => (attempt as usize).min(last),
            Order::Cycle => call % (last + 1),
            Order::Call => call.min(last),
        };
        script.steps.get(at).cloned()
    }
}

impl Step {
    pub(super) fn outcome(&self, input: &Value) -> Outcome {
        match &self.result {
            MockResult::Return(value) => Outcome::Succeeded(value.clone()),
            MockResult::Throw(stage, error) => Outcome::Failed(*stage, error.clone()),
            MockResult::Echo => Outcome::Succeeded(input.clone()),
            MockResult::Never => Outcome::Never,
        }
    }
}
