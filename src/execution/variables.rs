//! Scopes of assigned variables.

use super::failure::Trouble;
use super::frame::FrameId;
use super::Machine;
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

    /// Bytes of this scope's own variables, as JSON text.
    pub(super) fn bytes(&self) -> usize {
        self.own
            .iter()
            .map(|(_, value)| value.measure().bytes)
            .sum()
    }

    /// What [`Variables::bytes`] will be after an assignment.
    pub(super) fn bytes_with(&self, values: &Object) -> usize {
        let new: usize = values.iter().map(|(_, v)| v.measure().bytes).sum();
        let replaced = values.iter().filter_map(|(name, _)| self.own.get(name));
        let old: usize = replaced.map(|value| value.measure().bytes).sum();
        (self.bytes() + new).saturating_sub(old)
    }

    /// Assigns in this scope.
    pub(super) fn assign(&mut self, values: &Object) {
        for (name, value) in values.iter() {
            self.own.set(name.clone(), value.clone());
        }
    }
}

impl Machine {
    /// Bytes of the variables of all open scopes.
    pub fn variable_bytes(&self) -> usize {
        let scopes = self.frames.iter();
        scopes.map(|(_, frame)| frame.variables.bytes()).sum()
    }

    /// Refuses values for variables over the limits of one variable, of one `Assign` and of the whole execution,
    /// and values nested too deeply. The service's texts for them are not known.
    pub(super) fn check_variables(&self, id: FrameId, assigned: &Object) -> Result<(), Trouble> {
        let quotas = &self.setup.quotas;
        let mut total = 0;
        for (name, value) in assigned.iter() {
            let measure = value.measure();
            total += measure.bytes;
            if quotas
                .variable_bytes
                .is_some_and(|most| measure.bytes > most)
            {
                let what = format!("The value of the variable '{name}' exceeds");
                return Err(too_large(&what));
            }
            if measure.depth > quotas.json_depth {
                let most = quotas.json_depth;
                let detail = format!(
                    "The value of the variable '{name}' is nested deeper than {most} levels."
                );
                return Err(Trouble::Runtime(detail));
            }
        }
        if quotas.assign_bytes.is_some_and(|most| total > most) {
            return Err(too_large("The values of the field 'Assign' exceed"));
        }
        let Some(most) = quotas.variables_bytes else {
            return Ok(());
        };
        if self.variable_bytes_with(id, assigned) > most {
            return Err(too_large("The variables of the execution exceed"));
        }
        Ok(())
    }

    /// Bytes of the variables of all scopes, if this one assigned these.
    fn variable_bytes_with(&self, id: FrameId, assigned: &Object) -> usize {
        let scopes = self.frames.iter();
        let bytes = scopes.map(|(other, frame)| match other == id {
            true => frame.variables.bytes_with(assigned),
            false => frame.variables.bytes(),
        });
        bytes.sum()
    }
}

fn too_large(what: &str) -> Trouble {
    Trouble::VariablesTooLarge(format!("{what} the maximum number of bytes service limit."))
}
