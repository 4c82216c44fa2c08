//! Indefinite paths: every node that a path leads to, in document order.
//!
//! The walk keeps its own stack of what is still to be done, so neither the depth of the document nor the length of the
//! path reaches the machine's stack. Everything is done as late as possible: a result or an error comes where it would
//! come in a walk that calls itself.

use super::accept::{accepts, Document};
use super::node::Node;
use super::single::{self, Miss};
use super::step::{Step, Steps};
use super::{PathError, MAX_WORK};
use crate::value::{Text, Value};

/// Evaluates an indefinite path on a document.
pub(super) fn select(steps: &Steps, document: &Document<'_>) -> Result<Vec<Value>, PathError> {
    let mut walker = Walker {
        steps,
        document,
        found: Vec::new(),
        trail: Vec::new(),
        tasks: Vec::new(),
        catches: Vec::new(),
        work: 0,
    };
    walker.push(Task::Visit, None, 0, document.node());
    walker.run()?;
    Ok(walker.found)
}

/// How a node was reached from the one before it.
#[derive(Clone, Copy)]
enum Came<'a> {
    Root,
    Name(&'a Text),
    Index(i64),
}

/// Something still to be done at a node.
#[derive(Clone, Copy)]
enum Task {
    /// Take step `at` and all later ones.
    Visit,
    /// The same; if that finds nothing, pass over it.
    VisitOrPass,
    /// Look for nodes that step `at` accepts, from here down.
    Scan,
    /// Go on from the elements in the range; `true`: pass over those that lead nowhere.
    Elements(i64, i64, bool),
    /// Go on from the elements whose indexes step `at` lists, beginning with the one at a position of the list.
    Listed(usize),
    /// Go on from the elements that the filter `at` accepts, beginning with one.
    Accepted(usize),
}

struct Entry<'a> {
    task: Task,
    at: usize,
    node: Node<'a>,
    /// Length of the trail at the node that this was planned at, and the way from there.
    trail: usize,
    came: Option<Came<'a>>,
}

struct Walker<'a> {
    steps: &'a Steps,
    document: &'a Document<'a>,
    found: Vec<Value>,
    /// From the document to the node being visited; read for error texts only.
    trail: Vec<Came<'a>>,
    /// What is to be done, the next thing last.
    tasks: Vec<Entry<'a>>,
    /// Sizes of `tasks` to return to where an element that leads nowhere is passed over.
    catches: Vec<usize>,
    work: u64,
}

impl<'a> Walker<'a> {
    fn run(&mut self) -> Result<(), PathError> {
        while let Some(entry) = self.tasks.pop() {
            let left = self.tasks.len();
            while self.catches.last().is_some_and(|size| *size > left) {
                self.catches.pop();
            }
            self.trail.truncate(entry.trail);
            self.trail.extend(entry.came);
            match self.perform(entry) {
                Err(PathError::NotFound(text)) => match self.catches.pop() {
                    Some(size) => self.tasks.truncate(size),
                    None => return Err(PathError::NotFound(text)),
                },
                other => other?,
            }
        }
        Ok(())
    }

    fn perform(&mut self, entry: Entry<'a>) -> Result<(), PathError> {
        self.spend()?;
        let Entry { at, node, .. } = entry;
        match entry.task {
            Task::Visit => self.visit(at, node),
            Task::VisitOrPass => {
                self.catches.push(self.tasks.len());
                self.visit(at, node)
            }
            Task::Scan => self.scan(at, node),
            Task::Elements(next, end, _) if next >= end => Ok(()),
            Task::Elements(next, end, passes) => {
                self.push(Task::Elements(next + 1, end, passes), None, at, node);
                let task = if passes {
                    Task::VisitOrPass
                } else {
                    Task::Visit
                };
                self.element(task, at, node, next)
            }
            Task::Listed(next) => match self.steps.all().get(at) {
                Some(Step::Indexes(indexes)) if next < indexes.len() => {
                    self.push(Task::Listed(next + 1), None, at, node);
                    self.element(Task::Visit, at, node, i64::from(indexes[next]))
                }
                _ => Ok(()),
            },
            Task::Accepted(next) => self.next_accepted(next, at, node),
        }
    }

    /// Plans a task at a node that is `came` away from where the trail ends.
    fn push(&mut self, task: Task, came: Option<Came<'a>>, at: usize, node: Node<'a>) {
        self.tasks.push(Entry {
            task,
            at,
            node,
            trail: self.trail.len(),
            came,
        });
    }

    /// Takes single steps in a row, then plans the first one that may lead to several nodes.
    fn visit(&mut self, mut at: usize, mut node: Node<'a>) -> Result<(), PathError> {
        let steps = self.steps;
        while let Some(step) = steps.all().get(at) {
            match step {
                Step::Names(names) => {
                    let made = single::pick(names, node, steps.is_last(at), false);
                    let made = made.map_err(|miss| self.fault(miss, at, node))?;
                    self.found.push(made);
                    return Ok(());
                }
                step if step.is_definite() => {
                    match single::single(step, node, self.document.model) {
                        Ok(next) => {
                            self.came_by(step, node);
                            node = next;
                        }
                        Err(Miss::Absent) if !steps.is_last(at) && steps.forgives(at) => {
                            return Ok(())
                        }
                        Err(miss) => return Err(self.fault(miss, at, node)),
                    }
                }
                step => return self.fan_out(step, at, node),
            }
            at += 1;
        }
        self.found.push(node.value.clone());
        Ok(())
    }

    fn fan_out(&mut self, step: &'a Step, at: usize, node: Node<'a>) -> Result<(), PathError> {
        match (step, node.value) {
            (Step::Wildcard, Value::Object(members)) => {
                for (name, member) in members.iter().rev() {
                    let member = Node::plain(member);
                    self.push(Task::Visit, Some(Came::Name(name)), at + 1, member);
                }
            }
            (Step::Wildcard, Value::Array(items)) => {
                let all = Task::Elements(0, items.len() as i64, true);
                self.push(all, None, at, node);
            }
            (Step::Wildcard, _) => {}
            (Step::Scan, _) => self.push(Task::Scan, None, at + 1, node),
            (Step::Filter(_), Value::Object(_)) => {
                if self.accepts(step, at, node)? {
                    self.push(Task::Visit, None, at + 1, node);
                }
            }
            (Step::Filter(_), Value::Array(_)) => self.push(Task::Accepted(0), None, at, node),
            (Step::Filter(_), _) => return Err(self.fault(Miss::Scalar, at, node)),
            _ => self.some_elements(step, at, node)?,
        }
        Ok(())
    }

    /// Lists of indexes and slices.
    fn some_elements(&mut self, step: &Step, at: usize, node: Node<'a>) -> Result<(), PathError> {
        let items = single::items(node).map_err(|miss| self.fault(miss, at, node))?;
        let length = items.len() as i64;
        let from_end = |bound: i32| i64::from(bound) + if bound < 0 { length } else { 0 };
        let (from, to) = match step {
            Step::From(from) => (from_end(*from).max(0), length),
            Step::To(to) => (0, from_end(*to).min(length)),
            Step::Between(from, to) => (i64::from(*from), i64::from(*to).min(length)),
            _ => {
                self.push(Task::Listed(0), None, at, node);
                return Ok(());
            }
        };
        if length > 0 {
            self.push(Task::Elements(from, to, false), None, at, node);
        }
        Ok(())
    }

    fn next_accepted(&mut self, next: usize, at: usize, node: Node<'a>) -> Result<(), PathError> {
        let (Some(step), Value::Array(items)) = (self.steps.all().get(at), node.value) else {
            return Ok(());
        };
        for (index, item) in items.iter().enumerate().skip(next) {
            if self.accepts(step, at, Node::plain(item))? {
                self.push(Task::Accepted(index + 1), None, at, node);
                return self.element(Task::Visit, at, node, index as i64);
            }
        }
        Ok(())
    }

    /// `..`: from every object and array that step `at` accepts, go on; then look into it.
    fn scan(&mut self, at: usize, node: Node<'a>) -> Result<(), PathError> {
        let accepted = self.scan_accepts(at, node)?;
        match node.value {
            Value::Object(members) => {
                for (name, member) in members.iter().rev() {
                    self.scan_below(Came::Name(name), at, member);
                }
            }
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate().rev() {
                    self.scan_below(Came::Index(index as i64), at, item);
                }
                if accepted && !self.steps.is_last(at) {
                    // From an array the later steps start at every element: step `at` itself is not taken.
                    for (index, item) in items.iter().enumerate().rev() {
                        let came = Some(Came::Index(index as i64));
                        self.push(Task::Visit, came, at + 1, Node::plain(item));
                    }
                    return Ok(());
                }
            }
            _ => {}
        }
        if accepted {
            self.push(Task::Visit, None, at, node);
        }
        Ok(())
    }

    fn scan_below(&mut self, came: Came<'a>, at: usize, value: &'a Value) {
        self.work += 1;
        if matches!(value, Value::Array(_) | Value::Object(_)) {
            self.push(Task::Scan, Some(came), at, Node::plain(value));
        }
    }

    fn scan_accepts(&mut self, at: usize, node: Node<'a>) -> Result<bool, PathError> {
        let has = |name: &Text| node.value.get(name).is_some();
        let is_container = matches!(node.value, Value::Array(_) | Value::Object(_));
        match self.steps.all().get(at) {
            Some(Step::Name(name)) => Ok(has(name)),
            Some(Step::Names(names)) => {
                Ok(node.value.as_object().is_some() && names.iter().all(has))
            }
            Some(Step::Wildcard) => Ok(is_container),
            Some(step @ Step::Filter(_)) if is_container => self.accepts(step, at, node),
            Some(Step::Root | Step::Scan | Step::Filter(_)) | None => Ok(false),
            Some(_) => Ok(node.value.as_array().is_some()),
        }
    }

    fn accepts(&mut self, step: &Step, at: usize, item: Node<'a>) -> Result<bool, PathError> {
        self.spend()?;
        let Step::Filter(filter) = step else {
            return Ok(false);
        };
        match &filter.groups {
            None => Err(self.fault(Miss::NoFilter, at, item)),
            Some(groups) => accepts(groups, item, self.document, &mut self.work),
        }
    }

    fn element(
        &mut self,
        task: Task,
        at: usize,
        node: Node<'a>,
        index: i64,
    ) -> Result<(), PathError> {
        let found = single::element(node, index, self.document.model);
        let element = found.map_err(|miss| self.fault(miss, at, node))?;
        self.push(task, Some(Came::Index(index)), at + 1, element);
        Ok(())
    }

    fn came_by(&mut self, step: &'a Step, from: Node<'a>) {
        self.trail.push(match step {
            Step::Name(name) => Came::Name(name),
            Step::Index(index) => Came::Index(i64::from(*index)),
            Step::FromEnd(back) => {
                let length = single::items(from).map_or(0, <[Value]>::len) as i64;
                Came::Index(length + i64::from(*back))
            }
            _ => Came::Root,
        });
    }

    /// The error; without its text where it is going to be passed over.
    fn fault(&self, miss: Miss, at: usize, node: Node<'_>) -> PathError {
        if !self.catches.is_empty() && miss.is_not_found() {
            return PathError::NotFound(String::new());
        }
        let mut printed = String::from("$");
        for came in &self.trail {
            match came {
                Came::Root => printed.truncate(1),
                Came::Name(name) => printed.extend(["['", name.as_str(), "']"]),
                Came::Index(index) => printed.push_str(&format!("[{index}]")),
            }
        }
        single::miss_error(miss, self.steps, at, &printed, node, self.document.model)
    }

    fn spend(&mut self) -> Result<(), PathError> {
        self.work += 1;
        if self.work > MAX_WORK {
            let message = format!("The path visits more than {MAX_WORK} nodes");
            return Err(PathError::Limit(message));
        }
        Ok(())
    }
}
