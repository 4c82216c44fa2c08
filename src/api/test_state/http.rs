//! The HTTP call of an HTTP Task, as `inspectionData` shows it on level TRACE.

use crate::text::write;
use crate::value::{Object, Value};

/// `request`: the call that the evaluated `Parameters` or `Arguments` ask for. What the connection would add is not
/// known here, so there is nothing that `revealSecrets` could show.
pub(super) fn request(sent: &Value, region: &str) -> Object {
    let text = |name: &str| sent.get(name).and_then(Value::as_str).unwrap_or_default();
    let endpoint = text("ApiEndpoint");
    let query = sent.get("QueryParameters").map(pairs).unwrap_or_default();
    let url = match query.is_empty() {
        true => endpoint.to_owned(),
        false => format!("{endpoint}?{}", query.join("&")),
    };
    let mut headers: Vec<String> = sent.get("Headers").map(header_lines).unwrap_or_default();
    headers.push(format!(
        "User-Agent: Amazon|StepFunctions|HttpInvoke|{region}"
    ));
    headers.push("Range: bytes=0-262144".to_owned());
    let request = Object::default()
        .with("protocol", protocol(endpoint))
        .with("method", text("Method"))
        .with("url", url)
        .with("headers", list(&headers));
    match body(sent) {
        Some(body) => request.with("body", body),
        None => request,
    }
}

/// `response`: what the endpoint answered.
pub(super) fn response(sent: &Value, result: &Value) -> Object {
    let endpoint = sent.get("ApiEndpoint").and_then(Value::as_str);
    let said = |name: &str| result.get(name).map(plain).unwrap_or_default();
    let headers = result.get("Headers").map(header_lines).unwrap_or_default();
    Object::default()
        .with("protocol", protocol(endpoint.unwrap_or_default()))
        .with("statusCode", said("StatusCode"))
        .with("statusMessage", said("StatusText"))
        .with("headers", list(&headers))
        .with("body", said("ResponseBody"))
}

fn protocol(endpoint: &str) -> &str {
    endpoint
        .split_once("://")
        .map_or("https", |(protocol, _)| protocol)
}

fn body(sent: &Value) -> Option<String> {
    let body = sent.get("RequestBody")?;
    let encoding = sent
        .get("Transform")
        .and_then(|t| t.get("RequestBodyEncoding"));
    match encoding.and_then(Value::as_str) {
        Some("URL_ENCODED") => Some(pairs(body).join("&")),
        _ => Some(plain(body)),
    }
}

/// `name=value`, percent-encoded; a list gives one each.
fn pairs(object: &Value) -> Vec<String> {
    let members = object.as_object().into_iter().flat_map(Object::iter);
    let pair = |name: &str, value: &Value| format!("{}={}", encoded(name), encoded(&plain(value)));
    members
        .flat_map(|(name, value)| match value.as_array() {
            Some(items) => items.iter().map(|item| pair(name, item)).collect(),
            None => vec![pair(name, value)],
        })
        .collect()
}

fn header_lines(object: &Value) -> Vec<String> {
    let members = object.as_object().into_iter().flat_map(Object::iter);
    let line = |(name, value): (_, &Value)| match value.as_array() {
        Some(items) => {
            let items: Vec<String> = items.iter().map(plain).collect();
            format!("{name}: {}", items.join(", "))
        }
        None => format!("{name}: {}", plain(value)),
    };
    members.map(line).collect()
}

fn list(headers: &[String]) -> String {
    format!("[{}]", headers.join(", "))
}

/// A text as it is, anything else as JSON.
fn plain(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| write::compact(value), str::to_owned)
}

fn encoded(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                out.push(char::from(byte));
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}
