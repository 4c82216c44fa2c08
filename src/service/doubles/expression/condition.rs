//! Conditions: of writes, of keys, of filters.

use super::lex::{Reader, Token};
use super::operand::{compare, get, parts, same, typed, Names, Part};
use crate::value::{Object, Value};
use std::cmp::Ordering;

/// How deep a condition may be nested.
const DEEPEST: usize = 40;

/// A condition over an item.
#[derive(Debug)]
pub(in super::super) enum Condition {
    Or(Vec<Condition>),
    And(Vec<Condition>),
    Not(Box<Condition>),
    Compare(Operand, &'static str, Operand),
    Between(Operand, Operand, Operand),
    In(Operand, Vec<Operand>),
    Function(String, Vec<Operand>),
}

#[derive(Debug)]
pub(in super::super) enum Operand {
    Path(Vec<Part>),
    Value(Value),
    /// `size(path)`.
    Size(Vec<Part>),
}

impl Condition {
    /// Reads a condition; `Err` with what stands where it cannot be read.
    pub fn read(text: &str, names: &Names) -> Result<Condition, String> {
        let mut reader = Reader::of(text)?;
        let condition = any(&mut reader, names, 0)?;
        match reader.is_at_end() {
            true => Ok(condition),
            false => Err(reader.fault()),
        }
    }

    /// Whether an item meets it.
    pub fn holds(&self, item: &Object) -> bool {
        match self {
            Condition::Or(list) => list.iter().any(|one| one.holds(item)),
            Condition::And(list) => list.iter().all(|one| one.holds(item)),
            Condition::Not(one) => !one.holds(item),
            Condition::Compare(a, sign, b) => match (a.of(item), b.of(item)) {
                (Some(a), Some(b)) => compares(&a, sign, &b),
                _ => false,
            },
            Condition::Between(value, low, high) => {
                let all = (value.of(item), low.of(item), high.of(item));
                let (Some(value), Some(low), Some(high)) = all else {
                    return false;
                };
                compares(&value, ">=", &low) && compares(&value, "<=", &high)
            }
            Condition::In(value, list) => value.of(item).is_some_and(|value| {
                let found = |other: &Operand| other.of(item).is_some_and(|o| same(&value, &o));
                list.iter().any(found)
            }),
            Condition::Function(name, arguments) => function(name, arguments, item),
        }
    }
}

impl Operand {
    fn of(&self, item: &Object) -> Option<Value> {
        match self {
            Operand::Path(path) => get(item, path).cloned(),
            Operand::Value(value) => Some(value.clone()),
            Operand::Size(path) => {
                let (_, value) = parts(get(item, path)?)?;
                let size = match value {
                    Value::Text(text) => text.len(),
                    Value::Array(list) => list.len(),
                    Value::Object(map) => map.len(),
                    _ => return None,
                };
                Some(typed("N", size.to_string()))
            }
        }
    }
}

fn compares(a: &Value, sign: &str, b: &Value) -> bool {
    match sign {
        "=" => same(a, b),
        "<>" => !same(a, b),
        _ => match compare(a, b) {
            Some(Ordering::Less) => sign.starts_with('<'),
            Some(Ordering::Greater) => sign.starts_with('>'),
            Some(Ordering::Equal) => sign.ends_with('='),
            None => false,
        },
    }
}

fn function(name: &str, arguments: &[Operand], item: &Object) -> bool {
    let first = arguments.first().and_then(|argument| argument.of(item));
    let second = arguments.get(1).and_then(|argument| argument.of(item));
    let text = |value: &Value| parts(value).and_then(|(_, v)| v.as_str().map(str::to_owned));
    match (name, &first, &second) {
        ("attribute_exists", _, _) => first.is_some(),
        ("attribute_not_exists", _, _) => first.is_none(),
        ("attribute_type", Some(value), Some(kind)) => {
            parts(value).is_some_and(|(own, _)| Some(own.to_string()) == text(kind))
        }
        ("begins_with", Some(value), Some(start)) => {
            let start = text(start);
            text(value)
                .zip(start)
                .is_some_and(|(value, start)| value.starts_with(&start))
        }
        ("contains", Some(value), Some(part)) => contains(value, part),
        _ => false,
    }
}

/// Whether a text has the part in it, a list the value, a set the member.
fn contains(value: &Value, part: &Value) -> bool {
    let (Some((_, value)), Some((_, plain))) = (parts(value), parts(part)) else {
        return false;
    };
    match (value, plain) {
        (Value::Text(text), Value::Text(part)) => text.contains(part.as_str()),
        (Value::Array(list), plain) => list.iter().any(|one| one == plain || same(one, part)),
        _ => false,
    }
}

fn any(reader: &mut Reader, names: &Names, depth: usize) -> Result<Condition, String> {
    let mut list = vec![all(reader, names, depth)?];
    while reader.keyword("OR") {
        list.push(all(reader, names, depth)?);
    }
    Ok(match list.len() {
        1 => list.remove(0),
        _ => Condition::Or(list),
    })
}

fn all(reader: &mut Reader, names: &Names, depth: usize) -> Result<Condition, String> {
    let mut list = vec![one(reader, names, depth)?];
    while reader.keyword("AND") {
        list.push(one(reader, names, depth)?);
    }
    Ok(match list.len() {
        1 => list.remove(0),
        _ => Condition::And(list),
    })
}

fn one(reader: &mut Reader, names: &Names, depth: usize) -> Result<Condition, String> {
    if depth > DEEPEST {
        return Err(reader.fault());
    }
    if reader.keyword("NOT") {
        return Ok(Condition::Not(Box::new(one(reader, names, depth + 1)?)));
    }
    if reader.sign("(") {
        let inner = any(reader, names, depth + 1)?;
        reader.expect(")")?;
        return Ok(inner);
    }
    if let Some(condition) = called(reader, names)? {
        return Ok(condition);
    }
    let left = operand(reader, names)?;
    if reader.keyword("BETWEEN") {
        let low = operand(reader, names)?;
        if !reader.keyword("AND") {
            return Err(reader.fault());
        }
        return Ok(Condition::Between(left, low, operand(reader, names)?));
    }
    if reader.keyword("IN") {
        reader.expect("(")?;
        return Ok(Condition::In(left, list(reader, names)?));
    }
    let signs = ["=", "<>", "<=", ">=", "<", ">"];
    let sign = signs.into_iter().find(|sign| reader.sign(sign));
    let sign = sign.ok_or_else(|| reader.fault())?;
    Ok(Condition::Compare(left, sign, operand(reader, names)?))
}

const FUNCTIONS: [&str; 5] = [
    "attribute_exists",
    "attribute_not_exists",
    "attribute_type",
    "begins_with",
    "contains",
];

fn called(reader: &mut Reader, names: &Names) -> Result<Option<Condition>, String> {
    let Some(Token::Word(word)) = reader.peek() else {
        return Ok(None);
    };
    let Some(name) = FUNCTIONS.into_iter().find(|name| name == word) else {
        return Ok(None);
    };
    reader.next();
    reader.expect("(")?;
    Ok(Some(Condition::Function(
        name.to_owned(),
        list(reader, names)?,
    )))
}

/// Operands up to the closing bracket.
fn list(reader: &mut Reader, names: &Names) -> Result<Vec<Operand>, String> {
    let mut list = vec![operand(reader, names)?];
    while reader.sign(",") {
        list.push(operand(reader, names)?);
    }
    reader.expect(")")?;
    Ok(list)
}

fn operand(reader: &mut Reader, names: &Names) -> Result<Operand, String> {
    if let Some(Token::Word(word)) = reader.peek() {
        if word.starts_with(':') {
            let value = names.value(word)?;
            reader.next();
            return Ok(Operand::Value(value));
        }
        if word == "size" {
            reader.next();
            reader.expect("(")?;
            let path = names.path(reader)?;
            reader.expect(")")?;
            return Ok(Operand::Size(path));
        }
    }
    names.path(reader).map(Operand::Path)
}
