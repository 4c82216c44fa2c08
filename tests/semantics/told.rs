//! What a case asks to be told besides the history: Map Runs with their children, and written objects.

use std::fmt::Write;
use stepglass::api::Run;
use stepglass::history::{log_records, Renderer};
use stepglass::service::ObjectStore;
use stepglass::session::{ChildSummary, Counts, MapRun, Opened};
use stepglass::text::write::compact;
use stepglass::value::Object;

/// Every Map Run with its counters and its children.
pub fn map_runs(run: &Run, out: &mut String) {
    for map_run in run.executions().map_runs() {
        let _ = writeln!(
            out,
            "map run of {} {} {}",
            map_run.state_name(),
            map_run.status().name(),
            settings(map_run)
        );
        let _ = writeln!(out, "  items {}", counts(&map_run.item_counts()));
        let _ = writeln!(out, "  executions {}", counts(&map_run.execution_counts()));
        for child in map_run.children(0) {
            let _ = writeln!(out, "  {}", summary(&child));
        }
    }
}

fn settings(run: &MapRun) -> String {
    let mut line = format!(
        "concurrency {} tolerates {} and {}%",
        run.max_concurrency(),
        run.tolerated_failure_count(),
        run.tolerated_failure_percentage()
    );
    if run.redrive_count() > 0 {
        line += &format!(" redriven {}", run.redrive_count());
    }
    line
}

/// The counters that are not 0.
fn counts(counts: &Counts) -> String {
    let all = [
        ("pending", counts.pending),
        ("running", counts.running),
        ("succeeded", counts.succeeded),
        ("failed", counts.failed),
        ("timedOut", counts.timed_out),
        ("aborted", counts.aborted),
        ("total", counts.total),
        ("resultsWritten", counts.results_written),
        ("failuresNotRedrivable", counts.failures_not_redrivable),
        ("pendingRedrive", counts.pending_redrive),
    ];
    let told = all.iter().filter(|(_, count)| *count > 0);
    let told = told.map(|(name, count)| format!("{name} {count}"));
    told.collect::<Vec<_>>().join(" ")
}

fn summary(child: &ChildSummary) -> String {
    let mut line = format!(
        "child {} {} {}",
        child.index,
        child.status.name(),
        compact(&child.input)
    );
    if let Some(output) = &child.output {
        line += &format!(" -> {}", compact(output));
    }
    if let Some(error) = &child.details.error {
        line += &format!(" {error}");
    }
    if child.redrives > 0 {
        line += &format!(" redriven {}", child.redrives);
    }
    line
}

/// The history of a child, or the log of an Express one.
pub fn child(run: &Run, place: (usize, usize), out: &mut String) {
    let opened = run.executions().child(place.0, place.1);
    let Opened {
        machine, events, ..
    } = opened.expect("there is such a child");
    let setup = machine.setup();
    let _ = writeln!(
        out,
        "child {} of {}",
        setup.execution_arn, setup.machine_name
    );
    let renderer = Renderer::new(machine.definition(), setup);
    if setup.workflow_type.name() == "EXPRESS" {
        for record in log_records(&renderer, &events) {
            let _ = writeln!(out, "  {}", compact(&record));
        }
        return;
    }
    for event in &events {
        let details = renderer.details(event).unwrap_or_default();
        let kind = stepglass::history::type_name(event, machine.definition());
        let shown = super::play::shown(&details);
        let line = format!("  {}<{} {kind} {shown}", event.id, event.previous);
        let _ = writeln!(out, "{}", line.trim_end());
    }
}

/// The objects that the run wrote.
pub fn written(run: &Run, before: &ObjectStore, out: &mut String) {
    let files: Object = run.executions().store().written_since(before);
    for (name, text) in files.iter() {
        let _ = writeln!(
            out,
            "wrote {name} {}",
            text.as_str().unwrap_or("?").trim_end()
        );
    }
}
