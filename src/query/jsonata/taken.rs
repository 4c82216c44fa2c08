//! What an expression takes from its variables, read off its tree.

use super::needs::{adds_up, compared, listed, mirrored, needed};
use super::number;
use crate::query::taken::{Hop, Need, Shape, Taken};
use crate::value::{Text, Value};
use jlens_core::ast::{BinaryOp, LambdaDef, Node, NodeKind, Stage};

/// Where a value stands: a variable and the way from it.
type Place = (Text, Vec<Hop>);

/// What the text takes, and what it is made of; nothing of a text that does not parse.
pub(super) fn taken(text: &str, holds: bool, need: Need) -> (Vec<Taken>, Shape) {
    let Ok(code) = jlens_core::Expression::compile(text) else {
        return Default::default();
    };
    let mut walk = Walk {
        found: Vec::new(),
        bound: Vec::new(),
        holds,
    };
    let shape = walk.node(&code.ast().root, None, need);
    (walk.found, shape)
}

/// The parser bounds how deeply a tree is nested.
struct Walk {
    found: Vec<Taken>,
    /// Variables that the expression binds itself, and where their values come from.
    bound: Vec<(String, Option<Place>)>,
    /// Whether a comparison is to hold, or not.
    holds: bool,
}

impl Walk {
    fn node(&mut self, node: &Node, context: Option<&Place>, need: Need) -> Shape {
        let is_sequence = node.attrs.keep_array || !node.attrs.predicate.is_empty();
        if let Some(place) = self.place(node, context) {
            let end = place.clone();
            self.take(place, need);
            self.filters(node, context);
            return if is_sequence {
                Shape::Computed
            } else {
                Shape::Taken(end.0, end.1)
            };
        }
        match &node.kind {
            NodeKind::Path { steps, .. } => self.path(steps, context),
            NodeKind::String { value } => return Shape::Fixed(value.as_str().into()),
            NodeKind::Number { value } => {
                return Shape::Fixed(Value::Number(number::of_double(*value)));
            }
            NodeKind::Bool { value } => return Shape::Fixed((*value).into()),
            NodeKind::Null => return Shape::Fixed(Value::Null),
            NodeKind::Object { pairs } => return self.object(pairs, context),
            NodeKind::Function { procedure, args } => return self.call(procedure, args, context),
            NodeKind::Block { exprs, .. } => return self.block(exprs, context, need),
            NodeKind::Binary { op, lhs, rhs } => self.binary(*op, lhs, rhs, context),
            NodeKind::Bind { lhs, rhs } => self.bind(lhs, rhs, context),
            _ => self.parts(node, context, need),
        }
        Shape::Computed
    }

    fn parts(&mut self, node: &Node, context: Option<&Place>, need: Need) {
        match &node.kind {
            NodeKind::Negate { expr } => {
                self.node(expr, context, Need::number());
            }
            NodeKind::Array { items } => {
                for item in items {
                    self.node(item, context, Need::Anything);
                }
            }
            NodeKind::Condition {
                condition,
                then,
                otherwise,
            } => {
                self.node(condition, context, Need::Anything);
                self.node(then, context, need.clone());
                if let Some(otherwise) = otherwise {
                    self.node(otherwise, context, need);
                }
            }
            NodeKind::Apply { lhs, rhs } => match &rhs.kind {
                // `a ~> $f(b)` is `$f(a, b)`.
                NodeKind::Function { procedure, args } => {
                    self.node(lhs, context, needed(procedure, 0));
                    for (at, arg) in args.iter().enumerate() {
                        self.node(arg, context, needed(procedure, at + 1));
                    }
                }
                _ => {
                    self.node(lhs, context, needed(rhs, 0));
                }
            },
            NodeKind::Lambda(function) => self.lambda(function, &[], context),
            _ => {}
        }
    }

    /// Where a path of names leads, from a variable or from what stands around.
    fn place(&self, node: &Node, context: Option<&Place>) -> Option<Place> {
        let steps = match &node.kind {
            NodeKind::Path { steps, .. } => steps.as_slice(),
            NodeKind::Variable { .. } | NodeKind::Name { .. } => std::slice::from_ref(node),
            _ => return None,
        };
        let (first, rest) = steps.split_first()?;
        let mut place = match &first.kind {
            NodeKind::Variable { name } if name.is_empty() => context?.clone(),
            NodeKind::Variable { name } => self.variable(name)?,
            NodeKind::Name { name } => extended(context?, name),
            _ => return None,
        };
        place.1.extend(filtered(first));
        for step in rest {
            let NodeKind::Name { name } = &step.kind else {
                return None;
            };
            place.1.push(Hop::Name(name.as_str().into()));
            place.1.extend(filtered(step));
        }
        Some(place)
    }

    fn variable(&self, name: &str) -> Option<Place> {
        let bound = self.bound.iter().rev().find(|(known, _)| known == name);
        match bound {
            Some((_, place)) => place.clone(),
            None => Some((name.into(), Vec::new())),
        }
    }

    fn take(&mut self, (variable, hops): Place, need: Need) {
        self.found.push(Taken {
            variable,
            hops,
            need,
        });
    }

    /// Filters look into what the path has found where they stand.
    fn filters(&mut self, node: &Node, context: Option<&Place>) {
        let steps = match &node.kind {
            NodeKind::Path { steps, .. } => steps.as_slice(),
            _ => std::slice::from_ref(node),
        };
        let mut here: Option<Place> = None;
        for step in steps {
            here = match (&here, &step.kind) {
                (Some(place), NodeKind::Name { name }) => {
                    let mut next = extended(place, name);
                    next.1.extend(filtered(step));
                    Some(next)
                }
                _ => self.place(step, context),
            };
            for stage in step.attrs.stages.iter().chain(&step.attrs.predicate) {
                if let Stage::Filter { expr, .. } = stage {
                    self.node(expr, here.as_ref(), Need::Anything);
                }
            }
        }
    }

    /// A path with a step that makes something: it sees what the names before it have found.
    fn path(&mut self, steps: &[Node], context: Option<&Place>) {
        let Some((first, rest)) = steps.split_first() else {
            return;
        };
        let mut here = self.place(first, context);
        if let Some(place) = here.clone() {
            self.take(place, Need::Anything);
        } else {
            self.node(first, context, Need::Anything);
        }
        for step in rest {
            here = match (&step.kind, here) {
                (NodeKind::Name { name }, Some(place)) => {
                    let mut next = extended(&place, name);
                    next.1.extend(filtered(step));
                    self.take(next.clone(), Need::Anything);
                    Some(next)
                }
                (_, place) => {
                    self.node(step, place.as_ref(), Need::Anything);
                    None
                }
            };
        }
    }

    fn object(&mut self, pairs: &[(Node, Node)], context: Option<&Place>) -> Shape {
        let mut members = Vec::with_capacity(pairs.len());
        let mut plain = true;
        for (key, value) in pairs {
            let shape = self.node(value, context, Need::Anything);
            match &key.kind {
                NodeKind::String { value: name } => {
                    members.push((Text::from(name.as_str()), shape))
                }
                _ => {
                    self.node(key, context, Need::Text);
                    plain = false;
                }
            }
        }
        if plain {
            Shape::Object(members)
        } else {
            Shape::Computed
        }
    }

    fn block(&mut self, exprs: &[Node], context: Option<&Place>, need: Need) -> Shape {
        let before = self.bound.len();
        let mut last = Shape::Computed;
        for (at, expr) in exprs.iter().enumerate() {
            let is_last = at + 1 == exprs.len();
            last = self.node(
                expr,
                context,
                if is_last {
                    need.clone()
                } else {
                    Need::Anything
                },
            );
        }
        self.bound.truncate(before);
        last
    }

    fn bind(&mut self, left: &Node, right: &Node, context: Option<&Place>) {
        let place = match self.node(right, context, Need::Anything) {
            Shape::Taken(variable, hops) => Some((variable, hops)),
            _ => None,
        };
        if let NodeKind::Variable { name } = &left.kind {
            self.bound.push((name.clone(), place));
        }
    }

    fn binary(&mut self, op: BinaryOp, left: &Node, right: &Node, context: Option<&Place>) {
        let need = match op {
            BinaryOp::Add
            | BinaryOp::Sub
            | BinaryOp::Mul
            | BinaryOp::Div
            | BinaryOp::Mod
            | BinaryOp::Range => [Need::number(), Need::number()],
            BinaryOp::Concat => [Need::Text, Need::Text],
            BinaryOp::In => [listed(right), Need::Anything],
            BinaryOp::And | BinaryOp::Or => [Need::flag(self.holds), Need::flag(self.holds)],
            _ => [
                compared(op, right, self.holds),
                compared(mirrored(op), left, self.holds),
            ],
        };
        let [of_left, of_right] = need;
        self.node(left, context, of_left);
        self.node(right, context, of_right);
    }

    fn call(&mut self, procedure: &Node, args: &[Node], context: Option<&Place>) -> Shape {
        let NodeKind::Variable { name } = &procedure.kind else {
            self.node(procedure, context, Need::Anything);
            for arg in args {
                self.node(arg, context, Need::Anything);
            }
            return Shape::Computed;
        };
        match (name.as_str(), args) {
            ("not", [condition]) => {
                self.holds = !self.holds;
                self.node(condition, context, Need::flag(self.holds));
                self.holds = !self.holds;
            }
            // What is asked for only to see that it is not there is not needed.
            ("exists", [_]) if !self.holds => {}
            ("merge", [list]) => return self.merged(list, context),
            _ => self.arguments(procedure, args, context),
        }
        Shape::Computed
    }

    fn arguments(&mut self, procedure: &Node, args: &[Node], context: Option<&Place>) {
        let mut items = None;
        for (at, arg) in args.iter().enumerate() {
            if let NodeKind::Lambda(function) = &arg.kind {
                self.lambda(function, items.as_slice(), context);
                continue;
            }
            let shape = self.node(arg, context, needed(procedure, at));
            if let (Shape::Taken(variable, mut hops), 0) = (shape, at) {
                hops.push(Hop::Each);
                if adds_up(procedure) {
                    self.take((variable.clone(), hops.clone()), Need::number());
                }
                items = Some((variable, hops));
            }
        }
    }

    /// A function that is called with each item of a list. `$reduce` hands it over second.
    fn lambda(&mut self, function: &LambdaDef, items: &[Place], context: Option<&Place>) {
        let before = self.bound.len();
        let item = items.first();
        for (at, name) in function.params.iter().enumerate() {
            let place = if at == 0 { item.cloned() } else { None };
            self.bound.push((name.clone(), place));
        }
        self.node(&function.body, context, Need::Anything);
        self.bound.truncate(before);
    }

    fn merged(&mut self, list: &Node, context: Option<&Place>) -> Shape {
        let NodeKind::Array { items } = &list.kind else {
            self.node(list, context, Need::Anything);
            return Shape::Computed;
        };
        let one = |item| self.node(item, context, Need::Anything);
        Shape::Merged(items.iter().map(one).collect())
    }
}

fn extended(place: &Place, name: &str) -> Place {
    let mut next = place.clone();
    next.1.push(Hop::Name(name.into()));
    next
}

/// A step that is picked from by a number is a list.
fn filtered(step: &Node) -> Option<Hop> {
    let mut stages = step.attrs.stages.iter().chain(&step.attrs.predicate);
    let picks = |stage: &Stage| match stage {
        Stage::Filter { expr, .. } => matches!(expr.kind, NodeKind::Number { .. }),
        Stage::Index { .. } => false,
    };
    stages.any(picks).then_some(Hop::Each)
}
