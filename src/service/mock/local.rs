//! `MockConfigFile.json` of Step Functions Local: test cases that name responses, responses with numbered steps.

use super::read::{expect_task, throw, Choice, Findings};
use super::{MockResult, Order, Script, Step};
use crate::text::{Member, Node, Span};
use crate::value::Text;
use std::collections::BTreeMap;

/// Steps beyond this number are refused: no execution can call a state that often.
const MAX_STEP: usize = 25_000;

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
        if let Some(script) = response(root, member, &place, findings) {
            scripts.insert(member.key.clone(), script);
        }
    }
    scripts
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

fn response(root: &Node, member: &Member, place: &str, findings: &mut Findings) -> Option<Script> {
    let Some(name) = member.value.text() else {
        let message = "expected the name of a response in `MockedResponses`".into();
        findings.error(member.value.span, place, message);
        return None;
    };
    let responses = root.member("MockedResponses");
    let response = responses.and_then(|responses| responses.value.member(name));
    let Some(response) = response else {
        let message = format!("`MockedResponses` has no response `{name}`");
        findings.error(member.value.span, place, message);
        return None;
    };
    let location = format!("/MockedResponses/{}", name.as_str());
    let steps = numbered(response, &location, findings)?;
    Some(Script {
        steps,
        order: Order::Call,
    })
}

fn numbered(response: &Member, location: &str, findings: &mut Findings) -> Option<Vec<Step>> {
    let mut steps = BTreeMap::new();
    for member in response.value.members().unwrap_or_default() {
        let place = format!("{location}/{}", member.key.as_str());
        let Some((first, last)) = range(&member.key) else {
            let message = format!(
                "`{}` is neither a number of a call, counted from 0, nor a range such as 1-2",
                member.key
            );
            findings.error(member.key_span, &place, message);
            return None;
        };
        let step = one(&member.value, &place, findings)?;
        for at in first..=last {
            if steps.insert(at, step.clone()).is_some() {
                let message = format!("call {at} has two answers");
                findings.error(member.key_span, &place, message);
                return None;
            }
        }
    }
    let gap = (0..steps.len()).find(|at| !steps.contains_key(at));
    if gap.is_some() || steps.is_empty() {
        let message = format!("there is no answer for call {}", gap.unwrap_or(0));
        findings.error(response.key_span, location, message);
        return None;
    }
    Some(steps.into_values().collect())
}

/// `3` or `1-2`, both ends included.
fn range(key: &str) -> Option<(usize, usize)> {
    let (first, last) = key.split_once('-').unwrap_or((key, key));
    let (first, last) = (first.trim().parse().ok()?, last.trim().parse().ok()?);
    (first <= last && last <= MAX_STEP).then_some((first, last))
}

fn one(node: &Node, location: &str, findings: &mut Findings) -> Option<Step> {
    let result = match (node.member("Return"), node.member("Throw")) {
        (Some(value), None) => MockResult::Return(value.value.to_value()),
        (None, Some(error)) => throw(&error.value, &format!("{location}/Throw"), findings)?,
        _ => {
            let message = "an answer needs exactly one of Return and Throw".into();
            findings.error(node.span, location, message);
            return None;
        }
    };
    let delay = node.member("delay").map(|member| member.value.to_value());
    let delay = delay.and_then(|value| value.as_number()?.as_i64());
    Some(Step {
        result,
        delay: delay.and_then(|delay| u64::try_from(delay).ok()),
        submitted: node.member("submitted").map(|m| m.value.to_value()),
        worker: node.member("worker").and_then(|m| m.value.text().cloned()),
    })
}
