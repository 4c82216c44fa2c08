//! JSON values whose insides are shared.
//!
//! A [`Value`] is 16 bytes; cloning one counts a reference and copies nothing. Arrays and objects are changed by
//! copy-on-write along the changed path only. Objects keep the order in which members were inserted.
//! The folder knows nothing of text, spans or JSONPath.

mod measure;
mod number;
mod object;
pub mod order;

pub use measure::Measure;
pub use number::Number;
pub use object::Object;

use std::cell::Cell;
use std::fmt;
use std::ops::Deref;
use std::rc::Rc;

/// A JSON value. Equality is JSON equality: numbers by numeric value, objects without regard to member order.
#[derive(Clone, Debug, Default)]
pub enum Value {
    /// `null`.
    #[default]
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, see [`Number`].
    Number(Number),
    /// A string.
    Text(Text),
    /// An array.
    Array(Array),
    /// An object.
    Object(Object),
}

const _: () = assert!(std::mem::size_of::<Value>() == 16);

/// Shared text: a string of JSON, a member name, a state name.
#[derive(Clone, Debug, Eq, PartialEq, Hash, PartialOrd, Ord)]
pub struct Text(Rc<Box<str>>);

impl Text {
    /// The text itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Default for Text {
    fn default() -> Self {
        Text::from("")
    }
}

impl Deref for Text {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Text {
    // Kept out of its many callers, for the size of the engine's code.
    #[inline(never)]
    fn from(text: &str) -> Self {
        Text(Rc::new(text.into()))
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Text(Rc::new(text.into_boxed_str()))
    }
}

impl std::borrow::Borrow<str> for Text {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl PartialEq<str> for Text {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for Text {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A shared JSON array. Reads like a slice; [`Array::make_mut`] copies only when somebody else holds it too.
#[derive(Clone, Debug, Default)]
pub struct Array(Rc<ArrayInside>);

#[derive(Clone, Debug, Default)]
struct ArrayInside {
    items: Vec<Value>,
    /// Filled on first demand, emptied by every change.
    measure: Cell<Option<Measure>>,
}

impl Array {
    /// The items, for change. What was measured before is forgotten.
    pub fn make_mut(&mut self) -> &mut Vec<Value> {
        let inside = Rc::make_mut(&mut self.0);
        inside.measure.set(None);
        &mut inside.items
    }

    /// Whether both are one and the same array in memory.
    pub fn ptr_eq(&self, other: &Array) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Deref for Array {
    type Target = [Value];
    fn deref(&self) -> &[Value] {
        &self.0.items
    }
}

impl From<Vec<Value>> for Array {
    fn from(items: Vec<Value>) -> Self {
        Array(Rc::new(ArrayInside {
            items,
            measure: Cell::new(None),
        }))
    }
}

impl FromIterator<Value> for Array {
    fn from_iter<I: IntoIterator<Item = Value>>(items: I) -> Self {
        Array::from(items.into_iter().collect::<Vec<_>>())
    }
}

impl<'a> IntoIterator for &'a Array {
    type Item = &'a Value;
    type IntoIter = std::slice::Iter<'a, Value>;
    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl Value {
    /// An empty object.
    pub fn object() -> Value {
        Value::Object(Object::default())
    }

    /// The text of a string.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The number, if it is one.
    pub fn as_number(&self) -> Option<&Number> {
        match self {
            Value::Number(number) => Some(number),
            _ => None,
        }
    }

    /// The boolean, if it is one.
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Value::Bool(flag) => Some(*flag),
            _ => None,
        }
    }

    /// The array, if it is one.
    pub fn as_array(&self) -> Option<&Array> {
        match self {
            Value::Array(array) => Some(array),
            _ => None,
        }
    }

    /// The object, if it is one.
    pub fn as_object(&self) -> Option<&Object> {
        match self {
            Value::Object(object) => Some(object),
            _ => None,
        }
    }

    /// Whether this is `null`.
    pub fn is_null(&self) -> bool {
        matches!(self, Value::Null)
    }

    /// Member `key` of an object; `None` for anything else.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.as_object()?.get(key)
    }

    /// JSON's name of the type: `null boolean number string array object`.
    pub fn type_name(&self) -> &'static str {
        match self {
            Value::Null => "null",
            Value::Bool(_) => "boolean",
            Value::Number(_) => "number",
            Value::Text(_) => "string",
            Value::Array(_) => "array",
            Value::Object(_) => "object",
        }
    }
}

impl PartialEq for Array {
    fn eq(&self, other: &Array) -> bool {
        self.ptr_eq(other) || self[..] == other[..]
    }
}

impl PartialEq for Value {
    fn eq(&self, other: &Value) -> bool {
        match (self, other) {
            (Value::Null, Value::Null) => true,
            (Value::Bool(a), Value::Bool(b)) => a == b,
            (Value::Number(a), Value::Number(b)) => a == b,
            (Value::Text(a), Value::Text(b)) => a == b,
            (Value::Array(a), Value::Array(b)) => a == b,
            (Value::Object(a), Value::Object(b)) => a == b,
            _ => false,
        }
    }
}

macro_rules! value_from {
    ($($from:ty => |$x:ident| $to:expr),* $(,)?) => {
        $(impl From<$from> for Value {
            fn from($x: $from) -> Value {
                $to
            }
        })*
    };
}

value_from! {
    bool => |x| Value::Bool(x),
    i64 => |x| Value::Number(Number::Integer(x)),
    i32 => |x| Value::Number(Number::Integer(x.into())),
    u32 => |x| Value::Number(Number::Integer(x.into())),
    usize => |x| Value::Number(Number::from(x)),
    f64 => |x| Value::Number(Number::Double(x)),
    &str => |x| Value::Text(Text::from(x)),
    String => |x| Value::Text(Text::from(x)),
    Text => |x| Value::Text(x),
    Number => |x| Value::Number(x),
    Array => |x| Value::Array(x),
    Object => |x| Value::Object(x),
    Vec<Value> => |x| Value::Array(Array::from(x)),
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Value {
        value.map_or(Value::Null, Into::into)
    }
}
