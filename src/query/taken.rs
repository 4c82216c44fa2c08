//! What queries take out of the values they are given: where, and what for.

use crate::value::{Text, Value};

/// A step towards a value.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Hop {
    /// A member.
    Name(Text),
    /// An element.
    Index(u32),
    /// All elements.
    Each,
}

/// What a value is taken for, as far as the query tells.
#[derive(Clone, Debug, PartialEq)]
pub enum Need {
    /// Nothing is known of it.
    Anything,
    /// A text.
    Text,
    /// A list.
    List,
    /// Something of the kind of this value.
    Like(Value),
    /// It is compared: this value passes.
    Exactly(Value),
}

impl Need {
    /// Of two needs of one value the stronger one is met; of equals the one that came first.
    pub fn strength(&self) -> u8 {
        match self {
            Need::Anything => 0,
            Need::Text => 1,
            Need::List => 2,
            Need::Like(_) => 3,
            Need::Exactly(_) => 4,
        }
    }

    /// Anything of that kind but the value itself.
    pub fn differs(value: &Value) -> Need {
        Need::Like(match value {
            Value::Bool(flag) => Value::from(!flag),
            Value::Number(_) => return Need::beside(value, 1),
            Value::Text(text) if &**text == "other" => Value::from("another"),
            _ => Value::from("other"),
        })
    }

    /// What comes before or after a value: a number less or greater by one, a text that sorts so.
    pub fn beside(value: &Value, by: i32) -> Need {
        Need::Exactly(match value {
            Value::Number(number) => match number.as_i64() {
                Some(whole) => Value::from(whole.saturating_add(by.into())),
                None => Value::from(number.as_f64() + f64::from(by)),
            },
            Value::Text(_) if by < 0 => Value::from(""),
            Value::Text(text) => Value::from(format!("{text}a")),
            other => other.clone(),
        })
    }

    /// `true` or `false`.
    pub fn flag(value: bool) -> Need {
        Need::Like(Value::from(value))
    }

    /// A number, whichever.
    pub fn number() -> Need {
        Need::Like(Value::from(1))
    }
}

/// What an expression is made of, as far as it is plain which values it takes over.
#[derive(Clone, Debug, Default)]
pub enum Shape {
    /// It computes something.
    #[default]
    Computed,
    /// A variable (`states` is one), and the way from it.
    Taken(Text, Vec<Hop>),
    /// A value that is written.
    Fixed(Value),
    /// An object with these members.
    Object(Vec<(Text, Shape)>),
    /// Objects put over one another, the last on top.
    Merged(Vec<Shape>),
}

/// A value that an expression takes from a variable.
#[derive(Clone, Debug)]
pub struct Taken {
    /// The variable without `$`; `states` is one.
    pub variable: Text,
    /// The way from it.
    pub hops: Vec<Hop>,
    /// What for.
    pub need: Need,
}
