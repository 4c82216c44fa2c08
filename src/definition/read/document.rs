//! The document as a whole: its size, and what a template would still fill.

use super::place::Place;
use super::reader::substitution;
use crate::codes::Code;
use crate::diagnostic::Diagnostic;
use crate::quotas::Quotas;
use crate::text::{Kind, Node, Span};

fn finding(code: Code, span: Span, message: &str) -> Diagnostic {
    Diagnostic {
        code,
        span,
        location: None,
        message: message.into(),
        fixes: Vec::new(),
    }
}

/// A definition longer than the service takes.
pub(super) fn too_large(text: &str) -> Option<Diagnostic> {
    let most = Quotas::default().definition_chars?;
    // Bytes are never fewer than UTF-16 units, so that most texts need no counting.
    let units = if text.len() > most {
        text.encode_utf16().count()
    } else {
        0
    };
    let message = format!("The definition has {units} characters; {most} are the most");
    (units > most).then(|| {
        finding(
            Code::DefinitionTooLarge,
            Span::new(0, text.len().min(1)),
            &message,
        )
    })
}

/// Adds a warning for every text with a `${…}` that nobody has filled. JSONata expressions are left alone.
pub(super) fn substitutions(root: &Node, diagnostics: &mut Vec<Diagnostic>) {
    walk(root, &Place::start("", root.span), diagnostics);
}

fn walk(node: &Node, at: &Place, diagnostics: &mut Vec<Diagnostic>) {
    match &node.kind {
        Kind::Text(text) if !text.starts_with("{%") => {
            if let Some(name) = substitution(text) {
                diagnostics.push(Diagnostic {
                    code: Code::Substitution,
                    span: node.span,
                    location: Some(at.location()),
                    message: format!(
                        "`{name}` is filled in by a template; here it stays as written"
                    ),
                    fixes: Vec::new(),
                });
            }
        }
        Kind::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                walk(item, &at.item(index, item), diagnostics);
            }
        }
        Kind::Object(members) => {
            for member in members {
                walk(
                    &member.value,
                    &at.field(&member.key, member.key_span),
                    diagnostics,
                );
            }
        }
        _ => {}
    }
}
