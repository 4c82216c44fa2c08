//! Mock text to [`Mocks`].
//!
//! Four forms: `{"<state>": [answer, …]}` by attempt, `{"<state>": {"cycle": [answer, …]}}` and `{"<state>": {"calls":
//! {"0": answer, "1-2": answer}}}` by call, and Step Functions Local's `MockConfigFile.json`. An answer is an object
//! with one of `return`, `throw`, `echo`, `never` and optionally `delay` and `heartbeat` (milliseconds), `submitted`,
//! `worker`. Beside `cycle` and `calls` may stand `"counters": "iteration"`.

use super::{local, number, Counters, MockResult, Mocks, Numbered, Order, Script, Step};
use crate::codes::Code;
use crate::definition::{StateKind, StateMachine};
use crate::diagnostic::{self, Diagnostic};
use crate::execution::{ErrorDetails, Stage};
use crate::text::{self, write, Member, Node, Span};
use crate::value::{Text, Value};
use std::collections::BTreeMap;

/// What to read a mock text for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Choice<'a> {
    /// Name of the state machine, to find it in a `MockConfigFile.json`.
    pub machine: &'a str,
    /// Which test case of a `MockConfigFile.json` is played.
    pub test_case: Option<&'a str>,
    /// The definition, to warn of names it does not have.
    pub definition: Option<&'a StateMachine>,
}

/// Reads a mock text. Never fails: what cannot be read is left out and said in a diagnostic, so that a run is only
/// started when there is no error among them. Blank text has no mocks.
pub fn read(text: &str, choice: &Choice) -> (Mocks, Vec<Diagnostic>) {
    let reading = text::read(text);
    let mut findings = Findings(reading.diagnostics);
    let scripts = match &reading.root {
        Some(root) => scripts(root, choice, &mut findings),
        None => BTreeMap::new(),
    };
    (Mocks::new(scripts), findings.0)
}

/// Everything that is wrong with a mock text, whatever a run would use of it.
pub fn check(text: &str, choice: &Choice) -> Vec<Diagnostic> {
    let reading = text::read(text);
    let file = reading.root.as_ref();
    let file = file.and_then(|root| Some((root, root.member("StateMachines")?)));
    match file.filter(|(_, machines)| machines.value.members().is_some()) {
        Some((root, machines)) => {
            let mut findings = Findings(reading.diagnostics.clone());
            local::check(root, machines, choice, &mut findings);
            diagnostic::in_text_order(&mut findings.0);
            findings.0
        }
        None => read(text, choice).1,
    }
}

/// Diagnostics in the making.
pub(super) struct Findings(pub Vec<Diagnostic>);

impl Findings {
    pub(super) fn error(&mut self, span: Span, location: &str, message: String) {
        self.add(Code::MockFormat, span, location, message);
    }

    pub(super) fn warning(&mut self, span: Span, location: &str, message: String) {
        self.add(Code::MockTarget, span, location, message);
    }

    fn add(&mut self, code: Code, span: Span, location: &str, message: String) {
        self.0.push(Diagnostic {
            code,
            span,
            location: Some(location.into()),
            message,
            fixes: Vec::new(),
        });
    }
}

fn scripts(root: &Node, choice: &Choice, findings: &mut Findings) -> BTreeMap<Text, Script> {
    let Some(members) = root.members() else {
        let message = "mocked answers must be an object with one member for each state";
        findings.error(root.span, "/", message.into());
        return BTreeMap::new();
    };
    let file = root.member("StateMachines");
    if let Some(machines) = file.filter(|member| member.value.members().is_some()) {
        return local::scripts(root, machines, choice, findings);
    }
    let mut scripts = BTreeMap::new();
    for member in members {
        let location = format!("/{}", member.key.as_str());
        expect_task(member, &member.key, &location, choice, findings);
        if let Some(script) = script(&member.value, &location, findings) {
            scripts.insert(member.key.clone(), script);
        }
    }
    scripts
}

/// Warns of answers for a state that makes no call.
pub(super) fn expect_task(
    member: &Member,
    name: &Text,
    location: &str,
    choice: &Choice,
    findings: &mut Findings,
) {
    let Some(definition) = choice.definition else {
        return;
    };
    let mut named = definition.states.iter().filter(|s| s.name == *name);
    let problem = match named.next() {
        None => "has no state",
        Some(state) if !matches!(state.kind, StateKind::Task(_)) => "has no Task state",
        Some(_) => return,
    };
    let message = format!("the definition {problem} `{name}`");
    findings.warning(member.key_span, location, message);
}

fn script(node: &Node, location: &str, findings: &mut Findings) -> Option<Script> {
    let mut over = Counters::Execution;
    if let Some(member) = node.member("counters") {
        over = counters(&member.value, &format!("{location}/counters"), findings)?;
    }
    if let Some(calls) = node.member("calls") {
        return by_call(calls, over, &format!("{location}/calls"), findings);
    }
    let cycle = node.member("cycle");
    let (list, order, location) = match cycle {
        Some(member) => (&member.value, Order::Cycle, format!("{location}/cycle")),
        None => (node, Order::Attempt, location.to_string()),
    };
    let single = std::slice::from_ref(list);
    let entries = match (list.items(), list.members()) {
        (Some(items), _) => items,
        (None, Some(_)) if cycle.is_none() => single,
        _ => {
            let message = "expected a list of answers, one for each attempt".into();
            findings.error(list.span, &location, message);
            return None;
        }
    };
    if entries.is_empty() {
        findings.error(list.span, &location, "the list of answers is empty".into());
        return None;
    }
    let numbered = |(at, entry)| {
        let step = step(entry, &format!("{location}[{at}]"), findings)?;
        let (first, last) = (at, at);
        Some(Numbered { first, last, step })
    };
    let answers: Option<Vec<Numbered>> = entries.iter().enumerate().map(numbered).collect();
    Some(Script {
        answers: answers?,
        order,
        counters: over,
    })
}

fn by_call(
    calls: &Member,
    counters: Counters,
    location: &str,
    findings: &mut Findings,
) -> Option<Script> {
    let Some(members) = calls.value.members() else {
        let message = "expected answers under the numbers of their calls".into();
        findings.error(calls.value.span, location, message);
        return None;
    };
    let members: Vec<&Member> = members.iter().collect();
    let answers = number::answers(&members, location, findings, step)?;
    if let Some(gap) = number::gap(&answers) {
        let message = format!("there is no answer for call {gap}");
        findings.warning(calls.key_span, location, message);
    }
    Some(Script {
        answers,
        order: Order::Call,
        counters,
    })
}

pub(super) fn counters(node: &Node, location: &str, findings: &mut Findings) -> Option<Counters> {
    match node.text().map(Text::as_str) {
        Some("execution") => Some(Counters::Execution),
        Some("iteration") => Some(Counters::Iteration),
        _ => {
            let message = "`counters` must be execution or iteration".into();
            findings.error(node.span, location, message);
            None
        }
    }
}

pub(super) fn order(node: &Node, location: &str, findings: &mut Findings) -> Option<Order> {
    match node.text().map(Text::as_str) {
        Some("call") => Some(Order::Call),
        Some("cycle") => Some(Order::Cycle),
        Some("attempt") => Some(Order::Attempt),
        _ => {
            let message = "`order` must be call, cycle or attempt".into();
            findings.error(node.span, location, message);
            None
        }
    }
}

/// The members that say what an answer is; exactly one must be there.
const RESULTS: [&str; 4] = ["return", "throw", "echo", "never"];
/// The members that an answer may have besides.
pub(super) const EXTRAS: [&str; 4] = ["delay", "submitted", "worker", "heartbeat"];
/// The member of a `MockConfigFile.json` that is ours.
pub(super) const OURS: &str = "Stepglass";

fn step(node: &Node, location: &str, findings: &mut Findings) -> Option<Step> {
    let Some(members) = node.members() else {
        let message = "an answer must be an object, for example {\"return\": {}}".into();
        findings.error(node.span, location, message);
        return None;
    };
    let mut result = None;
    let mut step = Step::new(MockResult::Echo);
    for member in members {
        let place = format!("{location}/{}", member.key.as_str());
        match member.key.to_ascii_lowercase().as_str() {
            name if RESULTS.contains(&name) => {
                if result.is_some() {
                    let message = "an answer can have only one of return, throw, echo, never";
                    findings.error(member.key_span, &place, message.into());
                    return None;
                }
                result = Some(said(name, &member.value, &place, findings)?);
            }
            name if EXTRAS.contains(&name) => extras(&mut step, member, &place, findings)?,
            _ => {
                let message = format!("an answer has no member `{}`", member.key);
                findings.error(member.key_span, &place, message);
                return None;
            }
        }
    }
    if result.is_none() {
        let message = "an answer needs one of return, throw, echo, never".into();
        findings.error(node.span, location, message);
    }
    step.result = result?;
    Some(step)
}

/// One of [`EXTRAS`].
pub(super) fn extras(
    step: &mut Step,
    member: &Member,
    place: &str,
    findings: &mut Findings,
) -> Option<()> {
    let value = &member.value;
    match member.key.to_ascii_lowercase().as_str() {
        "delay" => step.delay = Some(milliseconds("delay", 0, value, place, findings)?),
        "heartbeat" => step.heartbeat = Some(milliseconds("heartbeat", 1, value, place, findings)?),
        "submitted" => step.submitted = Some(value.to_value()),
        _ => step.worker = value.text().cloned(),
    }
    Some(())
}

pub(super) fn said(
    name: &str,
    node: &Node,
    location: &str,
    findings: &mut Findings,
) -> Option<MockResult> {
    match name {
        "return" => Some(MockResult::Return(node.to_value())),
        "throw" => throw(node, location, findings),
        _ if node.to_value() != Value::Bool(true) => {
            let message = format!("`{name}` can only be true");
            findings.error(node.span, location, message);
            None
        }
        "echo" => Some(MockResult::Echo),
        _ => Some(MockResult::Never),
    }
}

pub(super) fn throw(node: &Node, location: &str, findings: &mut Findings) -> Option<MockResult> {
    let Some(members) = node.members() else {
        let message = "expected an object with `error` and `cause`".into();
        findings.error(node.span, location, message);
        return None;
    };
    let (mut details, mut stage) = (ErrorDetails::default(), Stage::Run);
    for member in members {
        let place = format!("{location}/{}", member.key.as_str());
        match member.key.to_ascii_lowercase().as_str() {
            "error" => details.error = Some(words(&member.value)),
            "cause" => details.cause = Some(words(&member.value)),
            "stage" => stage = stage_of(&member.value, &place, findings)?,
            _ => {
                let message = format!("an error has no member `{}`", member.key);
                findings.error(member.key_span, &place, message);
                return None;
            }
        }
    }
    Some(MockResult::Throw(stage, details))
}

/// Causes are often JSON; written as such they are meant as text.
fn words(node: &Node) -> Text {
    match node.text() {
        Some(text) => text.clone(),
        None => Text::from(write::compact(&node.to_value())),
    }
}

fn stage_of(node: &Node, location: &str, findings: &mut Findings) -> Option<Stage> {
    let stage = match node.text().map(Text::as_str) {
        Some("schedule") => Stage::Schedule,
        Some("start") => Stage::Start,
        Some("submit") => Stage::Submit,
        Some("run") => Stage::Run,
        _ => {
            let message = "`stage` must be schedule, start, submit or run".into();
            findings.error(node.span, location, message);
            return None;
        }
    };
    Some(stage)
}

fn milliseconds(
    name: &str,
    least: u64,
    node: &Node,
    location: &str,
    findings: &mut Findings,
) -> Option<u64> {
    let value = node.to_value();
    let number = value.as_number().and_then(|number| number.as_i64());
    let number = number.and_then(|number| u64::try_from(number).ok());
    let number = number.filter(|number| *number >= least);
    if number.is_none() {
        let message = format!("`{name}` must be a whole number of milliseconds, {least} or more");
        findings.error(node.span, location, message);
    }
    number
}
