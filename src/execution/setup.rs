//! What determines an execution besides its definition and the replies.

use crate::definition::RegionId;
pub use crate::definition::WorkflowType;
use crate::quotas::Quotas;
use crate::time::Timestamp;
use crate::value::{Text, Value};

/// Names, input, start and limits of one execution.
#[derive(Clone, Debug)]
pub struct Setup {
    /// Its number among the executions that run together: 0 for the one that a user starts.
    pub number: u32,
    /// The number of its state machine among those of the workspace: 0 for the one that a user starts.
    pub machine: u32,
    /// What of the definition it runs: the top, or the item processor whose child execution it is.
    pub scope: RegionId,
    /// Execution ARN.
    pub execution_arn: Text,
    /// Execution name.
    pub execution_name: Text,
    /// State machine ARN.
    pub machine_arn: Text,
    /// State machine name.
    pub machine_name: Text,
    /// Role ARN.
    pub role_arn: Text,
    /// Region, for `TaskScheduled`.
    pub region: Text,
    /// Standard or Express.
    pub workflow_type: WorkflowType,
    /// Started by StartSyncExecution: the context object then has no count of redrives.
    pub synchronous: bool,
    /// The caller's input text, verbatim.
    pub input_text: Text,
    /// The same as a value.
    pub input: Value,
    /// When it starts.
    pub start: Timestamp,
    /// Seed of everything random.
    pub seed: u64,
    /// Virtual time that the service itself takes.
    pub pace: Pace,
    /// Limits.
    pub quotas: Quotas,
    /// Whether Retry waits are skipped (for benchmarks).
    pub skip_retry_delays: bool,
    /// ARNs of activities that exist; `None` when any does.
    pub activities: Option<Vec<Text>>,
    /// Whether data-flow stages and decisions are told.
    pub trace: bool,
}

impl Setup {
    /// A Standard execution named `execution` of the machine named `machine`, everything else by default: region
    /// us-east-1, a placeholder account, start of 2024, no virtual latency. A text that is no JSON counts as `{}`.
    pub fn named(machine: &str, execution: &str, input: &str) -> Setup {
        let (region, account) = ("us-east-1", "111111111111");
        let arn = |kind: &str, rest: &str| {
            Text::from(format!("arn:aws:states:{region}:{account}:{kind}:{rest}"))
        };
        Setup {
            number: 0,
            machine: 0,
            scope: RegionId(0),
            execution_arn: arn("execution", &format!("{machine}:{execution}")),
            execution_name: execution.into(),
            machine_arn: arn("stateMachine", machine),
            machine_name: machine.into(),
            role_arn: format!("arn:aws:iam::{account}:role/StepFunctionsRole").into(),
            region: region.into(),
            workflow_type: WorkflowType::Standard,
            synchronous: false,
            input_text: input.into(),
            input: crate::text::read::read_value(input).unwrap_or_else(|_| Value::object()),
            start: Timestamp(1_704_067_200_000),
            seed: 0,
            pace: Pace::ZERO,
            quotas: Quotas::default(),
            skip_retry_delays: false,
            activities: None,
            trace: false,
        }
    }
}

/// Virtual milliseconds that the service takes for its own work; drawn between the two bounds.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Pace {
    /// From leaving a state to entering the next, and from entering one to leaving it.
    pub transition: (u32, u32),
    /// From scheduling a call to its start.
    pub start: (u32, u32),
}

impl Pace {
    /// Nothing takes time but what the definition and the replies say.
    pub const ZERO: Pace = Pace {
        transition: (0, 0),
        start: (0, 0),
    };
    /// Delays of the size seen in real histories.
    pub const TYPICAL: Pace = Pace {
        transition: (8, 30),
        start: (15, 45),
    };
}
