//! What a text is that is no definition, and what a template would still fill.

use super::place::Place;
use super::reader::substitution;
use crate::codes::Code;
use crate::diagnostic::Diagnostic;
use crate::quotas::Quotas;
use crate::text::{Kind, Node, Span};

/// Names what else the text is: a CloudFormation or SAM template, or YAML.
pub(super) fn recognize(text: &str, root: Option<&Node>, broken: bool) -> Option<Diagnostic> {
    if let Some(node) = root.filter(|node| is_template(node)) {
        let span = node
            .members()
            .and_then(|m| m.first())
            .map_or(node.span, |m| m.key_span);
        let message = "This is a CloudFormation or SAM template, not a state machine definition";
        return Some(finding(Code::IsTemplate, span, message));
    }
    let line = first_yaml_line(text).filter(|_| broken)?;
    let span = Span::new(line.0, line.1);
    let template = text.contains("AWSTemplateFormatVersion") || text.contains("AWS::Serverless");
    Some(match template {
        true => finding(
            Code::IsTemplate,
            span,
            "This is a CloudFormation or SAM template in YAML, not a state machine definition",
        ),
        false => finding(Code::IsYaml, span, "This is YAML; a definition is JSON"),
    })
}

fn finding(code: Code, span: Span, message: &str) -> Diagnostic {
    Diagnostic {
        code,
        span,
        location: None,
        message: message.into(),
        fixes: Vec::new(),
    }
}

fn is_template(root: &Node) -> bool {
    let has = |name: &str| root.member(name).is_some();
    !has("States")
        && !has("StartAt")
        && (has("AWSTemplateFormatVersion") || has("Resources") || has("Transform"))
}

/// The first line with content, when it can only be YAML: `---`, a comment, or a bare `Word:`.
fn first_yaml_line(text: &str) -> Option<(usize, usize)> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let content = line.trim();
        let end = start + line.trim_end().len();
        if content.is_empty() || content.starts_with('#') {
            start += line.len();
            continue;
        }
        let key = content
            .split_once(':')
            .map(|(key, rest)| (key, rest.is_empty() || rest.starts_with(' ')));
        let is_word = |key: &str| {
            !key.is_empty()
                && key
                    .chars()
                    .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
        };
        let yaml = content == "---" || key.is_some_and(|(key, ends)| ends && is_word(key));
        return yaml.then_some((start, end));
    }
    None
}

/// A definition longer than the service takes.
pub(super) fn too_large(text: &str) -> Option<Diagnostic> {
    let most = Quotas::default().definition_chars?;
    // Bytes are never fewer than UTF-16 units, so that most texts need no counting.
    let units = if text.len() > most {
        text.encode_utf16().count()
    } else {
        0
    };
    let message = format!("The definition has {units} characters; {most} are the most");
    (units > most).then(|| {
        finding(
            Code::DefinitionTooLarge,
            Span::new(0, text.len().min(1)),
            &message,
        )
    })
}

/// Adds a warning for every text with a `${…}` that nobody has filled. JSONata expressions are left alone.
pub(super) fn substitutions(root: &Node, diagnostics: &mut Vec<Diagnostic>) {
    walk(root, &Place::start("", root.span), diagnostics);
}

fn walk(node: &Node, at: &Place, diagnostics: &mut Vec<Diagnostic>) {
    match &node.kind {
        Kind::Text(text) if !text.starts_with("{%") => {
            if let Some(name) = substitution(text) {
                diagnostics.push(Diagnostic {
                    code: Code::Substitution,
                    span: node.span,
                    location: Some(at.location()),
                    message: format!("{name} is filled in by a template; here it stays as written"),
                    fixes: Vec::new(),
                });
            }
        }
        Kind::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                walk(item, &at.item(index, item), diagnostics);
            }
        }
        Kind::Object(members) => {
            for member in members {
                walk(
                    &member.value,
                    &at.field(&member.key, member.key_span),
                    diagnostics,
                );
            }
        }
        _ => {}
    }
}
