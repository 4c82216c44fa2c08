//! Base64, hashes, UUIDs.

use super::arguments::{text, Arguments, Fault};
use crate::query::java;
use crate::value::Value;
use crate::{digest, random};

/// Refuses a text of more UTF-16 units than the service takes.
fn limited<'t>(text: &'t str, arguments: &Arguments<'_>) -> Result<&'t str, Fault> {
    let limit = arguments.limits.chars.unwrap_or(usize::MAX);
    // A text has at most as many units as bytes.
    if text.len() > limit && text.encode_utf16().count() > limit {
        return Err(Fault::Arguments);
    }
    Ok(text)
}

pub(super) fn base64_encode(arguments: &Arguments<'_>) -> Result<Value, Fault> {
    let [plain] = arguments.exactly()?;
    let plain = limited(text(plain)?, arguments)?;
    Ok(digest::base64_encode(plain.as_bytes()).into())
}

/// Bytes that are no UTF-8 become replacement characters.
pub(super) fn base64_decode(arguments: &Arguments<'_>) -> Result<Value, Fault> {
    let [encoded] = arguments.exactly()?;
    let bytes = digest::base64_decode(limited(text(encoded)?, arguments)?);
    Ok(String::from_utf8_lossy(&bytes).into_owned().into())
}

/// Of a text its UTF-8; of anything else its text in Java.
pub(super) fn hash(arguments: &Arguments<'_>) -> Result<Value, Fault> {
    let [data, algorithm] = arguments.exactly()?;
    let printed = java::text(data);
    let data = limited(&printed, arguments)?;
    let hash = digest::hash(text(algorithm)?, data.as_bytes());
    hash.map(Value::from).ok_or(Fault::Arguments)
}

/// Version 4, from the execution's seeded generator. Arguments are ignored.
pub(super) fn uuid(arguments: &Arguments<'_>) -> Result<Value, Fault> {
    let (high, low) = (arguments.around.random(), arguments.around.random());
    Ok(random::uuid(high, low).into())
}
