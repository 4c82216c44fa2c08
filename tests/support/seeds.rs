//! Seeds played for as long as the environment says.

use std::env;
use std::time::{Duration, Instant};

/// Plays for `STEPGLASS_FUZZ_SECONDS` (a minute without it) from `STEPGLASS_FUZZ_SEED` on (0 without it), and says how
/// many of `what` that were.
#[allow(clippy::disallowed_methods)] // how long to play is real time; what is played is not
pub fn play_on(what: &str, mut play: impl FnMut(u64)) {
    let number = |name: &str| env::var(name).ok().and_then(|text| text.parse().ok());
    let seconds = number("STEPGLASS_FUZZ_SECONDS").unwrap_or(60);
    let first = number("STEPGLASS_FUZZ_SEED").unwrap_or(0);
    let begun = Instant::now();
    let mut seed = first;
    while begun.elapsed() < Duration::from_secs(seconds) {
        play(seed);
        seed += 1;
    }
    println!("{} {what}", seed - first);
}
