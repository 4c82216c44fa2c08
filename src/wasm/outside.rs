//! What is done to a run from outside while it lasts, or after its end.

use super::{refused, shown_if, Session};
use crate::session::{MapRunUpdate, RedriveError, Stopped, Surroundings};
use crate::text::read_value;
use crate::view::calls;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
impl Session {
    /// A call that can be answered from outside, by the numbers of its `CallView`. Gives a `CallDetail` or undefined.
    pub fn call(&self, execution: u32, effect: u32) -> Result<JsValue, JsError> {
        let detail = calls::call_detail(&self.0, execution, effect);
        shown_if(detail)
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

    /// RedriveExecution at the position, with answers and files in the form of a `StartRequest`. Throws when it is
    /// refused.
    pub fn redrive(
        &mut self,
        mocks: String,
        test_case: String,
        files: String,
        asked: Vec<String>,
        handlers: Vec<String>,
    ) -> Result<JsValue, JsError> {
        let redriven = self.0.redrive(Surroundings {
            mocks,
            test_case,
            asked,
            handlers,
            files,
        });
        redriven.map_err(|error| match error {
            RedriveError::Refused(why) => JsError::new(why.reason()),
            RedriveError::Surroundings(error) => refused(error),
        })?;
        self.stopped(Stopped::Done)
    }

    /// UpdateMapRun at the position; a limit that is not given stays. Nothing happens when the Map Run has ended or a
    /// limit is out of its range.
    #[wasm_bindgen(js_name = updateMapRun)]
    pub fn update_map_run(
        &mut self,
        run: u32,
        max_concurrency: Option<u32>,
        tolerated_failure_count: Option<u32>,
        tolerated_failure_percentage: Option<f64>,
    ) -> Result<JsValue, JsError> {
        let update = MapRunUpdate {
            max_concurrency,
            tolerated_failure_count: tolerated_failure_count.map(u64::from),
            tolerated_failure_percentage,
        };
        self.0.update_map_run(run as usize, update);
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
}
