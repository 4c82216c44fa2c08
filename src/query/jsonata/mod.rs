//! JSONata as the service has it: version 2.0.6 of the language, no context value, `$states`, six functions more, bounds.
//!
//! The interface speaks of our values only; the evaluator behind it, the crate `jlens-core`, is named in this folder and
//! nowhere else, so that another one can take its place. What that one cannot give: integers beyond 2^53 through
//! arithmetic, `Infinity` and `NaN` beyond plain arithmetic, functions inside results. Patterns that do not stand in the call
//! that uses them take time that grows with the square of a text.

#[cfg(feature = "jsonata")]
mod compiled;
#[cfg(feature = "jsonata")]
mod engine;
#[cfg(feature = "jsonata")]
mod functions;
#[cfg(feature = "jsonata")]
mod host;
#[cfg(feature = "jsonata")]
mod levels;
#[cfg(feature = "jsonata")]
mod message;
#[cfg(feature = "jsonata")]
mod needs;
#[cfg(feature = "jsonata")]
mod number;
#[cfg(feature = "jsonata")]
mod patterns;
#[cfg(feature = "jsonata")]
mod plain;
#[cfg(feature = "jsonata")]
pub mod reference;
#[cfg(feature = "jsonata")]
mod rewrite;
#[cfg(feature = "jsonata")]
mod scope;
#[cfg(feature = "jsonata")]
mod search;
#[cfg(feature = "jsonata")]
mod source;
#[cfg(feature = "jsonata")]
mod taken;

#[cfg(not(feature = "jsonata"))]
#[path = "absent.rs"]
mod compiled;

#[cfg(feature = "jsonata")]
use super::taken::Need;
use super::taken::{Shape, Taken};
use super::Surroundings;
#[cfg(feature = "jsonata")]
use crate::value::Object;
use crate::value::{Text, Value};
use compiled::Compiled;
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
        Compiled::new(text).map(|compiled| Expression(Rc::new(compiled)))
    }

    /// What stands for a text that was refused: every evaluation fails and says why.
    pub fn refused(text: &str, refusal: &Refusal) -> Expression {
        Expression(Rc::new(Compiled::failing(
            text.trim(),
            refusal.message.clone(),
        )))
    }

    /// The expression as written, without delimiters, trimmed.
    pub fn text(&self) -> &str {
        self.0.text()
    }

    /// The variables that it reads, sorted, without `$`; `$states` and names of functions are not among them.
    pub fn variables(&self) -> &[Text] {
        self.0.variables()
    }

    /// The fields of `$states` that it reads by name, with the byte range of `$states.field` in the compiled text.
    pub fn states_fields(&self) -> &[(Text, Range<usize>)] {
        self.0.states_fields()
    }

    /// What it takes from variables, `$states` among them, and what it is made of.
    pub fn taken(&self) -> (Vec<Taken>, Shape) {
        #[cfg(feature = "jsonata")]
        return taken::taken(self.text(), true, Need::Anything);
        #[cfg(not(feature = "jsonata"))]
        Default::default()
    }

    /// The same of a condition, which is to hold or not: values that are compared are such that it comes out so.
    pub fn taken_so(&self, holds: bool) -> Vec<Taken> {
        #[cfg(feature = "jsonata")]
        return taken::taken(self.text(), holds, Need::flag(holds)).0;
        #[cfg(not(feature = "jsonata"))]
        {
            let _ = holds;
            Vec::new()
        }
    }

    /// The value of the expression.
    ///
    /// # Errors
    /// Undefined, a function, or what the evaluation threw. It ends after a bounded number of steps.
    pub fn evaluate(&self, states: &States, around: &dyn Surroundings) -> Result<Value, Failure> {
        self.0.evaluate(states, around)
    }
}

#[cfg(feature = "jsonata")]
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
