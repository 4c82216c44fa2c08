//! A path as the steps that say for certain what must be there.

use super::step::Step;
use super::Path;
use crate::query::taken::Hop;

/// Elements beyond this one nobody makes up.
const LAST_INDEX: i32 = 9;

impl Path {
    /// The steps from the root on, and whether they are all of the path: the first that leaves open where it leads ends them.
    pub fn hops(&self) -> (Vec<Hop>, bool) {
        let mut hops = Vec::new();
        for step in self.steps.all().iter().skip(1) {
            match hop(step) {
                Some(hop) => hops.push(hop),
                None => return (hops, false),
            }
            // What follows a filter may look for what only some elements have.
            if matches!(step, Step::Filter(_)) {
                return (hops, false);
            }
        }
        (hops, true)
    }
}

fn hop(step: &Step) -> Option<Hop> {
    Some(match step {
        Step::Name(name) => Hop::Name(name.clone()),
        Step::Index(index @ 0..=LAST_INDEX) => Hop::Index(index.unsigned_abs()),
        Step::Wildcard
        | Step::FromEnd(_)
        | Step::Indexes(_)
        | Step::From(_)
        | Step::To(_)
        | Step::Between(..)
        | Step::Filter(_) => Hop::Each,
        Step::Root | Step::Names(_) | Step::Index(_) | Step::Scan => return None,
    })
}
