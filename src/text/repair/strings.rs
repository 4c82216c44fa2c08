//! Quotation marks, odd white space, and strings that a line break tore apart.

use super::edits::replace;
use super::{ChangeKind, Step};
use crate::diagnostic::Edit;

/// Most lines over which a torn string is followed.
const MAX_LINES: usize = 4;

/// Characters searched for a better end of a string.
const LOOK_AHEAD: usize = 500;

/// Whether the text begins with a member name: a string and a colon.
pub(super) fn member_name(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('"') else {
        return false;
    };
    match closing_quote(rest) {
        Some(end) => rest[end + 1..].trim_start().starts_with(':') && !rest[..end].contains('\n'),
        None => false,
    }
}

/// Byte of the first `"` that no backslash escapes.
fn closing_quote(text: &str) -> Option<usize> {
    let mut escaped = false;
    text.bytes().position(|byte| {
        let closes = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        closes
    })
}

fn is_typographic(letter: char) -> bool {
    matches!(letter, '“' | '”' | '„' | '‟' | '＂' | '″')
}

/// Whether a string may end before this text: at a line's end, or before a colon, comma or bracket.
fn may_end(rest: &str) -> bool {
    let blank = |c: char| c.is_whitespace() && c != '\n';
    let next = rest.chars().find(|&c| !blank(c));
    next.is_none_or(|c| matches!(c, '\n' | ':' | ',' | '}' | ']'))
}

/// Typographic quotation marks that stand where JSON has its own; those inside a string stay.
pub(super) fn quotes(text: &str) -> Step {
    let mut edits = Vec::new();
    let mut inside: Option<char> = None;
    let mut escaped = false;
    for (at, letter) in text.char_indices() {
        let rest = &text[at + letter.len_utf8()..];
        let typographic = is_typographic(letter);
        match inside {
            None if letter == '"' || typographic => inside = Some(letter),
            Some(open) if !escaped && ends(open, letter, rest) => inside = None,
            Some(_) => {
                escaped = letter == '\\' && !escaped;
                // JSON strings do not go on after a line's end, so the next line starts afresh.
                if letter == '\n' {
                    inside = None;
                }
                continue;
            }
            None => continue,
        }
        escaped = false;
        if typographic {
            edits.push(replace(at, at + letter.len_utf8(), "\""));
        }
    }
    Step::new(ChangeKind::Quotes, edits)
}

/// Whether `letter` ends a string that `open` began.
fn ends(open: char, letter: char, rest: &str) -> bool {
    // A later quote of the right kind on the same line is the better end.
    let other = || may_end(rest) && !next_quote(rest).is_some_and(may_end);
    match (open, letter) {
        ('"', '"') => true,
        ('"', letter) => is_typographic(letter) && other(),
        (_, letter) => (is_typographic(letter) || letter == '"') && may_end(rest),
    }
}

/// What follows the next `"` on this line. Looking far would take time on one long line.
fn next_quote(rest: &str) -> Option<&str> {
    let mut near = rest.char_indices().take(LOOK_AHEAD);
    let (at, found) = near.find(|&(_, c)| c == '"' || c == '\n')?;
    rest.get(at + 1..).filter(|_| found == '"')
}

/// White space outside strings that JSON does not know, as PDF readers and word processors put it.
pub(super) fn spaces(text: &str) -> Step {
    let mut edits: Vec<Edit> = Vec::new();
    let mut inside = false;
    let mut escaped = false;
    for (at, letter) in text.char_indices() {
        let plain = if is_invisible(letter) { "" } else { " " };
        if letter == '\n' || (letter == '"' && !escaped) {
            inside = letter == '"' && !inside;
        } else if !inside && is_odd_space(letter) {
            edits.push(replace(at, at + letter.len_utf8(), plain));
        }
        escaped = inside && letter == '\\' && !escaped;
    }
    Step::new(ChangeKind::Spaces, edits)
}

fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

fn is_odd_space(letter: char) -> bool {
    let known = matches!(letter, ' ' | '\t' | '\n' | '\r');
    (letter.is_whitespace() && !known) || is_invisible(letter)
}

/// Strings broken across lines, one step each, in text order.
pub(super) fn broken(text: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut at = 0;
    while let Some(quote) = text.get(at..).and_then(|rest| rest.find('"')) {
        let start = at + quote + 1;
        let rest = text.get(start..).unwrap_or_default();
        let Some(end) = closing_quote(rest) else {
            break;
        };
        let string = &rest[..end];
        let line = string.find('\n');
        match line {
            None => at = start + end + 1,
            Some(_) if is_torn(string, &rest[end + 1..]) => {
                steps.push(joined(start, string));
                at = start + end + 1;
            }
            // The quote lacks its partner on its own line; what follows is read afresh.
            Some(line) => at = start + line + 1,
        }
    }
    steps
}

/// Whether a string with line breaks inside was one string: few lines, all filled, and it ends where a string may.
fn is_torn(string: &str, behind: &str) -> bool {
    let mut count = 0;
    let filled = string.split('\n').all(|line| {
        count += 1;
        !line.trim().is_empty()
    });
    let continues = |line: &str| !line.trim_start().starts_with(['{', '}', '[', ']', ',']);
    filled && count <= MAX_LINES && may_end(behind) && string.split('\n').skip(1).all(continues)
}

/// Joins the lines: with a blank where the text has words, without where it is one word, as an ARN is.
fn joined(start: usize, string: &str) -> Step {
    let words = string.lines().any(|line| line.trim().contains(' '));
    let glue = if words { " " } else { "" };
    let lines: Vec<&str> = string.lines().collect();
    let last = lines.len().saturating_sub(1);
    let part = |(at, line): (usize, &&str)| match at {
        0 => line.trim_end().to_string(),
        _ if at == last => line.trim_start().to_string(),
        _ => line.trim().to_string(),
    };
    let text = lines.iter().enumerate().map(part).collect::<Vec<_>>();
    Step {
        kind: ChangeKind::BrokenString,
        edits: vec![replace(start, start + string.len(), &text.join(glue))],
        count: 1,
    }
}
