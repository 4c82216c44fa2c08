//! Expressions that need no evaluator: paths of names from `$states` or a variable, literals, and a call of one of the
//! service's functions with such arguments. Their values are handed on as they are, integers exact.

use super::functions::{Argument, Function, Refused};
use super::{number, States};
use crate::query::Surroundings;
use crate::random::Random;
use crate::value::{Text, Value};
use jlens_core::ast::{Attrs, Node, NodeKind};

/// A plain expression.
#[derive(Clone, Debug)]
pub(super) struct Plain {
    root: Root,
    /// The steps after it.
    names: Vec<Text>,
}

#[derive(Clone, Debug)]
enum Root {
    Literal(Value),
    Variable(Text),
    Call(Function, Vec<Plain>),
}

/// How a plain expression ended.
#[derive(Debug)]
pub(super) enum Outcome {
    /// With a value.
    Value(Value),
    /// Undefined.
    Undefined,
    /// With a failed call.
    Refused(Function, Refused),
    /// It is not plain after all: a step meets an array, a name is a built-in function or hides one.
    NotPlain,
}

/// The plain form of a tree, if it has one.
pub(super) fn plain(node: &Node) -> Option<Plain> {
    match &node.kind {
        NodeKind::Path {
            steps,
            keep_singleton_array: false,
        } if is_bare(&node.attrs) => {
            let (first, rest) = steps.split_first()?;
            let mut plain = self::plain(first)?;
            let literal = matches!(plain.root, Root::Literal(_));
            if literal || !plain.names.is_empty() {
                return None;
            }
            plain.names = rest.iter().map(name).collect::<Option<_>>()?;
            Some(plain)
        }
        _ if !is_bare(&node.attrs) => None,
        _ => Some(Plain {
            root: root(&node.kind)?,
            names: Vec::new(),
        }),
    }
}

fn root(kind: &NodeKind) -> Option<Root> {
    Some(match kind {
        NodeKind::Variable { name } if !matches!(name.as_str(), "" | "$") => {
            Root::Variable(name.as_str().into())
        }
        NodeKind::String { value } => Root::Literal(value.as_str().into()),
        NodeKind::Number { value } => Root::Literal(Value::Number(number::of_double(*value))),
        NodeKind::Bool { value } => Root::Literal((*value).into()),
        NodeKind::Null => Root::Literal(Value::Null),
        NodeKind::Function { procedure, args } => {
            let NodeKind::Variable { name } = &procedure.kind else {
                return None;
            };
            let args = args.iter().map(plain).collect::<Option<_>>()?;
            Root::Call(Function::named(name)?, args)
        }
        _ => return None,
    })
}

fn name(step: &Node) -> Option<Text> {
    match &step.kind {
        NodeKind::Name { name } if is_bare(&step.attrs) => Some(name.as_str().into()),
        _ => None,
    }
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

impl Plain {
    pub(super) fn evaluate(
        &self,
        states: &States,
        around: &dyn Surroundings,
        is_function: &dyn Fn(&str) -> bool,
    ) -> Outcome {
        let (value, names) = match &self.root {
            Root::Literal(value) => (value.clone(), self.names.as_slice()),
            Root::Variable(name) => {
                let mut names = self.names.as_slice();
                let value = match (name.as_str(), names.split_first()) {
                    ("states", Some((field, rest))) => {
                        names = rest;
                        states.field(field, around)
                    }
                    ("states", None) => Some(states.object(around).into()),
                    (name, _) => around.variable(name),
                };
                match value {
                    Some(value) => (value, names),
                    None if is_function(name) => return Outcome::NotPlain,
                    None => return Outcome::Undefined,
                }
            }
            Root::Call(function, arguments) => {
                match call(*function, arguments, states, around, is_function) {
                    Outcome::Value(value) => (value, self.names.as_slice()),
                    other => return other,
                }
            }
        };
        steps(value, names)
    }
}

/// The value at the end of the steps. An array on the way makes it more than a lookup.
fn steps(value: Value, names: &[Text]) -> Outcome {
    let mut value = &value;
    for name in names {
        if matches!(value, Value::Array(_)) {
            return Outcome::NotPlain;
        }
        match value.get(name) {
            Some(member) => value = member,
            None => return Outcome::Undefined,
        }
    }
    Outcome::Value(value.clone())
}

fn call(
    function: Function,
    arguments: &[Plain],
    states: &States,
    around: &dyn Surroundings,
    is_function: &dyn Fn(&str) -> bool,
) -> Outcome {
    // A variable of the same name hides the function.
    if around.variable(function.name()).is_some() {
        return Outcome::NotPlain;
    }
    let mut given = Vec::with_capacity(arguments.len());
    for argument in arguments {
        given.push(match argument.evaluate(states, around, is_function) {
            Outcome::Value(value) => Argument::Value(value),
            Outcome::Undefined => Argument::Undefined,
            other => return other,
        });
    }
    let mut random = match function {
        Function::Random | Function::Uuid => Random::new(around.random()),
        _ => Random::new(0),
    };
    match function.call(&given, &mut random) {
        Ok(Some(value)) => Outcome::Value(value),
        Ok(None) => Outcome::Undefined,
        Err(refused) => Outcome::Refused(function, refused),
    }
}
