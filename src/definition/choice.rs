//! Choice states: rules and the 39 data tests.

use super::model::Target;
use super::Template;
use crate::query::path::Path;
use crate::text::Span;
use crate::value::{Text, Value};

/// The fields of a Choice state.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// Rules in order; the first that holds is taken.
    pub rules: Vec<Rule>,
    /// Where to go when none holds.
    pub default: Option<Target>,
}

/// One entry of `Choices`.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Where it stands.
    pub span: Span,
    /// What it asks.
    pub test: Test,
    /// Where it leads.
    pub next: Option<Target>,
    /// Variables it assigns when it holds.
    pub assign: Option<Template>,
    /// JSONata: the state's output when it holds.
    pub output: Option<Template>,
    /// The author's words.
    pub comment: Option<Text>,
}

/// A test, nested by And, Or and Not. Nesting is bounded by the JSON reader.
#[derive(Clone, Debug)]
pub enum Test {
    /// All hold.
    And(Vec<Test>),
    /// One holds.
    Or(Vec<Test>),
    /// It does not hold.
    Not(Box<Test>),
    /// One of the 39 data tests.
    Compare(Comparison),
    /// JSONata `Condition`: a literal boolean or an expression.
    Condition(Template),
    /// No usable test was written.
    Missing,
}

/// `Variable`, operator and operand.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// The value that is tested.
    pub variable: Path,
    /// The test.
    pub operator: Operator,
    /// What it is tested against.
    pub operand: Operand,
}

/// The right side of a comparison.
#[derive(Clone, Debug)]
pub enum Operand {
    /// Written in the definition.
    Literal(Value),
    /// The `…Path` twins: found in the input.
    Path(Path),
}

/// How two values of one type may relate.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Relation {
    /// `==`
    Equals,
    /// `<`
    LessThan,
    /// `>`
    GreaterThan,
    /// `<=`
    LessThanEquals,
    /// `>=`
    GreaterThanEquals,
}

/// The data tests, `…Path` twins folded into [`Operand`].
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Operator {
    /// StringEquals and its four relatives.
    String(Relation),
    /// NumericEquals and its four relatives.
    Numeric(Relation),
    /// TimestampEquals and its four relatives.
    Timestamp(Relation),
    /// BooleanEquals.
    BooleanEquals,
    /// StringMatches, with `*` as any run of characters.
    StringMatches,
    /// IsNull.
    IsNull,
    /// IsPresent.
    IsPresent,
    /// IsNumeric.
    IsNumeric,
    /// IsString.
    IsString,
    /// IsBoolean.
    IsBoolean,
    /// IsTimestamp.
    IsTimestamp,
}
