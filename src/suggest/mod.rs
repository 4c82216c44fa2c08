//! What an execution's input should hold, read off the definition.
//!
//! Walks the states from `StartAt`, each once, and follows the execution's input as far as it is known where it went:
//! through `InputPath`, `Parameters`, `ResultPath`, `Output`, variables, branches and items. What a state reads of it
//! becomes a place in a tree, with a value that suits the use. Imports the definition; knows nothing of what would run it.

mod compare;
mod fields;
mod origin;
mod state;
mod tree;
mod walk;

use crate::definition::StateMachine;
use crate::value::Value;
use tree::Tree;

/// What the states of a machine read of the execution's input.
pub struct Reads(Tree);

impl Reads {
    /// Of this machine, which may be broken.
    pub fn of(machine: &StateMachine) -> Reads {
        Reads(walk::walk(machine))
    }

    /// The paths that `input` lacks, in the order in which the states read them.
    pub fn missing(&self, input: &Value) -> Vec<String> {
        self.0.missing(input)
    }

    /// `input` with what it lacks; nothing that it holds is changed.
    pub fn added_to(&self, input: &Value) -> Value {
        self.0.added_to(input)
    }
}
