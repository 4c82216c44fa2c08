//! Values as the evaluator reads and makes them: inputs one level at a time, results straight into our own.
//!
//! Nothing is converted that an expression does not reach, and an array or object that it hands on untouched comes back
//! as the very value it was.

use super::number;
use super::States;
use crate::query::Surroundings;
use crate::value::{Object, Text, Value};
use jlens_core::input::{Sink, Source, Sources};
use jlens_core::output::{Builder, Member};
use std::cell::RefCell;
use std::collections::HashSet;
use std::rc::{Rc, Weak};

/// What an expression sees besides its own variables.
#[derive(Clone, Copy)]
pub(super) enum Seen<'a> {
    /// `$states` and the state's variables, each a member of the context value; nothing else of that shows.
    State(&'a States, &'a dyn Surroundings),
    /// A document as the context value, or none.
    Document(Option<&'a Value>),
}

/// Member numbers of the context value and of `$states`; the containers handed out follow.
const CONTEXT: u32 = 0;
const STATES: u32 = 1;
const FIRST: u32 = 2;

/// The containers that an evaluation has reached, by number.
pub(super) struct Levels<'a> {
    me: Weak<Levels<'a>>,
    seen: Seen<'a>,
    held: RefCell<Vec<Value>>,
}

impl<'a> Levels<'a> {
    pub(super) fn new(seen: Seen<'a>) -> Rc<Levels<'a>> {
        Rc::new_cyclic(|me| Levels {
            me: me.clone(),
            seen,
            held: RefCell::default(),
        })
    }

    /// The container of that number.
    fn held(&self, index: u32) -> Option<Value> {
        match index.checked_sub(FIRST) {
            Some(at) => self.held.borrow().get(at as usize).cloned(),
            None if index == STATES => Some(self.states().into()),
            None => None,
        }
    }

    fn hold(&self, value: &Value) -> u32 {
        let mut held = self.held.borrow_mut();
        held.push(value.clone());
        FIRST + held.len() as u32 - 1
    }

    fn put(&self, value: &Value, sink: &mut Sink<'_, 'a>) {
        match value {
            Value::Null => sink.null(),
            Value::Bool(flag) => sink.bool(*flag),
            Value::Number(number) => sink.number(number.as_f64()),
            Value::Text(text) => sink.string(text),
            Value::Array(_) => self.with_me(|me| sink.array_of(me, self.hold(value))),
            Value::Object(_) => self.with_me(|me| sink.object_of(me, self.hold(value))),
        }
    }

    /// The evaluator keeps the levels alive while it reads them.
    fn with_me(&self, then: impl FnOnce(&Rc<Levels<'a>>)) {
        if let Some(me) = self.me.upgrade() {
            then(&me);
        }
    }

    fn states(&self) -> Object {
        match self.seen {
            Seen::State(states, around) => states.object(around),
            Seen::Document(_) => Object::default(),
        }
    }
}

impl<'a> Sources<'a> for Levels<'a> {
    fn read(&self, index: u32, sink: &mut Sink<'_, 'a>) -> Result<(), String> {
        match self.held(index) {
            Some(Value::Array(items)) => {
                sink.reserve(items.len());
                items.iter().for_each(|item| self.put(item, sink));
            }
            Some(Value::Object(members)) => {
                sink.reserve(members.len());
                for (name, value) in members.iter() {
                    sink.key(name);
                    self.put(value, sink);
                }
            }
            // The context value of a state looks empty: only the expression's own prefix knows its members.
            _ => {}
        }
        Ok(())
    }

    fn read_field(&self, index: u32, key: &str, sink: &mut Sink<'_, 'a>) -> Result<bool, String> {
        match (index, self.seen) {
            (CONTEXT, Seen::State(..)) if key == "states" => {
                self.with_me(|me| sink.object_of(me, STATES));
            }
            (CONTEXT, Seen::State(_, around)) => {
                if let Some(value) = around.variable(key) {
                    self.put(&value, sink);
                }
            }
            (STATES, Seen::State(states, around)) => {
                if let Some(value) = states.field(key, around) {
                    self.put(&value, sink);
                }
            }
            _ => {
                if let Some(value) = self.held(index).as_ref().and_then(|held| held.get(key)) {
                    self.put(value, sink);
                }
            }
        }
        Ok(true)
    }

    fn length(&self, index: u32) -> Option<usize> {
        Some(self.held(index)?.as_array()?.len())
    }

    fn read_item(&self, index: u32, item: usize, sink: &mut Sink<'_, 'a>) -> Result<bool, String> {
        let held = self.held(index);
        let items = held.as_ref().and_then(Value::as_array);
        if let Some(value) = items.and_then(|items| items.get(item)) {
            self.put(value, sink);
        }
        Ok(true)
    }
}

/// The input of an evaluation.
pub(super) struct Input<'a>(pub(super) Rc<Levels<'a>>);

impl<'a> Source<'a> for Input<'a> {
    fn read(&self, sink: &mut Sink<'_, 'a>) -> Result<(), String> {
        match self.0.seen {
            Seen::State(..) => sink.object_of(&self.0, CONTEXT),
            Seen::Document(Some(value)) => self.0.put(value, sink),
            Seen::Document(None) => {}
        }
        Ok(())
    }
}

/// Makes a result.
pub(super) struct Maker<'a> {
    levels: Rc<Levels<'a>>,
    /// Names used so far, so that the members of a thousand objects share theirs. Never iterated.
    names: HashSet<Text>,
}

impl<'a> Maker<'a> {
    pub(super) fn new(levels: &Rc<Levels<'a>>) -> Maker<'a> {
        Maker {
            levels: Rc::clone(levels),
            names: HashSet::new(),
        }
    }
}

impl Builder for Maker<'_> {
    type Value = Value;
    type Array = Vec<Value>;
    type Object = Vec<(Text, Value)>;

    fn null(&mut self) -> Value {
        Value::Null
    }

    fn bool(&mut self, value: bool) -> Value {
        value.into()
    }

    fn number(&mut self, value: f64) -> Value {
        Value::Number(number::of_double(value))
    }

    fn string(&mut self, value: &str) -> Value {
        value.into()
    }

    fn array(&mut self, len: usize) -> Vec<Value> {
        Vec::with_capacity(len)
    }

    fn push(&mut self, array: &mut Vec<Value>, item: Value) {
        array.push(item);
    }

    fn end_array(&mut self, array: Vec<Value>) -> Value {
        array.into()
    }

    fn object(&mut self, len: usize) -> Self::Object {
        Vec::with_capacity(len)
    }

    fn insert(&mut self, object: &mut Self::Object, key: &str, value: Value) {
        let name = match self.names.get(key) {
            Some(name) => name.clone(),
            None => {
                let name = Text::from(key);
                self.names.insert(name.clone());
                name
            }
        };
        object.push((name, value));
    }

    fn end_object(&mut self, object: Self::Object) -> Value {
        object.into_iter().collect::<Object>().into()
    }

    fn input(&mut self, member: Member) -> Option<Value> {
        match member.of(&self.levels) {
            true => self.levels.held(member.index()),
            false => None,
        }
    }
}
