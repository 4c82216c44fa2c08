//! What holds for every history.

use std::collections::BTreeMap;
use stepglass::api::Run;
use stepglass::definition::StateKind;
use stepglass::execution::{Event, EventId, EventKind, Status};
use stepglass::history::{log_record, Renderer, Summary};
use stepglass::text::write;
use stepglass::value::Value;

/// The history and the end of a run.
pub fn text(run: &Run) -> String {
    let renderer = Renderer::new(run.machine().definition(), run.machine().setup());
    let events = write::compact(&renderer.events(&run.events));
    let outcome = run.machine().outcome();
    let output = outcome.output.as_ref().map(write::compact);
    format!(
        "{events} {} {output:?} {:?} {}",
        outcome.status.name(),
        outcome.details,
        run.steps()
    )
}

/// # Panics
/// When a rule is broken.
pub fn check(run: &Run) {
    let events = &run.events;
    assert!(matches!(
        events.first().map(|e| &e.kind),
        Some(EventKind::ExecutionStarted(_))
    ));
    for (at, event) in events.iter().enumerate() {
        assert_eq!(event.id as usize, at + 1, "ids count");
        assert!(event.previous < event.id, "a cause comes first");
        if at > 0 {
            assert!(event.time >= events[at - 1].time, "time does not go back");
        }
        payload(event, run);
    }
    ends(run);
    iterations(events);
    renders(run);
}

/// Only the last event is terminal, unless the execution was redriven.
fn ends(run: &Run) {
    let events = &run.events;
    let last = events.last().map(|e| e.kind.is_terminal());
    assert_eq!(
        last,
        Some(!run.machine().is_running()),
        "the end is recorded"
    );
    for pair in events.windows(2) {
        let redriven = matches!(pair[1].kind, EventKind::ExecutionRedriven { .. });
        assert_eq!(
            pair[0].kind.is_terminal(),
            redriven,
            "nothing follows the end"
        );
    }
    let limit = run.machine().setup().quotas.history_events;
    let standard = run.machine().setup().workflow_type.name() == "STANDARD";
    assert!(
        !standard || limit.is_none_or(|limit| events.len() as u64 <= limit),
        "more events than allowed"
    );
    let waits = run.executions().next_due();
    assert!(
        run.machine().is_running() || waits.is_none(),
        "something is due after the end"
    );
}

/// The size that is checked is the size of the text, and nothing that leaves a state is over the limit.
fn payload(event: &Event, run: &Run) {
    let (value, checked) = match &event.kind {
        EventKind::StateExited { output, .. } => (output, true),
        EventKind::StateEntered(input) => (input, false),
        EventKind::ExecutionSucceeded(output) => (output, false),
        _ => return,
    };
    let bytes = value.measure().bytes;
    assert_eq!(bytes, write::compact(value).len(), "size of a payload");
    let limit = run.machine().setup().quotas.payload_bytes;
    assert!(
        !checked || limit.is_none_or(|limit| bytes <= limit),
        "an output of {bytes} bytes"
    );
}

/// No iteration ends twice or without having started.
fn iterations(events: &[Event]) {
    let mut open: BTreeMap<(EventId, u32), i32> = BTreeMap::new();
    for event in events {
        let change = match &event.kind {
            EventKind::IterationStarted(index) => (*index, 1),
            EventKind::IterationSucceeded(index)
            | EventKind::IterationFailed(index)
            | EventKind::IterationAborted(index) => (*index, -1),
            EventKind::ExecutionRedriven { .. } => {
                // Iterations that had failed go on.
                open.clear();
                return;
            }
            _ => continue,
        };
        let count = open.entry((event.visit, change.0)).or_default();
        *count += change.1;
        assert!(*count >= 0, "iteration {} ends twice", change.0);
    }
}

/// The service's types of events.
const TYPES: &str = include_str!("../execution/types.list");

/// Whether the event belongs to a state of a known type, or to none.
fn is_known(event: &Event, run: &Run) -> bool {
    let state = event.state.map(|id| run.machine().definition().state(id));
    !state.is_some_and(|state| matches!(state.kind, StateKind::Unknown(_)))
}

/// Every event has a name and details, and can be folded.
fn renders(run: &Run) {
    let definition = run.machine().definition();
    let setup = run.machine().setup();
    let renderer = Renderer::new(definition, setup);
    let mut summary = Summary::default();
    for event in &run.events {
        let rendered = renderer.event(event);
        let kind = rendered.get("type").and_then(Value::as_str).unwrap_or("");
        assert!(
            TYPES.lines().any(|known| known == kind) || !is_known(event, run),
            "no such type of event: {kind}"
        );
        assert!(log_record(&renderer, event).as_object().is_some());
        summary.add(event, definition);
    }
    assert_eq!(summary.position(), run.events.len());
    if run.machine().status() == Status::Succeeded {
        let running = summary.visits().iter().filter(|v| v.ended_at.is_none());
        assert_eq!(running.count(), 0, "visits are over with the execution");
    }
}
