//! Executions that Tasks have started, as the page shows them.

use super::map_run::{event_of, ChildEvent};
use super::run::ExecutionView;
use super::steer::execution_of;
use crate::execution::EventId;
use crate::session::{Nested, Session};
use crate::value::Value;
use serde::Serialize;

/// An execution that a Task has started, at the position.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct NestedView {
    /// Its place among all of them.
    pub index: u32,
    /// Its details.
    pub execution: ExecutionView,
    /// ARN of the execution that has started it.
    pub started_by: String,
    /// The place of that one, where a user didn't start it.
    pub parent: Option<u32>,
    /// How many events its history has, or records its log.
    pub events: u32,
    /// Those that it has started itself, oldest first.
    pub children: Vec<NestedRow>,
}

/// One of them in a list.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct NestedRow {
    /// Its place among all of them.
    pub index: u32,
    /// Name.
    pub name: String,
    /// Name of its state machine.
    pub machine_name: String,
    /// `RUNNING SUCCEEDED FAILED TIMED_OUT ABORTED`.
    pub status: String,
    /// `startDate`.
    #[cfg_attr(test, ts(type = "number"))]
    pub started: i64,
    /// `stopDate`.
    #[cfg_attr(test, ts(type = "number | null"))]
    pub stopped: Option<i64>,
}

/// An execution by its place.
pub fn nested(session: &Session, index: u32) -> Option<NestedView> {
    let nested = session.nested().nth(index as usize)?;
    let opened = session.opened(index as usize)?;
    let number = nested.setup().number;
    let (owner, _) = nested.owner();
    let parent = session.nested().position(|n| n.setup().number == owner);
    let told = opened.history();
    Some(NestedView {
        index,
        execution: execution_of(&opened.machine, nested.setup(), opened.machine.now()),
        started_by: nested.started_by().to_owned(),
        parent: parent.map(|at| at as u32),
        events: told.as_array().map_or(0, |list| list.len()) as u32,
        children: rows(session, |nested| nested.owner().0 == number),
    })
}

/// Rows of the executions at these places.
pub fn nested_rows(session: &Session, places: &[u32]) -> Vec<NestedRow> {
    let all = session.nested().enumerate();
    let asked = all.filter(|(at, _)| places.contains(&(*at as u32)));
    asked.map(|(at, nested)| row(at, nested)).collect()
}

/// Events of an execution's history, or records of its log, `most` of them from place `from` on.
pub fn nested_events(session: &Session, index: u32, from: u32, most: u32) -> Vec<ChildEvent> {
    let told = session
        .opened(index as usize)
        .map(|opened| opened.history());
    let list = told.as_ref().and_then(Value::as_array);
    let shown = list.into_iter().flat_map(|list| list.iter());
    let shown = shown.skip(from as usize).take(most as usize);
    shown.map(event_of).collect()
}

/// Places of the executions that a visit of a Task of the user's execution has started.
pub(super) fn of_visit(session: &Session, visit: EventId) -> Vec<u32> {
    let all = session.nested().enumerate();
    let own = all.filter(|(_, nested)| nested.owner() == (0, visit));
    own.map(|(at, _)| at as u32).collect()
}

fn rows(session: &Session, wanted: impl Fn(&Nested) -> bool) -> Vec<NestedRow> {
    let all = session.nested().enumerate();
    all.filter(|(_, nested)| wanted(nested))
        .map(|(at, nested)| row(at, nested))
        .collect()
}

fn row(at: usize, nested: &Nested) -> NestedRow {
    let setup = nested.setup();
    let status = nested.outcome().status;
    NestedRow {
        index: at as u32,
        name: setup.execution_name.to_string(),
        machine_name: setup.machine_name.to_string(),
        status: status.name().to_owned(),
        started: setup.start.millis(),
        stopped: nested.stopped().map(|time| time.millis()),
    }
}
