//! Breakpoints: where a run stops, and their written form.
//!
//! A list of JSON: a state's name stands for entering it; an object has `state` (any without it), `on` (`enter`, `exit`,
//! `fail`, `retry`) or `event` (a type of GetExecutionHistory), `visit` (the number of the state's visit), `condition`
//! (JSONata, with or without `{% %}`) and `off`. An entry that is none of this is refused by itself: it keeps its place
//! and never stops a run, and those beside it do.

use super::stops::first_hit;
use super::Session;
use crate::definition::StateId;
use crate::execution::{Event, EventId};
use crate::query::jsonata::{delimited, Expression};
use crate::text::read_value;
use crate::value::{Object, Value};

/// More visits than an execution can have.
const MOST_VISITS: i64 = 9_999_999;

/// One breakpoint.
#[derive(Clone, Debug, Default)]
pub struct Breakpoint {
    /// Name of the state; any state, and events outside of states, without it.
    pub(super) state: Option<String>,
    pub(super) moment: Moment,
    /// Only this visit of the state, counted from 1.
    pub(super) visit: Option<u32>,
    pub(super) condition: Option<Condition>,
    pub(super) off: bool,
}

/// What must hold: an expression, or why the text is none.
pub(super) type Condition = Result<Expression, String>;

/// When a breakpoint stops.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(super) enum Moment {
    #[default]
    Enter,
    Exit,
    /// An attempt fails, or the state does.
    Fail,
    /// Another attempt begins.
    Retry,
    /// An event of this type.
    Event(String),
}

/// Why an entry of a list is no breakpoint.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Refused {
    /// It is neither a name nor an object.
    Form,
    /// It has a member that breakpoints do not have.
    Member,
    /// `state` is no text.
    State,
    /// `on` is none of the moments, or stands beside `event`.
    On,
    /// `event` is no text, or an empty one.
    Event,
    /// `visit` is no whole number from 1 to ten million.
    Visit,
    /// `condition` is no text.
    Condition,
    /// `off` is neither true nor false.
    Off,
}

/// Where a breakpoint has stopped a run.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Hit {
    /// Its place in the list.
    pub breakpoint: usize,
    /// The event.
    pub event: EventId,
    /// The state that it is about: the event's, or the one whose failure the event tells.
    pub state: Option<StateId>,
    /// Which visit of that state it is, counted from 1.
    pub visit: Option<u32>,
    /// Why the condition gave no answer.
    pub problem: Option<Problem>,
}

/// Why a condition gave no answer.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Problem {
    /// What went wrong.
    pub kind: ProblemKind,
    /// What the evaluator said of it, or the value that was given; short.
    pub detail: String,
}

/// What goes wrong with conditions.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ProblemKind {
    /// The text is no expression.
    Unreadable,
    /// The evaluation failed.
    Failed,
    /// The value is neither true nor false.
    NotBoolean,
    /// The value is a function.
    Function,
}

impl ProblemKind {
    /// A name for it.
    pub fn name(self) -> &'static str {
        match self {
            ProblemKind::Unreadable => "unreadable",
            ProblemKind::Failed => "failed",
            ProblemKind::NotBoolean => "notBoolean",
            ProblemKind::Function => "function",
        }
    }
}

impl Refused {
    /// A name for it.
    pub fn name(self) -> &'static str {
        match self {
            Refused::Form => "form",
            Refused::Member => "member",
            Refused::State => "state",
            Refused::On => "on",
            Refused::Event => "event",
            Refused::Visit => "visit",
            Refused::Condition => "condition",
            Refused::Off => "off",
        }
    }
}

impl Breakpoint {
    /// Breakpoints that stop where states of these names are entered.
    pub fn entering(names: &[String]) -> Vec<Breakpoint> {
        names.iter().map(|name| Breakpoint::named(name)).collect()
    }

    fn named(name: &str) -> Breakpoint {
        Breakpoint {
            state: Some(name.to_owned()),
            ..Breakpoint::default()
        }
    }

    /// Reads a list of them, each entry by itself; `None` when the text is no list.
    pub fn read(text: &str) -> Option<Vec<Result<Breakpoint, Refused>>> {
        let list = read_value(text).ok()?;
        Some(list.as_array()?.iter().map(Breakpoint::from).collect())
    }

    /// The same to stop at: what is refused keeps its place and does nothing.
    pub fn list(text: &str) -> Option<Vec<Breakpoint>> {
        let nothing = |_| Breakpoint {
            off: true,
            ..Breakpoint::default()
        };
        let read = Breakpoint::read(text)?.into_iter();
        Some(read.map(|one| one.unwrap_or_else(nothing)).collect())
    }

    fn from(value: &Value) -> Result<Breakpoint, Refused> {
        if let Some(name) = value.as_str() {
            return Ok(Breakpoint::named(name));
        }
        let object = value.as_object().ok_or(Refused::Form)?;
        let known = ["state", "on", "event", "visit", "condition", "off"];
        if object
            .iter()
            .any(|(name, _)| !known.contains(&name.as_str()))
        {
            return Err(Refused::Member);
        }
        let condition = text(object, "condition", Refused::Condition)?;
        let condition = condition.map(str::trim).filter(|text| !text.is_empty());
        Ok(Breakpoint {
            state: text(object, "state", Refused::State)?.map(str::to_owned),
            moment: moment(object)?,
            visit: object.get("visit").map(visit).transpose()?,
            condition: condition.map(compiled),
            off: match object.get("off") {
                None => false,
                Some(off) => off.as_bool().ok_or(Refused::Off)?,
            },
        })
    }
}

/// A member that is a text, if it is there.
fn text<'v>(object: &'v Object, name: &str, wrong: Refused) -> Result<Option<&'v str>, Refused> {
    let member = object.get(name);
    member.map(|value| value.as_str().ok_or(wrong)).transpose()
}

fn moment(object: &Object) -> Result<Moment, Refused> {
    let on = text(object, "on", Refused::On)?;
    if let Some(kind) = text(object, "event", Refused::Event)? {
        return match (kind.trim(), on) {
            ("", _) => Err(Refused::Event),
            (kind, None) => Ok(Moment::Event(kind.to_owned())),
            (_, Some(_)) => Err(Refused::On),
        };
    }
    Ok(match on {
        None | Some("enter") => Moment::Enter,
        Some("exit") => Moment::Exit,
        Some("fail") => Moment::Fail,
        Some("retry") => Moment::Retry,
        Some(_) => return Err(Refused::On),
    })
}

fn visit(value: &Value) -> Result<u32, Refused> {
    let whole = value.as_number().and_then(|number| number.as_i64());
    let visit = whole.filter(|visit| (1..=MOST_VISITS).contains(visit));
    visit.map(|visit| visit as u32).ok_or(Refused::Visit)
}

fn compiled(text: &str) -> Condition {
    let text = delimited(text).unwrap_or(text);
    Expression::compile(text).map_err(|refusal| refusal.message)
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
        first_hit(self, &self.breakpoints, event)
    }
}
