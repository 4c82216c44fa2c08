//! `UpdateExpression`: SET, REMOVE, ADD, DELETE.

use super::lex::{Reader, Token};
use super::operand::{get, parts, set, sum, typed, Names};
use crate::value::{Array, Object, Value};

/// What an update may say of an item.
pub(in super::super) enum Fault {
    /// The expression cannot be read; what stands there.
    Syntax(String),
    /// It cannot be done to this item.
    Operand(&'static str),
}

impl From<String> for Fault {
    fn from(at: String) -> Fault {
        Fault::Syntax(at)
    }
}

/// The item after an update. All values are those of the item before.
pub(in super::super) fn update(item: &Object, text: &str, names: &Names) -> Result<Object, Fault> {
    let mut reader = Reader::of(text)?;
    let mut after = item.clone();
    while !reader.is_at_end() {
        let clause = ["SET", "REMOVE", "ADD", "DELETE"];
        let clause = clause.into_iter().find(|name| reader.keyword(name));
        let clause = clause.ok_or_else(|| reader.fault())?;
        loop {
            action(clause, &mut reader, item, &mut after, names)?;
            if !reader.sign(",") {
                break;
            }
        }
    }
    Ok(after)
}

fn action(
    clause: &str,
    reader: &mut Reader,
    before: &Object,
    after: &mut Object,
    names: &Names,
) -> Result<(), Fault> {
    let path = names.path(reader)?;
    let value = match clause {
        "SET" => {
            reader.expect("=")?;
            Some(assigned(reader, before, names)?)
        }
        "REMOVE" => None,
        _ => {
            let given = value_word(reader, names)?;
            joined(clause, get(before, &path), &given)?
        }
    };
    match set(after, &path, value) {
        true => Ok(()),
        false if clause == "REMOVE" => Ok(()),
        false => Err(Fault::Operand(
            "The document path provided in the update expression is invalid for update",
        )),
    }
}

/// What SET gives a path: an operand, or the sum or difference of two.
fn assigned(reader: &mut Reader, item: &Object, names: &Names) -> Result<Value, Fault> {
    let first = operand(reader, item, names)?;
    let minus = reader.sign("-");
    if !minus && !reader.sign("+") {
        return Ok(first);
    }
    let second = operand(reader, item, names)?;
    sum(&first, &second, minus).ok_or(Fault::Operand(
        "An operand in the update expression has an incorrect data type",
    ))
}

fn operand(reader: &mut Reader, item: &Object, names: &Names) -> Result<Value, Fault> {
    let missing = Fault::Operand(
        "The provided expression refers to an attribute that does not exist in the item",
    );
    match reader.peek() {
        Some(Token::Word(word)) if word.starts_with(':') => value_word(reader, names),
        Some(Token::Word(word)) if word == "if_not_exists" => {
            reader.next();
            reader.expect("(")?;
            let path = names.path(reader)?;
            reader.expect(",")?;
            let otherwise = plain(reader, item, names)?;
            reader.expect(")")?;
            let value = get(item, &path).cloned().or(otherwise);
            value.ok_or(missing)
        }
        Some(Token::Word(word)) if word == "list_append" => {
            reader.next();
            reader.expect("(")?;
            let first = listed(reader, item, names)?;
            reader.expect(",")?;
            let second = listed(reader, item, names)?;
            reader.expect(")")?;
            let lists = first.zip(second).ok_or(Fault::Operand(
                "An operand in the update expression has an incorrect data type",
            ))?;
            let items = lists.0.iter().chain(lists.1.iter()).cloned();
            Ok(typed("L", items.collect::<Array>()))
        }
        _ => plain(reader, item, names)?.ok_or(missing),
    }
}

/// A list, maybe `if_not_exists(path, :empty)`.
fn listed(reader: &mut Reader, item: &Object, names: &Names) -> Result<Option<Array>, Fault> {
    let nested = matches!(reader.peek(), Some(Token::Word(word)) if word == "if_not_exists");
    let value = match nested {
        true => Some(operand(reader, item, names)?),
        false => plain(reader, item, names)?,
    };
    Ok(value.and_then(|value| value.get("L")?.as_array().cloned()))
}

/// A `:value` or what is at a path.
fn plain(reader: &mut Reader, item: &Object, names: &Names) -> Result<Option<Value>, Fault> {
    match reader.peek() {
        Some(Token::Word(word)) if word.starts_with(':') => value_word(reader, names).map(Some),
        _ => {
            let path = names.path(reader)?;
            Ok(get(item, &path).cloned())
        }
    }
}

fn value_word(reader: &mut Reader, names: &Names) -> Result<Value, Fault> {
    match reader.next() {
        Some(Token::Word(word)) => Ok(names.value(&word)?),
        _ => Err(Fault::Syntax(reader.fault())),
    }
}

/// ADD to a number or a set, DELETE from a set; `None` for a set that is then empty.
fn joined(clause: &str, old: Option<&Value>, given: &Value) -> Result<Option<Value>, Fault> {
    let wrong = Fault::Operand("An operand in the update expression has an incorrect data type");
    let Some((kind, value)) = parts(given) else {
        return Err(wrong);
    };
    if kind == "N" && clause == "ADD" {
        let zero = typed("N", "0");
        let sum = sum(old.unwrap_or(&zero), given, false);
        return sum.map(Some).ok_or(wrong);
    }
    let Some(members) = value.as_array().filter(|_| kind.len() == 2) else {
        return Err(wrong);
    };
    let known = match old {
        None => Array::from(Vec::new()),
        Some(old) => match old.get(kind).and_then(Value::as_array) {
            Some(known) => known.clone(),
            None => return Err(wrong),
        },
    };
    let left: Vec<Value> = match clause {
        "ADD" => {
            let new = members.iter().filter(|member| !known.contains(member));
            known.iter().chain(new).cloned().collect()
        }
        _ => known
            .iter()
            .filter(|m| !members.contains(m))
            .cloned()
            .collect(),
    };
    Ok((!left.is_empty()).then(|| typed(kind, left)))
}
