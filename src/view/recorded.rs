//! A recorded run as the page shows it: the same views as those of a run that is steered, told from the events alone.

use super::check::Place;
use super::explain::{exit, told};
use super::flow::{FlowStage, FlowView};
use super::run::{ExecutionView, RunView, StartRequest};
use super::steer::{hit_view, state_view, stopped_view};
use super::taken::taken;
use crate::definition::QueryLanguage;
use crate::execution::{Event, EventKind, TaskEvent};
use crate::history::recorded::{self, Fault, Recorded, Role, Source};
use crate::session::{self, Past, Recording, Standing};
use crate::text::{write, LineIndex};
use crate::value::Value;
use serde::Serialize;

/// What the page tells of where a recorded run comes from.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct RecordedView {
    /// The definition was made of what was visited.
    pub sketched: bool,
    /// The history stops before its end: more of it follows on AWS.
    pub more: bool,
    /// Inputs and outputs are in the history.
    pub data: bool,
}

/// What texts of a recorded run came to.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct ReadingView {
    /// What each text is.
    pub sources: Vec<SourceView>,
    /// What is wrong.
    pub faults: Vec<FaultView>,
    /// Names and texts of the execution; `None` while something is wrong.
    pub request: Option<StartRequest>,
    /// What is there and what is not.
    pub recorded: Option<RecordedView>,
    /// How many events there are.
    pub events: u32,
}

/// What a text is.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct SourceView {
    /// `history`, `execution`, `machine`, `definition`; several of an export, none of what cannot be read.
    pub roles: Vec<String>,
    /// The first event's id.
    pub from: Option<u32>,
    /// The last event's id.
    pub to: Option<u32>,
}

/// Something that is wrong with a text.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct FaultView {
    /// Which text.
    pub source: u32,
    /// What it is, a key of the page's words.
    pub name: String,
    /// What belongs into these.
    pub words: Vec<String>,
    /// Line, from 1.
    pub line: u32,
    /// Column, from 1.
    pub column: u32,
    /// Where in the text.
    pub place: Place,
}

/// Reads the texts of a recorded run.
pub fn reading(texts: &[String]) -> ReadingView {
    let borrowed: Vec<&str> = texts.iter().map(String::as_str).collect();
    let read = recorded::read(&borrowed);
    let fault = |fault: &Fault| {
        let text = texts.get(fault.source).map_or("", String::as_str);
        fault_view(fault, text)
    };
    ReadingView {
        sources: read.sources.iter().map(source_view).collect(),
        faults: read.faults.iter().map(fault).collect(),
        request: read.recorded.as_ref().map(request),
        recorded: read.recorded.as_ref().map(recorded_view),
        events: read.recorded.map_or(0, |recorded| recorded.events.len()) as u32,
    }
}

fn source_view(source: &Source) -> SourceView {
    let name = |role: &Role| match role {
        Role::History => "history",
        Role::Execution => "execution",
        Role::Machine => "machine",
        Role::Definition => "definition",
    };
    SourceView {
        roles: source.roles.iter().map(|r| name(r).to_owned()).collect(),
        from: source.span.map(|(from, _)| from),
        to: source.span.map(|(_, to)| to),
    }
}

fn fault_view(fault: &Fault, text: &str) -> FaultView {
    let span = fault.span(text);
    let index = LineIndex::new(text);
    let position = index.position(span.start as usize);
    FaultView {
        source: fault.source as u32,
        name: fault.wrong.name().to_owned(),
        words: fault.wrong.words(),
        line: position.line,
        column: position.column,
        place: Place {
            from: index.utf16(span.start as usize),
            to: index.utf16(span.end as usize),
        },
    }
}

fn recorded_view(recorded: &Recorded) -> RecordedView {
    let has = |event: &Event| recorded.payload(event).is_some();
    RecordedView {
        sketched: recorded.sketched,
        more: recorded.more,
        data: recorded.events.iter().any(has),
    }
}

/// What an execution with the same input would be started with.
fn request(recorded: &Recorded) -> StartRequest {
    let names = recorded.identity();
    StartRequest {
        definition: recorded.text.clone(),
        input: input(recorded),
        machine_name: names.machine_name,
        name: names.name,
        kind: names.kind,
        region: names.region,
        account: names.account,
        start: recorded.events.first().map_or(0, |e| e.time.millis()),
        latency: "typical".into(),
        ..StartRequest::default()
    }
}

fn input(recorded: &Recorded) -> String {
    let input = recorded.input();
    input.map(|text| text.to_string()).unwrap_or_default()
}

/// A recording at its end. By what states were left is told where it can be.
pub fn open(recorded: Recorded) -> Recording {
    let mut recording = Recording::open(recorded);
    recording.settle(|recording, visit| exit(&told(recording, visit, true)));
    recording
}

/// The run at its position.
pub fn run_view(recording: &Recording, stopped: session::Stopped) -> RunView {
    let summary = recording.summary();
    RunView {
        execution: execution_view(recording),
        position: recording.position(),
        known: recording.known().len() as u32,
        now: recording.now().millis(),
        stopped: stopped_view(stopped, hit_view(recording, recording.hit())),
        next_due: None,
        states: summary
            .states()
            .map(|state| state_view(recording, state))
            .collect(),
        taken: taken(summary),
        calls: Vec::new(),
        recorded: Some(recorded_view(recording.recorded())),
    }
}

fn execution_view(recording: &Recording) -> ExecutionView {
    let recorded = recording.recorded();
    let names = recorded.identity();
    let Standing {
        status,
        closed,
        output,
        details,
        redriven,
        transitions,
    } = recording.standing();
    ExecutionView {
        arn: names.arn,
        name: names.name,
        machine_arn: names.machine_arn,
        machine_name: names.machine_name,
        kind: names.kind,
        status: status.name().to_owned(),
        started: recorded.events.first().map_or(0, |e| e.time.millis()),
        closed: closed.map(|time| time.millis()),
        transitions,
        input: input(recorded),
        output: output.map(|text| text.to_string()),
        error: details.error.map(|text| text.to_string()),
        cause: details.cause.map(|text| text.to_string()),
        redrives: redriven.map_or(0, |(count, _)| count),
        redriven: redriven.map(|(_, time)| time.millis()),
        not_redrivable: Some(String::new()),
    }
}

/// The data of the visit that an event belongs to, where events tell it: what came, what the last call was given and
/// gave back, what was left.
pub fn flow(recording: &Recording, event: u32) -> Option<FlowView> {
    let visit = recording.summary().visit_of(event)?;
    let state = recording.definition().state(visit.state);
    let events = recording.summary().events_of(visit.entered);
    let own = events
        .iter()
        .filter_map(|id| recording.known().get((*id as usize).checked_sub(1)?));
    let mut stages: Vec<FlowStage> = Vec::new();
    for event in own {
        let name = match &event.kind {
            EventKind::StateEntered(_) => "input",
            EventKind::Task(TaskEvent::Scheduled(_)) => {
                // Another try: what the one before it came to is over.
                stages.truncate(1);
                "sent"
            }
            EventKind::Task(TaskEvent::Succeeded(_)) => "result",
            EventKind::StateExited { .. } => "output",
            _ => continue,
        };
        let from = stages.len().checked_sub(1);
        let from = from.filter(|_| name != "result");
        stages.push(stage(name, recording.payload(event), from));
        if let EventKind::StateExited {
            assigned: Some(assigned),
            ..
        } = &event.kind
        {
            let value = write::compact(&Value::Object(assigned.clone()));
            stages.push(stage("variables", Some(value), None));
        }
    }
    Some(FlowView {
        state: visit.state.0,
        name: state.name.to_string(),
        language: language(state.language).to_owned(),
        attempt: visit.retries() as u32,
        items: 0,
        stages,
    })
}

fn stage(name: &str, value: Option<String>, from: Option<usize>) -> FlowStage {
    FlowStage {
        name: name.to_owned(),
        field: None,
        source: None,
        value,
        from: from.map(|at| at as u32),
        index: None,
        held: None,
    }
}

fn language(language: QueryLanguage) -> &'static str {
    match language {
        QueryLanguage::JsonPath => "JSONPath",
        QueryLanguage::Jsonata => "JSONata",
    }
}
