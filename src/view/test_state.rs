//! What the page is told of a tested state: the API's response, as far as it goes.

use crate::api::test_state::test_state;
use crate::text::read_value;
use crate::value::{Object, Value};
use serde::Serialize;

/// The answer to a test: a response, or an error in its place.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct TestStateView {
    /// The response of the API.
    pub response: Option<TestStateResponse>,
    /// The error that the API throws.
    pub error: Option<TestStateError>,
    /// Whether a mocked result was compared with what its API returns; null where there is nothing to compare.
    pub mock_checked: Option<bool>,
    /// The result of a Task without a mock was made up.
    pub automatic: bool,
}

/// An error of the API.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TestStateError {
    /// `ValidationException`, `InvalidDefinition`, `InvalidExecutionInput`.
    pub code: String,
    /// Its words.
    pub message: String,
}

/// A response of the API. Payloads are JSON texts.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct TestStateResponse {
    /// `SUCCEEDED`, `FAILED`, `RETRIABLE`, `CAUGHT_ERROR`.
    pub status: String,
    /// The state's output.
    pub output: Option<String>,
    /// The name of its error.
    pub error: Option<String>,
    /// Why.
    pub cause: Option<String>,
    /// Where it leads.
    pub next_state: Option<String>,
    /// Its stages, on the levels DEBUG and TRACE.
    pub inspection_data: Option<InspectionView>,
}

/// `inspectionData`.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct InspectionView {
    /// The stages in their order.
    pub stages: Vec<InspectionStage>,
    /// A Map's numbers, where they are there.
    pub max_concurrency: Option<f64>,
    /// See `maxConcurrency`.
    pub tolerated_failure_count: Option<f64>,
    /// See `maxConcurrency`.
    pub tolerated_failure_percentage: Option<f64>,
    /// The retrier that dealt with the error, or is used up.
    pub retry_index: Option<f64>,
    /// Seconds until it would try again.
    pub retry_backoff_interval_seconds: Option<f64>,
    /// The catcher that dealt with the error.
    pub catch_index: Option<f64>,
    /// The call of an HTTP Task.
    pub request: Vec<InspectionStage>,
    /// Its answer.
    pub response: Vec<InspectionStage>,
}

/// A named text: a stage of the data (JSON text), or a part of an HTTP call.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct InspectionStage {
    /// `afterInputPath`, `variables`, `url`: the API's name of it.
    pub name: String,
    /// What it is.
    pub text: String,
}

impl TestStateView {
    /// Tests a state; see [`test_state`].
    pub fn of(request: &str, shapes: Option<&str>) -> TestStateView {
        let answer = read_value(&test_state(request, shapes)).unwrap_or_default();
        TestStateView {
            response: answer.get("response").map(response),
            error: answer.get("error").map(|error| TestStateError {
                code: text(error, "code").unwrap_or_default(),
                message: text(error, "message").unwrap_or_default(),
            }),
            mock_checked: answer.get("mockChecked").and_then(Value::as_bool),
            automatic: answer.get("automatic") == Some(&Value::Bool(true)),
        }
    }
}

fn text(of: &Value, name: &str) -> Option<String> {
    of.get(name)?.as_str().map(str::to_owned)
}

fn number(of: Option<&Value>, name: &str) -> Option<f64> {
    Some(of?.get(name)?.as_number()?.as_f64())
}

fn response(given: &Value) -> TestStateResponse {
    TestStateResponse {
        status: text(given, "status").unwrap_or_default(),
        output: text(given, "output"),
        error: text(given, "error"),
        cause: text(given, "cause"),
        next_state: text(given, "nextState"),
        inspection_data: given.get("inspectionData").map(inspection),
    }
}

fn inspection(data: &Value) -> InspectionView {
    let details = data.get("errorDetails");
    InspectionView {
        stages: texts(Some(data)),
        max_concurrency: number(Some(data), "maxConcurrency"),
        tolerated_failure_count: number(Some(data), "toleratedFailureCount"),
        tolerated_failure_percentage: number(Some(data), "toleratedFailurePercentage"),
        retry_index: number(details, "retryIndex"),
        retry_backoff_interval_seconds: number(details, "retryBackoffIntervalSeconds"),
        catch_index: number(details, "catchIndex"),
        request: texts(data.get("request")),
        response: texts(data.get("response")),
    }
}

/// The members that are texts, in their order.
fn texts(of: Option<&Value>) -> Vec<InspectionStage> {
    let members = of.and_then(Value::as_object);
    let members = members.into_iter().flat_map(Object::iter);
    let texts = members.filter_map(|(name, value)| {
        Some(InspectionStage {
            name: name.to_string(),
            text: value.as_str()?.to_owned(),
        })
    });
    texts.collect()
}
