//! The boundary to JavaScript: decode, call, encode, nothing else. It alone names wasm-bindgen.

use crate::api::simulate;
use crate::definition::WorkflowType;
use crate::execution::ErrorDetails;
use crate::session::{self, Breakpoint, Journal, StartError, Step, Stopped};
use crate::text::write;
use crate::value::{Text, Value};
use crate::view::check::{self as checks, json_problems, CheckView, RepairView};
use crate::view::{input::InputSuggestion, run::StartRequest, scene::Scene, steer, steps};
use serde::Serialize;
use wasm_bindgen::prelude::*;

mod children;
mod outside;

/// A view as a JavaScript value: objects, arrays, numbers, `null` where there is nothing.
fn shown(view: &impl Serialize) -> Result<JsValue, JsError> {
    let serializer = serde_wasm_bindgen::Serializer::new()
        .serialize_maps_as_objects(true)
        .serialize_missing_as_null(true)
        .serialize_large_number_types_as_bigints(false);
    Ok(view.serialize(&serializer)?)
}

/// The same of what may not be there: undefined then.
fn shown_if(view: Option<impl Serialize>) -> Result<JsValue, JsError> {
    view.map_or(Ok(JsValue::UNDEFINED), |view| shown(&view))
}

/// A kind of step by its name.
fn step_named(kind: &str) -> Result<Step, JsError> {
    Step::named(kind).ok_or_else(|| JsError::new(&format!("`{kind}` is no kind of step")))
}

fn breakpoints(list: &str) -> Result<Vec<Breakpoint>, JsError> {
    Breakpoint::list(list).ok_or_else(|| JsError::new("This is no list of breakpoints."))
}

fn refused(error: StartError) -> JsError {
    match error {
        StartError::Definition => JsError::new("The definition has no state to start at."),
        StartError::Input(message)
        | StartError::Mocks(message)
        | StartError::Doubles(message)
        | StartError::Machines(message)
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

/// Draws a definition text with these states folded to one box each, downwards or across. Gives a `Scene`, or undefined
/// where there is no state.
#[wasm_bindgen]
pub fn scene(text: &str, folded: &[u32], across: bool) -> Result<JsValue, JsError> {
    shown_if(Scene::read(text, folded, across))
}

/// Mends a pasted listing. Gives a `RepairView`, or undefined where there is nothing to mend.
#[wasm_bindgen]
pub fn repair(text: &str) -> Result<JsValue, JsError> {
    shown_if(RepairView::of(text))
}

/// What is wrong with the JSON text of an input or of mocked answers. Gives a list of `DiagnosticView`.
#[wasm_bindgen(js_name = inputProblems)]
pub fn input_problems(text: &str) -> Result<JsValue, JsError> {
    shown(&json_problems(text))
}

/// What an execution's input, JSON text, lacks for a definition text. Gives an `InputSuggestion`, or undefined where the input
/// is not JSON.
#[wasm_bindgen(js_name = suggestInput)]
pub fn suggest_input(definition: &str, input: &str) -> Result<JsValue, JsError> {
    shown_if(InputSuggestion::of(definition, input))
}

/// What is wrong with mocked answers, in any of their forms. Gives a list of `DiagnosticView`.
#[wasm_bindgen(js_name = mockProblems)]
pub fn mock_problems(text: &str, definition: &str, machine: &str) -> Result<JsValue, JsError> {
    shown(&checks::mock_problems(text, definition, machine))
}

/// Runs one execution to its end: JSON text in, JSON text out.
#[wasm_bindgen]
pub fn simulate(request: &str) -> String {
    simulate::simulate(request)
}

/// What is used now and then: tests of single states, findings in contents of services. Only the whole build has it, the
/// first load does without.
#[cfg(feature = "jsonata")]
mod more {
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

    /// What is wrong with the contents of simulated services. Gives a list of `DiagnosticView`.
    #[wasm_bindgen(js_name = doublesProblems)]
    pub fn doubles_problems(text: &str) -> Result<JsValue, JsError> {
        shown(&crate::view::doubles::doubles_problems(text))
    }

    /// The service whose shapes a request of `testState` wants, undefined when it wants none.
    #[wasm_bindgen(js_name = shapesFor)]
    pub fn shapes_for(request: &str) -> Option<String> {
        crate::api::test_state::shapes_for(request)
    }
}
#[cfg(feature = "jsonata")]
pub use more::{doubles_problems, shapes_for, test_state};

#[cfg(feature = "jsonata")]
mod insight;
#[cfg(feature = "jsonata")]
mod recorded;

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
        let stopped = self.0.step(step_named(kind)?);
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

    /// Stops at these breakpoints from now on: JSON text in the form of `session::Breakpoint`.
    pub fn breakpoints(&mut self, list: &str) -> Result<(), JsError> {
        self.0.break_at(breakpoints(list)?);
        Ok(())
    }

    /// Where `run` goes: it stops when a state of this name is entered next; without one it goes on.
    #[wasm_bindgen(js_name = goTo)]
    pub fn go_to(&mut self, state: Option<String>) {
        self.0.go_to(state);
    }

    /// Rows of known events from number `from` on. Gives a list of `EventRow`.
    pub fn events(&self, from: u32, count: u32) -> Result<JsValue, JsError> {
        shown(&steer::event_rows(&self.0, from, count))
    }

    /// Rows of the table of steps. Gives a `StepRows`.
    pub fn steps(
        &self,
        from: u32,
        most: u32,
        folded: Vec<u32>,
        reached: bool,
    ) -> Result<JsValue, JsError> {
        shown(&steps::step_rows(&self.0, from, most, folded, reached))
    }

    /// Which row of the table a visit has, or without one a state; undefined when it has none.
    #[wasm_bindgen(js_name = stepIndex)]
    pub fn step_index(
        &self,
        folded: Vec<u32>,
        reached: bool,
        entered: Option<u32>,
        state: u32,
    ) -> Option<u32> {
        steps::step_index(&self.0, folded, reached, entered, state)
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
        shown_if(steer::step_view(&self.0, entered))
    }

    /// The latest visit of a state at the position. Gives a `StepView` or undefined.
    pub fn latest(&self, state: u32) -> Result<JsValue, JsError> {
        shown_if(steer::latest_step(&self.0, state))
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

/// Mock files and what can be made of them. Only the whole build has that.
#[cfg(feature = "services")]
mod documents {
    use crate::api;
    use wasm_bindgen::prelude::*;

    /// Mock files, TestState mocks, templates: a request of `api::mocks`, JSON text in, JSON text out.
    #[wasm_bindgen]
    pub fn mocks(request: &str) -> String {
        api::mocks::answer(request)
    }
}
#[cfg(feature = "services")]
pub use documents::mocks;

/// Executions of other state machines. Only the whole build has them.
#[cfg(feature = "services")]
mod executions {
    use super::{shown, shown_if, Session};
    use crate::view::nested;
    use wasm_bindgen::prelude::*;

    #[wasm_bindgen]
    impl Session {
        /// An execution that a Task has started, by its place. Gives a `NestedView` or undefined.
        pub fn nested(&self, index: u32) -> Result<JsValue, JsError> {
            shown_if(nested::nested(&self.0, index))
        }

        /// Rows of the executions at these places. Gives a list of `NestedRow`.
        #[wasm_bindgen(js_name = nestedRows)]
        pub fn nested_rows(&self, places: Vec<u32>) -> Result<JsValue, JsError> {
            shown(&nested::nested_rows(&self.0, &places))
        }

        /// Events of such an execution's history, or records of its log. Gives a list of `ChildEvent`.
        #[wasm_bindgen(js_name = nestedEvents)]
        pub fn nested_events(&self, index: u32, from: u32, most: u32) -> Result<JsValue, JsError> {
            shown(&nested::nested_events(&self.0, index, from, most))
        }
    }
}
