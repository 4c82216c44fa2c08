//! Map Runs as the service's API tells of them.

use crate::execution::ErrorDetails;
use crate::session::{ChildSummary, Counts, MapRun};
use crate::text::write::compact;
use crate::time::Timestamp;
use crate::value::{Object, Value};

/// DescribeMapRun: `{mapRunArn, executionArn, status, startDate, stopDate?, maxConcurrency, toleratedFailureCount,
/// toleratedFailurePercentage, itemCounts, executionCounts, redriveCount}`. Dates are seconds since 1970.
pub fn describe(run: &MapRun) -> Value {
    let object = Object::default()
        .with("mapRunArn", run.arn().clone())
        .with("executionArn", run.execution_arn().clone())
        .with("status", run.status().name())
        .with("startDate", date(run.started()));
    let object = match run.stopped() {
        Some(stopped) => object.with("stopDate", date(stopped)),
        None => object,
    };
    let object = object
        .with("maxConcurrency", run.max_concurrency())
        .with(
            "toleratedFailureCount",
            number(run.tolerated_failure_count()),
        )
        .with(
            "toleratedFailurePercentage",
            run.tolerated_failure_percentage(),
        )
        .with("itemCounts", counts(&run.item_counts()))
        .with("executionCounts", counts(&run.execution_counts()))
        .with("redriveCount", run.redrive_count());
    Value::Object(object)
}

/// ListExecutions of a Map Run, with inputs and results as DescribeExecution gives them: at most `most` children from
/// place `from` on, each `{executionArn, name, status, itemCount, startDate, stopDate?, input, output?, error?, cause?,
/// redriveCount}`.
pub fn children(run: &MapRun, from: usize, most: usize) -> Value {
    let children = run.children(from).take(most);
    Value::from(children.map(|c| child(&c)).collect::<Vec<_>>())
}

fn child(child: &ChildSummary) -> Value {
    let mut object = Object::default()
        .with("executionArn", child.arn.clone())
        .with("name", child.name.clone())
        .with("status", child.status.name())
        .with("itemCount", child.items)
        .with("startDate", date(child.started));
    if let Some(stopped) = child.stopped {
        object.set("stopDate", date(stopped));
    }
    object.set("input", compact(&child.input));
    if let Some(output) = &child.output {
        object.set("output", compact(output));
    }
    let ErrorDetails { error, cause } = &child.details;
    for (name, text) in [("error", error), ("cause", cause)] {
        if let Some(text) = text {
            object.set(name, text.clone());
        }
    }
    Value::Object(object.with("redriveCount", child.redrives))
}

fn counts(counts: &Counts) -> Object {
    Object::default()
        .with("pending", number(counts.pending))
        .with("running", number(counts.running))
        .with("succeeded", number(counts.succeeded))
        .with("failed", number(counts.failed))
        .with("timedOut", number(counts.timed_out))
        .with("aborted", number(counts.aborted))
        .with("total", number(counts.total))
        .with("resultsWritten", number(counts.results_written))
        .with(
            "failuresNotRedrivable",
            number(counts.failures_not_redrivable),
        )
        .with("pendingRedrive", number(counts.pending_redrive))
}

fn date(time: Timestamp) -> Value {
    Value::from(time.epoch_number())
}

fn number(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
