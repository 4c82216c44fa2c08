//! Nesting as deep as the reader of JSON allows, and loops that nest deeper with every turn: bounded, never a crash.

use std::rc::Rc;
use std::thread;
use stepglass::api::{Limits, Run};
use stepglass::definition;
use stepglass::execution::{Setup, Status};
use stepglass::service::{Automatic, Latency, Mocks, Standard};
use stepglass::text::read_value;
use stepglass::time::Duration;

/// The usual stack of a WebAssembly module, doubled for code that is not optimized.
const STACK: usize = 2 << 20;

/// Runs a definition on a stack of that size; its status, and how many events there are.
fn run(definition: String, input: String) -> (Status, Option<String>) {
    let work = move || {
        let machine = Rc::new(definition::read(&definition).machine);
        let mut setup = Setup::named("Machine", "run", "{}");
        setup.input = read_value(&input).expect("the input is JSON");
        setup.input_text = input.as_str().into();
        setup.quotas.payload_bytes = None;
        let setup = Rc::new(setup);
        let automatic = Automatic::new(&setup, Latency::Zero);
        let mut answers = Standard::new(Mocks::default(), automatic);
        let limits = Limits {
            horizon: setup.start + Duration::from_days(1),
            budget: Some(200_000),
        };
        let mut run = Run::start(machine, setup);
        run.to_end(&mut answers, &limits);
        let error = run.machine().outcome().details.error.clone();
        (run.machine().status(), error.map(|error| error.to_string()))
    };
    let worker = thread::Builder::new().stack_size(STACK).spawn(work);
    let worker = worker.expect("a thread can be started");
    worker.join().expect("the run comes to an end")
}

fn nested(open: &str, inside: &str, close: &str, times: usize) -> String {
    format!("{}{inside}{}", open.repeat(times), close.repeat(times))
}

fn pass(fields: &str) -> String {
    format!(r#"{{"StartAt": "A", "States": {{"A": {{"Type": "Pass", {fields}, "End": true}}}}}}"#)
}

#[test]
fn deep_tests_of_a_choice() {
    let test = nested(
        r#"{"Not": "#,
        r#"{"And": [{"Variable": "$.n", "NumericEquals": 1}]}"#,
        "}",
        980,
    );
    let rule = test.replacen('{', r#"{"Next": "B", "#, 1);
    let definition = format!(
        r#"{{"StartAt": "A", "States": {{"A": {{"Type": "Choice", "Choices": [{rule}], "Default": "B"}}, "B": {{"Type": "Succeed"}}}}}}"#
    );
    assert_eq!(
        run(definition, r#"{"n": 1}"#.into()),
        (Status::Succeeded, None)
    );
}

#[test]
fn deep_templates() {
    let template = nested(r#"{"a": "#, r#"{"n.$": "$.n"}"#, "}", 980);
    let definition = pass(&format!(r#""Parameters": {template}"#));
    assert_eq!(
        run(definition, r#"{"n": 1}"#.into()),
        (Status::Succeeded, None)
    );
}

#[test]
fn deep_values_in_deep_templates() {
    let template = nested(r#"{"a": "#, r#"{"n.$": "$"}"#, "}", 980);
    let definition = pass(&format!(r#""Parameters": {template}"#));
    let (status, error) = run(definition, nested("[", "1", "]", 990));
    assert_eq!(
        (status, error.as_deref()),
        (Status::Failed, Some("States.Runtime"))
    );
}

#[test]
fn deep_inputs() {
    let input = nested("[", "", "]", 999);
    let definition =
        pass(r#""Parameters": {"t.$": "States.JsonToString($)"}, "OutputPath": "$.t""#);
    assert_eq!(run(definition, input), (Status::Succeeded, None));
}

#[test]
fn outputs_that_nest_deeper_with_every_turn() {
    let definition = r#"{"StartAt": "A", "States": {"A": {"Type": "Pass", "Parameters": {"x.$": "$"}, "Next": "A"}}}"#;
    let (status, error) = run(definition.into(), "{}".into());
    assert_eq!(
        (status, error.as_deref()),
        (Status::Failed, Some("States.Runtime"))
    );
}

#[test]
fn variables_that_nest_deeper_with_every_turn() {
    let definition = r#"{"StartAt": "S", "States": {"S": {"Type": "Pass", "Assign": {"v": 1}, "Next": "A"},
        "A": {"Type": "Pass", "Assign": {"v": {"x.$": "$v"}}, "Next": "A"}}}"#;
    let (status, error) = run(definition.into(), "{}".into());
    assert_eq!(
        (status, error.as_deref()),
        (Status::Failed, Some("States.Runtime"))
    );
}

#[test]
fn maps_in_maps() {
    let open = r#"{"StartAt": "M", "States": {"M": {"Type": "Map", "ItemsPath": "$$.Execution.Input", "End": true, "ItemProcessor": "#;
    let inside = r#"{"StartAt": "F", "States": {"F": {"Type": "Fail", "Error": "Deep"}}}"#;
    let definition = nested(open, inside, "}}}", 240);
    let (status, error) = run(definition, "[1]".into());
    assert_eq!((status, error.as_deref()), (Status::Failed, Some("Deep")));
}

#[test]
fn parallels_in_parallels_cut_from_outside() {
    let open =
        r#"{"StartAt": "P", "States": {"P": {"Type": "Parallel", "End": true, "Branches": ["#;
    let inside =
        r#"{"StartAt": "W", "States": {"W": {"Type": "Wait", "Seconds": 60, "End": true}}}"#;
    let close = r#", {"StartAt": "V", "States": {"V": {"Type": "Wait", "Seconds": 5, "Next": "F"}, "F": {"Type": "Fail", "Error": "Cut"}}}]}}}"#;
    let definition = nested(open, inside, close, 190);
    let (status, error) = run(definition, "{}".into());
    assert_eq!((status, error.as_deref()), (Status::Failed, Some("Cut")));
}

#[test]
fn maps_in_maps_that_tolerate() {
    let open = r#"{"StartAt": "M", "States": {"M": {"Type": "Map", "ItemsPath": "$$.Execution.Input", "ToleratedFailureCount": 5, "End": true, "ItemProcessor": "#;
    let inside = r#"{"StartAt": "F", "States": {"F": {"Type": "Pass", "InputPath": "$.none", "End": true}}}"#;
    let definition = nested(open, inside, "}}}", 240);
    let (status, _) = run(definition, "[1]".into());
    assert_eq!(status, Status::Succeeded);
}
