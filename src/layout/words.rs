//! What stands on a node besides its name, and beside an edge.

use super::text::shorten;
use crate::definition::{
    Amount, EdgeKind, Map, Pattern, Resource, StateKind, Task, Template, Wait,
};
use crate::value::Value;

/// The longest label beside an edge, in characters.
const LABEL: usize = 24;

/// The second line of a state: what it calls, how long it waits, how many rules it has. Empty where there is nothing
/// to say.
pub fn note(kind: &StateKind, parameters: Option<&Template>) -> String {
    match kind {
        StateKind::Task(task) => task_note(task, parameters),
        StateKind::Choice(choice) => {
            let rules = count(choice.rules.len(), "rule");
            let default = if choice.default.is_some() {
                " + default"
            } else {
                ""
            };
            format!("{rules}{default}")
        }
        StateKind::Wait(wait) => wait_note(wait),
        StateKind::Pass(_) | StateKind::Succeed | StateKind::Fail(_) => String::new(),
        StateKind::Parallel(branches) => {
            let branches = if branches.len() == 1 {
                "1 branch".to_string()
            } else {
                format!("{} branches", branches.len())
            };
            format!("Parallel · {branches}")
        }
        StateKind::Map(map) => map_note(map),
        StateKind::Unknown(text) => text.to_string(),
    }
}

/// The number in the second line: rules of a Choice, branches of a Parallel, concurrency of a Map.
pub fn number(kind: &StateKind) -> Option<u32> {
    let cut = |number: usize| u32::try_from(number).ok();
    match kind {
        StateKind::Choice(choice) => cut(choice.rules.len()),
        StateKind::Parallel(branches) => cut(branches.len()),
        StateKind::Map(map) => match map.max_concurrency {
            Amount::Literal(most) if most >= 1.0 && most <= f64::from(u32::MAX) => {
                Some(most as u32)
            }
            _ => None,
        },
        _ => None,
    }
}

fn count(number: usize, thing: &str) -> String {
    match number {
        1 => format!("1 {thing}"),
        _ => format!("{number} {thing}s"),
    }
}

fn task_note(task: &Task, parameters: Option<&Template>) -> String {
    match &task.resource {
        Resource::Lambda => format!("lambda · {}", function(&task.arn)),
        Resource::Activity => format!("activity · {}", last_part(&task.arn)),
        Resource::Service {
            service,
            action,
            pattern,
        } => {
            let service = service.strip_prefix("aws-sdk:").unwrap_or(service);
            let action = action.split('.').next().unwrap_or_default();
            let called = match (service, action, parameters) {
                ("lambda", "invoke", Some(parameters)) => function_name(parameters),
                _ => None,
            };
            let wait = match pattern {
                Pattern::RequestResponse => "",
                Pattern::RunJob => " · sync",
                Pattern::WaitForTaskToken => " · token",
            };
            format!("{service} · {}{wait}", called.as_deref().unwrap_or(action))
        }
        Resource::Unknown => task.arn.to_string(),
    }
}

/// A function's name in its ARN, without a version.
fn function(arn: &str) -> &str {
    match arn.split_once(":function:") {
        Some((_, rest)) => rest.split(':').next().unwrap_or(rest),
        None => last_part(arn),
    }
}

fn last_part(arn: &str) -> &str {
    arn.rsplit([':', '/']).next().unwrap_or(arn)
}

/// `FunctionName` where it is written out.
fn function_name(parameters: &Template) -> Option<String> {
    let named = |value: &Value| Some(function(value.as_str()?).to_string());
    match parameters {
        Template::Literal(value) => named(value.as_object()?.get("FunctionName")?),
        Template::Object(members) => {
            let member = members.iter().find(|m| m.field == "FunctionName")?;
            match &member.value {
                Template::Literal(value) => named(value),
                _ => None,
            }
        }
        _ => None,
    }
}

fn wait_note(wait: &Wait) -> String {
    match wait {
        Wait::Seconds(Amount::Literal(seconds)) => format!("{seconds} s"),
        Wait::Seconds(amount) => amount_text(amount).unwrap_or_default(),
        Wait::Until(Some(time)) => time.to_string(),
        Wait::UntilPath(path) => path.text().to_string(),
        Wait::UntilExpression(expression) => expression.text().trim().to_string(),
        Wait::Until(None) | Wait::Missing => String::new(),
    }
}

fn map_note(map: &Map) -> String {
    let kind = if map.distributed {
        "Distributed Map"
    } else {
        "Map"
    };
    let most = match &map.max_concurrency {
        Amount::Literal(most) if *most < 1.0 => None,
        amount => amount_text(amount),
    };
    match most {
        Some(most) => format!("{kind} · max {most}"),
        None => kind.to_string(),
    }
}

fn amount_text(amount: &Amount) -> Option<String> {
    match amount {
        Amount::Absent => None,
        Amount::Literal(number) => Some(number.to_string()),
        Amount::Path(path) => Some(path.text().to_string()),
        Amount::Expression(expression) => Some(expression.text().trim().to_string()),
    }
}

/// The words beside an edge.
#[derive(Clone, Debug, PartialEq)]
pub struct Words {
    /// As they fit, at most 24 characters.
    pub short: String,
    /// All of them.
    pub full: String,
}

/// The words beside an edge of this kind with this label; `None` for an edge without any.
pub fn words(kind: &EdgeKind, label: &str) -> Option<Words> {
    let full = match kind {
        EdgeKind::Next => return None,
        EdgeKind::Rule { index } if label.is_empty() => format!("Rule {}", index + 1),
        EdgeKind::Rule { index } => format!("Rule {} · {label}", index + 1),
        EdgeKind::Default => label.to_string(),
        EdgeKind::Catch { index, errors } if errors.is_empty() => format!("Catch {}", index + 1),
        EdgeKind::Catch { .. } => label.to_string(),
    };
    let short = shorten(&full, LABEL);
    Some(Words { short, full })
}
