//! What a function gets and how it fails.

use super::{Limits, MAX_BYTES};
use crate::query::Surroundings;
use crate::value::{Array, Number, Object, Value};

/// The arguments of one call, evaluated.
pub(super) struct Arguments<'a> {
    pub(super) values: &'a [Value],
    /// Byte positions in the first argument, if it was written in quotes, of braces that are plain text.
    pub(super) escaped_braces: &'a [usize],
    pub(super) limits: Limits,
    pub(super) around: &'a dyn Surroundings,
}

/// Why a function fails.
#[derive(Debug)]
pub(super) enum Fault {
    /// Number, kind or range of the arguments. The service does not say which.
    Arguments,
    /// The same, with what the service adds after a colon.
    Because(&'static str),
    /// In words of its own.
    Says(String),
}

impl Fault {
    /// The text after the call in the cause.
    pub(super) fn detail(&self, function: &str) -> String {
        match self {
            Fault::Arguments => format!("Invalid arguments in {function}"),
            Fault::Because(reason) => format!("Invalid arguments in {function}: {reason}"),
            Fault::Says(text) => text.clone(),
        }
    }
}

impl<'a> Arguments<'a> {
    /// All arguments, if there are exactly `N`.
    pub(super) fn exactly<const N: usize>(&self) -> Result<&'a [Value; N], Fault> {
        self.values.try_into().map_err(|_| Fault::Arguments)
    }
}

/// A string argument.
pub(super) fn text(value: &Value) -> Result<&str, Fault> {
    value.as_str().ok_or(Fault::Arguments)
}

/// An array argument.
pub(super) fn array(value: &Value) -> Result<&Array, Fault> {
    value.as_array().ok_or(Fault::Arguments)
}

/// An object argument.
pub(super) fn object(value: &Value) -> Result<&Object, Fault> {
    value.as_object().ok_or(Fault::Arguments)
}

/// A number argument cut to an integer (2.6 is 2, -0.4 is 0).
pub(super) fn whole(value: &Value) -> Result<i64, Fault> {
    integer(value, f64::trunc)
}

/// A number argument cut to an integer of 32 bits.
pub(super) fn whole32(value: &Value) -> Result<i64, Fault> {
    in_32_bits(whole(value)?)
}

/// A number argument rounded, halves towards positive infinity (-1.5 is -1), to an integer of 32 bits.
pub(super) fn rounded32(value: &Value) -> Result<i64, Fault> {
    in_32_bits(integer(value, |double| (double + 0.5).floor())?)
}

/// `value`, if it is an integer of 32 bits, Java's `int`.
pub(super) fn in_32_bits(value: i64) -> Result<i64, Fault> {
    i32::try_from(value)
        .map(i64::from)
        .map_err(|_| Fault::Arguments)
}

fn integer(value: &Value, to_integer: fn(f64) -> f64) -> Result<i64, Fault> {
    match value {
        Value::Number(Number::Integer(integer)) => Ok(*integer),
        Value::Number(Number::Double(double)) => {
            let integer = to_integer(*double);
            // Up to here every integer is a double of its own.
            if integer.abs() < (1i64 << 53) as f64 {
                Ok(integer as i64)
            } else {
                Err(Fault::Arguments)
            }
        }
        _ => Err(Fault::Arguments),
    }
}

/// Refuses to make more than [`MAX_BYTES`].
pub(super) fn affordable(bytes: usize) -> Result<(), Fault> {
    if bytes > MAX_BYTES {
        let limit = MAX_BYTES >> 20;
        return Err(Fault::Says(format!(
            "The result is larger than {limit} MiB"
        )));
    }
    Ok(())
}
