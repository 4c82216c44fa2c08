//! What the side log has of each stage, and of a distributed Map what its children have.

use crate::api::standpoint::Standpoint;
use crate::definition::{Operand, StateKind, Test};
use crate::execution::TraceStage;
use crate::session::Session;
use crate::value::{Array, Object, Text, Value};

/// So many items that a reader gave are shown.
const MOST_READ: usize = 100;

/// The stages of a visit.
#[derive(Default)]
pub(super) struct Found<'t> {
    pub(super) input_path: Option<&'t Value>,
    pub(super) parameters: Option<&'t Value>,
    pub(super) items_path: Option<&'t Value>,
    /// The first items that a reader gave.
    pub(super) read: Option<Array>,
    /// The iteration that is asked for, or the first.
    pub(super) selected: Option<(u32, Value)>,
    pub(super) first_selected: Option<Value>,
    pub(super) items: u32,
    pub(super) batch: Option<(u32, Value)>,
    pub(super) result: Option<&'t Value>,
    pub(super) result_selector: Option<&'t Value>,
    pub(super) result_path: Option<&'t Value>,
    pub(super) error: Option<Value>,
    pub(super) catcher: Option<u32>,
    pub(super) rule: Option<u32>,
    pub(super) output: Option<&'t Value>,
    pub(super) variables: Option<Value>,
    settings: Vec<(&'static str, &'t Value)>,
    held: Vec<(u32, bool)>,
    compared: Vec<(u32, &'t Text, &'t Value, &'t Value)>,
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
                    self.selected = Some((*index, input.clone()));
                }
                self.first_selected.get_or_insert_with(|| input.clone());
            }
            TraceStage::AfterItemBatcher(value) => self.batches(value, item),
            TraceStage::Result(value) => self.result = Some(value),
            TraceStage::AfterResultSelector(value) => self.result_selector = Some(value),
            TraceStage::AfterResultPath(value) => self.result_path = Some(value),
            TraceStage::Output(value) => self.output = Some(value),
            TraceStage::Assigned(values) => self.variables = Some(Value::Object(values.clone())),
            TraceStage::Setting { field, value } => self.settings.push((field, value)),
            _ => self.decide(stage),
        }
    }

    fn decide(&mut self, stage: &'t TraceStage) {
        match stage {
            TraceStage::Catch(at) => self.catcher = Some(*at),
            TraceStage::Rule(at) => self.rule = *at,
            TraceStage::Tried { rule, held } => self.held.push((*rule, *held)),
            TraceStage::Compared {
                rule,
                test,
                left,
                right,
                ..
            } => self.compared.push((*rule, test, left, right)),
            TraceStage::Failed { details, .. } => {
                let text = |text: &Option<Text>| text.clone().map_or(Value::Null, Value::Text);
                let error = Object::default().with("Error", text(&details.error));
                self.error = Some(Value::Object(error.with("Cause", text(&details.cause))));
            }
            _ => {}
        }
    }

    fn batches(&mut self, batches: &Value, item: u32) {
        let Some(batches) = batches.as_array() else {
            return;
        };
        self.items = batches.len() as u32;
        let at = match (item as usize) < batches.len() {
            true => item,
            false => 0,
        };
        let batch = batches.get(at as usize);
        self.batch = batch.map(|batch| (at, batch.clone()));
    }

    /// Adds what a distributed Map's children started with: they are executions of their own, with no side log here.
    pub(super) fn children(&mut self, session: &Session, point: &Standpoint, item: u32) {
        let state = session.definition().state(point.visit.state);
        let StateKind::Map(map) = &state.kind else {
            return;
        };
        let events = session.summary().events_of(point.visit.entered);
        let runs = super::super::map_run::of_visit(session, &events);
        let Some(at) = runs.last().map(|at| *at as usize) else {
            return;
        };
        if map.reader.is_some() {
            let read = session.items_of(at, MOST_READ);
            self.read = read.map(|items| items.into_iter().collect());
        }
        let Some(run) = session.map_runs().nth(at) else {
            return;
        };
        self.items = u32::try_from(run.child_count()).unwrap_or(u32::MAX);
        let wanted = if item < self.items { item } else { 0 };
        let input = run.child(wanted as usize).map(|child| child.input.clone());
        match map.batcher {
            Some(_) => {
                let items = input.as_ref().and_then(|input| input.get("Items"));
                let first = items.and_then(Value::as_array).and_then(|i| i.first());
                self.first_selected = first.cloned();
                self.batch = input.map(|input| (wanted, input));
            }
            None => self.selected = input.map(|input| (wanted, input)),
        }
    }

    pub(super) fn setting(&self, name: &str) -> Option<&'t Value> {
        let mut settings = self.settings.iter().rev();
        settings
            .find(|(field, _)| *field == name)
            .map(|(_, value)| *value)
    }

    /// Whether a rule of a Choice held; `None` where it was not asked.
    pub(super) fn held(&self, rule: u32) -> Option<bool> {
        let mut asked = self.held.iter();
        asked.find(|(at, _)| *at == rule).map(|(_, held)| *held)
    }

    /// What the data tests of a rule found, by the paths that they look at.
    pub(super) fn compared(&self, rule: u32, test: &Test) -> Value {
        let mut found = Object::default();
        for (at, spot, left, right) in &self.compared {
            if *at != rule {
                continue;
            }
            let Some(Test::Compare(comparison)) = super::super::explain::inner(test, spot) else {
                continue;
            };
            found = found.with(comparison.variable.text(), (*left).clone());
            if let Operand::Path(path) = &comparison.operand {
                found = found.with(path.text(), (*right).clone());
            }
        }
        Value::Object(found)
    }
}
