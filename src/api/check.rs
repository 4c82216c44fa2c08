//! ValidateStateMachineDefinition.

use crate::definition::{self, WorkflowType};
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::write;
use crate::validate;
use crate::value::{Object, Value};

/// How many diagnostics a response holds unless the request says otherwise.
const MOST_RESULTS: usize = 100;

/// Answers `{definition, type?, severity?, maxResults?}` with `{result, diagnostics: [{severity, code, message,
/// location?}], truncated}`. `definition` is text, or an object that is then written as text; `type` is STANDARD or
/// EXPRESS; `severity` WARNING asks for warnings too. Warnings alone leave the result OK.
pub fn check(request: &Value) -> Value {
    let text = match request.get("definition") {
        Some(Value::Text(text)) => text.to_string(),
        Some(other) => write::compact(other),
        None => String::new(),
    };
    let all = validate::check(&definition::read(&text), workflow_type(request.get("type")));
    let warnings = request.get("severity").and_then(Value::as_str) == Some("WARNING");
    let wanted = |d: &&Diagnostic| match d.severity() {
        Severity::Error => true,
        Severity::Warning => warnings,
        Severity::Notice => false,
    };
    let most = request
        .get("maxResults")
        .and_then(Value::as_number)
        .and_then(|n| n.as_i64());
    let most = most
        .and_then(|n| usize::try_from(n).ok())
        .filter(|n| *n > 0)
        .unwrap_or(MOST_RESULTS);
    let failed = all.iter().any(|d| d.severity() == Severity::Error);
    let shown: Vec<&Diagnostic> = all.iter().filter(wanted).collect();
    let truncated = shown.len() > most;
    let list: Vec<Value> = shown.into_iter().take(most).map(diagnostic).collect();
    let response = Object::default()
        .with("result", if failed { "FAIL" } else { "OK" })
        .with("diagnostics", list)
        .with("truncated", truncated);
    Value::Object(response)
}

/// The message of the `ValidationException` for a request of [`check`] that the service does not even look into: an
/// empty definition, a word or a number that is not allowed. `None` when it is in order.
pub fn request_refusal(request: &Value) -> Option<String> {
    let mut broken = Vec::new();
    if request.get("definition").and_then(Value::as_str) == Some("") {
        broken.push(broken_constraint(
            "",
            "definition",
            "have length greater than or equal to 1",
        ));
    }
    let words = [
        ("type", "[STANDARD, EXPRESS]"),
        ("severity", "[ERROR, WARNING]"),
    ];
    for (name, allowed) in words {
        let word = request.get(name).and_then(Value::as_str);
        let known = |word: &str| {
            allowed[1..allowed.len() - 1]
                .split(", ")
                .any(|each| each == word)
        };
        if let Some(word) = word.filter(|word| !known(word)) {
            broken.push(broken_constraint(
                word,
                name,
                &format!("satisfy enum value set: {allowed}"),
            ));
        }
    }
    let most = request.get("maxResults").and_then(Value::as_number);
    if let Some(most) = most.and_then(|most| most.as_i64()) {
        let (most, name) = (most.to_string(), "maxResults");
        if most
            .parse()
            .is_ok_and(|most: i64| most > MOST_RESULTS as i64)
        {
            broken.push(broken_constraint(
                &most,
                name,
                "have value less than or equal to 100",
            ));
        } else if most.starts_with('-') {
            broken.push(broken_constraint(
                &most,
                name,
                "have value greater than or equal to 0",
            ));
        }
    }
    let errors = if broken.len() == 1 { "error" } else { "errors" };
    let count = broken.len();
    (count > 0).then(|| {
        format!(
            "{count} validation {errors} detected: {}",
            broken.join("; ")
        )
    })
}

fn broken_constraint(value: &str, member: &str, rule: &str) -> String {
    format!("Value '{value}' at '{member}' failed to satisfy constraint: Member must {rule}")
}

/// The message of the `InvalidDefinition` error with which CreateStateMachine and UpdateStateMachine refuse a
/// definition; `None` when they accept it.
pub fn refusal(definition: &str, workflow_type: WorkflowType) -> Option<String> {
    refused_for(&validate::check(
        &definition::read(definition),
        workflow_type,
    ))
}

/// The same, for findings that are known.
pub(super) fn refused_for(findings: &[Diagnostic]) -> Option<String> {
    let errors = findings.iter().filter(|d| d.severity() == Severity::Error);
    let words: Vec<String> = errors
        .map(|d| {
            let location = d.location.as_deref().unwrap_or("null");
            format!("{}: {} at {location}", d.code.aws(), d.message)
        })
        .collect();
    (!words.is_empty()).then(|| format!("Invalid State Machine Definition: '{}'", words.join(", ")))
}

/// DescribeStateMachine's `variableReferences`: the states that read variables, each with their names, sorted; `None`
/// when none does.
pub fn variable_references(definition: &str) -> Option<Value> {
    let machine = definition::read(definition).machine;
    let mut references = Object::default();
    for state in &machine.states {
        let names = state.variables_read();
        if !names.is_empty() {
            let names: Vec<Value> = names.into_iter().map(Value::from).collect();
            references.set(state.name.clone(), names);
        }
    }
    (!references.is_empty()).then_some(Value::Object(references))
}

/// STANDARD unless it says EXPRESS.
pub fn workflow_type(named: Option<&Value>) -> WorkflowType {
    match named.and_then(Value::as_str) {
        Some("EXPRESS") => WorkflowType::Express,
        _ => WorkflowType::Standard,
    }
}

pub(super) fn diagnostic(found: &Diagnostic) -> Value {
    let severity = match found.severity() {
        Severity::Error => "ERROR",
        Severity::Warning | Severity::Notice => "WARNING",
    };
    let mut object = Object::default()
        .with("severity", severity)
        .with("code", found.code.aws())
        .with("message", found.message.as_str());
    if let Some(location) = &found.location {
        object.set("location", location.as_str());
    }
    Value::Object(object)
}
