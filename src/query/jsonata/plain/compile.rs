//! Which trees are plain.

use super::{Item, Plain};
use crate::query::jsonata::engine::DEPTH;
use crate::query::jsonata::functions::Function;
use crate::query::jsonata::number;
use crate::value::{Text, Value};
use jlens_core::ast::{Attrs, BinaryOp, Node, NodeKind};

/// The plain form of a tree, if it has one.
pub(in crate::query::jsonata) fn plain(node: &Node) -> Option<Plain> {
    at(node, 1)
}

/// `depth`: the level of evaluation. What lies deeper than the service evaluates is not plain.
fn at(node: &Node, depth: usize) -> Option<Plain> {
    if depth > DEPTH || !is_bare(&node.attrs) {
        return None;
    }
    let inner = |node: &Node| at(node, depth + 1);
    Some(match &node.kind {
        NodeKind::Path {
            steps,
            keep_singleton_array: false,
        } => path(steps, depth)?,
        NodeKind::Variable { name } if !matches!(name.as_str(), "" | "$") => {
            Plain::Path(name.as_str().into(), Vec::new())
        }
        NodeKind::String { value } => Plain::Literal(value.as_str().into()),
        NodeKind::Number { value } => Plain::Literal(Value::Number(number::of_double(*value))),
        NodeKind::Bool { value } => Plain::Literal((*value).into()),
        NodeKind::Null => Plain::Literal(Value::Null),
        NodeKind::Block { exprs, .. } => match exprs.as_slice() {
            [only] => inner(only)?,
            _ => return None,
        },
        NodeKind::Negate { expr } => Plain::Negate(Box::new(inner(expr)?)),
        NodeKind::Binary { op, lhs, rhs } if !matches!(op, BinaryOp::In | BinaryOp::Range) => {
            Plain::Binary(*op, Box::new((inner(lhs)?, inner(rhs)?)))
        }
        NodeKind::Condition {
            condition,
            then,
            otherwise,
        } => {
            let otherwise = match otherwise {
                Some(otherwise) => Some(inner(otherwise)?),
                None => None,
            };
            Plain::Condition(Box::new((inner(condition)?, inner(then)?, otherwise)))
        }
        NodeKind::Array { items } => {
            let items = items.iter().map(|node| {
                Some(Item {
                    value: inner(node)?,
                    nested: matches!(node.kind, NodeKind::Array { .. }),
                })
            });
            Plain::Array(items.collect::<Option<_>>()?)
        }
        NodeKind::Object { pairs } => Plain::Object(members(pairs, depth)?),
        NodeKind::Function { procedure, args } => {
            let function = called(procedure)?;
            let args = args.iter().map(inner).collect::<Option<_>>()?;
            Plain::Call(function, args, Vec::new())
        }
        _ => return None,
    })
}

/// A path is plain from a variable or a call on, by names only.
fn path(steps: &[Node], depth: usize) -> Option<Plain> {
    let (first, rest) = steps.split_first()?;
    if depth >= DEPTH {
        return None;
    }
    let rest: Vec<Text> = rest.iter().map(name).collect::<Option<_>>()?;
    match at(first, depth + 1)? {
        Plain::Path(variable, names) if names.is_empty() => Some(Plain::Path(variable, rest)),
        Plain::Call(function, args, names) if names.is_empty() => {
            Some(Plain::Call(function, args, rest))
        }
        _ => None,
    }
}

fn name(step: &Node) -> Option<Text> {
    match &step.kind {
        NodeKind::Name { name } if is_bare(&step.attrs) => Some(name.as_str().into()),
        _ => None,
    }
}

fn called(procedure: &Node) -> Option<Function> {
    match &procedure.kind {
        NodeKind::Variable { name } => Function::named(name),
        _ => None,
    }
}

/// Members with different written names.
fn members(pairs: &[(Node, Node)], depth: usize) -> Option<Vec<(Text, Plain)>> {
    let mut members: Vec<(Text, Plain)> = Vec::with_capacity(pairs.len());
    for (key, value) in pairs {
        let NodeKind::String { value: name } = &key.kind else {
            return None;
        };
        if !is_bare(&key.attrs) || members.iter().any(|(known, _)| known == name.as_str()) {
            return None;
        }
        members.push((name.as_str().into(), at(value, depth + 1)?));
    }
    Some(members)
}

/// Nothing filters, groups, sorts or binds here.
fn is_bare(attributes: &Attrs) -> bool {
    !attributes.keep_array
        && !attributes.tuple
        && attributes.focus.is_none()
        && attributes.index.is_none()
        && attributes.stages.is_empty()
        && attributes.predicate.is_empty()
        && attributes.group.is_none()
        && attributes.ancestor.is_none()
        && attributes.seeking_parent.is_empty()
}
