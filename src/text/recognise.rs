//! Formats that are not a definition in JSON but often pasted as one.

use super::{read, Kind, Member, Node, Span};
use crate::codes::Code;
use crate::diagnostic::Diagnostic;

/// The resource types that hold a state machine.
const MACHINES: [&str; 2] = [
    "AWS::StepFunctions::StateMachine",
    "AWS::Serverless::StateMachine",
];

/// Names at the margin of a template, and of a definition; by them YAML is told from prose.
const TEMPLATE_KEYS: [&str; 2] = ["AWSTemplateFormatVersion", "Resources"];
const DEFINITION_KEYS: [&str; 4] = ["StartAt", "States", "Comment", "QueryLanguage"];

/// What a text is instead of a definition.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Format {
    /// A definition, or something else, in YAML.
    Yaml,
    /// A CloudFormation or SAM template in JSON.
    JsonTemplate,
    /// A CloudFormation or SAM template in YAML.
    YamlTemplate,
}

/// A text in another format.
#[derive(Clone, Debug)]
pub struct Foreign {
    /// Which format.
    pub format: Format,
    /// The state machines in a template, by their logical ids.
    pub machines: Vec<String>,
    /// One finding that says so.
    pub diagnostic: Diagnostic,
}

/// Recognises YAML and CloudFormation or SAM templates; `None` for everything else, JSON definitions included.
pub fn recognise(text: &str) -> Option<Foreign> {
    let first = text.trim_start_matches('\u{feff}').trim_start();
    if first.starts_with(['{', '[']) {
        return json_template(&read(text).root?);
    }
    yaml(text)
}

fn json_template(root: &Node) -> Option<Foreign> {
    let resources = root.member("Resources");
    let version = root.member("AWSTemplateFormatVersion");
    if root.member("StartAt").is_some() || root.member("States").is_some() {
        return None;
    }
    let members = resources
        .and_then(|r| r.value.members())
        .unwrap_or_default();
    let machines: Vec<&Member> = members.iter().filter(|m| is_machine(&m.value)).collect();
    let place = machines.first().copied().or(version)?;
    let names = machines.iter().map(|m| m.key.to_string()).collect();
    Some(template(Format::JsonTemplate, place.key_span, names))
}

fn is_machine(resource: &Node) -> bool {
    let kind = resource.member("Type").map(|m| &m.value.kind);
    matches!(kind, Some(Kind::Text(text)) if MACHINES.contains(&text.as_str()))
}

fn template(format: Format, span: Span, machines: Vec<String>) -> Foreign {
    let held = match machines.as_slice() {
        [] => "it holds no state machine".to_string(),
        [one] => format!("its state machine is `{one}`"),
        several => format!("its state machines are `{}`", several.join("`, `")),
    };
    let message = format!("this is a CloudFormation template, not a definition; {held}");
    Foreign {
        format,
        machines,
        diagnostic: Diagnostic {
            code: Code::IsTemplate,
            span,
            location: None,
            message,
            fixes: Vec::new(),
        },
    }
}

/// A line `key: value` of YAML.
struct Entry<'a> {
    span: Span,
    indent: usize,
    key: &'a str,
    value: &'a str,
}

fn yaml(text: &str) -> Option<Foreign> {
    let entries: Vec<Entry<'_>> = entries(text)?;
    let top = |keys: &[&str]| {
        let mut at_margin = entries.iter().filter(|e| e.indent == 0);
        at_margin.find(|e| keys.contains(&e.key))
    };
    if let Some(place) = top(&TEMPLATE_KEYS) {
        return Some(template(
            Format::YamlTemplate,
            place.span,
            machines(&entries),
        ));
    }
    let known = top(&DEFINITION_KEYS)?;
    let message = "this is YAML, not JSON; a definition is read as JSON".to_string();
    Some(Foreign {
        format: Format::Yaml,
        machines: Vec::new(),
        diagnostic: Diagnostic {
            code: Code::IsYaml,
            span: known.span,
            location: None,
            message,
            fixes: Vec::new(),
        },
    })
}

/// The entries of a YAML mapping; `None` where a line at the left margin is none.
fn entries(text: &str) -> Option<Vec<Entry<'_>>> {
    let mut entries = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let body = line.trim();
        let indent = line.len() - line.trim_start().len();
        if body.is_empty() || body.starts_with('#') || body == "---" || body == "..." {
            continue;
        }
        let item = body.trim_start_matches("- ");
        match item.split_once(':') {
            Some((key, value)) if is_key(key) && (value.is_empty() || value.starts_with(' ')) => {
                let from = start + indent + (body.len() - item.len());
                entries.push(Entry {
                    span: Span::new(from, from + key.len()),
                    indent,
                    key: key.trim_matches(['"', '\'']),
                    value: value.trim().trim_matches(['"', '\'']),
                });
            }
            _ if indent == 0 && !body.starts_with("- ") => return None,
            _ => {}
        }
    }
    Some(entries)
}

fn is_key(key: &str) -> bool {
    let bare = key.trim_matches(['"', '\'']);
    let letter = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ' ' | '$' | '/');
    // A quoted name at the margin may as well be JSON that lost its bracket.
    !bare.is_empty() && bare.chars().all(letter) && !key.starts_with('"')
}

/// Logical ids of the state machines: the nearest entry above each `Type` that is indented less.
fn machines(entries: &[Entry<'_>]) -> Vec<String> {
    let typed = entries.iter().enumerate();
    let typed = typed.filter(|(_, e)| e.key == "Type" && MACHINES.contains(&e.value));
    let parent = |(at, entry): (usize, &Entry<'_>)| {
        let above = entries.iter().take(at).rev();
        let owner = above.into_iter().find(|e| e.indent < entry.indent)?;
        Some(owner.key.to_string())
    };
    typed.filter_map(parent).collect()
}
