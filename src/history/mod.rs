//! What has happened, told in the service's words: events as GetExecutionHistory or a log shows them, and summaries.
//!
//! Owns type names, detail members, and folds over events. Imports values, definitions and the execution's events.
//! Deliberately keeps no events of its own and knows neither mocks nor checkpoints: whoever holds the events asks.

mod details;
mod edges;
mod fold;
pub mod kind;
pub mod log;
pub mod outline;
pub mod recorded;
pub mod render;
pub mod summary;
pub mod variables;

pub use edges::{Edge, Edges};
pub use kind::type_name;
pub use log::{log_record, log_records, Level};
pub use render::{Renderer, Times};
pub use summary::{Attempt, Status, Summary, Visit};
pub use variables::{seen_from, Change, Seen};
