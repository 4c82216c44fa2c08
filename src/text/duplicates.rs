//! Names that an object writes twice.

use super::{Kind, Node};
use crate::codes::Code;
use crate::diagnostic::Diagnostic;
use crate::value::Text;
use std::collections::HashSet;

/// Appends a warning for every second and later member of one name, at its name.
pub(super) fn find(root: &Node, diagnostics: &mut Vec<Diagnostic>) {
    walk(root, &mut String::new(), diagnostics);
}

/// Depth is bounded by the reader.
fn walk(node: &Node, path: &mut String, diagnostics: &mut Vec<Diagnostic>) {
    let length = path.len();
    match &node.kind {
        Kind::Object(members) => {
            let mut seen: HashSet<&Text> = HashSet::with_capacity(members.len());
            for member in members {
                path.push('/');
                path.push_str(&member.key);
                if !seen.insert(&member.key) {
                    diagnostics.push(Diagnostic {
                        code: Code::DuplicateKey,
                        span: member.key_span,
                        location: Some(path.clone()),
                        message: format!("Duplicate field '{}'", member.key),
                        fixes: Vec::new(),
                    });
                }
                walk(&member.value, path, diagnostics);
                path.truncate(length);
            }
        }
        Kind::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                path.push_str(&format!("[{at}]"));
                walk(item, path, diagnostics);
                path.truncate(length);
            }
        }
        _ => {}
    }
}
