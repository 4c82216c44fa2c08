//! Choice: the values with which its rules hold, or do not.

use super::walk::{Sees, Walk};
use crate::definition::{
    Choice, Comparison, Operand, Operator, Relation, StateKind, StateMachine, Target, Test,
};
use crate::query::taken::Need;
use crate::time::{Duration, Timestamp};
use crate::value::Value;

/// A time that has come already, so that no Wait takes long.
pub(super) const PAST: &str = "2024-01-01T00:00:00Z";

impl Walk<'_> {
    /// Rules are to hold, the first ones first; those that lead straight to a Fail state are not to.
    pub(super) fn rules(&mut self, choice: &Choice, sees: &Sees) {
        let rules = || choice.rules.iter();
        let fails = |target: &Option<Target>| fails(self.machine, target.as_ref());
        let order: Vec<(bool, &Test)> = rules()
            .map(|rule| (!fails(&rule.next), &rule.test))
            .collect();
        for wanted in [true, false] {
            for (_, test) in order.iter().filter(|(holds, _)| *holds == wanted) {
                self.test(test, wanted, sees);
            }
        }
        for rule in rules() {
            for template in rule.output.iter() {
                self.template(template, sees);
            }
        }
    }

    /// Nesting is bounded by the reader.
    fn test(&mut self, test: &Test, holds: bool, sees: &Sees) {
        match test {
            Test::And(tests) | Test::Or(tests) => {
                tests.iter().for_each(|test| self.test(test, holds, sees));
            }
            Test::Not(test) => self.test(test, !holds, sees),
            Test::Condition(template) => self.condition(template, holds, sees),
            Test::Compare(comparison) => self.compare(comparison, holds, sees),
            Test::Missing => {}
        }
    }

    fn compare(&mut self, comparison: &Comparison, holds: bool, sees: &Sees) {
        let operator = comparison.operator;
        match &comparison.operand {
            Operand::Literal(value) => {
                if let Some(need) = need(operator, value, holds) {
                    self.path(&comparison.variable, need, sees);
                }
            }
            Operand::Path(path) => {
                let sample = sample(operator);
                if let Some(need) = need(operator, &sample, holds) {
                    self.path(&comparison.variable, loosely(need), sees);
                }
                self.path(path, Need::Like(sample), sees);
            }
        }
    }
}

fn fails(machine: &StateMachine, target: Option<&Target>) -> bool {
    let state = target.and_then(|target| target.state);
    state.is_some_and(|id| matches!(machine.state(id).kind, StateKind::Fail(_)))
}

/// What is compared with another path may be anything of the kind.
fn loosely(need: Need) -> Need {
    match need {
        Need::Exactly(value) => Need::Like(value),
        other => other,
    }
}

/// A value of the operator's kind.
fn sample(operator: Operator) -> Value {
    match operator {
        Operator::Numeric(_) => Value::from(1),
        Operator::Timestamp(_) => Value::from(PAST),
        Operator::String(_) | Operator::StringMatches => Value::from("example"),
        _ => Value::from(true),
    }
}

/// With what the test comes out as it should; `None` where nothing need be there.
fn need(operator: Operator, operand: &Value, holds: bool) -> Option<Need> {
    Some(match operator {
        Operator::IsPresent => {
            return (operand.as_bool() == Some(holds)).then_some(Need::Anything);
        }
        Operator::Timestamp(relation) => time(relation, operand, holds),
        Operator::String(relation) | Operator::Numeric(relation) => {
            related(relation, operand, holds)
        }
        Operator::BooleanEquals if holds => Need::Exactly(operand.clone()),
        Operator::BooleanEquals => Need::differs(operand),
        Operator::StringMatches => matching(operand, holds),
        _ => typed(operator, operand.as_bool() == Some(holds)),
    })
}

fn related(relation: Relation, operand: &Value, holds: bool) -> Need {
    match side(relation, holds) {
        Some(0) => Need::Exactly(operand.clone()),
        Some(by) => Need::beside(operand, by),
        None => Need::differs(operand),
    }
}

/// Where the value stands that passes: before the other, at it, after it; `None`: anywhere else.
fn side(relation: Relation, holds: bool) -> Option<i32> {
    Some(match (relation, holds) {
        (Relation::Equals, false) => return None,
        (Relation::LessThan, true) | (Relation::GreaterThanEquals, false) => -1,
        (Relation::GreaterThan, true) | (Relation::LessThanEquals, false) => 1,
        _ => 0,
    })
}

fn time(relation: Relation, operand: &Value, holds: bool) -> Need {
    let Some(at) = operand.as_str().and_then(Timestamp::parse) else {
        return Need::Like(Value::from(PAST));
    };
    match side(relation, holds) {
        Some(0) => Need::Exactly(operand.clone()),
        by => Need::Exactly(Value::from(
            (at + Duration::from_days(by.unwrap_or(1).into())).to_string(),
        )),
    }
}

/// `*` is any run of characters, unless a backslash stands before it.
fn matching(pattern: &Value, holds: bool) -> Need {
    let (Some(pattern), true) = (pattern.as_str(), holds) else {
        return Need::differs(pattern);
    };
    let mut text = String::new();
    let mut letters = pattern.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '*' => text.push_str("example"),
            '\\' => text.extend(letters.next()),
            other => text.push(other),
        }
    }
    Need::Exactly(Value::from(text))
}

/// A value of the kind that is asked for, or of another.
fn typed(operator: Operator, is: bool) -> Need {
    let (of_kind, other) = match operator {
        Operator::IsNull => (Value::Null, Value::from("example")),
        Operator::IsNumeric => (Value::from(1), Value::from("example")),
        Operator::IsString => (Value::from("example"), Value::from(1)),
        Operator::IsBoolean => (Value::from(true), Value::from("example")),
        _ => (Value::from(PAST), Value::from("example")),
    };
    Need::Like(if is { of_kind } else { other })
}
