//! Indefinite paths: every node that a path leads to, in document order.

use super::accept::{accepts, Document};
use super::node::Node;
use super::single::{self, Miss};
use super::step::{Step, Steps};
use super::{PathError, MAX_DEPTH, MAX_WORK};
use crate::value::{Text, Value};

/// Evaluates an indefinite path on a document.
pub(super) fn select(steps: &Steps, document: &Document<'_>) -> Result<Vec<Value>, PathError> {
    let mut walker = Walker {
        steps,
        document,
        found: Vec::new(),
        trail: Vec::new(),
        depth: 0,
        work: 0,
        forgiving: 0,
    };
    walker.visit(0, document.node())?;
    Ok(walker.found)
}

/// How a node was reached from the one before it.
#[derive(Clone, Copy)]
enum Came<'a> {
    Root,
    Name(&'a Text),
    Index(i64),
}

struct Walker<'a> {
    steps: &'a Steps,
    document: &'a Document<'a>,
    found: Vec<Value>,
    /// From the document to the node being visited; read for error texts only.
    trail: Vec<Came<'a>>,
    depth: usize,
    work: u64,
    /// How many wildcards over arrays are open; below one, what finds nothing is passed over and needs no text.
    forgiving: usize,
}

impl<'a> Walker<'a> {
    /// Takes step `at` and all later ones from `node`. Depth is that of the document plus the steps.
    fn visit(&mut self, at: usize, node: Node<'a>) -> Result<(), PathError> {
        self.spend()?;
        if self.depth == MAX_DEPTH {
            let message = format!("The path goes deeper than {MAX_DEPTH} levels");
            return Err(PathError::Limit(message));
        }
        self.depth += 1;
        let reached = self.trail.len();
        let result = self.follow(at, node);
        self.trail.truncate(reached);
        self.depth -= 1;
        result
    }

    /// Single steps in a row, then the first one that may lead to several nodes.
    fn follow(&mut self, mut at: usize, mut node: Node<'a>) -> Result<(), PathError> {
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
        match step {
            Step::Wildcard => self.all(at, node),
            Step::Scan => self.scan(at + 1, node),
            Step::Filter(_) => self.filter(step, at, node),
            Step::Indexes(indexes) => {
                self.items(at, node)?;
                for index in indexes {
                    self.element(at, node, i64::from(*index))?;
                }
                Ok(())
            }
            _ => self.slice(step, at, node),
        }
    }

    fn slice(&mut self, step: &Step, at: usize, node: Node<'a>) -> Result<(), PathError> {
        let length = self.items(at, node)?.len() as i64;
        let from_end = |bound: i32| i64::from(bound) + if bound < 0 { length } else { 0 };
        let (from, to) = match step {
            Step::From(from) => (from_end(*from).max(0), length),
            Step::To(to) => (0, from_end(*to).min(length)),
            Step::Between(from, to) => (i64::from(*from), i64::from(*to).min(length)),
            _ => (0, 0),
        };
        if length == 0 {
            return Ok(());
        }
        (from..to).try_for_each(|index| self.element(at, node, index))
    }

    /// `*`: the members of an object, or the elements of an array, where an element that leads nowhere is passed over.
    fn all(&mut self, at: usize, node: Node<'a>) -> Result<(), PathError> {
        match node.value {
            Value::Object(members) => members.iter().try_for_each(|(name, member)| {
                self.visit_from(Came::Name(name), at + 1, Node::plain(member))
            }),
            Value::Array(items) => {
                self.forgiving += 1;
                let result = (0..items.len()).try_for_each(|index| {
                    match self.element(at, node, index as i64) {
                        Err(PathError::NotFound(_)) => Ok(()),
                        other => other,
                    }
                });
                self.forgiving -= 1;
                result
            }
            _ => Ok(()),
        }
    }

    /// A filter tests an object itself, and the elements of an array.
    fn filter(&mut self, step: &Step, at: usize, node: Node<'a>) -> Result<(), PathError> {
        match node.value {
            Value::Object(_) => {
                if self.accepts(step, at, node)? {
                    self.visit(at + 1, node)?;
                }
                Ok(())
            }
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    if self.accepts(step, at, Node::plain(item))? {
                        self.element(at, node, index as i64)?;
                    }
                }
                Ok(())
            }
            _ => Err(self.fault(Miss::Scalar, at, node)),
        }
    }

    /// `..`: from every object and array that step `at` accepts, go on; then look into it.
    fn scan(&mut self, at: usize, node: Node<'a>) -> Result<(), PathError> {
        self.spend()?;
        let accepted = self.scan_accepts(at, node)?;
        match node.value {
            Value::Object(members) => {
                if accepted {
                    self.visit(at, node)?;
                }
                members
                    .iter()
                    .try_for_each(|(name, member)| self.scan_below(Came::Name(name), at, member))
            }
            Value::Array(items) => {
                if accepted && self.steps.is_last(at) {
                    self.visit(at, node)?;
                } else if accepted {
                    // From an array the later steps start at every element: step `at` itself is not taken.
                    for (index, item) in items.iter().enumerate() {
                        let came = Came::Index(index as i64);
                        self.visit_from(came, at + 1, Node::plain(item))?;
                    }
                }
                let mut elements = items.iter().enumerate();
                elements.try_for_each(|(index, item)| {
                    self.scan_below(Came::Index(index as i64), at, item)
                })
            }
            _ => Ok(()),
        }
    }

    fn scan_below(&mut self, came: Came<'a>, at: usize, value: &'a Value) -> Result<(), PathError> {
        if !matches!(value, Value::Array(_) | Value::Object(_)) {
            return self.spend();
        }
        if self.depth == MAX_DEPTH {
            let message = format!("The path goes deeper than {MAX_DEPTH} levels");
            return Err(PathError::Limit(message));
        }
        self.depth += 1;
        self.trail.push(came);
        let result = self.scan(at, Node::plain(value));
        self.trail.pop();
        self.depth -= 1;
        result
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

    fn items(&mut self, at: usize, node: Node<'a>) -> Result<&'a [Value], PathError> {
        single::items(node).map_err(|miss| self.fault(miss, at, node))
    }

    fn element(&mut self, at: usize, node: Node<'a>, index: i64) -> Result<(), PathError> {
        let found = single::element(node, index, self.document.model);
        let element = found.map_err(|miss| self.fault(miss, at, node))?;
        self.visit_from(Came::Index(index), at + 1, element)
    }

    fn visit_from(&mut self, came: Came<'a>, at: usize, node: Node<'a>) -> Result<(), PathError> {
        self.trail.push(came);
        let result = self.visit(at, node);
        self.trail.pop();
        result
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

    fn fault(&self, miss: Miss, at: usize, node: Node<'_>) -> PathError {
        if self.forgiving > 0 && miss.is_not_found() {
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
