//! The data tests of Choice rules. A value of another type than the test is about makes it false, never an error.

use crate::definition::{Operator, Relation};
use crate::time::Timestamp;
use crate::value::Value;
use std::cmp::Ordering;

/// Whether `left operator right` holds.
pub(super) fn holds(operator: Operator, left: &Value, right: &Value) -> bool {
    match operator {
        Operator::String(relation) => {
            let both = left.as_str().zip(right.as_str());
            both.is_some_and(|(a, b)| fits(relation, utf16_order(a, b)))
        }
        Operator::Numeric(relation) => {
            let both = left.as_number().zip(right.as_number());
            let order = both.and_then(|(a, b)| a.compare(b));
            order.is_some_and(|order| fits(relation, order))
        }
        Operator::Timestamp(relation) => {
            let both = timestamp(left).zip(timestamp(right));
            both.is_some_and(|(a, b)| fits(relation, a.cmp(&b)))
        }
        Operator::BooleanEquals => {
            let both = left.as_bool().zip(right.as_bool());
            both.is_some_and(|(a, b)| a == b)
        }
        Operator::StringMatches => {
            let both = left.as_str().zip(right.as_str());
            both.is_some_and(|(text, pattern)| matches(text, pattern))
        }
        Operator::IsNull => is(left.is_null(), right),
        Operator::IsPresent => is(true, right),
        Operator::IsNumeric => is(left.as_number().is_some(), right),
        Operator::IsString => is(left.as_str().is_some(), right),
        Operator::IsBoolean => is(left.as_bool().is_some(), right),
        Operator::IsTimestamp => is(timestamp(left).is_some(), right),
    }
}

fn is(found: bool, wanted: &Value) -> bool {
    wanted.as_bool() == Some(found)
}

fn fits(relation: Relation, order: Ordering) -> bool {
    match relation {
        Relation::Equals => order.is_eq(),
        Relation::LessThan => order.is_lt(),
        Relation::GreaterThan => order.is_gt(),
        Relation::LessThanEquals => order.is_le(),
        Relation::GreaterThanEquals => order.is_ge(),
    }
}

/// Java's order of strings: by UTF-16 units.
fn utf16_order(a: &str, b: &str) -> Ordering {
    a.encode_utf16().cmp(b.encode_utf16())
}

/// The instant, to the nanosecond.
fn timestamp(value: &Value) -> Option<(Timestamp, i64)> {
    value.as_str().and_then(Timestamp::parse_exactly)
}

/// `*` is any run of characters, `\*` a star, `\\` a backslash; the whole text must match.
fn matches(text: &str, pattern: &str) -> bool {
    let text: Vec<char> = text.chars().collect();
    let pattern = glob(pattern);
    // The classic two-pointer match: on a mismatch the last star takes one character more.
    let (mut t, mut p) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while t < text.len() {
        match pattern.get(p) {
            Some(Glob::Run) => {
                star = Some((p, t));
                p += 1;
            }
            Some(Glob::One(wanted)) if *wanted == text[t] => {
                t += 1;
                p += 1;
            }
            _ => {
                let Some((at, taken)) = star else {
                    return false;
                };
                star = Some((at, taken + 1));
                t = taken + 1;
                p = at + 1;
            }
        }
    }
    pattern[p..].iter().all(|part| *part == Glob::Run)
}

#[derive(PartialEq)]
enum Glob {
    Run,
    One(char),
}

fn glob(pattern: &str) -> Vec<Glob> {
    let mut parts = Vec::new();
    let mut chars = pattern.chars();
    while let Some(c) = chars.next() {
        parts.push(match c {
            '*' => Glob::Run,
            '\\' => Glob::One(chars.next().unwrap_or('\\')),
            c => Glob::One(c),
        });
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_match_any_run_and_can_be_escaped() {
        let cases = [
            ("log-2024.txt", "log-*.txt", true),
            ("log-.txt", "log-*.txt", true),
            ("log-2024.txt.gz", "log-*.txt", false),
            ("a*b", "a\\*b", true),
            ("axb", "a\\*b", false),
            ("a\\b", "a\\\\b", true),
            ("", "*", true),
            ("", "", true),
            ("abcabc", "*abc", true),
            ("aaab", "*a*ab*", true),
            ("zebra", "zeb?a", false),
        ];
        for (text, pattern, wanted) in cases {
            assert_eq!(matches(text, pattern), wanted, "{text} against {pattern}");
        }
    }

    #[test]
    fn another_type_is_false_and_so_is_its_opposite() {
        let number = Value::from(1);
        assert!(!holds(
            Operator::String(Relation::Equals),
            &number,
            &"1".into()
        ));
        assert!(holds(Operator::IsNumeric, &number, &true.into()));
        assert!(holds(Operator::IsString, &number, &false.into()));
        assert!(holds(
            Operator::Numeric(Relation::Equals),
            &number,
            &1.0.into()
        ));
    }
}
