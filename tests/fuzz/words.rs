//! What definitions are put together from.

pub const NAMES: [&str; 6] = ["A", "B", "C", "D", "E", "Q"];

/// Paths that mostly lead somewhere.
pub const SAFE: [&str; 6] = [
    "$",
    "$",
    "$",
    "$$.Execution.Input",
    "$$.Execution.Input.list",
    "$$.State",
];

pub const PATHS: [&str; 22] = [
    "$",
    "$.x",
    "$.x.y",
    "$.list",
    "$.list[0]",
    "$.list[-1]",
    "$.list[*]",
    "$..x",
    "$.list[?(@.n > 1)]",
    "$.list[0:2]",
    "$['x','n']",
    "$.n",
    "$$",
    "$$.Execution.Input",
    "$$.State.RetryCount",
    "$$.Map.Item.Value",
    "$$.Task.Token",
    "$v",
    "$v.x",
    "$w",
    "$.missing",
    "$.",
];

pub const CALLS: [&str; 12] = [
    "States.Format('{} {}', $.x, $.n)",
    "States.Array($.x, $v, 1)",
    "States.MathAdd($.n, 9223372036854775807)",
    "States.ArrayRange(0, $.n, 1)",
    "States.ArrayPartition($.list, $.n)",
    "States.ArrayGetItem($.list, -1)",
    "States.StringToJson($.text)",
    "States.JsonToString($)",
    "States.JsonMerge($, $.x, false)",
    "States.UUID()",
    "States.MathRandom(1, $.n)",
    "States.ArrayUnique(States.Array($.x, $.x, $$.State.Name))",
];

pub const VALUES: [&str; 14] = [
    "null",
    "true",
    "0",
    "1",
    "-1",
    "1.5",
    "99999999",
    "9223372036854775807",
    "1e308",
    "\"\"",
    "\"2024-01-01T00:00:05Z\"",
    "[0, 1, {\"n\": 2}]",
    "{\"x\": {\"y\": 1}}",
    "\"{% $states.input.n + 1 %}\"",
];

pub const ERRORS: [&str; 7] = [
    "States.ALL",
    "States.Timeout",
    "States.HeartbeatTimeout",
    "States.TaskFailed",
    "States.Runtime",
    "Boom",
    "States.DataLimitExceeded",
];

pub const RESOURCES: [&str; 6] = [
    "arn:aws:lambda:us-east-1:1:function:f",
    "arn:aws:states:::lambda:invoke",
    "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
    "arn:aws:states:::batch:submitJob.sync",
    "arn:aws:states:us-east-1:1:activity:a",
    "${Filled}",
];

pub const LIST: &str = "$$.Execution.Input.list";

pub const TESTS: [&str; 8] = [
    "NumericEquals",
    "NumericLessThanPath",
    "StringEquals",
    "StringMatches",
    "IsPresent",
    "IsNull",
    "TimestampGreaterThan",
    "BooleanEqualsPath",
];
