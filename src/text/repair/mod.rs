//! Mends text copied out of slides, PDFs and chats, where it is certain what stood there.
//!
//! Owns the steps of the repair and what is said about each. Imports the reader, to tell whether a repair helped.
//! Knows nothing of state machines, and never completes a listing that stops in the middle: the reader's
//! diagnostics say what such a text lacks.

mod edits;
mod lines;
mod strings;

use super::fault::{Container, What};
use super::parse::{parse, Build, Leaf, Parsed};
use super::Span;
use crate::codes::Code;
use crate::diagnostic::{Diagnostic, Edit};
use crate::value::order;
use std::borrow::Cow;
use std::ops::Range;

/// A mended text.
#[derive(Clone, Debug)]
pub struct Repair {
    /// The text after the repair. It may still have faults where nothing was certain.
    pub text: String,
    /// One notice for each change, saying what was changed; the spans lie in the new text.
    pub notes: Vec<Diagnostic>,
    /// The same changes for programs, in the order of `notes`.
    pub changes: Vec<Change>,
}

/// One kind of change, made once or several times.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Change {
    /// What was done.
    pub kind: ChangeKind,
    /// How many times.
    pub count: usize,
    /// Where, in the new text: from the first place to the last.
    pub span: Span,
}

/// What a repair can do.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ChangeKind {
    /// Kept only what stands inside a Markdown code fence.
    CodeFence,
    /// Removed a heading above the listing.
    Heading,
    /// Removed printed line numbers.
    LineNumbers,
    /// Replaced typographic quotation marks by `"`.
    Quotes,
    /// Replaced white space that JSON does not know by plain spaces.
    Spaces,
    /// Joined a string that was broken across lines.
    BrokenString,
    /// Put `{` before the first member.
    OpeningBrace,
    /// Put `}` after the last member, where the opening one was missing too and nothing else was open.
    ClosingBrace,
}

/// What a step wants to change; nothing when it is not sure.
struct Step {
    kind: ChangeKind,
    edits: Vec<Edit>,
    /// How many things changed, where that differs from the number of edits.
    count: usize,
}

impl Step {
    fn new(kind: ChangeKind, edits: Vec<Edit>) -> Step {
        let count = edits.len();
        Step { kind, edits, count }
    }
}

/// Largest text that is looked at, in bytes; twice what a definition may have.
const MAX_BYTES: usize = 2 << 20;

/// Mends `text`, or `None` where it reads without fault, or where no certain repair makes more of it readable.
pub fn repair(text: &str) -> Option<Repair> {
    if text.len() > MAX_BYTES {
        return None;
    }
    let before = progress(text);
    if before.whole {
        return None;
    }
    let mut mended = Mended {
        text: text.to_string(),
        changes: Vec::new(),
    };
    mended.take(lines::fence(&mended.text));
    mended.take(lines::heading(&mended.text));
    mended.take(lines::numbers(&mended.text));
    mended.take(strings::quotes(&mended.text));
    mended.take(strings::spaces(&mended.text));
    for step in strings::broken(&mended.text).into_iter().rev() {
        mended.take(step);
    }
    if mended.take(opening(&mended.text)) {
        mended.take(closing(&mended.text));
    }
    let after = progress(&mended.text);
    // One value alone is no listing: prose that begins with a quotation stays as it is.
    let better = after.whole || after.values > before.values.max(1);
    if mended.changes.is_empty() || !better {
        return None;
    }
    order::sort_by_key(&mut mended.changes, |c| (c.span.start, c.span.end));
    Some(Repair {
        notes: mended
            .changes
            .iter()
            .map(|c| note(&mended.text, c))
            .collect(),
        text: mended.text,
        changes: mended.changes,
    })
}

struct Mended {
    text: String,
    changes: Vec<Change>,
}

impl Mended {
    /// Makes the changes of one step; the places of earlier ones move along.
    fn take(&mut self, step: Step) -> bool {
        let (Some(first), Some(last)) = (step.edits.first(), step.edits.last()) else {
            return false;
        };
        let whole = Span {
            start: first.span.start,
            end: last.span.end,
        };
        for change in &mut self.changes {
            change.span = edits::moved(change.span, &step.edits);
        }
        self.changes.push(Change {
            kind: step.kind,
            count: step.count,
            span: edits::moved(whole, &step.edits),
        });
        self.text = edits::apply(&self.text, &step.edits);
        true
    }
}

/// `{` where the text begins with a member.
fn opening(text: &str) -> Step {
    let lead = text.len() - text.trim_start().len();
    let certain = strings::member_name(&text[lead..]);
    // An empty first line is where the bracket stood.
    let blank_line = text[..lead].contains('\n');
    let bracket = if blank_line { "{" } else { "{\n" };
    let edit = edits::insert(0, bracket);
    Step::new(
        ChangeKind::OpeningBrace,
        certain.then_some(edit).into_iter().collect(),
    )
}

/// `}` where only the bracket just added is open and the last member is complete.
fn closing(text: &str) -> Step {
    let end = text.trim_end().len();
    let parsed = walk(text);
    let lacks =
        matches!(&parsed.fault, Some(f) if matches!(f.what, What::Open(Container::Object, _)));
    let certain = lacks && parsed.open.len() == 1 && !text[..end].ends_with('{');
    let edit = edits::insert(end, "\n}");
    Step::new(
        ChangeKind::ClosingBrace,
        certain.then_some(edit).into_iter().collect(),
    )
}

fn note(text: &str, change: &Change) -> Diagnostic {
    let count = change.count;
    let message = match change.kind {
        ChangeKind::CodeFence => "kept only the text inside the code fence".to_string(),
        ChangeKind::Heading => "removed the heading above the listing".to_string(),
        ChangeKind::LineNumbers => format!("removed {count} printed line numbers"),
        ChangeKind::Quotes => format!("replaced {count} typographic quotation marks by `\"`"),
        ChangeKind::Spaces => format!("replaced {count} special spaces by plain ones"),
        ChangeKind::BrokenString => {
            format!(
                "joined a string broken across lines: `{}`",
                change.span.of(text)
            )
        }
        ChangeKind::OpeningBrace => "added `{` before the first member".to_string(),
        ChangeKind::ClosingBrace => "added `}` after the last member".to_string(),
    };
    Diagnostic {
        code: Code::Repaired,
        span: change.span,
        location: None,
        message,
        fixes: Vec::new(),
    }
}

/// How much of a text can be read.
struct Progress {
    /// All of it.
    whole: bool,
    /// Values before the first fault.
    values: usize,
}

fn progress(text: &str) -> Progress {
    let parsed = walk(text);
    Progress {
        whole: parsed.fault.is_none(),
        values: parsed.root.unwrap_or(0),
    }
}

fn walk(text: &str) -> Parsed<usize> {
    parse(text, Count, false)
}

/// Counts values, keeping none.
struct Count;

impl Build for Count {
    type Out = usize;
    type Key = ();

    fn key(&mut self, _: Cow<'_, str>, _: Range<usize>) {}

    fn leaf(&mut self, _: Leaf, _: Range<usize>) -> usize {
        1
    }

    fn array(&mut self, items: Vec<usize>, _: Range<usize>) -> usize {
        1 + items.iter().sum::<usize>()
    }

    fn object(&mut self, members: Vec<((), usize)>, _: Range<usize>) -> usize {
        1 + members.iter().map(|(_, count)| count).sum::<usize>()
    }
}
