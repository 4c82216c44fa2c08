//! The text of an expression with its pattern functions replaced by ours.

use super::scope::References;
use crate::text::write::write_text;
use jlens_core::ast::{Ast, Node, NodeKind};
use std::ops::Range;

/// What a function with a pattern is called in the rewritten text: a name that nobody can write in a definition by
/// accident. The pattern becomes a text: its flags, a slash, its source.
pub(super) const MARK: char = '\u{1}';

/// The functions, and how many arguments they may have.
pub(super) const FUNCTIONS: [(&str, Range<usize>); 4] = [
    ("match", 2..4),
    ("contains", 2..3),
    ("split", 2..4),
    ("replace", 3..5),
];

/// The rewritten text; `None` when nothing is to be rewritten. The second value: whether a pattern is left.
pub(super) fn patterns(ast: &Ast, references: &References) -> (Option<String>, bool) {
    let hidden = |name: &str| references.bound.contains(name);
    if FUNCTIONS.iter().any(|(name, _)| hidden(name)) {
        return (None, true);
    }
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    let mut patterns = 0;
    visit(&ast.root, 0, &mut |node, applied| {
        patterns += usize::from(matches!(node.kind, NodeKind::Regex { .. }));
        edits.extend(edit(node, applied).into_iter().flatten());
    });
    let left = patterns > edits.len() / 2;
    if edits.is_empty() {
        return (None, left);
    }
    edits.sort_by_key(|(range, _)| range.start);
    let mut text = String::with_capacity(ast.source.len() + 8 * edits.len());
    let mut at = 0;
    for (range, instead) in edits {
        let Some(kept) = ast.source.get(at..range.start) else {
            return (None, true);
        };
        text.push_str(kept);
        text.push_str(&instead);
        at = range.end;
    }
    text.push_str(ast.source.get(at..).unwrap_or_default());
    (Some(text), left)
}

/// Visits a tree; the number says how many arguments come from the left of `~>`.
fn visit<'n>(node: &'n Node, applied: usize, see: &mut dyn FnMut(&'n Node, usize)) {
    see(node, applied);
    let right = match &node.kind {
        NodeKind::Apply { rhs, .. } => Some(&**rhs),
        _ => None,
    };
    node.for_each_child(|child| {
        let is_right = right.is_some_and(|right| std::ptr::eq(right, child));
        visit(child, usize::from(is_right), see);
    });
}

/// The edits for a call of one of the functions: its name, its pattern.
fn edit(node: &Node, applied: usize) -> Option<[(Range<usize>, String); 2]> {
    let NodeKind::Function { procedure, args } = &node.kind else {
        return None;
    };
    let NodeKind::Variable { name } = &procedure.kind else {
        return None;
    };
    let (_, counts) = FUNCTIONS.iter().find(|(known, _)| known == name)?;
    let pattern = args.get(1_usize.checked_sub(applied)?)?;
    let NodeKind::Regex {
        pattern: source,
        flags,
    } = &pattern.kind
    else {
        return None;
    };
    // `[]` keeps a sequence of one, which a function of ours cannot return.
    let simple = counts.contains(&(args.len() + applied))
        && !node.attrs.keep_array
        && pattern.attrs.predicate.is_empty()
        && pattern.attrs.stages.is_empty()
        && !pattern.attrs.keep_array
        && pattern.attrs.group.is_none();
    if !simple {
        return None;
    }
    let mut written = String::new();
    write_text(&format!("{flags}/{source}"), &mut written);
    let name = format!("${name}{MARK}");
    let place = |node: &Node| node.span.start..node.span.end;
    Some([(place(procedure), name), (place(pattern), written)])
}
