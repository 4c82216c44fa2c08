//! What operators and functions of the language take their operands for.

use super::number;
use crate::query::taken::Need;
use crate::value::Value;
use jlens_core::ast::{BinaryOp, Node, NodeKind};

fn literal(node: &Node) -> Option<Value> {
    Some(match &node.kind {
        NodeKind::String { value } => value.as_str().into(),
        NodeKind::Number { value } => Value::Number(number::of_double(*value)),
        NodeKind::Bool { value } => (*value).into(),
        NodeKind::Negate { expr } => match &expr.kind {
            NodeKind::Number { value } => Value::Number(number::of_double(-value)),
            _ => return None,
        },
        _ => return None,
    })
}

/// `a op b` as `b op a`.
pub(super) fn mirrored(op: BinaryOp) -> BinaryOp {
    match op {
        BinaryOp::Lt => BinaryOp::Gt,
        BinaryOp::Le => BinaryOp::Ge,
        BinaryOp::Gt => BinaryOp::Lt,
        BinaryOp::Ge => BinaryOp::Le,
        other => other,
    }
}

/// What makes a comparison with the other side come out as it should.
pub(super) fn compared(op: BinaryOp, other: &Node, holds: bool) -> Need {
    let Some(value) = literal(other) else {
        return Need::Anything;
    };
    match (op, holds) {
        (BinaryOp::Lt, true) | (BinaryOp::Ge, false) => Need::beside(&value, -1),
        (BinaryOp::Gt, true) | (BinaryOp::Le, false) => Need::beside(&value, 1),
        (BinaryOp::Eq, false) | (BinaryOp::Ne, true) => Need::differs(&value),
        _ => Need::Exactly(value),
    }
}

/// The first of a written list.
pub(super) fn listed(list: &Node) -> Need {
    match &list.kind {
        NodeKind::Array { items } => items
            .first()
            .and_then(literal)
            .map_or(Need::Anything, Need::Exactly),
        _ => Need::Anything,
    }
}

pub(super) fn adds_up(function: &Node) -> bool {
    let NodeKind::Variable { name } = &function.kind else {
        return false;
    };
    matches!(name.as_str(), "sum" | "max" | "min" | "average")
}

/// What a function of the language takes an argument for.
pub(super) fn needed(function: &Node, argument: usize) -> Need {
    let NodeKind::Variable { name } = &function.kind else {
        return Need::Anything;
    };
    match (name.as_str(), argument) {
        (
            "map" | "filter" | "reduce" | "single" | "count" | "append" | "sum" | "max" | "min"
            | "average" | "sort" | "reverse" | "shuffle" | "distinct" | "zip" | "join"
            | "partition",
            0,
        ) => Need::List,
        ("partition", _) => Need::number(),
        (
            "abs" | "floor" | "ceil" | "round" | "power" | "sqrt" | "formatNumber" | "formatBase"
            | "fromMillis",
            0,
        ) => Need::number(),
        ("toMillis", 0) => Need::Like(Value::from("2024-01-01T00:00:00Z")),
        ("number", 0) => Need::Like(Value::from("1")),
        ("parse", 0) => Need::Like(Value::from("{}")),
        ("base64decode", 0) => Need::Like(Value::from("ZXhhbXBsZQ==")),
        ("keys" | "spread" | "sift" | "each" | "lookup", 0) => Need::Like(Value::object()),
        (
            "uppercase" | "lowercase" | "trim" | "length" | "substring" | "substringBefore"
            | "substringAfter" | "contains" | "split" | "replace" | "match" | "pad"
            | "base64encode" | "hash" | "encodeUrl" | "encodeUrlComponent" | "decodeUrl"
            | "decodeUrlComponent",
            0,
        ) => Need::Text,
        _ => Need::Anything,
    }
}
