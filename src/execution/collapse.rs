//! How the failure of one branch or iteration takes the others with it.

use super::event::{EventId, EventKind};
use super::failure::{Failure, THRESHOLD};
use super::frame::{Children, Doing, FrameId, Items};
use super::Machine;
use crate::definition::StateKind;

impl Machine {
    /// A branch or iteration of `parent` has failed for good. Returns the failure of `parent`, unless a Map tolerates it.
    pub(super) fn collapse(
        &mut self,
        parent: FrameId,
        child: FrameId,
        failure: Failure,
    ) -> Option<(FrameId, Failure)> {
        let verdict = self.children(parent).and_then(count_failure);
        if !matches!(verdict, Some(Tolerated::Yes)) {
            self.keep_for_redrive();
        }
        let frame = self.frames.get(child)?;
        let (index, failing) = (frame.index, frame.tail);
        if self.is_in(child, |kind| matches!(kind, StateKind::Task(_))) {
            self.aside(child, failing, EventKind::StateAborted);
        }
        let kind = EventKind::IterationFailed(index);
        if let Some(Tolerated::Yes) = verdict {
            self.tolerate(parent, child, failing, &failure);
            return None;
        }
        self.cut_children(parent, Some(child), failing);
        if verdict.is_some() {
            self.iteration_event(parent, child, failing, kind);
        }
        self.close(child);
        Some((parent, self.lost(parent, failing, verdict, failure)))
    }

    /// `States.Runtime` anywhere inside an iteration of a Map that tolerates failures: it counts as a failed iteration
    /// instead of ending the execution. What is inside the iteration leaves no events.
    pub(super) fn collapse_runtime(
        &mut self,
        id: FrameId,
        failure: Failure,
    ) -> Result<Option<(FrameId, Failure)>, Failure> {
        let Some((parent, child)) = self.tolerant_map_around(id) else {
            return Err(failure);
        };
        let verdict = self.children(parent).and_then(count_failure);
        if !matches!(verdict, Some(Tolerated::Yes)) {
            self.keep_for_redrive();
        }
        let failing = self.frames.get(id).map_or(0, |frame| frame.tail);
        self.forget_children(child);
        if let Some(Tolerated::Yes) = verdict {
            self.tolerate(parent, child, failing, &failure);
            return Ok(None);
        }
        self.cut_children(parent, Some(child), failing);
        self.close(child);
        let failure = self.lost(parent, failing, verdict, failure);
        Ok(Some((parent, failure)))
    }

    /// The innermost Map around a scope that has a tolerance set, and its iteration there.
    fn tolerant_map_around(&mut self, id: FrameId) -> Option<(FrameId, FrameId)> {
        let mut child = id;
        while let Some(parent) = self.frames.get(child)?.parent {
            let children = self.children(parent);
            let items = children.and_then(|children| children.items.as_ref());
            if items.is_some_and(Items::tolerates) {
                return Some((parent, child));
            }
            child = parent;
        }
        None
    }

    /// A Map goes on after a failed iteration, with its Error Output as result.
    fn tolerate(&mut self, parent: FrameId, child: FrameId, failing: EventId, failure: &Failure) {
        let Some(index) = self.frames.get(child).map(|frame| frame.index) else {
            return;
        };
        let kind = EventKind::IterationFailed(index);
        let failed = self.iteration_event(parent, child, failing, kind);
        self.close(child);
        if let Some(items) = self.children(parent).and_then(|c| c.items.as_mut()) {
            items.failed += 1;
            items.tolerated.set(index as usize, true);
        }
        self.child_ended(parent, index, failure.error_output(), failed, failing);
    }

    /// A Parallel or Map has lost its children; what it fails with.
    fn lost(
        &mut self,
        parent: FrameId,
        failing: EventId,
        verdict: Option<Tolerated>,
        failure: Failure,
    ) -> Failure {
        self.set_tail(parent, failing);
        self.set_doing(parent, Doing::Nothing);
        match verdict {
            Some(Tolerated::Exceeded) => Failure::named(
                THRESHOLD,
                "The specified tolerated failure threshold was exceeded",
            ),
            _ => failure,
        }
    }

    /// Closes what runs inside a scope without a word.
    fn forget_children(&mut self, id: FrameId) {
        let inside = |machine: &mut Machine, id| {
            let open = machine.open_children(id).into_iter();
            open.map(|(_, child)| child).collect::<Vec<_>>()
        };
        let mut work = inside(self, id);
        while let Some(child) = work.pop() {
            work.extend(inside(self, child));
            self.close(child);
        }
    }

    /// Cuts the running children of a Parallel or Map, except `spared`, because of the event `cause`. Works through
    /// nested ones without recursion.
    pub(super) fn cut_children(
        &mut self,
        parent: FrameId,
        spared: Option<FrameId>,
        cause: EventId,
    ) {
        let mut work = vec![Cut::Children(parent)];
        while let Some(cut) = work.pop() {
            match cut {
                Cut::Children(parent) => {
                    let open = self.open_children(parent);
                    let others = open.into_iter().rev().filter(|(_, c)| Some(*c) != spared);
                    work.extend(others.map(|(index, child)| Cut::Child(parent, index, child)));
                }
                Cut::Child(parent, index, child) => {
                    let is_map = self.children(parent).is_some_and(|c| c.items.is_some());
                    if is_map {
                        let kind = EventKind::IterationAborted(index);
                        self.iteration_event(parent, child, cause, kind);
                    }
                    work.push(Cut::State(child));
                    work.push(Cut::Children(child));
                }
                Cut::State(child) => {
                    if self.has_open_map_run(child) {
                        self.aside(child, cause, EventKind::MapRunAborted);
                    }
                    if self.is_in(child, leaves_aborted) {
                        self.aside(child, cause, EventKind::StateAborted);
                    }
                    self.close(child);
                }
            }
        }
    }

    fn open_children(&mut self, parent: FrameId) -> Vec<(u32, FrameId)> {
        let children = self.children(parent);
        children.map_or_else(Vec::new, |c| {
            c.open.iter().map(|(i, id)| (*i, *id)).collect()
        })
    }

    fn is_in(&self, id: FrameId, kind: impl Fn(&StateKind) -> bool) -> bool {
        let state = self.current(id).map(|state| self.definition.state(state));
        state.is_some_and(|state| kind(&state.kind))
    }

    /// Forgets a scope; a call it awaits is cancelled.
    fn close(&mut self, id: FrameId) {
        self.cancel_call(id);
        self.cancel_pending(id);
        self.frames.remove(id);
    }
}

/// A piece of work while cutting.
enum Cut {
    Children(FrameId),
    Child(FrameId, u32, FrameId),
    State(FrameId),
}

/// Whether a Map goes on after a failed iteration.
#[derive(Clone, Copy)]
enum Tolerated {
    Yes,
    /// No tolerance is set.
    None,
    Exceeded,
}

fn leaves_aborted(kind: &StateKind) -> bool {
    matches!(
        kind,
        StateKind::Task(_) | StateKind::Wait(_) | StateKind::Parallel(_) | StateKind::Map(_)
    )
}

/// What one more failed iteration means; `None` for a Parallel. Either threshold being exceeded fails the Map.
fn count_failure(children: &mut Children) -> Option<Tolerated> {
    let total = children.results.len() as f64;
    let items = children.items.as_ref()?;
    let failed = f64::from(items.failed) + 1.0;
    if !items.tolerates() {
        return Some(Tolerated::None);
    }
    let over_count = items.tolerated_count.is_some_and(|max| failed > max as f64);
    let share = failed * 100.0 / total.max(1.0);
    let over_share = items.tolerated_percentage.is_some_and(|max| share > max);
    Some(match over_count || over_share {
        true => Tolerated::Exceeded,
        false => Tolerated::Yes,
    })
}
