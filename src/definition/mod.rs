//! Definitions: a state machine as plain data, valid or not, with the place of everything.
//!
//! Owns the model, reading it from text, compiled templates, resource ARNs and the graph. Imports values, text and
//! query languages. Deliberately knows nothing of executions, coordinates or what a Task's service would answer.

pub mod choice;
pub mod graph;
mod integrations;
pub mod label;
pub mod map;
pub mod model;
pub mod nearest;
mod parameters;
pub mod read;
mod references;
pub mod resource;
pub mod template;

pub use choice::{Choice, Comparison, Operand, Operator, Relation, Rule, Test};
pub use graph::{Edge, EdgeKind, Exit, Graph, GraphRegion};
pub use map::{ItemBatcher, ItemReader, Items, Map, ResultWriter};
pub use model::*;
pub use read::{read, Definition};
pub use resource::{Pattern, Resource};
pub use template::{Template, TemplateMember};
