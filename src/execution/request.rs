//! What a distributed Map asks for: all of its fields, evaluated.

use super::effect::EffectId;
use crate::definition::{RegionId, StateId};
use crate::value::{Text, Value};

/// A Map Run to be started.
#[derive(Clone, Debug)]
pub struct MapRunRequest {
    /// Its number.
    pub id: EffectId,
    /// The Map state.
    pub state: StateId,
    /// The item processor, which the children run.
    pub region: RegionId,
    /// `mapRunArn`.
    pub arn: Text,
    /// `Label`, or what the service puts in its place.
    pub label: Text,
    /// Whether the children are Express executions.
    pub express: bool,
    /// Where the items come from.
    pub items: ItemSource,
    /// `MaxConcurrency`, 0 for no limit of the author's own.
    pub max_concurrency: u32,
    /// How many children may run at once, the service's ceiling included.
    pub concurrency: u32,
    /// `ToleratedFailureCount`.
    pub tolerated_count: Option<u64>,
    /// `ToleratedFailurePercentage`.
    pub tolerated_percentage: Option<f64>,
    /// `ItemBatcher`.
    pub batch: Option<Batch>,
    /// `ResultWriter`.
    pub writer: Option<Writer>,
}

/// Items of a distributed Map.
#[derive(Clone, Debug)]
pub enum ItemSource {
    /// An array or object that the execution holds.
    Value(Value),
    /// `ItemReader`.
    Reader {
        /// `Resource`.
        resource: Text,
        /// Evaluated `Parameters` or `Arguments`.
        parameters: Value,
        /// `ReaderConfig` as written.
        config: Value,
        /// `MaxItems(Path)`, evaluated.
        max_items: Option<f64>,
    },
}

/// `ItemBatcher`, evaluated.
#[derive(Clone, Debug)]
pub struct Batch {
    /// `MaxItemsPerBatch`.
    pub items: Option<u64>,
    /// `MaxInputBytesPerBatch`.
    pub bytes: Option<u64>,
    /// `BatchInput`.
    pub input: Option<Value>,
}

/// `ResultWriter`, evaluated.
#[derive(Clone, Debug)]
pub struct Writer {
    /// Where the results are written; `None` when they only take another form.
    pub destination: Option<Destination>,
    /// `WriterConfig.Transformation`.
    pub transformation: Transformation,
    /// `WriterConfig.OutputType` is `JSONL`.
    pub lines: bool,
}

/// Where results are written.
#[derive(Clone, Debug)]
pub struct Destination {
    /// `Bucket`.
    pub bucket: Text,
    /// `Prefix`.
    pub prefix: Text,
}

/// `WriterConfig.Transformation`.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Transformation {
    /// Outputs with what is known of their executions.
    #[default]
    None,
    /// Outputs alone.
    Compact,
    /// Outputs alone, the items of those that are arrays.
    Flatten,
}
