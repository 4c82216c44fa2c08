//! UpdateMapRun: limits that change while a Map Run runs.

use super::MapRun;
use std::rc::Rc;

/// The new limits; one that is not given stays as it is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct MapRunUpdate {
    /// `maxConcurrency`, 0 for none.
    pub max_concurrency: Option<u32>,
    /// `toleratedFailureCount`.
    pub tolerated_failure_count: Option<u64>,
    /// `toleratedFailurePercentage`, 0 to 100.
    pub tolerated_failure_percentage: Option<f64>,
}

impl MapRunUpdate {
    /// Whether the service would accept it.
    pub fn is_valid(&self) -> bool {
        let share = self.tolerated_failure_percentage;
        share.is_none_or(|share| (0.0..=100.0).contains(&share))
    }
}

impl MapRun {
    pub(in super::super) fn update(&mut self, update: &MapRunUpdate) {
        let request = Rc::make_mut(&mut self.request);
        if let Some(wanted) = update.max_concurrency {
            request.max_concurrency = wanted;
            request.concurrency = self.setup.quotas.map_run_concurrency(wanted);
        }
        let (count, share) = (
            update.tolerated_failure_count,
            update.tolerated_failure_percentage,
        );
        request.tolerated_count = count.or(request.tolerated_count);
        request.tolerated_percentage = share.or(request.tolerated_percentage);
    }
}
