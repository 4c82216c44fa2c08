//! Choice rules: nested tests and the 39 operators.

use super::place::{Field, Fields};
use super::reader::{is_filled_later, Reader};
use crate::codes::Code;
use crate::definition::{
    Choice, Comparison, Operand, Operator, QueryLanguage, Relation, Rule, Template, Test,
};
use crate::query::path::Path;
use crate::text::{Kind, Node};

/// All operators, in the order in which the service's messages list them.
const OPERATORS: [&str; 39] = [
    "StringEquals",
    "IsBoolean",
    "StringLessThan",
    "IsNumeric",
    "BooleanEquals",
    "StringLessThanEqualsPath",
    "NumericLessThan",
    "NumericGreaterThan",
    "NumericLessThanPath",
    "StringMatches",
    "TimestampLessThanEqualsPath",
    "NumericEquals",
    "TimestampGreaterThan",
    "StringGreaterThanEqualsPath",
    "TimestampGreaterThanEqualsPath",
    "TimestampLessThanEquals",
    "NumericLessThanEqualsPath",
    "TimestampEquals",
    "BooleanEqualsPath",
    "IsTimestamp",
    "StringLessThanEquals",
    "NumericLessThanEquals",
    "StringLessThanPath",
    "TimestampGreaterThanPath",
    "StringGreaterThan",
    "StringGreaterThanPath",
    "IsString",
    "StringEqualsPath",
    "TimestampEqualsPath",
    "TimestampLessThan",
    "StringGreaterThanEquals",
    "NumericGreaterThanPath",
    "NumericGreaterThanEquals",
    "NumericEqualsPath",
    "TimestampLessThanPath",
    "IsNull",
    "IsPresent",
    "TimestampGreaterThanEquals",
    "NumericGreaterThanEqualsPath",
];

/// Levels of And, Or and Not in one rule, so that reading and testing it need little stack.
const DEEPEST: usize = 100;

const COMBINED: [&str; 3] = ["And", "Or", "Not"];

impl Reader {
    /// The fields of a Choice state.
    pub fn choice(&mut self, fields: &Fields, language: QueryLanguage) -> Choice {
        self.require(fields, &["Choices"]);
        let default = self.target(fields, "Default");
        let Some(field) = fields.get("Choices") else {
            return Choice {
                default,
                ..Choice::default()
            };
        };
        let items = self.list(&field).unwrap_or_default();
        self.not_empty(&field);
        let entries = items.iter().enumerate();
        let rules = entries.filter_map(|(index, node)| {
            let at = field.at.item(index, node);
            self.rule(&Field { value: node, at }, language)
        });
        Choice {
            rules: rules.collect(),
            default,
        }
    }

    fn rule(&mut self, field: &Field, language: QueryLanguage) -> Option<Rule> {
        let fields = self.object(field)?;
        let (jsonpath, jsonata) = (QueryLanguage::JsonPath, QueryLanguage::Jsonata);
        for name in ["Condition", "Output"] {
            self.only_in(&fields, name, jsonata, language);
        }
        let test = match language {
            QueryLanguage::JsonPath => self.test(&fields, 0),
            QueryLanguage::Jsonata => {
                for member in fields.members.iter().filter(|m| is_test(&m.key)) {
                    self.only_in(&fields, &member.key, jsonpath, language);
                }
                self.condition(&fields)
            }
        };
        for member in fields.members {
            let key = member.key.as_str();
            let known = matches!(key, "Next" | "Assign" | "Output" | "Condition" | "Comment");
            if !known && !is_test(key) {
                self.unsupported(&fields, member, rule_fields());
            }
        }
        self.require(&fields, &["Next"]);
        Some(Rule {
            span: field.value.span,
            test,
            next: self.target(&fields, "Next"),
            assign: self.assign(&fields, language),
            output: match language {
                QueryLanguage::JsonPath => None,
                QueryLanguage::Jsonata => self.template_field(&fields, "Output", language),
            },
            comment: self.text(&fields, "Comment"),
        })
    }

    fn condition(&mut self, fields: &Fields) -> Test {
        let Some(field) = fields.get("Condition") else {
            self.require(fields, &["Condition"]);
            return Test::Missing;
        };
        if let Some(expression) = self.expression(field.value, &field.at, QueryLanguage::Jsonata) {
            return Test::Condition(Template::Expression(expression));
        }
        if !matches!(field.value.kind, Kind::Bool(_)) {
            self.wrong_type(&field, "[BOOLEAN]");
        }
        Test::Condition(Template::Literal(field.value.to_value()))
    }

    /// A test of a JSONPath rule: the rule itself (`depth` 0) or one nested in it.
    fn test(&mut self, fields: &Fields, depth: usize) -> Test {
        if depth > DEEPEST {
            let message = format!("Rules are nested in more than {DEEPEST} levels");
            self.report(Code::JsonTooDeep, fields.at.anchor, fields.at, message);
            return Test::Missing;
        }
        if depth > 0 {
            let nested = |key: &str| is_test(key) || key == "Comment";
            for member in fields.members.iter().filter(|m| !nested(&m.key)) {
                self.unsupported(fields, member, test_fields());
            }
        }
        let combined = COMBINED
            .iter()
            .find_map(|name| Some((*name, fields.get(name)?)));
        if let Some((name, field)) = combined {
            self.alone(fields, name);
            return self.combined(name, &field, depth);
        }
        self.one_of(fields, &OPERATORS, true);
        self.require(fields, &["Variable"]);
        self.comparison(fields).map_or(Test::Missing, Test::Compare)
    }

    /// Beside And, Or or Not there may be no other test.
    fn alone(&mut self, fields: &Fields, name: &str) {
        let tests = fields.members.iter().filter(|m| is_test(&m.key));
        if let Some(other) = tests.clone().rfind(|m| m.key != name) {
            let list: Vec<&str> = tests.map(|m| m.key.as_str()).collect();
            let message = format!(
                "There should only be one of the following fields: [{}]",
                list.join(", ")
            );
            self.report(Code::ExactlyOne, other.key_span, fields.at, message);
        }
    }

    fn combined(&mut self, name: &str, field: &Field, depth: usize) -> Test {
        if name == "Not" {
            let inner = self
                .object(field)
                .map(|fields| self.test(&fields, depth + 1));
            return inner.map_or(Test::Missing, |test| Test::Not(Box::new(test)));
        }
        self.not_empty(field);
        let items = self.list(field).unwrap_or_default();
        let mut tests = Vec::with_capacity(items.len());
        for (index, node) in items.iter().enumerate() {
            let item = Field {
                value: node,
                at: field.at.item(index, node),
            };
            let test = self
                .object(&item)
                .map(|fields| self.test(&fields, depth + 1));
            tests.push(test.unwrap_or(Test::Missing));
        }
        if name == "And" {
            Test::And(tests)
        } else {
            Test::Or(tests)
        }
    }

    fn comparison(&mut self, fields: &Fields) -> Option<Comparison> {
        let variable = fields
            .get("Variable")
            .and_then(|field| self.variable(&field));
        let name = fields
            .members
            .iter()
            .rev()
            .find(|m| OPERATORS.contains(&m.key.as_str()))?;
        let field = fields.get(&name.key)?;
        let (operator, by_path) = operator(&name.key)?;
        let operand = match by_path {
            true => self.variable(&field).map(Operand::Path),
            false => self.literal(operator, &field),
        };
        Some(Comparison {
            variable: variable?,
            operator,
            operand: operand?,
        })
    }

    fn variable(&mut self, field: &Field) -> Option<Path> {
        self.reference(field).map(|path| path.path().clone())
    }

    fn literal(&mut self, operator: Operator, field: &Field) -> Option<Operand> {
        let node: &Node = field.value;
        let (fits, wanted) = match operator {
            Operator::String(_) | Operator::StringMatches | Operator::Timestamp(_) => {
                (node.text().is_some(), "[STRING]")
            }
            Operator::Numeric(_) => (matches!(node.kind, Kind::Number(_)), "[NUMBER]"),
            _ => (matches!(node.kind, Kind::Bool(_)), "[BOOLEAN]"),
        };
        if !fits {
            self.wrong_type(field, wanted);
            return is_filled_later(node).then(|| Operand::Literal(node.to_value()));
        }
        if matches!(operator, Operator::Timestamp(_)) {
            self.timestamp(field);
        }
        Some(Operand::Literal(node.to_value()))
    }
}

/// What a rule may have, for suggestions.
fn rule_fields() -> impl Iterator<Item = &'static str> {
    let own = ["Next", "Assign", "Output", "Condition", "Comment"];
    own.into_iter().chain(test_fields())
}

fn test_fields() -> impl Iterator<Item = &'static str> {
    COMBINED.into_iter().chain(OPERATORS).chain(["Variable"])
}

/// Fields that make a JSONPath test.
fn is_test(key: &str) -> bool {
    key == "Variable" || COMBINED.contains(&key) || OPERATORS.contains(&key)
}

/// The operator of that name, and whether its operand is a path.
fn operator(name: &str) -> Option<(Operator, bool)> {
    let plain = match name {
        "BooleanEquals" => Operator::BooleanEquals,
        "BooleanEqualsPath" => return Some((Operator::BooleanEquals, true)),
        "StringMatches" => Operator::StringMatches,
        "IsNull" => Operator::IsNull,
        "IsPresent" => Operator::IsPresent,
        "IsNumeric" => Operator::IsNumeric,
        "IsString" => Operator::IsString,
        "IsBoolean" => Operator::IsBoolean,
        "IsTimestamp" => Operator::IsTimestamp,
        _ => return related(name),
    };
    Some((plain, false))
}

fn related(name: &str) -> Option<(Operator, bool)> {
    let (name, by_path) = name
        .strip_suffix("Path")
        .map_or((name, false), |name| (name, true));
    let family = |name| -> Option<fn(Relation) -> Operator> {
        match name {
            "String" => Some(Operator::String),
            "Numeric" => Some(Operator::Numeric),
            "Timestamp" => Some(Operator::Timestamp),
            _ => None,
        }
    };
    let names = ["String", "Numeric", "Timestamp"];
    let (name, rest) = names
        .iter()
        .find_map(|family| Some((*family, name.strip_prefix(family)?)))?;
    let relation = match rest {
        "Equals" => Relation::Equals,
        "LessThan" => Relation::LessThan,
        "GreaterThan" => Relation::GreaterThan,
        "LessThanEquals" => Relation::LessThanEquals,
        "GreaterThanEquals" => Relation::GreaterThanEquals,
        _ => return None,
    };
    Some((family(name)?(relation), by_path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_operator_of_the_list_has_a_meaning() {
        let paths = OPERATORS
            .iter()
            .filter(|name| operator(name).is_some_and(|(_, path)| path));
        assert_eq!(paths.count(), 16);
        assert!(OPERATORS.iter().all(|name| operator(name).is_some()));
        let (operator, by_path) = operator("NumericLessThanEqualsPath").unwrap();
        assert_eq!(
            (operator, by_path),
            (Operator::Numeric(Relation::LessThanEquals), true)
        );
    }
}
