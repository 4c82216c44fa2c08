//! Loose comparison of a filter's two sides.

use super::node::{Model, Node};
use crate::query::java;
use crate::value::{Number, Value};
use regex_lite::Regex;
use std::borrow::Cow;
use std::cmp::Ordering;

/// One side of a comparison, evaluated.
pub(super) enum Side<'a> {
    Null,
    Text(&'a str),
    Number(&'a Number),
    Bool(bool),
    /// Arrays, objects, and numbers that the value model has no comparison for.
    Other(&'a Value, Model),
    Pattern(&'a str, &'a Regex),
}

/// A comparison that fails the whole evaluation.
pub(super) struct Uncomparable(pub(super) String);

impl Side<'_> {
    fn is_nullish(&self) -> bool {
        matches!(self, Side::Null | Side::Text("null"))
    }

    fn text(&self) -> Option<Cow<'_, str>> {
        Some(match self {
            Side::Null => return None,
            Side::Text(text) => Cow::Borrowed(*text),
            Side::Number(number) => number.to_string().into(),
            Side::Bool(flag) => flag.to_string().into(),
            Side::Other(value, model) => Node::plain(value).text(*model).into(),
            Side::Pattern(source, _) => Cow::Borrowed(*source),
        })
    }
}

/// Order of `expected` (the right side) against `actual` (the left side).
///
/// Null and the text `null` are one and come first. A text on the right is read as what the left is: as a number against
/// a number (an error if it is none), as a boolean against a boolean. `None`: the two cannot be compared, and the clause
/// is false, whatever its operator.
pub(super) fn compare(
    expected: &Side<'_>,
    actual: &Side<'_>,
) -> Result<Option<Ordering>, Uncomparable> {
    match (expected.is_nullish(), actual.is_nullish()) {
        (true, true) => return Ok(Some(Ordering::Equal)),
        (true, false) => return Ok(Some(Ordering::Less)),
        (false, true) => return Ok(Some(Ordering::Greater)),
        (false, false) => {}
    }
    Ok(match (expected, actual) {
        (Side::Text(expected), Side::Text(actual)) => {
            Some(java::compare(&expected.replace("\\'", "'"), actual))
        }
        (Side::Number(expected), Side::Number(actual)) => {
            Some(as_decimals(&expected.to_string(), actual)?)
        }
        (Side::Text(expected), Side::Number(actual)) => Some(as_decimals(expected, actual)?),
        (Side::Text(expected), Side::Bool(actual)) => {
            Some(expected.eq_ignore_ascii_case("true").cmp(actual))
        }
        (Side::Bool(expected), Side::Bool(actual)) => Some(expected.cmp(actual)),
        _ => None,
    })
}

/// Whether a whole text matches; the pattern may stand on either side.
pub(super) fn matches(expected: &Side<'_>, actual: &Side<'_>) -> Result<bool, Uncomparable> {
    let (pattern, target) = match (expected, actual) {
        (_, Side::Pattern(_, pattern)) => (Some(pattern), expected),
        (Side::Pattern(_, pattern), _) => (Some(pattern), actual),
        (Side::Null, _) => (None, actual),
        _ => {
            let message = "class java.lang.String cannot be cast to class java.util.regex.Pattern";
            return Err(Uncomparable(message.to_string()));
        }
    };
    match (target.text(), pattern) {
        (None, _) => Ok(false),
        (Some(text), Some(pattern)) => Ok(pattern.is_match(&text)),
        (Some(_), None) => Err(Uncomparable("the pattern is null".to_string())),
    }
}

fn as_decimals(expected: &str, actual: &Number) -> Result<Ordering, Uncomparable> {
    let actual = actual.to_string();
    let parts = (Decimal::read(expected)?, Decimal::read(&actual)?);
    Ok(parts.0.compare(&parts.1))
}

/// A decimal number of any size: `0.digits × 10^scale`.
struct Decimal {
    negative: bool,
    /// Without leading and trailing zeros; empty for zero.
    digits: Vec<u8>,
    scale: i64,
}

impl Decimal {
    fn read(text: &str) -> Result<Decimal, Uncomparable> {
        let fault = || Uncomparable(decimal_fault(text));
        let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
        let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
            None => (unsigned, 0),
            Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().map_err(|_| fault())?),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let all = || whole.bytes().chain(fraction.bytes());
        if all().next().is_none() || !all().all(|b| b.is_ascii_digit()) {
            return Err(fault());
        }
        let leading = all().take_while(|b| *b == b'0').count();
        let mut digits: Vec<u8> = all().skip(leading).collect();
        while digits.last() == Some(&b'0') {
            digits.pop();
        }
        Ok(Decimal {
            negative: text.starts_with('-'),
            scale: whole.len() as i64 - leading as i64 + i64::from(exponent),
            digits,
        })
    }

    fn compare(&self, other: &Decimal) -> Ordering {
        match (self.sign(), other.sign()) {
            (0, 0) => Ordering::Equal,
            (a, b) if a != b => a.cmp(&b),
            (sign, _) => {
                let size = self.scale.cmp(&other.scale);
                let size = size.then_with(|| self.digits.cmp(&other.digits));
                if sign < 0 {
                    size.reverse()
                } else {
                    size
                }
            }
        }
    }

    fn sign(&self) -> i32 {
        match (self.digits.is_empty(), self.negative) {
            (true, _) => 0,
            (false, true) => -1,
            (false, false) => 1,
        }
    }
}

fn decimal_fault(text: &str) -> String {
    let stray = text
        .chars()
        .enumerate()
        .find(|(at, c)| !(c.is_ascii_digit() || *c == '.' || (*at == 0 && matches!(c, '+' | '-'))));
    match stray {
        Some((_, c)) if !matches!(c, 'e' | 'E') => format!(
            "Character {c} is neither a decimal digit number, decimal point, nor \"e\" notation exponential mark."
        ),
        _ => format!("Not a number: '{text}'"),
    }
}
