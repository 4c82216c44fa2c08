//! Which stages a state has, and what each is made of.

use super::found::Found;
use super::{FlowStage, Written};
use crate::definition::{Choice, Map, QueryLanguage, StateKind, Test, Wait};
use crate::text::write::compact;
use crate::value::{Array, Value};

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
            held: None,
        });
        self.list.len() as u32 - 1
    }

    fn own(&mut self, name: &str, field: &str, value: Option<&Value>, from: Option<u32>) -> u32 {
        self.add(name, Some(field.to_owned()), value, from)
    }

    pub(super) fn jsonpath(&mut self) {
        use StateKind::{Choice, Fail, Map, Parallel, Pass, Task, Wait};
        let state = self.written.state;
        if matches!(state.kind, Fail(_)) {
            return self.fail();
        }
        let path = self.found.input_path;
        let mut last = self.own("afterInputPath", "InputPath", path, Some(0));
        if matches!(state.kind, Task(_) | Pass(None) | Parallel(_)) {
            let value = self.found.parameters;
            last = self.own("afterParameters", "Parameters", value, Some(last));
        }
        match &state.kind {
            Map(map) => self.map(map, "ItemsPath", last),
            Wait(wait) => self.wait(wait),
            Choice(choice) => self.rules(choice, last),
            _ => {}
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
            let value = self.found.result_path;
            last = self.own("afterResultPath", "ResultPath", value, Some(from));
        }
        self.own("output", "OutputPath", self.found.output, Some(last));
        self.assigned();
    }

    pub(super) fn jsonata(&mut self) {
        use StateKind::{Choice, Fail, Map, Parallel, Task, Wait};
        let state = self.written.state;
        if matches!(state.kind, Fail(_)) {
            return self.fail();
        }
        if matches!(state.kind, Task(_) | Parallel(_)) {
            let value = self.found.parameters;
            self.own("afterParameters", "Arguments", value, Some(0));
        }
        match &state.kind {
            Map(map) => self.map(map, "Items", 0),
            Wait(wait) => self.wait(wait),
            Choice(choice) => self.rules(choice, 0),
            _ => {}
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

    /// A field of the state's own, under the name that it is written with; nothing where it is not written.
    fn setting(&mut self, name: &str) {
        let path = format!("{name}Path");
        let field = match self.written.source(&path) {
            Some(_) => path,
            None => name.to_owned(),
        };
        let value = self.found.setting(name);
        if value.is_some() || self.written.source(&field).is_some() {
            self.own("setting", &field, value, None);
        }
    }

    fn wait(&mut self, wait: &Wait) {
        match wait {
            Wait::Seconds(_) => self.setting("Seconds"),
            _ => self.setting("Timestamp"),
        }
    }

    /// A Fail state has no output: its texts, and the error that they are.
    fn fail(&mut self) {
        self.setting("Error");
        self.setting("Cause");
        let error = self.found.error.take();
        self.add("error", None, error.as_ref(), None);
    }

    /// The rules that were asked: what each found, and whether it held.
    fn rules(&mut self, choice: &Choice, last: u32) {
        let jsonata = self.written.state.language == QueryLanguage::Jsonata;
        for (at, rule) in (0_u32..).zip(&choice.rules) {
            let Some(held) = self.found.held(at) else {
                continue;
            };
            let (field, value) = match (&rule.test, jsonata) {
                (Test::Condition(_), _) | (_, true) => {
                    (format!("Choices[{at}].Condition"), Value::from(held))
                }
                _ => (
                    format!("Choices[{at}]"),
                    self.found.compared(at, &rule.test),
                ),
            };
            let stage = self.add("rule", Some(field), Some(&value), Some(last));
            if let Some(stage) = self.list.get_mut(stage as usize) {
                stage.held = Some(held);
            }
        }
    }

    fn map(&mut self, map: &Map, field: &str, last: u32) {
        if map.reader.is_some() {
            self.setting("ItemReader");
            let read = self.found.read.clone().map(Value::Array);
            if read.is_some() {
                self.add("itemsRead", None, read.as_ref(), None);
            }
        } else {
            self.own("afterItemsPath", field, self.found.items_path, Some(last));
        }
        let legacy = self.written.source("ItemSelector").is_none()
            && self.written.source("Parameters").is_some();
        let selector = if legacy { "Parameters" } else { "ItemSelector" };
        match map.batcher.is_some() {
            false => self.selected(selector),
            true => self.batched(selector),
        }
        if map.writer.is_some() {
            self.setting("ResultWriter");
        }
    }

    /// One item, and what the selector made of it.
    fn selected(&mut self, selector: &str) {
        let Some((index, input)) = self.found.selected.clone() else {
            return;
        };
        let item = self.item(index);
        let from = item.map(|item| self.add("item", None, Some(&item), None));
        let to = self.own("afterItemSelector", selector, Some(&input), from);
        for at in from.into_iter().chain([to]) {
            self.number(at, index);
        }
    }

    /// The limits of the batches, and one of them: with a batcher no item is an iteration by itself.
    fn batched(&mut self, selector: &str) {
        if self.written.source(selector).is_some() {
            let first = self.found.first_selected.clone();
            self.own("afterItemSelector", selector, first.as_ref(), None);
        }
        self.setting("ItemBatcher");
        let batch = self.found.batch.clone();
        if let Some((index, batch)) = batch {
            let at = self.add("afterItemBatcher", None, Some(&batch), None);
            self.number(at, index);
        }
    }

    fn item(&self, index: u32) -> Option<Value> {
        let items: Option<&Array> = match &self.found.read {
            Some(read) => Some(read),
            None => self.found.items_path.and_then(Value::as_array),
        };
        items?.get(index as usize).cloned()
    }

    fn number(&mut self, at: u32, index: u32) {
        if let Some(stage) = self.list.get_mut(at as usize) {
            stage.index = Some(index);
        }
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
