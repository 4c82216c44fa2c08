//! A `MockConfigFile.json` as a document: its test cases, one of them taken out in our form, one put back.
//!
//! What is not changed stays as it is, members that nobody knows included.

use super::number::{key, range, MOST};
use super::read::{EXTRAS, OURS};
use crate::text::{read_value, write};
use crate::value::{Array, Object, Text, Value};

/// One test case of a file.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct TestCase {
    /// The state machine it is for.
    pub machine: Text,
    /// Its name.
    pub name: Text,
    /// The states that it mocks.
    pub states: Vec<Text>,
}

/// The test cases of a mock text, in its order; none in a text that is no `MockConfigFile.json`.
pub fn test_cases(text: &str) -> Vec<TestCase> {
    let root = read_value(text).unwrap_or_default();
    let mut found = Vec::new();
    for (machine, value) in members(root.get("StateMachines")) {
        for (name, states) in members(value.get("TestCases")) {
            found.push(TestCase {
                machine: machine.clone(),
                name: name.clone(),
                states: members(Some(states))
                    .map(|(name, _)| name.clone())
                    .collect(),
            });
        }
    }
    found
}

/// The answers of one test case in our form, `{"<state>": [answer, …] | {"cycle": …} | {"calls": …}}`; `None` when the
/// file has no such test case. A state whose response is missing is left out.
pub fn take(text: &str, machine: &str, case: &str) -> Option<Value> {
    let root = read_value(text).ok()?;
    let states = case_of(&root, machine, case)?;
    let script = |(state, name): (&Text, &Value)| {
        let name = name.as_str()?;
        let response = root.get("MockedResponses")?.get(name)?.as_object()?;
        Some((state.clone(), script_of(&root, name, response)))
    };
    Some(Value::Object(states.iter().filter_map(script).collect()))
}

/// Puts answers in our form into a file as one of its test cases, and gives the file's new text. A blank text is a new
/// file. What the test case says already is not written anew; what it does not mention any more is taken out of it,
/// while its response stays. `None` when the text is no JSON object.
pub fn put(text: &str, machine: &str, case: &str, answers: &Object) -> Option<String> {
    let before = match text.trim().is_empty() {
        true => Object::default()
            .with("StateMachines", Object::default())
            .with("MockedResponses", Object::default()),
        false => read_value(text).ok()?.as_object()?.clone(),
    };
    let mut root = before.clone();
    let old = Value::Object(before.clone());
    let named = case_of(&old, machine, case).cloned().unwrap_or_default();
    let mut states = Object::default();
    for (state, script) in answers.iter() {
        let script = plain(script);
        let known = named.get(state).and_then(Value::as_str);
        let name = match known.filter(|name| says(&old, name, &script)) {
            Some(name) => name.to_owned(),
            None => {
                let name = known.filter(|name| uses(&old, name) < 2);
                let name = name.map_or_else(|| free(&root, state, case), str::to_owned);
                set_response(&mut root, &name, &script);
                name
            }
        };
        states.set(state.clone(), name);
    }
    let mut cases = object_in(&root, &["StateMachines", machine, "TestCases"]);
    cases.set(case, states);
    set_in(
        &mut root,
        &["StateMachines", machine, "TestCases"],
        cases.into(),
    );
    let after = Value::Object(root);
    match old == after && !text.trim().is_empty() {
        true => Some(text.to_owned()),
        false => Some(write::pretty(&after)),
    }
}

fn members(value: Option<&Value>) -> impl Iterator<Item = (&Text, &Value)> {
    let object = value.and_then(Value::as_object);
    object.into_iter().flat_map(Object::iter)
}

fn case_of<'a>(root: &'a Value, machine: &str, case: &str) -> Option<&'a Object> {
    let cases = root.get("StateMachines")?.get(machine)?.get("TestCases")?;
    cases.get(case)?.as_object()
}

/// A response in our form.
fn script_of(root: &Value, name: &str, response: &Object) -> Value {
    let ours = root.get(OURS);
    let own = ours.and_then(|ours| ours.get("responses")?.get(name));
    let setting = |key: &str| own.and_then(|own| own.get(key)).and_then(Value::as_str);
    let file = ours.and_then(|ours| ours.get("counters")?.as_str());
    let counters = setting("counters").or(file).filter(|c| *c == "iteration");
    let script = match setting("order") {
        Some("attempt") => return Value::Array(spread(response, true)),
        Some("cycle") => Object::default().with("cycle", spread(response, false)),
        _ => {
            let calls = response.iter();
            let calls = calls.map(|(number, step)| (number.clone(), answer_of(step)));
            Object::default().with("calls", calls.collect::<Object>())
        }
    };
    Value::Object(match counters {
        Some(counters) => script.with("counters", counters),
        None => script,
    })
}

/// Numbered answers as a list: one for a range stands in it as often as the range is long. Of an `open` list the last
/// one holds for all further calls anyway.
fn spread(response: &Object, open: bool) -> Array {
    let end = response.len().saturating_sub(1);
    let steps = response.iter().enumerate();
    let answers = steps.flat_map(|(at, (number, step))| {
        let times = match range(number) {
            Some((first, last)) if !(open && at == end) => last - first + 1,
            _ => 1,
        };
        std::iter::repeat_n(answer_of(step), times)
    });
    answers.collect()
}

/// An answer of a file, or of ours, in our form.
pub(super) fn answer_of(step: &Value) -> Value {
    let mut answer = Object::default();
    let special = ["echo", "never"]
        .into_iter()
        .find(|name| step.get(name).is_some());
    for (name, value) in members(Some(step)) {
        match name.to_ascii_lowercase().as_str() {
            "return" | "throw" if special.is_some() => {}
            "return" => answer.set("return", value.clone()),
            "throw" => {
                let lower = |(name, value): (&Text, &Value)| {
                    (Text::from(name.to_ascii_lowercase()), value.clone())
                };
                let error: Object = members(Some(value)).map(lower).collect();
                answer.set("throw", error);
            }
            name if EXTRAS.contains(&name) || special == Some(name) => {
                answer.set(name, value.clone());
            }
            _ => {}
        }
    }
    Value::Object(answer)
}

/// One answer alone is a list of one.
fn plain(script: &Value) -> Value {
    let alone = script.get("cycle").or(script.get("calls")).is_none();
    match script {
        Value::Object(_) if alone => Value::from(vec![script.clone()]),
        _ => script.clone(),
    }
}

/// Whether the response means this script already.
fn says(root: &Value, name: &str, script: &Value) -> bool {
    let response = root.get("MockedResponses").and_then(|all| all.get(name));
    let response = response.and_then(Value::as_object);
    response.is_some_and(|response| script_of(root, name, response) == *script)
}

/// How often test cases name a response.
fn uses(root: &Value, response: &str) -> usize {
    let machines = members(root.get("StateMachines"));
    let cases = machines.flat_map(|(_, machine)| members(machine.get("TestCases")));
    let names = cases.flat_map(|(_, case)| members(Some(case)));
    names
        .filter(|(_, name)| name.as_str() == Some(response))
        .count()
}

/// A name that no response has yet.
fn free(root: &Object, state: &str, case: &str) -> String {
    let taken = object_in(root, &["MockedResponses"]);
    let name = format!("{state}_{case}");
    let numbered = (2..).map(|number| format!("{name}_{number}"));
    let mut names = std::iter::once(name.clone()).chain(numbered);
    names.find(|name| !taken.contains_key(name)).unwrap_or(name)
}

/// Writes a response with its settings.
fn set_response(root: &mut Object, name: &str, script: &Value) {
    let old = object_in(root, &["MockedResponses", name]);
    let (order, answers): (_, Vec<(String, &Value)>) = match script {
        Value::Array(list) => ("attempt", listed(list, true)),
        _ => match (script.get("cycle"), script.get("calls")) {
            (Some(Value::Array(list)), _) => ("cycle", listed(list, false)),
            (_, calls) => {
                let calls = members(calls).map(|(number, answer)| (number.to_string(), answer));
                ("call", calls.collect())
            }
        },
    };
    let mut response = Object::default();
    for (number, answer) in answers {
        let step = step_of(answer, old.get(&number));
        response.set(number, step);
    }
    set_in(root, &["MockedResponses", name], response.into());
    let mut settings = Object::default();
    if order != "call" {
        settings.set("order", order);
    }
    if let Some(counters) = script.get("counters") {
        settings.set("counters", counters.clone());
    }
    let known = !object_in(root, &[OURS, "responses", name]).is_empty();
    if known || !settings.is_empty() {
        set_in(root, &[OURS, "responses", name], settings.into());
    }
}

/// Answers under their numbers, the same ones in a row under a range; the last one holds for all further calls when it
/// is `open`.
fn listed(list: &Array, open: bool) -> Vec<(String, &Value)> {
    let mut runs: Vec<(usize, usize, &Value)> = Vec::new();
    for (at, answer) in list.iter().enumerate() {
        match runs.last_mut() {
            Some((_, last, same)) if *same == answer => *last = at,
            _ => runs.push((at, at, answer)),
        }
    }
    if let Some((_, last, _)) = runs.last_mut().filter(|_| open) {
        *last = MOST - 1;
    }
    let numbered = runs.into_iter();
    numbered
        .map(|(first, last, answer)| (key(first, last), answer))
        .collect()
}

/// An answer as Step Functions Local reads it, with the members that the old one has beyond our knowledge.
fn step_of(answer: &Value, old: Option<&Value>) -> Value {
    let answer = answer_of(answer);
    let mut step = Object::default();
    match answer.get("throw") {
        Some(error) => {
            let text = |name: &str| error.get(name).cloned().unwrap_or_else(|| "".into());
            let thrown = Object::default()
                .with("Error", text("error"))
                .with("Cause", text("cause"));
            let stage = error.get("stage").cloned();
            let thrown = stage
                .into_iter()
                .fold(thrown, |thrown, stage| thrown.with("stage", stage));
            step.set("Throw", thrown);
        }
        None => step.set(
            "Return",
            answer.get("return").cloned().unwrap_or_else(Value::object),
        ),
    }
    for (name, value) in
        members(Some(&answer)).filter(|(name, _)| *name != "return" && *name != "throw")
    {
        step.set(name.clone(), value.clone());
    }
    let ours = |name: &str| {
        let name = name.to_ascii_lowercase();
        ["return", "throw", "echo", "never"].contains(&name.as_str())
            || EXTRAS.contains(&name.as_str())
    };
    for (name, value) in members(old).filter(|(name, _)| !ours(name)) {
        step.set(name.clone(), value.clone());
    }
    Value::Object(step)
}

/// The object at the end of these names; empty where there is none.
fn object_in(root: &Object, names: &[&str]) -> Object {
    let mut at = root.clone();
    for name in names {
        at = at
            .get(name)
            .and_then(Value::as_object)
            .cloned()
            .unwrap_or_default();
    }
    at
}

/// Sets the value at the end of these names, with objects on the way to it.
fn set_in(root: &mut Object, names: &[&str], value: Value) {
    let Some((name, rest)) = names.split_first() else {
        return;
    };
    let value = match rest.is_empty() {
        true => value,
        false => {
            let mut inner = object_in(root, &[name]);
            set_in(&mut inner, rest, value);
            Value::Object(inner)
        }
    };
    root.set(*name, value);
}
