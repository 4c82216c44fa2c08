//! DynamoDB's expressions: conditions, updates and projections, as far as a course uses them.
//!
//! Owns reading and evaluating them over items of typed attribute values. What cannot be read is refused with the
//! message that the service gives to invalid expressions; nesting is bounded.

mod condition;
mod lex;
mod operand;
mod update;

pub(super) use condition::Condition;
pub(super) use operand::{compare, project, Names};
pub(super) use update::{update, Fault};
