//! TestState in case files: a request as input; as answer the error, or the response with a line for each member.

#[path = "support/shapes.rs"]
mod shapes;
mod support;

use stepglass::api::test_state::{shapes_for, test_state};
use stepglass::text::{read_value, write};
use stepglass::value::{Object, Value};

const FILES: [&str; 6] = [
    "test_state/stages.txt",
    "test_state/failures.txt",
    "test_state/maps.txt",
    "test_state/mocks.txt",
    "test_state/context.txt",
    "test_state/refusals.txt",
];

#[test]
fn states_are_tested_as_the_api_does() {
    for file in FILES {
        support::check(file, |input| told(&shapes::tested(input)));
    }
}

fn told(answer: &str) -> String {
    let answer = read_value(answer).expect("an answer is JSON");
    let mut lines = Vec::new();
    for (name, value) in answer.as_object().into_iter().flat_map(Object::iter) {
        match name.as_str() {
            "response" => members(value, &mut lines, ""),
            "error" => lines.push(format!(
                "{}: {}",
                text(value.get("code")),
                text(value.get("message"))
            )),
            "automatic" if *value == Value::Bool(false) => {}
            name => lines.push(format!("({name} {})", text(Some(value)))),
        }
    }
    lines.join("\n")
}

fn members(of: &Value, lines: &mut Vec<String>, indent: &str) {
    for (name, value) in of.as_object().into_iter().flat_map(Object::iter) {
        match value {
            Value::Object(_) => {
                lines.push(format!("{indent}{name}"));
                members(value, lines, "    ");
            }
            value => lines.push(format!("{indent}{name} {}", text(Some(value)))),
        }
    }
}

fn text(value: Option<&Value>) -> String {
    match value {
        Some(Value::Text(text)) => text.to_string(),
        Some(other) => write::compact(other),
        None => String::new(),
    }
}

fn mocked(resource: &str, result: &str) -> String {
    let mock = Object::default().with("result", result);
    let state = Object::default()
        .with("Type", "Task")
        .with("Resource", resource)
        .with("End", true);
    let request = Object::default()
        .with("definition", state)
        .with("mock", mock);
    write::compact(&Value::Object(request))
}

/// Each form of a resource asks for the file of its service, and for none where no API answers.
#[test]
fn a_mock_asks_for_the_shapes_of_its_service() {
    let cases = [
        ("arn:aws:states:::states:startExecution.sync:2", Some("sfn")),
        ("arn:aws:states:::events:putEvents", Some("eventbridge")),
        ("arn:aws:states:::aws-sdk:s3:getObject", Some("s3")),
        (
            "arn:aws:states:::bedrock:invokeModel",
            Some("bedrockruntime"),
        ),
        (
            "arn:aws:states:::emr-serverless:startJobRun.sync",
            Some("emrserverless"),
        ),
        ("arn:aws:states:::sqs:sendMessage.waitForTaskToken", None),
        ("arn:aws:states:::http:invoke", None),
        ("arn:aws:lambda:us-east-1:111111111111:function:f", None),
    ];
    for (resource, wanted) in cases {
        let service = shapes_for(&mocked(resource, "{}"));
        assert_eq!(service.as_deref(), wanted, "{resource}");
    }
    assert_eq!(shapes_for("nonsense"), None);
}

/// Every file of shapes is read, and refuses a value that no operation of it returns.
#[test]
fn every_file_of_shapes_refuses_something() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/www/public/shapes");
    let files = std::fs::read_dir(folder).expect("the shapes can be listed");
    let mut count = 0;
    for file in files.flatten() {
        let path = file.path();
        let service = path.file_stem().and_then(|stem| stem.to_str());
        let service = service.expect("a name").to_owned();
        let text = std::fs::read_to_string(&path).expect("the shapes can be read");
        let shapes = read_value(&text).expect("the shapes are JSON");
        let named = shapes.get("service").and_then(Value::as_str);
        assert_eq!(named, Some(service.as_str()));
        let operations = shapes.get("operations").and_then(Value::as_object);
        let names = operations.into_iter().flat_map(Object::iter);
        let mut refused = 0;
        for (name, _) in names {
            let action = format!("{}{}", name[..1].to_lowercase(), &name[1..]);
            let resource = format!("arn:aws:states:::aws-sdk:{service}:{action}");
            let request = mocked(&resource, "[]");
            assert_eq!(shapes_for(&request).as_deref(), Some(service.as_str()));
            refused += u32::from(test_state(&request, Some(&text)).contains("schema validation"));
        }
        assert!(refused > 5, "{service}: {refused} refused");
        count += 1;
    }
    assert!(count > 20, "{count} files");
}
