//! Random expressions: the project's own ones, cut, joined, nested and changed.
//!
//! Whatever the text, compiling and evaluating it ends, in bounded time and without a panic, and gives the same twice.
//! `cargo test --test jsonata_fuzz` plays a fixed number of seeds;
//! `STEPGLASS_FUZZ_SECONDS=600 cargo test --profile quick --test jsonata_fuzz -- --ignored` goes on for so long, from
//! `STEPGLASS_FUZZ_SEED` (0 by default). `STEPGLASS_SUITE=DIR` takes the expressions of the language's reference suite
//! too. A failing expression is printed.

// The clock is what is tested here.
#![allow(clippy::disallowed_methods)]

#[path = "support/jsonata.rs"]
mod shared;

use shared::{answer, ENDLESS, RECURSIONS};
use std::path::PathBuf;
use std::time::{Duration, Instant};
use std::{env, fs, panic};
use stepglass::query::jsonata::reference::{self, Bounds};
use stepglass::random::Random;
use stepglass::text::read_value;
use stepglass::value::Value;

/// Seeds of the short run.
const SEEDS: u64 = 1_000;
/// Longer than any expression takes, also without optimization.
const PATIENCE: Duration = Duration::from_secs(60);

#[test]
fn random_expressions_end() {
    let texts = texts();
    for seed in 0..SEEDS {
        play_reported(&texts, seed);
    }
}

#[test]
#[ignore = "runs for as long as STEPGLASS_FUZZ_SECONDS says"]
fn random_expressions_end_for_long() {
    let number = |name: &str| {
        env::var(name)
            .ok()
            .and_then(|text| text.parse::<u64>().ok())
    };
    let until =
        Instant::now() + Duration::from_secs(number("STEPGLASS_FUZZ_SECONDS").unwrap_or(60));
    let first = number("STEPGLASS_FUZZ_SEED").unwrap_or(0);
    let texts = texts();
    let mut seed = first;
    while Instant::now() < until {
        play_reported(&texts, seed);
        seed += 1;
    }
    println!("{} expressions from {} texts", seed - first, texts.len());
}

/// The expressions that others are made of.
fn texts() -> Vec<String> {
    let folder = |parts: &[&str]| -> PathBuf { parts.iter().collect() };
    let own = folder(&[env!("CARGO_MANIFEST_DIR"), "tests", "jsonata"]);
    let mut texts: Vec<String> = Vec::new();
    for file in ["expressions", "functions", "refused", "messages"] {
        let text = fs::read_to_string(own.join(format!("{file}.txt"))).expect("a case file");
        for block in text.split("\n== ").skip(1) {
            let (given, _) = block.split_once("\n----").expect("two parts");
            texts.extend(given.lines().skip(1).map(str::to_owned));
        }
    }
    texts.extend(
        RECURSIONS
            .iter()
            .chain(&ENDLESS[..2])
            .map(|text| (*text).to_owned()),
    );
    if let Some(suite) = env::var_os("STEPGLASS_SUITE") {
        let groups = fs::read_dir(PathBuf::from(suite).join("groups")).expect("groups");
        let mut files: Vec<PathBuf> = groups.flatten().map(|entry| entry.path()).collect();
        files.sort();
        for file in files {
            let group = read_value(&fs::read_to_string(file).expect("a group")).expect("JSON");
            let cases = group.as_array().expect("cases");
            let expressions = cases.iter().filter_map(|case| case.get("expr")?.as_str());
            texts.extend(expressions.map(str::to_owned));
        }
    }
    texts.retain(|text| !is_large(text));
    texts
}

/// Whether a text makes something large. A loop around it would fill the memory before it runs out of steps: each text
/// and each list is bounded, but not how many of them an evaluation holds.
fn is_large(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes
        .windows(5)
        .any(|digits| digits.iter().all(u8::is_ascii_digit))
        || text.contains("$s & $s")
}

fn play_reported(texts: &[String], seed: u64) {
    let mut random = Random::new(seed);
    let text = change(texts, &mut random);
    let started = Instant::now();
    let played = panic::catch_unwind(|| play(&text));
    let taken = started.elapsed();
    if let Err(panic) = played {
        println!("seed {seed}: {text}");
        panic::resume_unwind(panic);
    }
    assert!(taken < PATIENCE, "seed {seed} took {taken:?}: {text}");
}

/// As an expression of a state, twice, and as a text of the language over a document.
fn play(text: &str) {
    assert_eq!(answer(text), answer(text), "{text}");
    let bounds = Bounds {
        depth: Some(300),
        steps: Some(100_000),
    };
    let input = read_value(shared::INPUT).expect("JSON");
    let variables = [("list", Value::from(vec![1.into(), 2.into()]))];
    let _ = reference::evaluate(text, Some(&input), &variables, bounds);
    let _ = reference::evaluate(text, None, &[], bounds);
}

const PIECES: [&str; 44] = [
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "|",
    "/",
    "'",
    "\"",
    "`",
    "$",
    "$$",
    ".",
    "..",
    ",",
    ";",
    ":",
    ":=",
    "?",
    "??",
    "?:",
    "~>",
    "^",
    "@$x",
    "#$i",
    "%",
    "**",
    "*",
    "-",
    "&",
    "=",
    "!=",
    "<",
    "in",
    "and",
    "function",
    "($v){",
    "$states.input",
    "order",
    "1e308",
    "\\",
    "/*",
    "é",
];

const WRAPS: [(&str, &str); 10] = [
    ("(", ")"),
    ("[", "]"),
    ("{'a': ", "}"),
    ("$string(", ")"),
    ("$map([1..50], function($v){ ", " })"),
    ("$list.(", ")"),
    ("$list[", "]"),
    ("($f := function($x){ ", " }; $f(1))"),
    ("-", ""),
    ("$states.input ~> |order|{'a': ", "}|"),
];

fn change(texts: &[String], random: &mut Random) -> String {
    let mut text = pick(texts, random).clone();
    for _ in 0..=random.below(4) {
        let place = boundary(&text, random);
        match random.below(7) {
            0 => text.insert_str(place, PIECES[random.below(PIECES.len() as u64) as usize]),
            1 => {
                let end = boundary(&text, random);
                text.replace_range(place.min(end)..place.max(end), "");
            }
            2 => {
                let other = pick(texts, random);
                let end = boundary(&text, random);
                text.replace_range(place.min(end)..place.max(end), other);
            }
            3 => {
                let (open, close) = WRAPS[random.below(WRAPS.len() as u64) as usize];
                let times = 1 + random.below(3) as usize;
                text = format!("{}{text}{}", open.repeat(times), close.repeat(times));
            }
            4 => text = format!("{text} {} {}", piece(random), pick(texts, random)),
            5 => {
                let (open, close) = WRAPS[random.below(WRAPS.len() as u64) as usize];
                let times = 1 + random.below(300) as usize;
                text = format!("{}{text}{}", open.repeat(times), close.repeat(times));
            }
            _ => {
                let (old, new) = (piece(random), piece(random));
                text = text.replace(old, new);
            }
        }
        text.truncate(
            (0..=20_000.min(text.len()))
                .rfind(|at| text.is_char_boundary(*at))
                .unwrap_or(0),
        );
    }
    text
}

fn piece(random: &mut Random) -> &'static str {
    PIECES[random.below(PIECES.len() as u64) as usize]
}

fn pick<'t>(texts: &'t [String], random: &mut Random) -> &'t String {
    &texts[random.below(texts.len() as u64) as usize]
}

fn boundary(text: &str, random: &mut Random) -> usize {
    let wanted = random.below(text.len() as u64 + 1) as usize;
    (0..=wanted)
        .rfind(|at| text.is_char_boundary(*at))
        .unwrap_or(0)
}
