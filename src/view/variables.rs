//! *Variables*: what the selected step sees, who set it, the context object, and expressions that are watched.

use crate::api::standpoint::Standpoint;
use crate::definition::QueryLanguage;
use crate::execution::{Event, EventKind, Place, PlaceStep};
use crate::history::Seen;
use crate::session::{Past, Session};
use crate::text::write::compact;
use serde::Serialize;

/// What a visit sees besides its data: as it left them once it was left, as they stand at the position before.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct VariablesView {
    /// The state's number.
    pub state: u32,
    /// Its name.
    pub name: String,
    /// Its `…StateEntered` event.
    pub entered: u32,
    /// `JSONPath` or `JSONata`.
    pub language: String,
    /// Whether the state was left, so that `$` of a watched path is its output.
    pub left: bool,
    /// Whether they can be changed at the position.
    pub changeable: bool,
    /// Variables, those of the whole execution first.
    pub variables: Vec<VariableView>,
    /// The context object as JSON text; empty where it is not known.
    pub context: String,
}

/// A variable.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct VariableView {
    /// Name without the `$`.
    pub name: String,
    /// JSON text.
    pub value: String,
    /// The `…StateExited` event that set it; none for one that was changed by hand.
    pub event: Option<u32>,
    /// Name of the state that did.
    pub set_by: Option<String>,
    /// The branches and iterations that see it, outermost first; none for the whole execution.
    pub scope: Vec<ScopeStep>,
    /// Whether this step set it, or the latest event that left a state.
    pub changed: bool,
}

/// A branch or an iteration.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct ScopeStep {
    /// Name of the Parallel or Map.
    pub name: String,
    /// Whether it is a Map.
    pub map: bool,
    /// Number of the branch or index of the item, from 0.
    pub index: u32,
}

/// A watched expression.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct WatchView {
    /// As it was given.
    pub expression: String,
    /// Its value as JSON text.
    pub value: Option<String>,
    /// Whether it leads to nothing.
    pub missing: bool,
    /// Why there is no value, in the service's words.
    pub message: String,
}

/// What the visit sees that an event belongs to.
pub fn variables(session: &dyn Past, event: u32) -> Option<VariablesView> {
    let visit = session.summary().visit_of(event)?;
    let point = session.steered().and_then(|run| Standpoint::of(run, event));
    let state = session.definition().state(visit.state);
    let events = session.events();
    let until = visit.exited.map_or(events.len(), |id| id as usize);
    let left = events.get(..until).unwrap_or(events).iter();
    let left = left.rev().find(|event| is_left(event)).map(|e| e.id);
    let until = visit.exited.unwrap_or(session.position());
    let seen = session.seen(until, until, &visit.place).into_iter();
    Some(VariablesView {
        state: visit.state.0,
        name: state.name.to_string(),
        entered: visit.entered,
        language: match state.language {
            QueryLanguage::JsonPath => "JSONPath".to_owned(),
            QueryLanguage::Jsonata => "JSONata".to_owned(),
        },
        left: visit.exited.is_some(),
        changeable: session
            .steered()
            .is_some_and(|run| run.is_under_way(visit.entered)),
        variables: seen
            .map(|seen| variable(session, &seen, &visit.place, (visit.exited, left)))
            .collect(),
        context: point.map_or("{}".to_owned(), |point| compact(&point.context)),
    })
}

fn is_left(event: &Event) -> bool {
    matches!(event.kind, EventKind::StateExited { .. })
}

fn variable(
    session: &dyn Past,
    seen: &Seen,
    place: &Place,
    (exited, latest): (Option<u32>, Option<u32>),
) -> VariableView {
    let at = (seen.event as usize).checked_sub(1);
    let event = at.and_then(|at| session.known().get(at));
    let state = event.and_then(|event| event.state);
    let changed = Some(seen.event) == exited || (exited.is_none() && Some(seen.event) == latest);
    VariableView {
        name: seen.name.to_string(),
        value: compact(&seen.value),
        event: event.map(|event| event.id),
        set_by: state.map(|state| session.definition().state(state).name.to_string()),
        scope: scope(session, &place_of(seen, place)),
        changed: changed || event.is_none(),
    }
}

/// The scope that a variable belongs to: one of those around the visit that sees it.
fn place_of(seen: &Seen, place: &Place) -> Place {
    let around = place.steps().count();
    let mut scopes = std::iter::successors(Some(place.clone()), |place| {
        place.innermost().map(|step| step.outer.clone())
    });
    let scope = scopes.nth(around.saturating_sub(seen.depth));
    scope.unwrap_or_default()
}

fn scope(session: &dyn Past, place: &Place) -> Vec<ScopeStep> {
    let step = |step: &PlaceStep| ScopeStep {
        name: session.definition().state(step.state).name.to_string(),
        map: step.map,
        index: step.index,
    };
    let mut steps: Vec<ScopeStep> = place.steps().map(step).collect();
    steps.reverse();
    steps
}

/// The values of expressions from where a visit stands.
pub fn watched(session: &Session, event: u32, expressions: &[String]) -> Vec<WatchView> {
    let Some(point) = Standpoint::of(session, event) else {
        return Vec::new();
    };
    let watch = |expression: &String| match point.evaluate(expression.trim()) {
        Ok(value) => WatchView {
            expression: expression.clone(),
            value: Some(compact(&value)),
            missing: false,
            message: String::new(),
        },
        Err(none) => WatchView {
            expression: expression.clone(),
            value: None,
            missing: none.missing,
            message: none.message,
        },
    };
    expressions.iter().map(watch).collect()
}
