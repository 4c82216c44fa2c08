//! A session as the page shows it.

use super::calls;
use super::lanes::lanes;
use super::mark::mark;
use super::run::{
    AnswerSource, AttemptView, EventRow, ExecutionView, ProblemView, RunView, StartRequest,
    StateRunView, StatusCount, StepStatus, StepView, Stopped,
};
use super::taken::taken;
use super::{map_run, nested};
use crate::definition::{StateId, StateKind};
use crate::execution::{Event, EventId, EventKind, Machine, Place, Setup, TaskEvent};
use crate::history::{Attempt, Status, Visit};
use crate::service::Source;
use crate::session::{self, Hit, Past, Session, Start};
use crate::text::write::compact;
use crate::time::Timestamp;
use crate::value::Value;

impl From<StartRequest> for Start {
    fn from(request: StartRequest) -> Start {
        let or = |text: String, default: &str| match text.is_empty() {
            true => default.to_owned(),
            false => text,
        };
        Start {
            definition: request.definition,
            input: request.input,
            mocks: request.mocks,
            test_case: request.test_case,
            doubles: request.doubles,
            asked: request.asked,
            handlers: request.handlers,
            files: request.files.unwrap_or_default(),
            machines: request.machines.unwrap_or_default(),
            machine_name: or(request.machine_name, "MyStateMachine"),
            name: request.name,
            express: request.kind == "EXPRESS",
            region: or(request.region, "us-east-1"),
            account: or(request.account, "123456789012"),
            start: request.start,
            seed: request.seed,
            typical_latency: request.latency != "zero",
        }
    }
}

/// The run at its position.
pub fn run_view(session: &Session, stopped: session::Stopped) -> RunView {
    let machine = session.machine();
    let timer = machine.waits_for_timer();
    let summary = session.summary();
    RunView {
        execution: execution_view(session),
        position: session.position(),
        known: session.known().len() as u32,
        now: match machine.is_running() {
            true => session.now().millis(),
            // Others may have run on.
            false => machine.now().millis(),
        },
        stopped: stopped_view(stopped, hit_view(session, session.hit())),
        next_due: machine.next_due().filter(|_| timer).map(|due| due.millis()),
        states: summary
            .states()
            .map(|state| state_view(session, state))
            .collect(),
        taken: taken(summary),
        calls: calls::open_calls(session),
        recorded: None,
    }
}

fn execution_view(session: &Session) -> ExecutionView {
    execution_of(session.machine(), session.setup(), session.now())
}

/// Details of an execution at `now`; `setup` has its input's text.
pub(super) fn execution_of(machine: &Machine, setup: &Setup, now: Timestamp) -> ExecutionView {
    let outcome = machine.outcome();
    let closed = (!machine.is_running()).then(|| machine.now().millis());
    let text = |text: &Option<crate::value::Text>| text.as_ref().map(ToString::to_string);
    ExecutionView {
        arn: setup.execution_arn.to_string(),
        name: setup.execution_name.to_string(),
        machine_arn: setup.machine_arn.to_string(),
        machine_name: setup.machine_name.to_string(),
        kind: setup.workflow_type.name().to_owned(),
        status: outcome.status.name().to_owned(),
        started: setup.start.millis(),
        closed,
        transitions: machine.transitions(),
        input: setup.input_text.to_string(),
        output: outcome.output.as_ref().map(compact),
        error: text(&outcome.details.error),
        cause: text(&outcome.details.cause),
        redrives: machine.redriven().map_or(0, |(count, _)| count),
        redriven: machine.redriven().map(|(_, time)| time.millis()),
        not_redrivable: machine
            .redrivable(now)
            .err()
            .map(|why| why.reason().to_owned()),
    }
}

pub(super) fn state_view(session: &dyn Past, state: StateId) -> StateRunView {
    let summary = session.summary();
    let last = summary.of_state(state).next_back();
    // A Map's items are looked at together, the visits of a loop one after the other.
    let in_map = last.is_some_and(|visit| !iteration(&visit.place).is_empty());
    let counts = match in_map {
        true => summary.counts(state),
        false => Default::default(),
    };
    let retries = match in_map {
        true => summary.of_state(state).map(|visit| visit.retries()).sum(),
        false => last.map_or(0, |visit| visit.retries()),
    };
    let counts = counts.into_iter().map(|(status, count)| StatusCount {
        status: status.into(),
        count,
    });
    StateRunView {
        state: state.0,
        status: last.map_or(StepStatus::InProgress, |visit| status_of(session, visit)),
        visits: summary.of_state(state).count() as u32,
        retries: retries as u32,
        counts: counts.collect(),
        automatic: last.is_some_and(|visit| made_up(session, visit)),
    }
}

/// Whether an answer in a visit was an automatic one.
pub(super) fn made_up(session: &dyn Past, visit: &Visit) -> bool {
    let run = session.steered();
    run.is_some_and(|run| {
        let mut sources = run.answered(visit.entered);
        sources.any(|source| source == Source::Automatic)
    })
}

/// A Task that waits for the user's answer is not in progress, it waits.
pub(super) fn status_of(session: &dyn Past, visit: &Visit) -> StepStatus {
    let asks = |run| calls::asks(run, visit.entered);
    match visit.status {
        Status::InProgress if session.steered().is_some_and(asks) => StepStatus::Waiting,
        status => status.into(),
    }
}

/// Rows of known events, `count` of them from event `from` on.
pub fn event_rows(session: &dyn Past, from: u32, count: u32) -> Vec<EventRow> {
    let skipped = from.max(1) as usize - 1;
    let events = session.known().iter().skip(skipped).take(count as usize);
    let lanes = lanes(session.definition());
    let row = |event| event_row(session, event, &lanes);
    events.map(row).collect()
}

fn event_row(session: &dyn Past, event: &Event, lanes: &[u32]) -> EventRow {
    let definition = session.definition();
    let state = event.state.map(|state| definition.state(state));
    let region = state.map_or(0, |state| state.region.0 as usize);
    EventRow {
        id: event.id,
        previous: event.previous,
        kind: session.type_of(event),
        time: event.time.millis(),
        state: event.state.map(|state| state.0),
        name: state.map(|state| state.name.to_string()),
        iteration: iteration(&event.place),
        visit: (event.visit > 0).then_some(event.visit),
        lane: lanes.get(region).copied().unwrap_or(0),
        mark: mark(&event.kind),
        answer: answer(session, event),
    }
}

/// Who gave the answer that an event tells of: that of the latest attempt of its visit.
fn answer(session: &dyn Past, event: &Event) -> Option<AnswerSource> {
    match &event.kind {
        EventKind::Task(TaskEvent::Scheduled(_) | TaskEvent::Started(_)) => return None,
        EventKind::Task(_) => {}
        _ => return None,
    }
    let before = session
        .known()
        .get(event.visit as usize..event.id as usize)?;
    let scheduled = |other: &&Event| {
        let asks = matches!(
            other.kind,
            EventKind::Task(TaskEvent::Scheduled(_) | TaskEvent::ScheduleFailed(_))
        );
        asks && other.visit == event.visit
    };
    let attempt = before.iter().filter(scheduled).count().checked_sub(1)?;
    answer_source(session.steered()?.answered(event.visit).nth(attempt)?)
}

/// Indexes of the Maps around a place, outermost first.
pub(super) fn iteration(place: &Place) -> Vec<u32> {
    let maps = place.steps().filter(|step| step.map);
    let mut indexes: Vec<u32> = maps.map(|step| step.index).collect();
    indexes.reverse();
    indexes
}

/// The latest visit of a state at the position.
pub fn latest_step(session: &dyn Past, state: u32) -> Option<StepView> {
    let visit = session.summary().of_state(StateId(state)).next_back()?;
    Some(step_of(session, visit))
}

/// The visit that an event belongs to, by its `…StateEntered` event.
pub fn step_view(session: &dyn Past, entered: EventId) -> Option<StepView> {
    let visit = session.summary().visit_of(entered)?;
    Some(step_of(session, visit))
}

fn step_of(session: &dyn Past, visit: &Visit) -> StepView {
    let summary = session.summary();
    let state = session.definition().state(visit.state);
    let known = |id: EventId| session.known().get((id as usize).wrapping_sub(1));
    let input = known(visit.entered).and_then(|event| session.payload(event));
    let exited = visit.exited.and_then(known);
    let assigned = match exited.map(|event| &event.kind) {
        Some(EventKind::StateExited { assigned, .. }) => assigned.clone().unwrap_or_default(),
        _ => Default::default(),
    };
    let failure = visit.failure.and_then(known);
    let failure = failure.and_then(|event| details(session, event));
    let (error, cause) = failure.unwrap_or_default();
    let run = session.steered();
    let pairs = assigned
        .iter()
        .map(|(name, value)| (name.to_string(), compact(value)));
    StepView {
        state: visit.state.0,
        name: state.name.to_string(),
        kind: state.kind.type_name().to_owned(),
        status: status_of(session, visit),
        resource: match &state.kind {
            StateKind::Task(task) => Some(task.arn.to_string()),
            _ => None,
        },
        iteration: iteration(&visit.place),
        entered: visit.entered,
        exited: visit.exited,
        visits: summary
            .of_state(visit.state)
            .map(|visit| visit.entered)
            .collect(),
        iterations: summary
            .of_state(visit.state)
            .filter_map(|visit| {
                let item = visit.place.steps().find(|step| step.map)?;
                Some((item.index, status_of(session, visit)))
            })
            .collect(),
        entered_at: visit.entered_at.millis(),
        ended_at: visit.ended_at.map(|time| time.millis()),
        input: input.unwrap_or_default(),
        output: exited.and_then(|event| session.payload(event)),
        error,
        cause,
        attempts: visit
            .attempts
            .iter()
            .map(|attempt| attempt_view(session, attempt))
            .collect(),
        assigned: pairs.collect(),
        answers: run.map_or(Vec::new(), |run| {
            let sources = run.answered(visit.entered);
            sources.filter_map(answer_source).collect()
        }),
        map_runs: run.map_or(Vec::new(), |run| {
            map_run::of_visit(run, &summary.events_of(visit.entered))
        }),
        executions: run.map_or(Vec::new(), |run| nested::of_visit(run, visit.entered)),
        events: summary.events_of(visit.entered),
    }
}

fn attempt_view(session: &dyn Past, attempt: &Attempt) -> AttemptView {
    let at = attempt.failure.and_then(|id| (id as usize).checked_sub(1));
    let failure = at.and_then(|at| session.known().get(at));
    let told = failure.and_then(|event| details(session, event));
    AttemptView {
        started: attempt.started.millis(),
        ended: attempt.ended.map(|time| time.millis()),
        status: attempt.status.into(),
        error: told.and_then(|(error, _)| error),
    }
}

/// Error and cause of an event that has them.
fn details(session: &dyn Past, event: &Event) -> Option<(Option<String>, Option<String>)> {
    let details = match &event.kind {
        EventKind::ExecutionFailed(details)
        | EventKind::ExecutionTimedOut(details)
        | EventKind::ExecutionAborted(details)
        | EventKind::EvaluationFailed { details, .. }
        | EventKind::Task(
            TaskEvent::Failed(details)
            | TaskEvent::TimedOut(details)
            | TaskEvent::StartFailed(details)
            | TaskEvent::SubmitFailed(details)
            | TaskEvent::ScheduleFailed(details),
        ) => details,
        EventKind::StateExited { .. } => return error_output(&session.value(event)?),
        _ => return None,
    };
    let text = |text: &Option<crate::value::Text>| text.as_ref().map(ToString::to_string);
    Some((text(&details.error), text(&details.cause)))
}

/// Error and cause of an Error Output.
fn error_output(output: &Value) -> Option<(Option<String>, Option<String>)> {
    let text = |name: &str| output.get(name).and_then(Value::as_str).map(str::to_owned);
    text("Error").map(|error| (Some(error), text("Cause")))
}

pub(super) fn answer_source(source: Source) -> Option<AnswerSource> {
    match source {
        Source::Mock => Some(AnswerSource::Mock),
        Source::Double => Some(AnswerSource::Double),
        Source::Automatic => Some(AnswerSource::Automatic),
        Source::User => Some(AnswerSource::User),
        Source::Handler => Some(AnswerSource::Handler),
        Source::Execution => Some(AnswerSource::Execution),
        Source::Nobody => None,
    }
}

/// Why a command stopped; `hit` is the breakpoint's.
pub(super) fn stopped_view(stopped: session::Stopped, hit: Option<Stopped>) -> Stopped {
    match stopped {
        session::Stopped::Done => Stopped::Done,
        session::Stopped::Ended => Stopped::Ended,
        session::Stopped::Slice => Stopped::Slice,
        session::Stopped::Breakpoint(_) => hit.unwrap_or(Stopped::Done),
        session::Stopped::Waiting => Stopped::Waiting,
        session::Stopped::Asked(_) => Stopped::Asked,
        session::Stopped::Called(_) => Stopped::Called,
        session::Stopped::Start => Stopped::Start,
    }
}

pub(super) fn hit_view(past: &dyn Past, hit: Option<&Hit>) -> Option<Stopped> {
    let hit = hit?;
    let event = past.known().get((hit.event as usize).checked_sub(1)?)?;
    let name = |state| past.definition().state(state).name.to_string();
    Some(Stopped::Breakpoint {
        breakpoint: hit.breakpoint as u32,
        event: hit.event,
        kind: past.type_of(event),
        name: hit.state.map(name),
        visit: hit.visit,
        problem: hit.problem.as_ref().map(|problem| ProblemView {
            kind: problem.kind.name().to_owned(),
            detail: problem.detail.clone(),
        }),
    })
}

impl From<Status> for StepStatus {
    fn from(status: Status) -> StepStatus {
        match status {
            Status::InProgress => StepStatus::InProgress,
            Status::Waiting => StepStatus::Waiting,
            Status::Succeeded => StepStatus::Succeeded,
            Status::Failed => StepStatus::Failed,
            Status::Caught => StepStatus::Caught,
            Status::TimedOut => StepStatus::TimedOut,
            Status::Aborted => StepStatus::Aborted,
        }
    }
}
