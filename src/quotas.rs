//! The one table of limits. What exceeds them and how that fails is the business of whoever checks.

use crate::time::Duration;

const KIB: usize = 1024;

/// The limits of a run. [`Quotas::default`] is the service's; `None` switches a limit off.
#[derive(Clone, Debug, PartialEq)]
pub struct Quotas {
    /// Bytes of UTF-8 of an input, output or result, for an execution and for every state.
    pub payload_bytes: Option<usize>,
    /// Events of a Standard execution's history; the last one is the `ExecutionFailed` for too many.
    pub history_events: Option<u64>,
    /// Levels of arrays and objects in a value. Not the service's number but its JSON parser's default; it also
    /// protects the stack, so it is not to be switched off.
    pub json_depth: usize,
    /// UTF-16 units of a definition.
    pub definition_chars: Option<usize>,
    /// Characters of the name of a state, a state machine, an execution or a variable.
    pub name_chars: Option<usize>,
    /// Characters of an error name in the history.
    pub error_chars: Option<usize>,
    /// Characters of a cause in the history.
    pub cause_chars: Option<usize>,
    /// Bytes of one variable.
    pub variable_bytes: Option<usize>,
    /// Bytes of all values of one `Assign`.
    pub assign_bytes: Option<usize>,
    /// Bytes of all variables of an execution.
    pub variables_bytes: Option<usize>,
    /// Iterations of an inline Map that run at once.
    pub inline_concurrency: Option<u32>,
    /// Child executions of a distributed Map that run at once.
    pub distributed_concurrency: Option<u32>,
    /// The longest wait of a Wait state.
    pub wait: Option<Duration>,
    /// How long a Standard execution may take.
    pub standard_duration: Option<Duration>,
    /// How long an Express execution may take.
    pub express_duration: Option<Duration>,
    /// How long an HTTP Task may take.
    pub http_duration: Option<Duration>,
    /// Intrinsic calls nested in one field.
    pub intrinsic_depth: Option<usize>,
    /// Characters that `States.Base64Encode`, `States.Base64Decode` and `States.Hash` take.
    pub intrinsic_chars: Option<usize>,
    /// Items that `States.ArrayRange` makes.
    pub range_items: Option<usize>,
}

impl Default for Quotas {
    fn default() -> Quotas {
        Quotas {
            payload_bytes: Some(256 * KIB),
            history_events: Some(25_000),
            json_depth: 1000,
            definition_chars: Some(1024 * KIB),
            name_chars: Some(80),
            error_chars: Some(256),
            cause_chars: Some(32_768),
            variable_bytes: Some(256 * KIB),
            assign_bytes: Some(256 * KIB),
            variables_bytes: Some(10 * KIB * KIB),
            inline_concurrency: Some(40),
            distributed_concurrency: Some(10_000),
            wait: Some(Duration::from_secs(i32::MAX as i64)),
            standard_duration: Some(Duration::from_days(365)),
            express_duration: Some(Duration::from_secs(300)),
            http_duration: Some(Duration::from_secs(60)),
            intrinsic_depth: Some(10),
            intrinsic_chars: Some(10_000),
            range_items: Some(1000),
        }
    }
}

impl Quotas {
    /// Every limit off that can be switched off, for experiments.
    pub fn unlimited() -> Quotas {
        Quotas {
            payload_bytes: None,
            history_events: None,
            json_depth: Quotas::default().json_depth,
            definition_chars: None,
            name_chars: None,
            error_chars: None,
            cause_chars: None,
            variable_bytes: None,
            assign_bytes: None,
            variables_bytes: None,
            inline_concurrency: None,
            distributed_concurrency: None,
            wait: None,
            standard_duration: None,
            express_duration: None,
            http_duration: None,
            intrinsic_depth: None,
            intrinsic_chars: None,
            range_items: None,
        }
    }
}

impl Quotas {
    /// How many children of a Map Run may run at once when so many are wanted, 0 for as many as there may be.
    pub fn map_run_concurrency(&self, wanted: u32) -> u32 {
        let ceiling = self.distributed_concurrency.unwrap_or(u32::MAX);
        match wanted {
            0 => ceiling,
            wanted => wanted.min(ceiling),
        }
    }

    /// Names of the limits that [`Quotas::set`] takes: those that decide how an execution goes.
    pub const NAMES: [&'static str; 14] = [
        "payloadBytes",
        "historyEvents",
        "errorChars",
        "causeChars",
        "variableBytes",
        "assignBytes",
        "variablesBytes",
        "inlineConcurrency",
        "distributedConcurrency",
        "waitSeconds",
        "standardSeconds",
        "expressSeconds",
        "httpSeconds",
        "rangeItems",
    ];

    /// Sets the limit of that name, or switches it off. False for a name that is not in [`Quotas::NAMES`].
    pub fn set(&mut self, name: &str, limit: Option<u64>) -> bool {
        let size = limit.map(|limit| usize::try_from(limit).unwrap_or(usize::MAX));
        // None at a time would be none ever.
        let count = limit.map(|limit| u32::try_from(limit).unwrap_or(u32::MAX).max(1));
        let seconds = limit.map(|s| Duration::from_secs(i64::try_from(s).unwrap_or(i64::MAX)));
        match name {
            "payloadBytes" => self.payload_bytes = size,
            // The start and the end are always told.
            "historyEvents" => self.history_events = limit.map(|limit| limit.max(2)),
            "errorChars" => self.error_chars = size,
            "causeChars" => self.cause_chars = size,
            "variableBytes" => self.variable_bytes = size,
            "assignBytes" => self.assign_bytes = size,
            "variablesBytes" => self.variables_bytes = size,
            "inlineConcurrency" => self.inline_concurrency = count,
            "distributedConcurrency" => self.distributed_concurrency = count,
            "waitSeconds" => self.wait = seconds,
            "standardSeconds" => self.standard_duration = seconds,
            "expressSeconds" => self.express_duration = seconds,
            "httpSeconds" => self.http_duration = seconds,
            "rangeItems" => self.range_items = size,
            _ => return false,
        }
        true
    }
}
