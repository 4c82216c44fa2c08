//! Which retriers, catchers and choice rules were asked, and what each answered.

use crate::definition::{label, Catcher, Choice, Retrier, State, Target, Test};
use crate::execution::{EventId, Trace, TraceStage, Tried};
use crate::text::write::compact;
use crate::value::Text;
use serde::Serialize;

/// A failed attempt, and what was asked about it.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct FailureView {
    /// Retries before it; a redrive counts them anew.
    pub attempt: u32,
    /// How many redrives had taken the step up again before it.
    pub redrive: u32,
    /// The event that told of it, where one did.
    pub event: u32,
    /// Error name.
    pub error: String,
    /// Cause.
    pub cause: String,
    /// Whether it can be neither retried nor caught.
    pub fatal: bool,
    /// All retriers, then all catchers.
    pub rules: Vec<RuleView>,
}

/// An entry of `Retry` or `Catch`.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct RuleView {
    /// Whether it is a catcher.
    pub catcher: bool,
    /// Its position.
    pub at: u32,
    /// `ErrorEquals`.
    pub errors: Vec<String>,
    /// Whether it was compared with the error.
    pub asked: bool,
    /// Which of its names matched.
    pub matched: Option<u32>,
    /// A retrier's `MaxAttempts`.
    #[cfg_attr(test, ts(type = "number"))]
    pub most: u64,
    /// How many retries it had given then, the one that followed included.
    #[cfg_attr(test, ts(type = "number | null"))]
    pub used: Option<u64>,
    /// Milliseconds until the retry that followed.
    #[cfg_attr(test, ts(type = "number | null"))]
    pub delay: Option<i64>,
    /// A retrier's `IntervalSeconds`.
    pub interval: f64,
    /// Its `BackoffRate`.
    pub rate: f64,
    /// Its `MaxDelaySeconds`.
    pub cap: Option<f64>,
    /// Its `JitterStrategy` is FULL.
    pub jitter: bool,
    /// Where a catcher leads.
    pub next: Option<String>,
}

/// A Choice's truth table.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct ChoiceView {
    /// Its rules in order.
    pub rules: Vec<ChoiceRuleView>,
    /// Where `Default` leads.
    pub default: Option<String>,
    /// Whether it was decided.
    pub decided: bool,
    /// The rule that was taken; `None` for `Default`.
    pub taken: Option<u32>,
}

/// A rule of a Choice.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct ChoiceRuleView {
    /// The rule in one line.
    pub condition: String,
    /// Whether it held; `None` where it was not asked.
    pub held: Option<bool>,
    /// Where it leads.
    pub next: Option<String>,
    /// The data tests that were made.
    pub tests: Vec<TestView>,
}

/// One data test.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct TestView {
    /// The test in one line.
    pub condition: String,
    /// The value that was found, as JSON text.
    pub found: String,
    /// What it was compared with, as JSON text.
    pub wanted: String,
    /// Whether the test held.
    pub held: bool,
}

/// The failed attempts of a visit by its side log; `redrives` are the events of those that took it up again.
pub(super) fn failures(state: &State, told: &[Trace], redrives: &[EventId]) -> Vec<FailureView> {
    let mut failures: Vec<FailureView> = Vec::new();
    for Trace {
        attempt,
        event,
        stage,
        ..
    } in told
    {
        if let TraceStage::Failed { details, fatal } = stage {
            let text = |text: &Option<Text>| text.as_deref().unwrap_or_default().into();
            failures.push(FailureView {
                attempt: *attempt,
                redrive: redrives.iter().filter(|redrive| *redrive < event).count() as u32,
                event: *event,
                error: text(&details.error),
                cause: text(&details.cause),
                fatal: *fatal,
                rules: rules(state),
            });
        } else if let Some(failure) = failures.last_mut() {
            decide(&mut failure.rules, state.retry.len(), stage);
        }
    }
    failures
}

/// All rules, none of them asked.
fn rules(state: &State) -> Vec<RuleView> {
    let retriers = state.retry.iter().enumerate().map(|(at, r)| retrier(at, r));
    let catchers = state.catch.iter().enumerate().map(|(at, c)| catcher(at, c));
    retriers.chain(catchers).collect()
}

fn retrier(at: usize, retrier: &Retrier) -> RuleView {
    RuleView {
        catcher: false,
        at: at as u32,
        errors: retrier
            .error_equals
            .iter()
            .map(ToString::to_string)
            .collect(),
        asked: false,
        matched: None,
        most: retrier.max_attempts,
        used: None,
        delay: None,
        interval: retrier.interval_seconds,
        rate: retrier.backoff_rate,
        cap: retrier.max_delay_seconds,
        jitter: retrier.full_jitter,
        next: None,
    }
}

fn catcher(at: usize, catcher: &Catcher) -> RuleView {
    RuleView {
        catcher: true,
        at: at as u32,
        errors: catcher
            .error_equals
            .iter()
            .map(ToString::to_string)
            .collect(),
        asked: false,
        matched: None,
        most: 0,
        used: None,
        delay: None,
        interval: 0.0,
        rate: 0.0,
        cap: None,
        jitter: false,
        next: catcher.next.as_ref().map(|next| next.name.to_string()),
    }
}

/// Adds a decision to the rules: retriers first, catchers after them.
fn decide(rules: &mut [RuleView], retriers: usize, stage: &TraceStage) {
    let mut tried = |first: usize, tried: &Tried| {
        if let Some(rule) = rules.get_mut(first + tried.at as usize) {
            rule.asked = true;
            rule.matched = tried.matched;
        }
    };
    match stage {
        TraceStage::RetrierTried(found) => tried(0, found),
        TraceStage::CatcherTried(found) => tried(retriers, found),
        TraceStage::Retry {
            retrier,
            used,
            delay,
        } => {
            if let Some(rule) = rules.get_mut(*retrier as usize) {
                rule.used = Some(*used);
                rule.delay = Some(*delay);
            }
        }
        TraceStage::RetriesUsedUp(at) => {
            if let Some(rule) = rules.get_mut(*at as usize) {
                rule.used = Some(rule.most);
            }
        }
        _ => {}
    }
}

/// The truth table of a Choice by its side log.
pub(super) fn table<'t>(
    choice: &Choice,
    stages: impl Iterator<Item = &'t TraceStage>,
) -> ChoiceView {
    let name = |target: &Option<Target>| target.as_ref().map(|next| next.name.to_string());
    let rules = choice.rules.iter().map(|rule| ChoiceRuleView {
        condition: label::condition(&rule.test),
        held: None,
        next: name(&rule.next),
        tests: Vec::new(),
    });
    let mut view = ChoiceView {
        rules: rules.collect(),
        default: name(&choice.default),
        decided: false,
        taken: None,
    };
    for stage in stages {
        match stage {
            TraceStage::Compared {
                rule,
                test,
                left,
                right,
                held,
            } => {
                let found = choice.rules.get(*rule as usize);
                let part = found.and_then(|found| inner(&found.test, test));
                if let (Some(part), Some(row)) = (part, view.rules.get_mut(*rule as usize)) {
                    row.tests.push(TestView {
                        condition: label::condition(part),
                        found: compact(left),
                        wanted: compact(right),
                        held: *held,
                    });
                }
            }
            TraceStage::Tried { rule, held } => {
                if let Some(row) = view.rules.get_mut(*rule as usize) {
                    row.held = Some(*held);
                }
            }
            TraceStage::Rule(taken) => {
                view.decided = true;
                view.taken = *taken;
            }
            _ => {}
        }
    }
    view
}

/// The part of a test at `And[1]/Not`.
pub(in crate::view) fn inner<'t>(test: &'t Test, spot: &str) -> Option<&'t Test> {
    let mut test = test;
    for step in spot.split('/').filter(|step| !step.is_empty()) {
        let index = step
            .split_once('[')
            .and_then(|(_, rest)| rest.strip_suffix(']'));
        test = match (test, index) {
            (Test::And(tests) | Test::Or(tests), Some(index)) => {
                tests.get(index.parse::<usize>().ok()?)?
            }
            (Test::Not(test), None) => test,
            _ => return None,
        };
    }
    Some(test)
}
