//! Compares JavaScript objects with the types the page is compiled against.

use js_sys::{Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

const TYPES: &str = include_str!("../../www/src/generated.ts");

/// Fails unless `value` has exactly the members of the type, each of the right kind.
pub fn assert_is(value: &JsValue, name: &str) {
    let object = value
        .dyn_ref::<Object>()
        .unwrap_or_else(|| panic!("{name} is {value:?}"));
    let members = members(name);
    let mut wanted: Vec<&str> = members.iter().map(|(name, _)| *name).collect();
    let keys = Object::keys(object).to_vec();
    let mut found: Vec<String> = keys.iter().filter_map(JsValue::as_string).collect();
    wanted.sort_unstable();
    found.sort_unstable();
    assert_eq!(found, wanted, "members of {name}");
    for (member, kind) in members {
        let value = Reflect::get(value, &member.into()).unwrap();
        assert!(fits(&value, kind), "{name}.{member}: {kind} is {value:?}");
    }
}

fn fits(value: &JsValue, kind: &str) -> bool {
    match kind.strip_suffix(" | null") {
        Some(kind) => value.is_null() || fits(value, kind),
        None if kind.starts_with("Array<") => js_sys::Array::is_array(value),
        None => match kind {
            "string" => value.as_string().is_some(),
            "number" => value.as_f64().is_some(),
            "boolean" => value.as_bool().is_some(),
            name if is_union(name) => union_holds(name, value),
            _ => value.is_object(),
        },
    }
}

fn declaration(name: &str) -> &'static str {
    let head = format!("export type {name} = ");
    let from = TYPES
        .find(&head)
        .unwrap_or_else(|| panic!("no type {name}"))
        + head.len();
    let rest = &TYPES[from..];
    &rest[..rest.find("\n\nexport ").unwrap_or(rest.len())]
}

/// A union of texts: `"a" | "b"`.
fn is_union(name: &str) -> bool {
    declaration(name).starts_with('"')
}

fn union_holds(name: &str, value: &JsValue) -> bool {
    let word = value.as_string().map(|word| format!("\"{word}\""));
    word.is_some_and(|word| declaration(name).contains(&word))
}

/// Name and type of every member of an object type.
fn members(name: &str) -> Vec<(&'static str, &'static str)> {
    let text = declaration(name);
    assert!(text.starts_with('{'), "{name} is no object type");
    let code = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.starts_with(['*', '/', '{']));
    let member = |line: &'static str| {
        let (name, kind) = line.split_once(": ")?;
        let kind = kind.trim_end_matches("};").trim_end().trim_end_matches(',');
        Some((name.trim_matches('"'), kind))
    };
    code.filter_map(member).collect()
}
