//! Checkpoints: going to any moment is restoring the nearest one before it and replaying the rest.

use super::World;
use crate::execution::EventId;
use crate::history::Summary;

/// Events between two checkpoints, at least; with many open scopes it is their number, so that checkpoints of a wide
/// Map do not cost more than the events between them.
const SPACING: usize = 64;
/// Micro-steps between two checkpoints, at most, while children of Map Runs run: they leave no events behind.
const STEP_SPACING: u64 = 256;
/// Events between two kept folds of the history.
const FOLD_SPACING: usize = 2_048;
/// About how many bytes an open scope takes in a checkpoint.
const SCOPE_BYTES: usize = 512;
/// What all checkpoints together may take; beyond that every second one is dropped.
const MEMORY: usize = 64 << 20;

/// Checkpoints in order of time, the first at the start.
pub(super) struct Timeline {
    checkpoints: Vec<Checkpoint>,
    folds: Vec<Fold>,
    spacing: usize,
    bytes: usize,
    /// The furthest micro-step so far, how many events there were after it, and whether children ran.
    furthest: u64,
    seen: EventId,
    busy: bool,
}

struct Checkpoint {
    events: EventId,
    /// Whether it was made in the micro-step of its last event, not later.
    exact: bool,
    world: World,
}

struct Fold {
    events: EventId,
    step: u64,
    summary: Summary,
}

impl Timeline {
    pub(super) fn new(world: &World) -> Timeline {
        Timeline {
            checkpoints: vec![Checkpoint {
                events: world.main().event_count(),
                exact: true,
                world: world.clone(),
            }],
            folds: Vec::new(),
            spacing: SPACING,
            bytes: 0,
            furthest: world.steps(),
            seen: world.main().event_count(),
            busy: world.has_children(),
        }
    }

    /// Makes a checkpoint when one is due.
    pub(super) fn note(&mut self, world: &World, summary: &Summary) {
        if world.steps() <= self.furthest {
            return;
        }
        self.furthest = world.steps();
        let events = world.main().event_count();
        let exact = std::mem::replace(&mut self.seen, events) != events;
        let last = self.checkpoints.last();
        let last = last.map_or((0, 0), |c| (c.events, c.world.steps()));
        let scopes = world.open_scopes();
        let happened = events.saturating_sub(last.0) as usize;
        let stepped = world.steps().saturating_sub(last.1);
        let busy = world.has_children();
        let quiet = busy && stepped >= STEP_SPACING.max(scopes as u64);
        // Opening the items of a Map Run, and running its children to their end, is not to be done again.
        let turned = std::mem::replace(&mut self.busy, busy) != busy;
        if happened < self.spacing.max(scopes) && !quiet && !turned {
            return;
        }
        self.bytes += scopes * SCOPE_BYTES;
        self.checkpoints.push(Checkpoint {
            events,
            exact,
            world: world.clone(),
        });
        let folded = self.folds.last().map_or(0, |fold| fold.events);
        if events.saturating_sub(folded) as usize >= FOLD_SPACING {
            self.folds.push(Fold {
                events,
                step: world.steps(),
                summary: summary.clone(),
            });
        }
        if self.bytes > MEMORY {
            self.thin();
        }
    }

    fn thin(&mut self) {
        let mut at = 0;
        self.checkpoints.retain(|_| {
            at += 1;
            at % 2 == 1
        });
        self.spacing *= 2;
        self.bytes /= 2;
    }

    /// Forgets what comes after the moment at which the world stands.
    pub(super) fn forget_after(&mut self, world: &World) {
        let step = world.steps();
        self.checkpoints.retain(|c| c.world.steps() <= step);
        self.furthest = step;
        self.seen = world.main().event_count();
        self.busy = world.has_children();
        self.folds.retain(|fold| fold.step <= step);
    }

    /// The last checkpoint at or before the moment of so many events; the first one if there is none.
    pub(super) fn before(&self, events: EventId) -> &World {
        let early = |c: &Checkpoint| c.events < events || (c.events == events && c.exact);
        let after = self.checkpoints.partition_point(early);
        // The first checkpoint is never dropped.
        &self.checkpoints[after.saturating_sub(1)].world
    }

    /// The last kept fold at or before so many events, and how many it holds.
    pub(super) fn fold_before(&self, events: EventId) -> Summary {
        let after = self.folds.partition_point(|fold| fold.events <= events);
        let fold = after.checked_sub(1).and_then(|at| self.folds.get(at));
        fold.map(|fold| fold.summary.clone()).unwrap_or_default()
    }
}
