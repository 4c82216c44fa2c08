//! What users call a step: loops around micro-steps.

use super::{Call, Session};
use crate::definition::StateId;
use crate::execution::{Event, EventId, EventKind};
use std::rc::Rc;

/// A bound on the micro-steps of one command, so that every command ends.
pub(super) const LONGEST: u64 = 100_000;

/// The ways to step.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Step {
    /// To the next event.
    Micro,
    /// Into the next state, wherever it is.
    Into,
    /// Into the next state outside of what is entered now: over a Parallel or Map.
    Over,
    /// Out of the branch or iteration.
    Out,
    /// Back to where the state before was entered.
    Back,
    /// Back to the last state with a breakpoint, or to the start.
    RunBack,
}

impl Step {
    /// The kind of a name: `micro`, `step`, `over`, `out`, `back` or `runBack`.
    pub fn named(name: &str) -> Option<Step> {
        Some(match name {
            "micro" => Step::Micro,
            "step" => Step::Into,
            "over" => Step::Over,
            "out" => Step::Out,
            "back" => Step::Back,
            "runBack" => Step::RunBack,
            _ => return None,
        })
    }
}

/// Why a command came to its end.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Stopped {
    /// It did what was asked.
    Done,
    /// The execution has ended.
    Ended,
    /// The given number of micro-steps is used up.
    Slice,
    /// A state with a breakpoint was entered.
    Breakpoint(StateId),
    /// Nothing is due: the run waits for an answer that nobody gives by itself.
    Waiting,
    /// A call was made that the user is asked for.
    Asked(Call),
    /// A handler must answer this call before anything else happens.
    Called(Call),
    /// There is nothing before the first event.
    Start,
}

impl Session {
    /// Runs at most so many micro-steps, until the end, a breakpoint or a wait for somebody.
    pub fn run(&mut self, steps: u64) -> Stopped {
        self.interrupted = None;
        for _ in 0..steps {
            match self.micro_step() {
                Ok(events) => {
                    if let Some(state) = events.iter().find_map(|event| self.breaks(event)) {
                        return Stopped::Breakpoint(state);
                    }
                    if let Some(asked) = self.asked() {
                        return asked;
                    }
                }
                Err(stopped) => return stopped,
            }
        }
        Stopped::Slice
    }

    /// One step of the given kind.
    pub fn step(&mut self, step: Step) -> Stopped {
        // After a handler has answered, the step that waited for it is taken to its end.
        let begun = self.interrupted.take().filter(|(begun, _)| *begun == step);
        let depth = begun.map_or_else(|| self.depth(), |(_, depth)| depth);
        let stopped = match step {
            Step::Micro => self.advance_to(|_| true),
            Step::Into => self.advance_to(enters),
            Step::Over => self.advance_to(|event| enters(event) && depth_of(event) <= depth),
            Step::Out => {
                self.advance_to(|event| depth_of(event) < depth && leaves_or_enters(event))
            }
            Step::Back => self.back_to(|_, event| enters(event)),
            Step::RunBack => self.back_to(|session, event| session.breaks(event).is_some()),
        };
        if matches!(stopped, Stopped::Called(_) | Stopped::Asked(_)) {
            self.interrupted = Some((step, depth));
        }
        stopped
    }

    /// Goes to the moment when so many events had happened: at least `event` of them, as a micro-step may make
    /// several. Beyond what is known it runs on.
    pub fn seek(&mut self, event: EventId) -> Stopped {
        self.interrupted = None;
        let event = event.max(1);
        let ahead = self.timeline.before(event).steps() > self.world.steps();
        if event < self.position() || ahead {
            self.restore(event);
        }
        while self.position() < event {
            if let Err(stopped) = self.micro_step() {
                return stopped;
            }
        }
        match self.machine().is_running() {
            true => Stopped::Done,
            false => Stopped::Ended,
        }
    }

    /// Back to the start; what is known stays known.
    pub fn restart(&mut self) -> Stopped {
        self.restore(1);
        Stopped::Start
    }

    /// Puts the nearest earlier checkpoint in place and folds the history up to it.
    fn restore(&mut self, event: EventId) {
        self.world = self.timeline.before(event).clone();
        let position = self.position();
        let definition = Rc::clone(self.machine().definition());
        let mut summary = self.timeline.fold_before(position);
        let folded = summary.position();
        let rest = self
            .known
            .get(folded..position as usize)
            .unwrap_or_default();
        for event in rest {
            summary.add(event, &definition);
        }
        self.summary = summary;
    }

    fn advance_to(&mut self, there: impl Fn(&Event) -> bool) -> Stopped {
        for _ in 0..LONGEST {
            match self.micro_step() {
                Ok(events) if events.iter().any(&there) => return self.arrived(),
                Ok(_) => {
                    if let Some(asked) = self.asked() {
                        return asked;
                    }
                }
                Err(stopped) => return stopped,
            }
        }
        Stopped::Slice
    }

    fn arrived(&self) -> Stopped {
        match self.machine().is_running() {
            true => Stopped::Done,
            false => Stopped::Ended,
        }
    }

    fn back_to(&mut self, there: impl Fn(&Session, &Event) -> bool) -> Stopped {
        let before = self.position().saturating_sub(1) as usize;
        let earlier = self.known.get(..before).unwrap_or_default();
        let target = earlier.iter().rev().find(|event| there(self, event));
        match target.map(|event| event.id) {
            Some(event) => {
                self.seek(event);
                Stopped::Done
            }
            None => self.restart(),
        }
    }

    /// How deep in branches and iterations the last event is.
    fn depth(&self) -> usize {
        let last = (self.position() as usize).checked_sub(1);
        last.and_then(|at| self.known.get(at)).map_or(0, depth_of)
    }
}

fn depth_of(event: &Event) -> usize {
    event.place.steps().count()
}

fn enters(event: &Event) -> bool {
    matches!(event.kind, EventKind::StateEntered(_))
}

fn leaves_or_enters(event: &Event) -> bool {
    enters(event) || matches!(event.kind, EventKind::StateExited { .. })
}
