//! A Map Run goes on: with the children that did not succeed, then with the items that were never started.

use super::counts::Tally;
use super::{Input, MapRun, Origin, Running};
use crate::definition::StateMachine;
use crate::execution::{ErrorDetails, Outbox, Outcome, Status};
use crate::time::Timestamp;
use std::rc::Rc;

impl MapRun {
    /// A redrive: unsuccessful children run again, then the items that were never started.
    pub(in super::super) fn redrive(&mut self) {
        self.redrives += 1;
        self.status = Status::Running;
        self.stopped = None;
        self.not_redrivable = Tally::default();
        let lost = self.children.iter().enumerate();
        let lost = lost.filter(|(_, child)| child.outcome.status != Status::Succeeded);
        self.again = lost.map(|(index, _)| index).collect();
        self.again.reverse();
        for at in 0..self.again.len() {
            if let Some(child) = self.again.get(at).and_then(|i| self.children.get(*i)) {
                let (status, items) = (child.outcome.status, child.items);
                self.executions.take_back(status, 1);
                self.items.take_back(status, u64::from(items));
            }
        }
    }

    /// Takes a child up again: its machine made again and redriven, or for Express a new start from its input. `None`
    /// when the service would not redrive it: it stays as it was.
    pub(in super::super) fn take_up(
        &mut self,
        at: usize,
        index: usize,
        now: Timestamp,
    ) -> Option<(u32, Running)> {
        let mut child = self.children.get(index)?.clone();
        let mut past = std::mem::take(&mut child.past);
        if self.request.express {
            child.started = now;
            past = Default::default();
        }
        let setup = Rc::new(self.child_setup(&child, false));
        let machine = past.replay(&self.definition, setup).machine;
        let origin = Origin::MapRun { run: at, index };
        let mut running = Running::new(machine, origin, past);
        let again = Input::Redrive(now);
        if !self.request.express && !running.take(again, &mut Outbox::default()) {
            self.not_redrivable.add(child.outcome.status, 1);
            self.keep_as_it_was(index);
            return None;
        }
        let number = child.number;
        self.live.insert(number);
        child.redrives += 1;
        child.stopped = None;
        child.outcome = Outcome::default();
        self.children.set(index, child);
        Some((number, running))
    }

    /// Error and cause of the children that it stops. The service gives a cause whose text is not known.
    pub(in super::super) fn stopped_by(&self) -> ErrorDetails {
        let cause = format!(
            "The Map Run [{}] which was managing this execution was aborted",
            self.request.arn
        );
        ErrorDetails {
            error: None,
            cause: Some(cause.into()),
        }
    }

    /// The definition whose item processor the children run.
    pub(in super::super) fn definition(&self) -> Rc<StateMachine> {
        Rc::clone(&self.definition)
    }

    pub(super) fn keep_as_it_was(&mut self, index: usize) {
        if let Some(child) = self.children.get(index) {
            let (status, items) = (child.outcome.status, child.items);
            self.executions.add(status, 1);
            self.items.add(status, u64::from(items));
        }
    }
}
