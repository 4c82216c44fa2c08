//! What some optimized integrations add to a response: `SdkHttpMetadata` and `SdkResponseMetadata`, as recorded.

use crate::definition::{Pattern, Resource};
use crate::random::Random;
use crate::text::write;
use crate::time::{Duration, Timestamp};
use crate::value::{Object, Text, Value};

const JSON: &str = "application/x-amz-json-1.0";
const DAY: i64 = 24 * 60 * 60 * 1000;
const DAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// The response in its full form, with the HTTP headers of the call; of other integrations as it is.
pub fn with_headers(
    resource: &Resource,
    response: Value,
    random: &mut Random,
    now: Timestamp,
) -> Value {
    let Resource::Service {
        service,
        pattern: Pattern::RequestResponse,
        ..
    } = resource
    else {
        return response;
    };
    let Value::Object(response) = response else {
        return response;
    };
    let id = random.uuid();
    let Some(headers) = headers(service, &response, random, (&id, now)) else {
        return Value::Object(response);
    };
    let lists = headers.iter().map(|(name, value)| {
        let value: Value = vec![Value::from(value.as_str())].into();
        (Text::from(name.as_str()), value)
    });
    let texts = headers
        .iter()
        .map(|(name, value)| (Text::from(name.as_str()), Value::from(value.as_str())));
    let metadata = Object::default()
        .with("AllHttpHeaders", lists.collect::<Object>())
        .with("HttpHeaders", texts.collect::<Object>())
        .with("HttpStatusCode", 200);
    let request = Object::default().with("RequestId", id.as_str());
    Value::Object(
        response
            .with("SdkHttpMetadata", metadata)
            .with("SdkResponseMetadata", request),
    )
}

/// Names and values; `None` for integrations that tell nothing of their call.
fn headers(
    service: &str,
    response: &Object,
    random: &mut Random,
    (id, now): (&str, Timestamp),
) -> Option<Vec<(String, String)>> {
    let own = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let body = match service {
        "lambda" => response.get("Payload").map(write::compact),
        _ => Some(write::compact(&Value::Object(response.clone()))),
    };
    let mut headers = match service {
        "lambda" => vec![
            own("X-Amz-Executed-Version", "$LATEST"),
            own("x-amzn-Remapped-Content-Length", "0"),
            own("Connection", "keep-alive"),
            own("X-Amzn-Trace-Id", &trace_id(random, now)),
            own("Content-Type", "application/json"),
        ],
        "states" | "sqs" => vec![own("connection", "keep-alive"), own("Content-Type", JSON)],
        "sns" => vec![
            own("connection", "keep-alive"),
            own("Content-Type", "text/xml"),
        ],
        "dynamodb" => vec![
            own("Server", "Server"),
            own("Connection", "keep-alive"),
            own("x-amz-crc32", &(random.next() >> 32).to_string()),
            own("Content-Type", JSON),
        ],
        "ecs" => vec![own("Content-Type", "application/x-amz-json-1.1")],
        _ => return None,
    };
    headers.push(own("x-amzn-RequestId", id));
    headers.push(own(
        "Content-Length",
        &body.unwrap_or_default().len().to_string(),
    ));
    headers.push(own("Date", &http_date(now)));
    Some(headers)
}

fn trace_id(random: &mut Random, now: Timestamp) -> String {
    let (seconds, high, low) = (now.millis() / 1000, random.next(), random.next());
    format!(
        "root=1-{seconds:08x}-{:08x}{low:016x};sampled=0",
        high >> 32
    )
}

/// `Mon, 01 Jan 2024 00:00:00 GMT`.
fn http_date(time: Timestamp) -> String {
    // 1970 began on a Thursday.
    let days = time.millis().div_euclid(DAY);
    let weekday = DAYS[days.rem_euclid(7) as usize];
    let text = (time - Duration(time.millis().rem_euclid(1000))).to_string();
    let part = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
    let month = part(5, 7).parse::<usize>().unwrap_or(1);
    let month = MONTHS[month.clamp(1, 12) - 1];
    format!(
        "{weekday}, {} {month} {} {} GMT",
        part(8, 10),
        part(0, 4),
        part(11, 19)
    )
}
