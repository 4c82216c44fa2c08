//! `MockConfigFile.json` of Step Functions Local: test cases that name responses, responses with numbered answers.
//!
//! What it has no word for stands under keys that it does not read: in an answer `echo`, `never`, `delay`,
//! `submitted`, `worker` and `heartbeat`; at the top `Stepglass` with `counters` for the whole file and
//! `responses: {"<name>": {"order", "counters"}}`.

use super::number;
use super::read::{
    self, counters, expect_task, extras, order, throw, Choice, Findings, EXTRAS, OURS,
};
use super::{Counters, MockResult, Order, Script, Step};
use crate::text::{Member, Node, Span};
use crate::value::Text;
use std::collections::BTreeMap;

pub(super) fn scripts(
    root: &Node,
    machines: &Member,
    choice: &Choice,
    findings: &mut Findings,
) -> BTreeMap<Text, Script> {
    let mut scripts = BTreeMap::new();
    let Some((case, location)) = test_case(machines, choice, findings) else {
        return scripts;
    };
    for member in case.value.members().unwrap_or_default() {
        let place = format!("{location}/{}", member.key.as_str());
        expect_task(member, &member.key, &place, choice, findings);
        if let Some(script) = named(root, member, &place, findings) {
            scripts.insert(member.key.clone(), script);
        }
    }
    scripts
}

/// All test cases and all responses.
pub(super) fn check(root: &Node, machines: &Member, choice: &Choice, findings: &mut Findings) {
    let responses = root.member("MockedResponses");
    let responses = responses.and_then(|responses| responses.value.members());
    for member in responses.unwrap_or_default() {
        response(root, member, findings);
    }
    for machine in machines.value.members().unwrap_or_default() {
        let place = format!("/StateMachines/{}/TestCases", machine.key.as_str());
        let Some(cases) = machine.value.member("TestCases") else {
            let message = "`TestCases` is missing".into();
            findings.error(machine.key_span, &place, message);
            continue;
        };
        for case in cases.value.members().unwrap_or_default() {
            let place = format!("{place}/{}", case.key.as_str());
            for state in case.value.members().unwrap_or_default() {
                let place = format!("{place}/{}", state.key.as_str());
                if machine.key == choice.machine {
                    expect_task(state, &state.key, &place, choice, findings);
                }
                found(root, state, &place, findings);
            }
        }
    }
}

/// The test case to play: the chosen one, or the only one there is.
fn test_case<'a>(
    machines: &'a Member,
    choice: &Choice,
    findings: &mut Findings,
) -> Option<(&'a Member, String)> {
    let all = machines.value.members().unwrap_or_default();
    let machine = machines.value.member(choice.machine);
    let machine = machine.or(match all {
        [only] => Some(only),
        _ => None,
    });
    let Some(machine) = machine else {
        let message = format!("the mock file has no state machine `{}`", choice.machine);
        findings.error(machines.key_span, "/StateMachines", message);
        return None;
    };
    let location = format!("/StateMachines/{}/TestCases", machine.key.as_str());
    let cases = machine.value.member("TestCases");
    let Some(cases) = cases.and_then(|member| member.value.members()) else {
        let message = "`TestCases` is missing".into();
        findings.error(machine.key_span, &location, message);
        return None;
    };
    let chosen = match (choice.test_case, cases) {
        (Some(name), _) => cases.iter().rev().find(|member| member.key == name),
        (None, [only]) => Some(only),
        (None, _) => None,
    };
    let Some(case) = chosen else {
        no_case(cases, choice, machine.key_span, &location, findings);
        return None;
    };
    let location = format!("{location}/{}", case.key.as_str());
    if case.value.members().is_none() {
        let message = "a test case must be an object of state and response names".into();
        findings.error(case.value.span, &location, message);
    }
    Some((case, location))
}

fn no_case(cases: &[Member], choice: &Choice, span: Span, location: &str, findings: &mut Findings) {
    let names: Vec<&str> = cases.iter().map(|member| member.key.as_str()).collect();
    let names = names.join(", ");
    match choice.test_case {
        Some(name) => {
            let message = format!("there is no test case `{name}`; there are: {names}");
            findings.error(span, location, message);
        }
        None => {
            let message =
                format!("no test case is chosen, so nothing is mocked; there are: {names}");
            findings.warning(span, location, message);
        }
    }
}

/// The response that a test case names for a state. One that is missing only fails a run that needs it.
fn named(root: &Node, member: &Member, place: &str, findings: &mut Findings) -> Option<Script> {
    match found(root, member, place, findings)? {
        Some(found) => response(root, found, findings),
        None => Some(Script {
            answers: Vec::new(),
            order: Order::Call,
            counters: Counters::Execution,
        }),
    }
}

/// The response that stands under a name; nothing at all for what is no name.
fn found<'a>(
    root: &'a Node,
    member: &Member,
    place: &str,
    findings: &mut Findings,
) -> Option<Option<&'a Member>> {
    let Some(name) = member.value.text() else {
        let message = "expected the name of a response in `MockedResponses`".into();
        findings.error(member.value.span, place, message);
        return None;
    };
    let responses = root.member("MockedResponses");
    let found = responses.and_then(|responses| responses.value.member(name));
    if found.is_none() {
        let message = format!("`MockedResponses` has no response `{name}`");
        findings.warning(member.value.span, place, message);
    }
    Some(found)
}

/// One of `MockedResponses`.
pub(super) fn response(root: &Node, response: &Member, findings: &mut Findings) -> Option<Script> {
    let location = format!("/MockedResponses/{}", response.key.as_str());
    let Some(members) = response.value.members() else {
        let message = "a response must be an object of numbered answers".into();
        findings.error(response.value.span, &location, message);
        return None;
    };
    let (order, counters) = settings(root, &response.key, findings)?;
    let members: Vec<&Member> = members.iter().collect();
    let answers = number::answers(&members, &location, findings, answer)?;
    if let Some(gap) = number::gap(&answers) {
        let message = format!("there is no answer for call {gap}");
        findings.warning(response.key_span, &location, message);
    }
    Some(Script {
        answers,
        order,
        counters,
    })
}

/// How the answers of a response follow each other, by our own member of the file.
fn settings(root: &Node, name: &str, findings: &mut Findings) -> Option<(Order, Counters)> {
    let (mut by, mut over) = (Order::Call, Counters::Execution);
    let Some(ours) = root.member(OURS) else {
        return Some((by, over));
    };
    if let Some(member) = ours.value.member("counters") {
        over = counters(&member.value, &format!("/{OURS}/counters"), findings)?;
    }
    let own = ours.value.member("responses");
    let own = own.and_then(|responses| responses.value.member(name));
    for member in own.and_then(|own| own.value.members()).unwrap_or_default() {
        let place = format!("/{OURS}/responses/{name}/{}", member.key.as_str());
        match member.key.as_str() {
            "order" => by = order(&member.value, &place, findings)?,
            "counters" => over = counters(&member.value, &place, findings)?,
            _ => {
                let message = format!("a response has no setting `{}`", member.key);
                findings.error(member.key_span, &place, message);
                return None;
            }
        }
    }
    Some((by, over))
}

fn answer(node: &Node, location: &str, findings: &mut Findings) -> Option<Step> {
    let result = match (node.member("Return"), node.member("Throw")) {
        (Some(value), None) => MockResult::Return(value.value.to_value()),
        (None, Some(error)) => {
            let place = format!("{location}/Throw");
            complete(error, &place, findings);
            throw(&error.value, &place, findings)?
        }
        _ => {
            let message = "an answer needs exactly one of Return and Throw".into();
            findings.error(node.span, location, message);
            return None;
        }
    };
    let mut step = Step::new(result);
    for member in node.members().unwrap_or_default() {
        let place = format!("{location}/{}", member.key.as_str());
        match member.key.as_str() {
            name @ ("echo" | "never") => {
                step.result = read::said(name, &member.value, &place, findings)?;
            }
            name if EXTRAS.contains(&name) => extras(&mut step, member, &place, findings)?,
            _ => {}
        }
    }
    Some(step)
}

/// Step Functions Local wants both members of an error.
fn complete(error: &Member, place: &str, findings: &mut Findings) {
    for name in ["Error", "Cause"] {
        let there = error.value.members().is_none() || error.value.member(name).is_some();
        if !there {
            let message = format!("AWS Step Functions Local needs `{name}` in `Throw`");
            findings.warning(error.key_span, place, message);
        }
    }
}
