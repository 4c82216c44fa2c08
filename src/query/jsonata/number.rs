//! Numbers as the service prints what an expression gives: whole ones as integers, `1.0` and `1e2` included.

use crate::value::{Number, Value};

/// Whole doubles within 64 bits become integers; the others are printed as doubles.
pub(super) fn of_double(double: f64) -> Number {
    // The first double beyond is 2^63; all below it in size convert without loss.
    let bound = 9_223_372_036_854_775_808.0;
    if double.fract() == 0.0 && (-bound..bound).contains(&double) {
        Number::Integer(double as i64)
    } else {
        Number::Double(double)
    }
}

/// A JSON value with its numbers in that form: integers exact within 64 bits, larger ones as doubles. `None` when a
/// number is beyond the doubles.
pub(super) fn plain(value: Value) -> Option<Value> {
    Some(match value {
        Value::Number(Number::Integer(integer)) => Value::from(integer),
        Value::Number(number) => {
            let double = number.as_f64();
            Value::Number(Some(of_double(double)).filter(|_| double.is_finite())?)
        }
        Value::Array(items) => {
            let items = items.iter().map(|item| plain(item.clone()));
            Value::Array(items.collect::<Option<Vec<_>>>()?.into())
        }
        Value::Object(members) => {
            let members = members.iter();
            let members = members.map(|(name, value)| Some((name.clone(), plain(value.clone())?)));
            Value::Object(members.collect::<Option<Vec<_>>>()?.into_iter().collect())
        }
        other => other,
    })
}
