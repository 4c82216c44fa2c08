//! What users call a step: loops around micro-steps.

use super::{Call, Hit, Session};
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
    /// Back to the last event that a breakpoint stops at, or to the start.
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
    /// A breakpoint was met, by its place in the list; [`Session::hit`] has the rest.
    Breakpoint(usize),
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
                    if self.reached(&events) {
                        self.target = None;
                        return self.arrived();
                    }
                    if let Some(hit) = events.iter().find_map(|event| self.breaks(event)) {
                        return self.hit_at(hit);
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

    /// Says to which state [`Session::run`] goes: it stops where a state of that name is entered next.
    pub fn go_to(&mut self, state: Option<String>) {
        self.target = state;
    }

    fn reached(&self, events: &[Event]) -> bool {
        let Some(target) = &self.target else {
            return false;
        };
        let there = |event: &&Event| {
            let state = event.state.map(|state| self.definition().state(state));
            enters(event) && state.is_some_and(|state| state.name == target.as_str())
        };
        events.iter().any(|event| there(&event))
    }

    fn hit_at(&mut self, hit: Hit) -> Stopped {
        let stopped = Stopped::Breakpoint(hit.breakpoint);
        self.hit = Some(hit);
        stopped
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
            Step::Back => self.back_to(|_, event| enters(event).then_some(None)),
            Step::RunBack => self.back_to(|session, event| session.breaks(event).map(Some)),
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
                Ok(events) => {
                    // A step that leads over something stops inside of it where a breakpoint is.
                    if let Some(hit) = events.iter().find_map(|event| self.breaks(event)) {
                        return self.hit_at(hit);
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

    fn arrived(&self) -> Stopped {
        match self.machine().is_running() {
            true => Stopped::Done,
            false => Stopped::Ended,
        }
    }

    /// Goes back to the last event before the position at which `there` answers, with a breakpoint that it meets.
    fn back_to(&mut self, there: impl Fn(&Session, &Event) -> Option<Option<Hit>>) -> Stopped {
        let position = self.position();
        let mut before = position.saturating_sub(1) as usize;
        loop {
            let earlier = self.known.get(..before).unwrap_or_default();
            let mut latest = earlier.iter().rev();
            let found = latest.find_map(|event| Some((event.id, there(self, event)?)));
            let Some((event, hit)) = found else {
                return self.restart();
            };
            self.seek(event);
            // The micro-step that the run stood after may have made that event too.
            if self.position() < position {
                return hit.map_or(Stopped::Done, |hit| self.hit_at(hit));
            }
            before = event.saturating_sub(1) as usize;
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
