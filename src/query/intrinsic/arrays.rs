//! The functions on arrays.

use super::arguments::{affordable, array, whole32, Arguments, Fault};
use crate::query::java;
use crate::value::Value;

type Result = std::result::Result<Value, Fault>;

pub(super) fn make(arguments: &Arguments<'_>) -> Result {
    let bytes = arguments.values.iter().map(|value| value.measure().bytes);
    affordable(bytes.fold(0, usize::saturating_add))?;
    Ok(arguments.values.to_vec().into())
}

pub(super) fn partition(arguments: &Arguments<'_>) -> Result {
    let [items, size] = arguments.exactly()?;
    let (items, size) = (array(items)?, whole32(size)?);
    let size = usize::try_from(size).unwrap_or(0);
    if size == 0 {
        return Err(Fault::Arguments);
    }
    let chunks = items.chunks(size).map(|chunk| Value::from(chunk.to_vec()));
    Ok(chunks.collect::<Vec<_>>().into())
}

/// By text: `true` is found in `["true"]`, an object only with its members in the same order.
pub(super) fn contains(arguments: &Arguments<'_>) -> Result {
    let [items, wanted] = arguments.exactly()?;
    let wanted = java::text(wanted);
    let mut items = array(items)?.iter();
    Ok(items.any(|item| java::text(item) == wanted).into())
}

/// Both ends included. A step in the wrong direction gives no item.
pub(super) fn range(arguments: &Arguments<'_>) -> Result {
    let [first, last, step] = arguments.exactly()?;
    let (first, last, step) = (whole32(first)?, whole32(last)?, whole32(step)?);
    if step == 0 {
        return Err(Fault::Arguments);
    }
    let steps = (last - first) / step;
    let is_wrong_way = (last - first).signum() == -step.signum();
    let count = if is_wrong_way { 0 } else { steps + 1 };
    let limit = arguments.limits.range_items.unwrap_or(1 << 20);
    if usize::try_from(count).map_or(true, |count| count > limit) {
        return Err(Fault::Arguments);
    }
    let items = (0..count).map(|at| Value::from(first + at * step));
    Ok(items.collect::<Vec<_>>().into())
}

/// An empty array has null at every index.
pub(super) fn get_item(arguments: &Arguments<'_>) -> Result {
    let [items, index] = arguments.exactly()?;
    let (items, index) = (array(items)?, whole32(index)?);
    if items.is_empty() {
        return Ok(Value::Null);
    }
    let item = usize::try_from(index).ok().and_then(|at| items.get(at));
    item.cloned().ok_or(Fault::Arguments)
}

pub(super) fn length(arguments: &Arguments<'_>) -> Result {
    let [items] = arguments.exactly()?;
    Ok(array(items)?.len().into())
}

pub(super) fn unique(arguments: &Arguments<'_>) -> Result {
    let [items] = arguments.exactly()?;
    Ok(super::unique::unique(array(items)?).into())
}
