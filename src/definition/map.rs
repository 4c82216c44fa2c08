//! Map: its own fields, and what a distributed one has besides.

use super::{Amount, RegionId, Template};
use crate::query::path::Path;
use crate::value::{Text, Value};

/// A Map's own fields.
#[derive(Clone, Debug)]
pub struct Map {
    /// `ItemProcessor` or the legacy `Iterator`; `None` when neither is there.
    pub processor: Option<RegionId>,
    /// `ProcessorConfig.Mode` is `DISTRIBUTED`.
    pub distributed: bool,
    /// `ProcessorConfig.ExecutionType` is `EXPRESS`.
    pub express_children: bool,
    /// Where the items come from.
    pub items: Items,
    /// `ItemSelector`, or the legacy `Parameters`.
    pub item_selector: Option<Template>,
    /// `MaxConcurrency(Path)`.
    pub max_concurrency: Amount,
    /// `ToleratedFailureCount(Path)`.
    pub tolerated_count: Amount,
    /// `ToleratedFailurePercentage(Path)`.
    pub tolerated_percentage: Amount,
    /// `Label`.
    pub label: Option<Text>,
    /// `ItemReader`.
    pub reader: Option<ItemReader>,
    /// `ItemBatcher`.
    pub batcher: Option<ItemBatcher>,
    /// `ResultWriter`.
    pub writer: Option<ResultWriter>,
}

/// A Map's items.
#[derive(Clone, Debug, Default)]
pub enum Items {
    /// The effective input itself.
    #[default]
    Input,
    /// `ItemsPath`.
    Path(Path),
    /// JSONata `Items`: a literal or an expression.
    Template(Template),
}

/// `ItemReader`.
#[derive(Clone, Debug)]
pub struct ItemReader {
    /// `Resource`.
    pub resource: Text,
    /// `Parameters` or `Arguments`.
    pub parameters: Option<Template>,
    /// `ReaderConfig`, as written but for `MaxItems`.
    pub config: Value,
    /// `MaxItems(Path)`.
    pub max_items: Amount,
}

/// `ItemBatcher`.
#[derive(Clone, Debug)]
pub struct ItemBatcher {
    /// `MaxItemsPerBatch(Path)`.
    pub max_items: Amount,
    /// `MaxInputBytesPerBatch(Path)`.
    pub max_bytes: Amount,
    /// `BatchInput`.
    pub batch_input: Option<Template>,
}

/// `ResultWriter`.
#[derive(Clone, Debug)]
pub struct ResultWriter {
    /// `Resource`.
    pub resource: Option<Text>,
    /// `Parameters` or `Arguments`.
    pub parameters: Option<Template>,
    /// `WriterConfig`.
    pub config: Value,
}
