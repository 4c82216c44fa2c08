//! Intrinsic functions (`States.Format(…)` and the rest).
//!
//! A field's call is compiled once; what the functions are and do stands in one table ([`functions`]). Whatever is wrong
//! with arguments shows only at run time, as on the service; compiling refuses what does not parse.

mod arguments;
mod arrays;
mod encoding;
mod json;
mod math;
mod parse;
mod table;
mod taken;
mod text;
mod unique;

pub use table::{functions, Example, Function, Outcome};

use super::path::{Model, Path, PathError, Root};
use super::{Surroundings, SyntaxError};
use crate::quotas::Quotas;
use crate::text::write;
use crate::value::{Text, Value};
use arguments::Arguments;

/// How deeply calls may be nested: 10 in all, the outermost included.
pub const MAX_NESTING: usize = 10;

/// Bytes that a function may make out of its arguments. No limit of the service, whose payload limit is far below; it
/// keeps repetition inside one field from filling the memory.
pub(crate) const MAX_BYTES: usize = 16 << 20;

/// The service's limits on arguments; `None` switches one off.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Limits {
    /// Characters that `States.Base64Encode`, `States.Base64Decode` and `States.Hash` take.
    pub chars: Option<usize>,
    /// Items that `States.ArrayRange` makes.
    pub range_items: Option<usize>,
}

impl From<&Quotas> for Limits {
    fn from(quotas: &Quotas) -> Limits {
        Limits {
            chars: quotas.intrinsic_chars,
            range_items: quotas.range_items,
        }
    }
}

impl Default for Limits {
    fn default() -> Limits {
        Limits::from(&Quotas::default())
    }
}

/// A compiled call, nested calls and path arguments included.
#[derive(Clone, Debug)]
pub struct Call {
    text: Text,
    outermost: Invocation,
}

/// One call of a field.
#[derive(Clone, Debug)]
struct Invocation {
    /// The call as written.
    text: Text,
    function: &'static Function,
    arguments: Vec<Argument>,
}

#[derive(Clone, Debug)]
enum Argument {
    /// A quoted text, with the positions of the braces in it that were written with a backslash.
    Quoted(Text, Vec<usize>),
    /// A number, `true`, `false` or `null`.
    Literal(Value),
    Path(Path),
    Call(Invocation),
}

/// Why a call gave no value. [`IntrinsicError::cause`] puts it into the service's words.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum IntrinsicError {
    /// A path argument found nothing. Holds the path as the service prints it: as written, but a path into the context
    /// object with one `$`.
    MissingArgument(String),
    /// The call itself failed: the innermost failing call as written, and the detail.
    Failed {
        /// The call as written.
        call: String,
        /// For example `Invalid arguments in States.MathAdd`.
        detail: String,
    },
}

impl IntrinsicError {
    /// The cause, without the sentence that names the state. `whole` is the field's value as written, `input` the input of
    /// the field; it is shown for a path into the context object too.
    pub fn cause(&self, whole: &str, input: &Value) -> String {
        match self {
            IntrinsicError::MissingArgument(path) => format!(
                "The function '{whole}' had the following error: The JsonPath argument for the field '{path}' could not be found in the input '{}'",
                write::compact(input)
            ),
            IntrinsicError::Failed { call, detail } => format!(
                "There was an error while evaluating the intrinsic function: {call}. {detail}"
            ),
        }
    }
}

impl Call {
    /// Compiles a call; refuses what does not parse, as the service does when a definition is saved: unknown functions,
    /// open brackets and quotes, backslashes before anything but `'`, `{`, `}` and `\`, more than [`MAX_NESTING`] levels.
    pub fn compile(text: &str) -> Result<Call, SyntaxError> {
        Ok(Call {
            text: text.into(),
            outermost: parse::parse(text)?,
        })
    }

    /// The call as written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The paths among the arguments, nested calls included, in the order written.
    pub fn paths(&self) -> Vec<&Path> {
        let mut paths = Vec::new();
        collect_paths(&self.outermost, &mut paths);
        paths
    }

    /// The value of the call.
    pub fn evaluate(
        &self,
        input: &Value,
        around: &dyn Surroundings,
    ) -> Result<Value, IntrinsicError> {
        evaluate(&self.outermost, input, around)
    }
}

fn collect_paths<'c>(call: &'c Invocation, paths: &mut Vec<&'c Path>) {
    for argument in &call.arguments {
        match argument {
            Argument::Path(path) => paths.push(path),
            Argument::Call(inner) => collect_paths(inner, paths),
            Argument::Quoted(..) | Argument::Literal(_) => {}
        }
    }
}

fn evaluate(
    call: &Invocation,
    input: &Value,
    around: &dyn Surroundings,
) -> Result<Value, IntrinsicError> {
    let mut values = Vec::with_capacity(call.arguments.len());
    for argument in &call.arguments {
        values.push(match argument {
            Argument::Quoted(text, _) => Value::Text(text.clone()),
            Argument::Literal(value) => value.clone(),
            Argument::Path(path) => look_up(path, call, input, around)?,
            Argument::Call(inner) => evaluate(inner, input, around)?,
        });
    }
    let escaped_braces: &[usize] = match call.arguments.first() {
        Some(Argument::Quoted(_, escaped)) => escaped,
        _ => &[],
    };
    let arguments = Arguments {
        values: &values,
        escaped_braces,
        limits: around.intrinsic_limits(),
        around,
    };
    (call.function.body)(&arguments).map_err(|fault| IntrinsicError::Failed {
        call: call.text.to_string(),
        detail: fault.detail(call.function.name),
    })
}

fn look_up(
    path: &Path,
    call: &Invocation,
    input: &Value,
    around: &dyn Surroundings,
) -> Result<Value, IntrinsicError> {
    let variable = match path.root() {
        Root::Variable(name) if path.is_root() => around.variable(name),
        _ => None,
    };
    let found = match variable {
        Some(value) => Ok(value),
        None => path.evaluate_as(Model::Map, input, around),
    };
    found.map_err(|fault| match fault {
        PathError::Limit(detail) => IntrinsicError::Failed {
            call: call.text.to_string(),
            detail,
        },
        PathError::NotFound(_) | PathError::Invalid(_) => {
            let written = path.text();
            let printed = match path.root() {
                Root::Context => written.strip_prefix('$').unwrap_or(written),
                _ => written,
            };
            IntrinsicError::MissingArgument(printed.to_string())
        }
    })
}
