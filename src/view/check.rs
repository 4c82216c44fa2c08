//! The definition as the editor and the graph want it.

use super::scene::Scene;
use serde::Serialize;

/// Everything a change of the definition text changes on the page.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct CheckView {
    /// Findings in text order.
    pub diagnostics: Vec<DiagnosticView>,
    /// The graph; `None` when the text holds no states at all.
    pub scene: Option<Scene>,
    /// Where each state stands, in text order.
    pub states: Vec<StatePlace>,
    /// Whether an execution can be started.
    pub runnable: bool,
    /// Whether the text parsed as JSON; if not, the scene shows what could be read.
    pub whole: bool,
    /// `Comment` of the machine.
    pub comment: Option<String>,
}

/// A state's place in the text.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct StatePlace {
    /// Its number, as in the scene and in the run.
    pub id: u32,
    /// Its name.
    pub name: String,
    /// Its type.
    #[serde(rename = "type")]
    pub kind: String,
    /// A Task's `Resource` as written.
    pub resource: Option<String>,
    /// From its name to the end of its object.
    pub place: Place,
}

/// A range of UTF-16 offsets.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Place {
    /// First unit.
    pub from: u32,
    /// One past the last unit.
    pub to: u32,
}

/// A finding.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct DiagnosticView {
    /// Stable number.
    pub number: u16,
    /// Stable name, the key of its help in the message catalogue.
    pub name: String,
    /// AWS's code.
    pub code: String,
    /// `error`, `warning` or `notice`.
    pub severity: SeverityView,
    /// The message.
    pub message: String,
    /// AWS's location, `/States/A/Next`.
    pub location: Option<String>,
    /// Where in the text.
    pub place: Place,
    /// Line of the place, from 1.
    pub line: u32,
    /// Column of the place, from 1.
    pub column: u32,
    /// Edits that mend it.
    pub fixes: Vec<EditView>,
}

/// A replacement in the text.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct EditView {
    /// What is replaced.
    pub place: Place,
    /// By what.
    pub text: String,
}

/// How bad a finding is.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub enum SeverityView {
    /// AWS would refuse it.
    Error,
    /// Probably not what was meant.
    Warning,
    /// Worth knowing.
    Notice,
}

/// What became of a pasted listing.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct RepairView {
    /// The repaired text.
    pub text: String,
    /// What was changed, places in the repaired text.
    pub notes: Vec<DiagnosticView>,
}
