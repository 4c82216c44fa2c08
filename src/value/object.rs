//! Insertion-ordered objects with copy-on-write members.

use super::{Measure, Text, Value};
use std::cell::Cell;
use std::collections::HashMap;
use std::rc::Rc;

/// From this many members on an object keeps an index of names; below it a scan is faster.
const INDEXED_FROM: usize = 17;

/// A shared JSON object in insertion order.
#[derive(Clone, Debug, Default)]
pub struct Object(Rc<Inside>);

#[derive(Clone, Debug, Default)]
struct Inside {
    members: Vec<(Text, Value)>,
    /// Name to position. Never iterated, so its order cannot leak into a result.
    index: Option<HashMap<Text, usize>>,
    measure: Cell<Option<Measure>>,
}

impl Inside {
    fn position(&self, key: &str) -> Option<usize> {
        match &self.index {
            Some(index) => index.get(key).copied(),
            None => self.members.iter().position(|(name, _)| name == key),
        }
    }

    fn reindex(&mut self) {
        let indexed = self.members.len() >= INDEXED_FROM;
        self.index = indexed.then(|| {
            let names = self.members.iter().enumerate();
            names.map(|(at, (name, _))| (name.clone(), at)).collect()
        });
    }
}

impl Object {
    /// An object of members in this order; of equal names the last value counts, at the place of the first.
    pub(crate) fn from_members(members: Vec<(Text, Value)>) -> Object {
        if members.len() >= INDEXED_FROM || has_twins(&members) {
            return members.into_iter().collect();
        }
        Object(Rc::new(Inside {
            members,
            ..Inside::default()
        }))
    }

    /// Member `key`.
    pub fn get(&self, key: &str) -> Option<&Value> {
        let at = self.0.position(key)?;
        self.0.members.get(at).map(|(_, value)| value)
    }

    /// Whether there is a member `key`.
    pub fn contains_key(&self, key: &str) -> bool {
        self.0.position(key).is_some()
    }

    /// How many members there are.
    pub fn len(&self) -> usize {
        self.0.members.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.members.is_empty()
    }

    /// The members in insertion order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&Text, &Value)> + ExactSizeIterator {
        self.0.members.iter().map(|(name, value)| (name, value))
    }

    /// Sets a member: replaces in place, or appends.
    pub fn set(&mut self, key: impl Into<Text>, value: impl Into<Value>) {
        self.put(key.into(), value.into());
    }

    /// Kept out of its many callers: it would make up a tenth of the engine's code.
    #[inline(never)]
    fn put(&mut self, key: Text, value: Value) {
        let inside = Rc::make_mut(&mut self.0);
        inside.measure.set(None);
        match inside.position(&key) {
            Some(at) => inside.members[at].1 = value,
            None => {
                if let Some(index) = &mut inside.index {
                    index.insert(key.clone(), inside.members.len());
                }
                inside.members.push((key, value));
                if inside.members.len() == INDEXED_FROM {
                    inside.reindex();
                }
            }
        }
    }

    /// Same as [`Object::set`], for building in one expression.
    #[must_use]
    pub fn with(mut self, key: impl Into<Text>, value: impl Into<Value>) -> Object {
        self.set(key, value);
        self
    }

    /// Removes a member and returns it; the others keep their order.
    pub fn remove(&mut self, key: &str) -> Option<Value> {
        let at = self.0.position(key)?;
        let inside = Rc::make_mut(&mut self.0);
        inside.measure.set(None);
        let (_, value) = inside.members.remove(at);
        inside.reindex();
        Some(value)
    }

    /// Member `key` for change, `None` if there is no such member.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Value> {
        let at = self.0.position(key)?;
        let inside = Rc::make_mut(&mut self.0);
        inside.measure.set(None);
        inside.members.get_mut(at).map(|(_, value)| value)
    }

    /// Whether both are one and the same object in memory.
    pub fn ptr_eq(&self, other: &Object) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }

    pub(super) fn measured(&self) -> &Cell<Option<Measure>> {
        &self.0.measure
    }
}

fn has_twins(members: &[(Text, Value)]) -> bool {
    let twin = |at: usize, name: &Text| members.iter().take(at).any(|(other, _)| other == name);
    let mut names = members.iter().enumerate();
    names.any(|(at, (name, _))| twin(at, name))
}

impl PartialEq for Object {
    fn eq(&self, other: &Object) -> bool {
        self.ptr_eq(other)
            || (self.len() == other.len()
                && self
                    .iter()
                    .all(|(name, value)| other.get(name) == Some(value)))
    }
}

impl<K: Into<Text>, V: Into<Value>> FromIterator<(K, V)> for Object {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(members: I) -> Self {
        let mut object = Object::default();
        for (key, value) in members {
            object.set(key, value);
        }
        object
    }
}
