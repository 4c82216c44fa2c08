//! The functions on numbers.

use super::arguments::{in_32_bits, rounded32, whole, whole32, Arguments, Fault};
use crate::random::JavaRandom;
use crate::value::Value;

/// Operands are rounded; operands and sum must fit 32 bits.
pub(super) fn add(arguments: &Arguments<'_>) -> Result<Value, Fault> {
    let [left, right] = arguments.exactly()?;
    in_32_bits(rounded32(left)? + rounded32(right)?).map(Value::from)
}

/// An integer from the first bound, included, to the second, excluded; both are cut to integers. With a seed it is the
/// one that `new java.util.Random(seed).nextInt(end - start)` leads to.
pub(super) fn random(arguments: &Arguments<'_>) -> Result<Value, Fault> {
    let (start, end, seed) = match arguments.values {
        [start, end] => (start, end, None),
        [start, end, seed] => (start, end, Some(whole(seed)?)),
        _ => return Err(Fault::Arguments),
    };
    let (start, end) = (whole32(start)?, whole32(end)?);
    if start >= end {
        return Err(Fault::Arguments);
    }
    let width = end - start;
    let drawn = match seed {
        Some(seed) => {
            let bound = i32::try_from(width).map_err(|_| Fault::Arguments)?;
            let drawn = JavaRandom::new(seed).next_int(bound);
            i64::from(drawn.ok_or(Fault::Arguments)?)
        }
        None => {
            let bits = u128::from(arguments.around.random());
            ((bits * width as u128) >> 64) as i64
        }
    };
    Ok((start + drawn).into())
}
