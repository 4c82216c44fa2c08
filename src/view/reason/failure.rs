//! What became of a failure.

use super::{say, small, told, Said, Teller};
use crate::execution::{Trace, TraceStage};
use crate::history::Visit;

impl Teller<'_> {
    /// A failure's reason, and what came of it.
    pub(super) fn with_fate(&self, why: Said) -> Vec<Said> {
        let told = self.told();
        let mut all = vec![why];
        let group = self.latest(&told).unwrap_or_default();
        all.extend(self.fate(group, self.visit()));
        all
    }

    /// The latest failure up to this event, and what follows it.
    fn latest<'t>(&self, told: &'t [Trace]) -> Option<&'t [Trace]> {
        let last = told.iter().rposition(|trace| {
            trace.event <= self.event.id && matches!(trace.stage, TraceStage::Failed { .. })
        });
        told.get(last?..)
    }

    /// What came of the last failure of a visit.
    pub(super) fn fate_of(&self, visit: &Visit) -> Option<Said> {
        let told = told(self.past, visit, true);
        let group = self.latest(&told)?;
        self.fate(group, Some(visit))
    }

    /// `group` begins with the failure; what belongs to later ones does not count.
    fn fate(&self, group: &[Trace], visit: Option<&Visit>) -> Option<Said> {
        let state = self.past.definition().state(visit?.state);
        let (failure, rest) = group.split_first()?;
        if let TraceStage::Failed { fatal: true, .. } = failure.stage {
            return Some(say("fate.fatal"));
        }
        let mut used_up = None;
        let mut asked = false;
        for trace in rest {
            match &trace.stage {
                TraceStage::Failed { .. } => break,
                TraceStage::Retry { retrier, delay, .. } => {
                    let said = say("fate.retry").count("retrier", retrier + 1);
                    return Some(said.delay("delay", *delay));
                }
                TraceStage::Catch(at) => {
                    let next = state.catch.get(*at as usize)?.next.as_ref();
                    let said = say("fate.catch").count("catcher", at + 1);
                    return Some(said.text("next", next.map_or("", |next| &next.name)));
                }
                TraceStage::RetriesUsedUp(at) => used_up = Some(*at),
                TraceStage::RetrierTried(_) | TraceStage::CatcherTried(_) => asked = true,
                _ => {}
            }
        }
        let bare = state.retry.is_empty() && state.catch.is_empty();
        Some(match used_up {
            Some(at) => {
                let most = state.retry.get(at as usize)?.max_attempts;
                let said = say("fate.usedUp").count("retrier", at + 1);
                said.count("count", small(most))
            }
            None if bare => say("fate.bare"),
            None if asked => say("fate.lost"),
            None => return None,
        })
    }
}
