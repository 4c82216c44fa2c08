//! Expressions that need no evaluator: paths of names, literals, arithmetic and comparisons of such, constructors, and
//! calls of the service's functions with such arguments.
//!
//! This is most of what stands in definitions. What it looks up is handed on as it is, integers exact; what it computes
//! is computed in doubles, as the language does, and may be infinite, which the evaluator refuses and the service does
//! not. It answers only where there is no doubt: at anything unusual it gives up and the evaluator begins again.

mod compile;
mod operate;

use super::functions::{Argument, Function, Refused};
use super::States;
use crate::query::Surroundings;
use crate::random::Random;
use crate::value::{Number, Object, Text, Value};
use jlens_core::ast::BinaryOp;

pub(super) use compile::plain;

/// A plain expression.
#[derive(Clone, Debug)]
pub(super) enum Plain {
    Literal(Value),
    /// A variable, and the names of a path from it.
    Path(Text, Vec<Text>),
    /// A call, and the names of a path from its value.
    Call(Function, Vec<Plain>, Vec<Text>),
    Negate(Box<Plain>),
    Binary(BinaryOp, Box<(Plain, Plain)>),
    /// `a ? b : c`, the last of which may be missing.
    Condition(Box<(Plain, Plain, Option<Plain>)>),
    Array(Vec<Item>),
    Object(Vec<(Text, Plain)>),
}

/// One item of an array constructor.
#[derive(Clone, Debug)]
pub(super) struct Item {
    value: Plain,
    /// It is a constructor too: its items stay together.
    nested: bool,
}

/// Why there is no value.
#[derive(Debug)]
pub(super) enum Stop {
    Undefined,
    /// A call failed.
    Refused(Function, Refused),
    /// The evaluator is to answer: an array on the way, an operand of another type, a function or a variable that hides
    /// one.
    Unsure,
}

type Found = Result<Value, Stop>;

/// What a plain expression sees.
pub(super) struct View<'v> {
    pub(super) states: &'v States,
    pub(super) around: &'v dyn Surroundings,
    pub(super) is_function: fn(&str) -> bool,
}

impl View<'_> {
    /// The value of the whole expression. Infinite numbers leave as texts.
    pub(super) fn value(&self, plain: &Plain) -> Found {
        self.of(plain).map(outside)
    }

    fn of(&self, plain: &Plain) -> Found {
        match plain {
            Plain::Literal(value) => Ok(value.clone()),
            Plain::Path(variable, names) => self.path(variable, names),
            Plain::Call(function, given, names) => steps(self.call(*function, given)?, names),
            Plain::Negate(operand) => operate::negate(&self.of(operand)?),
            Plain::Binary(BinaryOp::And, sides) => self.logic(sides, false),
            Plain::Binary(BinaryOp::Or, sides) => self.logic(sides, true),
            Plain::Binary(op, sides) => {
                let (left, right) = (self.maybe(&sides.0)?, self.maybe(&sides.1)?);
                operate::binary(*op, left.as_ref(), right.as_ref())
            }
            Plain::Condition(parts) => match (self.maybe(&parts.0)?, &parts.2) {
                (Some(Value::Bool(true)), _) => self.of(&parts.1),
                (Some(Value::Bool(false)), Some(otherwise)) => self.of(otherwise),
                (Some(Value::Bool(false)), None) => Err(Stop::Undefined),
                _ => Err(Stop::Unsure),
            },
            Plain::Array(items) => self.array(items),
            Plain::Object(members) => self.object(members),
        }
    }

    /// The value, or `None` when it is undefined.
    fn maybe(&self, plain: &Plain) -> Result<Option<Value>, Stop> {
        match self.of(plain) {
            Ok(value) => Ok(Some(value)),
            Err(Stop::Undefined) => Ok(None),
            Err(stop) => Err(stop),
        }
    }

    fn path(&self, variable: &Text, names: &[Text]) -> Found {
        let (value, names) = match (variable.as_str(), names.split_first()) {
            ("states", Some((field, rest))) => (self.states.field(field, self.around), rest),
            ("states", None) => (Some(self.states.object(self.around).into()), names),
            (name, _) => (self.around.variable(name), names),
        };
        match value {
            Some(value) => steps(value, names),
            None if (self.is_function)(variable) => Err(Stop::Unsure),
            None => Err(Stop::Undefined),
        }
    }

    fn call(&self, function: Function, arguments: &[Plain]) -> Found {
        // A variable of the same name hides the function.
        if self.around.variable(function.name()).is_some() {
            return Err(Stop::Unsure);
        }
        let mut given = Vec::with_capacity(arguments.len());
        for argument in arguments {
            given.push(match self.maybe(argument)? {
                Some(Value::Number(number)) if !number.is_finite() => return Err(Stop::Unsure),
                Some(value) => Argument::Value(value),
                None => Argument::Undefined,
            });
        }
        let mut random = match function {
            Function::Random | Function::Uuid => Random::new(self.around.random()),
            _ => Random::new(0),
        };
        match function.call(&given, &mut random) {
            Ok(Some(value)) => Ok(value),
            Ok(None) => Err(Stop::Undefined),
            Err(refused) => Err(Stop::Refused(function, refused)),
        }
    }

    /// `and` when `decisive` is false, `or` when it is true.
    fn logic(&self, sides: &(Plain, Plain), decisive: bool) -> Found {
        match self.of(&sides.0) {
            Ok(Value::Bool(flag)) if flag == decisive => Ok(decisive.into()),
            Ok(Value::Bool(_)) => match self.of(&sides.1) {
                Ok(Value::Bool(flag)) => Ok(flag.into()),
                Err(stop @ Stop::Refused(..)) => Err(stop),
                _ => Err(Stop::Unsure),
            },
            Err(stop @ Stop::Refused(..)) => Err(stop),
            _ => Err(Stop::Unsure),
        }
    }

    /// Arrays among the items are spread, those of nested constructors are not; undefined ones leave no trace.
    fn array(&self, items: &[Item]) -> Found {
        let mut values = Vec::with_capacity(items.len());
        for item in items {
            match self.maybe(&item.value)? {
                Some(Value::Array(inner)) if !item.nested => values.extend(inner.iter().cloned()),
                Some(value) => values.push(outside(value)),
                None => {}
            }
        }
        Ok(values.into())
    }

    fn object(&self, members: &[(Text, Plain)]) -> Found {
        let mut object = Object::default();
        for (name, value) in members {
            if let Some(value) = self.maybe(value)? {
                object.set(name.clone(), outside(value));
            }
        }
        Ok(object.into())
    }
}

/// The value at the end of the steps. An array on the way makes it more than a lookup.
fn steps(value: Value, names: &[Text]) -> Found {
    if names.is_empty() {
        return Ok(value);
    }
    let mut value = &value;
    for name in names {
        if matches!(value, Value::Array(_)) {
            return Err(Stop::Unsure);
        }
        value = value.get(name).ok_or(Stop::Undefined)?;
    }
    Ok(value.clone())
}

/// A number beyond the doubles leaves an expression as a text.
fn outside(value: Value) -> Value {
    match value {
        Value::Number(Number::Double(double)) if !double.is_finite() => {
            Number::Double(double).to_string().into()
        }
        value => value,
    }
}

#[cfg(test)]
mod tests;
