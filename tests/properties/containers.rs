//! Parallel and Map states and iterations: each that starts ends once, and nothing of it happens afterwards.

use std::collections::BTreeMap;
use stepglass::api::Run;
use stepglass::execution::{Event, EventId, EventKind, Status};

/// What an event does to something with a beginning and an end.
enum Mark {
    Begins,
    Ends,
}

/// A Parallel or Map by its visit, or an iteration of one by visit and index.
type Key = (EventId, Option<u32>);

fn mark(event: &Event, containers: &BTreeMap<Key, bool>) -> Option<(Key, Mark)> {
    let own = (event.visit, None);
    let iteration = |index: &u32| (event.visit, Some(*index));
    Some(match &event.kind {
        EventKind::StateStarted(_) => (own, Mark::Begins),
        EventKind::StateSucceeded | EventKind::StateFailed => (own, Mark::Ends),
        // Task and Wait states are aborted too; they have no beginning of this kind.
        EventKind::StateAborted if containers.contains_key(&own) => (own, Mark::Ends),
        EventKind::IterationStarted(index) => (iteration(index), Mark::Begins),
        EventKind::IterationSucceeded(index)
        | EventKind::IterationFailed(index)
        | EventKind::IterationAborted(index) => (iteration(index), Mark::Ends),
        _ => return None,
    })
}

/// Whether what was open at the end may stay so: a failure that nothing can catch, or a stop from outside, ends the
/// execution on the spot.
fn cut_off(run: &Run) -> bool {
    let outcome = run.machine().outcome();
    let error = outcome.details.error.as_deref().unwrap_or("");
    match outcome.status {
        Status::Succeeded => false,
        Status::Failed => error == "States.Runtime" || error == "Stepglass.Unsupported",
        Status::Running | Status::TimedOut | Status::Aborted => true,
    }
}

pub fn check(run: &Run) -> Result<(), String> {
    let mut open: BTreeMap<Key, bool> = BTreeMap::new();
    for event in &run.events {
        inside_is_open(event, &open)?;
        match mark(event, &open) {
            Some((key, Mark::Begins)) => begin(key, run, &mut open)?,
            Some((key, Mark::Ends))
                if open.insert(key, false) != Some(true) && !spoilt(event, run) =>
            {
                let id = event.id;
                return Err(format!("{key:?} ends without being open, at event {id}"));
            }
            _ => {}
        }
        match event.kind {
            EventKind::StateFailed => lose(event.visit, None, run, &mut open)?,
            EventKind::IterationFailed(index) => lose(event.visit, Some(index), run, &mut open)?,
            _ => {}
        }
    }
    match open.iter().find(|(_, open)| **open) {
        Some((key, _)) if !cut_off(run) => Err(format!("{key:?} never ends")),
        _ => Ok(()),
    }
}

/// What is inside of an iteration that fails with a tolerated `States.Runtime` leaves no event of its end. The one
/// iteration whose `States.Runtime` exceeds what its Map tolerates leaves none itself: it ends with the Map's failure
/// or with its next try.
fn lose(
    map: EventId,
    iteration: Option<u32>,
    run: &Run,
    open: &mut BTreeMap<Key, bool>,
) -> Result<(), String> {
    let here = |index: u32| iteration.is_none_or(|wanted| wanted == index);
    let mut lost = 0;
    for ((visit, index), is_open) in open.iter_mut().filter(|(_, is_open)| **is_open) {
        let own = *visit == map && index.is_some() && iteration.is_none();
        let entered = (*visit as usize).checked_sub(1);
        let entered = entered.and_then(|at| run.events.get(at));
        let inside = entered.is_some_and(|e| {
            e.place
                .steps()
                .any(|s| s.map && s.visit == map && here(s.index))
        });
        lost += usize::from(own);
        *is_open = !own && !inside;
    }
    match lost {
        0 | 1 => Ok(()),
        _ => Err(format!("{lost} iterations of {map} never end")),
    }
}

/// Whether a container fails after its success: what it made could not become its output.
fn spoilt(event: &Event, run: &Run) -> bool {
    let before = (event.previous as usize).checked_sub(1);
    let before = before.and_then(|at| run.events.get(at));
    let succeeded = |before: &Event| {
        before.visit == event.visit && matches!(before.kind, EventKind::StateSucceeded)
    };
    matches!(event.kind, EventKind::StateFailed) && before.is_some_and(succeeded)
}

/// A container that is retried begins again without having ended, in the same visit; all that was in it has ended.
fn begin(key: Key, run: &Run, open: &mut BTreeMap<Key, bool>) -> Result<(), String> {
    let again = open.insert(key, true) == Some(true);
    match key {
        (visit, None) if again => lose(visit, None, run, open),
        (_, Some(_)) if again => Err(format!("{key:?} begins twice")),
        _ => Ok(()),
    }
}

/// What happens in a branch or iteration happens while that is open. Only what is cut with it may say so afterwards:
/// an iteration is told to be aborted before the states in it are.
fn inside_is_open(event: &Event, open: &BTreeMap<Key, bool>) -> Result<(), String> {
    let cut = matches!(
        event.kind,
        EventKind::StateAborted | EventKind::IterationAborted(_) | EventKind::MapRunAborted
    );
    let step = event.place.innermost();
    let Some(step) = step.filter(|step| event.visit != step.visit && !cut) else {
        return Ok(());
    };
    let index = step.map.then_some(step.index);
    match open.get(&(step.visit, index)) {
        Some(true) => Ok(()),
        _ => Err(format!(
            "event {} happens inside of what is not open",
            event.id
        )),
    }
}
