//! Definition and input -> the paths that the input lacks, and the input with them.
//!
//! `tests/suggest/*.txt`: a definition or `{"definition", "input"}`; the answer is a line for each path, then the input.
//! `STEPGLASS_WORKFLOWS=DIR STEPGLASS_ACTUAL=FILE cargo test --test suggest` plays every definition of DIR on `{}` and on
//! what is suggested, and writes how many succeed; without the variables the project's own definitions are played.

#[path = "support/case.rs"]
mod recorded;
mod support;

use std::path::{Path, PathBuf};
use std::{env, fs};
use stepglass::api::input::suggest;
use stepglass::api::simulate::prepare;
use stepglass::text::{read_value, write};
use stepglass::value::{Object, Value};
use support::check;

#[test]
fn paths() {
    check("suggest/paths.txt", answer);
}

#[test]
fn choices() {
    check("suggest/choices.txt", answer);
}

#[test]
fn expressions() {
    check("suggest/expressions.txt", answer);
}

#[test]
fn ways() {
    check("suggest/ways.txt", answer);
}

fn answer(case: &str) -> String {
    let read = read_value(case).unwrap();
    let (definition, input) = match read.get("definition") {
        Some(definition) => (
            definition,
            read.get("input").map_or(String::new(), write::compact),
        ),
        None => (&read, String::new()),
    };
    let suggestion = suggest(&write::compact(definition), &input).unwrap();
    let input = write::compact(&read_value(&suggestion.input).unwrap());
    let again = suggest(&write::compact(definition), &suggestion.input).unwrap();
    assert_eq!(
        again.missing,
        Vec::<String>::new(),
        "nothing is missing any more: {case}"
    );
    [suggestion.missing, vec![input]].concat().join("\n")
}

#[test]
fn an_input_that_is_no_json_has_no_suggestion() {
    assert_eq!(suggest(r#"{"StartAt":"A","States":{}}"#, "{"), None);
}

/// Neither lists in lists nor long chains make more of a suggestion than somebody may want to read.
#[test]
fn suggestions_are_bounded() {
    let lists = format!("$.a{}", "[*]".repeat(200));
    let deep = format!("$.a{}", ".b".repeat(5_000));
    for path in [lists, deep] {
        let text = format!(
            r#"{{"StartAt":"A","States":{{"A":{{"Type":"Pass","InputPath":"{path}","End":true}}}}}}"#
        );
        assert!(
            suggest(&text, "").unwrap().input.len() < 20_000,
            "{}",
            &path[..20]
        );
    }
    let states: Vec<String> = (0..20_000)
        .map(|at| format!(r#""S{at}":{{"Type":"Pass","Parameters":{{"all.$":"$","x.$":"$.x{at}"}},"Next":"S{}"}}"#, at + 1))
        .collect();
    let chain = format!(
        r#"{{"StartAt":"S0","States":{{{},"S20000":{{"Type":"Succeed"}}}}}}"#,
        states.join(",")
    );
    assert_eq!(suggest(&chain, "").unwrap().missing, ["$.x0"]);
}

#[test]
fn more_definitions_succeed_on_what_is_suggested() {
    let folder = env::var_os("STEPGLASS_WORKFLOWS").map(PathBuf::from);
    let definitions = folder.as_deref().map_or_else(own, definitions_of);
    let mut counts = [0_usize; 5];
    let mut lines = String::new();
    for (id, text) in &definitions {
        let Some(suggestion) = suggest(text, "") else {
            continue;
        };
        let Some(before) = status(text, "{}") else {
            continue;
        };
        let after = status(text, &suggestion.input).unwrap();
        let [runnable, asked, first, then, lost] = &mut counts;
        *runnable += 1;
        *asked += usize::from(!suggestion.missing.is_empty());
        *first += usize::from(before == "SUCCEEDED");
        *then += usize::from(after == "SUCCEEDED");
        *lost += usize::from(before == "SUCCEEDED" && after != "SUCCEEDED");
        lines += &format!("{before} {after} {} {id}\n", suggestion.missing.len());
    }
    let [runnable, asked, first, then, lost] = counts;
    let told = format!(
        "{runnable} run, {asked} get a suggestion; succeeded on {{}}: {first}, on what is suggested: {then}, no longer: {lost}\n"
    );
    println!("{told}");
    if let (Some(actual), Some(_)) = (env::var_os("STEPGLASS_ACTUAL"), folder) {
        fs::write(actual, told + &lines).unwrap();
    }
    assert!(then > first && lost * 20 <= then, "{counts:?}");
}

/// How a run on automatic answers ends; `None` for a definition that is refused.
fn status(definition: &str, input: &str) -> Option<String> {
    let prepared = prepare(definition).ok()?;
    let request = Object::default()
        .with("input", read_value(input).unwrap())
        .with("options", Object::default().with("budget", 200_000));
    let response = read_value(&prepared.run(&write::compact(&Value::Object(request)))).unwrap();
    response
        .get("status")
        .and_then(Value::as_str)
        .map(str::to_owned)
}

/// Definitions of a folder of files with `id` and `definition`.
fn definitions_of(folder: &Path) -> Vec<(String, String)> {
    let read = |file: PathBuf| {
        let case = read_value(&fs::read_to_string(file).unwrap()).ok()?;
        let definition = case.get("definition")?;
        let text = definition
            .as_str()
            .map_or_else(|| write::compact(definition), str::to_owned);
        Some((case.get("id")?.as_str()?.to_owned(), text))
    };
    recorded::files(folder)
        .into_iter()
        .filter_map(read)
        .collect()
}

/// The examples of the gallery.
fn own() -> Vec<(String, String)> {
    let gallery = Path::new(env!("CARGO_MANIFEST_DIR")).join("www/gallery");
    let read = |file: PathBuf| {
        let card = read_value(&fs::read_to_string(&file).unwrap()).ok()?;
        let definition = card.get("definition")?;
        Some((file.display().to_string(), write::compact(definition)))
    };
    recorded::files(&gallery)
        .into_iter()
        .filter_map(read)
        .collect()
}
