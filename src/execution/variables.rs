//! Scopes of assigned variables.

use crate::value::{Object, Value};
use std::rc::Rc;

/// The variables that a state sees: its own scope's, then those of the scopes around it.
///
/// A branch or iteration gets a snapshot of the outer scopes; nobody can change those while it runs, because the
/// outer scope sits in its Parallel or Map state.
#[derive(Clone, Debug, Default)]
pub(super) struct Variables {
    own: Object,
    outer: Option<Rc<Variables>>,
}

impl Variables {
    /// A new scope inside this one.
    pub(super) fn inner(&self) -> Variables {
        Variables {
            own: Object::default(),
            outer: Some(Rc::new(self.clone())),
        }
    }

    /// The value of `name`, innermost scope first.
    pub(super) fn get(&self, name: &str) -> Option<&Value> {
        let scopes = std::iter::successors(Some(self), |scope| scope.outer.as_deref());
        scopes.into_iter().find_map(|scope| scope.own.get(name))
    }

    /// Bytes of this scope's own values once it has assigned `new` ones.
    pub(super) fn bytes_with(&self, new: &Object) -> usize {
        let kept = self.own.iter().filter(|(name, _)| !new.contains_key(name));
        let values = kept.chain(new.iter());
        values.map(|(_, value)| value.measure().bytes).sum()
    }

    /// Assigns in this scope.
    pub(super) fn assign(&mut self, values: &Object) {
        for (name, value) in values.iter() {
            self.own.set(name.clone(), value.clone());
        }
    }
}
