//! `States.ArrayUnique`: the elements as a `java.util.HashSet` hands them out.
//!
//! Rule from the service's answers: `[true,false,true]` gives `[false,true]`, `[[1,2],[2,1]]` gives `[[2,1],[1,2]]`.

use crate::query::java;
use crate::value::{Number, Value};
use std::collections::HashMap;

/// Each distinct element once, in the set's order.
pub(super) fn unique(items: &[Value]) -> Vec<Value> {
    let mut kept: Vec<&Value> = Vec::new();
    let mut hashes: Vec<i32> = Vec::new();
    // Positions in `kept` by hash; looked up only, never iterated.
    let mut known: HashMap<i32, Vec<usize>> = HashMap::new();
    for item in items {
        let hash = hash(item);
        let same = known.entry(hash).or_default();
        if !same.iter().any(|at| kept.get(*at) == Some(&item)) {
            same.push(kept.len());
            kept.push(item);
            hashes.push(hash);
        }
    }
    let order = java::hash_order(&hashes, items.len());
    order
        .iter()
        .filter_map(|at| kept.get(*at))
        .map(|item| (*item).clone())
        .collect()
}

/// `hashCode` of the value in Java's own types.
fn hash(value: &Value) -> i32 {
    match value {
        Value::Null => 0,
        Value::Bool(true) => 1231,
        Value::Bool(false) => 1237,
        Value::Text(text) => java::hash_text(text),
        Value::Number(number) => hash_number(number),
        Value::Array(items) => items.iter().fold(1, |sum: i32, item| {
            sum.wrapping_mul(31).wrapping_add(hash(item))
        }),
        Value::Object(members) => members.iter().fold(0, |sum: i32, (name, member)| {
            sum.wrapping_add(java::hash_text(name) ^ hash(member))
        }),
    }
}

/// Integers by value, so that `1.0` equals `1`; other numbers by the bits of the double.
fn hash_number(number: &Number) -> i32 {
    match (number.as_i64(), number) {
        (Some(integer), _) => match i32::try_from(integer) {
            Ok(small) => small,
            Err(_) => fold(integer as u64),
        },
        (None, Number::Big(digits)) => hash_big(digits),
        (None, _) => fold(number.as_f64().to_bits()),
    }
}

fn fold(bits: u64) -> i32 {
    (bits ^ (bits >> 32)) as i32
}

/// `BigInteger.hashCode`: its 32-bit digits, the highest first, as the digits of a number to the base of 31.
fn hash_big(digits: &str) -> i32 {
    let (negative, digits) = match digits.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, digits),
    };
    let mut limbs: Vec<u32> = Vec::new();
    for digit in digits.bytes() {
        let mut carry = u64::from(digit.wrapping_sub(b'0'));
        for limb in &mut limbs {
            let product = u64::from(*limb) * 10 + carry;
            *limb = product as u32;
            carry = product >> 32;
        }
        if carry > 0 {
            limbs.push(carry as u32);
        }
    }
    let hash = limbs.iter().rev().fold(0i32, |hash, limb| {
        hash.wrapping_mul(31).wrapping_add(*limb as i32)
    });
    if negative {
        hash.wrapping_neg()
    } else {
        hash
    }
}
