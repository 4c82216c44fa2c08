//! Requests and checks for simulated services and mock files.

use stepglass::api::mocks;
use stepglass::api::simulate::simulate;
use stepglass::service::mock::{self, file};
use stepglass::text::{read_value, write};
use stepglass::value::{Object, Value};

/// Micro-steps that a run may make.
const FUEL: i64 = 3_000;

/// The request with little to spend.
fn bounded(request: &str) -> String {
    let Ok(Value::Object(request)) = read_value(request) else {
        return request.to_owned();
    };
    let options = Object::default().with("budget", FUEL);
    write::compact(&Value::Object(request.with("options", options)))
}

/// A request in which DynamoDB reads the text as a condition, a projection and an update.
fn conditional(text: &str) -> String {
    let task = |action: &str, member: &str, next: &str| {
        let item = r#"{"id": {"S": "a"}}"#;
        let text = write::compact(&Value::from(text));
        format!(
            r##""{member}": {{"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:dynamodb:{action}", "Next": "{next}",
              "Parameters": {{"TableName": "T", "Key": {item}, "Item": {item}, "{member}": {text},
                "ExpressionAttributeNames": {{"#s": "s"}}, "ExpressionAttributeValues": {{":n": {{"N": "1"}}, ":w": {{"S": "a"}}}}}},
              "Catch": [{{"ErrorEquals": ["States.ALL"], "Next": "{next}"}}]}}"##
        )
    };
    let tasks = [
        task("updateItem", "UpdateExpression", "ConditionExpression"),
        task("putItem", "ConditionExpression", "ProjectionExpression"),
        task("getItem", "ProjectionExpression", "End"),
    ];
    format!(
        r#"{{"definition": {{"StartAt": "UpdateExpression", "States": {{{}, "End": {{"Type": "Succeed"}}}}}},
          "doubles": {{"dynamodb": {{"T": {{"key": ["id"], "items": [{{"id": {{"S": "a"}}, "n": {{"L": [{{"N": "1"}}]}}}}]}}}}}}}}"#,
        tasks.join(", ")
    )
}

/// A test case that is taken out of a file and put back leaves the file as it is.
pub fn mock_file(request: &str, text: &str) -> Result<(), String> {
    mocks::answer(request);
    mock::check(text, &mock::Choice::default());
    for case in file::test_cases(text) {
        let Some(Value::Object(taken)) = file::take(text, &case.machine, &case.name) else {
            continue;
        };
        let Some(put) = file::put(text, &case.machine, &case.name, &taken) else {
            return Err("what could be read cannot be written".into());
        };
        let again = file::take(&put, &case.machine, &case.name);
        if again != Some(Value::Object(taken)) {
            return Err(format!("`{}` has changed: {put}", case.name));
        }
    }
    Ok(())
}

/// Runs a request whose services are simulated.
pub fn bounded_run(request: &str) -> Result<(), String> {
    simulate(&bounded(request));
    Ok(())
}

/// Has DynamoDB read an expression.
pub fn conditional_run(text: &str) -> Result<(), String> {
    simulate(&conditional(text));
    Ok(())
}
