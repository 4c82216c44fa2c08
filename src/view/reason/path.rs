//! Why a state was entered, and why it was left.

use super::{exit, say, told, Said, Teller};
use crate::definition::{label, Catcher, Exit, State, StateKind};
use crate::execution::EventKind;
use crate::history::{Status, Visit};

impl Teller<'_> {
    pub(super) fn entered(&self) -> Said {
        let name = self.name();
        let from = self.summary.visit_of(self.event.previous);
        let from = from.filter(|visit| visit.exited == Some(self.event.previous));
        let said = match from {
            Some(from) => self.from(from),
            None => self.first(),
        };
        said.text("state", name)
    }

    /// The first state of the execution, a branch or an iteration.
    fn first(&self) -> Said {
        let Some(step) = self.event.place.innermost() else {
            return say("enter.start");
        };
        let around = &self.past.definition().state(step.state).name;
        match step.map {
            true => say("enter.iteration")
                .text("map", around)
                .text("index", step.index),
            false => say("enter.branch")
                .text("parallel", around)
                .count("branch", step.index + 1),
        }
    }

    fn from(&self, visit: &Visit) -> Said {
        let state = self.past.definition().state(visit.state);
        let told = told(self.past, visit, true);
        let said = match exit(&told) {
            Some(Exit::Catch(at)) => self.catcher("enter", state, at),
            Some(by) => self.chosen("enter", state, by),
            None if visit.status == Status::Caught => say("enter.caughtBy"),
            None if matches!(state.kind, StateKind::Choice(_)) => say("enter.chosen"),
            None => say("enter.next"),
        };
        said.text("from", &state.name)
    }

    fn chosen(&self, code: &str, state: &State, by: Exit) -> Said {
        let StateKind::Choice(choice) = &state.kind else {
            return say(format!("{code}.chosen"));
        };
        let rule = match by {
            Exit::Rule(at) => choice.rules.get(at as usize).map(|rule| (rule, at)),
            _ => None,
        };
        match rule {
            Some((rule, at)) => {
                let said = say(format!("{code}.rule")).count("rule", at + 1);
                let said = said.text("condition", label::condition(&rule.test));
                said.text("next", rule.next.as_ref().map_or("", |next| &next.name))
            }
            None => {
                let next = choice.default.as_ref().map_or("", |next| &next.name);
                say(format!("{code}.default")).text("next", next)
            }
        }
    }

    fn catcher(&self, code: &str, state: &State, at: u32) -> Said {
        let catcher: Option<&Catcher> = state.catch.get(at as usize);
        let errors = catcher.map_or(String::new(), names);
        let next = catcher.and_then(|catcher| catcher.next.as_ref());
        let said = say(format!("{code}.caught")).count("catcher", at + 1);
        said.text("errors", errors)
            .text("next", next.map_or("", |next| &next.name))
    }

    pub(super) fn exited(&self) -> Vec<Said> {
        let (Some(visit), Some(state)) = (self.visit(), self.state()) else {
            return Vec::new();
        };
        let told = self.told();
        match exit(&told) {
            Some(Exit::Catch(at)) => return vec![self.catcher("exit", state, at)],
            Some(by) => return vec![self.chosen("exit", state, by)],
            None if visit.status == Status::Caught => return vec![say("exit.caughtBy")],
            None => {}
        }
        let why = match &state.kind {
            StateKind::Task(_) => say("exit.task"),
            StateKind::Choice(_) => return vec![say("exit.chosen")],
            StateKind::Wait(_) => {
                let waited = (self.event.time - visit.entered_at).millis();
                say("exit.wait").delay("delay", waited)
            }
            StateKind::Succeed => return vec![say("exit.succeed")],
            StateKind::Parallel(_) => say("exit.parallel"),
            StateKind::Map(map) if map.distributed => say("exit.mapRun"),
            StateKind::Map(_) => say("exit.map"),
            _ => say("exit.pass"),
        };
        let way = match &state.next {
            Some(next) => say("way.next").text("next", &next.name),
            None => self.end(),
        };
        vec![why, way]
    }

    /// What is over with a state that has `End`.
    fn end(&self) -> Said {
        match self.event.place.innermost() {
            None => say("way.end"),
            Some(step) if step.map => say("way.endIteration").text("index", step.index),
            Some(step) => say("way.endBranch").count("branch", step.index + 1),
        }
    }

    /// The visit that ended a branch or an iteration, by the event that this one follows.
    pub(super) fn last(&self) -> Option<&Visit> {
        let previous = self.event(self.event.previous)?;
        match previous.kind {
            EventKind::IterationSucceeded(_) | EventKind::IterationFailed(_) => {
                self.summary.visit_of(previous.previous)
            }
            _ => self.summary.visit_of(previous.id),
        }
    }
}

/// The names that a catcher catches.
fn names(catcher: &Catcher) -> String {
    let names: Vec<&str> = catcher
        .error_equals
        .iter()
        .map(|name| name.as_str())
        .collect();
    names.join(", ")
}
