//! JSONata as the service has it: version 2.0.6 of the language, no context value, `$states`, six functions more, bounds.
//!
//! The interface speaks of our values only; the evaluator behind it, the crate `jlens-core`, is named in this folder and
//! nowhere else, so that another one can take its place. What that one cannot give: integers beyond 2^53 through
//! arithmetic, `Infinity` and `NaN` beyond plain arithmetic, functions inside results, patterns in time linear in a text.

mod engine;
mod functions;
mod host;
mod levels;
mod message;
mod number;
mod plain;
pub mod reference;
mod scope;
mod source;

use super::Surroundings;
use crate::value::{Object, Text, Value};
use engine::{Ended, Program};
use jlens_core::ast::{Ast, NodeKind};
use jlens_core::Error;
use plain::{Plain, Stop, View};
use scope::References;
use std::ops::Range;
use std::rc::Rc;

/// The `$states` variable of one state.
#[derive(Clone, Debug, Default)]
pub struct States {
    /// `$states.input`.
    pub input: Value,
    /// `$states.result`, where the field may see it.
    pub result: Option<Value>,
    /// `$states.errorOutput`, in Catchers.
    pub error_output: Option<Value>,
}

/// A compiled expression: the text between `{%` and `%}`.
#[derive(Clone, Debug)]
pub struct Expression(Rc<Compiled>);

#[derive(Debug)]
struct Compiled {
    text: Text,
    variables: Vec<Text>,
    fields: Vec<(Text, Range<usize>)>,
    plain: Option<Plain>,
    /// Or why every evaluation fails: it is nested too deeply, or was refused.
    program: Result<Program, String>,
}

/// Why an expression gave no value.
#[derive(Clone, Debug, PartialEq)]
pub enum Failure {
    /// It returned nothing (undefined).
    Undefined,
    /// It threw: `CODE: message`, or the service's words for one of its bounds.
    Threw(String),
    /// It returned a function.
    Function,
}

/// Why a text is no expression of a state.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Refusal {
    /// In the words of the language's reference implementation, or of the service.
    pub message: String,
    /// Byte range in the text that was to be compiled.
    pub at: Range<usize>,
    /// It is a text of the language, but the service does not support it.
    pub unsupported: bool,
}

impl Expression {
    /// Compiles the text between the delimiters, blanks around it dropped.
    ///
    /// # Errors
    /// What does not parse in version 2.0.6; references to a context value, which a state does not have.
    pub fn compile(text: &str) -> Result<Expression, Refusal> {
        let trimmed = text.trim();
        let before = text.len() - text.trim_start().len();
        if levels::too_deep(trimmed) {
            return Ok(Expression::failing(trimmed, message::too_deep()));
        }
        let code = match jlens_core::Expression::compile(trimmed) {
            Ok(code) => code,
            // The parser has a bound of its own, which counts the same levels.
            Err(error) if error.code() == "U1001" => {
                return Ok(Expression::failing(trimmed, message::too_deep()));
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
        Ok(Expression(Rc::new(Compiled {
            text: trimmed.into(),
            variables: variables.map(|name| name.as_str().into()).collect(),
            fields: fields.collect(),
            plain: plain::plain(&code.ast().root),
            program: Ok(Program::new(trimmed, &references, has_pattern(code.ast()))),
        })))
    }

    /// What stands for a text that was refused: every evaluation fails and says why.
    pub fn refused(text: &str, refusal: &Refusal) -> Expression {
        Expression::failing(text.trim(), refusal.message.clone())
    }

    fn failing(text: &str, reason: String) -> Expression {
        Expression(Rc::new(Compiled {
            text: text.into(),
            variables: Vec::new(),
            fields: Vec::new(),
            plain: None,
            program: Err(reason),
        }))
    }

    /// The expression as written, without delimiters, trimmed.
    pub fn text(&self) -> &str {
        &self.0.text
    }

    /// The variables that it reads, sorted, without `$`; `$states` and names of functions are not among them.
    pub fn variables(&self) -> &[Text] {
        &self.0.variables
    }

    /// The fields of `$states` that it reads by name, with the byte range of `$states.field` in the compiled text.
    pub fn states_fields(&self) -> &[(Text, Range<usize>)] {
        &self.0.fields
    }

    /// The value of the expression.
    ///
    /// # Errors
    /// Undefined, a function, or what the evaluation threw. It ends after a bounded number of steps.
    pub fn evaluate(&self, states: &States, around: &dyn Surroundings) -> Result<Value, Failure> {
        if let Some(plain) = &self.0.plain {
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
        let program = match &self.0.program {
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

impl States {
    /// A field by its name.
    fn field(&self, name: &str, around: &dyn Surroundings) -> Option<Value> {
        match name {
            "input" => Some(self.input.clone()),
            "result" => self.result.clone(),
            "errorOutput" => self.error_output.clone(),
            "context" => Some(around.context()),
            _ => None,
        }
    }

    /// All of it.
    fn object(&self, around: &dyn Surroundings) -> Object {
        let names = ["input", "result", "errorOutput", "context"];
        let fields = names.into_iter();
        let fields = fields.filter_map(|name| Some((name, self.field(name, around)?)));
        fields.collect()
    }
}

/// The text inside `{% … %}`, when the whole string is such an expression.
pub fn delimited(text: &str) -> Option<&str> {
    text.strip_prefix("{%")?.strip_suffix("%}")
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

fn has_pattern(ast: &Ast) -> bool {
    let mut found = false;
    ast.root
        .walk(&mut |node| found |= matches!(node.kind, NodeKind::Regex { .. }));
    found
}
