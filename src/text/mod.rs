//! JSON text: reading it into a tree that knows where everything stands, and writing values.
//!
//! Owns text positions. Knows nothing of state machines.

pub mod span;
pub mod tree;
pub mod write;

pub use span::Span;
pub use tree::{Kind, Member, Node};
