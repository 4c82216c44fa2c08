//! A field of a state in the text of a definition: where it stands, and the text with something else in its place.

use crate::text::{Node, Span};

/// Where a field of a state stands, or would stand.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Spot {
    /// The field's value; an empty place where the state has no such field.
    pub span: Span,
    /// Whether the state has the field.
    pub written: bool,
    name: String,
    /// What stands between the opening bracket and the first member.
    gap: Option<String>,
}

/// The place of a state's field, which may be one of a rule or catcher, or a rule itself: `ResultPath`,
/// `Catch[0].ResultPath`, `Choices[0]`.
/// `state` is the place of the state's object. `None` where the rule or catcher is not there.
pub fn spot(text: &str, root: &Node, state: Span, field: &str) -> Option<Spot> {
    let mut owner = object_at(root, state)?;
    let mut steps = field.split('.').peekable();
    while let Some(step) = steps.next() {
        let (name, index) = split(step)?;
        let member = owner.member(name);
        if steps.peek().is_none() && index.is_none() {
            return Some(match member {
                Some(member) => Spot {
                    span: member.value.span,
                    written: true,
                    name: name.to_owned(),
                    gap: None,
                },
                None => gap(text, owner, name),
            });
        }
        owner = match index {
            Some(index) => member?.value.items()?.get(index)?,
            None => &member?.value,
        };
    }
    // A rule as a whole.
    Some(Spot {
        span: owner.span,
        written: true,
        name: String::new(),
        gap: None,
    })
}

impl Spot {
    /// What is to be written at the place for the field to have this value, which is JSON text.
    pub fn edit(&self, value: &str) -> String {
        match &self.gap {
            None if self.written => value.to_owned(),
            None => format!("\"{}\": {value}", self.name),
            Some(gap) => format!("\"{}\": {value},{gap}", self.name),
        }
    }

    /// Where in the edit the value begins.
    pub fn lead(&self) -> usize {
        match self.written {
            true => 0,
            false => self.name.len() + 4,
        }
    }
}

fn gap(text: &str, owner: &Node, name: &str) -> Spot {
    let inside = owner.span.start + 1;
    let first = owner.members().and_then(|members| members.first());
    let at = first.map_or(inside, |member| member.key_span.start);
    Spot {
        span: Span { start: at, end: at },
        written: false,
        name: name.to_owned(),
        gap: first.map(|_| {
            let between = Span {
                start: inside,
                end: at,
            };
            between.of(text).to_owned()
        }),
    }
}

/// `Catch[0]` in its parts.
fn split(step: &str) -> Option<(&str, Option<usize>)> {
    match step.split_once('[') {
        None => Some((step, None)),
        Some((name, rest)) => Some((name, Some(rest.strip_suffix(']')?.parse().ok()?))),
    }
}

/// The object at exactly that place.
fn object_at(root: &Node, wanted: Span) -> Option<&Node> {
    let around = |node: &Node| node.span.start <= wanted.start && wanted.end <= node.span.end;
    let mut node = root;
    while node.span != wanted {
        let members = node.members().unwrap_or_default().iter().map(|m| &m.value);
        let items = node.items().unwrap_or_default().iter();
        node = members.chain(items).find(|child| around(child))?;
    }
    node.members().map(|_| node)
}
