//! *Data flow*: a visit's data stage by stage, each with the field that made it, and what it would be with another.

mod found;
mod stages;

use super::check::{EditView, Place};
use crate::api::field::{spot, Spot};
use crate::api::standpoint::Standpoint;
use crate::definition::{self, QueryLanguage, State, StateId, StateMachine};
use crate::diagnostic::Severity;
use crate::execution::{TraceStage, WorkflowType};
use crate::session::Session;
use crate::text::{self, LineIndex, Span};
use crate::validate;
use crate::value::Text;
use found::Found;
use serde::Serialize;
use stages::Stages;

/// A visit's data on its way.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct FlowView {
    /// The state's number.
    pub state: u32,
    /// Its name.
    pub name: String,
    /// `JSONPath` or `JSONata`.
    pub language: String,
    /// Retries before the attempt that is told.
    pub attempt: u32,
    /// How many inputs of iterations a Map has made.
    pub items: u32,
    /// The stages in the order in which data goes through them.
    pub stages: Vec<FlowStage>,
}

/// One stage.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct FlowStage {
    /// `input`, `afterInputPath`, `afterParameters`, `afterItemsPath`, `itemsRead`, `item`, `afterItemSelector`,
    /// `afterItemBatcher`, `rule`, `setting`, `result`, `afterResultSelector`, `error`, `afterResultPath`, `output`,
    /// `variables`.
    pub name: String,
    /// The field of the state that makes it, as `InputPath` or `Catch[0].ResultPath`.
    pub field: Option<String>,
    /// The field's text in the definition; `None` where the state has no such field.
    pub source: Option<String>,
    /// The value as JSON text; `None` where it has not come so far.
    pub value: Option<String>,
    /// Position of the stage that it is made of; `None` for what is new.
    pub from: Option<u32>,
    /// Index of the item or batch, of stages of one iteration.
    pub index: Option<u32>,
    /// Of a rule of a Choice: whether it held.
    pub held: Option<bool>,
}

/// What a visit's data would be with another field.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct WhatIfView {
    /// The stages then; `None` where the field cannot be read.
    pub flow: Option<FlowView>,
    /// Why the field cannot be read, or the error that the state then ends in.
    pub error: Option<String>,
    /// What to change in the text; `None` where the text has no such state.
    pub edit: Option<EditView>,
}

/// The flow of the visit that an event belongs to; `item` chooses among a Map's iterations.
pub fn flow(session: &Session, event: u32, item: u32) -> Option<FlowView> {
    let point = Standpoint::of(session, event)?;
    let state = session.definition().state(point.visit.state);
    let definition = &session.journal().start().definition;
    let root = text::read(definition).root;
    let written = Written {
        text: definition,
        root: root.as_ref(),
        state,
    };
    let mut found = Found::of(&point.stages, item);
    found.children(session, &point, item);
    Some(written.view(&point, found))
}

/// The flow of a visit if `field` of the state of that name in this text had this value, which is JSON text.
pub fn what_if(
    session: &Session,
    (event, item): (u32, u32),
    definition: &str,
    (field, value): (&str, &str),
) -> Option<WhatIfView> {
    let point = Standpoint::of(session, event)?;
    let name = &session.definition().state(point.visit.state).name;
    let refused = |error: Option<String>, edit: Option<EditView>| WhatIfView {
        flow: None,
        error,
        edit,
    };
    let Some((changed, place, edit)) = changed(definition, name, (field, value)) else {
        return Some(refused(None, None));
    };
    let kind = session.setup().workflow_type;
    let (machine, id) = match reread(&changed, name, (place, kind)) {
        Ok(read) => read,
        Err(message) => return Some(refused(Some(message), Some(edit))),
    };
    let state = machine.state(id).clone();
    let stages = point.tried(machine, id);
    let root = text::read(&changed).root;
    let written = Written {
        text: &changed,
        root: root.as_ref(),
        state: &state,
    };
    Some(WhatIfView {
        error: failure(&stages),
        flow: Some(written.view(&point, Found::of(&stages, item))),
        edit: Some(edit),
    })
}

/// The text with the field changed, where the field's value stands in it, and the change.
fn changed(
    definition: &str,
    name: &Text,
    (field, value): (&str, &str),
) -> Option<(String, Span, EditView)> {
    let machine = definition::read(definition).machine;
    let state = named(&machine, name)?;
    let root = text::read(definition).root?;
    let spot: Spot = spot(definition, &root, state.span, field)?;
    let (from, to) = (spot.span.start as usize, spot.span.end as usize);
    let edit = spot.edit(value);
    let changed = format!("{}{edit}{}", definition.get(..from)?, definition.get(to..)?);
    let start = from + spot.lead();
    let index = LineIndex::new(definition);
    let place = Place {
        from: index.utf16(from),
        to: index.utf16(to),
    };
    let edit = EditView { place, text: edit };
    Some((changed, Span::new(start, start + value.len()), edit))
}

fn named<'m>(machine: &'m StateMachine, name: &Text) -> Option<&'m State> {
    machine
        .states
        .iter()
        .rev()
        .find(|state| state.name == *name)
}

/// The changed definition with the state, or what is wrong with the changed field.
fn reread(
    text: &str,
    name: &Text,
    (place, kind): (Span, WorkflowType),
) -> Result<(StateMachine, StateId), String> {
    let read = definition::read(text);
    let whole = read.complete;
    let findings = validate::check(&read, kind);
    let inside = |span: Span| place.start <= span.start && span.end <= place.end;
    let mut errors = findings.iter().filter(|d| d.severity() == Severity::Error);
    let wrong = errors.find(|found| !whole || inside(found.span));
    let id = named(&read.machine, name).map(|state| state.id);
    match (wrong, id) {
        (Some(found), _) => Err(found.message.clone()),
        (None, Some(id)) => Ok((read.machine, id)),
        (None, None) => Err(String::new()),
    }
}

/// The error that a state ends in for its own fields.
fn failure(stages: &[TraceStage]) -> Option<String> {
    let last = stages.iter().rev().find_map(|stage| match stage {
        TraceStage::Failed { details, fatal } => Some((details, *fatal)),
        _ => None,
    });
    let left = stages.iter().any(|s| matches!(s, TraceStage::Output(_)));
    let (details, fatal) = last?;
    let own = fatal || details.error.as_deref() == Some("States.QueryEvaluationError");
    let cause = details.cause.as_deref().unwrap_or_default();
    (own && !left).then(|| cause.to_owned())
}

/// A state in its text.
struct Written<'a> {
    text: &'a str,
    root: Option<&'a text::Node>,
    state: &'a State,
}

impl Written<'_> {
    fn source(&self, field: &str) -> Option<String> {
        let spot = spot(self.text, self.root?, self.state.span, field)?;
        spot.written.then(|| spot.span.of(self.text).to_owned())
    }

    fn view<'a>(&'a self, point: &Standpoint, found: Found<'a>) -> FlowView {
        let mut list = Stages {
            written: self,
            found,
            list: Vec::new(),
        };
        list.add("input", None, Some(&point.input), None);
        match self.state.language {
            QueryLanguage::JsonPath => list.jsonpath(),
            QueryLanguage::Jsonata => list.jsonata(),
        }
        FlowView {
            state: point.visit.state.0,
            name: self.state.name.to_string(),
            language: match self.state.language {
                QueryLanguage::JsonPath => "JSONPath".to_owned(),
                QueryLanguage::Jsonata => "JSONata".to_owned(),
            },
            attempt: point.attempt,
            items: list.found.items,
            stages: list.list,
        }
    }
}
