//! The language itself, version 2.0.6, without the service's dialect: a context value, `$eval`, no additions.

use super::engine::run;
use super::search::UNUSUAL;
use super::source::Seen;
use super::{host, message, rewrite, scope, search};
use crate::value::Value;
use jlens_core::{Bindings, Error, Expression, Options};

/// Bounds of an evaluation; `None` where the evaluator's own hold.
#[derive(Clone, Copy, Debug, Default)]
pub struct Bounds {
    /// Levels of evaluation.
    pub depth: Option<usize>,
    /// Steps of evaluation.
    pub steps: Option<u64>,
}

/// What went wrong.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Fault {
    /// The language's code: `S0201`, `T2001`, `D3030`…; `U1001` `D1011` for bounds, `U1006` for steps.
    pub code: String,
    /// Its message.
    pub message: String,
    /// The token it is about.
    pub token: Option<String>,
}

/// Evaluates a text over `input` (`None` is undefined) with variables bound. `None` is undefined or a function.
///
/// # Errors
/// What does not parse, and what the evaluation throws.
pub fn evaluate(
    text: &str,
    input: Option<&Value>,
    variables: &[(&str, Value)],
    bounds: Bounds,
) -> Result<Option<Value>, Fault> {
    let code = Expression::compile(text).map_err(|error| fault(&error))?;
    let references = scope::references(code.ast());
    if let Some((token, _)) = references.younger.first() {
        return Err(Fault {
            code: "S0211".to_owned(),
            message: message::no_prefix(token),
            token: Some((*token).to_owned()),
        });
    }
    let variables = variables.iter();
    let bindings = variables.fold(search::bind(Bindings::new()), |all, (name, value)| {
        all.var(*name, host::to_json(value))
    });
    let mut options = Options::new().seed(0);
    options.max_depth = bounds.depth;
    options.max_steps = bounds.steps;
    let run = |code: &Expression| {
        host::begin(0);
        run(code, Seen::Document(input), &bindings, &options)
    };
    if let (Some(rewritten), _) = rewrite::patterns(code.ast(), &references) {
        let code = Expression::compile(&rewritten).map_err(|error| fault(&error))?;
        match run(&code) {
            Err(error) if error.code() == UNUSUAL => {}
            value => return value.map_err(|error| fault(&error)),
        }
    }
    run(&code).map_err(|error| fault(&error))
}

fn fault(error: &Error) -> Fault {
    Fault {
        code: error.code().to_owned(),
        message: message::words(error),
        token: error.token(),
    }
}
