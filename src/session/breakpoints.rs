//! Breakpoints: which events a run stops at, and their written form.
//!
//! A list of JSON: a state's name stands for entering it; an object has `state` (any without it), `on` (`enter`, `exit`,
//! `fail`, `retry`) or `event` (a type of GetExecutionHistory), `visit` (the number of the state's visit), `condition`
//! (JSONata, with or without `{% %}`) and `off`.

use super::Session;
use crate::definition::StateKind;
use crate::execution::{Event, EventId, EventKind, TaskEvent};
use crate::history::{type_name, Visit};
use crate::query::jsonata::{delimited, Expression};
use crate::text::read_value;
use crate::value::Value;

/// One breakpoint.
#[derive(Clone, Debug)]
pub struct Breakpoint {
    /// Name of the state; any state, and events outside of states, without it.
    state: Option<String>,
    moment: Moment,
    /// Only this visit of the state, counted from 1.
    visit: Option<u32>,
    condition: Option<Expression>,
    off: bool,
}

/// When a breakpoint stops.
#[derive(Clone, Debug, Eq, PartialEq)]
enum Moment {
    Enter,
    Exit,
    /// An attempt fails, or the state does.
    Fail,
    /// Another attempt begins.
    Retry,
    /// An event of this type.
    Event(String),
}

/// Where a breakpoint has stopped a run.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Hit {
    /// Its place in the list.
    pub breakpoint: usize,
    /// The event.
    pub event: EventId,
    /// Which visit of its state that is, counted from 1.
    pub visit: Option<u32>,
    /// Why the condition gave no answer.
    pub problem: Option<String>,
}

impl Breakpoint {
    /// Breakpoints that stop where states of these names are entered.
    pub fn entering(names: &[String]) -> Vec<Breakpoint> {
        names.iter().map(|name| Breakpoint::named(name)).collect()
    }

    fn named(name: &str) -> Breakpoint {
        Breakpoint {
            state: Some(name.to_owned()),
            moment: Moment::Enter,
            visit: None,
            condition: None,
            off: false,
        }
    }

    /// Reads a list of them; `None` when the text is no such list.
    pub fn read(text: &str) -> Option<Vec<Breakpoint>> {
        let list = read_value(text).ok()?;
        list.as_array()?.iter().map(Breakpoint::from).collect()
    }

    fn from(value: &Value) -> Option<Breakpoint> {
        if let Some(name) = value.as_str() {
            return Some(Breakpoint::named(name));
        }
        value.as_object()?;
        let text = |name: &str| value.get(name).and_then(Value::as_str);
        let visit = value.get("visit").and_then(Value::as_number);
        let condition = text("condition").map(str::trim);
        Some(Breakpoint {
            state: text("state").map(str::to_owned),
            moment: match (text("event"), text("on")) {
                (Some(kind), _) => Moment::Event(kind.to_owned()),
                (None, None | Some("enter")) => Moment::Enter,
                (None, Some("exit")) => Moment::Exit,
                (None, Some("fail")) => Moment::Fail,
                (None, Some("retry")) => Moment::Retry,
                _ => return None,
            },
            visit: visit.map(|number| number.as_f64() as u32),
            condition: condition.filter(|text| !text.is_empty()).map(compiled),
            off: value.get("off").and_then(Value::as_bool) == Some(true),
        })
    }
}

fn compiled(text: &str) -> Expression {
    let text = delimited(text).unwrap_or(text);
    Expression::compile(text).unwrap_or_else(|refusal| Expression::refused(text, &refusal))
}

impl Session {
    /// Stops there from now on.
    pub fn break_at(&mut self, breakpoints: Vec<Breakpoint>) {
        self.breakpoints = breakpoints;
    }

    /// Where the last breakpoint has stopped the run.
    pub fn hit(&self) -> Option<&Hit> {
        self.hit.as_ref()
    }

    /// The first breakpoint that an event meets.
    pub(super) fn breaks(&self, event: &Event) -> Option<Hit> {
        let mut numbered = self.breakpoints.iter().enumerate();
        numbered.find_map(|(at, breakpoint)| self.meets(breakpoint, event, at))
    }

    fn meets(&self, breakpoint: &Breakpoint, event: &Event, at: usize) -> Option<Hit> {
        if breakpoint.off || !self.is_of(breakpoint, event) || !self.is_then(breakpoint, event) {
            return None;
        }
        let visit = self.summary.ordinal(event.visit);
        if breakpoint.visit.is_some() && breakpoint.visit != visit {
            return None;
        }
        let asked = breakpoint.condition.as_ref();
        let problem = match asked.map_or(Ok(true), |condition| self.holds(condition, event)) {
            Ok(true) => None,
            Ok(false) => return None,
            Err(problem) => Some(problem),
        };
        Some(Hit {
            breakpoint: at,
            event: event.id,
            visit,
            problem,
        })
    }

    fn is_of(&self, breakpoint: &Breakpoint, event: &Event) -> bool {
        let Some(name) = &breakpoint.state else {
            return true;
        };
        let state = event.state.map(|state| self.definition().state(state));
        state.is_some_and(|state| state.name == name.as_str())
    }

    fn is_then(&self, breakpoint: &Breakpoint, event: &Event) -> bool {
        match &breakpoint.moment {
            Moment::Enter => matches!(event.kind, EventKind::StateEntered(_)),
            Moment::Exit => matches!(event.kind, EventKind::StateExited { .. }),
            Moment::Fail => self.fails(event),
            Moment::Retry => self.retries(event),
            Moment::Event(kind) => type_name(event, self.definition()) == kind,
        }
    }

    /// A Fail state fails when it is entered: no other event is its own.
    fn fails(&self, event: &Event) -> bool {
        match &event.kind {
            EventKind::StateEntered(_) => {
                let state = event.state.map(|state| self.definition().state(state));
                state.is_some_and(|state| matches!(state.kind, StateKind::Fail(_)))
            }
            EventKind::EvaluationFailed { .. }
            | EventKind::MapRunFailed(_)
            | EventKind::StateFailed => true,
            EventKind::Task(task) => matches!(
                task,
                TaskEvent::ScheduleFailed(_)
                    | TaskEvent::StartFailed(_)
                    | TaskEvent::SubmitFailed(_)
                    | TaskEvent::Failed(_)
                    | TaskEvent::TimedOut(_)
            ),
            _ => false,
        }
    }

    /// Whether an attempt begins that is not the first. One that a redrive makes is no retry.
    fn retries(&self, event: &Event) -> bool {
        let visit = self.summary.visit_of(event.id);
        let Some(before) = visit.and_then(|visit| attempt_before(visit, event.id)) else {
            return false;
        };
        let between = self.known.get(before as usize..event.id as usize);
        let redriven = |event: &Event| matches!(event.kind, EventKind::ExecutionRedriven { .. });
        !between.unwrap_or_default().iter().any(redriven)
    }
}

/// The event that began the attempt before the one that this event begins.
fn attempt_before(visit: &Visit, event: EventId) -> Option<EventId> {
    let begins = |attempt: &crate::history::Attempt| attempt.event == event;
    let at = visit.attempts.iter().position(begins)?;
    Some(visit.attempts.get(at.checked_sub(1)?)?.event)
}
