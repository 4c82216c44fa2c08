//! Filters: `[?(@.a == 1 && @.b)]`.

use super::compile::{compile, error, Place};
use super::step::Steps;
use crate::query::{java, SyntaxError};
use crate::value::Text;
use regex_lite::Regex;

/// A compiled filter: it accepts what meets all criteria of one of its groups.
#[derive(Clone, Debug)]
pub(super) struct Filter {
    /// `None`: filters that were announced (`[?]`, `[?,?]`) but never given.
    pub(super) groups: Option<Vec<Vec<Criterion>>>,
    /// How many were announced; 1 for a filter that is given.
    pub(super) marks: usize,
}

/// One clause of a filter.
#[derive(Clone, Debug)]
pub(super) enum Criterion {
    /// `@.a` (there and not null) or `!@.a` (absent or null).
    Exists {
        /// What is looked for, always on the item, whether written with `@` or `$`.
        path: Steps,
        /// Whether it must be there.
        wanted: bool,
    },
    /// `left operator right`.
    Compare(Operand, Operator, Operand),
}

/// A side of a comparison.
#[derive(Clone, Debug)]
pub(super) enum Operand {
    /// `@…` on the item, or `$…` on the whole document.
    Path {
        /// The path as written.
        text: Text,
        /// Whether it starts at the document.
        rooted: bool,
        /// Its steps, always definite.
        steps: Steps,
    },
    /// Anything else, as text: also numbers, `true` and `null`, which only comparison tells apart.
    Literal(Text),
    /// `/…/` or `/…/i`: the pattern as written, and compiled to match whole texts.
    Pattern(Text, Regex),
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Operator {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Matches,
}

/// In the order in which they are looked for: the first one found anywhere in a clause is its operator.
const OPERATORS: [(&str, Operator); 7] = [
    ("==", Operator::Equal),
    (">=", Operator::GreaterOrEqual),
    ("<=", Operator::LessOrEqual),
    ("!=", Operator::NotEqual),
    ("<", Operator::Less),
    (">", Operator::Greater),
    ("=~", Operator::Matches),
];

impl Filter {
    /// The filters of `[?]`, `[?,?]`…
    pub(super) fn missing(marks: usize) -> Filter {
        Filter {
            groups: None,
            marks,
        }
    }

    /// Compiles `[?(…)]`, brackets included.
    pub(super) fn compile(text: &str, at: usize) -> Result<Filter, SyntaxError> {
        let malformed = |opening: &str, closing: &str, rest: &str| {
            let wanted = format!("start with '{opening}' and end with '{closing}'");
            error(&format!("Filter must {wanted}. {rest}"), at)
        };
        let whole = java::trim(text);
        let inside = enclosed(whole, '[', ']').ok_or_else(|| malformed("[", "]", whole))?;
        let marked = inside.strip_prefix('?').map(java::trim);
        let marked = marked.ok_or_else(|| malformed("[?", "]", inside))?;
        let body = enclosed(marked, '(', ')').ok_or_else(|| malformed("[?(", ")]", marked))?;
        groups(body, at).map(|groups| Filter {
            groups: Some(groups),
            marks: 1,
        })
    }
}

fn enclosed(text: &str, open: char, close: char) -> Option<&str> {
    let inside = text.strip_prefix(open)?.strip_suffix(close)?;
    Some(java::trim(inside))
}

/// Clauses and operators are taken off two stacks, last first: `&&` adds the next clause to the group begun last, `||`
/// begins a group. So `&&` binds tighter than `||`, and parentheses group nothing.
fn groups(body: &str, at: usize) -> Result<Vec<Vec<Criterion>>, SyntaxError> {
    let mut operators = Vec::new();
    let mut clauses = Vec::new();
    for piece in pieces(body) {
        match java::trim(piece) {
            operator @ ("&&" | "||") => operators.push(operator),
            clause => clauses.push(criterion(clause, at)?),
        }
    }
    let invalid = || error(&format!("Invalid operators {body}"), at);
    let mut groups = vec![vec![clauses.pop().ok_or_else(invalid)?]];
    for operator in operators.into_iter().rev() {
        let clause = clauses.pop().ok_or_else(invalid)?;
        match groups.last_mut() {
            Some(group) if operator == "&&" => group.push(clause),
            _ => groups.push(vec![clause]),
        }
    }
    if clauses.is_empty() {
        Ok(groups)
    } else {
        Err(invalid())
    }
}

/// The text cut before and after every `&&` and `||`, also inside quotes.
fn pieces(body: &str) -> Vec<&str> {
    let is_operator = |at: usize| matches!(body.as_bytes().get(at..at + 2), Some(b"&&" | b"||"));
    let mut cuts = vec![0];
    cuts.extend((1..body.len()).filter(|at| is_operator(*at) || (*at >= 2 && is_operator(at - 2))));
    cuts.push(body.len());
    cuts.windows(2).map(|cut| &body[cut[0]..cut[1]]).collect()
}

fn criterion(clause: &str, at: usize) -> Result<Criterion, SyntaxError> {
    let cleaned = clause
        .trim_start_matches(['[', '?', '(', ' '])
        .trim_end_matches([')', ' ']);
    let found = OPERATORS
        .iter()
        .find_map(|(sign, operator)| Some((cleaned.split_once(sign)?, *operator)));
    let Some(((left, right), operator)) = found else {
        return exists(java::trim(cleaned), at);
    };
    let (left, right) = (java::trim(left), java::trim(right));
    if right.starts_with("!@") {
        let only = "Invalid negation! Can only be used for existence check e.g [?(!@.foo)]";
        return Err(error(only, at));
    }
    // A negated path on the left is compared as if it were not negated.
    let left = left
        .strip_prefix('!')
        .filter(|rest| rest.starts_with('@'))
        .unwrap_or(left);
    Ok(Criterion::Compare(
        operand(left, at)?,
        operator,
        operand(right, at)?,
    ))
}

fn exists(clause: &str, at: usize) -> Result<Criterion, SyntaxError> {
    let (path, wanted) = match clause.strip_prefix('!') {
        Some(path) if path.starts_with('@') => (path, false),
        _ => (clause, true),
    };
    if !path.starts_with(['@', '$']) {
        return Err(error(&format!("Not a condition: {clause}"), at));
    }
    let path = definite(path, at)?;
    Ok(Criterion::Exists { path, wanted })
}

fn operand(text: &str, at: usize) -> Result<Operand, SyntaxError> {
    if text.starts_with(['@', '$']) {
        return Ok(Operand::Path {
            text: text.into(),
            rooted: text.starts_with('$'),
            steps: definite(text, at)?,
        });
    }
    if matches!(text, "'" | "/" | "/i") {
        return Err(error(&format!("Not a value: {text}"), at));
    }
    if let Some(quoted) = text.strip_prefix('\'').and_then(|s| s.strip_suffix('\'')) {
        return Ok(Operand::Literal(quoted.into()));
    }
    let pattern = text.strip_prefix('/').and_then(|rest| {
        let plain = rest.strip_suffix('/').map(|pattern| (pattern, false));
        plain.or_else(|| rest.strip_suffix("/i").map(|pattern| (pattern, true)))
    });
    match pattern {
        Some((pattern, any_case)) => regex(pattern, any_case, at),
        None => Ok(Operand::Literal(text.into())),
    }
}

fn definite(text: &str, at: usize) -> Result<Steps, SyntaxError> {
    let steps = compile(text, Place::Filter).map_err(|fault| error(&fault.message, at))?;
    if steps.is_definite() {
        Ok(steps)
    } else {
        let message = format!("the predicate path: {text} is not definite");
        Err(error(&message, at))
    }
}

/// Patterns match in time linear in the text; those that need going back (look-around, back-references) are refused.
fn regex(pattern: &str, any_case: bool, at: usize) -> Result<Operand, SyntaxError> {
    let flags = if any_case { "(?i)" } else { "" };
    let whole = Regex::new(&format!(r"\A(?:{flags}{pattern})\z"))
        .map_err(|fault| error(&format!("Invalid pattern /{pattern}/: {fault}"), at))?;
    Ok(Operand::Pattern(pattern.into(), whole))
}
