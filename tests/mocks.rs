//! Mock files and templates in case files: `tests/mocks/*.txt`.

mod support;

use stepglass::api::mocks::{answer, mocks};
use stepglass::definition;
use stepglass::diagnostic::Severity;
use stepglass::service::mock::{self, file, Choice};
use stepglass::text::{read_value, write};
use stepglass::value::{Object, Value};

const FILE: &str = include_str!("mocks/MockConfigFile.json");

const CHECKOUT: &str = r#"{"StartAt": "Charge", "States": {
  "Charge": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": {"FunctionName": "charge"}, "Next": "Notify"},
  "Notify": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "Parameters": {"QueueUrl": "q", "MessageBody": "m"}, "Next": "Note"},
  "Note": {"Type": "Pass", "End": true}}}"#;

#[test]
fn findings_of_mock_texts() {
    let machine = definition::read(CHECKOUT).machine;
    let choice = Choice {
        machine: "Checkout",
        test_case: None,
        definition: Some(&machine),
    };
    support::check("mocks/findings.txt", |text| {
        let line = |found: &stepglass::diagnostic::Diagnostic| {
            let severity = match found.severity() {
                Severity::Error => "error",
                _ => "warning",
            };
            let place = found.location.as_deref().unwrap_or("-");
            let marked = found.span.of(text);
            format!("{severity} {place} «{marked}» {}\n", found.message)
        };
        mock::check(text, &choice).iter().map(line).collect()
    });
}

#[test]
fn documents() {
    support::check("mocks/documents.txt", |request| {
        let Ok(Value::Object(mut request)) = read_value(request) else {
            return "no request".into();
        };
        if request.get("mocks") == Some(&Value::from("@file")) {
            request.set("mocks", FILE);
        }
        let response = mocks(&Value::Object(request));
        match response.get("mocks").and_then(Value::as_str) {
            Some(file) => file.to_owned(),
            None => write::compact(&response),
        }
    });
}

#[test]
fn templates_of_integrations() {
    support::check_lines("mocks/templates.txt", |line| {
        let (resource, request) = line.split_once(' ').unwrap();
        let arn = match resource.starts_with("arn:") {
            true => resource.to_owned(),
            false => format!("arn:aws:states:::{resource}"),
        };
        let state = Object::default()
            .with("Type", "Task")
            .with("Resource", arn)
            .with("End", true);
        let machine = Object::default()
            .with("StartAt", "A")
            .with("States", Object::default().with("A", state));
        let request = Object::default()
            .with("action", "template")
            .with("definition", write::compact(&Value::Object(machine)))
            .with("state", "A")
            .with("now", 1_704_067_200_000_i64)
            .with("parameters", read_value(request).unwrap());
        let response = mocks(&Value::Object(request));
        let answer = response
            .get("answers")
            .and_then(|list| list.as_array()?.first());
        let result = answer.and_then(|answer| answer.get("return"));
        format!("{resource} {}", write::compact(result.unwrap()))
    });
}

/// A file as it was made elsewhere is written as it was read, whichever test case is put back.
#[test]
fn an_unchanged_test_case_leaves_the_file_byte_for_byte() {
    let cases = file::test_cases(FILE);
    assert_eq!(cases.len(), 3);
    for case in cases {
        let taken = file::take(FILE, &case.machine, &case.name).unwrap();
        let taken = taken.as_object().unwrap();
        let put = file::put(FILE, &case.machine, &case.name, taken);
        assert_eq!(put.as_deref(), Some(FILE));
    }
}

/// What is written for Step Functions Local is read again as what it was.
#[test]
fn a_written_test_case_is_taken_out_as_it_was() {
    let answers = r#"{"A":[{"throw":{"error":"E","cause":"c"}},{"return":{"ok":true},"delay":5}],
      "B":{"cycle":[{"echo":true},{"never":true}],"counters":"iteration"},
      "C":{"calls":{"0-1":{"return":1,"submitted":{"JobId":"j"},"worker":"w","heartbeat":10},"2":{"return":2}}}}"#;
    let answers = read_value(answers).unwrap();
    let file = file::put("", "M", "Case", answers.as_object().unwrap()).unwrap();
    assert_eq!(file::take(&file, "M", "Case"), Some(answers));
    let choice = Choice {
        machine: "M",
        ..Choice::default()
    };
    assert!(mock::check(&file, &choice).is_empty(), "{file}");
}

#[test]
fn a_request_that_is_no_json_is_answered() {
    assert!(answer("{").contains("there is no such action"));
}
