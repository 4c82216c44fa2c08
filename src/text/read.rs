//! JSON text to a tree with places, or straight to a value.

use super::fault::{self, Container, Fault, Source, What};
use super::parse::{parse, Build, Leaf, Parsed};
use super::{Kind, LineIndex, Member, Node, Span};
use crate::codes::Code;
use crate::diagnostic::{self, Diagnostic};
use crate::value::{Object, Text, Value};
use std::borrow::Cow;
use std::ops::Range;

/// What reading a text gave.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The tree. With a syntax error among the diagnostics it holds the members that were complete, before the
    /// error and, as far as it could be told, after it. `None` for blank text and where no value begins.
    pub root: Option<Node>,
    /// Findings in text order: at most one syntax error (the first, as the service reports it), duplicate names,
    /// `${…}` outside quotes. Blank text gives none: what it means is the caller's to say.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads JSON text into a tree that knows where everything stands. Never fails; nesting is bounded (1,000 levels).
///
/// A text that ends too early gives two findings: [`Code::JsonSyntax`] in the service's words and
/// [`Code::CutOff`] naming every bracket that is still open.
pub fn read(text: &str) -> Reading {
    let parsed = parse(text, Nodes, true);
    let mut diagnostics = Vec::new();
    let blank = parsed.root.is_none() && is_blank(&parsed);
    if let (Some(fault), false) = (&parsed.fault, blank) {
        diagnostics.push(syntax(text, fault));
        if fault.end >= text.trim_end().len() && !parsed.open.is_empty() {
            let quote = matches!(&fault.what, What::End(cut) if cut.contains("quote"));
            diagnostics.push(cut_off(text, &parsed.open, quote));
        }
    }
    for place in &parsed.substitutions {
        diagnostics.push(substitution(text, place));
    }
    if let Some(root) = &parsed.root {
        super::duplicates::find(root, &mut diagnostics);
    }
    diagnostic::in_text_order(&mut diagnostics);
    Reading {
        root: parsed.root,
        diagnostics,
    }
}

/// Why a text is not JSON.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SyntaxFailure {
    /// The service's message with the place: `… \n at [Source: (String)"…"; line: 1, column: 4]`.
    pub message: String,
    /// The same without the text in the place, as causes of failed intrinsic functions have it.
    pub redacted: String,
    /// Byte position of the offending text.
    pub at: usize,
}

/// Reads JSON text into a value, without places. Of duplicate names the last one counts, at the place of the first.
///
/// # Errors
/// The first fault, in the service's words. Blank text is a fault: `No content to map due to end-of-input`.
pub fn read_value(text: &str) -> Result<Value, SyntaxFailure> {
    let parsed = parse(text, Values::default(), false);
    match (parsed.root, parsed.fault) {
        (Some(value), None) => Ok(value),
        (_, Some(fault)) => Err(failure(text, &fault)),
        (None, None) => Err(failure(text, &Fault::end(What::Blank, text.len()))),
    }
}

fn is_blank<T>(parsed: &Parsed<T>) -> bool {
    matches!(&parsed.fault, Some(fault) if matches!(fault.what, What::Blank))
}

fn failure(text: &str, fault: &Fault) -> SyntaxFailure {
    let index = LineIndex::new(text);
    let message = |source| {
        let note = |at| fault::place(&index, text, at, source);
        format!("{}\n at {}", fault.words(&note), note(fault.named))
    };
    SyntaxFailure {
        message: message(Source::Quoted),
        redacted: message(Source::Redacted),
        at: fault.start,
    }
}

fn syntax(text: &str, fault: &Fault) -> Diagnostic {
    let index = LineIndex::new(text);
    let note = |at| fault::place(&index, text, at, Source::Quoted);
    let place = note(fault.named);
    Diagnostic {
        code: match fault.what {
            What::TooDeep => Code::JsonTooDeep,
            _ => Code::JsonSyntax,
        },
        span: Span::new(fault.start, fault.end),
        message: format!("{}\n at {place}", fault.words(&note)),
        location: Some(place),
        fixes: Vec::new(),
    }
}

/// Which brackets a text that ends too early leaves open. `quote`: it ends inside a string.
fn cut_off(text: &str, open: &[(Container, usize)], quote: bool) -> Diagnostic {
    let index = LineIndex::new(text);
    let brackets = open.iter().rev().map(|(kind, _)| kind.closer());
    let closers: String = quote.then_some('"').into_iter().chain(brackets).collect();
    let openers: Vec<String> = open
        .iter()
        .rev()
        .map(|&(kind, at)| {
            let bracket = if kind == Container::Array { '[' } else { '{' };
            let place = index.position(at);
            format!("`{bracket}` (line {}, column {})", place.line, place.column)
        })
        .collect();
    Diagnostic {
        code: Code::CutOff,
        span: Span::new(text.len(), text.len()),
        location: None,
        message: format!(
            "the text ends too early: `{closers}` is missing to close {}",
            openers.join(", ")
        ),
        fixes: Vec::new(),
    }
}

fn substitution(text: &str, place: &Range<usize>) -> Diagnostic {
    let span = Span::new(place.start, place.end);
    Diagnostic {
        code: Code::Substitution,
        span,
        location: None,
        message: format!(
            "`{}` is filled in when a template is deployed; here it is read as text",
            span.of(text)
        ),
        fixes: Vec::new(),
    }
}

/// Builds the tree with places.
struct Nodes;

impl Build for Nodes {
    type Out = Node;
    type Key = (Text, Span);

    fn key(&mut self, key: Cow<'_, str>, place: Range<usize>) -> Self::Key {
        (Text::from(key.as_ref()), Span::new(place.start, place.end))
    }

    fn leaf(&mut self, leaf: Leaf, place: Range<usize>) -> Node {
        let kind = match leaf {
            Leaf::Null => Kind::Null,
            Leaf::Bool(flag) => Kind::Bool(flag),
            Leaf::Number(number) => Kind::Number(number),
            Leaf::Text(text) => Kind::Text(text),
        };
        node(kind, place)
    }

    fn array(&mut self, items: Vec<Node>, place: Range<usize>) -> Node {
        node(Kind::Array(items), place)
    }

    fn object(&mut self, members: Vec<(Self::Key, Node)>, place: Range<usize>) -> Node {
        let member = |((key, key_span), value)| Member {
            key,
            key_span,
            value,
        };
        node(
            Kind::Object(members.into_iter().map(member).collect()),
            place,
        )
    }
}

fn node(kind: Kind, place: Range<usize>) -> Node {
    let span = Span::new(place.start, place.end);
    Node { span, kind }
}

/// Names kept for reuse; records of one shape then share their names instead of copying them.
const KEPT_KEYS: usize = 64;

/// Builds a plain value.
struct Values {
    keys: Vec<Text>,
}

impl Default for Values {
    fn default() -> Values {
        Values {
            keys: vec![Text::default(); KEPT_KEYS],
        }
    }
}

impl Build for Values {
    type Out = Value;
    type Key = Text;

    fn key(&mut self, key: Cow<'_, str>, _: Range<usize>) -> Text {
        let mix = |h: usize, b: u8| h.wrapping_mul(31).wrapping_add(usize::from(b));
        let slot = key.bytes().fold(0, mix) % KEPT_KEYS;
        match self.keys.get_mut(slot) {
            Some(kept) if **kept == *key => kept.clone(),
            Some(kept) => {
                *kept = Text::from(key.as_ref());
                kept.clone()
            }
            None => Text::from(key.as_ref()),
        }
    }

    fn leaf(&mut self, leaf: Leaf, _: Range<usize>) -> Value {
        match leaf {
            Leaf::Null => Value::Null,
            Leaf::Bool(flag) => Value::Bool(flag),
            Leaf::Number(number) => Value::Number(number),
            Leaf::Text(text) => Value::Text(text),
        }
    }

    fn array(&mut self, items: Vec<Value>, _: Range<usize>) -> Value {
        Value::from(items)
    }

    fn object(&mut self, members: Vec<(Text, Value)>, _: Range<usize>) -> Value {
        Value::Object(Object::from_members(members))
    }
}
