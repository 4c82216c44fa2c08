//! Parallels, Maps and Map Runs: their branches, iterations and ends.

use super::{say, small, Said, Teller};
use crate::definition::{Amount, Map, StateKind};
use crate::execution::{EventKind, TraceStage};
use crate::history::Visit;

impl Teller<'_> {
    pub(super) fn inside(&self) -> Vec<Said> {
        match &self.event.kind {
            EventKind::StateStarted(length) => {
                let mut all = vec![self.begun(*length)];
                if let Some(again) = self.again() {
                    all.insert(0, again);
                }
                all
            }
            EventKind::StateSucceeded => vec![self.all_ended()],
            EventKind::StateFailed => self.with_fate(self.failed_inside()),
            EventKind::StateAborted => vec![self.cut("cut")],
            EventKind::IterationStarted(index) => vec![self.iteration(*index)],
            EventKind::IterationSucceeded(index) => {
                vec![self.by_last("iteration.succeeded").text("index", index)]
            }
            EventKind::IterationFailed(index) => {
                vec![self.by_last("iteration.failed").text("index", index)]
            }
            EventKind::IterationAborted(index) => {
                vec![self.cut("iteration.aborted").text("index", index)]
            }
            _ => self.map_run(),
        }
    }

    fn map_run(&self) -> Vec<Said> {
        match &self.event.kind {
            EventKind::MapRunStarted(_) => vec![say("mapRun.started")],
            EventKind::MapRunSucceeded => vec![say("mapRun.succeeded")],
            EventKind::MapRunAborted => vec![say("mapRun.aborted")],
            EventKind::MapRunRedriven { count, .. } => {
                vec![say("mapRun.redriven").count("number", *count)]
            }
            EventKind::MapRunFailed(details) => {
                let threshold = "States.ExceedToleratedFailureThreshold";
                let code = match details.error.as_deref() == Some(threshold) {
                    true => "mapRun.tooMany",
                    false => "mapRun.failed",
                };
                self.with_fate(say(code).error(details))
            }
            _ => Vec::new(),
        }
    }

    fn map(&self) -> Option<&Map> {
        match &self.state()?.kind {
            StateKind::Map(map) => Some(map),
            _ => None,
        }
    }

    /// How many iterations may run at once, where it is known.
    fn at_once(&self) -> Option<u32> {
        let told = self.told();
        let found = told.iter().rev().find_map(|trace| match trace.stage {
            TraceStage::MaxConcurrency(count) => Some(count),
            _ => None,
        });
        // Of a recorded run no more is known than what the definition says.
        found.or_else(|| match self.map()?.max_concurrency {
            Amount::Literal(most) if most >= 1.0 => Some(most.min(f64::from(u32::MAX)) as u32),
            _ => None,
        })
    }

    fn begun(&self, length: Option<u32>) -> Said {
        let Some(length) = length else {
            let branches = match self.state().map(|state| &state.kind) {
                Some(StateKind::Parallel(branches)) => branches.len(),
                _ => 0,
            };
            return say("started.parallel").count("count", branches as u32);
        };
        if self.map().is_some_and(|map| map.reader.is_some()) {
            return say("started.reader");
        }
        match (length, self.at_once()) {
            (0, _) => say("started.noItems"),
            (_, Some(most)) if most < length => say("started.mapSome")
                .count("count", length)
                .count("most", most),
            _ => say("started.map").count("count", length),
        }
    }

    /// Adds the visit that this event follows.
    fn by_last(&self, code: &str) -> Said {
        let last = self.last();
        say(code).text(
            "last",
            last.map_or(String::new(), |visit| self.name_of(visit)),
        )
    }

    fn all_ended(&self) -> Said {
        let Some(map) = self.map() else {
            let branch = self.last().and_then(|visit| self.branch_of(visit));
            let said = self.by_last("ended.parallel");
            return said.count("branch", branch.map_or(1, |branch| branch + 1));
        };
        if map.distributed {
            return say("ended.mapRun");
        }
        match self.failed_iterations() {
            0 if self
                .last()
                .is_none_or(|last| Some(last.entered) == self.own()) =>
            {
                say("ended.noItems")
            }
            0 => say("ended.map"),
            failed => say("ended.mapTolerated").count("count", failed),
        }
    }

    fn own(&self) -> Option<u32> {
        self.visit().map(|visit| visit.entered)
    }

    /// Which branch or iteration of this state a visit is in.
    fn branch_of(&self, visit: &Visit) -> Option<u32> {
        let own = self.own()?;
        let mut steps = visit.place.steps();
        steps.find(|step| step.visit == own).map(|step| step.index)
    }

    fn failed_iterations(&self) -> u32 {
        let own = self.own();
        let before = self
            .past
            .known()
            .get(self.before() as usize..self.event.id as usize);
        let failed = before.unwrap_or_default().iter().filter(|event| {
            matches!(event.kind, EventKind::IterationFailed(_)) && Some(event.visit) == own
        });
        small(failed.count() as u64)
    }

    fn failed_inside(&self) -> Said {
        let told = self.told();
        let error = told.iter().rev().find_map(|trace| match &trace.stage {
            TraceStage::Failed { details, .. } if trace.event <= self.event.id => Some(details),
            _ => None,
        });
        let error = error.cloned().unwrap_or_default();
        let last = self.last();
        let inner = last.and_then(|visit| Some((visit, self.branch_of(visit)?)));
        match (self.map(), inner) {
            (Some(map), _) if map.distributed => say("failed.mapRun").error(&error),
            (Some(_), Some((visit, index))) => {
                let too_many = "States.ExceedToleratedFailureThreshold";
                let code = match error.error.as_deref() == Some(too_many) {
                    true => "failed.tooMany",
                    false => "failed.iteration",
                };
                let said = say(code).text("last", self.name_of(visit));
                said.text("index", index).error(&error)
            }
            (None, Some((visit, branch))) => {
                let said = say("failed.branch").text("last", self.name_of(visit));
                said.count("branch", branch + 1).error(&error)
            }
            (_, None) => say("failed.fields").error(&error),
        }
    }

    /// Cut by the failure of another branch or iteration.
    fn cut(&self, code: &str) -> Said {
        let guilty = self.summary.visit_of(self.event.previous);
        let own = guilty.is_some_and(|guilty| Some(guilty.entered) == self.own());
        match guilty {
            Some(_) if own => say("cut.own"),
            Some(guilty) => say(code).text("last", self.name_of(guilty)),
            None => say("cut.own"),
        }
    }

    fn iteration(&self, index: u32) -> Said {
        let previous = self.event(self.event.previous).map(|event| &event.kind);
        let freed = !matches!(previous, Some(EventKind::StateStarted(_)));
        let said = match (freed, self.at_once()) {
            (true, Some(most)) => say("iteration.freed").count("most", most),
            (true, None) => say("iteration.later"),
            (false, _) => say("iteration.started"),
        };
        said.text("index", index)
    }
}
