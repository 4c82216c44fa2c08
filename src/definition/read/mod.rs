//! Text to definition. Reading never fails: what can be understood becomes the model, the rest becomes findings.
//!
//! Owns the shape of the language: fields, JSON types, ranges, queries. Deliberately does not follow transitions;
//! whether every state can be reached and every target exists is the validator's to say.

mod choice;
mod document;
mod errors;
mod expression;
mod fields;
mod flow;
mod items;
mod machine;
mod map;
mod place;
mod reader;
mod simple;
mod state;
mod task;
mod template;

use super::StateMachine;
use crate::codes::Code;
use crate::diagnostic::{self, Diagnostic, Severity};
use crate::text;
use crate::text::Span;
use reader::Reader;

/// A definition as it was read.
#[derive(Clone, Debug, Default)]
pub struct Definition {
    /// The machine: everything that could be understood, also of a broken text.
    pub machine: StateMachine,
    /// What is wrong with the text and the shape of its fields, in text order. When the text is not JSON only that
    /// is said, as the service does.
    pub diagnostics: Vec<Diagnostic>,
    /// The text is JSON and an object. Otherwise findings about the machine as a whole would mislead.
    pub complete: bool,
}

/// Reads a definition. Never fails and never panics; the model is empty when nothing could be understood.
pub fn read(text: &str) -> Definition {
    let reading = text::read(text);
    // A text with the two names of a definition is one; only others are worth a second look.
    let member = |name| reading.root.as_ref().and_then(|root| root.member(name));
    if member("States").is_none() && member("StartAt").is_none() {
        if let Some(foreign) = text::recognise(text) {
            return Definition {
                diagnostics: vec![foreign.diagnostic],
                ..Definition::default()
            };
        }
    }
    let mut diagnostics = reading.diagnostics;
    let broken = diagnostics.iter().any(|d| d.severity() == Severity::Error);
    let mut reader = Reader::of(text);
    let complete = match reading.root.as_ref() {
        Some(root) if root.members().is_some() => {
            reader.machine(root);
            document::substitutions(root, &mut diagnostics);
            !broken
        }
        _ => {
            if !broken {
                diagnostics.push(not_an_object(text));
            }
            false
        }
    };
    if complete {
        diagnostics.extend(document::too_large(text));
        diagnostics.append(&mut reader.diagnostics);
        diagnostic::in_text_order(&mut diagnostics);
    }
    Definition {
        machine: reader.machine,
        diagnostics,
        complete,
    }
}

fn not_an_object(text: &str) -> Diagnostic {
    let (code, message) = match text.is_empty() {
        true => (Code::EmptyDefinition, "The definition is empty"),
        false => (Code::NotAnObject, "Definition must be a valid JSON object"),
    };
    Diagnostic {
        code,
        span: Span::new(0, text.len()),
        location: None,
        message: message.into(),
        fixes: Vec::new(),
    }
}
