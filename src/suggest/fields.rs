//! Fields of states: paths, templates, expressions, amounts.

use super::origin::Origin;
use super::walk::{Sees, Walk};
use crate::definition::{Amount, Selection, Template};
use crate::query::jsonata::Expression;
use crate::query::path::{Path, Root};
use crate::query::taken::{Hop, Need, Shape};
use crate::value::{Text, Value};

impl Walk<'_> {
    /// Reads a path; what it finds.
    pub(super) fn path(&mut self, path: &Path, need: Need, sees: &Sees) -> Origin {
        let (hops, whole) = path.hops();
        let need = if whole { need } else { Need::Anything };
        let found = match path.root() {
            Root::Input => self.take(sees.input, &hops, need),
            Root::Variable(name) => {
                let value = self.variables.get(name).cloned();
                self.take(&value.unwrap_or(Origin::Unknown), &hops, need)
            }
            Root::Context => match context(&hops, sees) {
                Some((from, hops)) => self.take(&from, hops, need),
                None => Origin::Unknown,
            },
        };
        if whole {
            found
        } else {
            Origin::Unknown
        }
    }

    pub(super) fn selection(&mut self, selection: &Selection, sees: &Sees) -> Origin {
        match selection {
            Selection::Whole => sees.input.clone(),
            Selection::Nothing => Origin::Fixed(Value::object()),
            Selection::Path(path) => self.path(path, Need::Anything, sees),
        }
    }

    /// Nesting is bounded by the reader.
    pub(super) fn template(&mut self, template: &Template, sees: &Sees) -> Origin {
        match template {
            Template::Literal(value) => Origin::Fixed(value.clone()),
            Template::Path(path) => self.path(path, Need::Anything, sees),
            Template::Call(call) => {
                for (path, need) in call.taken() {
                    self.path(path, need, sees);
                }
                Origin::Unknown
            }
            Template::Expression(expression) => self.expression(expression, Need::Anything, sees),
            Template::Object(members) => {
                let made = |member: &crate::definition::TemplateMember| {
                    (member.key.clone(), self.template(&member.value, sees))
                };
                Origin::object(members.iter().map(made).collect())
            }
            Template::Array(items) => {
                for item in items {
                    self.template(item, sees);
                }
                Origin::Unknown
            }
        }
    }

    /// `need`: what the whole of it is for, where it is nothing but a way to a value.
    pub(super) fn expression(
        &mut self,
        expression: &Expression,
        need: Need,
        sees: &Sees,
    ) -> Origin {
        let (taken, shape) = expression.taken();
        self.taken(taken, sees);
        let found = self.shaped(&shape, sees);
        if need != Need::Anything {
            self.take(&found, &[], need);
        }
        found
    }

    /// A Choice rule's condition, which is to hold or not.
    pub(super) fn condition(&mut self, template: &Template, holds: bool, sees: &Sees) {
        if let Template::Expression(expression) = template {
            self.taken(expression.taken_so(holds), sees);
        }
    }

    fn taken(&mut self, taken: Vec<crate::query::taken::Taken>, sees: &Sees) {
        for one in taken {
            if let Some((from, hops)) = self.variable(&one.variable, &one.hops, sees) {
                self.take(&from, hops, one.need);
            }
        }
    }

    /// A variable, or what `$states` has, with the way on from it.
    fn variable<'h>(
        &self,
        name: &Text,
        hops: &'h [Hop],
        sees: &Sees,
    ) -> Option<(Origin, &'h [Hop])> {
        if &**name != "states" {
            return Some((self.variables.get(name)?.clone(), hops));
        }
        match hops {
            [Hop::Name(field), rest @ ..] if &**field == "input" => {
                Some((sees.input.clone(), rest))
            }
            [Hop::Name(field), rest @ ..] if &**field == "context" => context(rest, sees),
            _ => None,
        }
    }

    fn shaped(&self, shape: &Shape, sees: &Sees) -> Origin {
        match shape {
            Shape::Computed => Origin::Unknown,
            Shape::Fixed(value) => Origin::Fixed(value.clone()),
            Shape::Taken(name, hops) => {
                let from = self.variable(name, hops, sees);
                from.map_or(Origin::Unknown, |(from, hops)| from.at(hops))
            }
            Shape::Object(members) => {
                let made = |(name, shape): &(Text, Shape)| (name.clone(), self.shaped(shape, sees));
                Origin::object(members.iter().map(made).collect())
            }
            Shape::Merged(parts) => {
                let mut parts = parts.iter().map(|part| self.shaped(part, sees));
                let first = parts.next().unwrap_or(Origin::Unknown);
                parts.fold(first, |all, part| merged(&all, &part))
            }
        }
    }

    pub(super) fn amount(&mut self, amount: &Amount, usual: i64, sees: &Sees) {
        let need = Need::Like(Value::from(usual));
        match amount {
            Amount::Path(path) => {
                self.path(path, need, sees);
            }
            Amount::Expression(expression) => {
                self.expression(expression, need, sees);
            }
            Amount::Absent | Amount::Literal(_) => {}
        }
    }
}

/// One object over another. Of one that is not known nothing is left that is certain.
fn merged(below: &Origin, above: &Origin) -> Origin {
    match above {
        Origin::Made(_) => {
            let members = above.members().iter();
            members.fold(below.clone(), |all, (name, origin)| {
                all.with(&[Hop::Name(name.clone())], origin.clone())
            })
        }
        Origin::Fixed(Value::Object(members)) => {
            members.iter().fold(below.clone(), |all, (name, value)| {
                all.with(&[Hop::Name(name.clone())], Origin::Fixed(value.clone()))
            })
        }
        _ => Origin::Unknown,
    }
}

/// Where the context object holds something of the input.
fn context<'h>(hops: &'h [Hop], sees: &Sees) -> Option<(Origin, &'h [Hop])> {
    let named =
        |at: usize, name: &str| matches!(hops.get(at), Some(Hop::Name(known)) if &**known == name);
    if named(0, "Execution") && named(1, "Input") {
        return Some((sees.around.execution.clone(), &hops[2..]));
    }
    if named(0, "Map") && named(1, "Item") && named(2, "Value") {
        return Some((sees.around.item.clone(), &hops[3..]));
    }
    None
}
