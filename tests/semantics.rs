//! The language's rules on whole executions, case by case: `tests/semantics/*.txt`.
//!
//! A case is a definition (JSON, over any number of lines) after lines that begin with `@`:
//! `@type EXPRESS`, `@input JSON`, `@mocks JSON`, `@quota NAME N|off`, `@stop AFTER_EVENT [ERROR [CAUSE]]`,
//! `@redrive MILLISECONDS` (after the end, with the mocks continued), `@trace`, `@visits`, `@log` (records instead of
//! events), `@quiet` (only how many); with Map Runs also `@files {"bucket/key": text}`, `@mapruns` (counters and
//! children), `@child RUN INDEX` (its history) and `@written` (objects that were written).
//! The answer is one line per event, `id<previous +milliseconds Type details`, then the outcome.

mod support;

#[path = "semantics/play.rs"]
mod play;

#[path = "semantics/told.rs"]
mod told;

fn check(name: &str) {
    support::check(&format!("semantics/{name}.txt"), play::answer);
}

#[test]
fn choices_and_waits() {
    check("choice_wait");
}

#[test]
fn data_flow_and_its_errors() {
    check("flow");
}

#[test]
fn failures_are_matched_retried_and_caught() {
    check("retry_catch");
}

#[test]
fn tasks_and_their_clocks() {
    check("tasks");
}

#[test]
fn branches() {
    check("parallel");
}

#[test]
fn iterations() {
    check("map");
}

#[test]
fn items_of_distributed_maps() {
    check("readers");
}

#[test]
fn map_runs() {
    check("map_runs");
}

#[test]
fn redrives_of_map_runs() {
    check("map_run_redrive");
}

#[test]
fn variables_and_the_context_object() {
    check("variables");
}

#[test]
fn failed_evaluations() {
    check("evaluation");
}

#[test]
fn limits() {
    check("limits");
}

#[test]
fn the_end_of_executions() {
    check("endings");
}

#[test]
fn redrives() {
    check("redrive");
}

#[test]
fn the_side_log() {
    check("trace");
}
