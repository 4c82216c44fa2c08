//! What is wrong with the contents of simulated services, at its place.

use super::check::{views, DiagnosticView};
use crate::codes::Code;
use crate::diagnostic::Diagnostic;
use crate::service::Doubles;
use crate::text::{self, write, LineIndex, Member, Node};
use crate::value::{Object, Value};

/// Findings in a text of `StartRequest.doubles`; blank text has none.
pub fn doubles_problems(text: &str) -> Vec<DiagnosticView> {
    let reading = text::read(text);
    let mut findings = reading.diagnostics;
    if findings.is_empty() {
        findings.extend(reading.root.as_ref().and_then(fault));
    }
    views(&LineIndex::new(text), findings)
}

/// The first fault: where it stands is the smallest part that cannot be read by itself.
fn fault(root: &Node) -> Option<Diagnostic> {
    let message = refusal(&root.to_value())?;
    let mut found = Diagnostic {
        code: Code::MockFormat,
        span: root.span,
        location: Some("/".into()),
        message,
        fixes: Vec::new(),
    };
    let mut path: Vec<&Member> = Vec::new();
    let mut at = root;
    while path.len() < named(&path) {
        let mut members = at.members().unwrap_or_default().iter();
        let refused = |member| Some((refusal(&alone(&path, member))?, member));
        let Some((message, member)) = members.find_map(refused) else {
            break;
        };
        found.message = message;
        found.span = member.key_span;
        path.push(member);
        at = &member.value;
    }
    let keys: String = path
        .iter()
        .map(|member| format!("/{}", member.key))
        .collect();
    if !keys.is_empty() {
        found.location = Some(keys);
    }
    Some(found)
}

/// How many names lead to a part that can be read by itself: jobs stand under their service.
fn named(path: &[&Member]) -> usize {
    let jobs = path.first().is_some_and(|service| service.key == "jobs");
    if jobs {
        3
    } else {
        2
    }
}

/// Contents with this member alone, at the end of the path to it.
fn alone(path: &[&Member], member: &Member) -> Value {
    let own = Object::default().with(member.key.clone(), member.value.to_value());
    let outer = path.iter().rev();
    Value::Object(outer.fold(own, |inner, member| {
        Object::default().with(member.key.clone(), inner)
    }))
}

fn refusal(contents: &Value) -> Option<String> {
    Doubles::read(&write::compact(contents)).err()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_stands_at_the_smallest_part_that_is_wrong() {
        for (text, location, marked) in [
            ("[]", "/", "[]"),
            (r#"{"sqs": {"a": []}, "mail": {}}"#, "/mail", "\"mail\""),
            (r#"{"sqs": {"a": [], "b": {}}}"#, "/sqs/b", "\"b\""),
            (
                r#"{"jobs": {"glue": {"ok": {}, "bad": 1}}}"#,
                "/jobs/glue/bad",
                "\"bad\"",
            ),
            (
                r#"{"dynamodb": {"T": {"key": []}}}"#,
                "/dynamodb/T",
                "\"T\"",
            ),
        ] {
            let found = doubles_problems(text);
            assert_eq!(found.len(), 1, "{text}: {found:?}");
            let (from, to) = (found[0].place.from as usize, found[0].place.to as usize);
            assert_eq!(
                (found[0].location.as_deref(), &text[from..to]),
                (Some(location), marked),
                "{found:?}"
            );
        }
        let broken = doubles_problems(r#"{"sqs": }"#);
        assert_eq!((broken.len(), broken[0].line), (1, 1));
        assert!(doubles_problems("").is_empty());
        assert!(doubles_problems(r#"{"sqs": {"orders": []}}"#).is_empty());
    }
}
