//! A Map Run as DescribeMapRun and ListExecutions tell of it.

use super::{Child, MapRun, Opened};
use crate::execution::{ErrorDetails, Status};
use crate::service::ObjectStore;
use crate::time::Timestamp;
use crate::value::{Text, Value};
use std::rc::Rc;

/// Numbers by status.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tally([u64; 5]);

impl Tally {
    pub(super) fn of(self, status: Status) -> u64 {
        self.0[status as usize]
    }

    pub(super) fn add(&mut self, status: Status, count: u64) {
        self.0[status as usize] += count;
    }

    pub(super) fn take_back(&mut self, status: Status, count: u64) {
        let kept = &mut self.0[status as usize];
        *kept = kept.saturating_sub(count);
    }

    fn sum(self) -> u64 {
        self.0.iter().sum()
    }
}

/// `itemCounts` or `executionCounts` of a Map Run.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Counts {
    /// Not started.
    pub pending: u64,
    /// Running.
    pub running: u64,
    /// Ended well.
    pub succeeded: u64,
    /// Failed.
    pub failed: u64,
    /// Out of time.
    pub timed_out: u64,
    /// Stopped with the Map Run.
    pub aborted: u64,
    /// All of them.
    pub total: u64,
    /// Whose results have been written.
    pub results_written: u64,
    /// Unsuccessful, and not to be redriven.
    pub failures_not_redrivable: u64,
    /// Waiting to be redriven.
    pub pending_redrive: u64,
}

/// A child execution of a Map Run.
#[derive(Clone, Debug)]
pub struct ChildSummary {
    /// Its place among the children.
    pub index: usize,
    /// Its number among all executions.
    pub number: u32,
    /// Name.
    pub name: Text,
    /// ARN.
    pub arn: Text,
    /// Status.
    pub status: Status,
    /// How many items its input holds.
    pub items: u32,
    /// Input.
    pub input: Value,
    /// Output, when it succeeded.
    pub output: Option<Value>,
    /// Error and cause, when it did not.
    pub details: ErrorDetails,
    /// When it started.
    pub started: Timestamp,
    /// When it ended.
    pub stopped: Option<Timestamp>,
    /// How often it was redriven.
    pub redrives: u32,
}

impl MapRun {
    /// `mapRunArn`.
    pub fn arn(&self) -> &Text {
        &self.request.arn
    }

    /// Number of the execution whose Map state it belongs to.
    pub fn owner(&self) -> u32 {
        self.owner
    }

    /// ARN of the execution whose Map state it belongs to.
    pub fn execution_arn(&self) -> &Text {
        &self.setup.execution_arn
    }

    /// Name of that Map state.
    pub fn state_name(&self) -> &Text {
        &self.definition.state(self.request.state).name
    }

    /// `RUNNING`, `SUCCEEDED`, `FAILED` or `ABORTED`.
    pub fn status(&self) -> Status {
        self.status
    }

    /// Whether the children are Express executions, which have a log instead of a history.
    pub fn is_express(&self) -> bool {
        self.request.express
    }

    /// `startDate`.
    pub fn started(&self) -> Timestamp {
        self.started
    }

    /// `stopDate`.
    pub fn stopped(&self) -> Option<Timestamp> {
        self.stopped
    }

    /// `maxConcurrency`: no limit of one's own is told as the largest integer (recorded).
    pub fn max_concurrency(&self) -> u32 {
        match self.request.max_concurrency {
            0 => i32::MAX as u32,
            limit => limit,
        }
    }

    /// `toleratedFailureCount`, 0 where not set.
    pub fn tolerated_failure_count(&self) -> u64 {
        self.request.tolerated_count.unwrap_or(0)
    }

    /// `toleratedFailurePercentage`, 0 where not set.
    pub fn tolerated_failure_percentage(&self) -> f64 {
        self.request.tolerated_percentage.unwrap_or(0.0)
    }

    /// `redriveCount`.
    pub fn redrive_count(&self) -> u32 {
        self.redrives
    }

    /// `itemCounts`.
    pub fn item_counts(&self) -> Counts {
        let running = self
            .children_now()
            .map(|child| u64::from(child.items))
            .sum();
        let again = self.waiting().map(|child| u64::from(child.items)).sum();
        let pending = self.total.saturating_sub(self.given);
        let counts = Counts {
            running,
            pending,
            pending_redrive: again,
            results_written: self.written.1,
            ..self.counts(self.items)
        };
        Counts {
            total: self.total,
            ..counts
        }
    }

    /// `executionCounts`. How many children the items that are left will become is known exactly without batches, and
    /// with batches that only a number bounds.
    pub fn execution_counts(&self) -> Counts {
        let left = self.total.saturating_sub(self.given);
        let batch = self.request.batch.as_ref();
        let size = batch.and_then(|batch| batch.items).unwrap_or(1);
        let counts = Counts {
            running: self.live.len() as u64,
            pending: left.div_ceil(size.max(1)),
            pending_redrive: self.again.len() as u64,
            results_written: self.written.0,
            ..self.counts(self.executions)
        };
        let ended = self.executions.sum();
        Counts {
            total: counts.running + counts.pending + counts.pending_redrive + ended,
            ..counts
        }
    }

    fn counts(&self, tally: Tally) -> Counts {
        Counts {
            succeeded: tally.of(Status::Succeeded),
            failed: tally.of(Status::Failed),
            timed_out: tally.of(Status::TimedOut),
            aborted: tally.of(Status::Aborted),
            failures_not_redrivable: self.not_redrivable.sum(),
            ..Counts::default()
        }
    }

    fn children_now(&self) -> impl Iterator<Item = &Child> {
        let running = |child: &&Child| self.live.contains(&child.number);
        self.children.iter().filter(running)
    }

    fn waiting(&self) -> impl Iterator<Item = &Child> {
        self.again.iter().filter_map(|at| self.children.get(*at))
    }

    /// The first items, at most so many, read again.
    pub(in crate::session) fn first_items(&self, store: &ObjectStore, most: usize) -> Vec<Value> {
        let opened = super::open_items(&self.request.items, store);
        let mut items = Vec::new();
        if let Ok((mut reader, _)) = opened {
            while items.len() < most {
                let Ok(Some(item)) = reader.take() else {
                    break;
                };
                items.push(item.input());
            }
        }
        items
    }

    /// How many items there are.
    pub fn item_count(&self) -> u64 {
        self.total
    }

    /// How many children have been started.
    pub fn child_count(&self) -> usize {
        self.children.len()
    }

    /// A child by its place.
    pub fn child(&self, index: usize) -> Option<ChildSummary> {
        let child = self.children.get(index)?;
        let setup = self.child_setup(child, false);
        Some(ChildSummary {
            index,
            number: child.number,
            name: setup.execution_name,
            arn: setup.execution_arn,
            status: child.outcome.status,
            items: child.items,
            input: child.input.clone(),
            output: child.outcome.output.clone(),
            details: child.outcome.details.clone(),
            started: child.started,
            stopped: child.stopped,
            redrives: child.redrives,
        })
    }

    /// The children from place `from` on.
    pub fn children(&self, from: usize) -> impl Iterator<Item = ChildSummary> + '_ {
        (from..self.children.len()).filter_map(|index| self.child(index))
    }

    /// A child's execution, made again with its history; `past` is how far one that runs has come.
    pub(in super::super) fn replay(
        &self,
        index: usize,
        running: Option<&super::Running>,
    ) -> Option<Opened> {
        let child = self.children.get(index)?;
        let past = running.map_or(&child.past, |running| &running.past);
        let setup = Rc::new(self.child_setup(child, true));
        Some(past.replay(&self.definition, setup))
    }
}
