//! Machines whose runs are steered in tests: every kind of thing that time travel has to get right.

#![allow(dead_code)]

use stepglass::session::Start;

/// A machine with its input and mocked answers.
pub struct Machine {
    pub name: &'static str,
    pub definition: &'static str,
    pub input: &'static str,
    pub mocks: &'static str,
    pub files: &'static str,
}

/// The start of a run with typical virtual latencies.
pub fn start_of(definition: &str, input: &str, mocks: &str, files: &str) -> Start {
    Start {
        definition: definition.to_owned(),
        input: input.to_owned(),
        test_case: String::new(),
        doubles: String::new(),
        asked: Vec::new(),
        handlers: Vec::new(),
        mocks: mocks.to_owned(),
        files: files.to_owned(),
        machine_name: "Machine".to_owned(),
        name: "run".to_owned(),
        express: false,
        region: "us-east-1".to_owned(),
        account: "123456789012".to_owned(),
        start: 1_704_067_200_000,
        seed: 7,
        typical_latency: true,
    }
}

/// All of them.
pub fn machines() -> Vec<Machine> {
    vec![
        Machine {
            name: "parallel",
            definition: r#"{"StartAt": "Before", "States": {
                "Before": {"Type": "Pass", "Next": "Both"},
                "Both": {"Type": "Parallel", "Next": "After", "Branches": [
                    {"StartAt": "Left", "States": {
                        "Left": {"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:left", "Next": "Rest"},
                        "Rest": {"Type": "Wait", "Seconds": 5, "End": true}}},
                    {"StartAt": "Right", "States": {
                        "Right": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "Parameters": {"MessageBody.$": "$"}, "End": true}}}]},
                "After": {"Type": "Succeed"}}}"#,
            input: r#"{"order": 1}"#,
            mocks: "",
            files: "",
        },
        Machine {
            name: "retry and catch",
            definition: r#"{"StartAt": "Call", "States": {
                "Call": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": {"FunctionName": "f", "Payload.$": "$"},
                    "Retry": [{"ErrorEquals": ["Busy"], "IntervalSeconds": 2, "MaxAttempts": 3, "JitterStrategy": "FULL"}],
                    "Catch": [{"ErrorEquals": ["States.ALL"], "ResultPath": "$.error", "Next": "Sorry"}], "Next": "Done"},
                "Sorry": {"Type": "Pass", "Next": "Done"},
                "Done": {"Type": "Succeed"}}}"#,
            input: "{}",
            mocks: r#"{"Call": [{"throw": {"error": "Busy", "cause": "try later"}}, {"throw": {"error": "Busy"}}, {"throw": {"error": "Broken"}}]}"#,
            files: "",
        },
        Machine {
            name: "map with failures",
            definition: r#"{"StartAt": "Each", "States": {
                "Each": {"Type": "Map", "MaxConcurrency": 3, "ToleratedFailurePercentage": 40, "ItemSelector": {"n.$": "$$.Map.Item.Value", "i.$": "$$.Map.Item.Index"},
                    "ItemProcessor": {"StartAt": "Odd", "States": {
                        "Odd": {"Type": "Choice", "Choices": [{"Variable": "$.n", "NumericEquals": 3, "Next": "No"}], "Default": "Wait"},
                        "No": {"Type": "Fail", "Error": "Three"},
                        "Wait": {"Type": "Wait", "SecondsPath": "$.n", "Assign": {"seen.$": "$.n"}, "End": true}}},
                    "End": true}}}"#,
            input: "[1, 2, 3, 4, 5, 3, 7]",
            mocks: "",
            files: "",
        },
        Machine {
            name: "a branch fails and cuts the others",
            definition: r#"{"StartAt": "Both", "TimeoutSeconds": 600, "States": {
                "Both": {"Type": "Parallel", "End": true, "Retry": [{"ErrorEquals": ["No"], "MaxAttempts": 1}],
                    "Catch": [{"ErrorEquals": ["No"], "Next": "Caught"}], "Branches": [
                    {"StartAt": "Short", "States": {"Short": {"Type": "Wait", "Seconds": 1, "Next": "Stop"}, "Stop": {"Type": "Fail", "Error": "No", "Cause": "because"}}},
                    {"StartAt": "Long", "States": {"Long": {"Type": "Task", "Resource": "arn:aws:states:::ecs:runTask.sync", "Parameters": {"TaskDefinition": "t"}, "End": true}}},
                    {"StartAt": "Inner", "States": {"Inner": {"Type": "Map", "ItemProcessor": {"StartAt": "Nap", "States": {"Nap": {"Type": "Wait", "Seconds": 60, "End": true}}}, "ItemsPath": "$.items", "End": true}}}]},
                "Caught": {"Type": "Pass", "End": true}}}"#,
            input: r#"{"items": [1, 2, 3]}"#,
            mocks: "",
            files: "",
        },
        Machine {
            name: "timeout and heartbeat",
            definition: r#"{"StartAt": "Ask", "States": {
                "Ask": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken", "HeartbeatSeconds": 5, "TimeoutSeconds": 60,
                    "Parameters": {"MessageBody": {"token.$": "$$.Task.Token"}}, "Retry": [{"ErrorEquals": ["States.Timeout"], "MaxAttempts": 2}], "End": true}}}"#,
            input: "{}",
            mocks: r#"{"Ask": [{"never": true}, {"never": true}, {"return": "yes"}]}"#,
            files: "",
        },
        Machine {
            name: "long loop",
            definition: r#"{"StartAt": "Count", "States": {
                "Count": {"Type": "Pass", "Parameters": {"n.$": "States.MathAdd($.n, 1)"}, "Next": "More"},
                "More": {"Type": "Choice", "Choices": [{"Variable": "$.n", "NumericLessThan": 520, "Next": "Count"}], "Default": "Done"},
                "Done": {"Type": "Succeed"}}}"#,
            input: r#"{"n": 0}"#,
            mocks: "",
            files: "",
        },
        Machine {
            name: "wide map",
            definition: r#"{"StartAt": "Fan", "States": {
                "Fan": {"Type": "Map", "ItemProcessor": {"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "B"}, "B": {"Type": "Pass", "End": true}}}, "End": true}}}"#,
            input: "[0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31,32,33,34,35,36,37,38,39,40,41,42,43,44,45,46,47,48,49,50]",
            mocks: "",
            files: "",
        },
        Machine {
            name: "a Map Run with batches, failures and a writer",
            definition: r#"{"StartAt": "Each", "States": {
                "Each": {"Type": "Map", "Label": "Each", "MaxConcurrency": 3, "ToleratedFailureCount": 8,
                    "ItemReader": {"Resource": "arn:aws:states:::s3:getObject", "Parameters": {"Bucket": "b", "Key": "rows.csv"},
                        "ReaderConfig": {"InputType": "CSV", "CSVHeaderLocation": "FIRST_ROW"}},
                    "ItemSelector": {"n.$": "$$.Map.Item.Value.n", "u.$": "States.UUID()"},
                    "ItemBatcher": {"MaxItemsPerBatch": 4, "BatchInput": {"at.$": "$$.State.EnteredTime"}},
                    "ResultWriter": {"Resource": "arn:aws:states:::s3:putObject", "Parameters": {"Bucket": "out", "Prefix": "p"}},
                    "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}, "StartAt": "Call", "States": {
                        "Call": {"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:f", "Next": "Nap",
                            "Retry": [{"ErrorEquals": ["Busy"], "IntervalSeconds": 1, "JitterStrategy": "FULL"}]},
                        "Nap": {"Type": "Wait", "Seconds": 2, "End": true}}},
                    "Next": "Done"},
                "Done": {"Type": "Pass", "Parameters": {"u.$": "States.UUID()", "in.$": "$"}, "End": true}}}"#,
            input: "{}",
            mocks: r#"{"Call": {"cycle": [{"throw": {"error": "Busy"}}, {"echo": true}, {"throw": {"error": "Broken"}}]}}"#,
            files: r#"{"b/rows.csv": "n\n1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n15\n16\n17\n18\n19\n20\n21\n22\n23\n24\n25\n26\n27\n28\n29\n30"}"#,
        },
        Machine {
            name: "Map Runs in a Map Run, cut by a branch",
            definition: r#"{"StartAt": "Both", "States": {"Both": {"Type": "Parallel", "Branches": [
                {"StartAt": "Outer", "States": {"Outer": {"Type": "Map", "ItemsPath": "$.items",
                    "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}, "StartAt": "Inner", "States": {
                        "Inner": {"Type": "Map", "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS"}, "StartAt": "Nap", "States": {
                            "Nap": {"Type": "Wait", "SecondsPath": "$", "End": true}}}, "End": true}}}, "End": true}}},
                {"StartAt": "Short", "States": {"Short": {"Type": "Wait", "Seconds": 4, "Next": "No"}, "No": {"Type": "Fail", "Error": "No"}}}],
                "Catch": [{"ErrorEquals": ["No"], "Next": "Caught"}], "End": true},
                "Caught": {"Type": "Pass", "End": true}}}"#,
            input: r#"{"items": [[1, 2, 3], [9, 1], [2]]}"#,
            mocks: "",
            files: "",
        },
    ]
}
