//! The functions between text and JSON, and the one that merges.

use super::arguments::{affordable, object, text, Arguments, Fault};
use crate::query::java;
use crate::text::{read_value, write};
use crate::value::{Object, Text, Value};

/// Blank text is null.
pub(super) fn string_to_json(arguments: &Arguments<'_>) -> Result<Value, Fault> {
    let [json] = arguments.exactly()?;
    let json = text(json)?;
    if json.trim().is_empty() {
        return Ok(Value::Null);
    }
    read_value(json).map_err(|failure| {
        Fault::Says(format!(
            "Cannot convert String to Json in States.StringToJson, caused by: {}",
            failure.redacted
        ))
    })
}

pub(super) fn json_to_string(arguments: &Arguments<'_>) -> Result<Value, Fault> {
    let only_one = |_| Fault::Because("only a single argument is allowed.");
    let [value] = arguments.exactly().map_err(only_one)?;
    affordable(value.measure().bytes)?;
    Ok(write::compact(value).into())
}

/// Shallow: the members of the second object replace those of the first. The result is a `java.util.HashMap`, and its
/// members come in that map's order. Deep merging is not on offer; a third argument that is no boolean asks for nothing.
pub(super) fn merge(arguments: &Arguments<'_>) -> Result<Value, Fault> {
    let [first, second, is_deep] = arguments.exactly()?;
    let (first, second) = (object(first)?, object(second)?);
    if is_deep.as_bool() == Some(true) {
        return Err(Fault::Arguments);
    }
    let mut merged = first.clone();
    for (name, member) in second.iter() {
        merged.set(name.clone(), member.clone());
    }
    let members: Vec<(&Text, &Value)> = merged.iter().collect();
    let hashes: Vec<i32> = members
        .iter()
        .map(|(name, _)| java::hash_text(name))
        .collect();
    let order = java::hash_order(&hashes, 0);
    let ordered = order.iter().filter_map(|at| members.get(*at));
    let ordered: Object = ordered
        .map(|(name, member)| ((*name).clone(), (*member).clone()))
        .collect();
    Ok(ordered.into())
}
