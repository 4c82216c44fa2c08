//! What must hold for every opened history: tables, bars, statuses and steps back follow from its events.

use super::case::Case;
use std::collections::BTreeMap;
use stepglass::execution::{Event, EventKind, Status as Ended, TaskEvent};
use stepglass::history::recorded::Recorded;
use stepglass::history::{Status, Summary, Visit};
use stepglass::session::{Breakpoint, Hit, Past, Recording, Step, Stopped};
use stepglass::text::write::compact;
use stepglass::value::{Array, Object, Value};
use stepglass::view::recorded::run_view;
use stepglass::view::run::StepStatus;
use stepglass::view::steer::{event_rows, step_view};
use stepglass::view::steps::step_rows;

type Checked = Result<(), String>;

/// Members that the service gives as JSON text, which cases show as values.
const TEXTS: [&str; 6] = [
    "input",
    "output",
    "parameters",
    "cause",
    "location",
    "error",
];

/// A case's events as they would have been printed, a second apart; `None` where it has none with ids.
pub fn events_of(case: &Case) -> Option<Value> {
    let expect = case.value.get("expect")?;
    let events = expect.get("events")?.as_array()?;
    let ordered = expect.get("order").and_then(Value::as_str) != Some("scrambled");
    let printed = (0..).zip(events.iter()).map(|(at, event)| {
        let object = event.as_object()?.clone();
        let seconds = object.get("timestamp").cloned();
        let object: Object = object
            .iter()
            .map(|(name, value)| (name.clone(), texts(name, value)))
            .collect();
        Some(Value::Object(object.with(
            "timestamp",
            seconds.unwrap_or(Value::from(1_704_067_200 + at)),
        )))
    });
    let printed: Option<Array> = printed.collect();
    Some(Value::Array(
        printed.filter(|list| ordered && !list.is_empty())?,
    ))
}

fn texts(name: &str, value: &Value) -> Value {
    let Some(details) = value.as_object().filter(|_| name.ends_with("EventDetails")) else {
        return value.clone();
    };
    let text = |name: &str, value: &Value| match value {
        Value::Object(assigned) if name == "assignedVariables" => {
            let pairs = assigned
                .iter()
                .map(|(name, value)| (name.clone(), printed(value)));
            Value::Object(pairs.collect())
        }
        value if TEXTS.contains(&name) => printed(value),
        value => value.clone(),
    };
    let pairs = details
        .iter()
        .map(|(name, value)| (name.clone(), text(name, value)));
    Value::Object(pairs.collect())
}

fn printed(value: &Value) -> Value {
    match value {
        Value::Text(_) => value.clone(),
        other => Value::from(compact(other)),
    }
}

fn expect(holds: bool, what: impl FnOnce() -> String) -> Checked {
    match holds {
        true => Ok(()),
        false => Err(what()),
    }
}

/// Checks a history at its end and at every position.
pub fn check(recorded: Recorded) -> Checked {
    let events = recorded.events.clone();
    let definition = recorded.definition.clone();
    let mut recording = Recording::open(recorded);
    rows(&recording, &events)?;
    ended(&recording, &events)?;
    prefixes(&mut recording, &events, &definition)?;
    steps_back(&mut recording, &events)?;
    stops(&mut recording, &events)
}

/// Each visit has its row, with the bar, the tries and the status that its events tell.
fn rows(recording: &Recording, events: &[Event]) -> Checked {
    let table = step_rows(recording, 0, u32::MAX, Vec::new(), false);
    let mut rows = BTreeMap::new();
    for row in &table.rows {
        if let Some(entered) = row.entered {
            expect(rows.insert(entered, row).is_none(), || {
                format!("{entered} has two rows")
            })?;
        }
    }
    for event in events
        .iter()
        .filter(|e| matches!(e.kind, EventKind::StateEntered(_)))
    {
        let row = rows
            .remove(&event.id)
            .ok_or_else(|| format!("{} has no row", event.id))?;
        let own: Vec<&Event> = events.iter().filter(|e| e.visit == event.id).collect();
        let visit = recording.summary().visit_of(event.id).ok_or("no visit")?;
        attempts(visit, &own)?;
        let tries = own.iter().filter(|e| begins(&e.kind)).count() as u32;
        expect(row.tries == tries, || {
            format!("{}: {} tries, {tries} begun", event.id, row.tries)
        })?;
        expect(
            row.parts
                .first()
                .is_some_and(|part| part.from == event.time.millis()),
            || format!("{}: its bar begins elsewhere", event.id),
        )?;
        let exit = own
            .iter()
            .find(|e| matches!(e.kind, EventKind::StateExited { .. }));
        if let Some(exit) = exit {
            expect(row.ended == Some(exit.time.millis()), || {
                format!("{}: ended {:?}", event.id, row.ended)
            })?;
        }
        let last = row.parts.last().and_then(|part| part.to);
        expect(last == row.ended, || {
            format!(
                "{}: its bar ends at {last:?}, it at {:?}",
                event.id, row.ended
            )
        })?;
        status(row.status.ok_or("no status")?, exit.is_some(), &own, events)
            .map_err(|what| format!("{}: {what}", event.id))?;
        step(recording, event, &own)?;
    }
    expect(rows.is_empty(), || {
        format!("rows without an event: {:?}", rows.keys())
    })
}

fn begins(kind: &EventKind) -> bool {
    matches!(
        kind,
        EventKind::Task(TaskEvent::Scheduled(_))
            | EventKind::StateStarted(_)
            | EventKind::MapRunRedriven { .. }
    )
}

/// Attempts begin and end with events of the visit, in time.
fn attempts(visit: &Visit, own: &[&Event]) -> Checked {
    let begun: Vec<_> = own
        .iter()
        .filter(|e| begins(&e.kind))
        .map(|e| (e.id, e.time))
        .collect();
    let told: Vec<_> = visit
        .attempts
        .iter()
        .map(|a| (a.event, a.started))
        .collect();
    expect(begun == told, || {
        format!("{}: attempts {told:?}, begun {begun:?}", visit.entered)
    })
}

fn status(status: StepStatus, left: bool, own: &[&Event], events: &[Event]) -> Checked {
    let failed = own.iter().rev().find(|e| fails(&e.kind));
    let open = matches!(status, StepStatus::InProgress | StepStatus::Waiting);
    let over = events.last().is_some_and(|e| e.kind.is_terminal());
    if left {
        let good = matches!(status, StepStatus::Succeeded | StepStatus::Caught);
        return expect(good, || format!("left, but {status:?}"));
    }
    expect(
        !matches!(status, StepStatus::Succeeded | StepStatus::Caught),
        || format!("not left, but {status:?}"),
    )?;
    expect(!(over && open), || format!("{status:?} after the end"))?;
    let timed_out =
        failed.is_some_and(|e| matches!(e.kind, EventKind::Task(TaskEvent::TimedOut(_))));
    expect(status != StepStatus::TimedOut || timed_out, || {
        "timed out without an event".to_owned()
    })
}

fn fails(kind: &EventKind) -> bool {
    matches!(
        kind,
        EventKind::StateFailed
            | EventKind::EvaluationFailed { .. }
            | EventKind::MapRunFailed(_)
            | EventKind::Task(
                TaskEvent::Failed(_)
                    | TaskEvent::TimedOut(_)
                    | TaskEvent::ScheduleFailed(_)
                    | TaskEvent::StartFailed(_)
                    | TaskEvent::SubmitFailed(_)
            )
    )
}

/// The step panel has the visit's own events, and its data as it was printed.
fn step(recording: &Recording, entered: &Event, own: &[&Event]) -> Checked {
    let view = step_view(recording, entered.id).ok_or("no step")?;
    let ids: Vec<u32> = own.iter().map(|event| event.id).collect();
    expect(view.events == ids, || {
        format!("{}: events {:?}, not {ids:?}", entered.id, view.events)
    })?;
    let raw = recording.recorded().raw(entered).ok_or("no event")?;
    let input = raw.text("input").map(|text| text.to_string());
    expect(view.input == input.clone().unwrap_or_default(), || {
        format!("{}: input {input:?}", entered.id)
    })?;
    expect(
        raw.text("name")
            .is_some_and(|name| *name == view.name.as_str()),
        || format!("{} is not of {}", entered.id, view.name),
    )
}

/// The execution ends as its last event says; rows of events have its types and times.
fn ended(recording: &Recording, events: &[Event]) -> Checked {
    let standing = recording.standing();
    let wanted = match events.last().map(|event| &event.kind) {
        Some(EventKind::ExecutionSucceeded(_)) => Ended::Succeeded,
        Some(EventKind::ExecutionFailed(_)) => Ended::Failed,
        Some(EventKind::ExecutionTimedOut(_)) => Ended::TimedOut,
        Some(EventKind::ExecutionAborted(_)) => Ended::Aborted,
        _ => Ended::Running,
    };
    expect(standing.status == wanted, || {
        format!("{:?}, not {wanted:?}", standing.status)
    })?;
    let view = run_view(recording, stepglass::session::Stopped::Done);
    let entered = events
        .iter()
        .filter(|e| matches!(e.kind, EventKind::StateEntered(_)))
        .count();
    let visits: u32 = view.states.iter().map(|state| state.visits).sum();
    expect(visits as usize == entered, || {
        format!("{visits} visits on the graph, {entered} entered")
    })?;
    for (row, raw) in event_rows(recording, 1, u32::MAX)
        .iter()
        .zip(&recording.recorded().raw)
    {
        expect(
            raw.name == row.kind.as_str() && raw.time.millis() == row.time,
            || format!("{} is told as {}", raw.name, row.kind),
        )?;
    }
    Ok(())
}

fn told(summary: &Summary) -> String {
    format!("{:?} {:?}", summary.visits(), summary.edges())
}

/// At every position, come to from behind and from before, what is told is the fold of the events before it.
fn prefixes(
    recording: &mut Recording,
    events: &[Event],
    definition: &stepglass::definition::StateMachine,
) -> Checked {
    let mut fold = Summary::default();
    let mut folds = Vec::new();
    for event in events {
        fold.add(event, definition);
        folds.push(told(&fold));
    }
    let last = events.len() as u32;
    for position in (1..=last).rev().chain(1..=last) {
        recording.seek(position);
        let at = position as usize - 1;
        expect(recording.position() == position, || {
            format!("{} is not {position}", recording.position())
        })?;
        expect(told(recording.summary()) == folds[at], || {
            format!("another fold at {position}")
        })?;
        expect(recording.now() == events[at].time, || {
            format!("another time at {position}")
        })?;
        let standing = recording.standing();
        let running = standing.status == Ended::Running;
        expect(running != events[at].kind.is_terminal(), || {
            format!("{:?} at {position}", standing.status)
        })?;
        let open = |visit: &&Visit| matches!(visit.status, Status::InProgress | Status::Waiting);
        let none = recording.summary().visits().iter().find(open).is_none();
        expect(running || none, || {
            format!("something is open after the end at {position}")
        })?;
    }
    Ok(())
}

/// Steps back lead over every state that was entered, to the start.
fn steps_back(recording: &mut Recording, events: &[Event]) -> Checked {
    recording.seek(u32::MAX);
    let mut entered: Vec<u32> = events
        .iter()
        .filter(|e| matches!(e.kind, EventKind::StateEntered(_)) && (e.id as usize) < events.len())
        .map(|e| e.id)
        .collect();
    while let Some(wanted) = entered.pop() {
        recording.step(Step::Back);
        expect(recording.position() == wanted, || {
            format!("back to {}, not {wanted}", recording.position())
        })?;
    }
    recording.step(Step::Back);
    expect(recording.position() == 1, || {
        format!("back to {}", recording.position())
    })
}

/// Breakpoints of every kind stop at the same events in both directions, a failure of the execution is met, and what was
/// only stopped has not failed.
fn stops(recording: &mut Recording, events: &[Event]) -> Checked {
    let lists = [
        r#"["Nobody", {"on": "enter"}]"#,
        r#"[{"on": "exit"}]"#,
        r#"[{"on": "fail"}]"#,
        r#"[{"on": "retry"}]"#,
        r#"[{"on": "enter", "visit": 2}]"#,
        r#"[{"event": "ExecutionFailed"}, {"on": "exit", "condition": "$exists($states.result)"}]"#,
    ];
    for list in lists {
        recording.break_at(Breakpoint::list(list).ok_or("no list")?);
        recording.restart();
        let mut forwards = Vec::new();
        while let Stopped::Breakpoint(_) = recording.run(u64::MAX) {
            let hit = recording.hit().cloned().ok_or("no hit")?;
            expect(hit.event == recording.position(), || {
                format!("{list}: {hit:?} at {}", recording.position())
            })?;
            forwards.push(hit);
        }
        if list.contains("fail") {
            failures(events, &forwards)?;
        }
        let mut backwards = Vec::new();
        while let Stopped::Breakpoint(_) = recording.step(Step::RunBack) {
            backwards.extend(recording.hit().cloned());
        }
        backwards.reverse();
        forwards.retain(|hit| (hit.event as usize) < events.len());
        expect(backwards == forwards, || {
            format!("{list}: {forwards:?}, back {backwards:?}")
        })?;
    }
    Ok(())
}

fn failures(events: &[Event], stops: &[Hit]) -> Checked {
    let ended = events.last().map(|event| &event.kind);
    let failed = matches!(
        ended,
        Some(EventKind::ExecutionFailed(_) | EventKind::ExecutionTimedOut(_))
    );
    expect(!failed || !stops.is_empty(), || {
        "it has failed and nothing stopped it".to_owned()
    })?;
    let told: Vec<u32> = stops.iter().map(|hit| hit.event).collect();
    let wrong = events.iter().find(|event| match &event.kind {
        kind if fails(kind) => !told.contains(&event.id),
        EventKind::ExecutionAborted(_) | EventKind::ExecutionSucceeded(_) => {
            told.contains(&event.id)
        }
        _ => false,
    });
    expect(wrong.is_none(), || format!("{wrong:?} among {told:?}"))
}
