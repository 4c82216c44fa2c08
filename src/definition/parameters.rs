//! What the optimized integrations cannot be called without.

/// The parameters that a call needs.
#[derive(Clone, Copy, Debug)]
pub(super) struct Needed {
    /// Every one of these.
    pub all: &'static [&'static str],
    /// At least one of these; empty where there is no such choice.
    pub one_of: &'static [&'static str],
}

/// Service, actions, the parameters they need.
const TABLE: &[(&str, &[&str], &[&str])] = &[
    ("lambda", &["invoke"], &["FunctionName"]),
    ("states", &["startExecution"], &["StateMachineArn"]),
    ("sqs", &["sendMessage"], &["QueueUrl", "MessageBody"]),
    ("sns", &["publish"], &["Message"]),
    ("events", &["putEvents"], &["Entries"]),
    ("dynamodb", &["putItem"], &["TableName", "Item"]),
    (
        "dynamodb",
        &["getItem", "updateItem", "deleteItem"],
        &["TableName", "Key"],
    ),
    ("ecs", &["runTask"], &["TaskDefinition"]),
    (
        "batch",
        &["submitJob"],
        &["JobName", "JobQueue", "JobDefinition"],
    ),
    ("glue", &["startJobRun"], &["JobName"]),
    ("databrew", &["startJobRun"], &["Name"]),
    ("athena", &["startQueryExecution"], &["QueryString"]),
    (
        "athena",
        &["stopQueryExecution", "getQueryExecution", "getQueryResults"],
        &["QueryExecutionId"],
    ),
    ("apigateway", &["invoke"], &["ApiEndpoint", "Method"]),
    ("http", &["invoke"], &["ApiEndpoint", "Method"]),
    ("bedrock", &["invokeModel"], &["ModelId"]),
    (
        "codebuild",
        &["startBuild", "startBuildBatch"],
        &["ProjectName"],
    ),
    ("codebuild", &["stopBuild", "deleteBuildBatch"], &["Id"]),
    ("codebuild", &["batchDeleteBuilds"], &["Ids"]),
    ("codebuild", &["batchGetReports"], &["ReportArns"]),
    (
        "elasticmapreduce",
        &["createCluster"],
        &["Name", "Instances"],
    ),
    ("elasticmapreduce", &["addStep"], &["ClusterId", "Step"]),
    ("elasticmapreduce", &["terminateCluster"], &["ClusterId"]),
    (
        "elasticmapreduce",
        &["cancelStep"],
        &["ClusterId", "StepId"],
    ),
    (
        "elasticmapreduce",
        &["setClusterTerminationProtection"],
        &["ClusterId", "TerminationProtected"],
    ),
    (
        "elasticmapreduce",
        &["modifyInstanceFleetByName"],
        &["ClusterId", "InstanceFleetName", "InstanceFleet"],
    ),
    (
        "elasticmapreduce",
        &["modifyInstanceGroupByName"],
        &["ClusterId", "InstanceGroupName", "InstanceGroup"],
    ),
    (
        "emr-containers",
        &["createVirtualCluster"],
        &["Name", "ContainerProvider"],
    ),
    ("emr-containers", &["deleteVirtualCluster"], &["Id"]),
    (
        "emr-containers",
        &["startJobRun"],
        &[
            "VirtualClusterId",
            "ExecutionRoleArn",
            "ReleaseLabel",
            "JobDriver",
        ],
    ),
    (
        "emr-serverless",
        &["createApplication"],
        &["ReleaseLabel", "Type"],
    ),
    (
        "emr-serverless",
        &["startApplication", "stopApplication", "deleteApplication"],
        &["ApplicationId"],
    ),
    (
        "emr-serverless",
        &["startJobRun"],
        &["ApplicationId", "ExecutionRoleArn"],
    ),
    (
        "emr-serverless",
        &["cancelJobRun"],
        &["ApplicationId", "JobRunId"],
    ),
    (
        "eks",
        &["createCluster"],
        &["Name", "ResourcesVpcConfig", "RoleArn"],
    ),
    ("eks", &["deleteCluster"], &["Name"]),
    (
        "eks",
        &["createFargateProfile"],
        &["FargateProfileName", "ClusterName", "PodExecutionRoleArn"],
    ),
    (
        "eks",
        &["deleteFargateProfile"],
        &["ClusterName", "FargateProfileName"],
    ),
    (
        "eks",
        &["createNodegroup"],
        &["ClusterName", "NodegroupName", "Subnets", "NodeRole"],
    ),
    (
        "eks",
        &["deleteNodegroup"],
        &["ClusterName", "NodegroupName"],
    ),
    (
        "eks",
        &["call"],
        &[
            "ClusterName",
            "CertificateAuthority",
            "Endpoint",
            "Method",
            "Path",
        ],
    ),
    (
        "eks",
        &["runJob"],
        &["ClusterName", "CertificateAuthority", "Endpoint", "Job"],
    ),
    ("sagemaker", &["createTrainingJob"], &["TrainingJobName"]),
    ("sagemaker", &["createTransformJob"], &["TransformJobName"]),
    (
        "sagemaker",
        &["createHyperParameterTuningJob"],
        &["HyperParameterTuningJobName"],
    ),
    ("sagemaker", &["createLabelingJob"], &["LabelingJobName"]),
    (
        "sagemaker",
        &["createProcessingJob"],
        &["ProcessingJobName"],
    ),
    ("sagemaker", &["createModel"], &["ModelName"]),
    (
        "sagemaker",
        &["createEndpointConfig"],
        &["EndpointConfigName"],
    ),
    (
        "sagemaker",
        &["createEndpoint", "updateEndpoint"],
        &["EndpointName", "EndpointConfigName"],
    ),
    ("mediaconvert", &["createJob"], &["Role", "Settings"]),
];

/// Services whose calls need one of several parameters.
const CHOICES: &[(&str, &[&str])] = &[
    ("sns", &["TopicArn", "TargetArn", "PhoneNumber"]),
    ("http", &["Authentication", "InvocationConfig"]),
];

/// What `service` needs for `api`; `None` where that is not known.
pub(super) fn needed(service: &str, api: &str) -> Option<Needed> {
    let own = |(name, apis, _): &&(&str, &[&str], &[&str])| *name == service && apis.contains(&api);
    let (_, _, all) = TABLE.iter().find(own)?;
    let choice = CHOICES.iter().find(|(name, _)| *name == service);
    Some(Needed {
        all,
        one_of: choice.map_or(&[], |(_, names)| names),
    })
}
