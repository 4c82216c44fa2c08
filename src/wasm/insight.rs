//! What Compare, Data flow, Explain, Variables and the graph's iterations ask of a run. Only the whole build answers: a
//! run of the small one is made again in it first.

use super::{shown, shown_if, Session};
use crate::view::{compare, explain, flow, iteration, reason, variables};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
impl Session {
    /// The data of the visit that an event belongs to. Gives a `FlowView` or undefined.
    pub fn flow(&self, event: u32, item: u32) -> Result<JsValue, JsError> {
        shown_if(flow::flow(&self.0, event, item))
    }

    /// The same with another value, JSON text, in a field of the state of that name in this definition text. Gives
    /// a `WhatIfView` or undefined.
    #[wasm_bindgen(js_name = whatIf)]
    pub fn what_if(
        &self,
        event: u32,
        item: u32,
        definition: &str,
        field: &str,
        value: &str,
    ) -> Result<JsValue, JsError> {
        let view = flow::what_if(&self.0, (event, item), definition, (field, value));
        shown_if(view)
    }

    /// The decisions of the visit that an event belongs to. Gives an `ExplainView` or undefined.
    pub fn explain(&self, event: u32) -> Result<JsValue, JsError> {
        shown_if(explain::explain(&self.0, event))
    }

    /// What a Choice would decide now. Gives a `ChoiceView` or undefined.
    pub fn ahead(&self, state: u32) -> Result<JsValue, JsError> {
        shown_if(explain::ahead(&self.0, state))
    }

    /// The run as a whole. Gives a `RunExplainView`.
    #[wasm_bindgen(js_name = explainRun)]
    pub fn explain_run(&self) -> Result<JsValue, JsError> {
        shown(&explain::explain_run(&self.0))
    }

    /// Why a known event happened. Gives a `ReasonView` or undefined.
    pub fn reason(&self, event: u32) -> Result<JsValue, JsError> {
        shown_if(reason::reason(&self.0, event))
    }

    /// What the visit sees that an event belongs to. Gives a `VariablesView` or undefined.
    pub fn variables(&self, event: u32) -> Result<JsValue, JsError> {
        shown_if(variables::variables(&self.0, event))
    }

    /// The iterations around the visit that an event belongs to. Gives an `IterationsView` or undefined.
    pub fn iterations(&self, event: u32) -> Result<JsValue, JsError> {
        shown_if(iteration::iterations(&self.0, event))
    }

    /// This execution and another, both at the end of what is known; `made` counts ids and times that each makes for
    /// itself. Gives a `CompareView`.
    pub fn compare(&self, other: &Session, made: bool) -> Result<JsValue, JsError> {
        shown(&compare::compare(&self.0, &other.0, made))
    }

    /// The values of expressions where that visit stands. Gives a list of `WatchView`.
    pub fn watched(&self, event: u32, expressions: Vec<String>) -> Result<JsValue, JsError> {
        shown(&variables::watched(&self.0, event, &expressions))
    }
}
