//! The table of steps as the page shows it: one row a visit, with its bar.

use super::run::StepStatus;
use super::steer::iteration;
use crate::definition::{StateId, StateMachine};
use crate::execution::{EventId, Place};
use crate::history::outline::{outline, Hidden, Line, Part, Subject};
use crate::history::{Summary, Visit};
use crate::session::Past;
use crate::time::Timestamp;
use serde::Serialize;

/// Some rows of the table.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct StepRows {
    /// How many rows there are.
    pub count: u32,
    /// The rows asked for.
    pub rows: Vec<StepRow>,
    /// Virtual time of the last known event, or of the position when that is later.
    #[cfg_attr(test, ts(type = "number"))]
    pub until: i64,
}

/// One row: a visit, or a state that has none.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct StepRow {
    /// The state's number.
    pub state: u32,
    /// Its name.
    pub name: String,
    /// Its type.
    #[serde(rename = "type")]
    pub kind: String,
    /// How many Parallels and Maps are around it.
    pub depth: u32,
    /// The `…StateEntered` event of the innermost of these.
    pub parent: Option<u32>,
    /// Number of the branch, from 0, when the innermost is a Parallel.
    pub branch: Option<u32>,
    /// Iteration indexes of the Maps around it, outermost first.
    pub iteration: Vec<u32>,
    /// Whether rows belong under it.
    pub inner: bool,
    /// Its `…StateEntered` event; none for a state without a visit.
    pub entered: Option<u32>,
    /// Its status at the position; none when it has not begun.
    pub status: Option<StepStatus>,
    /// Tries up to the position.
    pub tries: u32,
    /// When it was left or cut, if that was before the position.
    #[cfg_attr(test, ts(type = "number | null"))]
    pub ended: Option<i64>,
    /// Attempts and delays, those that are known to follow the position at the end.
    pub parts: Vec<BarPart>,
}

/// A stretch of a bar.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct BarPart {
    /// When it begins.
    #[cfg_attr(test, ts(type = "number"))]
    pub from: i64,
    /// When it ends; none while it goes on.
    #[cfg_attr(test, ts(type = "number | null"))]
    pub to: Option<i64>,
    /// How it looks.
    pub status: StepStatus,
    /// Known to follow the position.
    pub ahead: bool,
}

/// At most `most` rows from row `from` on. `folded` names visits whose inner rows are left out, by their
/// `…StateEntered` events; with `reached` what has not begun at the position is left out.
pub fn step_rows(
    session: &dyn Past,
    from: u32,
    most: u32,
    folded: Vec<u32>,
    reached: bool,
) -> StepRows {
    let whole = session.known_summary();
    let lines = outline(
        &whole,
        session.definition(),
        &hidden(session, folded, reached),
    );
    let rows = lines.iter().skip(from as usize).take(most as usize);
    let last = session.known().last().map(|event| event.time);
    StepRows {
        count: lines.len() as u32,
        rows: rows.map(|line| row(session, &whole, line)).collect(),
        until: session.now().max(last.unwrap_or(session.now())).millis(),
    }
}

/// The row of a visit, or of the innermost shown visit around it; without a visit that of a state. `None` when it has
/// no row.
pub fn step_index(
    session: &dyn Past,
    folded: Vec<u32>,
    reached: bool,
    entered: Option<u32>,
    state: u32,
) -> Option<u32> {
    let whole = session.known_summary();
    let lines = outline(
        &whole,
        session.definition(),
        &hidden(session, folded, reached),
    );
    let at = |wanted: EventId| {
        let of = |line: &Line| visit_of(&whole, line).map(|visit| visit.entered);
        lines.iter().position(|line| of(line) == Some(wanted))
    };
    let found = match entered {
        Some(entered) => {
            let visit = whole.visit_of(entered)?;
            let around = visit.place.steps().map(|step| step.visit);
            std::iter::once(visit.entered).chain(around).find_map(at)
        }
        None => {
            let subject = Subject::State(StateId(state));
            lines.iter().position(|line| line.subject == subject)
        }
    };
    found.map(|at| at as u32)
}

fn hidden(session: &dyn Past, folded: Vec<u32>, reached: bool) -> Hidden {
    Hidden {
        folded,
        after: reached.then(|| session.position()),
    }
}

fn visit_of<'a>(summary: &'a Summary, line: &Line) -> Option<&'a Visit> {
    match line.subject {
        Subject::Visit(at) => summary.visits().get(at),
        Subject::State(_) => None,
    }
}

fn row(session: &dyn Past, whole: &Summary, line: &Line) -> StepRow {
    let definition = session.definition();
    let visit = visit_of(whole, line);
    let now = match line.subject {
        Subject::Visit(at) => session.summary().visits().get(at),
        Subject::State(_) => None,
    };
    let number = match line.subject {
        Subject::State(state) => state,
        Subject::Visit(_) => visit.map_or(StateId(0), |visit| visit.state),
    };
    let state = definition.state(number);
    StepRow {
        state: number.0,
        name: state.name.to_string(),
        kind: state.kind.type_name().to_owned(),
        depth: line.depth,
        parent: line.parent,
        branch: match visit {
            Some(visit) => branch(&visit.place),
            None => branch_of(definition, number),
        },
        iteration: visit.map_or(Vec::new(), |visit| iteration(&visit.place)),
        inner: line.inner,
        entered: visit.map(|visit| visit.entered),
        status: now.map(|visit| visit.status.into()),
        tries: now.map_or(0, |visit| visit.attempts.len() as u32),
        ended: now.and_then(|visit| visit.ended_at).map(Timestamp::millis),
        parts: visit.map_or(Vec::new(), |visit| {
            let now = now.map(|now| now.parts(state)).unwrap_or_default();
            let ahead = session.position() < session.known().len() as u32;
            bar(&now, &visit.parts(state), session.now(), ahead)
        }),
    }
}

/// Number of the innermost branch, when that is not an iteration.
fn branch(place: &Place) -> Option<u32> {
    let step = place.innermost().filter(|step| !step.map)?;
    Some(step.index)
}

fn branch_of(definition: &StateMachine, state: StateId) -> Option<u32> {
    let region = definition
        .regions
        .get(definition.state(state).region.0 as usize)?;
    let (owner, number) = region.owner?;
    let parallel = definition.state(owner).kind.type_name() == "Parallel";
    parallel.then_some(number as u32)
}

/// What was up to the position, then what is known to follow.
fn bar(now: &[Part], whole: &[Part], position: Timestamp, ahead: bool) -> Vec<BarPart> {
    let part = |part: &Part, ahead: bool| BarPart {
        from: part.from.millis(),
        to: part.to.map(Timestamp::millis),
        status: part.status.into(),
        ahead,
    };
    let mut parts: Vec<BarPart> = now.iter().map(|each| part(each, false)).collect();
    if !ahead {
        return parts;
    }
    let open = now.last().is_some_and(|last| last.to.is_none());
    if let Some(last) = parts.last_mut() {
        last.to = last.to.or(Some(position.millis()));
    }
    // The part that goes on at the position is cut in two there.
    let later = whole.iter().enumerate().skip(now.len() - usize::from(open));
    let later =
        later.filter(|(at, each)| *at >= now.len() || each.to.is_none_or(|to| to > position));
    parts.extend(later.map(|(_, each)| BarPart {
        from: each.from.max(position).millis(),
        ..part(each, true)
    }));
    parts
}
