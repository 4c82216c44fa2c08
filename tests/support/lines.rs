//! Events as lines of case files.

use stepglass::text::write;
use stepglass::value::{Object, Value};

/// When an event happened, in seconds.
pub fn seconds(event: &Value) -> Option<f64> {
    Some(event.get("timestamp")?.as_number()?.as_f64())
}

/// A text as it is, anything else as JSON.
pub fn text(value: Option<&Value>) -> String {
    match value {
        Some(Value::Text(text)) => text.to_string(),
        Some(other) => write::compact(other),
        None => String::new(),
    }
}

/// One line an event: `id:Type<previous`, milliseconds since the start when there are any, then the details.
pub fn line(event: &Value, start: f64) -> String {
    let kind = text(event.get("type"));
    let mut line = format!(
        "{}:{kind}<{}",
        text(event.get("id")),
        text(event.get("previousEventId"))
    );
    let elapsed = ((seconds(event).unwrap_or(start) - start) * 1000.0).round();
    if elapsed > 0.0 {
        line += &format!(" +{elapsed}");
    }
    let members = event.as_object().into_iter().flat_map(Object::iter);
    for (_, details) in members.filter(|(name, _)| name.ends_with("EventDetails")) {
        let details = details.as_object().into_iter().flat_map(Object::iter);
        for (name, value) in details.filter(|(name, _)| !name.ends_with("Details")) {
            line += &format!(" {name}={}", text(Some(value)));
        }
    }
    line
}
