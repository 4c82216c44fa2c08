//! The places of the input that are read, as a tree, and the values that are put there.

use crate::query::taken::{Hop, Need};
use crate::value::{Array, Object, Text, Value};

/// Items of a list that is made up.
const ITEMS: u32 = 2;
/// Places that are kept; a definition that reads more gets a part of them.
const MOST: usize = 2_000;

/// Places in the order in which they were read; the first is the input itself.
pub(super) struct Tree(Vec<Place>);

struct Place {
    need: Need,
    /// Ways on, with the number of the place there.
    ways: Vec<(Hop, usize)>,
}

impl Place {
    fn new() -> Place {
        Place {
            need: Need::Anything,
            ways: Vec::new(),
        }
    }

    fn is_list(&self) -> bool {
        let hops = |(hop, _): &(Hop, usize)| !matches!(hop, Hop::Name(_));
        self.need == Need::List || self.ways.iter().any(hops)
    }

    /// The named members.
    fn members(&self) -> impl Iterator<Item = (&Text, usize)> {
        self.ways.iter().filter_map(|(hop, at)| match hop {
            Hop::Name(name) => Some((name, *at)),
            Hop::Index(_) | Hop::Each => None,
        })
    }

    /// The elements' own places: of this element, of each.
    fn element(&self, index: u32) -> impl Iterator<Item = usize> + '_ {
        let own = move |hop: &Hop| matches!(hop, Hop::Each) || *hop == Hop::Index(index);
        self.ways
            .iter()
            .filter(move |(hop, _)| own(hop))
            .map(|(_, at)| *at)
    }

    /// How many elements a list must have.
    fn length(&self) -> u32 {
        let index = |(hop, _): &(Hop, usize)| match hop {
            Hop::Index(index) => index + 1,
            _ => 0,
        };
        self.ways.iter().map(index).max().unwrap_or(0)
    }
}

impl Tree {
    pub(super) fn new() -> Tree {
        Tree(vec![Place::new()])
    }

    /// Something at this place is read.
    pub(super) fn read(&mut self, hops: &[Hop], need: Need) {
        let mut at = 0;
        for hop in hops {
            let known = self.0[at].ways.iter().find(|(way, _)| way == hop);
            at = match known {
                Some((_, next)) => *next,
                None if self.0.len() < MOST => {
                    self.0.push(Place::new());
                    let next = self.0.len() - 1;
                    self.0[at].ways.push((hop.clone(), next));
                    next
                }
                None => return,
            };
        }
        if need.strength() > self.0[at].need.strength() {
            self.0[at].need = need;
        }
    }

    pub(super) fn missing(&self, input: &Value) -> Vec<String> {
        let mut found = Vec::new();
        self.lack(0, input, "$", &mut found);
        found
    }

    /// The depth of a place is bounded by its origin.
    fn lack(&self, at: usize, value: &Value, path: &str, found: &mut Vec<String>) {
        let place = &self.0[at];
        match value {
            Value::Object(object) => {
                if at == 0 && object.is_empty() && place.is_list() {
                    found.push(path.to_owned());
                    return;
                }
                for (name, next) in place.members() {
                    let path = format!("{path}{}", written(name));
                    match object.get(name) {
                        Some(value) => self.lack(next, value, &path, found),
                        None => self.absent(next, path, found),
                    }
                }
            }
            Value::Array(items) => {
                let short = u32::try_from(items.len()).is_ok_and(|count| count < place.length());
                if short {
                    found.push(format!("{path}[{}]", place.length() - 1));
                }
                for (index, item) in (0..).zip(items.iter().take(MOST)) {
                    for next in place.element(index) {
                        self.lack(next, item, &format!("{path}[{index}]"), found);
                    }
                }
            }
            _ => {}
        }
    }

    /// A list is named as a whole, an object by what is read in it.
    fn absent(&self, at: usize, path: String, found: &mut Vec<String>) {
        let place = &self.0[at];
        if place.is_list() || place.ways.is_empty() {
            found.push(path);
            return;
        }
        for (name, next) in place.members() {
            self.absent(next, format!("{path}{}", written(name)), found);
        }
    }

    pub(super) fn added_to(&self, input: &Value) -> Value {
        match input {
            Value::Object(object) if object.is_empty() && self.0[0].is_list() => {
                self.made(0, "item", "")
            }
            _ => self.grown(0, input, "input", ""),
        }
    }

    /// A value with what it lacks. `name` and `count` go into texts that are made up.
    fn grown(&self, at: usize, value: &Value, name: &str, count: &str) -> Value {
        let place = &self.0[at];
        match value {
            Value::Object(object) => {
                let mut object = object.clone();
                self.fill(&mut object, at, count);
                Value::Object(object)
            }
            Value::Array(items) => {
                let mut items = items.to_vec();
                for (index, item) in (0..).zip(items.iter_mut().take(MOST)) {
                    for next in place.element(index) {
                        *item = self.grown(next, item, name, count);
                    }
                }
                for index in u32::try_from(items.len()).unwrap_or(u32::MAX)..place.length() {
                    items.push(self.item(at, index, name));
                }
                Value::Array(Array::from(items))
            }
            other => other.clone(),
        }
    }

    fn fill(&self, object: &mut Object, at: usize, count: &str) {
        for (name, next) in self.0[at].members() {
            let value = match object.get(name) {
                Some(value) => self.grown(next, value, name, count),
                None => self.made(next, name, count),
            };
            object.set(name.clone(), value);
        }
    }

    fn made(&self, at: usize, name: &str, count: &str) -> Value {
        let place = &self.0[at];
        if place.is_list() {
            let many = place.length().max(ITEMS);
            let items = (0..many).map(|index| self.item(at, index, name));
            return Value::Array(items.collect());
        }
        if at == 0 || !place.ways.is_empty() {
            let mut object = Object::default();
            self.fill(&mut object, at, count);
            return Value::Object(object);
        }
        match &place.need {
            Need::Like(value) | Need::Exactly(value) => value.clone(),
            Need::Anything | Need::Text | Need::List => {
                Value::from(format!("example-{name}{count}"))
            }
        }
    }

    /// An element of a list that is made up. Members that are read of the list itself are its elements'.
    fn item(&self, at: usize, index: u32, name: &str) -> Value {
        let place = &self.0[at];
        let count = format!("-{}", index + 1);
        let mut value = None;
        for next in place.element(index) {
            value = Some(match value {
                None => self.made(next, name, &count),
                Some(value) => self.grown(next, &value, name, &count),
            });
        }
        if place.members().next().is_none() {
            return match (value, place.ways.first()) {
                (Some(value), _) => value,
                // An element that nobody reads looks like one that is read.
                (None, Some((_, next))) => self.made(*next, name, &count),
                (None, None) => Value::from(format!("example-{name}{count}")),
            };
        }
        let mut object = value
            .and_then(|value| value.as_object().cloned())
            .unwrap_or_default();
        self.fill(&mut object, at, &count);
        Value::Object(object)
    }
}

/// A member as a path writes it.
fn written(name: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
    if !name.is_empty() && name.chars().all(plain) {
        format!(".{name}")
    } else {
        format!("['{}']", name.replace('\'', "\\'"))
    }
}
