//! Choice rules in one readable line.

use super::{Comparison, Operand, Operator, Relation, Template, Test};
use crate::text::write;

/// A label is cut here: it stands beside a line in a picture, the whole rule stands in the text.
const LONGEST: usize = 160;

/// The condition of a rule, for example `$.total > 100 and not ($.vip is present)`; cut when very long.
pub fn condition(test: &Test) -> String {
    let mut out = String::new();
    write_test(test, false, &mut out);
    if let Some((cut, _)) = out.char_indices().nth(LONGEST) {
        out.truncate(cut);
        out.push('…');
    }
    out
}

/// `inner` puts a nested And or Or in brackets.
fn write_test(test: &Test, inner: bool, out: &mut String) {
    if out.len() > LONGEST * 4 {
        return;
    }
    match test {
        Test::And(tests) => write_all(tests, " and ", inner, out),
        Test::Or(tests) => write_all(tests, " or ", inner, out),
        Test::Not(test) => {
            out.push_str("not (");
            write_test(test, false, out);
            out.push(')');
        }
        Test::Compare(comparison) => write_comparison(comparison, out),
        Test::Condition(Template::Expression(expression)) => {
            let words: Vec<&str> = expression.text().split_whitespace().collect();
            out.push_str(&words.join(" "));
        }
        Test::Condition(Template::Literal(value)) => out.push_str(&write::compact(value)),
        Test::Condition(_) | Test::Missing => {}
    }
}

fn write_all(tests: &[Test], joint: &str, inner: bool, out: &mut String) {
    let brackets = inner && tests.len() > 1;
    out.push_str(if brackets { "(" } else { "" });
    for (at, test) in tests.iter().enumerate() {
        out.push_str(if at > 0 { joint } else { "" });
        write_test(test, true, out);
    }
    out.push_str(if brackets { ")" } else { "" });
}

fn write_comparison(comparison: &Comparison, out: &mut String) {
    out.push_str(comparison.variable.text());
    out.push(' ');
    let kind = match comparison.operator {
        Operator::String(relation)
        | Operator::Numeric(relation)
        | Operator::Timestamp(relation) => {
            out.push_str(sign(relation));
            return write_operand(&comparison.operand, out);
        }
        Operator::BooleanEquals => {
            out.push_str("==");
            return write_operand(&comparison.operand, out);
        }
        Operator::StringMatches => {
            out.push_str("matches");
            return write_operand(&comparison.operand, out);
        }
        Operator::IsNull => "null",
        Operator::IsPresent => "present",
        Operator::IsNumeric => "numeric",
        Operator::IsString => "string",
        Operator::IsBoolean => "boolean",
        Operator::IsTimestamp => "timestamp",
    };
    let no =
        matches!(&comparison.operand, Operand::Literal(value) if value.as_bool() == Some(false));
    out.push_str(if no { "is not " } else { "is " });
    out.push_str(kind);
}

fn sign(relation: Relation) -> &'static str {
    match relation {
        Relation::Equals => "==",
        Relation::LessThan => "<",
        Relation::GreaterThan => ">",
        Relation::LessThanEquals => "<=",
        Relation::GreaterThanEquals => ">=",
    }
}

fn write_operand(operand: &Operand, out: &mut String) {
    out.push(' ');
    match operand {
        Operand::Literal(value) => out.push_str(&write::compact(value)),
        Operand::Path(path) => out.push_str(path.text()),
    }
}
