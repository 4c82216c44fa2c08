//! The metadata of HTTP that some integrations leave in their results.

use super::call::{object, Call};
use crate::text::write;
use crate::time::Timestamp;
use crate::value::{Text, Value};
use std::collections::BTreeMap;

/// Services whose responses carry it, with the type of their content and of their connection: recorded on AWS of
/// the optimized Lambda, SNS, SQS, DynamoDB, ECS and Step Functions integrations, and never of `aws-sdk`.
const CARRIERS: &[(&str, &str)] = &[
    ("lambda", "application/json"),
    ("sns", "text/xml"),
    ("sqs", "application/x-amz-json-1.0"),
    ("dynamodb", "application/x-amz-json-1.0"),
    ("states", "application/x-amz-json-1.0"),
    ("ecs", "application/x-amz-json-1.1"),
];

/// The response with `SdkHttpMetadata` and `SdkResponseMetadata` where its service has them; members by name.
pub(super) fn added(call: &mut Call, response: Value) -> Value {
    let carrier = CARRIERS.iter().find(|(name, _)| *name == call.service);
    let (Some((_, kind)), Value::Object(response)) = (carrier, &response) else {
        return response;
    };
    let id = call.uuid();
    let length = write::compact(&Value::Object(response.clone())).len();
    let headers = [
        ("Connection", "keep-alive".to_owned()),
        ("Content-Length", length.to_string()),
        ("Content-Type", (*kind).to_owned()),
        ("Date", http_date(call.now)),
        ("x-amzn-RequestId", id.clone()),
    ];
    let (mut all, mut plain) = (object(), object());
    for (name, value) in headers {
        all.set(name, vec![Value::from(value.as_str())]);
        plain.set(name, value);
    }
    let http = object()
        .with("AllHttpHeaders", all)
        .with("HttpHeaders", plain)
        .with("HttpStatusCode", 200);
    let full = response
        .clone()
        .with("SdkHttpMetadata", http)
        .with("SdkResponseMetadata", object().with("RequestId", id));
    // Filled one by one: collecting would sort.
    let mut by_name: BTreeMap<&str, (&Text, &Value)> = BTreeMap::new();
    by_name.extend(full.iter().map(|member| (member.0.as_str(), member)));
    let members = by_name.into_values().map(|(n, v)| (n.clone(), v.clone()));
    Value::Object(members.collect())
}

/// `Mon, 01 Jan 2024 00:00:00 GMT`.
fn http_date(now: Timestamp) -> String {
    const DAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    // 1970-01-01 was a Thursday.
    let day = now.millis().div_euclid(86_400_000).rem_euclid(7) as usize;
    let text = now.to_string();
    let part = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
    let month: usize = part(5, 7).parse().unwrap_or(1);
    let month = MONTHS.get(month.saturating_sub(1)).unwrap_or(&"Jan");
    let day = DAYS.get(day).unwrap_or(&"Thu");
    format!(
        "{day}, {} {month} {} {} GMT",
        part(8, 10),
        part(0, 4),
        part(11, 19)
    )
}
