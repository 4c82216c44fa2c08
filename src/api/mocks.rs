//! Mock files and mocked answers as documents: what is in them, one form into another, templates to start from.

use crate::definition::{self, Resource, StateKind, StateMachine, Template};
use crate::execution::Setup;
use crate::service::mock::{file, test_state};
use crate::service::{Automatic, Latency};
use crate::text::read_value;
use crate::time::Timestamp;
use crate::value::{Object, Value};

/// Answers a request by its `action`:
///
/// * `cases`: `{mocks}` gives `{testCases: [{machine, name, states}]}` of a `MockConfigFile.json`.
/// * `take`: `{mocks, machine, testCase}` gives `{answers}`, the test case in our form.
/// * `put`: `{mocks, machine, testCase, answers}` gives `{mocks}`, the file with the test case in it.
/// * `fromTestState`: `{mock}` gives `{answer}`; `toTestState`: `{answer}` gives `{mock}`.
/// * `template`: `{definition, state, parameters?, form?, now?}` gives `{answers: [{return}]}`, what the Task is
///   answered when nothing else is said. `parameters` is its evaluated request, by default what its definition holds
///   literally; `form` is `short` or `full`, with the metadata of HTTP where AWS leaves it in; `now` is in milliseconds
///   since 1970.
///
/// What cannot be done gives `{error: {message}}`.
pub fn mocks(request: &Value) -> Value {
    let answer = match request.get("action").and_then(Value::as_str) {
        Some("cases") => Ok(cases(request)),
        Some("take") => take(request),
        Some("put") => put(request),
        Some("fromTestState") => converted(request, "mock", "answer", test_state::read),
        Some("toTestState") => converted(request, "answer", "mock", test_state::write),
        Some("template") => template(request),
        _ => Err("there is no such action"),
    };
    let answer = answer.unwrap_or_else(|message| {
        let error = Object::default().with("message", message);
        Object::default().with("error", error)
    });
    Value::Object(answer)
}

type Answer = Result<Object, &'static str>;

fn text<'a>(request: &'a Value, name: &str) -> &'a str {
    request
        .get(name)
        .and_then(Value::as_str)
        .unwrap_or_default()
}

fn cases(request: &Value) -> Object {
    let cases = file::test_cases(text(request, "mocks")).into_iter();
    let cases = cases.map(|case| {
        let states: Vec<Value> = case.states.into_iter().map(Value::Text).collect();
        let object = Object::default()
            .with("machine", case.machine)
            .with("name", case.name)
            .with("states", states);
        Value::Object(object)
    });
    Object::default().with("testCases", cases.collect::<Vec<_>>())
}

fn take(request: &Value) -> Answer {
    let (machine, case) = (text(request, "machine"), text(request, "testCase"));
    let answers = file::take(text(request, "mocks"), machine, case);
    let answers = answers.ok_or("the mock file has no such test case")?;
    Ok(Object::default().with("answers", answers))
}

fn put(request: &Value) -> Answer {
    let answers = request.get("answers").and_then(Value::as_object);
    let answers = answers.ok_or("`answers` must be an object")?;
    let (machine, case) = (text(request, "machine"), text(request, "testCase"));
    let file = file::put(text(request, "mocks"), machine, case, answers);
    let file = file.ok_or("the mock file is no JSON object")?;
    Ok(Object::default().with("mocks", file))
}

fn converted(
    request: &Value,
    from: &str,
    to: &'static str,
    convert: impl Fn(&Value) -> Option<Value>,
) -> Answer {
    let made = request.get(from).and_then(convert);
    let made = made.ok_or("it neither returns a result nor throws an error")?;
    Ok(Object::default().with(to, made))
}

fn template(request: &Value) -> Answer {
    let machine = definition::read(text(request, "definition")).machine;
    let state = text(request, "state");
    let (resource, literal) = task(&machine, state).ok_or("the definition has no such Task")?;
    let sent = request.get("parameters").cloned().unwrap_or(literal);
    let now = request.get("now").and_then(Value::as_number);
    let now = Timestamp(now.and_then(|now| now.as_i64()).unwrap_or_default());
    let full = text(request, "form") == "full";
    let automatic = Automatic::new(
        &Setup::named("StateMachine", "Execution", "{}"),
        Latency::Zero,
    );
    let result = automatic.template(resource, &sent, now, full);
    let answer = Object::default().with("return", result);
    Ok(Object::default().with("answers", vec![Value::Object(answer)]))
}

/// A Task's resource, and what stands literally in its request.
fn task<'a>(machine: &'a StateMachine, name: &str) -> Option<(&'a Resource, Value)> {
    let state = machine.states.iter().find(|state| state.name == name)?;
    let StateKind::Task(task) = &state.kind else {
        return None;
    };
    let sent = state.flow.parameters.as_ref().and_then(literal);
    Some((&task.resource, sent.unwrap_or_else(Value::object)))
}

/// What of a template does not depend on a run. The JSON reader bounds the nesting.
fn literal(template: &Template) -> Option<Value> {
    match template {
        Template::Literal(value) => Some(value.clone()),
        Template::Object(members) => {
            let known = members.iter().filter_map(|member| {
                let value = literal(&member.value)?;
                Some((member.key.clone(), value))
            });
            Some(Value::Object(known.collect()))
        }
        Template::Array(items) => {
            let known: Vec<Value> = items.iter().filter_map(literal).collect();
            Some(Value::from(known))
        }
        Template::Path(_) | Template::Call(_) | Template::Expression(_) => None,
    }
}

/// [`mocks`] with JSON text both ways.
pub fn answer(request: &str) -> String {
    let answer = match read_value(request) {
        Ok(request) => mocks(&request),
        Err(_) => mocks(&Value::Null),
    };
    crate::text::write::compact(&answer)
}
