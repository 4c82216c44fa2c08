//! Payload templates, compiled once.

use super::place::{Field, Place};
use super::reader::{is_filled_later, Reader};
use crate::codes::Code;
use crate::definition::{QueryLanguage, Template, TemplateMember};
use crate::query::{intrinsic::Call, path::Path, SyntaxError};
use crate::text::{Kind, Member, Node};
use crate::value::order;
use crate::value::{Array, Object, Text, Value};
use std::collections::HashMap;

impl Reader {
    /// The template in a field, for the state's query language.
    pub fn template(&mut self, field: &Field, language: QueryLanguage) -> Template {
        match language {
            QueryLanguage::JsonPath => self.payload(field.value, &field.at),
            QueryLanguage::Jsonata => self.expressions(field.value, &field.at),
        }
    }

    /// JSONPath: keys ending in `.$` hold paths or calls, all else is literal. `at` is the field: the service names
    /// no deeper place. The JSON reader bounds the nesting.
    fn payload(&mut self, node: &Node, at: &Place) -> Template {
        match &node.kind {
            Kind::Array(items) => list(items.iter().map(|item| self.payload(item, at)).collect()),
            Kind::Object(members) => self.payload_object(members, at),
            _ => Template::Literal(node.to_value()),
        }
    }

    fn payload_object(&mut self, members: &[Member], at: &Place) -> Template {
        let (mut plain, mut dynamic) = (Vec::new(), Vec::new());
        let names = last_places(members);
        for member in last_of_each(members) {
            let Some(name) = member.key.strip_suffix(".$") else {
                let value = self.payload(&member.value, at);
                plain.push(TemplateMember {
                    key: member.key.clone(),
                    field: member.key.clone(),
                    value,
                });
                continue;
            };
            if names.contains_key(name) {
                let message =
                    format!("The field '{name}' is defined twice: as '{name}' and as '{name}.$'");
                self.report(Code::DuplicateField, member.key_span, at, message);
            }
            if let Some(value) = self.dynamic(member, at) {
                dynamic.push(TemplateMember {
                    key: name.into(),
                    field: member.key.clone(),
                    value,
                });
            }
        }
        if dynamic.is_empty() {
            return object(plain);
        }
        plain.extend(in_hash_map_order(dynamic));
        Template::Object(plain)
    }

    /// The value of a key ending in `.$`.
    fn dynamic(&mut self, member: &Member, at: &Place) -> Option<Template> {
        let compiled = member.value.text().and_then(|text| path_or_call(text).ok());
        if compiled.is_none() && !is_filled_later(&member.value) {
            let message = format!(
                "The value for the field '{}' must be a valid JSONPath or a valid intrinsic function call",
                member.key
            );
            self.report(Code::BadPath, member.value.span, at, message);
        }
        compiled
    }

    /// JSONata: a text `{% … %}` at any depth is an expression, all else is literal.
    fn expressions(&mut self, node: &Node, at: &Place) -> Template {
        if let Some(expression) = self.expression(node, at, QueryLanguage::Jsonata) {
            return Template::Expression(expression);
        }
        match &node.kind {
            Kind::Array(items) => list(
                items
                    .iter()
                    .map(|item| self.expressions(item, at))
                    .collect(),
            ),
            Kind::Object(members) => {
                let member = |m: &Member| TemplateMember {
                    key: m.key.clone(),
                    field: m.key.clone(),
                    value: self.expressions(&m.value, at),
                };
                object(last_of_each(members).into_iter().map(member).collect())
            }
            _ => Template::Literal(node.to_value()),
        }
    }
}

/// A text beginning with `$` is a path, every other one an intrinsic call.
pub(super) fn path_or_call(text: &str) -> Result<Template, SyntaxError> {
    match text.starts_with('$') {
        true => Path::compile(text).map(Template::Path),
        false => Call::compile(text).map(Template::Call),
    }
}

/// Members in text order, without those that a later member of the same name replaces.
fn last_of_each(members: &[Member]) -> Vec<&Member> {
    let last = last_places(members);
    let kept = |(at, member): &(usize, &Member)| last.get(member.key.as_str()) == Some(at);
    members
        .iter()
        .enumerate()
        .filter(kept)
        .map(|(_, member)| member)
        .collect()
}

/// Where each name stands last. Never iterated.
fn last_places(members: &[Member]) -> HashMap<&str, usize> {
    members
        .iter()
        .enumerate()
        .map(|(at, member)| (member.key.as_str(), at))
        .collect()
}

/// A list with nothing to evaluate inside is one literal, shared by every use.
fn list(items: Vec<Template>) -> Template {
    let values: Option<Array> = items
        .iter()
        .map(literal)
        .collect::<Option<Vec<_>>>()
        .map(Array::from);
    values.map_or(Template::Array(items), |values| {
        Template::Literal(Value::Array(values))
    })
}

/// An object with nothing to evaluate inside is one literal.
fn object(members: Vec<TemplateMember>) -> Template {
    let pairs = members
        .iter()
        .map(|m| Some((m.key.clone(), literal(&m.value)?)));
    let values: Option<Vec<(Text, Value)>> = pairs.collect();
    values.map_or(Template::Object(members), |pairs| {
        Template::Literal(Value::Object(pairs.into_iter().collect::<Object>()))
    })
}

fn literal(template: &Template) -> Option<Value> {
    match template {
        Template::Literal(value) => Some(value.clone()),
        _ => None,
    }
}

/// The service keeps the members of `.$` keys in a `java.util.HashMap` before it writes them: by bucket, within a
/// bucket as they came.
fn in_hash_map_order(members: Vec<TemplateMember>) -> Vec<TemplateMember> {
    let mut buckets = 16;
    while members.len() > buckets / 4 * 3 {
        buckets *= 2;
    }
    let mut placed: Vec<(usize, TemplateMember)> = members
        .into_iter()
        .map(|m| (java_hash(&m.key) as usize & (buckets - 1), m))
        .collect();
    order::sort_by_key(&mut placed, |(bucket, _)| *bucket);
    placed.into_iter().map(|(_, member)| member).collect()
}

/// `String.hashCode` with HashMap's spread.
fn java_hash(text: &str) -> u32 {
    let hash = text.encode_utf16().fold(0u32, |hash, unit| {
        hash.wrapping_mul(31).wrapping_add(u32::from(unit))
    });
    hash ^ (hash >> 16)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dynamic_members_come_in_hash_map_order() {
        let member = |key: &str| TemplateMember {
            key: key.into(),
            field: format!("{key}.$").into(),
            value: Template::Literal(Value::Null),
        };
        let keys = |names: &[&str]| -> Vec<String> {
            let members = in_hash_map_order(names.iter().map(|n| member(n)).collect());
            members.iter().map(|m| m.key.to_string()).collect()
        };
        assert_eq!(keys(&["Iterations", "Values"]), ["Values", "Iterations"]);
        assert_eq!(keys(&["b", "a", "c"]), ["a", "b", "c"]);
        assert_eq!(keys(&["a", "q"]), ["a", "q"], "one bucket: as they came");
        assert_eq!(keys(&["q", "a"]), ["q", "a"], "one bucket: as they came");
    }
}
