//! DynamoDB tables: items by their keys, and the calls that a workflow makes.

use super::expression::{project, update, Condition, Names};
use super::Response;
use crate::service::call::Call;
use crate::service::fault::Fault;
use crate::text::write;
use crate::value::{Array, Object, Text, Value};
use std::collections::BTreeMap;
use std::rc::Rc;

/// Tables by their names.
#[derive(Clone, Debug, Default)]
pub(super) struct Tables(BTreeMap<Text, Table>);

#[derive(Clone, Debug)]
struct Table {
    /// Names of the hash key and, maybe, of the range key.
    key: Vec<Text>,
    /// Items in the order in which they came.
    items: Rc<Vec<Object>>,
    /// Where the item of a key stands.
    places: Rc<BTreeMap<String, usize>>,
}

impl Tables {
    pub fn of(contents: &Object) -> Result<Tables, String> {
        let table = |(name, value): (&Text, &Value)| Ok((name.clone(), Table::of(name, value)?));
        let tables: Result<BTreeMap<Text, Table>, String> = contents.iter().map(table).collect();
        Ok(Tables(tables?))
    }

    pub fn contents(&self) -> Object {
        let tables = self.0.iter();
        tables
            .map(|(name, table)| (name.clone(), table.contents()))
            .collect()
    }

    /// The answer to a call about a table that is here. As soon as there is one table, every other name is unknown.
    pub fn answer(&mut self, call: &mut Call) -> Response {
        if self.0.is_empty() {
            return None;
        }
        let known = [
            "getItem",
            "putItem",
            "updateItem",
            "deleteItem",
            "query",
            "scan",
        ];
        if !known.contains(&call.action) {
            return None;
        }
        let name = call.last_part("TableName", "");
        let Some(table) = self.0.get_mut(name.as_str()) else {
            return Some(Err(Fault {
                code: "ResourceNotFoundException",
                status: 400,
                message: "Requested resource not found".to_owned(),
            }));
        };
        let names = Names::of(call.input);
        Some(match call.action {
            "getItem" => table.get(call, &names),
            "putItem" => table.put(call, &names),
            "updateItem" => table.update(call, &names),
            "deleteItem" => table.delete(call, &names),
            _ => table.list(call, &names),
        })
    }
}

fn invalid(message: impl Into<String>) -> Fault {
    Fault {
        code: "ValidationException",
        status: 400,
        message: message.into(),
    }
}

/// The service's words for an expression that it cannot read.
fn syntax(kind: &str, at: &str) -> Fault {
    invalid(format!("Invalid {kind}: Syntax error; token: \"{at}\""))
}

fn refused_condition() -> Fault {
    Fault {
        code: "ConditionalCheckFailedException",
        status: 400,
        message: "The conditional request failed".to_owned(),
    }
}

impl Table {
    fn of(name: &str, value: &Value) -> Result<Table, String> {
        let key = value.get("key").and_then(Value::as_array);
        let key: Vec<Text> = key
            .map(|key| {
                key.iter()
                    .filter_map(Value::as_str)
                    .map(Text::from)
                    .collect()
            })
            .unwrap_or_default();
        if key.is_empty() || key.len() > 2 {
            return Err(format!(
                "the table `{name}` needs `key`, a list of one or two names"
            ));
        }
        let mut table = Table {
            key,
            items: Rc::default(),
            places: Rc::default(),
        };
        let items = value.get("items").and_then(Value::as_array);
        for item in items.into_iter().flat_map(|items| items.iter()) {
            let item = item.as_object().cloned().unwrap_or_default();
            let place = table.place(&item);
            let place = place.ok_or_else(|| format!("an item of the table `{name}` has no key"))?;
            table.store(place, item);
        }
        Ok(table)
    }

    fn contents(&self) -> Value {
        let key: Vec<Value> = self.key.iter().cloned().map(Value::Text).collect();
        let items: Array = self.items.iter().cloned().map(Value::Object).collect();
        Value::Object(Object::default().with("key", key).with("items", items))
    }

    /// The key of an item as text; numbers by their worth are not told apart by how they are written.
    fn place(&self, item: &Object) -> Option<String> {
        let parts = self
            .key
            .iter()
            .map(|name| Some(write::compact(item.get(name)?)));
        parts
            .collect::<Option<Vec<_>>>()
            .map(|parts| parts.join("\n"))
    }

    /// The place that a request's `Key` names.
    fn wanted(&self, call: &Call) -> Result<(String, Object), Fault> {
        let key = call.input.get("Key").and_then(Value::as_object);
        let key = key.filter(|key| key.len() == self.key.len());
        let found = key.and_then(|key| Some((self.place(key)?, key.clone())));
        found.ok_or_else(|| invalid("The provided key element does not match the schema"))
    }

    fn item(&self, place: &str) -> Option<&Object> {
        self.places.get(place).and_then(|at| self.items.get(*at))
    }

    fn store(&mut self, place: String, item: Object) {
        let items = Rc::make_mut(&mut self.items);
        match self.places.get(&place) {
            Some(at) => {
                if let Some(old) = items.get_mut(*at) {
                    *old = item;
                }
            }
            None => {
                Rc::make_mut(&mut self.places).insert(place, items.len());
                items.push(item);
            }
        }
    }

    fn remove(&mut self, place: &str) {
        let places = Rc::make_mut(&mut self.places);
        if let Some(at) = places.remove(place) {
            Rc::make_mut(&mut self.items).remove(at);
            for other in places.values_mut().filter(|other| **other > at) {
                *other -= 1;
            }
        }
    }

    fn get(&self, call: &Call, names: &Names) -> Result<Object, Fault> {
        let (place, _) = self.wanted(call)?;
        let Some(item) = self.item(&place) else {
            return Ok(Object::default());
        };
        let item = shown(call, item, names)?;
        Ok(Object::default().with("Item", item))
    }

    /// Refuses a write whose condition the item that is there does not meet.
    fn check(&self, call: &Call, names: &Names, place: &str) -> Result<(), Fault> {
        let Some(condition) = condition(call, "ConditionExpression", names)? else {
            return Ok(());
        };
        let empty = Object::default();
        match condition.holds(self.item(place).unwrap_or(&empty)) {
            true => Ok(()),
            false => Err(refused_condition()),
        }
    }

    fn put(&mut self, call: &Call, names: &Names) -> Result<Object, Fault> {
        let Some(item) = call.input.get("Item").and_then(Value::as_object) else {
            let message = "1 validation error detected: Value null at 'item' failed to satisfy constraint: Member must not be null";
            return Err(invalid(message));
        };
        let Some(place) = self.place(item) else {
            let missing = self.key.iter().find(|name| !item.contains_key(name));
            let missing = missing.map_or("", |name| name.as_str());
            let message = format!(
                "One or more parameter values were invalid: Missing the key {missing} in the item"
            );
            return Err(invalid(message));
        };
        self.check(call, names, &place)?;
        let old = self.item(&place).cloned();
        self.store(place, item.clone());
        Ok(attributes(call, old, None))
    }

    fn update(&mut self, call: &Call, names: &Names) -> Result<Object, Fault> {
        let (place, key) = self.wanted(call)?;
        self.check(call, names, &place)?;
        let old = self.item(&place).cloned();
        let before = old.clone().unwrap_or(key);
        let text = call.text("UpdateExpression");
        let after = update(&before, &text, names).map_err(|fault| match fault {
            super::expression::Fault::Syntax(at) => syntax("UpdateExpression", &at),
            super::expression::Fault::Operand(message) => invalid(message),
        })?;
        if self.place(&after).as_ref() != Some(&place) {
            let name = self.key.first().map_or("", |name| name.as_str());
            let message = format!("One or more parameter values were invalid: Cannot update attribute {name}. This attribute is part of the key");
            return Err(invalid(message));
        }
        self.store(place, after.clone());
        Ok(attributes(call, old, Some(after)))
    }

    fn delete(&mut self, call: &Call, names: &Names) -> Result<Object, Fault> {
        let (place, _) = self.wanted(call)?;
        self.check(call, names, &place)?;
        let old = self.item(&place).cloned();
        self.remove(&place);
        Ok(attributes(call, old, None))
    }

    /// Query and Scan.
    fn list(&self, call: &Call, names: &Names) -> Result<Object, Fault> {
        let keyed = condition(call, "KeyConditionExpression", names)?;
        if call.action == "query" && keyed.is_none() {
            let message = "Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.";
            return Err(invalid(message));
        }
        let keyed = keyed.filter(|_| call.action == "query");
        let filter = condition(call, "FilterExpression", names)?;
        let met = |condition: &Option<Condition>, item: &Object| {
            condition
                .as_ref()
                .is_none_or(|condition| condition.holds(item))
        };
        let found: Vec<&Object> = self.items.iter().filter(|item| met(&keyed, item)).collect();
        let found = match call.action {
            "query" => self.sorted(call, found),
            _ => found,
        };
        let start = call
            .input
            .get("ExclusiveStartKey")
            .and_then(Value::as_object);
        let start = start.and_then(|key| self.place(key));
        let after = start.and_then(|start| {
            found
                .iter()
                .position(|item| self.place(item).as_ref() == Some(&start))
        });
        let found = found
            .get(after.map_or(0, |at| at + 1)..)
            .unwrap_or_default();
        let limit = call.input.get("Limit").and_then(Value::as_number);
        let limit = limit.and_then(|limit| usize::try_from(limit.as_i64()?).ok());
        let scanned = found.get(..limit.unwrap_or(found.len())).unwrap_or(found);
        let items: Result<Array, Fault> = scanned
            .iter()
            .filter(|item| met(&filter, item))
            .map(|item| Ok(Value::Object(shown(call, item, names)?)))
            .collect();
        let items = items?;
        let mut response = Object::default().with("Count", items.len());
        if call.text("Select") != "COUNT" {
            response.set("Items", items);
        }
        if let Some(last) = scanned.last().filter(|_| scanned.len() < found.len()) {
            let key = self.key.iter();
            let key = key.filter_map(|name| Some((name.clone(), last.get(name)?.clone())));
            response.set("LastEvaluatedKey", key.collect::<Object>());
        }
        Ok(response.with("ScannedCount", scanned.len()))
    }

    /// By the range key, in the order that the request asks for.
    fn sorted<'a>(&self, call: &Call, found: Vec<&'a Object>) -> Vec<&'a Object> {
        let mut sorted: Vec<&Object> = Vec::with_capacity(found.len());
        for item in found {
            let at = self.key.get(1).map_or(sorted.len(), |range| {
                sorted.partition_point(|other| !is_before(item, other, range))
            });
            sorted.insert(at, item);
        }
        if call.sent("ScanIndexForward").as_bool() == Some(false) {
            sorted.reverse();
        }
        sorted
    }
}

fn is_before(item: &Object, other: &Object, range: &str) -> bool {
    let both = item.get(range).zip(other.get(range));
    let order = both.and_then(|(a, b)| super::expression::compare(a, b));
    order == Some(std::cmp::Ordering::Less)
}

fn condition(call: &Call, member: &str, names: &Names) -> Result<Option<Condition>, Fault> {
    let text = call.text(member);
    if text.is_empty() {
        return Ok(None);
    }
    let condition = Condition::read(&text, names);
    condition.map(Some).map_err(|at| syntax(member, &at))
}

/// The attributes of an item that the request asks for.
fn shown(call: &Call, item: &Object, names: &Names) -> Result<Object, Fault> {
    match call.text("ProjectionExpression").as_str() {
        "" => Ok(item.clone()),
        text => project(item, text, names).map_err(|at| syntax("ProjectionExpression", &at)),
    }
}

/// `Attributes` as `ReturnValues` asks for them.
fn attributes(call: &Call, old: Option<Object>, new: Option<Object>) -> Object {
    let changed = |of: &Option<Object>, from: &Option<Object>| {
        let (of, from) = (of.clone()?, from.clone().unwrap_or_default());
        let members = of
            .iter()
            .filter(|(name, value)| from.get(name) != Some(*value));
        let members: Object = members.map(|(n, v)| (n.clone(), v.clone())).collect();
        Some(members)
    };
    let shown = match call.text("ReturnValues").as_str() {
        "ALL_OLD" => old,
        "ALL_NEW" => new,
        "UPDATED_OLD" => changed(&old, &new),
        "UPDATED_NEW" => changed(&new, &old),
        _ => None,
    };
    match shown {
        Some(shown) => Object::default().with("Attributes", shown),
        None => Object::default(),
    }
}
