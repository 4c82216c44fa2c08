//! Compiled expressions over the crate's evaluator.

use super::engine::{self, Ended, Program};
use super::plain::{self, Plain, Stop, View};
use super::scope::{self, References};
use super::{levels, message, Failure, Refusal, States, Surroundings};
use crate::value::{Text, Value};
use jlens_core::Error;
use std::ops::Range;

/// What compiling leaves: a plain path where the expression is one, a program otherwise.
#[derive(Debug)]
pub(super) struct Compiled {
    text: Text,
    variables: Vec<Text>,
    fields: Vec<(Text, Range<usize>)>,
    pub(super) plain: Option<Plain>,
    /// Or why every evaluation fails: it is nested too deeply, or was refused.
    pub(super) program: Result<Program, String>,
}

impl Compiled {
    pub(super) fn new(text: &str) -> Result<Compiled, Refusal> {
        let trimmed = text.trim();
        let before = text.len() - text.trim_start().len();
        if levels::too_deep(trimmed) {
            return Ok(Compiled::failing(trimmed, message::too_deep()));
        }
        let code = match jlens_core::Expression::compile(trimmed) {
            Ok(code) => code,
            // The parser has a bound of its own, which counts the same levels.
            Err(error) if error.code() == "U1001" => {
                return Ok(Compiled::failing(trimmed, message::too_deep()));
            }
            Err(error) => return Err(syntax(&error, trimmed, before)),
        };
        let references = scope::references(code.ast());
        if let Some(refusal) = refused(&references, before) {
            return Err(refusal);
        }
        let own = |name: &&String| !engine::is_function(name) && *name != "states";
        let variables = references.free.iter().filter(own);
        let fields = references.fields.iter().map(|(name, span)| {
            let at = before + span.start..before + span.end;
            (Text::from(name.as_str()), at)
        });
        Ok(Compiled {
            text: trimmed.into(),
            variables: variables.map(|name| name.as_str().into()).collect(),
            fields: fields.collect(),
            plain: plain::plain(&code.ast().root),
            program: Ok(Program::new(code.ast(), &references)),
        })
    }

    /// What only says, at every evaluation, why it cannot be evaluated.
    pub(super) fn failing(text: &str, reason: String) -> Compiled {
        Compiled {
            text: text.into(),
            variables: Vec::new(),
            fields: Vec::new(),
            plain: None,
            program: Err(reason),
        }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    pub(super) fn variables(&self) -> &[Text] {
        &self.variables
    }

    pub(super) fn states_fields(&self) -> &[(Text, Range<usize>)] {
        &self.fields
    }

    pub(super) fn evaluate(
        &self,
        states: &States,
        around: &dyn Surroundings,
    ) -> Result<Value, Failure> {
        if let Some(plain) = &self.plain {
            let view = View {
                states,
                around,
                is_function: engine::is_function,
            };
            match view.value(plain) {
                Ok(value) => return Ok(value),
                Err(Stop::Undefined) => return Err(Failure::Undefined),
                Err(Stop::Refused(function, refused)) => {
                    return Err(Failure::Threw(message::refused(function, &refused)));
                }
                Err(Stop::Unsure) => {}
            }
        }
        let program = match &self.program {
            Ok(program) => program,
            Err(reason) => return Err(Failure::Threw(reason.clone())),
        };
        program
            .evaluate(states, around)
            .map_err(|ended| match ended {
                Ended::Undefined => Failure::Undefined,
                Ended::Function => Failure::Function,
                Ended::Threw(error) => Failure::Threw(message::of(&error)),
            })
    }
}

fn syntax(error: &Error, text: &str, before: usize) -> Refusal {
    let end = text.len();
    let at = error
        .span()
        .map_or(0..end, |span| span.start.min(end)..span.end.min(end));
    Refusal {
        message: message::words(error),
        at: before + at.start..before + at.end,
        unsupported: false,
    }
}

/// The first thing that version 2.0.6 or the service refuses.
fn refused(references: &References, before: usize) -> Option<Refusal> {
    let at = |span: jlens_core::Span| before + span.start..before + span.end;
    if let Some((token, span)) = references.younger.first() {
        return Some(Refusal {
            message: message::no_prefix(token),
            at: at(*span),
            unsupported: false,
        });
    }
    let (message, span) = references.refused.first()?;
    Some(Refusal {
        message: message.clone(),
        at: at(*span),
        unsupported: true,
    })
}
