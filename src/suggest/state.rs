//! One state: what its fields read, and what its successors get.

use super::compare::PAST;
use super::origin::Origin;
use super::walk::{Around, Sees, Visit, Walk};
use crate::definition::{
    Choice, Fail, FailText, Items, Map, QueryLanguage, ResultPath, State, StateKind, Task,
    Template, Wait,
};
use crate::query::taken::{Hop, Need};
use crate::value::{Text, Value};
use std::rc::Rc;

/// Usual seconds, so that a heartbeat is shorter than its timeout and no Wait takes long.
const WAIT: i64 = 1;
const HEARTBEAT: i64 = 30;
const TIMEOUT: i64 = 60;
const CONCURRENCY: i64 = 2;
const TOLERATED: i64 = 0;
const BATCH: i64 = 10;
const BATCH_BYTES: i64 = 100_000;

impl Walk<'_> {
    pub(super) fn state(&mut self, visit: &Visit) {
        let state = self.machine.state(visit.state);
        let raw = &visit.input;
        let around = &visit.around;
        let effective = self.selection(&state.flow.input_path, &sees(raw, around));
        let result = self.result(state, &effective, around);
        self.catchers(state, raw, around);
        let output = self.output(state, raw, result, around);
        if let StateKind::Choice(choice) = &state.kind {
            self.leave(choice, &output, raw, around);
        }
        self.go(state.next.as_ref(), output, around);
    }

    /// What the state's own work gives.
    fn result(&mut self, state: &State, effective: &Origin, around: &Rc<Around>) -> Origin {
        let sees = sees(effective, around);
        let parameters = state
            .flow
            .parameters
            .as_ref()
            .map(|t| self.template(t, &sees));
        let given = parameters.unwrap_or_else(|| effective.clone());
        match &state.kind {
            StateKind::Task(task) => self.task(task, &sees),
            StateKind::Choice(choice) => {
                self.rules(choice, &sees);
                return given;
            }
            StateKind::Wait(wait) => {
                self.wait(wait, &sees);
                return given;
            }
            StateKind::Pass(Some(value)) => return Origin::Fixed(value.clone()),
            StateKind::Pass(None) | StateKind::Succeed | StateKind::Unknown(_) => return given,
            StateKind::Fail(fail) => self.fail(fail, &sees),
            StateKind::Parallel(branches) => {
                for branch in branches {
                    self.enter(*branch, given.clone(), around);
                }
            }
            StateKind::Map(map) => self.map(map, &given, around),
        }
        Origin::Unknown
    }

    /// What is put out, and assigned.
    fn output(
        &mut self,
        state: &State,
        raw: &Origin,
        result: Origin,
        around: &Rc<Around>,
    ) -> Origin {
        let flow = &state.flow;
        if state.language == QueryLanguage::Jsonata {
            let sees = sees(raw, around);
            self.assign(flow.assign.as_ref(), &sees);
            return match &flow.output {
                Some(template) => self.template(template, &sees),
                None => result,
            };
        }
        let selected = match &flow.result_selector {
            Some(template) => self.template(template, &sees(&result, around)),
            None => result,
        };
        self.assign(flow.assign.as_ref(), &sees(&selected, around));
        let placed = put(&flow.result_path, raw, selected);
        self.selection(&flow.output_path, &sees(&placed, around))
    }

    fn leave(&mut self, choice: &Choice, output: &Origin, raw: &Origin, around: &Rc<Around>) {
        for rule in &choice.rules {
            self.assign(rule.assign.as_ref(), &sees(raw, around));
            let output = match &rule.output {
                Some(template) => self.template(template, &sees(raw, around)),
                None => output.clone(),
            };
            self.go(rule.next.as_ref(), output, around);
        }
        self.go(choice.default.as_ref(), output.clone(), around);
    }

    fn catchers(&mut self, state: &State, raw: &Origin, around: &Rc<Around>) {
        for catcher in &state.catch {
            let output = match (&catcher.output, state.language) {
                (Some(template), _) => self.template(template, &sees(raw, around)),
                (None, QueryLanguage::JsonPath) => put(&catcher.result_path, raw, Origin::Unknown),
                (None, QueryLanguage::Jsonata) => Origin::Unknown,
            };
            self.go_caught(catcher.next.as_ref(), output, around);
        }
    }

    /// What is assigned first counts: where it is assigned again, a run has gone on.
    fn assign(&mut self, template: Option<&Template>, sees: &Sees) {
        let Some(template) = template else {
            return;
        };
        let assigned = self.template(template, sees);
        let members: Vec<(Text, Origin)> = match &assigned {
            Origin::Fixed(Value::Object(object)) => {
                let fixed =
                    |(name, value): (&Text, &Value)| (name.clone(), Origin::Fixed(value.clone()));
                object.iter().map(fixed).collect()
            }
            other => other.members().to_vec(),
        };
        for (name, origin) in members {
            self.variables.entry(name).or_insert(origin);
        }
    }

    fn task(&mut self, task: &Task, sees: &Sees) {
        self.amount(&task.timeout, TIMEOUT, sees);
        self.amount(&task.heartbeat, HEARTBEAT, sees);
        if let Some(template) = &task.credentials {
            self.template(template, sees);
        }
    }

    fn wait(&mut self, wait: &Wait, sees: &Sees) {
        let time = Need::Like(Value::from(PAST));
        match wait {
            Wait::Seconds(amount) => self.amount(amount, WAIT, sees),
            Wait::UntilPath(path) => {
                self.path(path, time, sees);
            }
            Wait::UntilExpression(expression) => {
                self.expression(expression, time, sees);
            }
            Wait::Until(_) | Wait::Missing => {}
        }
    }

    fn fail(&mut self, fail: &Fail, sees: &Sees) {
        for text in [&fail.error, &fail.cause] {
            match text {
                FailText::Path(path) => {
                    self.path(path, Need::Text, sees);
                }
                FailText::Call(call) => {
                    for (path, need) in call.taken() {
                        self.path(path, need, sees);
                    }
                }
                FailText::Expression(expression) => {
                    self.expression(expression, Need::Text, sees);
                }
                FailText::Absent | FailText::Literal(_) => {}
            }
        }
    }

    fn map(&mut self, map: &Map, given: &Origin, around: &Rc<Around>) {
        let sees = sees(given, around);
        let item = self.items(map, &sees);
        self.limits(map, &sees);
        let mut within = Around {
            item: item.clone(),
            ..Around::clone(around)
        };
        let selected = match &map.item_selector {
            Some(template) => {
                let sees = Sees {
                    input: given,
                    around: &within,
                };
                self.template(template, &sees)
            }
            None => item,
        };
        let input = self.batched(map, selected, &sees);
        if map.distributed {
            within.execution = input.clone();
        }
        if let Some(region) = map.processor {
            self.enter(region, input, &Rc::new(within));
        }
    }

    /// One of the items.
    fn items(&mut self, map: &Map, sees: &Sees) -> Origin {
        if map.reader.is_some() {
            return Origin::Unknown;
        }
        let list = match &map.items {
            Items::Input => self.take(sees.input, &[], Need::List),
            Items::Path(path) => self.path(path, Need::List, sees),
            Items::Template(Template::Expression(expression)) => {
                self.expression(expression, Need::List, sees)
            }
            Items::Template(template) => self.template(template, sees),
        };
        list.at(&[Hop::Each])
    }

    fn limits(&mut self, map: &Map, sees: &Sees) {
        self.amount(&map.max_concurrency, CONCURRENCY, sees);
        self.amount(&map.tolerated_count, TOLERATED, sees);
        self.amount(&map.tolerated_percentage, TOLERATED, sees);
        if let Some(reader) = &map.reader {
            self.amount(&reader.max_items, BATCH, sees);
        }
        let parameters = [
            map.reader
                .as_ref()
                .and_then(|reader| reader.parameters.as_ref()),
            map.writer
                .as_ref()
                .and_then(|writer| writer.parameters.as_ref()),
        ];
        for template in parameters.into_iter().flatten() {
            self.template(template, sees);
        }
    }

    /// A child's input: an item, or several with what goes to all.
    fn batched(&mut self, map: &Map, item: Origin, sees: &Sees) -> Origin {
        let Some(batcher) = &map.batcher else {
            return item;
        };
        self.amount(&batcher.max_items, BATCH, sees);
        self.amount(&batcher.max_bytes, BATCH_BYTES, sees);
        let shared = batcher.batch_input.as_ref();
        let shared = shared.map(|template| self.template(template, sees));
        let shared = shared.map(|origin| (Text::from("BatchInput"), origin));
        Origin::object(shared.into_iter().collect())
    }
}

fn sees<'a>(input: &'a Origin, around: &'a Around) -> Sees<'a> {
    Sees { input, around }
}

fn put(path: &ResultPath, raw: &Origin, result: Origin) -> Origin {
    match path {
        ResultPath::Whole => result,
        ResultPath::Discard => raw.clone(),
        ResultPath::At(path) => raw.with(&path.path().hops().0, result),
    }
}
