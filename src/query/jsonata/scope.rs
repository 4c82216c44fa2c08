//! What an expression refers to: variables from outside, and names that have no meaning where it stands.

use jlens_core::ast::{Ast, Node, NodeKind, Stage};
use jlens_core::Span;
use std::collections::BTreeSet;

/// What the walk over a tree found.
#[derive(Clone, Debug, Default)]
pub(super) struct References {
    /// Variables that the expression does not bind itself, without `$`. Built-in functions are among them.
    pub(super) free: BTreeSet<String>,
    /// Variables that it binds itself somewhere.
    pub(super) bound: BTreeSet<String>,
    /// Fields of `$states` that it reads directly, and where.
    pub(super) fields: Vec<(String, Span)>,
    /// References that the service refuses, and where: a bare name or `$` at the top level, `$$`.
    pub(super) refused: Vec<(String, Span)>,
    /// Operators that are younger than the service's version of the language: the token it would stumble over.
    pub(super) younger: Vec<(&'static str, Span)>,
}

/// The references of a compiled expression.
pub(super) fn references(ast: &Ast) -> References {
    let mut walk = Walk::default();
    walk.scoped(|walk| walk.node(&ast.root, false));
    walk.found
}

#[derive(Default)]
struct Walk {
    found: References,
    /// Names bound in the blocks and functions around, innermost last.
    bound: Vec<String>,
}

impl Walk {
    /// What is bound inside is forgotten afterwards.
    fn scoped(&mut self, inside: impl FnOnce(&mut Walk)) {
        let before = self.bound.len();
        inside(self);
        self.found.bound.extend(self.bound.drain(before..));
    }

    /// `context`: whether there is a context value here, so that names and `$` mean something.
    fn node(&mut self, node: &Node, context: bool) {
        match &node.kind {
            NodeKind::Path { steps, .. } => return self.path(node, steps, context),
            NodeKind::Variable { name } => self.variable(name, node.span, context),
            NodeKind::Name { name } => self.bare(name, node.span, context),
            NodeKind::Wildcard => self.bare("*", node.span, context),
            NodeKind::Descendant => self.bare("**", node.span, context),
            NodeKind::Block { exprs, .. } => self.scoped(|walk| {
                for expr in exprs {
                    walk.node(expr, context);
                }
            }),
            NodeKind::Bind { lhs, rhs } => self.bind(lhs, rhs, context),
            NodeKind::Lambda(function) => self.scoped(|walk| {
                walk.bound.extend(function.params.iter().cloned());
                walk.node(&function.body, context);
            }),
            NodeKind::Transform(transform) => {
                self.node(&transform.pattern, true);
                self.node(&transform.update, true);
                if let Some(delete) = &transform.delete {
                    self.node(delete, true);
                }
            }
            NodeKind::Sort { terms } => {
                for term in terms {
                    self.node(&term.expr, true);
                }
            }
            NodeKind::Fallback { op, .. } => {
                let token = if op.symbol() == "?:" { ":" } else { "?" };
                self.found.younger.push((token, node.span));
                self.operands(node, context);
            }
            _ => self.operands(node, context),
        }
        self.attributes(node);
    }

    /// The parts of an operator, a call or a constructor, all in the context around.
    fn operands(&mut self, node: &Node, context: bool) {
        let mut parts: Vec<&Node> = Vec::new();
        match &node.kind {
            NodeKind::Binary { lhs, rhs, .. }
            | NodeKind::Fallback { lhs, rhs, .. }
            | NodeKind::Apply { lhs, rhs } => parts.extend([&**lhs, &**rhs]),
            NodeKind::Negate { expr } => parts.push(expr),
            NodeKind::Array { items } => parts.extend(items),
            NodeKind::Object { pairs } => parts.extend(pairs.iter().flat_map(|(k, v)| [k, v])),
            NodeKind::Condition {
                condition,
                then,
                otherwise,
            } => {
                parts.extend([&**condition, &**then]);
                parts.extend(otherwise.as_deref());
            }
            NodeKind::Function { procedure, args } | NodeKind::Partial { procedure, args } => {
                parts.push(procedure);
                parts.extend(args);
            }
            _ => {}
        }
        for part in parts {
            self.node(part, context);
        }
    }

    /// Only the first step stands in the context around; the others have the one before as theirs.
    fn path(&mut self, node: &Node, steps: &[Node], context: bool) {
        self.scoped(|walk| {
            if let [first, second, ..] = steps {
                walk.states_field(first, second);
            }
            for (at, step) in steps.iter().enumerate() {
                walk.node(step, context || at > 0);
            }
            walk.attributes(node);
        });
    }

    fn states_field(&mut self, first: &Node, second: &Node) {
        if let (NodeKind::Variable { name }, NodeKind::Name { name: field }) =
            (&first.kind, &second.kind)
        {
            if name == "states" && !self.bound.contains(name) {
                let span = first.span.to(second.span);
                self.found.fields.push((field.clone(), span));
            }
        }
    }

    /// Variables bound by a step, filters, groups: all with a context of their own.
    fn attributes(&mut self, node: &Node) {
        let attributes = &node.attrs;
        self.bound.extend(attributes.focus.clone());
        self.bound.extend(attributes.index.clone());
        for stage in attributes.stages.iter().chain(&attributes.predicate) {
            match stage {
                Stage::Filter { expr, .. } => self.node(expr, true),
                Stage::Index { var, .. } => self.bound.push(var.clone()),
            }
        }
        if let Some(group) = &attributes.group {
            for (key, value) in &group.pairs {
                self.node(key, true);
                self.node(value, true);
            }
        }
    }

    /// A function may call itself by the name it is bound to; any other value is made before the name is bound.
    fn bind(&mut self, left: &Node, right: &Node, context: bool) {
        let NodeKind::Variable { name } = &left.kind else {
            return self.node(right, context);
        };
        let recursive = matches!(right.kind, NodeKind::Lambda(_));
        if recursive {
            self.bound.push(name.clone());
        }
        self.node(right, context);
        if !recursive {
            self.bound.push(name.clone());
        }
    }

    fn variable(&mut self, name: &str, span: Span, context: bool) {
        match name {
            "" => self.bare("$", span, context),
            "$" => {
                let words = "Reference to '$$' is not supported.";
                self.found.refused.push((words.to_owned(), span));
            }
            name if self.bound.iter().any(|bound| bound == name) => {}
            name => {
                self.found.free.insert(name.to_owned());
            }
        }
    }

    fn bare(&mut self, name: &str, span: Span, context: bool) {
        if !context {
            let words = format!("Reference to '{name}' at the top level is not supported.");
            self.found.refused.push((words, span));
        }
    }
}
