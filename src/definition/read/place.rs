//! Where the reader stands in a definition: the service's location syntax, written only when something is wrong.

use crate::text::{Member, Node, Span};

/// A place in the text under its name in the definition. Places are chained on the stack; nothing is built until a
/// diagnostic asks for [`Place::location`].
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'a> {
    outer: Option<&'a Place<'a>>,
    step: Step<'a>,
    /// What to mark when the whole value is meant: the key that names it, or its opening bracket.
    pub anchor: Span,
}

#[derive(Clone, Copy, Debug)]
enum Step<'a> {
    Start(&'a str),
    Field(&'a str),
    Item(usize),
}

impl<'a> Place<'a> {
    /// A place whose location is known as text: empty for the root, `/States/P/Branches[0]` for a nested machine.
    pub fn start(location: &'a str, anchor: Span) -> Place<'a> {
        Place {
            outer: None,
            step: Step::Start(location),
            anchor,
        }
    }

    /// Member `name` of the object here.
    pub fn field(&'a self, name: &'a str, anchor: Span) -> Place<'a> {
        Place {
            outer: Some(self),
            step: Step::Field(name),
            anchor,
        }
    }

    /// Entry `index` of the list here.
    pub fn item(&'a self, index: usize, node: &Node) -> Place<'a> {
        let anchor = opening(node);
        Place {
            outer: Some(self),
            step: Step::Item(index),
            anchor,
        }
    }

    /// `/States/A/Next`, `/States/C/Choices[0]/Next`; `/` for the root. Names are not escaped, as the service does.
    pub fn location(&self) -> String {
        let location = self.prefix();
        if location.is_empty() {
            "/".into()
        } else {
            location
        }
    }

    /// The same, but empty for the root, so that steps can be appended.
    pub fn prefix(&self) -> String {
        let mut steps = Vec::new();
        let mut place = Some(self);
        while let Some(here) = place {
            steps.push(here.step);
            place = here.outer;
        }
        let mut out = String::new();
        for step in steps.into_iter().rev() {
            match step {
                Step::Start(location) => out.push_str(location),
                Step::Field(name) => {
                    out.push('/');
                    out.push_str(name);
                }
                Step::Item(index) => out.push_str(&format!("[{index}]")),
            }
        }
        out
    }
}

/// The first byte of a value: its opening bracket, when it is a list or an object.
pub(super) fn opening(node: &Node) -> Span {
    let start = node.span.start;
    Span {
        start,
        end: (start + 1).min(node.span.end.max(start)),
    }
}

/// An object and where it stands. The nodes (`'n`) outlive the chain of places (`'p`).
#[derive(Clone, Copy, Debug)]
pub(super) struct Fields<'n, 'p> {
    pub members: &'n [Member],
    pub at: &'p Place<'p>,
}

/// One member of an object, found by its name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Field<'n, 'p> {
    pub value: &'n Node,
    pub at: Place<'p>,
}

impl<'n: 'p, 'p> Fields<'n, 'p> {
    /// Member `key`; the last one where it is written twice, as the service reads it.
    pub fn get(&self, key: &str) -> Option<Field<'n, 'p>> {
        let member = self.members.iter().rev().find(|m| m.key == key)?;
        Some(Field {
            value: &member.value,
            at: self.at.field(&member.key, member.key_span),
        })
    }

    /// Whether there is a member `key`.
    pub fn has(&self, key: &str) -> bool {
        self.members.iter().any(|m| m.key == key)
    }
}
