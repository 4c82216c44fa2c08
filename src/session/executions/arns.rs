//! Executions by their ARNs, cheap to copy: a checkpoint counts a reference a shelf.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::rc::Rc;

/// So many that a shelf stays short with the most executions that a run may start.
const SHELVES: usize = 64;

/// The places of executions by what their ARNs are hashed to.
#[derive(Clone, Debug)]
pub(super) struct Arns([Rc<Vec<(u64, usize)>>; SHELVES]);

impl Default for Arns {
    fn default() -> Arns {
        let shelf = Rc::default();
        Arns(std::array::from_fn(|_| Rc::clone(&shelf)))
    }
}

impl Arns {
    pub(super) fn add(&mut self, arn: &str, place: usize) {
        let hash = hash(arn);
        if let Some(shelf) = self.0.get_mut(hash as usize % SHELVES) {
            Rc::make_mut(shelf).push((hash, place));
        }
    }

    /// Where an execution of that ARN may stand, oldest first.
    pub(super) fn places(&self, arn: &str) -> impl Iterator<Item = usize> + '_ {
        let hash = hash(arn);
        let shelf = self.0.get(hash as usize % SHELVES);
        let found = shelf.into_iter().flat_map(|shelf| shelf.iter());
        found
            .filter(move |(other, _)| *other == hash)
            .map(|(_, place)| *place)
    }
}

/// The same on every platform and in every run.
fn hash(arn: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    arn.hash(&mut hasher);
    hasher.finish()
}
