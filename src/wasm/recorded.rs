//! Runs that were recorded elsewhere. Only the whole build has them.

use super::{breakpoints, shown, shown_if, step_named};
use crate::history::recorded;
use crate::session::{self, Stopped};
use crate::view::{explain, iteration, reason, recorded as view, steer, steps, variables};
use wasm_bindgen::prelude::*;

/// Reads what was printed of a recorded run. Gives a `ReadingView`.
#[wasm_bindgen(js_name = readRecorded)]
pub fn read_recorded(texts: Vec<String>) -> Result<JsValue, JsError> {
    shown(&view::reading(&texts))
}

/// A recorded run that is looked at. Commands give a `RunView`; queries are those of a `Session`.
#[wasm_bindgen]
pub struct Recording(session::Recording);

#[wasm_bindgen]
impl Recording {
    /// Opens the run of these texts, at its end; throws when something is wrong with them.
    #[wasm_bindgen(constructor)]
    pub fn new(texts: Vec<String>) -> Result<Recording, JsError> {
        let borrowed: Vec<&str> = texts.iter().map(String::as_str).collect();
        let read = recorded::read(&borrowed).recorded;
        let recorded = read.ok_or_else(|| JsError::new("This is no recorded run."))?;
        Ok(Recording(view::open(recorded)))
    }

    /// The run at its position.
    pub fn view(&self) -> Result<JsValue, JsError> {
        self.stopped(Stopped::Done)
    }

    /// Goes on by at most so many events.
    pub fn run(&mut self, events: u32) -> Result<JsValue, JsError> {
        let stopped = self.0.run(u64::from(events));
        self.stopped(stopped)
    }

    /// One step, as `Session.step`.
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

    /// Stops at these breakpoints from now on, as `Session.breakpoints`.
    pub fn breakpoints(&mut self, list: &str) -> Result<(), JsError> {
        self.0.break_at(breakpoints(list)?);
        Ok(())
    }

    /// Where `run` goes, as `Session.goTo`.
    #[wasm_bindgen(js_name = goTo)]
    pub fn go_to(&mut self, state: Option<String>) {
        self.0.run_to(state);
    }

    /// Rows of events. Gives a list of `EventRow`.
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

    /// Which row of the table a visit has, or without one a state.
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

    /// An event as it was printed, JSON text.
    pub fn event(&self, id: u32) -> Option<String> {
        self.0.event(id)
    }

    /// The events up to the position as they were printed, JSON text.
    pub fn history(&self) -> String {
        self.0.history()
    }

    /// The visit that an event belongs to. Gives a `StepView` or undefined.
    pub fn visit(&self, entered: u32) -> Result<JsValue, JsError> {
        shown_if(steer::step_view(&self.0, entered))
    }

    /// The latest visit of a state at the position. Gives a `StepView` or undefined.
    pub fn latest(&self, state: u32) -> Result<JsValue, JsError> {
        shown_if(steer::latest_step(&self.0, state))
    }

    /// The data of a visit, as far as events tell it. Gives a `FlowView` or undefined.
    pub fn flow(&self, event: u32) -> Result<JsValue, JsError> {
        shown_if(view::flow(&self.0, event))
    }

    /// The decisions of a visit, as far as they follow from its history. Gives an `ExplainView` or undefined.
    pub fn explain(&self, event: u32) -> Result<JsValue, JsError> {
        shown_if(explain::explain(&self.0, event))
    }

    /// The run as a whole. Gives a `RunExplainView`.
    #[wasm_bindgen(js_name = explainRun)]
    pub fn explain_run(&self) -> Result<JsValue, JsError> {
        shown(&explain::explain_run(&self.0))
    }

    /// Why an event happened. Gives a `ReasonView` or undefined.
    pub fn reason(&self, event: u32) -> Result<JsValue, JsError> {
        shown_if(reason::reason(&self.0, event))
    }

    /// The iterations around a visit. Gives an `IterationsView` or undefined.
    pub fn iterations(&self, event: u32) -> Result<JsValue, JsError> {
        iteration::iterations(&self.0, event).map_or(Ok(JsValue::UNDEFINED), |view| shown(&view))
    }

    /// What a visit sees. Gives a `VariablesView` or undefined.
    pub fn variables(&self, event: u32) -> Result<JsValue, JsError> {
        shown_if(variables::variables(&self.0, event))
    }

    fn stopped(&self, stopped: Stopped) -> Result<JsValue, JsError> {
        shown(&view::run_view(&self.0, stopped))
    }
}
