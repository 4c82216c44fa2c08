//! JSONata expressions where they stand.

use super::place::Place;
use super::reader::Reader;
use crate::codes::Code;
use crate::definition::QueryLanguage;
use crate::query::jsonata::{delimited, Expression};
use crate::text::{place_in_string, Node, Span};
use std::ops::Range;

/// Bytes before an expression in its text: `{%`.
const OPENING: usize = 2;

impl Reader {
    /// The expression in a text `{% … %}` of a JSONata state; `None` for every other value. `at` is the field that
    /// holds it: the service names no deeper place. A refused one stays, so that nothing is said of it twice.
    pub fn expression(
        &mut self,
        node: &Node,
        at: &Place,
        language: QueryLanguage,
    ) -> Option<Expression> {
        if language != QueryLanguage::Jsonata {
            return None;
        }
        let text = delimited(node.text()?)?;
        Some(match Expression::compile(text) {
            Ok(expression) => {
                self.states_fields(&expression, node, at);
                expression
            }
            Err(refusal) => {
                let code = match refusal.unsupported {
                    true => Code::JsonataUnsupported,
                    false => Code::JsonataSyntax,
                };
                let span = self.inside(node, &refusal.at);
                self.report(code, span, at, refusal.message.as_str());
                Expression::refused(text, &refusal)
            }
        })
    }

    /// Reports fields of `$states` that do not exist here, each once.
    fn states_fields(&mut self, expression: &Expression, node: &Node, at: &Place) {
        let known = |name: &str| matches!(name, "input" | "context") || self.sees == Some(name);
        let fields = expression.states_fields().iter();
        let mut unknown: Vec<_> = fields.filter(|(name, _)| !known(name)).collect();
        unknown.dedup_by(|a, b| a.0 == b.0);
        for (name, range) in unknown {
            let message = format!("Field '$states.{name}' does not exist.");
            let span = self.inside(node, range);
            self.report(Code::JsonataUnsupported, span, at, message);
        }
    }

    /// The place in the text of a range of an expression; at least one character of it.
    fn inside(&self, node: &Node, range: &Range<usize>) -> Span {
        let place = |at: usize| place_in_string(&self.source, node.span, OPENING + at);
        let (start, end) = (place(range.start), place(range.end));
        Span::new(start, end.max(place(range.start + 1)))
    }

    /// Reads something whose expressions see one more field of `$states`.
    pub fn seeing<T>(
        &mut self,
        field: Option<&'static str>,
        read: impl FnOnce(&mut Reader) -> T,
    ) -> T {
        let before = std::mem::replace(&mut self.sees, field);
        let result = read(self);
        self.sees = before;
        result
    }
}
