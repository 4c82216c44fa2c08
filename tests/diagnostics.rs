//! Definition -> findings. `UPDATE_EXPECT=1 cargo test --test diagnostics` rewrites what is expected.
//!
//! A file of `tests/diagnostics` holds cases: a line `=== title` (`=== title [EXPRESS]` for an Express machine), the
//! definition, a line `---`, and one line a finding: `number severity place marked-text message`, where place is the
//! service's location (`-` if there is none), the marked text stands between `«»`, and a fix is `[old -> new]`.

use std::path::{Path, PathBuf};
use std::{env, fs};
use stepglass::definition::{self, Graph, WorkflowType};
use stepglass::diagnostic::{Diagnostic, Edit, Severity};
use stepglass::validate;

#[test]
fn findings_are_as_expected() {
    let update = env::var_os("UPDATE_EXPECT").is_some();
    let mut wrong = Vec::new();
    for file in case_files() {
        let written = fs::read_to_string(&file).unwrap();
        let answered: String = cases(&written).iter().map(answer).collect();
        if update {
            fs::write(&file, &answered).unwrap();
        }
        for (expected, actual) in cases(&written).iter().zip(cases(&answered)) {
            if expected.findings != actual.findings {
                wrong.push(format!(
                    "{}: {}\nexpected\n{}\nactual\n{}",
                    file.display(),
                    expected.title,
                    expected.findings,
                    actual.findings
                ));
            }
        }
    }
    assert!(update || wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_cut_of_a_definition_is_read() {
    for file in case_files() {
        for case in cases(&fs::read_to_string(file).unwrap()) {
            for end in (0..case.definition.len()).filter(|at| case.definition.is_char_boundary(*at))
            {
                let definition = definition::read(&case.definition[..end]);
                let graph = Graph::of(&definition.machine);
                assert_eq!(graph.regions.len(), definition.machine.regions.len());
                validate::check(&definition, WorkflowType::Standard);
            }
        }
    }
}

/// One case of a file.
struct Case {
    title: String,
    definition: String,
    findings: String,
}

fn case_files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics");
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    assert!(!files.is_empty());
    files
}

fn cases(text: &str) -> Vec<Case> {
    let parts = text.split("=== ").skip(1);
    let case = |part: &str| {
        let (title, rest) = part.split_once('\n').expect("a title");
        let (definition, findings) = rest.split_once("\n---\n").expect("a line ---");
        Case {
            title: title.trim().to_owned(),
            definition: definition.to_owned(),
            findings: findings.trim_end().to_owned(),
        }
    };
    parts.map(case).collect()
}

/// The case as it should be written.
fn answer(case: &Case) -> String {
    let workflow_type = match case.title.ends_with("[EXPRESS]") {
        true => WorkflowType::Express,
        false => WorkflowType::Standard,
    };
    let found = validate::check(&definition::read(&case.definition), workflow_type);
    let lines: String = found.iter().map(|d| line(&case.definition, d)).collect();
    format!("=== {}\n{}\n---\n{lines}\n", case.title, case.definition)
}

fn line(text: &str, found: &Diagnostic) -> String {
    let severity = match found.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Notice => "notice",
    };
    let marked = found.span.of(text).replace('\n', " ");
    let short: String = marked.chars().take(30).collect();
    let marked = if short.len() < marked.len() {
        format!("{short}…")
    } else {
        short
    };
    let place = found.location.as_deref().unwrap_or("-").replace('\n', " ");
    let message = found.message.replace('\n', "⏎");
    let fix = |edit: &Edit| format!(" [{} -> {}]", edit.span.of(text), edit.text);
    let fixes: String = found.fixes.iter().map(fix).collect();
    let number = found.code as u16;
    format!("{number} {severity} {place} «{marked}» {message}{fixes}\n")
}
