//! The optimized integrations: which service, which action, which suffixes.

/// Request-response only.
const CALL: &[&str] = &[""];
/// Callback as well.
const CALLBACK: &[&str] = &["", ".waitForTaskToken"];
/// Run a job as well.
const JOB: &[&str] = &["", ".sync"];
/// All three.
const JOB_CALLBACK: &[&str] = &["", ".sync", ".waitForTaskToken"];
/// All three, and the form of `.sync` that gives JSON values.
const EXECUTION: &[&str] = &["", ".sync", ".sync:2", ".waitForTaskToken"];

/// Service, actions, suffixes that these actions take.
const TABLE: &[(&str, &[&str], &[&str])] = &[
    ("lambda", &["invoke"], CALLBACK),
    ("states", &["startExecution"], EXECUTION),
    ("sqs", &["sendMessage"], CALLBACK),
    ("sns", &["publish"], CALLBACK),
    ("events", &["putEvents"], CALLBACK),
    (
        "dynamodb",
        &["getItem", "putItem", "updateItem", "deleteItem"],
        CALL,
    ),
    ("ecs", &["runTask"], JOB_CALLBACK),
    ("batch", &["submitJob"], JOB_CALLBACK),
    ("glue", &["startJobRun"], JOB),
    ("databrew", &["startJobRun"], JOB),
    ("athena", &["startQueryExecution"], JOB),
    (
        "athena",
        &["stopQueryExecution", "getQueryExecution", "getQueryResults"],
        CALL,
    ),
    ("apigateway", &["invoke"], CALLBACK),
    ("http", &["invoke"], CALL),
    ("bedrock", &["invokeModel"], CALL),
    ("bedrock", &["createModelCustomizationJob"], JOB),
    ("codebuild", &["startBuild", "startBuildBatch"], JOB),
    (
        "codebuild",
        &[
            "stopBuild",
            "retryBuildBatch",
            "stopBuildBatch",
            "deleteBuildBatch",
            "batchDeleteBuilds",
            "batchGetReports",
        ],
        CALL,
    ),
    (
        "elasticmapreduce",
        &["createCluster", "addStep", "terminateCluster"],
        JOB,
    ),
    (
        "elasticmapreduce",
        &[
            "cancelStep",
            "setClusterTerminationProtection",
            "modifyInstanceFleetByName",
            "modifyInstanceGroupByName",
        ],
        CALL,
    ),
    ("emr-containers", &["createVirtualCluster"], CALL),
    (
        "emr-containers",
        &["deleteVirtualCluster", "startJobRun"],
        JOB,
    ),
    (
        "emr-serverless",
        &[
            "createApplication",
            "startApplication",
            "stopApplication",
            "deleteApplication",
            "startJobRun",
            "cancelJobRun",
        ],
        JOB,
    ),
    (
        "eks",
        &[
            "createCluster",
            "deleteCluster",
            "createFargateProfile",
            "deleteFargateProfile",
        ],
        JOB,
    ),
    (
        "eks",
        &["createNodegroup", "deleteNodegroup", "runJob"],
        JOB,
    ),
    ("eks", &["call"], CALL),
    (
        "sagemaker",
        &[
            "createTrainingJob",
            "createTransformJob",
            "createHyperParameterTuningJob",
        ],
        JOB,
    ),
    (
        "sagemaker",
        &["createLabelingJob", "createProcessingJob"],
        JOB,
    ),
    (
        "sagemaker",
        &[
            "createModel",
            "createEndpointConfig",
            "createEndpoint",
            "updateEndpoint",
        ],
        CALL,
    ),
    ("mediaconvert", &["createJob"], JOB),
];

/// Whether `service` offers `api` with `suffix` (empty, `.sync`, `.sync:2`, `.waitForTaskToken`).
pub(super) fn is_known(service: &str, api: &str, suffix: &str) -> bool {
    let fits = |(name, apis, suffixes): &(&str, &[&str], &[&str])| {
        *name == service && apis.contains(&api) && suffixes.contains(&suffix)
    };
    TABLE.iter().any(fits)
}

/// Whether `aws-sdk` can have this service: lower case, as its ARNs write them.
pub(super) fn is_sdk_service(name: &str) -> bool {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    !name.is_empty() && name.chars().all(fits)
}
