//! Filters evaluated.

use super::compare::{compare, matches, Side, Uncomparable};
use super::filter::{Criterion, Operand, Operator};
use super::node::{Model, Node};
use super::single::{walk, Found};
use super::PathError;
use crate::value::{Number, Value};
use std::cmp::Ordering;

/// The document of an evaluation, which `$` in a filter means.
pub(super) struct Document<'a> {
    pub(super) value: &'a Value,
    pub(super) model: Model,
}

impl<'a> Document<'a> {
    pub(super) fn node(&self) -> Node<'a> {
        Node::document(self.value, self.model)
    }
}

/// Whether an item meets all criteria of one group. Adds what it costs to `work`.
pub(super) fn accepts(
    groups: &[Vec<Criterion>],
    item: Node<'_>,
    document: &Document<'_>,
    work: &mut u64,
) -> Result<bool, PathError> {
    for group in groups {
        let mut all = true;
        for criterion in group {
            *work += 1;
            all = all && holds(criterion, item, document)?;
        }
        if all {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether one criterion holds. A path that finds nothing makes it false, whatever the operator.
fn holds(
    criterion: &Criterion,
    item: Node<'_>,
    document: &Document<'_>,
) -> Result<bool, PathError> {
    let held = match criterion {
        Criterion::Exists { path, wanted } => match walk(path, item, document.model, true) {
            Ok(found) => Ok(found.into_value().is_null() != *wanted),
            Err(PathError::NotFound(_)) => Ok(!wanted),
            Err(fault) => Err(fault),
        },
        Criterion::Compare(left, operator, right) => {
            let left = evaluate(left, item, document);
            let sides = left.and_then(|left| Ok((left, evaluate(right, item, document)?)));
            sides.and_then(|(left, right)| decide(*operator, &left, &right, document.model))
        }
    };
    match held {
        Err(PathError::NotFound(_)) => Ok(false),
        held => held,
    }
}

/// An operand evaluated.
enum Evaluated<'a> {
    Literal(&'a Operand),
    Path(&'a Operand, Found<'a>),
}

fn evaluate<'a>(
    operand: &'a Operand,
    item: Node<'a>,
    document: &Document<'a>,
) -> Result<Evaluated<'a>, PathError> {
    match operand {
        Operand::Path { rooted, steps, .. } => {
            let start = if *rooted { document.node() } else { item };
            let found = walk(steps, start, document.model, false)?;
            Ok(Evaluated::Path(operand, found))
        }
        _ => Ok(Evaluated::Literal(operand)),
    }
}

impl Evaluated<'_> {
    fn side(&self, model: Model) -> Side<'_> {
        match self {
            Evaluated::Literal(Operand::Literal(text)) => Side::Text(text),
            Evaluated::Literal(Operand::Pattern(text, regex)) => Side::Pattern(text, regex),
            Evaluated::Literal(Operand::Path { text, .. }) => Side::Text(text),
            Evaluated::Path(_, Found::Node(node)) => side(node.value, model),
            Evaluated::Path(_, Found::Made(value)) => side(value, model),
        }
    }

    /// Whether both are one and the same in memory: in the map model a container reached twice; in the tree model, where
    /// results are copies, only the remembered result of one `$` path written twice.
    fn is_same(&self, other: &Evaluated<'_>, model: Model) -> bool {
        match (self, other) {
            (Evaluated::Path(a, Found::Node(left)), Evaluated::Path(b, Found::Node(right)))
                if model == Model::Map =>
            {
                same_container(left.value, right.value) || same_root_path(a, b)
            }
            (Evaluated::Path(a, _), Evaluated::Path(b, _)) => same_root_path(a, b),
            _ => false,
        }
    }
}

fn same_container(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Array(left), Value::Array(right)) => left.ptr_eq(right),
        (Value::Object(left), Value::Object(right)) => left.ptr_eq(right),
        _ => false,
    }
}

fn same_root_path(left: &Operand, right: &Operand) -> bool {
    match (left, right) {
        (
            Operand::Path {
                text: left,
                rooted: true,
                ..
            },
            Operand::Path {
                text: right,
                rooted: true,
                ..
            },
        ) => left == right,
        _ => false,
    }
}

fn side(value: &Value, model: Model) -> Side<'_> {
    match value {
        Value::Null => Side::Null,
        Value::Text(text) => Side::Text(text),
        Value::Bool(flag) => Side::Bool(*flag),
        Value::Number(Number::Big(_)) if model == Model::Tree => Side::Other(value, model),
        Value::Number(number) => Side::Number(number),
        _ => Side::Other(value, model),
    }
}

fn decide(
    operator: Operator,
    left: &Evaluated<'_>,
    right: &Evaluated<'_>,
    model: Model,
) -> Result<bool, PathError> {
    let (actual, expected) = (left.side(model), right.side(model));
    let fault = |Uncomparable(message)| PathError::Invalid(message);
    if operator == Operator::Matches {
        return matches(&expected, &actual).map_err(fault);
    }
    let is_order = !matches!(operator, Operator::Equal | Operator::NotEqual);
    let one_is_null = matches!(expected, Side::Null) != matches!(actual, Side::Null);
    if is_order && one_is_null {
        return Ok(false);
    }
    let order = if left.is_same(right, model) {
        Some(Ordering::Equal)
    } else {
        compare(&expected, &actual).map_err(fault)?
    };
    Ok(order.is_some_and(|order| match operator {
        Operator::Equal => order.is_eq(),
        Operator::NotEqual => order.is_ne(),
        Operator::Less => order.is_gt(),
        Operator::LessOrEqual => order.is_ge(),
        Operator::Greater => order.is_lt(),
        _ => order.is_le(),
    }))
}
