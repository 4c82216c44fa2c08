//! The table of steps: what its rows are at a position (`steps/rows.txt`), and what holds for the rows of any run.

mod machines;
mod sessions;
mod support;

use machines::Chance;
use sessions::start_of;
use std::collections::BTreeSet;
use std::rc::Rc;
use stepglass::api::{Limits, Run};
use stepglass::definition::{read::read, StateId, StateKind, StateMachine};
use stepglass::execution::{ErrorDetails, Event, EventKind, Pace, Setup, TaskEvent};
use stepglass::history::outline::{outline, Hidden, Line, Subject};
use stepglass::history::{Status, Summary, Visit};
use stepglass::random::Random;
use stepglass::session::{Session, Stopped};
use stepglass::text::{read_value, write};
use stepglass::time::{Duration, Timestamp};
use stepglass::value::Value;
use stepglass::view::steps::{step_index, step_rows, BarPart, StepRow};

const MACHINES: u64 = 400;
const ALL: u32 = u32::MAX;

#[test]
fn rows_stand_under_their_containers_with_their_bars() {
    support::check("steps/rows.txt", |input| {
        let request = read_value(input).expect("the case is JSON");
        let text = |name: &str| request.get(name).map(write::compact).unwrap_or_default();
        let numbers = |name: &str| -> Vec<u32> {
            let list = request.get(name).and_then(Value::as_array).cloned();
            let list = list.unwrap_or_default();
            let numbers = list.iter().filter_map(|at| at.as_number()?.as_i64());
            numbers.map(|at| at as u32).collect()
        };
        let mut start = start_of(&text("definition"), &text("input"), &text("mocks"), "");
        start.typical_latency = false;
        let mut session = Session::start(start).expect("the machine can be started");
        end(&mut session);
        if let Some(at) = numbers("at").first() {
            session.seek(*at);
        }
        let reached = request.get("reached").is_some();
        let answer = step_rows(&session, 0, ALL, numbers("folded"), reached);
        let began = session.setup().start.millis();
        let rows = answer.rows.iter().map(|row| line(row, began));
        rows.collect::<Vec<_>>().join("\n")
    });
}

fn end(session: &mut Session) {
    while session.run(1_000) == Stopped::Slice {}
}

/// `#entered name #index [branch] status ×tries: from–to status | …`, times in milliseconds since the start.
fn line(row: &StepRow, began: i64) -> String {
    let indent = "  ".repeat(row.depth as usize);
    let entered = row.entered.map_or("--".to_owned(), |id| format!("#{id}"));
    let iteration = row.iteration.iter().map(|index| format!(" #{index}"));
    let branch = row.branch.map(|branch| format!(" branch {branch}"));
    let status = row.status.map(|status| format!(" {status:?}"));
    let tries = (row.tries > 0).then(|| format!(" x{}", row.tries));
    let inner = if row.inner { " +" } else { "" };
    let parts = row.parts.iter().map(|part| stretch(part, began));
    format!(
        "{indent}{entered} {}{}{}{}{}{inner}: {}",
        row.name,
        iteration.collect::<String>(),
        branch.unwrap_or_default(),
        status.unwrap_or(" not started".to_owned()),
        tries.unwrap_or_default(),
        parts.collect::<Vec<_>>().join(" | ")
    )
}

fn stretch(part: &BarPart, began: i64) -> String {
    let ahead = if part.ahead { " ahead" } else { "" };
    let to = part
        .to
        .map_or(String::new(), |to| format!("{}", to - began));
    format!("{}-{to} {:?}{ahead}", part.from - began, part.status)
}

/// The run of a seed, at its end or stopped on the way.
fn run(seed: u64) -> Run {
    let machine = machines::machine(seed);
    let setup = Rc::new(Setup {
        seed,
        pace: if seed.is_multiple_of(2) {
            Pace::ZERO
        } else {
            Pace::TYPICAL
        },
        ..Setup::named("Machine", "run", &machine.input)
    });
    let definition = Rc::new(read(&machine.definition).machine);
    let limits = Limits {
        horizon: setup.start + Duration::from_days(2),
        budget: Some(if seed % 10 == 3 {
            Random::new(seed).below(40)
        } else {
            40_000
        }),
    };
    let mut run = Run::start(definition, setup);
    run.to_end(&mut Chance(seed), &limits);
    if seed % 10 == 3 {
        run.stop(ErrorDetails::default());
    }
    run
}

/// Tries a property on every machine, on the way and at the end.
fn every(property: impl Fn(&[Event], &Summary, &StateMachine) -> Result<(), String>) {
    for seed in 0..MACHINES {
        let run = run(seed);
        let definition = run.machine().definition();
        for part in [3, 2, 1] {
            let events = &run.events[..run.events.len() / part];
            let mut summary = Summary::default();
            events
                .iter()
                .for_each(|event| summary.add(event, definition));
            if let Err(what) = property(events, &summary, definition) {
                panic!("seed {seed}, {} events: {what}", events.len());
            }
        }
    }
}

fn lines(summary: &Summary, definition: &StateMachine) -> Vec<Line> {
    outline(summary, definition, &Hidden::default())
}

fn visit<'a>(summary: &'a Summary, line: &Line) -> Option<&'a Visit> {
    match line.subject {
        Subject::Visit(at) => Some(&summary.visits()[at]),
        Subject::State(_) => None,
    }
}

#[test]
fn every_event_belongs_to_one_row_or_to_the_execution() {
    every(|events, summary, definition| {
        let mut rows: Vec<u32> = Vec::new();
        for visit in lines(summary, definition)
            .iter()
            .filter_map(|line| visit(summary, line))
        {
            rows.extend(summary.events_of(visit.entered));
        }
        rows.extend(
            events
                .iter()
                .filter(|event| event.visit == 0)
                .map(|event| event.id),
        );
        rows.sort_unstable();
        let all: Vec<u32> = (1..=events.len() as u32).collect();
        if rows == all {
            Ok(())
        } else {
            Err(format!("the rows have the events {rows:?}"))
        }
    });
}

#[test]
fn every_state_has_a_row_under_its_container() {
    every(|_, summary, definition| {
        let lines = lines(summary, definition);
        let mut seen = BTreeSet::new();
        let mut around: Vec<(u32, Option<u32>)> = Vec::new();
        for line in &lines {
            while around.last().is_some_and(|(depth, _)| *depth >= line.depth) {
                around.pop();
            }
            let visit = visit(summary, line);
            let parent = around.last().and_then(|(_, entered)| *entered);
            if line.parent != parent || around.len() != line.depth as usize {
                return Err(format!("{line:?} stands under {around:?}"));
            }
            let container = visit
                .and_then(|visit| visit.place.innermost())
                .map(|step| step.visit);
            if visit.is_some() && container != parent {
                return Err(format!("{line:?} belongs to {container:?}"));
            }
            let subject = match line.subject {
                Subject::Visit(at) => summary.visits()[at].state,
                Subject::State(state) => state,
            };
            seen.insert(subject);
            around.push((line.depth, visit.map(|visit| visit.entered)));
        }
        let mut inside: BTreeSet<StateId> = BTreeSet::new();
        for state in &definition.states {
            let owner = definition
                .region(state.region)
                .owner
                .map(|(owner, _)| owner);
            let distributed = |id: &StateId| matches!(&definition.state(*id).kind, StateKind::Map(map) if map.distributed);
            if owner.is_some_and(|owner| inside.contains(&owner) || distributed(&owner)) {
                inside.insert(state.id);
            }
        }
        if let Some(state) = inside.intersection(&seen).next() {
            return Err(format!("{state:?} runs in executions of its own"));
        }
        seen.extend(inside);
        let missing = definition
            .states
            .iter()
            .find(|state| !seen.contains(&state.id));
        missing.map_or(Ok(()), |state| Err(format!("{} has no row", state.name)))
    });
}

#[test]
fn bars_have_no_gaps_and_lie_within_their_parents() {
    every(|_, summary, definition| {
        for visit in summary.visits() {
            let parts = visit.parts(definition.state(visit.state));
            let ends = parts.iter().map(|part| part.to);
            let begins = parts.iter().map(|part| Some(part.from));
            let joined = begins.skip(1).eq(ends.take(parts.len().saturating_sub(1)));
            let forward = parts
                .iter()
                .all(|part| part.to.is_none_or(|to| to >= part.from));
            let from = parts.first().map(|part| part.from);
            let to = parts.last().and_then(|part| part.to);
            if !joined || !forward || from != Some(visit.entered_at) || to != visit.ended_at {
                return Err(format!("#{}: {parts:?}", visit.entered));
            }
            if parts.len() < visit.attempts.len() {
                return Err(format!("#{} has more attempts than parts", visit.entered));
            }
            let Some(around) = visit.place.innermost() else {
                continue;
            };
            let parent = summary
                .visit_of(around.visit)
                .expect("a container was entered");
            if visit.entered_at < parent.entered_at || later(visit.ended_at, parent.ended_at) {
                return Err(format!("#{} leaves #{}", visit.entered, parent.entered));
            }
        }
        Ok(())
    });
}

/// Whether something ended after its container did. What goes on ends after everything.
fn later(inner: Option<Timestamp>, outer: Option<Timestamp>) -> bool {
    outer.is_some_and(|outer| inner.is_none_or(|inner| inner > outer))
}

#[test]
fn statuses_agree_with_the_events() {
    every(|events, summary, _| {
        let over = events.last().is_some_and(|event| event.kind.is_terminal());
        for visit in summary.visits() {
            let own = summary.events_of(visit.entered);
            let own: Vec<&EventKind> = own
                .iter()
                .map(|id| &events[*id as usize - 1].kind)
                .collect();
            let has = |is: fn(&EventKind) -> bool| own.iter().any(|kind| is(kind));
            let exited = has(|kind| matches!(kind, EventKind::StateExited { .. }));
            let tries = own.iter().filter(|kind| begins(kind)).count();
            let holds = match visit.status {
                Status::Succeeded | Status::Caught => exited,
                Status::InProgress | Status::Waiting => {
                    !exited && !over && visit.ended_at.is_none()
                }
                Status::TimedOut => {
                    has(|kind| matches!(kind, EventKind::Task(TaskEvent::TimedOut(_))))
                }
                Status::Failed => !exited && visit.failure.is_some(),
                Status::Aborted => !exited && visit.ended_at.is_some(),
            };
            if !holds || tries != visit.attempts.len() {
                return Err(format!(
                    "#{} is {:?} with {own:?}",
                    visit.entered, visit.status
                ));
            }
        }
        Ok(())
    });
}

fn begins(kind: &EventKind) -> bool {
    matches!(
        kind,
        EventKind::StateStarted(_)
            | EventKind::MapRunRedriven { .. }
            | EventKind::Task(TaskEvent::Scheduled(_))
    )
}

/// Tries a property at many positions of the runs that time travel is tested with.
fn everywhere(property: impl Fn(&Session)) {
    let mut names = BTreeSet::new();
    for machine in sessions::machines() {
        let start = start_of(
            machine.definition,
            machine.input,
            machine.mocks,
            machine.files,
        );
        assert!(names.insert(machine.name));
        let mut session = Session::start(start).expect("the machine can be started");
        end(&mut session);
        let known = session.known().len() as u32;
        for event in (1..=known).rev().step_by(known as usize / 40 + 1) {
            session.seek(event);
            property(&session);
        }
    }
}

#[test]
fn bars_are_cut_at_the_position() {
    everywhere(|session| {
        let now = session.now().millis();
        let all = step_rows(session, 0, ALL, vec![], false);
        assert!(all.until >= now);
        let visits = session.summary().visits().len();
        assert_eq!(
            all.rows.iter().filter(|row| row.status.is_some()).count(),
            visits
        );
        for row in &all.rows {
            for part in &row.parts {
                match part.ahead {
                    true => assert!(part.from >= now, "{row:?} at {now}"),
                    false => assert!(
                        part.from <= now && part.to.is_none_or(|to| to <= now),
                        "{row:?} at {now}"
                    ),
                }
            }
            let ahead = row.parts.iter().map(|part| part.ahead);
            assert!(ahead.is_sorted(), "{row:?}");
            let begun = row.parts.iter().any(|part| !part.ahead);
            assert_eq!(begun, row.status.is_some(), "{row:?}");
        }
    });
}

#[test]
fn rows_come_in_pieces_and_are_found_again() {
    everywhere(|session| {
        let all = step_rows(session, 0, ALL, vec![], false);
        assert_eq!(all.count as usize, all.rows.len());
        for (at, row) in (0..).zip(&all.rows) {
            let one = step_rows(session, at, 1, vec![], false);
            assert_eq!(format!("{:?}", one.rows), format!("{:?}", [row]));
            let found = step_index(session, vec![], false, row.entered, row.state);
            assert_eq!(found, Some(at));
        }
    });
}

#[test]
fn folding_and_hiding_leave_rows_out() {
    everywhere(|session| {
        let all = step_rows(session, 0, ALL, vec![], false).rows;
        let reached = step_rows(session, 0, ALL, vec![], true).rows;
        let begun: Vec<_> = all.iter().filter(|row| row.status.is_some()).collect();
        let names = |row: &&StepRow| (row.entered, row.depth);
        assert!(reached
            .iter()
            .map(|row| names(&row))
            .eq(begun.iter().map(names)));
        let folded: Vec<u32> = all
            .iter()
            .filter(|row| row.inner)
            .filter_map(|row| row.entered)
            .collect();
        let top = step_rows(session, 0, ALL, folded.clone(), false).rows;
        assert!(
            top.iter().all(|row| row.depth == 0 || row.parent.is_none()),
            "{top:?}"
        );
        for row in all
            .iter()
            .filter(|row| row.depth > 0 && row.entered.is_some())
        {
            let shown = step_index(session, folded.clone(), false, row.entered, row.state);
            let shown = &top[shown.expect("something around it is shown") as usize];
            assert!(shown.inner && shown.depth == 0, "{shown:?}");
        }
    });
}
