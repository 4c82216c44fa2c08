//! The steps of a compiled path and how they are printed.

use super::filter::Filter;
use crate::value::Text;
use std::fmt::{self, Display, Formatter};

/// One step of a path.
#[derive(Clone, Debug)]
pub(super) enum Step {
    /// `$`: the node where it stands; the printed path begins anew.
    Root,
    /// `.name`, `['name']`.
    Name(Text),
    /// `['a','b']`: one object of those that exist. A malformed bracket may leave no name at all.
    Names(Vec<Text>),
    /// `[n]`; a negative number never finds anything.
    Index(i32),
    /// `[(@.length-n)]`, kept as `-n`.
    FromEnd(i32),
    /// `[a,b]`.
    Indexes(Vec<i32>),
    /// `[a:]`; a negative bound counts from the end.
    From(i32),
    /// `[:b]`; a negative bound counts from the end.
    To(i32),
    /// `[a:b]`; a negative first bound does not count from the end.
    Between(i32, i32),
    /// `*`.
    Wildcard,
    /// `..`.
    Scan,
    /// `[?(…)]`.
    Filter(Filter),
}

impl Step {
    /// Whether the step leads to one node at most.
    pub(super) fn is_definite(&self) -> bool {
        matches!(
            self,
            Step::Root | Step::Name(_) | Step::Names(_) | Step::Index(_) | Step::FromEnd(_)
        )
    }
}

impl Display for Step {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Step::Root => f.write_str("$"),
            Step::Name(name) => write!(f, "['{name}']"),
            Step::Names(names) => {
                let quoted: Vec<String> = names.iter().map(|name| format!("'{name}'")).collect();
                write!(f, "[{}]", quoted.join(", "))
            }
            Step::Index(index) => write!(f, "[{index}]"),
            Step::FromEnd(back) => write!(f, "[@.size(){back}]"),
            Step::Indexes(indexes) => {
                let printed: Vec<String> = indexes.iter().map(i32::to_string).collect();
                write!(f, "[{}]", printed.join(","))
            }
            Step::From(from) => write!(f, "[{from}:]"),
            Step::To(to) => write!(f, "[:{to}]"),
            Step::Between(from, to) => write!(f, "[{from}:{to}]"),
            Step::Wildcard => f.write_str("[*]"),
            Step::Scan => f.write_str(".."),
            Step::Filter(filter) => write!(f, "[{}]", vec!["?"; filter.marks].join(",")),
        }
    }
}

/// All steps of a path, `$` first.
#[derive(Clone, Debug)]
pub(super) struct Steps {
    all: Vec<Step>,
    /// Position of the last step that may lead to several nodes.
    last_indefinite: Option<usize>,
}

impl Steps {
    pub(super) fn new(all: Vec<Step>) -> Steps {
        let last_indefinite = all.iter().rposition(|step| !step.is_definite());
        Steps {
            all,
            last_indefinite,
        }
    }

    pub(super) fn all(&self) -> &[Step] {
        &self.all
    }

    pub(super) fn is_definite(&self) -> bool {
        self.last_indefinite.is_none()
    }

    pub(super) fn is_last(&self, at: usize) -> bool {
        at + 1 == self.all.len()
    }

    /// Whether a missing name at step `at`, not the last one, is no error but no result: so it is as long as the step
    /// before it or a later one is indefinite.
    pub(super) fn forgives(&self, at: usize) -> bool {
        self.last_indefinite.is_some_and(|last| last + 1 >= at)
    }

    /// The steps from `at` on, as error texts show them.
    pub(super) fn printed_from(&self, at: usize) -> String {
        self.all.iter().skip(at).map(Step::to_string).collect()
    }
}
