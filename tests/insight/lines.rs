//! The views in lines.

use stepglass::definition::StateId;
use stepglass::session::Past;
use stepglass::view::explain::{
    ChoiceView, EndView, ExplainView, FailureView, RuleView, RunExplainView,
};
use stepglass::view::flow::{FlowView, WhatIfView};
use stepglass::view::iteration::IterationsView;
use stepglass::view::reason::{self, WordValue};
use stepglass::view::scene::EdgeKindView;
use stepglass::view::variables::{VariablesView, WatchView};

pub fn flow(view: Option<FlowView>) -> String {
    let Some(view) = view else {
        return "nothing".to_owned();
    };
    let mut lines = vec![format!(
        "{} {} attempt {}",
        view.name, view.language, view.attempt
    )];
    if view.items > 0 {
        lines.push(format!("{} items", view.items));
    }
    for (at, stage) in view.stages.iter().enumerate() {
        let index = stage
            .index
            .map(|index| format!("#{index}"))
            .unwrap_or_default();
        let from = stage
            .from
            .map(|from| format!(" <{from}"))
            .unwrap_or_default();
        let field = match (&stage.field, &stage.source) {
            (Some(field), Some(source)) => format!(
                " {field} {}",
                source.split_whitespace().collect::<Vec<_>>().join(" ")
            ),
            (Some(field), None) => format!(" ({field})"),
            _ => String::new(),
        };
        let value = stage.value.as_deref().unwrap_or("–");
        let held = match stage.held {
            None => "",
            Some(true) => " holds",
            Some(false) => " does not hold",
        };
        lines.push(format!(
            "{at}{from} {}{index}{field} = {value}{held}",
            stage.name
        ));
    }
    lines.join("\n")
}

pub fn what_if(definition: &str, view: Option<WhatIfView>) -> String {
    let Some(view) = view else {
        return "nothing".to_owned();
    };
    let mut lines = Vec::new();
    if let Some(edit) = &view.edit {
        // The cases are ASCII: UTF-16 offsets are bytes.
        let (from, to) = (edit.place.from as usize, edit.place.to as usize);
        let was = &definition[from..to];
        lines.push(format!("«{was}» -> «{}»", edit.text));
    }
    lines.extend(view.error.map(|error| format!("error: {error}")));
    lines.extend(view.flow.map(|view| flow(Some(view))));
    lines.join("\n")
}

pub fn reasons(past: &dyn Past) -> String {
    let events = past.known().iter();
    let lines = events.map(|event| {
        let told = reason::reason(past, event.id).expect("every event has a reason");
        let said = told.sentences.iter().map(|said| {
            let words = said.words.iter().map(|word| {
                let value = match &word.value {
                    WordValue::Text(text) => text.clone(),
                    WordValue::Count(count) => count.to_string(),
                    WordValue::Delay(delay) => format!("{delay} ms"),
                };
                format!(" {}={value}", word.name)
            });
            format!("{}{}", said.code, words.collect::<String>())
        });
        let said: Vec<String> = said.collect();
        format!("{} {}: {}", event.id, past.type_of(event), said.join("; "))
    });
    lines.collect::<Vec<_>>().join("\n")
}

pub fn explain(view: Option<ExplainView>) -> String {
    let Some(view) = view else {
        return "nothing".to_owned();
    };
    let mut lines: Vec<String> = view.failures.iter().map(|f| failure(f, "")).collect();
    lines.extend(view.choice.map(|view| choice(&view)));
    lines.join("\n")
}

fn failure(view: &FailureView, indent: &str) -> String {
    let fatal = if view.fatal { " fatal" } else { "" };
    let mut lines = vec![format!(
        "{indent}attempt {} {}: {}{fatal}{}",
        view.attempt,
        view.error,
        view.cause,
        match view.redrive {
            0 => String::new(),
            redrive => format!(" (redrive {redrive})"),
        }
    )];
    lines.extend(
        view.rules
            .iter()
            .map(|view| format!("{indent}  {}", rule(view))),
    );
    lines.join("\n")
}

fn rule(view: &RuleView) -> String {
    let name = if view.catcher { "Catch" } else { "Retry" };
    let mut line = format!("{name}[{}] {}", view.at, view.errors.join(","));
    line.push_str(match (view.asked, view.matched) {
        (false, _) => " not asked",
        (true, None) => " other",
        (true, Some(_)) => " matches",
    });
    if let Some(used) = view.used {
        line.push_str(&format!(" {used}/{}", view.most));
    }
    if let Some(delay) = view.delay {
        let most = view
            .cap
            .map(|cap| format!(" max {cap}"))
            .unwrap_or_default();
        line.push_str(&format!(
            " {delay} ms ({} x {}{most})",
            view.interval, view.rate
        ));
    }
    if let (Some(next), Some(_)) = (&view.next, view.matched) {
        line.push_str(&format!(" -> {next}"));
    }
    line
}

pub fn choice(view: &ChoiceView) -> String {
    let next = |next: &Option<String>| next.clone().unwrap_or_default();
    let mut lines = Vec::new();
    for (at, rule) in view.rules.iter().enumerate() {
        let held = match rule.held {
            None => "not asked",
            Some(true) => "holds",
            Some(false) => "does not hold",
        };
        lines.push(format!(
            "rule {at} {}: {held} -> {}",
            rule.condition,
            next(&rule.next)
        ));
        for test in &rule.tests {
            let held = if test.held { "holds" } else { "does not hold" };
            lines.push(format!(
                "  {}: {} / {} {held}",
                test.condition, test.found, test.wanted
            ));
        }
    }
    lines.push(format!("default -> {}", next(&view.default)));
    lines.push(match (view.decided, view.taken) {
        (false, _) => "undecided".to_owned(),
        (true, None) => "taken: default".to_owned(),
        (true, Some(rule)) => format!("taken: rule {rule}"),
    });
    lines.join("\n")
}

pub fn variables(view: Option<VariablesView>) -> String {
    let Some(view) = view else {
        return "nothing".to_owned();
    };
    let left = if view.left { "left" } else { "not left" };
    let mut lines = vec![format!("{} {left}", view.name)];
    for variable in &view.variables {
        let step = |step: &stepglass::view::variables::ScopeStep| {
            let kind = if step.map { "iteration" } else { "branch" };
            format!(" {} {kind} {}", step.name, step.index)
        };
        let scope: String = variable.scope.iter().map(step).collect();
        let changed = if variable.changed { " changed" } else { "" };
        lines.push(format!(
            "${} = {} by {} #{}{scope}{changed}",
            variable.name,
            variable.value,
            variable.set_by.as_deref().unwrap_or("hand"),
            variable.event.unwrap_or_default()
        ));
    }
    lines.push(view.context);
    lines.join("\n")
}

pub fn watched(views: &[WatchView]) -> String {
    let line = |view: &WatchView| match (&view.value, view.missing) {
        (Some(value), _) => format!("{} = {value}", view.expression),
        (None, true) => format!("{} is not there: {}", view.expression, view.message),
        (None, false) => format!("{} has no value: {}", view.expression, view.message),
    };
    views.iter().map(line).collect::<Vec<_>>().join("\n")
}

pub fn run(view: &RunExplainView) -> String {
    let mut lines = Vec::new();
    for wait in &view.waits {
        let due = wait
            .due
            .map(|due| format!(" due +{}", due - 1_704_067_200_000));
        let due = due.unwrap_or_default();
        lines.push(format!(
            "{}{:?} waits: {:?}{due} after {} retries",
            wait.name, wait.iteration, wait.reason, wait.retries
        ));
    }
    lines.extend(view.end.as_ref().map(end));
    for state in &view.unreached {
        lines.push(format!("not reached: {}", state.name));
        for way in &state.ways {
            lines.push(format!(
                "  {:?} {} from {}: {:?}",
                way.kind, way.label, way.from, way.why
            ));
        }
    }
    let meters = &view.meters;
    lines.push(format!(
        "events {} of {:?}, payload {} (#{:?}) of {:?}, variables {} of {:?}, transitions {}, retries {}",
        meters.events, meters.most_events, meters.payload, meters.payload_event, meters.most_payload,
        meters.variables, meters.most_variables, meters.transitions, meters.retries
    ));
    lines.join("\n")
}

fn end(view: &EndView) -> String {
    let mut lines = vec![format!("{} at event {}", view.status, view.event)];
    for step in &view.steps {
        lines.push(format!(
            "  in {} {} {:?}",
            step.kind, step.name, step.iteration
        ));
        lines.extend(step.failure.as_ref().map(|view| failure(view, "    ")));
    }
    lines.join("\n")
}

pub fn iterations(session: &dyn Past, view: Option<IterationsView>) -> String {
    let Some(view) = view else {
        return "nothing".to_owned();
    };
    let name = |state: u32| session.definition().state(StateId(state)).name.to_string();
    let end = |state: Option<u32>| state.map_or("-".to_owned(), name);
    let mut out = vec![format!("of {}", name(view.map))];
    out.extend(view.iterations.iter().map(|row| {
        let chosen = if view.index == Some(row.index) {
            " chosen"
        } else {
            ""
        };
        let (status, to) = (row.status, name(row.state));
        format!("#{} {status:?} -> {to} {}{chosen}", row.index, row.visit)
    }));
    out.extend(view.within.map(|map| format!("in {}", name(map))));
    out.extend(view.states.iter().zip(&view.visits).map(|(state, visit)| {
        let counts = state
            .counts
            .iter()
            .map(|c| format!(" {:?} {}", c.status, c.count));
        let counts: String = counts.collect();
        let (status, visits, retries) = (state.status, state.visits, state.retries);
        format!(
            "  {} {visit} {status:?} x{visits} retries {retries}{counts}",
            name(state.state)
        )
    }));
    out.extend(view.taken.iter().map(|edge| {
        let (from, to) = (end(edge.from), end(edge.to));
        let way = match edge.kind {
            None => " by ?".to_owned(),
            Some(EdgeKindView::Rule) => format!(" by rule {}", edge.index),
            Some(EdgeKindView::Catch) => format!(" by catcher {}", edge.index),
            Some(EdgeKindView::Default) => " by default".to_owned(),
            Some(_) => String::new(),
        };
        format!("  {from} -> {to} x{}{way} at {}", edge.count, edge.event)
    }));
    out.join("\n")
}
