//! Size and depth of a value, known without writing its text.

use super::{Array, Object, Value};

/// What a value weighs as compact JSON.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Measure {
    /// Bytes of UTF-8 of the compact text.
    pub bytes: usize,
    /// Levels of arrays and objects: a scalar has 0, `[]` has 1.
    pub depth: usize,
}

impl Value {
    /// Size and depth; cached in every container, so asking again after a small change is cheap.
    pub fn measure(&self) -> Measure {
        match self {
            Value::Null => leaf(4),
            Value::Bool(flag) => leaf(if *flag { 4 } else { 5 }),
            Value::Number(number) => leaf(number.text_len()),
            Value::Text(text) => leaf(text_bytes(text)),
            Value::Array(array) => array.measure(),
            Value::Object(object) => object.measure(),
        }
    }
}

impl Array {
    fn measure(&self) -> Measure {
        if let Some(known) = self.0.measure.get() {
            return known;
        }
        let measure = sum(self.iter().map(|item| (0, item.measure())));
        self.0.measure.set(Some(measure));
        measure
    }
}

impl Object {
    fn measure(&self) -> Measure {
        if let Some(known) = self.measured().get() {
            return known;
        }
        let members = self.iter();
        let measure = sum(members.map(|(key, value)| (text_bytes(key) + 1, value.measure())));
        self.measured().set(Some(measure));
        measure
    }
}

fn leaf(bytes: usize) -> Measure {
    Measure { bytes, depth: 0 }
}

/// Brackets, commas and what is between them.
fn sum(parts: impl Iterator<Item = (usize, Measure)>) -> Measure {
    let mut total = Measure { bytes: 2, depth: 1 };
    for (at, (key_bytes, inner)) in parts.enumerate() {
        // Shared parts can add up to more than memory could hold.
        let part = (usize::from(at > 0) + key_bytes).saturating_add(inner.bytes);
        total.bytes = total.bytes.saturating_add(part);
        total.depth = total.depth.max(inner.depth + 1);
    }
    total
}

/// Bytes of a text as a JSON string, quotes and escapes included (the escapes that `text::write` uses).
fn text_bytes(text: &str) -> usize {
    2 + text
        .bytes()
        .map(|byte| match byte {
            b'"' | b'\\' | 8 | 9 | 10 | 12 | 13 => 2,
            0..=0x1f => 6,
            _ => 1,
        })
        .sum::<usize>()
}
