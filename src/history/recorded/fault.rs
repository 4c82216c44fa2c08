//! What is wrong with texts of a recording, and where.

use crate::text::{self, Node, Span};

/// A step on the way to a place in a JSON text.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Part {
    /// An item of an array.
    Item(usize),
    /// A member of an object.
    Member(&'static str),
}

/// What is wrong.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Wrong {
    /// The text is not JSON: the service's message, and where.
    Json(String, usize),
    /// JSON, but nothing that a recording is made of.
    Foreign,
    /// No text has a history.
    NoHistory,
    /// The history has no events.
    NoEvents,
    /// An item of the history is no event.
    NotEvent,
    /// An event lacks this member, or it is of another kind than it should be.
    Member(&'static str),
    /// Two events with this id differ in this member: the texts are of different executions.
    Twice(u32, String),
    /// Events between these are missing.
    Gap(u32, u32),
    /// The definition has no states.
    NoStates,
    /// The history enters a state that the definition does not have.
    NoState(String),
    /// The definition has the state with another type: its name, the type there, the type in the history.
    OtherType(String, String, String),
    /// The history enters a state with two types, and there is no definition: its name, the first, the other.
    TwoTypes(String, String, String),
    /// DescribeExecution is of another execution: the member in which they differ.
    OtherExecution(&'static str),
    /// Branches and iterations are nested too deeply.
    TooDeep,
}

impl Wrong {
    /// A name for it.
    pub fn name(&self) -> &'static str {
        match self {
            Wrong::Json(..) => "json",
            Wrong::Foreign => "foreign",
            Wrong::NoHistory => "noHistory",
            Wrong::NoEvents => "noEvents",
            Wrong::NotEvent => "notEvent",
            Wrong::Member(_) => "member",
            Wrong::Twice(..) => "twice",
            Wrong::Gap(..) => "gap",
            Wrong::NoStates => "noStates",
            Wrong::NoState(_) => "noState",
            Wrong::OtherType(..) => "otherType",
            Wrong::TwoTypes(..) => "twoTypes",
            Wrong::OtherExecution(_) => "otherExecution",
            Wrong::TooDeep => "tooDeep",
        }
    }

    /// The words that belong into its sentence.
    pub fn words(&self) -> Vec<String> {
        match self {
            Wrong::Json(message, _) | Wrong::NoState(message) => vec![message.clone()],
            Wrong::Member(name) | Wrong::OtherExecution(name) => vec![(*name).to_owned()],
            Wrong::Twice(id, member) => vec![id.to_string(), member.clone()],
            Wrong::Gap(from, to) => vec![from.to_string(), to.to_string()],
            Wrong::OtherType(name, here, there) | Wrong::TwoTypes(name, here, there) => {
                vec![name.clone(), here.clone(), there.clone()]
            }
            _ => Vec::new(),
        }
    }
}

/// Something that is wrong with a text.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Fault {
    /// Which text, by its position.
    pub source: usize,
    /// The way to the place.
    pub path: Vec<Part>,
    /// What it is.
    pub wrong: Wrong,
}

impl Fault {
    pub(super) fn of(source: usize, wrong: Wrong) -> Fault {
        Fault {
            source,
            path: Vec::new(),
            wrong,
        }
    }

    /// Where it stands in its text. The text is read again: places are wanted only when something is wrong.
    pub fn span(&self, text: &str) -> Span {
        if let Wrong::Json(_, at) = self.wrong {
            return Span::new(at, at + 1);
        }
        let root = text::read(text).root;
        let Some(mut node) = root.as_ref() else {
            return Span::default();
        };
        for part in &self.path {
            // A bare array has no member `events`, and a missing member is told of its event.
            node = inside(node, *part).unwrap_or(node);
        }
        // A whole object is no place: its first letters are.
        match self.path.is_empty() {
            true => Span::new(node.span.start as usize, node.span.start as usize + 1),
            false => node.span,
        }
    }
}

fn inside(node: &Node, part: Part) -> Option<&Node> {
    match part {
        Part::Item(at) => node.items()?.get(at),
        Part::Member(name) => node.member(name).map(|member| &member.value),
    }
}
