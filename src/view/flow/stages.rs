//! Which stages a state has, and what each is made of.

use super::{FlowStage, Written};
use crate::definition::StateKind;
use crate::execution::TraceStage;
use crate::text::write::compact;
use crate::value::{Object, Text, Value};

/// What the side log has of each stage.
#[derive(Default)]
pub(super) struct Found<'t> {
    input_path: Option<&'t Value>,
    parameters: Option<&'t Value>,
    items_path: Option<&'t Value>,
    selected: Option<(u32, &'t Value)>,
    pub(super) items: u32,
    batches: Option<&'t Value>,
    result: Option<&'t Value>,
    result_selector: Option<&'t Value>,
    result_path: Option<&'t Value>,
    error: Option<Value>,
    catcher: Option<u32>,
    rule: Option<u32>,
    output: Option<&'t Value>,
    variables: Option<Value>,
}

impl<'t> Found<'t> {
    pub(super) fn of(stages: &'t [TraceStage], item: u32) -> Found<'t> {
        let mut found = Found::default();
        for stage in stages {
            found.take(stage, item);
        }
        found
    }

    fn take(&mut self, stage: &'t TraceStage, item: u32) {
        match stage {
            TraceStage::AfterInputPath(value) => self.input_path = Some(value),
            TraceStage::AfterParameters(value) => self.parameters = Some(value),
            TraceStage::AfterItemsPath(value) => self.items_path = Some(value),
            TraceStage::AfterItemSelector { index, input } => {
                self.items += 1;
                if *index == item || self.selected.is_none() {
                    self.selected = Some((*index, input));
                }
            }
            TraceStage::AfterItemBatcher(value) => self.batches = Some(value),
            TraceStage::Result(value) => self.result = Some(value),
            TraceStage::AfterResultSelector(value) => self.result_selector = Some(value),
            TraceStage::AfterResultPath(value) => self.result_path = Some(value),
            TraceStage::Output(value) => self.output = Some(value),
            TraceStage::Assigned(values) => self.variables = Some(Value::Object(values.clone())),
            TraceStage::Catch(at) => self.catcher = Some(*at),
            TraceStage::Rule(at) => self.rule = *at,
            TraceStage::Failed { details, .. } => {
                let text = |text: &Option<Text>| text.clone().map_or(Value::Null, Value::Text);
                let error = Object::default().with("Error", text(&details.error));
                self.error = Some(Value::Object(error.with("Cause", text(&details.cause))));
            }
            _ => {}
        }
    }
}

/// The list while it is made.
pub(super) struct Stages<'a> {
    pub(super) written: &'a Written<'a>,
    pub(super) found: Found<'a>,
    pub(super) list: Vec<FlowStage>,
}

impl Stages<'_> {
    /// Adds a stage that is made of another by a field; gives its position.
    pub(super) fn add(
        &mut self,
        name: &str,
        field: Option<String>,
        value: Option<&Value>,
        from: Option<u32>,
    ) -> u32 {
        self.list.push(FlowStage {
            name: name.to_owned(),
            source: field.as_deref().and_then(|f| self.written.source(f)),
            field,
            value: value.map(compact),
            from,
            index: None,
        });
        self.list.len() as u32 - 1
    }

    fn own(&mut self, name: &str, field: &str, value: Option<&Value>, from: Option<u32>) -> u32 {
        self.add(name, Some(field.to_owned()), value, from)
    }

    pub(super) fn jsonpath(&mut self) {
        use StateKind::{Fail, Map, Parallel, Pass, Task};
        let state = self.written.state;
        if matches!(state.kind, Fail(_)) {
            return;
        }
        let mut last = self.own(
            "afterInputPath",
            "InputPath",
            self.found.input_path,
            Some(0),
        );
        if matches!(state.kind, Task(_) | Pass(None) | Parallel(_)) {
            let value = self.found.parameters;
            last = self.own("afterParameters", "Parameters", value, Some(last));
        }
        if matches!(state.kind, Map(_)) {
            self.items("ItemsPath", last);
        }
        if self.found.catcher.is_some() {
            return self.caught("ResultPath");
        }
        let calls = matches!(state.kind, Task(_) | Parallel(_) | Map(_));
        if calls {
            last = self.add("result", None, self.found.result, None);
            let value = self.found.result_selector;
            last = self.own("afterResultSelector", "ResultSelector", value, Some(last));
        } else if matches!(state.kind, Pass(Some(_))) {
            last = self.own("result", "Result", self.found.result, None);
        }
        if calls || matches!(state.kind, Pass(_)) {
            // What is put into the input is compared with that, what replaces it with what it was before.
            let put = self.written.source("ResultPath");
            let from = put.filter(|path| path != "\"$\"").map_or(last, |_| 0);
            last = self.own(
                "afterResultPath",
                "ResultPath",
                self.found.result_path,
                Some(from),
            );
        }
        self.own("output", "OutputPath", self.found.output, Some(last));
        self.assigned();
    }

    pub(super) fn jsonata(&mut self) {
        use StateKind::{Fail, Map, Parallel, Task};
        let state = self.written.state;
        if matches!(state.kind, Fail(_)) {
            return;
        }
        if matches!(state.kind, Task(_) | Parallel(_)) {
            self.own(
                "afterParameters",
                "Arguments",
                self.found.parameters,
                Some(0),
            );
        }
        if matches!(state.kind, Map(_)) {
            self.items("Items", 0);
        }
        if self.found.catcher.is_some() {
            return self.caught("Output");
        }
        let mut last = 0;
        if matches!(state.kind, Task(_) | Parallel(_) | Map(_)) {
            last = self.add("result", None, self.found.result, None);
        }
        let field = match self.found.rule {
            Some(rule) => format!("Choices[{rule}].Output"),
            None => "Output".to_owned(),
        };
        self.add("output", Some(field), self.found.output, Some(last));
        self.assigned();
    }

    /// The error of an attempt that failed, where nothing has come of it.
    fn lost(&mut self) {
        if self.found.output.is_none() {
            let error = self.found.error.take();
            if error.is_some() {
                self.add("error", None, error.as_ref(), None);
            }
        }
    }

    fn items(&mut self, field: &str, last: u32) {
        let StateKind::Map(map) = &self.written.state.kind else {
            return;
        };
        if map.reader.is_none() {
            self.own("afterItemsPath", field, self.found.items_path, Some(last));
        }
        let legacy = self.written.source("ItemSelector").is_none()
            && self.written.source("Parameters").is_some();
        let selector = if legacy { "Parameters" } else { "ItemSelector" };
        let selected = self.found.selected;
        if let Some((index, input)) = selected {
            let items = self.found.items_path.and_then(Value::as_array);
            let item = items.and_then(|items| items.get(index as usize));
            let from = item.map(|item| self.add("item", None, Some(item), None));
            let to = self.own("afterItemSelector", selector, Some(input), from);
            for at in from.into_iter().chain([to]) {
                if let Some(stage) = self.list.get_mut(at as usize) {
                    stage.index = Some(index);
                }
            }
        }
        if map.batcher.is_some() {
            self.own("afterItemBatcher", "ItemBatcher", self.found.batches, None);
        }
    }

    /// The error in the place of a result, and what a catcher makes of it.
    fn caught(&mut self, field: &str) {
        let error = self.found.error.take();
        let last = self.add("error", None, error.as_ref(), None);
        let Some(at) = self.found.catcher else {
            return;
        };
        let field = format!("Catch[{at}].{field}");
        let from = match self.written.source(&field).is_some() && field.ends_with("Path") {
            true => 0,
            false => last,
        };
        self.add("output", Some(field), self.found.output, Some(from));
        self.assigned();
    }

    /// The variables that the state sets.
    fn assigned(&mut self) {
        let field = match (self.found.catcher, self.found.rule) {
            (Some(at), _) => format!("Catch[{at}].Assign"),
            (None, Some(at)) => format!("Choices[{at}].Assign"),
            (None, None) => "Assign".to_owned(),
        };
        let variables = self.found.variables.take();
        self.add("variables", Some(field), variables.as_ref(), None);
        self.lost();
    }
}
