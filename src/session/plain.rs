//! Numbers whose written form says more than their value: what the service prints plainly, as `1704067200.22`, would
//! come back from JSON text as a double, and be printed as `1.70406720022E9` from then on.

use crate::value::{Array, Number, Object, Text, Value};

/// Decimals of a value that are printed plainly, as texts.
pub(super) fn plain_numbers(value: &Value) -> Array {
    let mut found = Vec::new();
    collect(value, &mut found);
    found.into_iter().map(Value::Text).collect()
}

fn collect(value: &Value, found: &mut Vec<Text>) {
    match value {
        Value::Number(number @ Number::Big(digits)) if !number.is_integer() => {
            found.push(digits.clone());
        }
        Value::Array(list) => list.iter().for_each(|item| collect(item, found)),
        Value::Object(object) => object.iter().for_each(|(_, item)| collect(item, found)),
        _ => {}
    }
}

/// The value with numbers beyond the range of doubles as the texts that they are written as.
pub(super) fn finite(value: Value) -> Value {
    match value {
        Value::Number(number) if !number.is_finite() => Value::Text(Text::from(number.to_string())),
        Value::Array(list) => list.iter().cloned().map(finite).collect::<Array>().into(),
        Value::Object(object) => {
            let members = object.iter();
            let members = members.map(|(name, item)| (name.clone(), finite(item.clone())));
            Value::Object(members.collect::<Object>())
        }
        other => other,
    }
}

/// The value with doubles that equal one of these printed as it is.
pub(super) fn with_plain_numbers(value: Value, plain: &Array) -> Value {
    if plain.is_empty() {
        return value;
    }
    match value {
        Value::Number(Number::Double(double)) => {
            let equal = |text: &&Value| {
                let read = text.as_str().and_then(|text| text.parse::<f64>().ok());
                read == Some(double)
            };
            match plain.iter().find(equal) {
                Some(Value::Text(digits)) => Value::Number(Number::Big(digits.clone())),
                _ => Value::Number(Number::Double(double)),
            }
        }
        Value::Array(list) => {
            let items = list.iter().cloned();
            items
                .map(|item| with_plain_numbers(item, plain))
                .collect::<Array>()
                .into()
        }
        Value::Object(object) => {
            let members = object.iter();
            let members = members.map(|(name, item)| {
                let item = with_plain_numbers(item.clone(), plain);
                (name.clone(), item)
            });
            Value::Object(members.collect::<Object>())
        }
        other => other,
    }
}
