//! The evaluator behind the interface: compiling, and running with the service's bounds.

use super::functions::MOST_ITEMS;
use super::scope::References;
use super::search::UNUSUAL;
use super::source::{Input, Levels, Maker, Seen};
use super::{host, rewrite, States};
use crate::query::Surroundings;
use crate::value::Value;
use jlens_core::ast::Ast;
use jlens_core::{function_catalog, Bindings, Error, Expression, Options};
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::OnceLock;

/// Levels of evaluation that the service allows, measured: 99 brackets around a number pass, 100 fail.
pub(super) const DEPTH: usize = 100;
/// What an evaluation may do. The service has a time limit of unknown length; this one is the same everywhere and takes
/// a tenth of a second in a browser for cheap steps, a few seconds for the dearest.
const STEPS: u64 = 2_000_000;
/// The same where the evaluator matches patterns, of which a step may take as long as five hundred others.
const PATTERN_STEPS: u64 = 100_000;
/// Bytes that a text or a result may have, and what fits an array: the service's memory bound.
pub(super) const BYTES: usize = 6_990_256;

/// A compiled expression, ready to see a state.
#[derive(Debug)]
pub(super) struct Program {
    text: String,
    /// The same with our own pattern functions, where it has any.
    rewritten: Option<String>,
    /// Variables from outside, except those named like functions.
    variables: Vec<String>,
    /// Functions it names; a variable of that name hides the function.
    functions: Vec<String>,
    /// Whether it draws random numbers.
    draws: bool,
    /// Whether the evaluator matches a pattern itself.
    patterns: bool,
    /// What has been compiled so far, by the functions that variables hide.
    compiled: RefCell<Vec<(Key, Rc<Prefixed>)>>,
}

/// Which form, and the functions that variables hide.
type Key = (Form, Vec<String>);

/// The expression with its variables read in front of it.
#[derive(Debug)]
struct Prefixed {
    code: Expression,
    /// Levels that the service would not count.
    extra: usize,
}

/// Whether a function of the language or of the service has that name.
pub(super) fn is_function(name: &str) -> bool {
    static NAMES: OnceLock<Vec<&'static str>> = OnceLock::new();
    let names = NAMES.get_or_init(|| {
        let own = super::functions::ALL.iter().map(|(name, ..)| *name);
        let known = function_catalog();
        let mut names: Vec<_> = known.iter().map(|f| f.name).chain(own).collect();
        names.sort_unstable();
        names
    });
    names.binary_search(&name).is_ok()
}

impl Program {
    pub(super) fn new(ast: &Ast, references: &References) -> Program {
        let (rewritten, patterns) = rewrite::patterns(ast, references);
        let free = references.free.iter().cloned();
        let (functions, variables): (Vec<_>, Vec<_>) = free.partition(|name| is_function(name));
        let random = ["random", "uuid", "shuffle"];
        Program {
            text: ast.source.clone(),
            rewritten,
            draws: functions.iter().any(|name| random.contains(&name.as_str())),
            variables,
            functions,
            patterns,
            compiled: RefCell::default(),
        }
    }

    /// The value of the expression.
    pub(super) fn evaluate(
        &self,
        states: &States,
        around: &dyn Surroundings,
    ) -> Result<Value, Ended> {
        let seed = if self.draws { around.random() } else { 0 };
        let mut value = self.run(Form::Rewritten, seed, states, around);
        if matches!(&value, Err(error) if error.code() == UNUSUAL) {
            value = self.run(Form::Itself, seed, states, around);
        }
        if let Some(value) = value? {
            return Ok(value);
        }
        // A function leaves no value either.
        let kind = self.run(Form::Type, seed, states, around);
        Err(match kind {
            Ok(Some(Value::Text(kind))) if kind == "function" => Ended::Function,
            _ => Ended::Undefined,
        })
    }

    fn run(
        &self,
        form: Form,
        seed: u64,
        states: &States,
        around: &dyn Surroundings,
    ) -> Result<Option<Value>, Error> {
        let hidden = self.functions.iter();
        let hidden: Vec<&str> = hidden
            .map(String::as_str)
            .filter(|name| around.variable(name).is_some())
            .collect();
        // A variable may hide one of the functions that a rewritten text calls.
        let ours = |name: &&str| rewrite::FUNCTIONS.iter().any(|(known, _)| known == name);
        let form = match (form, &self.rewritten) {
            (Form::Rewritten, None) => Form::Itself,
            (Form::Rewritten, Some(_)) if hidden.iter().any(ours) => Form::Itself,
            (form, _) => form,
        };
        let prefixed = self.prefixed(form, hidden)?;
        host::begin(seed);
        let own = self.patterns || (form != Form::Rewritten && self.rewritten.is_some());
        let steps = if own { PATTERN_STEPS } else { STEPS };
        let options = Options::new()
            .now(around.now().millis())
            .seed(seed)
            .max_steps(steps)
            .max_depth(DEPTH + prefixed.extra)
            .max_string_length(BYTES)
            .max_array_length(MOST_ITEMS)
            .max_result_size(BYTES);
        run(
            &prefixed.code,
            Seen::State(states, around),
            host::service(),
            &options,
        )
    }

    /// The expression with its variables in front: `($states:=`states`;$x:=`x`;` … `)`.
    fn prefixed(&self, form: Form, hidden: Vec<&str>) -> Result<Rc<Prefixed>, Error> {
        let is_it = |(key, _): &&(Key, Rc<Prefixed>)| key.0 == form && key.1 == hidden;
        let known = self
            .compiled
            .borrow()
            .iter()
            .find(is_it)
            .map(|(_, code)| Rc::clone(code));
        if let Some(prefixed) = known {
            return Ok(prefixed);
        }
        let names = self
            .variables
            .iter()
            .map(String::as_str)
            .chain(hidden.iter().copied());
        let bound: String = names.map(|name| format!("${name}:=`{name}`;")).collect();
        let text = match (form, &self.rewritten) {
            (Form::Rewritten, Some(rewritten)) => rewritten,
            _ => &self.text,
        };
        let (mut text, mut extra) = (text.clone(), 0);
        if !bound.is_empty() {
            text = format!("({bound}{text})");
            extra += 1;
        }
        if form == Form::Type {
            text = format!("$type({text})");
            extra += 1;
        }
        let code = Expression::compile(&text).map_err(|error| match form {
            Form::Rewritten => Error::new(UNUSUAL),
            _ => error,
        })?;
        let prefixed = Rc::new(Prefixed { code, extra });
        let key = (form, hidden.into_iter().map(str::to_owned).collect());
        self.compiled.borrow_mut().push((key, Rc::clone(&prefixed)));
        Ok(prefixed)
    }
}

/// What is evaluated.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Form {
    /// The expression with our own pattern functions.
    Rewritten,
    /// The expression as written.
    Itself,
    /// The type of its value.
    Type,
}

/// Why there is no value.
#[derive(Debug)]
pub(super) enum Ended {
    Undefined,
    Function,
    Threw(Error),
}

impl From<Error> for Ended {
    fn from(error: Error) -> Ended {
        Ended::Threw(error)
    }
}

/// Evaluates; `None` is undefined or a function.
pub(super) fn run<'a>(
    code: &Expression,
    seen: Seen<'a>,
    bindings: &'a Bindings,
    options: &Options,
) -> Result<Option<Value>, Error> {
    let levels = Levels::new(seen);
    let input = Input(Rc::clone(&levels));
    code.evaluate_source_to(&input, bindings, options, |output| {
        output.write(&mut Maker::new(&levels))
    })
}
