//! The pattern functions as the evaluator calls them in a rewritten text.

use super::engine::BYTES;
use super::patterns::{below, fill, replace, split, Found, Pattern, Search, Stop, Units};
use super::rewrite::{FUNCTIONS, MARK};
use jlens_core::{Bindings, Error, HostCall, HostFunction};
use serde_json::{json, Value as Json};
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// The code with which a call asks for the text as it was written.
pub(super) const UNUSUAL: &str = "P0001";

/// Compiled patterns that are kept; an expression rarely has more than one.
const KEPT: usize = 32;

type Given<'g> = &'g [Option<Json>];
type Answer = Result<Option<Json>, Error>;

thread_local! {
    static FUEL: Cell<u32> = const { Cell::new(0) };
    static PATTERNS: RefCell<Vec<(String, Rc<Pattern>)>> = const { RefCell::new(Vec::new()) };
}

/// Fuel for the patterns of one evaluation.
pub(super) fn refuel(fuel: u32) {
    FUEL.set(fuel);
}

/// Adds the functions under the names that a rewritten text calls them by.
pub(super) fn bind(bindings: Bindings) -> Bindings {
    let calls: [fn(Given, &HostCall) -> Answer; 4] = [matches, contains, splits, replaces];
    let named = FUNCTIONS.iter().zip(calls);
    named.fold(bindings, |all, ((name, counts), call)| {
        let function = HostFunction::new(counts.end - 1, call).without_input();
        all.function(format!("{name}{MARK}"), function)
    })
}

impl From<Stop> for Error {
    fn from(stop: Stop) -> Error {
        match stop {
            Stop::Unusual => Error::new(UNUSUAL),
            Stop::Burnt => Error::new("U1006"),
            Stop::TooLong => Error::new("U1001").with("message", "too long"),
        }
    }
}

/// The text, the pattern and the limit of a call; `None` where the text is undefined.
type Parts<'g> = Option<(&'g str, Rc<Pattern>, Option<f64>)>;

fn parts<'g>(given: Given<'g>, limit: usize, call: &HostCall) -> Result<Parts<'g>, Stop> {
    let limit = match given.get(limit) {
        None => None,
        Some(None) if call.function(limit).is_some() => return Err(Stop::Unusual),
        Some(None) => None,
        Some(Some(limit)) => Some(limit.as_f64().filter(|l| *l >= 0.0).ok_or(Stop::Unusual)?),
    };
    let text = match given.first() {
        Some(Some(Json::String(text))) => text,
        Some(None) if call.function(0).is_none() => return Ok(None),
        _ => return Err(Stop::Unusual),
    };
    let Some(Some(Json::String(written))) = given.get(1) else {
        return Err(Stop::Unusual);
    };
    Ok(Some((text, pattern(written)?, limit)))
}

/// The compiled pattern of `flags/source`.
fn pattern(written: &str) -> Result<Rc<Pattern>, Stop> {
    PATTERNS.with(|kept| {
        let mut kept = kept.borrow_mut();
        if let Some((_, pattern)) = kept.iter().find(|(known, _)| known == written) {
            return Ok(Rc::clone(pattern));
        }
        let (flags, source) = written.split_once('/').ok_or(Stop::Unusual)?;
        let pattern = Rc::new(Pattern::new(source, flags).ok_or(Stop::Unusual)?);
        if kept.len() >= KEPT {
            kept.remove(0);
        }
        kept.push((written.to_owned(), Rc::clone(&pattern)));
        Ok(pattern)
    })
}

/// Searches with the fuel that is left.
fn search<T>(
    text: &str,
    pattern: &Pattern,
    then: impl FnOnce(&mut Search) -> Result<T, Error>,
) -> Result<T, Error> {
    FUEL.with(|fuel| then(&mut Search::new(pattern, text, fuel)))
}

fn piece<'t>(text: &'t str, range: &std::ops::Range<usize>) -> &'t str {
    text.get(range.clone()).unwrap_or_default()
}

/// A sequence: one match stands for itself, none is undefined.
fn matches(given: Given, call: &HostCall) -> Answer {
    let Some((text, pattern, limit)) = parts(given, 2, call)? else {
        return Ok(None);
    };
    search(text, &pattern, |search| {
        let (mut all, mut units) = (Vec::new(), Units::default());
        while below(all.len(), limit) {
            let Some(found) = search.next()? else { break };
            let groups = found.groups.iter().map(|group| piece(text, group));
            all.push(json!({
                "match": piece(text, &found.range),
                "index": units.at(text, found.range.start),
                "groups": groups.collect::<Vec<_>>(),
            }));
        }
        Ok(match all.len() {
            0 => None,
            1 => all.pop(),
            _ => Some(Json::Array(all)),
        })
    })
}

fn contains(given: Given, call: &HostCall) -> Answer {
    let Some((text, pattern, _)) = parts(given, 2, call)? else {
        return Ok(None);
    };
    search(text, &pattern, |search| {
        Ok(Some(search.next()?.is_some().into()))
    })
}

fn splits(given: Given, call: &HostCall) -> Answer {
    let Some((text, pattern, limit)) = parts(given, 2, call)? else {
        return Ok(None);
    };
    search(text, &pattern, |search| {
        let pieces = split(search, limit)?;
        let pieces = pieces.iter().map(|range| piece(text, range));
        Ok(Some(pieces.map(Json::from).collect()))
    })
}

fn replaces(given: Given, call: &HostCall) -> Answer {
    let Some((text, pattern, limit)) = parts(given, 3, call)? else {
        return Ok(None);
    };
    let function = call.function(2);
    let replacement = match (given.get(2), &function) {
        (Some(Some(Json::String(text))), _) => text.as_str(),
        (Some(None), Some(_)) => "",
        _ => return Err(Stop::Unusual.into()),
    };
    let mut units = Units::default();
    search(text, &pattern, |search| {
        let replaced = replace(search, limit, BYTES, |found| match &function {
            None => Ok(fill(replacement, text, found)),
            Some(function) => match function.call(&[Some(shown(text, found, &mut units))])? {
                Some(Json::String(instead)) => Ok(instead),
                _ => Err(Error::from(Stop::Unusual)),
            },
        });
        Ok(Some(replaced?.into()))
    })
}

/// A match as a function that replaces it sees it.
fn shown(text: &str, found: &Found, units: &mut Units) -> Json {
    let groups = found.groups.iter().map(|group| piece(text, group));
    json!({
        "match": piece(text, &found.range),
        "start": units.at(text, found.range.start),
        "end": units.at(text, found.range.end),
        "groups": groups.collect::<Vec<_>>(),
    })
}
