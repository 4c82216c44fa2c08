//! Paths into items, values that stand for others, and attribute values themselves.

use super::lex::{Reader, Token};
use crate::text::write;
use crate::value::{Array, Number, Object, Text, Value};
use std::cmp::Ordering;

/// `ExpressionAttributeNames` and `ExpressionAttributeValues` of a request.
#[derive(Clone, Debug, Default)]
pub(in super::super) struct Names {
    names: Object,
    values: Object,
}

/// A step into an item.
#[derive(Clone, Debug)]
pub(in super::super) enum Part {
    Name(Text),
    Index(usize),
}

impl Names {
    /// Those of this request.
    pub fn of(request: &Value) -> Names {
        let object = |name: &str| request.get(name).and_then(Value::as_object).cloned();
        Names {
            names: object("ExpressionAttributeNames").unwrap_or_default(),
            values: object("ExpressionAttributeValues").unwrap_or_default(),
        }
    }

    fn name(&self, word: &str) -> Result<Text, String> {
        if !word.starts_with('#') {
            return Ok(word.into());
        }
        let named = self.names.get(word).and_then(Value::as_str);
        named.map(Text::from).ok_or_else(|| word.to_owned())
    }

    /// The value that a `:word` stands for.
    pub(super) fn value(&self, word: &str) -> Result<Value, String> {
        self.values
            .get(word)
            .cloned()
            .ok_or_else(|| word.to_owned())
    }

    /// A path: `a.b[0].#c`.
    pub(super) fn path(&self, reader: &mut Reader) -> Result<Vec<Part>, String> {
        let Some(Token::Word(word)) = reader.peek().cloned() else {
            return Err(reader.fault());
        };
        reader.next();
        let mut path = vec![Part::Name(self.name(&word)?)];
        loop {
            if let Some(Token::Index(index)) = reader.peek() {
                path.push(Part::Index(*index));
                reader.next();
            } else if reader.sign(".") {
                match reader.next() {
                    Some(Token::Word(word)) => path.push(Part::Name(self.name(&word)?)),
                    _ => return Err(reader.fault()),
                }
            } else {
                return Ok(path);
            }
        }
    }
}

/// The attribute value at a path.
pub(super) fn get<'a>(item: &'a Object, path: &[Part]) -> Option<&'a Value> {
    let (Part::Name(first), rest) = path.split_first()? else {
        return None;
    };
    let mut at = item.get(first)?;
    for part in rest {
        at = match part {
            Part::Name(name) => at.get("M")?.get(name)?,
            Part::Index(index) => at.get("L")?.as_array()?.get(*index)?,
        };
    }
    Some(at)
}

/// Sets what is at a path, or removes it; false when the way to it does not exist. Paths are as deep as they are long.
pub(super) fn set(item: &mut Object, path: &[Part], value: Option<Value>) -> bool {
    let Some((Part::Name(name), rest)) = path.split_first() else {
        return false;
    };
    match (rest.is_empty(), value) {
        (true, Some(value)) => item.set(name.clone(), value),
        (true, None) => drop(item.remove(name)),
        (false, value) => {
            let Some(inner) = item.get(name).cloned() else {
                return false;
            };
            return match within(inner, rest, value) {
                Some(changed) => {
                    item.set(name.clone(), changed);
                    true
                }
                None => false,
            };
        }
    }
    true
}

fn within(value: Value, path: &[Part], new: Option<Value>) -> Option<Value> {
    match path.first()? {
        Part::Name(_) => {
            let mut members = value.get("M")?.as_object()?.clone();
            set(&mut members, path, new).then(|| typed("M", members))
        }
        Part::Index(index) => {
            let mut items = value.get("L")?.as_array()?.to_vec();
            match (path.get(1), new) {
                (Some(_), new) => {
                    let inner = items.get(*index)?.clone();
                    *items.get_mut(*index)? = within(inner, &path[1..], new)?;
                }
                (None, Some(new)) if *index < items.len() => *items.get_mut(*index)? = new,
                (None, Some(new)) => items.push(new),
                (None, None) if *index < items.len() => drop(items.remove(*index)),
                (None, None) => {}
            }
            Some(typed("L", items))
        }
    }
}

/// `{"N": "1"}`.
pub(super) fn typed(kind: &str, value: impl Into<Value>) -> Value {
    Value::Object(Object::default().with(kind, value))
}

/// The type and the value of an attribute value.
pub(super) fn parts(value: &Value) -> Option<(&Text, &Value)> {
    value.as_object()?.iter().next()
}

/// The number of an `N`.
pub(super) fn number(value: &Value) -> Option<Number> {
    match value.get("N")? {
        Value::Text(text) => Number::read(text.trim()),
        Value::Number(number) => Some(number.clone()),
        _ => None,
    }
}

/// `a + b` or `a - b` of two `N`.
pub(super) fn sum(a: &Value, b: &Value, minus: bool) -> Option<Value> {
    let (a, b) = (number(a)?, number(b)?);
    let whole = match (a.as_i64(), b.as_i64()) {
        (Some(a), Some(b)) if minus => a.checked_sub(b),
        (Some(a), Some(b)) => a.checked_add(b),
        _ => None,
    };
    let text = match whole {
        Some(whole) => whole.to_string(),
        None if minus => write::compact(&Value::from(a.as_f64() - b.as_f64())),
        None => write::compact(&Value::from(a.as_f64() + b.as_f64())),
    };
    Some(typed("N", text))
}

/// The order of two attribute values of one type; none between types.
pub(in super::super) fn compare(a: &Value, b: &Value) -> Option<Ordering> {
    if let (Some(a), Some(b)) = (number(a), number(b)) {
        return a.compare(&b);
    }
    match (parts(a)?, parts(b)?) {
        ((kind, Value::Text(a)), (other, Value::Text(b))) if kind == other => {
            Some(a.as_bytes().cmp(b.as_bytes()))
        }
        _ => None,
    }
}

/// Whether two attribute values are the same; numbers by their worth.
pub(super) fn same(a: &Value, b: &Value) -> bool {
    a == b || compare(a, b) == Some(Ordering::Equal)
}

/// The attributes that a `ProjectionExpression` names, in the item's order at the top.
pub(in super::super) fn project(
    item: &Object,
    text: &str,
    names: &Names,
) -> Result<Object, String> {
    let mut reader = Reader::of(text)?;
    let mut shown = Object::default();
    loop {
        let path = names.path(&mut reader)?;
        if let (Some(value), Some(Part::Name(first))) = (get(item, &path), path.first()) {
            let value = match path.len() {
                1 => value.clone(),
                _ => nested(&path[1..], value.clone()),
            };
            shown.set(first.clone(), value);
        }
        if !reader.sign(",") {
            break;
        }
    }
    match reader.is_at_end() {
        true => Ok(shown),
        false => Err(reader.fault()),
    }
}

/// A value alone in the maps and lists on the way to it.
fn nested(path: &[Part], value: Value) -> Value {
    path.iter().rev().fold(value, |value, part| match part {
        Part::Name(name) => typed("M", Object::default().with(name.clone(), value)),
        Part::Index(_) => typed("L", Array::from(vec![value])),
    })
}
