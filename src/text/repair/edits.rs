//! Several replacements in one text, and where other places of it end up.

use crate::diagnostic::Edit;
use crate::text::Span;

/// Puts `text` at the byte `at`.
pub(super) fn insert(at: usize, text: &str) -> Edit {
    replace(at, at, text)
}

/// Replaces the bytes from `start` to `end`.
pub(super) fn replace(start: usize, end: usize, text: &str) -> Edit {
    Edit {
        span: Span::new(start, end),
        text: text.to_string(),
    }
}

/// The text after the edits, which are in order and do not overlap.
pub(super) fn apply(text: &str, edits: &[Edit]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for edit in edits {
        out.push_str(text.get(from..edit.span.start as usize).unwrap_or_default());
        out.push_str(&edit.text);
        from = edit.span.end as usize;
    }
    out.push_str(text.get(from..).unwrap_or_default());
    out
}

/// Where a span of the old text lies in the new one. What an edit puts at either edge belongs to the span.
pub(super) fn moved(span: Span, edits: &[Edit]) -> Span {
    Span {
        start: shifted(span.start, edits, false),
        end: shifted(span.end, edits, true),
    }
}

fn shifted(at: u32, edits: &[Edit], behind: bool) -> u32 {
    let mut moved = i64::from(at);
    for edit in edits {
        let (start, end) = (edit.span.start, edit.span.end);
        let added = edit.text.len() as i64;
        if end < at || (end == at && behind) {
            moved += added - i64::from(end - start);
        } else if start < at {
            moved -= i64::from(at - start);
        } else {
            break;
        }
    }
    u32::try_from(moved).unwrap_or(0)
}
