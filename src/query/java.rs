//! What shows of Java in the service's answers: its text of values, its string order and hashes.

use crate::value::{order, Value};
use std::cmp::Ordering;
use std::fmt::Write;

/// `String.trim`: everything up to the blank goes at both ends, whatever it is.
pub fn trim(text: &str) -> &str {
    text.trim_matches(|c: char| c <= ' ')
}

/// `String.compareTo`: by UTF-16 unit, which differs from the order of characters beyond the basic plane.
pub fn compare(left: &str, right: &str) -> Ordering {
    left.encode_utf16().cmp(right.encode_utf16())
}

/// `String.hashCode`.
pub fn hash_text(text: &str) -> i32 {
    text.encode_utf16().fold(0, |hash: i32, unit| {
        hash.wrapping_mul(31).wrapping_add(i32::from(unit))
    })
}

/// `toString` of a value read into Java's own types: strings raw, `{a=1, b=[x, null]}`.
pub fn text(value: &Value) -> String {
    let mut out = String::new();
    write(value, &mut out);
    out
}

fn write(value: &Value, out: &mut String) {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(flag) => out.push_str(if *flag { "true" } else { "false" }),
        Value::Number(number) => {
            // Writing to a String cannot fail.
            let _ = write!(out, "{number}");
        }
        Value::Text(text) => out.push_str(text),
        Value::Array(items) => {
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                separate(at, out);
                write(item, out);
            }
            out.push(']');
        }
        Value::Object(members) => {
            out.push('{');
            for (at, (name, member)) in members.iter().enumerate() {
                separate(at, out);
                out.push_str(name);
                out.push('=');
                write(member, out);
            }
            out.push('}');
        }
    }
}

fn separate(at: usize, out: &mut String) {
    if at > 0 {
        out.push_str(", ");
    }
}

/// The order in which a `java.util.HashMap` or `HashSet` hands out its keys: positions in insertion order, by bucket.
///
/// `hashes` are the `hashCode`s of the keys, which must be distinct keys. `expected` is how many elements the table was
/// made for; 0 for one that grew. Long buckets, which Java turns into trees, keep their insertion order here.
pub fn hash_order(hashes: &[i32], expected: usize) -> Vec<usize> {
    let room = (hashes.len() * 4).div_ceil(3);
    let asked = if expected > 0 {
        expected * 4 / 3 + 1
    } else {
        0
    };
    let buckets = room.max(asked).max(16).next_power_of_two();
    let bucket = |at: &usize| {
        let hash = hashes.get(*at).map_or(0, |hash| *hash as u32);
        (hash ^ (hash >> 16)) as usize & (buckets - 1)
    };
    let mut places: Vec<usize> = (0..hashes.len()).collect();
    order::sort_by_key(&mut places, bucket);
    places
}
