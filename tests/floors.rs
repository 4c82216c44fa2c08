//! The architecture as a test: import direction, file and function budgets, forbidden names.

use std::fs;
use std::path::{Path, PathBuf};

/// The floors, lowest first. Folders on one floor are siblings and do not know each other.
const FLOORS: &[&[&str]] = &[
    &[
        "value",
        "text",
        "diagnostic",
        "codes",
        "quotas",
        "time",
        "random",
        "digest",
    ],
    &["query"],
    &["reader"],
    &["definition"],
    &["validate", "suggest", "layout"],
    &["execution"],
    &["history"],
    &["service"],
    &["session"],
    &["api"],
    &["view"],
    &["wasm"],
];

/// The ground floor is one floor of small modules that build on each other.
const GROUND: usize = 0;

const RUST_LINES: usize = 400;
const PAGE_LINES: usize = 250;
const FUNCTION_LINES: usize = 70;
/// Most functions are much shorter: at most this share may have more than `SHORT` lines.
const SHORT: usize = 25;
const LONG_SHARE: f64 = 0.12;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &str, endings: &[&str]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    walk(&root().join(folder), endings, &mut found);
    found.sort();
    found
}

fn walk(folder: &Path, endings: &[&str], found: &mut Vec<(String, String)>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let path = entry.path();
        let name = path
            .strip_prefix(root())
            .unwrap_or(&path)
            .display()
            .to_string();
        if path.is_dir() {
            if !name.ends_with("pkg") && !name.ends_with("node_modules") {
                walk(&path, endings, found);
            }
        } else if endings.iter().any(|ending| name.ends_with(ending)) {
            found.push((name, fs::read_to_string(&path).unwrap_or_default()));
        }
    }
}

fn floor_of(module: &str) -> Option<usize> {
    FLOORS.iter().position(|floor| floor.contains(&module))
}

/// The module of `src/…`: its first folder, or its file name.
fn module_of(file: &str) -> &str {
    let inside = file.trim_start_matches("src/");
    inside
        .split('/')
        .next()
        .unwrap_or(inside)
        .trim_end_matches(".rs")
}

/// Modules that a source names with `crate::`.
fn imports(source: &str) -> Vec<&str> {
    let code = source
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    let named = code.flat_map(|line| line.split("crate::").skip(1));
    named
        .map(|rest| {
            let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_');
            &rest[..end.unwrap_or(rest.len())]
        })
        .filter(|name| !name.is_empty())
        .collect()
}

#[test]
fn files_import_from_lower_floors_or_their_own_folder() {
    let mut wrong = Vec::new();
    for (file, source) in files("src", &[".rs"]) {
        let own = module_of(&file);
        if own == "lib" {
            continue;
        }
        let Some(floor) = floor_of(own) else {
            wrong.push(format!("{file}: `{own}` stands on no floor"));
            continue;
        };
        for import in imports(&source) {
            let ok = match floor_of(import) {
                Some(other) => {
                    other < floor || import == own || (other == GROUND && floor == GROUND)
                }
                None => false,
            };
            if !ok {
                wrong.push(format!("{file} imports `{import}`"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn services_see_only_the_effects_of_executions_and_sessions_never_validate() {
    let mut wrong = Vec::new();
    for (file, source) in files("src", &[".rs"]) {
        let own = module_of(&file);
        let refused: &[&str] = match own {
            "service" => &["history", "session", "validate", "layout"],
            "session" | "history" | "execution" => &["validate", "layout"],
            _ => &[],
        };
        let names = imports(&source);
        wrong.extend(
            refused
                .iter()
                .filter(|r| names.contains(r))
                .map(|r| format!("{file} imports `{r}`")),
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn files_stay_within_their_budget() {
    let rust = files("src", &[".rs"])
        .into_iter()
        .map(|file| (file, RUST_LINES));
    let tests = files("tests", &[".rs"])
        .into_iter()
        .map(|file| (file, RUST_LINES));
    let page = files("www/src", &[".ts", ".css"])
        .into_iter()
        .map(|file| (file, PAGE_LINES));
    let generated = |file: &str| file.ends_with("generated.ts");
    let long: Vec<String> = rust
        .chain(tests)
        .chain(page)
        .filter(|((file, text), most)| text.lines().count() > *most && !generated(file))
        .map(|((file, text), most)| {
            format!("{file}: {} lines, budget {most}", text.lines().count())
        })
        .collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
}

/// Names and lengths of functions, read by their indentation, which rustfmt makes reliable.
fn functions(source: &str) -> Vec<(String, usize)> {
    let mut found = Vec::new();
    let mut open: Vec<(usize, String, usize)> = Vec::new();
    for (at, line) in source.lines().enumerate() {
        let indent = line.len() - line.trim_start().len();
        let text = line.trim_start();
        if text.starts_with('}') {
            if let Some((_, name, from)) = open.pop_if(|(level, _, _)| *level == indent) {
                found.push((name, at + 1 - from));
            }
        }
        let words: Vec<&str> = text.split_whitespace().take(5).collect();
        let starts = words.iter().position(|word| *word == "fn");
        let signature = starts.is_some_and(|at| {
            words[..at]
                .iter()
                .all(|w| matches!(*w, "pub" | "const" | "async") || w.starts_with("pub("))
                || words[0].starts_with("pub(in")
        });
        if signature && !text.ends_with(';') && !text.ends_with('}') {
            let name = words.get(starts.unwrap_or(0) + 1).copied().unwrap_or("");
            open.push((
                indent,
                name.split('(').next().unwrap_or(name).to_owned(),
                at,
            ));
        }
    }
    found
}

#[test]
fn functions_stay_within_their_budget() {
    let (mut all, mut long, mut wrong) = (0_u32, 0_u32, Vec::new());
    for (file, source) in files("src", &[".rs"]) {
        for (name, lines) in functions(&source) {
            all += 1;
            long += u32::from(lines > SHORT);
            if lines > FUNCTION_LINES {
                wrong.push(format!("{file}: `{name}` has {lines} lines"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(
        all > 500,
        "only {all} functions found: the reader of functions is broken"
    );
    let share = f64::from(long) / f64::from(all);
    assert!(
        share < LONG_SHARE,
        "{long} of {all} functions have more than {SHORT} lines"
    );
}

#[test]
fn the_core_has_no_clock_no_chance_and_no_browser() {
    let outside = [
        "SystemTime",
        "Instant::",
        "thread_rng",
        "getrandom",
        "std::thread",
        "std::net",
        "std::env",
    ];
    let browser = ["wasm_bindgen", "js_sys", "web_sys"];
    let mut wrong = Vec::new();
    for (file, source) in files("src", &[".rs"]) {
        let tests = source.find("#[cfg(test)]").unwrap_or(source.len());
        let code = &source[..tests];
        let names = outside
            .iter()
            .chain(browser.iter().filter(|_| module_of(&file) != "wasm"));
        let bad = names.filter(|name| code.contains(**name));
        wrong.extend(bad.map(|name| format!("{file} names `{name}`")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The evaluator of JSONata takes what its functions get and give as JSON of serde's.
const HOST: [&str; 2] = ["src/query/jsonata/host.rs", "src/query/jsonata/search.rs"];

#[test]
fn only_views_can_be_serialized() {
    let serde = |source: &str| source.contains("serde::") || source.contains("serde_json");
    let all = files("src", &[".rs"]).into_iter();
    let wrong: Vec<String> = all
        .filter(|(file, _)| {
            !matches!(module_of(file), "view" | "wasm") && !HOST.contains(&file.as_str())
        })
        .filter(|(_, source)| serde(source))
        .map(|(file, _)| file)
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn only_its_own_folder_names_the_evaluator_of_jsonata() {
    let all = files("src", &[".rs"]).into_iter();
    let named = all.filter(|(_, source)| source.contains("jlens") || source.contains("regress"));
    let names: Vec<String> = named.map(|(file, _)| file).collect();
    let inside = |file: &String| file.starts_with("src/query/jsonata/");
    assert!(names.iter().all(inside), "{names:?}");
    assert!(
        names.len() > 3,
        "the evaluator is where it is thought to be"
    );
}
