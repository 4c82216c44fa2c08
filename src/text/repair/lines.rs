//! Whole lines that do not belong to the listing: fences, headings, printed numbers.

use super::edits::replace;
use super::{ChangeKind, Step};
use crate::diagnostic::Edit;

/// Longest heading, in characters.
const HEADING_CHARS: usize = 30;

/// A line: its first byte and its text without the line break.
type Line<'a> = (usize, &'a str);

fn lines(text: &str) -> Vec<Line<'_>> {
    let mut at = 0;
    let with_start = text.split_inclusive('\n').map(|line| {
        let start = at;
        at += line.len();
        (start, line.trim_end_matches(['\n', '\r']))
    });
    with_start.collect()
}

/// Keeps the inside of the one Markdown code block.
pub(super) fn fence(text: &str) -> Step {
    let marks: Vec<Line<'_>> = lines(text)
        .into_iter()
        .filter(|(_, line)| line.trim_start().starts_with("```"))
        .collect();
    let step = |edits| Step {
        kind: ChangeKind::CodeFence,
        edits,
        count: 1,
    };
    let Some(&(start, first)) = marks.first().filter(|_| marks.len() <= 2) else {
        return step(Vec::new());
    };
    let inside = (start + first.len() + 1).min(text.len());
    let mut edits = vec![replace(0, inside, "")];
    if let Some(&(end, _)) = marks.get(1) {
        edits.push(replace(end, text.len(), ""));
    }
    step(edits)
}

/// Removes a first line of words above something that looks like JSON or like numbered lines.
pub(super) fn heading(text: &str) -> Step {
    let all = lines(text);
    let mut filled = all.iter().filter(|(_, line)| !line.trim().is_empty());
    let found = match (filled.next(), filled.next()) {
        (Some(&(start, line)), Some((_, next))) if is_heading(line) && begins_listing(next) => {
            Some(replace(start, (start + line.len() + 1).min(text.len()), ""))
        }
        _ => None,
    };
    Step::new(ChangeKind::Heading, found.into_iter().collect())
}

fn is_heading(line: &str) -> bool {
    let line = line.trim();
    let word = |c: char| c.is_alphabetic() || c == ' ' || c == '-';
    let json = matches!(line, "true" | "false" | "null");
    let named = line.trim_end_matches(':');
    !json
        && named.starts_with(char::is_alphabetic)
        && named.chars().all(|c| word(c) || c.is_numeric())
        && line.chars().count() <= HEADING_CHARS
}

fn begins_listing(line: &str) -> bool {
    let first = line.trim_start().chars().next();
    first.is_some_and(|c| c.is_ascii_digit() || matches!(c, '{' | '"' | '“' | '[' | '`'))
}

/// A printed number at the beginning of a line, and what it stands before.
struct Numbered<'a> {
    start: usize,
    /// Bytes of blanks and number.
    length: usize,
    number: u64,
    rest: &'a str,
}

/// Removes numbers printed before the lines: rising, on most of the lines or on all of the first ones.
pub(super) fn numbers(text: &str) -> Step {
    let all = lines(text);
    let filled: Vec<&Line<'_>> = all.iter().filter(|(_, l)| !l.trim().is_empty()).collect();
    let numbered: Vec<Option<Numbered<'_>>> = filled.iter().map(|&&line| number_of(line)).collect();
    let found: Vec<&Numbered<'_>> = numbered.iter().flatten().collect();
    let rising = found
        .iter()
        .zip(found.iter().skip(1))
        .all(|(a, b)| a.number < b.number);
    let code = found
        .iter()
        .any(|n| n.rest.trim_start().starts_with(['"', '{', '“']));
    let most = found.len() * 10 >= filled.len() * 6 && code;
    let column = is_column(&numbered, found.len());
    if found.len() < 2 || !rising || !(most || column) {
        return Step::new(ChangeKind::LineNumbers, Vec::new());
    }
    // Numbers of one and of two digits take the same room, so that the listing keeps its indentation.
    let room = 1 + found.iter().map(|n| n.length).max().unwrap_or(0);
    let cut = |n: &&Numbered<'_>| -> Edit {
        let blanks = n.rest.bytes().take_while(|&b| b == b' ').count();
        let length = n.length + blanks.min(room.saturating_sub(n.length));
        replace(n.start, n.start + length, "")
    };
    Step::new(
        ChangeKind::LineNumbers,
        found.iter().map(cut).collect::<Vec<_>>(),
    )
}

/// Whether the numbers stand alone on the first lines, as when a column of numbers was copied before the text.
fn is_column(numbered: &[Option<Numbered<'_>>], count: usize) -> bool {
    let head = numbered.get(..count).unwrap_or_default();
    let alone = |n: &Option<Numbered<'_>>| n.as_ref().is_some_and(|n| n.rest.trim().is_empty());
    count >= 3 && numbered.len() > count && head.iter().all(alone)
}

fn number_of((start, line): Line<'_>) -> Option<Numbered<'_>> {
    let body = line.trim_start();
    let digits = body.bytes().take_while(u8::is_ascii_digit).count();
    let number = body.get(..digits)?.parse().ok()?;
    let rest = body.get(digits..)?;
    // `1,` and `1.5` are values, `1.` and `1)` before a blank or a bracket are numbers of lines.
    let marked = rest.strip_prefix(['.', ')', ':', '|']).unwrap_or(rest);
    let begins = |c: char| c.is_whitespace() || matches!(c, '"' | '{' | '}' | '[' | ']' | '“');
    if !(marked.is_empty() || marked.starts_with(begins)) {
        return None;
    }
    let length = line.len() - marked.len();
    Some(Numbered {
        start,
        length,
        number,
        rest: marked,
    })
}
