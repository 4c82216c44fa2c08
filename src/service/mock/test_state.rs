//! TestState's `mock` objects, from and to answers of ours.

use super::file::answer_of;
use crate::text::{read_value, write};
use crate::value::{Object, Text, Value};

/// The answer that a `mock` object stands for: `{"result": "<JSON text>"}` returns, `{"errorOutput": {"error",
/// "cause"}}` throws. `None` when it has neither, or both.
pub fn read(mock: &Value) -> Option<Value> {
    let answer = match (mock.get("result"), mock.get("errorOutput")) {
        (Some(Value::Text(text)), None) => {
            let result = read_value(text).unwrap_or_else(|_| Value::Text(text.clone()));
            Object::default().with("return", result)
        }
        (Some(result), None) => Object::default().with("return", result.clone()),
        (None, Some(Value::Object(error))) => Object::default().with("throw", error.clone()),
        _ => return None,
    };
    Some(Value::Object(answer))
}

/// The `mock` object of an answer, in our form or in that of a `MockConfigFile.json`; `None` for one that neither
/// returns nor throws.
pub fn write(answer: &Value) -> Option<Value> {
    let answer = answer_of(answer);
    let mock = match (answer.get("return"), answer.get("throw")) {
        (Some(result), _) => Object::default().with("result", write::compact(result)),
        (None, Some(Value::Object(error))) => {
            let known = |name: &str| Some((Text::from(name), error.get(name)?.clone()));
            let error: Object = ["error", "cause"].into_iter().filter_map(known).collect();
            Object::default().with("errorOutput", error)
        }
        _ => return None,
    };
    Some(Value::Object(mock))
}
