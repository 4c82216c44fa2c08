//! Values to text.

use crate::value::{Number, Value};
use std::fmt::Write;

/// Compact JSON, as the service writes payloads: no spaces, `/` and non-ASCII characters as they are.
pub fn compact(value: &Value) -> String {
    let mut out = String::with_capacity(value.measure().bytes);
    write(value, None, 0, &mut out);
    out
}

/// JSON on several lines, two spaces a level, for people.
pub fn pretty(value: &Value) -> String {
    let mut out = String::new();
    write(value, Some(2), 0, &mut out);
    out
}

fn write(value: &Value, indent: Option<usize>, level: usize, out: &mut String) {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(flag) => out.push_str(if *flag { "true" } else { "false" }),
        Value::Number(number) => write_number(number, out),
        Value::Text(text) => write_text(text, out),
        Value::Array(items) if items.is_empty() => out.push_str("[]"),
        Value::Array(items) => {
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                separate(at, indent, level + 1, out);
                write(item, indent, level + 1, out);
            }
            close(']', indent, level, out);
        }
        Value::Object(object) if object.is_empty() => out.push_str("{}"),
        Value::Object(object) => {
            out.push('{');
            for (at, (key, member)) in object.iter().enumerate() {
                separate(at, indent, level + 1, out);
                write_text(key, out);
                out.push_str(if indent.is_some() { ": " } else { ":" });
                write(member, indent, level + 1, out);
            }
            close('}', indent, level, out);
        }
    }
}

fn separate(at: usize, indent: Option<usize>, level: usize, out: &mut String) {
    if at > 0 {
        out.push(',');
    }
    new_line(indent, level, out);
}

fn close(bracket: char, indent: Option<usize>, level: usize, out: &mut String) {
    new_line(indent, level, out);
    out.push(bracket);
}

fn new_line(indent: Option<usize>, level: usize, out: &mut String) {
    if let Some(width) = indent {
        out.push('\n');
        out.extend(std::iter::repeat_n(' ', width * level));
    }
}

fn write_number(number: &Number, out: &mut String) {
    // JSON has no infinity; the service lets such numbers out as texts. Writing to a String cannot fail.
    let _ = match number.is_finite() {
        true => write!(out, "{number}"),
        false => write!(out, "\"{number}\""),
    };
}

/// A JSON string with the short escapes; other control characters as `\u00XX`.
pub fn write_text(text: &str, out: &mut String) {
    out.push('"');
    let mut plain_from = 0;
    for (at, byte) in text.bytes().enumerate() {
        let escape = match byte {
            b'"' => "\\\"",
            b'\\' => "\\\\",
            8 => "\\b",
            9 => "\\t",
            10 => "\\n",
            12 => "\\f",
            13 => "\\r",
            0..=0x1f => "",
            _ => continue,
        };
        out.push_str(&text[plain_from..at]);
        plain_from = at + 1;
        if escape.is_empty() {
            let _ = write!(out, "\\u{byte:04X}");
        } else {
            out.push_str(escape);
        }
    }
    out.push_str(&text[plain_from..]);
    out.push('"');
}
