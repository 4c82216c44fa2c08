//! The boundary to JavaScript: decode, call, encode, nothing else. It alone names wasm-bindgen.

use crate::api::{mocks as documents, simulate};
use crate::definition::WorkflowType;
use crate::execution::ErrorDetails;
use crate::session::{self, Journal, StartError, Step, Stopped};
use crate::text::{read_value, write};
use crate::value::{Text, Value};
use crate::view::calls;
use crate::view::check::{self as checks, json_problems, CheckView, RepairView};
use crate::view::{map_run, run::StartRequest, steer};
use serde::Serialize;
use wasm_bindgen::prelude::*;

/// A view as a JavaScript value: objects, arrays, numbers, `null` where there is nothing.
fn shown(view: &impl Serialize) -> Result<JsValue, JsError> {
    let serializer = serde_wasm_bindgen::Serializer::new()
        .serialize_maps_as_objects(true)
        .serialize_missing_as_null(true)
        .serialize_large_number_types_as_bigints(false);
    Ok(view.serialize(&serializer)?)
}

fn refused(error: StartError) -> JsError {
    match error {
        StartError::Definition => JsError::new("The definition has no state to start at."),
        StartError::Input(message)
        | StartError::Mocks(message)
        | StartError::Doubles(message)
        | StartError::Files(message) => JsError::new(&message),
    }
}

/// Reads, checks and draws a definition text; `type` is STANDARD or EXPRESS. Gives a `CheckView`.
#[wasm_bindgen]
pub fn check(text: &str, r#type: &str) -> Result<JsValue, JsError> {
    let workflow_type = match r#type {
        "EXPRESS" => WorkflowType::Express,
        _ => WorkflowType::Standard,
    };
    shown(&CheckView::of(text, workflow_type))
}

/// Mends a pasted listing. Gives a `RepairView`, or undefined where there is nothing to mend.
#[wasm_bindgen]
pub fn repair(text: &str) -> Result<JsValue, JsError> {
    RepairView::of(text).map_or(Ok(JsValue::UNDEFINED), |view| shown(&view))
}

/// What is wrong with the JSON text of an input or of mocked answers. Gives a list of `DiagnosticView`.
#[wasm_bindgen(js_name = inputProblems)]
pub fn input_problems(text: &str) -> Result<JsValue, JsError> {
    shown(&json_problems(text))
}

/// What is wrong with mocked answers, in any of their forms. Gives a list of `DiagnosticView`.
#[wasm_bindgen(js_name = mockProblems)]
pub fn mock_problems(text: &str, definition: &str, machine: &str) -> Result<JsValue, JsError> {
    shown(&checks::mock_problems(text, definition, machine))
}

/// Mock files, TestState mocks, templates: a request of `api::mocks`, JSON text in, JSON text out.
#[wasm_bindgen]
pub fn mocks(request: &str) -> String {
    documents::answer(request)
}

/// Runs one execution to its end: JSON text in, JSON text out.
#[wasm_bindgen]
pub fn simulate(request: &str) -> String {
    simulate::simulate(request)
}

/// Tests of single states. Only the whole build has them: the first load does without.
#[cfg(feature = "jsonata")]
mod tests_of_states {
    use super::shown;
    use crate::view::test_state::TestStateView;
    use wasm_bindgen::prelude::*;

    /// Tests one state as the API TestState does; the request is JSON text. Gives a `TestStateView`. `shapes` is the
    /// text of `shapes/<service>.json` for the service that `shapesFor` names; without it a mock is not compared with
    /// its API.
    #[wasm_bindgen(js_name = testState)]
    pub fn test_state(request: &str, shapes: Option<String>) -> Result<JsValue, JsError> {
        shown(&TestStateView::of(request, shapes.as_deref()))
    }

    /// The service whose shapes a request of `testState` wants, undefined when it wants none.
    #[wasm_bindgen(js_name = shapesFor)]
    pub fn shapes_for(request: &str) -> Option<String> {
        crate::api::test_state::shapes_for(request)
    }
}
#[cfg(feature = "jsonata")]
pub use tests_of_states::{shapes_for, test_state};

#[cfg(feature = "jsonata")]
mod insight;

/// A definition read once, for repeated runs.
#[wasm_bindgen]
pub struct Prepared(simulate::Prepared);

#[wasm_bindgen]
impl Prepared {
    /// Reads the definition; throws the refusal as JSON text when nothing of it can be started.
    #[wasm_bindgen(constructor)]
    pub fn new(definition: &str) -> Result<Prepared, JsError> {
        let prepared = simulate::prepare(definition).map_err(|refusal| JsError::new(&refusal))?;
        Ok(Prepared(prepared))
    }

    /// As `simulate`, without `definition`.
    pub fn run(&self, request: &str) -> String {
        self.0.run(request)
    }

    /// Reads a request for repeated runs; throws the refusal as JSON text.
    pub fn read(&self, request: &str) -> Result<Ready, JsError> {
        let ready = self.0.read(request);
        Ok(Ready(ready.map_err(|refusal| JsError::new(&refusal))?))
    }
}

/// A request read once, for repeated runs.
#[wasm_bindgen]
pub struct Ready(simulate::Ready);

#[wasm_bindgen]
impl Ready {
    /// Runs the execution and keeps its events as they are.
    pub fn run(&self) -> Finished {
        Finished(self.0.run())
    }
}

/// An execution at its end.
#[wasm_bindgen]
pub struct Finished(simulate::Finished);

#[wasm_bindgen]
impl Finished {
    /// The response, as `simulate` gives it.
    pub fn response(&self) -> String {
        self.0.response()
    }
}

/// A run that can be steered. Commands give a `RunView`.
#[wasm_bindgen]
pub struct Session(session::Session);

#[wasm_bindgen]
impl Session {
    /// A Map Run at the position by its place. Gives a `MapRunView` or undefined.
    #[wasm_bindgen(js_name = mapRun)]
    pub fn map_run(&self, run: u32) -> Result<JsValue, JsError> {
        map_run::map_run(&self.0, run).map_or(Ok(JsValue::UNDEFINED), |view| shown(&view))
    }

    /// At most `most` children of a Map Run from place `from` on. Gives a list of `ChildRow`.
    #[wasm_bindgen(js_name = mapRunChildren)]
    pub fn map_run_children(&self, run: u32, from: u32, most: u32) -> Result<JsValue, JsError> {
        shown(&map_run::children(&self.0, run, from, most))
    }

    /// A child of a Map Run by its place. Gives a `ChildView` or undefined.
    #[wasm_bindgen(js_name = mapRunChild)]
    pub fn map_run_child(&self, run: u32, index: u32) -> Result<JsValue, JsError> {
        map_run::child(&self.0, run, index).map_or(Ok(JsValue::UNDEFINED), |view| shown(&view))
    }

    /// Events of a child's history, or records of its log. Gives a list of `ChildEvent`.
    #[wasm_bindgen(js_name = childEvents)]
    pub fn child_events(
        &self,
        run: u32,
        index: u32,
        from: u32,
        most: u32,
    ) -> Result<JsValue, JsError> {
        shown(&map_run::child_events(&self.0, run, index, (from, most)))
    }

    /// What the run has written to the simulated S3. Gives a list of `FileView`.
    #[wasm_bindgen(js_name = writtenFiles)]
    pub fn written_files(&self) -> Result<JsValue, JsError> {
        shown(&map_run::written(&self.0))
    }

    /// The text of a file that the run has written.
    #[wasm_bindgen(js_name = writtenText)]
    pub fn written_text(&self, name: &str) -> Option<String> {
        map_run::written_text(&self.0, name)
    }

    /// Starts the execution that a `StartRequest` describes; throws when nothing can be started.
    #[wasm_bindgen(constructor)]
    pub fn new(request: JsValue) -> Result<Session, JsError> {
        let request: StartRequest = serde_wasm_bindgen::from_value(request)?;
        Ok(Session(
            session::Session::start(request.into()).map_err(refused)?,
        ))
    }

    /// Rebuilds a run from what `journal` gave.
    #[wasm_bindgen(js_name = fromJournal)]
    pub fn from_journal(journal: &str) -> Result<Session, JsError> {
        let read = Journal::from_text(journal);
        let journal = read.ok_or_else(|| JsError::new("This is no journal of a run."))?;
        Ok(Session(session::Session::replay(journal).map_err(refused)?))
    }

    /// The run at its position.
    pub fn view(&self) -> Result<JsValue, JsError> {
        self.stopped(Stopped::Done)
    }

    /// Runs at most so many micro-steps.
    pub fn run(&mut self, steps: u32) -> Result<JsValue, JsError> {
        let stopped = self.0.run(u64::from(steps));
        self.stopped(stopped)
    }

    /// One step: `micro`, `step`, `over`, `out`, `back` or `runBack`.
    pub fn step(&mut self, kind: &str) -> Result<JsValue, JsError> {
        let step = match kind {
            "micro" => Step::Micro,
            "step" => Step::Into,
            "over" => Step::Over,
            "out" => Step::Out,
            "back" => Step::Back,
            "runBack" => Step::RunBack,
            _ => return Err(JsError::new(&format!("`{kind}` is no kind of step"))),
        };
        let stopped = self.0.step(step);
        self.stopped(stopped)
    }

    /// Goes to where so many events had happened.
    pub fn seek(&mut self, event: u32) -> Result<JsValue, JsError> {
        let stopped = self.0.seek(event);
        self.stopped(stopped)
    }

    /// Back to the start.
    pub fn restart(&mut self) -> Result<JsValue, JsError> {
        let stopped = self.0.restart();
        self.stopped(stopped)
    }

    /// StopExecution at the position.
    pub fn stop(&mut self, error: &str, cause: &str) -> Result<JsValue, JsError> {
        let said = |text: &str| (!text.is_empty()).then(|| Text::from(text));
        self.0.stop(ErrorDetails {
            error: said(error),
            cause: said(cause),
        });
        self.stopped(Stopped::Ended)
    }

    /// A call that can be answered from outside, by the numbers of its `CallView`. Gives a `CallDetail` or undefined.
    pub fn call(&self, execution: u32, effect: u32) -> Result<JsValue, JsError> {
        let detail = calls::call_detail(&self.0, execution, effect);
        detail.map_or(Ok(JsValue::UNDEFINED), |view| shown(&view))
    }

    /// Answers such a call in `after` virtual milliseconds, or when such answers usually come: `taken` with the worker's
    /// name, `heartbeat`, `succeeded` with the result's JSON text, `failed` with error and cause. What was known of the
    /// future is forgotten; nothing happens when nobody awaits the call any more.
    pub fn reply(
        &mut self,
        execution: u32,
        effect: u32,
        kind: &str,
        text: &str,
        cause: &str,
        after: Option<f64>,
    ) -> Result<JsValue, JsError> {
        let (call, reply) = ((execution, effect), (kind, text, cause));
        calls::reply(&mut self.0, call, reply, after).map_err(|message| JsError::new(&message))?;
        self.stopped(Stopped::Done)
    }

    /// Gives a visit another input, JSON text, or with a `variable` another value of that, and drops the known future.
    /// Undefined when that is not possible there; throws when the text is no JSON.
    pub fn change(
        &mut self,
        visit: u32,
        variable: Option<String>,
        text: &str,
    ) -> Result<JsValue, JsError> {
        let value = read_value(text).map_err(|fault| JsError::new(&fault.message))?;
        let changed = match variable {
            Some(name) => self.0.change_variable(visit, name.into(), value),
            None => self.0.change_input(visit, value),
        };
        match changed {
            true => self.stopped(Stopped::Done),
            false => Ok(JsValue::UNDEFINED),
        }
    }

    /// Stops at states of these names from now on.
    pub fn breakpoints(&mut self, states: Vec<String>) {
        self.0.break_at(&states);
    }

    /// Rows of known events from number `from` on. Gives a list of `EventRow`.
    pub fn events(&self, from: u32, count: u32) -> Result<JsValue, JsError> {
        shown(&steer::event_rows(&self.0, from, count))
    }

    /// A known event as GetExecutionHistory writes it, JSON text.
    pub fn event(&self, id: u32) -> Option<String> {
        self.0.event(id).map(|event| write::pretty(&event))
    }

    /// The history up to the position as GetExecutionHistory writes it, JSON text.
    pub fn history(&self) -> String {
        write::pretty(&self.0.history())
    }

    /// The visit that an event belongs to. Gives a `StepView` or undefined.
    pub fn visit(&self, entered: u32) -> Result<JsValue, JsError> {
        steer::step_view(&self.0, entered).map_or(Ok(JsValue::UNDEFINED), |view| shown(&view))
    }

    /// The latest visit of a state at the position. Gives a `StepView` or undefined.
    pub fn latest(&self, state: u32) -> Result<JsValue, JsError> {
        steer::latest_step(&self.0, state).map_or(Ok(JsValue::UNDEFINED), |view| shown(&view))
    }

    /// What the attempts of a visit were answered, as mocked answers: a list as JSON text.
    pub fn given(&self, entered: u32) -> String {
        write::compact(&Value::from(self.0.given(entered)))
    }

    /// What simulated services hold at the position, JSON text in the form of `StartRequest.doubles`.
    pub fn doubles(&self) -> String {
        write::pretty(&Value::Object(self.0.doubles()))
    }

    /// Everything that determines the run, JSON text.
    pub fn journal(&self) -> String {
        self.0.journal().to_text()
    }

    fn stopped(&self, stopped: Stopped) -> Result<JsValue, JsError> {
        shown(&steer::run_view(&self.0, stopped))
    }
}
