//! Pages of a history, put together: ids from 1 on, without gaps, whatever order they were printed in.

use super::fault::{Fault, Part, Wrong};
use super::source::{Role, Source};
use crate::execution::EventId;
use crate::text::read_value;
use crate::time::Timestamp;
use crate::value::order::sort_by_key;
use crate::value::{Object, Text, Value};

/// The last millisecond of the year 9999: later ones are no dates.
const LAST: i64 = 253_402_300_799_999;

/// Seconds since 1970 are below this, milliseconds are above it.
const MILLIS_FROM: f64 = 1e11;

/// An event as it was printed.
#[derive(Clone, Debug)]
pub struct RawEvent {
    /// `id`.
    pub id: EventId,
    /// `previousEventId`.
    pub previous: EventId,
    /// `timestamp`.
    pub time: Timestamp,
    /// `type`.
    pub name: Text,
    /// Its details, without their wrapper.
    pub details: Option<Object>,
    /// All of it.
    pub value: Value,
    pub(super) source: usize,
    pub(super) item: usize,
}

impl RawEvent {
    /// A text among its details.
    pub fn text(&self, name: &str) -> Option<&Text> {
        match self.details.as_ref()?.get(name)? {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// A number among its details.
    pub fn number(&self, name: &str) -> Option<u32> {
        let number = self.details.as_ref()?.get(name)?.as_number()?;
        u32::try_from(number.as_i64()?).ok()
    }
}

/// The events of all pages, and whether more follow.
pub(super) fn assemble(sources: &mut [Source]) -> Result<(Vec<RawEvent>, bool), Fault> {
    let mut all = Vec::new();
    // The last events of pages that say that more follows.
    let mut followed = Vec::new();
    let mut pages = 0;
    for (at, source) in sources.iter_mut().enumerate() {
        if !source.is(Role::History) {
            continue;
        }
        pages += 1;
        let before = all.len();
        read_page(at, source, &mut all)?;
        let own = all.get(before..).unwrap_or_default();
        let ids = || own.iter().map(|event: &RawEvent| event.id);
        source.span = ids().min().zip(ids().max());
        let token = |name: &str| matches!(source.value.get(name), Some(Value::Text(_)));
        // Newest first, what follows is older: it is there, or the events have a gap.
        let ends = own.first().map(|e| e.id).zip(own.last().map(|e| e.id));
        if token("nextToken") || token("NextToken") {
            followed.extend(ends.filter(|(a, b)| a <= b).map(|(_, last)| last));
        }
    }
    if pages == 0 {
        return Err(Fault::of(0, Wrong::NoHistory));
    }
    sort_by_key(&mut all, |event| event.id);
    let whole = whole(all)?;
    // A token of a page whose successor is here is used up, and nothing follows an end but a redrive.
    let last = whole.last().map_or(0, |last| last.id);
    let ended = whole.last().is_some_and(|last| ends(&last.name));
    let more = !ended && followed.contains(&last);
    Ok((whole, more))
}

/// Whether an event of this type ends the execution.
pub(super) fn ends(name: &str) -> bool {
    let ends = [
        "ExecutionSucceeded",
        "ExecutionFailed",
        "ExecutionTimedOut",
        "ExecutionAborted",
    ];
    ends.contains(&name)
}

fn read_page(at: usize, source: &Source, all: &mut Vec<RawEvent>) -> Result<(), Fault> {
    let (list, path) = match &source.value {
        Value::Array(list) => (Some(list), Vec::new()),
        other => (
            other.get("events").and_then(Value::as_array),
            vec![Part::Member("events")],
        ),
    };
    for (item, value) in list.into_iter().flat_map(|list| list.iter()).enumerate() {
        let event = read_event(value, (at, item)).map_err(|wrong| {
            let mut path = path.clone();
            path.push(Part::Item(item));
            if let Wrong::Member(name) = wrong {
                path.push(Part::Member(name));
            }
            Fault {
                source: at,
                path,
                wrong,
            }
        })?;
        all.push(event);
    }
    Ok(())
}

fn read_event(value: &Value, (source, item): (usize, usize)) -> Result<RawEvent, Wrong> {
    let object = value.as_object().ok_or(Wrong::NotEvent)?;
    let number = |name: &'static str| {
        let number = object.get(name).and_then(Value::as_number);
        let number = number.and_then(|number| u32::try_from(number.as_i64()?).ok());
        number.ok_or(Wrong::Member(name))
    };
    let id = number("id")?;
    let Some(Value::Text(name)) = object.get("type") else {
        return Err(Wrong::Member("type"));
    };
    let time = object.get("timestamp").and_then(millis);
    let time = time.ok_or(Wrong::Member("timestamp"))?;
    let previous = match object.get("previousEventId") {
        None => 0,
        Some(_) => number("previousEventId")?,
    };
    if id == 0 {
        return Err(Wrong::Member("id"));
    }
    if previous >= id {
        return Err(Wrong::Member("previousEventId"));
    }
    let details = object
        .iter()
        .find(|(key, value)| key.ends_with("EventDetails") && value.as_object().is_some());
    Ok(RawEvent {
        id,
        previous,
        time: Timestamp(time),
        name: name.clone(),
        details: details.and_then(|(_, value)| value.as_object().cloned()),
        value: value.clone(),
        source,
        item,
    })
}

/// Milliseconds since 1970 of a printed time: ISO with an offset, seconds or milliseconds, as number or text.
pub(super) fn millis(value: &Value) -> Option<i64> {
    let number = match value {
        Value::Text(text) => match Timestamp::parse(text) {
            Some(time) => return Some(time.millis()),
            None => text.parse().ok()?,
        },
        other => other.as_number()?.as_f64(),
    };
    let number: f64 = number;
    if !number.is_finite() || number < 0.0 {
        return None;
    }
    let scale = if number < MILLIS_FROM { 1000.0 } else { 1.0 };
    Some((number * scale).round() as i64).filter(|millis| *millis <= LAST)
}

/// Pages may overlap; what two of them say of one event must be the same.
fn whole(all: Vec<RawEvent>) -> Result<Vec<RawEvent>, Fault> {
    let mut whole: Vec<RawEvent> = Vec::with_capacity(all.len());
    for event in all {
        let fault = |wrong| Fault {
            source: event.source,
            path: event.path(),
            wrong,
        };
        let last = whole.last().map_or(0, |last| last.id);
        if event.id > last + 1 {
            return Err(fault(Wrong::Gap(last + 1, event.id - 1)));
        }
        match whole.last_mut().filter(|last| last.id == event.id) {
            Some(last) => {
                if let Some(member) = difference(last, &event) {
                    return Err(fault(Wrong::Twice(event.id, member)));
                }
                // One event may be printed with and without its data.
                if told(&event) > told(last) {
                    *last = event;
                }
            }
            None => whole.push(event),
        }
    }
    match whole.is_empty() {
        true => Err(Fault::of(0, Wrong::NoEvents)),
        false => Ok(whole),
    }
}

/// The first member in which two copies of an event contradict each other. What only one of them has is no contradiction.
fn difference(one: &RawEvent, other: &RawEvent) -> Option<String> {
    let own = [
        ("type", one.name == other.name),
        ("previousEventId", one.previous == other.previous),
        ("timestamp", one.time == other.time),
    ];
    if let Some((member, _)) = own.iter().find(|(_, same)| !same) {
        return Some((*member).to_owned());
    }
    let (one, other) = (one.details.as_ref()?, other.details.as_ref()?);
    let differs = |(name, value): &(&Text, &Value)| {
        let there = other.get(name).filter(|_| !about_data(name));
        there.is_some_and(|there| !is_same(value, there))
    };
    let found = one.iter().find(differs);
    found.map(|(name, _)| name.to_string())
}

/// `inputDetails` and the like say whether data was left out.
fn about_data(name: &str) -> bool {
    name.ends_with("Details")
}

/// The same value; of JSON texts, whatever their spaces.
fn is_same(one: &Value, other: &Value) -> bool {
    let json = |value: &Value| value.as_str().and_then(|text| read_value(text).ok());
    one == other || matches!((json(one), json(other)), (Some(one), Some(other)) if one == other)
}

/// How much a copy of an event has.
fn told(event: &RawEvent) -> usize {
    let details = event.details.as_ref();
    let members = details.into_iter().flat_map(|details| details.iter());
    members.filter(|(name, _)| !about_data(name)).count()
}

impl RawEvent {
    /// The way to it in its text: in a bare array the first step leads nowhere and is left out.
    pub(super) fn path(&self) -> Vec<Part> {
        vec![Part::Member("events"), Part::Item(self.item)]
    }
}
