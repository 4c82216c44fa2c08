//! `$match`, `$contains`, `$split` and `$replace` with a pattern written in their call.
//!
//! The evaluator's own take time that grows with the square of a text; these go through it once. Their fuel is counted
//! apart, because a step of a pattern costs so much less than one of an expression. Whatever is unusual about a call is
//! left to the evaluator.

use regress::{Flags, Match, Regex};
use std::cell::Cell;
use std::ops::Range;

/// Backtracking steps of one evaluation, in units of 1,024.
pub(super) const FUEL: u32 = 20_000;

/// Why a call gives no answer.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Stop {
    /// The evaluator is to answer.
    Unusual,
    /// The fuel is burnt.
    Burnt,
    /// The evaluation may not make so long a text.
    TooLong,
}

/// A pattern of an expression: `/source/flags`.
pub(super) struct Pattern(Regex);

impl Pattern {
    /// Flags are `i` and `m`; every search goes through the whole text. `None` for what is no pattern.
    pub(super) fn new(source: &str, flags: &str) -> Option<Pattern> {
        Regex::with_flags(source, Flags::from(flags))
            .ok()
            .map(Pattern)
    }
}

/// One match, places in bytes.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) range: Range<usize>,
    /// Its groups; all of them took part.
    pub(super) groups: Vec<Range<usize>>,
}

/// The matches of a pattern in a text, one after the other.
pub(super) struct Search<'s> {
    pattern: &'s Pattern,
    text: &'s str,
    /// Where the next search begins; `None` before the first.
    from: Option<usize>,
    fuel: &'s Cell<u32>,
}

impl<'s> Search<'s> {
    pub(super) fn new(pattern: &'s Pattern, text: &'s str, fuel: &'s Cell<u32>) -> Search<'s> {
        Search {
            pattern,
            text,
            from: None,
            fuel,
        }
    }

    /// The next match. A second one that is empty is an error of the language's, which the evaluator words.
    pub(super) fn next(&mut self) -> Result<Option<Found>, Stop> {
        let from = match self.from {
            None => 0,
            Some(from) if from >= self.text.len() => return Ok(None),
            Some(from) => from,
        };
        let burn = || {
            self.fuel.set(self.fuel.get().saturating_sub(1));
            self.fuel.get() == 0
        };
        let found = self
            .pattern
            .0
            .find_from_interruptible(self.text, from, burn);
        let Some(found) = found.map_err(|_| Stop::Burnt)? else {
            self.from = Some(self.text.len());
            return Ok(None);
        };
        let range = found.range();
        if self.from.is_some() && range.is_empty() {
            return Err(Stop::Unusual);
        }
        self.from = Some(range.end);
        Ok(Some(Found {
            groups: groups(found)?,
            range,
        }))
    }
}

/// A group that took no part is undefined, for which JSON has no value.
fn groups(found: Match) -> Result<Vec<Range<usize>>, Stop> {
    let groups = found.captures.into_iter();
    groups.map(|group| group.ok_or(Stop::Unusual)).collect()
}

/// Counts UTF-16 units up to places that only go forward.
#[derive(Default)]
pub(super) struct Units {
    byte: usize,
    units: usize,
}

impl Units {
    pub(super) fn at(&mut self, text: &str, byte: usize) -> usize {
        let passed = text.get(self.byte..byte).unwrap_or_default();
        self.units += passed.encode_utf16().count();
        self.byte = byte;
        self.units
    }
}

/// Whether another match is wanted.
pub(super) fn below(count: usize, limit: Option<f64>) -> bool {
    limit.is_none_or(|limit| (count as f64) < limit)
}

/// The pieces between the matches; with a limit no more than so many.
pub(super) fn split(search: &mut Search, limit: Option<f64>) -> Result<Vec<Range<usize>>, Stop> {
    let (mut pieces, mut start) = (Vec::new(), 0);
    while below(pieces.len(), limit) {
        let Some(found) = search.next()? else { break };
        pieces.push(start..found.range.start);
        start = found.range.end;
    }
    if below(pieces.len(), limit) {
        pieces.push(start..search.text.len());
    }
    Ok(pieces)
}

/// The text with its matches replaced by what `with` makes of each.
pub(super) fn replace<E: From<Stop>>(
    search: &mut Search,
    limit: Option<f64>,
    longest: usize,
    mut with: impl FnMut(&Found) -> Result<String, E>,
) -> Result<String, E> {
    let text = search.text;
    let (mut out, mut start, mut count) = (String::new(), 0, 0);
    while below(count, limit) {
        let Some(found) = search.next()? else { break };
        out.push_str(text.get(start..found.range.start).unwrap_or_default());
        out.push_str(&with(&found)?);
        if out.len() > longest {
            return Err(Stop::TooLong.into());
        }
        start = found.range.end;
        count += 1;
    }
    out.push_str(text.get(start..).unwrap_or_default());
    Ok(out)
}

/// Fills `$0`, `$1`… and `$$` of a replacement.
pub(super) fn fill(replacement: &str, text: &str, found: &Found) -> String {
    let piece = |range: &Range<usize>| text.get(range.clone()).unwrap_or_default();
    let count = found.groups.len();
    let mut out = String::with_capacity(replacement.len());
    let mut rest = replacement;
    while let Some((before, after)) = rest.split_once('$') {
        out.push_str(before);
        rest = after;
        if let Some(after) = rest.strip_prefix('$') {
            out.push('$');
            rest = after;
        } else if let Some(after) = rest.strip_prefix('0') {
            out.push_str(piece(&found.range));
            rest = after;
        } else if let Some((number, digits)) = group_number(rest, count) {
            let group = number.checked_sub(1).and_then(|at| found.groups.get(at));
            out.push_str(group.map(piece).unwrap_or_default());
            rest = rest.get(digits..).unwrap_or_default();
        } else {
            out.push('$');
        }
    }
    out + rest
}

/// The number of a group and how many digits it takes: as many as the count of groups has, or one fewer when that would
/// be no group's number.
fn group_number(text: &str, count: usize) -> Option<(usize, usize)> {
    let most = count.checked_ilog10().unwrap_or(0) as usize + 1;
    let digits = text.bytes().take(most).take_while(u8::is_ascii_digit);
    let digits = digits.count();
    let read = |digits: usize| text.get(..digits)?.parse::<usize>().ok();
    let mut number = read(digits)?;
    if most > 1 && number > count {
        number = read(digits.min(most - 1))?;
    }
    // Leading zeroes are not counted, as the reference counts.
    Some((number, number.checked_ilog10().unwrap_or(0) as usize + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_replacement_names_groups_by_as_many_digits_as_there_are() {
        let found = |groups: usize| Found {
            range: 0..1,
            groups: (0..groups).map(|at| at..at + 1).collect(),
        };
        let text = "abcdefghijklmnop";
        assert_eq!(fill("[$0$$$1]", text, &found(2)), "[a$a]");
        assert_eq!(fill("$2$3$x$", text, &found(2)), "b$x$");
        assert_eq!(fill("$12", text, &found(2)), "a2");
        assert_eq!(fill("$12", text, &found(12)), "l");
        assert_eq!(fill("$13", text, &found(12)), "a3");
        assert_eq!(fill("$1", text, &found(0)), "");
    }

    #[test]
    fn fuel_ends_a_search() {
        let pattern = Pattern::new("^(a+)+$", "").expect("a pattern");
        let text = "a".repeat(40) + "!";
        let fuel = Cell::new(10);
        assert_eq!(
            Search::new(&pattern, &text, &fuel).next().err(),
            Some(Stop::Burnt)
        );
        assert_eq!(fuel.get(), 0);
    }
}
