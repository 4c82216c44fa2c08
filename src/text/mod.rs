//! JSON text: reading it into a tree that knows where everything stands, and writing values.
//!
//! Owns text positions. Knows nothing of state machines.

mod duplicates;
mod fault;
mod parse;
pub mod read;
pub mod recognise;
pub mod repair;
mod scan;
pub mod span;
pub mod tree;
pub mod write;

pub use fault::brief;
pub use read::{read, read_value, Reading, SyntaxFailure};
pub use recognise::{recognise, Foreign, Format};
pub use repair::{repair, Repair};
pub use scan::place_in_string;
pub use span::{LineIndex, Position, Span};
pub use tree::{Kind, Member, Node};
