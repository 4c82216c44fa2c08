//! The definition as the editor and the graph want it.

use super::scene::Scene;
use crate::codes::Code;
use crate::definition::{self, State, StateKind, WorkflowType};
use crate::diagnostic::{self, Diagnostic, Severity};
use crate::service::mock;
use crate::text::repair::{Change, ChangeKind};
use crate::text::{self, LineIndex, Span};
use crate::validate;
use serde::Serialize;

/// Everything a change of the definition text changes on the page.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct CheckView {
    /// Findings in text order.
    pub diagnostics: Vec<DiagnosticView>,
    /// The graph; `None` when the text holds no states at all, or is longer than the service takes.
    pub scene: Option<Scene>,
    /// Where each state stands, in text order.
    pub states: Vec<StatePlace>,
    /// Whether an execution can be started: no finding is an error.
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
    /// AWS's code; `None` for what AWS does not look at.
    pub code: Option<String>,
    /// `error`, `warning` or `notice`.
    pub severity: SeverityView,
    /// The message.
    pub message: String,
    /// What the message quotes in backticks, in order, to say it in another language.
    pub quoted: Vec<String>,
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
    /// The same changes in the order they were made, for the message catalogue.
    pub changes: Vec<RepairChange>,
}

/// One kind of change a repair made.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct RepairChange {
    /// `codeFence heading lineNumbers quotes spaces brokenString openingBrace closingBrace`.
    pub kind: String,
    /// How many times.
    pub count: u32,
}

impl CheckView {
    /// Reads, checks and draws a definition text.
    pub fn of(text: &str, workflow_type: WorkflowType) -> CheckView {
        let definition = definition::read(text);
        let index = LineIndex::new(text);
        let findings = validate::check(&definition, workflow_type);
        let machine = &definition.machine;
        // Nobody can look at such a graph, and a page that builds it stands still.
        let too_long = findings.iter().any(|d| d.code == Code::DefinitionTooLarge);
        let refused = findings.iter().any(|d| d.severity() == Severity::Error);
        let place = |state: &State| StatePlace {
            id: state.id.0,
            name: state.name.to_string(),
            kind: state.kind.type_name().to_string(),
            resource: match &state.kind {
                StateKind::Task(task) => Some(task.arn.to_string()),
                _ => None,
            },
            place: Place {
                from: index.utf16(state.name_span.start as usize),
                to: index.utf16(state.span.end as usize),
            },
        };
        CheckView {
            diagnostics: views(&index, findings),
            scene: (!too_long).then(|| Scene::of(machine)).flatten(),
            states: machine.states.iter().map(place).collect(),
            runnable: !refused,
            whole: definition.complete,
            comment: machine.comment.as_ref().map(ToString::to_string),
        }
    }
}

/// What is wrong with a JSON text: an input, mocked answers. Blank text has no fault; what it means is said elsewhere.
pub fn json_problems(text: &str) -> Vec<DiagnosticView> {
    views(&LineIndex::new(text), text::read(text).diagnostics)
}

/// What is wrong with a mock text: any of its forms, read for the machine of this name. All test cases and responses
/// of a `MockConfigFile.json` are checked, not only those that one run uses.
pub fn mock_problems(text: &str, definition: &str, machine: &str) -> Vec<DiagnosticView> {
    let definition = definition::read(definition).machine;
    let choice = mock::Choice {
        machine,
        test_case: None,
        definition: Some(&definition),
    };
    views(&LineIndex::new(text), mock::check(text, &choice))
}

impl RepairView {
    /// Mends a pasted listing; `None` where there is nothing to mend or nothing certain.
    pub fn of(text: &str) -> Option<RepairView> {
        let repaired = text::repair(text)?;
        let notes = views(&LineIndex::new(&repaired.text), repaired.notes);
        let changes = repaired.changes.iter().map(RepairChange::of).collect();
        Some(RepairView {
            text: repaired.text,
            notes,
            changes,
        })
    }
}

impl RepairChange {
    fn of(change: &Change) -> RepairChange {
        let kind = match change.kind {
            ChangeKind::CodeFence => "codeFence",
            ChangeKind::Heading => "heading",
            ChangeKind::LineNumbers => "lineNumbers",
            ChangeKind::Quotes => "quotes",
            ChangeKind::Spaces => "spaces",
            ChangeKind::BrokenString => "brokenString",
            ChangeKind::OpeningBrace => "openingBrace",
            ChangeKind::ClosingBrace => "closingBrace",
        };
        RepairChange {
            kind: kind.into(),
            count: u32::try_from(change.count).unwrap_or(u32::MAX),
        }
    }
}

/// Findings in text order.
pub(super) fn views(index: &LineIndex, mut findings: Vec<Diagnostic>) -> Vec<DiagnosticView> {
    diagnostic::in_text_order(&mut findings);
    findings
        .into_iter()
        .map(|found| view(index, found))
        .collect()
}

fn view(index: &LineIndex, found: Diagnostic) -> DiagnosticView {
    let at = index.position(found.span.start as usize);
    let severity = match found.severity() {
        Severity::Error => SeverityView::Error,
        Severity::Warning => SeverityView::Warning,
        Severity::Notice => SeverityView::Notice,
    };
    let edit = |edit: crate::diagnostic::Edit| EditView {
        place: place(index, edit.span),
        text: edit.text,
    };
    DiagnosticView {
        number: found.code as u16,
        name: found.code.name().to_string(),
        code: aws_code(found.code),
        severity,
        place: place(index, found.span),
        line: at.line,
        column: at.column,
        quoted: quoted(&found.message),
        message: found.message,
        location: found.location,
        fixes: found.fixes.into_iter().map(edit).collect(),
    }
}

/// What is only ours to say carries no code of AWS's: it would look as if AWS refused it.
fn aws_code(code: Code) -> Option<String> {
    let ours = matches!(
        code,
        Code::Substitution
            | Code::Repaired
            | Code::CutOff
            | Code::FormatNotRead
            | Code::InventoryFormat
    );
    (!ours).then(|| code.aws().to_string())
}

fn quoted(message: &str) -> Vec<String> {
    let parts = message.split('`').skip(1).step_by(2);
    parts.map(str::to_string).collect()
}

fn place(index: &LineIndex, span: Span) -> Place {
    Place {
        from: index.utf16(span.start as usize),
        to: index.utf16(span.end as usize),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str) -> CheckView {
        CheckView::of(text, WorkflowType::Standard)
    }

    #[test]
    fn places_count_utf_16_units() {
        let text = r#"{"Comment":"주문 😀","StartAt":"A","States":{"A":{"Type":"Pass","Next":"Nowhere"}}}"#;
        let view = check(text);
        let units: Vec<u16> = text.encode_utf16().collect();
        let at = |place: Place| {
            let units = &units[place.from as usize..place.to as usize];
            String::from_utf16(units).expect("whole letters")
        };
        assert!(at(view.states[0].place).starts_with(r#""A":{"Type""#));
        assert!(at(view.states[0].place).ends_with('}'));
        let mut found = view.diagnostics.iter();
        let missing = found.find(|d| d.line == 1 && d.message.contains("Nowhere"));
        let missing = missing.expect("the target is missing");
        assert!(at(missing.place).contains("Nowhere"), "{missing:?}");
        assert_eq!(missing.line, 1);
        assert_eq!(missing.column, missing.place.from + 1);
    }

    #[test]
    fn what_only_we_say_has_no_code_and_says_what_it_is_about() {
        let view = check(
            r#"{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"${Fn}","End":true}}}"#,
        );
        let found = view.diagnostics.iter().find(|d| d.name == "Substitution");
        let found = found.expect("a placeholder is found");
        assert_eq!((found.code.as_deref(), found.quoted.len()), (None, 1));
        assert_eq!(found.quoted[0], "${Fn}");
        let refused = check("{}");
        assert!(refused.diagnostics.iter().all(|d| d.code.is_some()));
    }

    #[test]
    fn errors_stop_a_run_and_warnings_do_not() {
        let fine = check(r#"{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}}"#);
        assert!(fine.runnable && fine.whole && fine.diagnostics.is_empty());
        let broken = check(r#"{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}"#);
        assert!(!broken.runnable && !broken.whole && broken.scene.is_some());
        assert!(check("").scene.is_none());
    }

    #[test]
    fn a_text_longer_than_the_service_takes_is_not_drawn() {
        let padding = "x".repeat(1_100_000);
        let text = format!(
            r#"{{"Comment":"{padding}","StartAt":"A","States":{{"A":{{"Type":"Pass","End":true}}}}}}"#
        );
        let view = check(&text);
        assert!(view.scene.is_none() && !view.runnable);
        assert_eq!(view.states.len(), 1);
    }

    #[test]
    fn a_mended_listing_says_what_was_done() {
        let pasted =
            "1 {\n2   \"StartAt\": \"A\",\n3   \"States\": {\"A\": {\"Type\": \"Succeed\"}}\n4 }";
        let view = RepairView::of(pasted).expect("line numbers are certain");
        assert!(check(&view.text).runnable && !view.notes.is_empty());
        assert!(RepairView::of(&view.text).is_none());
    }
}
