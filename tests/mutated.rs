//! Fuzzing: texts mutated from the project's own cases go through everything that reads what a user wrote.
//!
//! Runs two seconds; `STEPGLASS_FUZZ_SECONDS` sets another time and `STEPGLASS_FUZZ_SEED` the seed. A finding prints
//! its number: `STEPGLASS_FUZZ_ONLY=number` runs that case alone, with the same seed. Findings become lines of
//! `tests/mutated/found.txt`, which is run each time.

mod machines;
mod mutated {
    pub mod corpus;
    pub mod mutate;
    pub mod readers;
    pub mod served;
    pub mod targets;
}

use mutated::corpus::Corpus;
use mutated::targets::{Target, TARGETS};
use std::fs;
use std::panic::{catch_unwind, AssertUnwindSafe};
use std::time::{Duration, Instant};
use stepglass::random::Random;

/// What one case may take. The slowest that the limits of the code allow is well below, also unoptimised.
const SLOW: Duration = Duration::from_secs(10);

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.trim().parse().ok()
}

/// Runs one case; the error names it.
#[allow(clippy::disallowed_methods)] // The bound is real time.
fn run(target: &Target, case: &[String], name: &str) -> Result<(), String> {
    let start = Instant::now();
    let outcome = catch_unwind(AssertUnwindSafe(|| (target.run)(case)));
    let said = match outcome {
        Ok(Ok(())) if start.elapsed() > SLOW => format!("took {:?}", start.elapsed()),
        Ok(Ok(())) => return Ok(()),
        Ok(Err(what)) => what,
        Err(panic) => {
            let text = panic.downcast_ref::<String>().cloned();
            text.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()))
                .unwrap_or_default()
        }
    };
    let shown: Vec<String> = case.iter().map(|part| format!("{part:?}")).collect();
    Err(format!(
        "{name}: {said}\n{}\t{}",
        target.name,
        shown.join("\t")
    ))
}

/// The case of a number: which target, and what it gets.
fn case(corpus: &Corpus, seed: u64, number: u64) -> (&'static Target, Vec<String>) {
    let mut random = Random::new(seed).stream(number);
    let target = &TARGETS[random.below(TARGETS.len() as u64) as usize];
    (target, (target.make)(corpus, &mut random))
}

#[test]
#[allow(clippy::disallowed_methods)] // The budget is real time.
fn mutated_texts_break_nothing() {
    let seconds = number("STEPGLASS_FUZZ_SECONDS");
    let seed = number("STEPGLASS_FUZZ_SEED").unwrap_or(1);
    let corpus = Corpus::read();
    if let Some(only) = number("STEPGLASS_FUZZ_ONLY") {
        let (target, parts) = case(&corpus, seed, only);
        println!("{} {parts:#?}", target.name);
        run(target, &parts, "the case").unwrap_or_else(|finding| panic!("{finding}"));
        return;
    }
    let end = Instant::now() + Duration::from_secs(seconds.unwrap_or(2));
    let (mut count, mut findings) = (0, Vec::new());
    while Instant::now() < end && findings.len() < 20 {
        let (target, parts) = case(&corpus, seed, count);
        if seconds.is_some() {
            // For what cannot be caught: an overflow of the stack.
            let note = format!("{seed} {count} {}", target.name);
            fs::write(std::env::temp_dir().join("stepglass-mutated"), note).ok();
        }
        findings.extend(run(target, &parts, &format!("seed {seed}, case {count}")).err());
        count += 1;
    }
    println!("{count} cases, {} findings", findings.len());
    assert!(findings.is_empty(), "{}", findings.join("\n\n"));
    assert!(count > 50, "only {count} cases in the time given");
}

/// `target`, then its texts as Rust prints them, between tabs.
fn recorded(line: &str) -> (&'static Target, Vec<String>) {
    let mut parts = line.split('\t');
    let name = parts.next().unwrap_or_default();
    let target = TARGETS.iter().find(|target| target.name == name);
    let texts = parts.map(|part| {
        let value = stepglass::text::read_value(part);
        let value = value.unwrap_or_else(|fault| panic!("{part}: {}", fault.message));
        value.as_str().unwrap_or_default().to_owned()
    });
    let target = target.unwrap_or_else(|| panic!("no target is called {name}"));
    (target, texts.collect())
}

#[test]
fn what_was_found_stays_mended() {
    let lines = include_str!("mutated/found.txt").lines();
    for line in lines.filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (target, parts) = recorded(line);
        run(target, &parts, "found before").unwrap_or_else(|finding| panic!("{finding}"));
    }
}
