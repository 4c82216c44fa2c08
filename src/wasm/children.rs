//! Map Runs, their children, and what the run has written.

use super::{shown, shown_if, Session};
use crate::view::map_run;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
impl Session {
    /// A Map Run at the position by its place. Gives a `MapRunView` or undefined.
    #[wasm_bindgen(js_name = mapRun)]
    pub fn map_run(&self, run: u32) -> Result<JsValue, JsError> {
        shown_if(map_run::map_run(&self.0, run))
    }

    /// At most `most` children of a Map Run from place `from` on. Gives a list of `ChildRow`.
    #[wasm_bindgen(js_name = mapRunChildren)]
    pub fn map_run_children(&self, run: u32, from: u32, most: u32) -> Result<JsValue, JsError> {
        shown(&map_run::children(&self.0, run, from, most))
    }

    /// A child of a Map Run by its place. Gives a `ChildView` or undefined.
    #[wasm_bindgen(js_name = mapRunChild)]
    pub fn map_run_child(&self, run: u32, index: u32) -> Result<JsValue, JsError> {
        shown_if(map_run::child(&self.0, run, index))
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
}
