//! Which variables the fields of a state read.

use super::{
    Amount, Choice, Fail, FailText, Items, Map, Operand, Selection, State, StateKind, Task,
    Template, Test, Wait,
};
use crate::query::jsonata::Expression;
use crate::query::path::{Path, Root};
use crate::value::Text;
use std::collections::BTreeSet;

impl State {
    /// The variables that the state's fields read, on every way through it; not those of the states inside it.
    pub fn variables_read(&self) -> BTreeSet<Text> {
        let mut found = Found::default();
        found.flow(self);
        match &self.kind {
            StateKind::Task(task) => found.task(task),
            StateKind::Choice(choice) => found.choice(choice),
            StateKind::Wait(wait) => found.wait(wait),
            StateKind::Fail(fail) => found.fail(fail),
            StateKind::Map(map) => found.map(map),
            StateKind::Pass(_)
            | StateKind::Succeed
            | StateKind::Parallel(_)
            | StateKind::Unknown(_) => {}
        }
        found.0
    }
}

#[derive(Default)]
struct Found(BTreeSet<Text>);

impl Found {
    fn flow(&mut self, state: &State) {
        let flow = &state.flow;
        for selection in [&flow.input_path, &flow.output_path] {
            if let Selection::Path(path) = selection {
                self.path(path);
            }
        }
        let own = [
            &flow.parameters,
            &flow.result_selector,
            &flow.output,
            &flow.assign,
        ];
        own.into_iter().flatten().for_each(|t| self.template(t));
        for catcher in &state.catch {
            let fields = [&catcher.output, &catcher.assign];
            fields.into_iter().flatten().for_each(|t| self.template(t));
        }
    }

    fn task(&mut self, task: &Task) {
        self.amount(&task.timeout);
        self.amount(&task.heartbeat);
        task.credentials.iter().for_each(|t| self.template(t));
    }

    fn choice(&mut self, choice: &Choice) {
        for rule in &choice.rules {
            self.test(&rule.test);
            let fields = [&rule.output, &rule.assign];
            fields.into_iter().flatten().for_each(|t| self.template(t));
        }
    }

    /// Nesting is bounded by the reader.
    fn test(&mut self, test: &Test) {
        match test {
            Test::And(tests) | Test::Or(tests) => tests.iter().for_each(|t| self.test(t)),
            Test::Not(test) => self.test(test),
            Test::Condition(template) => self.template(template),
            Test::Missing => {}
            Test::Compare(comparison) => {
                self.path(&comparison.variable);
                if let Operand::Path(path) = &comparison.operand {
                    self.path(path);
                }
            }
        }
    }

    fn wait(&mut self, wait: &Wait) {
        match wait {
            Wait::Seconds(amount) => self.amount(amount),
            Wait::UntilPath(path) => self.path(path),
            Wait::UntilExpression(expression) => self.expression(expression),
            Wait::Until(_) | Wait::Missing => {}
        }
    }

    fn fail(&mut self, fail: &Fail) {
        for text in [&fail.error, &fail.cause] {
            match text {
                FailText::Path(path) => self.path(path),
                FailText::Call(call) => call.paths().into_iter().for_each(|path| self.path(path)),
                FailText::Expression(expression) => self.expression(expression),
                FailText::Absent | FailText::Literal(_) => {}
            }
        }
    }

    fn map(&mut self, map: &Map) {
        match &map.items {
            Items::Input => {}
            Items::Path(path) => self.path(path),
            Items::Template(template) => self.template(template),
        }
        map.item_selector.iter().for_each(|t| self.template(t));
        let amounts = [
            &map.max_concurrency,
            &map.tolerated_count,
            &map.tolerated_percentage,
        ];
        amounts.into_iter().for_each(|a| self.amount(a));
        if let Some(reader) = &map.reader {
            reader.parameters.iter().for_each(|t| self.template(t));
            self.amount(&reader.max_items);
        }
        if let Some(batcher) = &map.batcher {
            self.amount(&batcher.max_items);
            self.amount(&batcher.max_bytes);
            batcher.batch_input.iter().for_each(|t| self.template(t));
        }
        if let Some(writer) = &map.writer {
            writer.parameters.iter().for_each(|t| self.template(t));
        }
    }

    fn template(&mut self, template: &Template) {
        match template {
            Template::Literal(_) => {}
            Template::Path(path) => self.path(path),
            Template::Call(call) => call.paths().into_iter().for_each(|path| self.path(path)),
            Template::Expression(expression) => self.expression(expression),
            Template::Object(members) => members.iter().for_each(|m| self.template(&m.value)),
            Template::Array(items) => items.iter().for_each(|item| self.template(item)),
        }
    }

    fn amount(&mut self, amount: &Amount) {
        match amount {
            Amount::Path(path) => self.path(path),
            Amount::Expression(expression) => self.expression(expression),
            Amount::Absent | Amount::Literal(_) => {}
        }
    }

    fn path(&mut self, path: &Path) {
        if let Root::Variable(name) = path.root() {
            self.0.insert(name.clone());
        }
    }

    fn expression(&mut self, expression: &Expression) {
        self.0.extend(expression.variables().iter().cloned());
    }
}
