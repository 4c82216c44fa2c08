//! Answers under numbers of calls: `{"0": …, "1-2": …}`.

use super::read::Findings;
use super::{Numbered, Step};
use crate::text::{Member, Node};

/// Numbers beyond this one are refused: no execution can call a state that often.
pub(super) const MOST: usize = 25_000;

/// Reads numbered answers, each by `one`. `place` is where the object stands, `members` are those that are numbers.
pub(super) fn answers(
    members: &[&Member],
    place: &str,
    findings: &mut Findings,
    one: impl Fn(&Node, &str, &mut Findings) -> Option<Step>,
) -> Option<Vec<Numbered>> {
    let mut read: Vec<Numbered> = Vec::new();
    for member in members {
        let place = format!("{place}/{}", member.key.as_str());
        let Some((first, last)) = range(&member.key) else {
            let message = format!(
                "`{}` is neither a number of a call, counted from 0, nor a range such as 1-2",
                member.key
            );
            findings.error(member.key_span, &place, message);
            return None;
        };
        let step = one(&member.value, &place, findings)?;
        let at = read.partition_point(|answer| answer.last < first);
        if let Some(other) = read.get(at).filter(|other| other.first <= last) {
            let message = format!("call {} has two answers", first.max(other.first));
            findings.error(member.key_span, &place, message);
            return None;
        }
        read.insert(at, Numbered { first, last, step });
    }
    Some(read)
}

/// The first call that has no answer although it or a later one should: a gap, or 0 where there is none at all.
pub(super) fn gap(answers: &[Numbered]) -> Option<usize> {
    let mut next = 0;
    for answer in answers {
        if answer.first > next {
            return Some(next);
        }
        next = answer.last + 1;
    }
    (next == 0).then_some(0)
}

/// `3` or `1-2`, both ends included.
pub(super) fn range(key: &str) -> Option<(usize, usize)> {
    let (first, last) = key.split_once('-').unwrap_or((key, key));
    let (first, last) = (first.trim().parse().ok()?, last.trim().parse().ok()?);
    (first <= last && last <= MOST).then_some((first, last))
}

/// The key of these calls.
pub(super) fn key(first: usize, last: usize) -> String {
    match first == last {
        true => first.to_string(),
        false => format!("{first}-{last}"),
    }
}
