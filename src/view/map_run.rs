//! Map Runs, their children and the files of a run as the page shows them.

use crate::execution::{ErrorDetails, Event, EventId, EventKind};
use crate::session::{ChildSummary, Counts, Session};
use crate::text::write::{compact, pretty};
use crate::value::Value;
use serde::Serialize;

/// A Map Run at the position.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct MapRunView {
    /// Its place among the Map Runs.
    pub index: u32,
    /// Name of the Map state.
    pub state: String,
    /// `mapRunArn`.
    pub arn: String,
    /// `RUNNING SUCCEEDED FAILED ABORTED`.
    pub status: String,
    /// Whether the children are Express executions, which have a log in place of a history.
    pub express: bool,
    /// `startDate`.
    #[cfg_attr(test, ts(type = "number"))]
    pub started: i64,
    /// `stopDate`.
    #[cfg_attr(test, ts(type = "number | null"))]
    pub stopped: Option<i64>,
    /// `maxConcurrency`; null where the author set none.
    pub max_concurrency: Option<u32>,
    /// `toleratedFailureCount`.
    pub tolerated_failure_count: f64,
    /// `toleratedFailurePercentage`.
    pub tolerated_failure_percentage: f64,
    /// `itemCounts`.
    pub items: CountsView,
    /// `executionCounts`.
    pub executions: CountsView,
    /// `redriveCount`.
    pub redrives: u32,
    /// How many children have been started.
    pub children: u32,
}

/// Numbers by status.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct CountsView {
    /// Not started.
    pub pending: f64,
    /// Running.
    pub running: f64,
    /// Ended well.
    pub succeeded: f64,
    /// Failed.
    pub failed: f64,
    /// Out of time.
    pub timed_out: f64,
    /// Stopped with the Map Run.
    pub aborted: f64,
    /// All of them.
    pub total: f64,
    /// Whose results have been written.
    pub results_written: f64,
    /// Waiting to be redriven.
    pub pending_redrive: f64,
    /// Unsuccessful, and not to be redriven.
    pub failures_not_redrivable: f64,
}

/// A child execution in the list of its Map Run.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct ChildRow {
    /// Its place among the children.
    pub index: u32,
    /// Name.
    pub name: String,
    /// `RUNNING SUCCEEDED FAILED TIMED_OUT ABORTED`.
    pub status: String,
    /// How many items its input holds.
    pub items: u32,
    /// Started.
    #[cfg_attr(test, ts(type = "number"))]
    pub started: i64,
    /// Ended.
    #[cfg_attr(test, ts(type = "number | null"))]
    pub stopped: Option<i64>,
}

/// A child execution by itself. Payloads are JSON texts.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct ChildView {
    /// What the list says of it.
    pub row: ChildRow,
    /// ARN.
    pub arn: String,
    /// Input.
    pub input: String,
    /// Output.
    pub output: Option<String>,
    /// Error name.
    pub error: Option<String>,
    /// Cause.
    pub cause: Option<String>,
    /// How many events its history has, or records its log.
    pub events: u32,
    /// `redriveCount`.
    pub redrives: u32,
    /// Places of the Map Runs that it has started itself, and the names of their states.
    pub map_runs: Vec<(u32, String)>,
}

/// An event of a child's history, or a record of its log.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ChildEvent {
    /// `id`.
    pub id: u32,
    /// `type`.
    #[serde(rename = "type")]
    pub kind: String,
    /// All of it, JSON text.
    pub text: String,
}

/// A file of the simulated S3.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct FileView {
    /// `bucket/key`.
    pub name: String,
    /// Bytes.
    pub size: u32,
}

/// A Map Run by its place.
pub fn map_run(session: &Session, index: u32) -> Option<MapRunView> {
    let run = session.map_runs().nth(index as usize)?;
    let limit = Some(run.max_concurrency()).filter(|limit| *limit < i32::MAX as u32);
    Some(MapRunView {
        index,
        state: run.state_name().to_string(),
        arn: run.arn().to_string(),
        status: run.status().name().to_owned(),
        express: run.is_express(),
        started: run.started().millis(),
        stopped: run.stopped().map(|time| time.millis()),
        max_concurrency: limit,
        tolerated_failure_count: run.tolerated_failure_count() as f64,
        tolerated_failure_percentage: run.tolerated_failure_percentage(),
        items: counts(&run.item_counts()),
        executions: counts(&run.execution_counts()),
        redrives: run.redrive_count(),
        children: run.child_count() as u32,
    })
}

/// At most `most` children of a Map Run from place `from` on.
pub fn children(session: &Session, index: u32, from: u32, most: u32) -> Vec<ChildRow> {
    let run = session.map_runs().nth(index as usize);
    let rows = run.into_iter().flat_map(|run| run.children(from as usize));
    rows.take(most as usize).map(|child| row(&child)).collect()
}

/// A child by the places of its Map Run and its own.
pub fn child(session: &Session, index: u32, at: u32) -> Option<ChildView> {
    let run = session.map_runs().nth(index as usize)?;
    let child = run.child(at as usize)?;
    let ErrorDetails { error, cause } = &child.details;
    let told = history(session, index, at);
    Some(ChildView {
        row: row(&child),
        arn: child.arn.to_string(),
        input: compact(&child.input),
        output: child.output.as_ref().map(compact),
        error: error.as_ref().map(ToString::to_string),
        cause: cause.as_ref().map(ToString::to_string),
        events: told.len() as u32,
        redrives: child.redrives,
        map_runs: started_by(session, child.number).collect(),
    })
}

fn started_by(session: &Session, owner: u32) -> impl Iterator<Item = (u32, String)> + '_ {
    let runs = session.map_runs().enumerate();
    let own = runs.filter(move |(_, run)| run.owner() == owner);
    own.map(|(at, run)| (at as u32, run.state_name().to_string()))
}

/// Events of a child's history, or records of its log, `most` of them from place `from` on.
pub fn child_events(
    session: &Session,
    index: u32,
    at: u32,
    (from, most): (u32, u32),
) -> Vec<ChildEvent> {
    let told = history(session, index, at).into_iter().skip(from as usize);
    let told = told.take(most as usize);
    told.map(|event| event_of(&event)).collect()
}

fn history(session: &Session, index: u32, at: u32) -> Vec<Value> {
    let told = session.child_history(index as usize, at as usize);
    let events = told.as_ref().and_then(Value::as_array);
    events
        .into_iter()
        .flat_map(|list| list.iter().cloned())
        .collect()
}

/// A log writes numbers as texts.
pub(super) fn event_of(event: &Value) -> ChildEvent {
    let id = event.get("id");
    let written = id.and_then(Value::as_str).and_then(|id| id.parse().ok());
    let number = || Some(id?.as_number()?.as_f64() as u32);
    let kind = event.get("type").and_then(Value::as_str);
    ChildEvent {
        id: written.or_else(number).unwrap_or_default(),
        kind: kind.unwrap_or_default().to_owned(),
        text: pretty(event),
    }
}

/// What the run has written to the simulated S3 so far.
pub fn written(session: &Session) -> Vec<FileView> {
    let written = session.written_files();
    let files = written.iter().filter_map(|(name, text)| {
        Some(FileView {
            name: name.to_string(),
            size: text.as_str()?.len() as u32,
        })
    });
    files.collect()
}

/// The text of a file that the run has written.
pub fn written_text(session: &Session, name: &str) -> Option<String> {
    let written = session.written_files();
    Some(written.get(name)?.as_str()?.to_owned())
}

/// Places of the Map Runs that a visit of a Map state has started, oldest first.
pub(super) fn of_visit(session: &Session, events: &[EventId]) -> Vec<u32> {
    let known = |id: &EventId| session.known().get((*id as usize).wrapping_sub(1));
    let started = events.iter().filter_map(known).filter_map(arn_of);
    let place = |arn: &str| session.map_runs().position(|run| run.arn() == arn);
    started.filter_map(place).map(|at| at as u32).collect()
}

fn arn_of(event: &Event) -> Option<&str> {
    match &event.kind {
        EventKind::MapRunStarted(arn) => Some(arn),
        _ => None,
    }
}

fn row(child: &ChildSummary) -> ChildRow {
    ChildRow {
        index: child.index as u32,
        name: child.name.to_string(),
        status: child.status.name().to_owned(),
        items: child.items,
        started: child.started.millis(),
        stopped: child.stopped.map(|time| time.millis()),
    }
}

fn counts(counts: &Counts) -> CountsView {
    CountsView {
        pending: counts.pending as f64,
        running: counts.running as f64,
        succeeded: counts.succeeded as f64,
        failed: counts.failed as f64,
        timed_out: counts.timed_out as f64,
        aborted: counts.aborted as f64,
        total: counts.total as f64,
        results_written: counts.results_written as f64,
        pending_redrive: counts.pending_redrive as f64,
        failures_not_redrivable: counts.failures_not_redrivable as f64,
    }
}
