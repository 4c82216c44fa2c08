//! Random executions: definitions put together from pieces, also broken ones, with random inputs and answers.
//!
//! Nothing may panic, overflow or run past its bounds, two runs of one seed are the same, and every history keeps the
//! rules that hold for all histories. `cargo test --test fuzz` plays a fixed number of seeds in a few seconds;
//! `STEPGLASS_FUZZ_SECONDS=600 cargo test --profile quick --test fuzz -- --ignored` goes on for so long, from
//! `STEPGLASS_FUZZ_SEED` (0 by default). A failing seed is printed and fails again on its own.

#[path = "fuzz/answers.rs"]
mod answers;
#[path = "fuzz/depth.rs"]
mod depth;
#[path = "fuzz/map_runs.rs"]
mod map_runs;
#[path = "fuzz/pieces.rs"]
mod pieces;
#[path = "fuzz/rules.rs"]
mod rules;
#[path = "support/seeds.rs"]
mod seeds;
#[path = "fuzz/words.rs"]
mod words;

use answers::Whims;
use pieces::Pieces;
use std::panic;
use std::rc::Rc;
use stepglass::api::{Limits, Run};
use stepglass::definition::{self, WorkflowType};
use stepglass::execution::{ErrorDetails, Pace, Setup};
use stepglass::quotas::Quotas;
use stepglass::random::Random;
use stepglass::text::read_value;
use stepglass::time;

/// Seeds of the short run.
const SEEDS: u64 = 400;
/// Micro-steps of one execution.
const STEPS: u64 = 3_000;

/// Seeds that have failed once.
const FOUND: [u64; 1] = [53_361];

#[test]
fn random_executions_keep_the_rules() {
    for seed in (0..SEEDS).chain(FOUND) {
        play_reported(seed);
    }
}

#[test]
#[ignore = "runs as long as it is told"]
fn random_executions_for_a_long_time() {
    seeds::play_on("executions", play_reported);
}

fn play_reported(seed: u64) {
    if let Err(panic) = panic::catch_unwind(|| play(seed)) {
        let (definition, input) = Pieces::new(seed).case();
        println!("seed {seed}\ndefinition {definition}\ninput {input}");
        panic::resume_unwind(panic);
    }
}

fn play(seed: u64) {
    let (definition, input) = Pieces::new(seed).case();
    let first = run(seed, &definition, &input);
    let again = run(seed, &definition, &input);
    rules::check(&first);
    map_runs::check(&first);
    assert_eq!(
        rules::text(&first),
        rules::text(&again),
        "one seed, two histories"
    );
}

fn run(seed: u64, definition: &str, input: &str) -> Run {
    let machine = Rc::new(definition::read(definition).machine);
    let mut random = Random::new(seed).stream(2);
    let setup = Rc::new(setup(seed, input, &mut random));
    let mut answers = Whims::new(seed);
    let mut run = Run::start(machine, Rc::clone(&setup));
    let mut limits = Limits {
        horizon: setup.start + time::Duration::from_days(500),
        budget: Some(STEPS),
    };
    if random.below(4) == 0 {
        let steps = random.below(40);
        while run.steps() < steps && run.step(&mut answers) {}
        run.stop(ErrorDetails::default());
    }
    run.to_end(&mut answers, &limits);
    for _ in 0..random.below(3) {
        let at = run.machine().now() + time::Duration::from_millis(random.below(2_000_000) as i64);
        if run.redrive(at).is_ok() {
            limits.budget = Some(run.steps() + STEPS);
            run.to_end(&mut answers, &limits);
        }
    }
    run
}

fn setup(seed: u64, input: &str, random: &mut Random) -> Setup {
    let mut setup = Setup::named("Machine", "run", "{}");
    setup.input = read_value(input).unwrap_or_default();
    setup.input_text = input.into();
    setup.seed = seed;
    setup.trace = random.below(3) == 0;
    setup.skip_retry_delays = random.below(5) == 0;
    if random.below(2) == 0 {
        setup.pace = Pace::TYPICAL;
    }
    if random.below(4) == 0 {
        setup.workflow_type = WorkflowType::Express;
    }
    setup.quotas = Quotas {
        history_events: Some(10 + random.below(400)),
        payload_bytes: Some(60 + random.below(3_000) as usize),
        variables_bytes: Some(20 + random.below(400) as usize),
        inline_concurrency: Some(1 + random.below(5) as u32),
        cause_chars: Some(random.below(200) as usize),
        ..Quotas::default()
    };
    setup
}
