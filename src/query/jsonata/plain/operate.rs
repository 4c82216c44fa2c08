//! Operators on values of the types they are for.

use super::{Found, Stop};
use crate::query::jsonata::number;
use crate::value::{Number, Value};
use jlens_core::ast::BinaryOp;
use std::cmp::Ordering;

/// `-x`. Zero has no sign when it leaves.
pub(super) fn negate(operand: &Value) -> Found {
    Ok(result(-finite(operand)?))
}

/// Every operator but `and`, `or`, `in` and ranges; `None` is undefined.
pub(super) fn binary(op: BinaryOp, left: Option<&Value>, right: Option<&Value>) -> Found {
    match op {
        BinaryOp::Eq | BinaryOp::Ne => {
            let equal = equal(left, right)?;
            let defined = left.is_some() && right.is_some();
            // Either comparison with undefined is false.
            Ok((defined && equal == (op == BinaryOp::Eq)).into())
        }
        BinaryOp::Concat => Ok(format!("{}{}", text(left)?, text(right)?).into()),
        BinaryOp::Lt | BinaryOp::Le | BinaryOp::Gt | BinaryOp::Ge => {
            let order = order(left, right)?;
            Ok(match op {
                BinaryOp::Lt => order.is_lt(),
                BinaryOp::Le => order.is_le(),
                BinaryOp::Gt => order.is_gt(),
                _ => order.is_ge(),
            }
            .into())
        }
        _ => arithmetic(op, left, right),
    }
}

fn arithmetic(op: BinaryOp, left: Option<&Value>, right: Option<&Value>) -> Found {
    // An operand of another type fails even beside an undefined one.
    let left = left.map(finite).transpose()?;
    let right = right.map(finite).transpose()?;
    let (Some(left), Some(right)) = (left, right) else {
        return Err(Stop::Undefined);
    };
    Ok(result(match op {
        BinaryOp::Add => left + right,
        BinaryOp::Sub => left - right,
        BinaryOp::Mul => left * right,
        BinaryOp::Div => left / right,
        BinaryOp::Mod => left % right,
        _ => return Err(Stop::Unsure),
    }))
}

fn result(double: f64) -> Value {
    Value::Number(number::of_double(double))
}

/// An operand of arithmetic.
fn finite(value: &Value) -> Result<f64, Stop> {
    let number = value.as_number().ok_or(Stop::Unsure)?;
    let double = number.as_f64();
    if double.is_finite() {
        Ok(double)
    } else {
        Err(Stop::Unsure)
    }
}

/// Scalars only.
fn equal(left: Option<&Value>, right: Option<&Value>) -> Result<bool, Stop> {
    let (Some(left), Some(right)) = (left, right) else {
        return Ok(false);
    };
    Ok(match (left, right) {
        (Value::Array(_) | Value::Object(_), _) | (_, Value::Array(_) | Value::Object(_)) => {
            return Err(Stop::Unsure);
        }
        (Value::Number(a), Value::Number(b)) => a.as_f64() == b.as_f64(),
        (left, right) => left == right,
    })
}

/// Two numbers, or two texts in the order of their UTF-16 units.
fn order(left: Option<&Value>, right: Option<&Value>) -> Result<Ordering, Stop> {
    match (left, right) {
        (Some(Value::Number(a)), Some(Value::Number(b))) => {
            a.as_f64().partial_cmp(&b.as_f64()).ok_or(Stop::Unsure)
        }
        (Some(Value::Text(a)), Some(Value::Text(b))) => Ok(a.encode_utf16().cmp(b.encode_utf16())),
        _ => Err(Stop::Unsure),
    }
}

/// A part of a text: texts, flags, integers that print alike everywhere, and nothing.
fn text(value: Option<&Value>) -> Result<String, Stop> {
    let exact = 1_i64 << 53;
    Ok(match value {
        None => String::new(),
        Some(Value::Text(text)) => text.to_string(),
        Some(Value::Bool(flag)) => flag.to_string(),
        Some(Value::Number(Number::Integer(integer))) if (-exact..=exact).contains(integer) => {
            integer.to_string()
        }
        _ => return Err(Stop::Unsure),
    })
}
