//! Templates of the services that build, compute and train: CodeBuild, EMR, EKS, SageMaker.

use super::call::{build, object, Call};
use crate::value::Object;

/// CodeBuild; `status` is that of a build it describes.
pub(super) fn code_build(call: &mut Call, status: &str) -> Object {
    match call.action {
        "startBuildBatch" | "retryBuildBatch" => {
            let batch = build(call, status);
            let batch = batch.with("BuildBatchStatus", status);
            let kept = batch.iter().filter(|(name, _)| *name != "BuildStatus");
            let kept: Object = kept.map(|(n, v)| (n.clone(), v.clone())).collect();
            object().with("BuildBatch", kept)
        }
        "stopBuild" => {
            let stopped = build(call, "STOPPED").with("Id", call.sent("Id"));
            object().with("Build", stopped)
        }
        "deleteBuildBatch" => object().with("StatusCode", "BATCH_DELETED"),
        "batchDeleteBuilds" => object()
            .with("BuildsDeleted", call.sent("Ids"))
            .with("BuildsNotDeleted", Vec::new()),
        "batchGetReports" => object()
            .with("Reports", Vec::new())
            .with("ReportsNotFound", call.sent("ReportArns")),
        _ => object().with("Build", build(call, status)),
    }
}

/// EMR.
pub(super) fn map_reduce(call: &mut Call) -> Object {
    match call.action {
        "createCluster" => {
            let id = format!("j-{}", call.digits(13).to_uppercase());
            let arn = call.arn("elasticmapreduce", &format!("cluster/{id}"));
            object().with("ClusterArn", arn).with("ClusterId", id)
        }
        "addStep" => object().with("StepId", format!("s-{}", call.digits(13).to_uppercase())),
        "cancelStep" => {
            let step = object().with("Status", "SUBMITTED");
            object().with("CancelStepsInfo", step.with("StepId", call.sent("StepId")))
        }
        _ => object(),
    }
}

/// EMR on EKS.
pub(super) fn virtual_cluster(call: &mut Call) -> Object {
    let id = call.digits(19);
    match call.action {
        "startJobRun" => {
            let cluster = call.text("VirtualClusterId");
            let path = format!("/virtualclusters/{cluster}/jobruns/{id}");
            object()
                .with("Arn", call.arn("emr-containers", &path))
                .with("Id", id)
                .with("Name", call.sent("Name"))
                .with("VirtualClusterId", cluster)
        }
        "deleteVirtualCluster" => object().with("Id", call.sent("Id")),
        _ => object()
            .with(
                "Arn",
                call.arn("emr-containers", &format!("/virtualclusters/{id}")),
            )
            .with("Id", id)
            .with("Name", call.sent("Name")),
    }
}

/// EMR Serverless.
pub(super) fn application(call: &mut Call) -> Object {
    let id = call.digits(16);
    match call.action {
        "createApplication" => object()
            .with("ApplicationId", id.clone())
            .with(
                "Arn",
                call.arn("emr-serverless", &format!("/applications/{id}")),
            )
            .with("Name", call.sent("Name")),
        "startJobRun" => {
            let application = call.text("ApplicationId");
            let path = format!("/applications/{application}/jobruns/{id}");
            object()
                .with("ApplicationId", application)
                .with("Arn", call.arn("emr-serverless", &path))
                .with("JobRunId", id)
        }
        "cancelJobRun" => object()
            .with("ApplicationId", call.sent("ApplicationId"))
            .with("JobRunId", call.sent("JobRunId")),
        _ => object(),
    }
}

/// EKS; `status` is that of what is created.
pub(super) fn kubernetes(call: &mut Call, status: &str) -> Object {
    let status = match call.action.starts_with("delete") {
        true => "DELETING",
        false => status,
    };
    let (member, name) = match call.action {
        "call" | "runJob" => {
            return object()
                .with("ResponseBody", object())
                .with("StatusCode", 200)
                .with("StatusText", "OK");
        }
        "createNodegroup" | "deleteNodegroup" => ("Nodegroup", "NodegroupName"),
        "createFargateProfile" | "deleteFargateProfile" => ("FargateProfile", "FargateProfileName"),
        _ => ("Cluster", "Name"),
    };
    let described = object().with(name, call.sent(name)).with("Status", status);
    let described = match member {
        "Cluster" => {
            let arn = call.arn("eks", &format!("cluster/{}", call.text("Name")));
            described.with("Arn", arn)
        }
        _ => described.with("ClusterName", call.sent("ClusterName")),
    };
    object().with(member, described)
}

/// SageMaker.
pub(super) fn sage_maker(call: &mut Call) -> Object {
    let created = call.action.strip_prefix("create");
    let Some(kind) = created.or_else(|| call.action.strip_prefix("update")) else {
        return object();
    };
    let name = call.last_part(&format!("{kind}Name"), "name");
    let path = format!("{}/{name}", kebab(kind));
    object().with(format!("{kind}Arn"), call.arn("sagemaker", &path))
}

/// A job of SageMaker that has ended.
pub(super) fn trained(call: &mut Call) -> Object {
    let kind = call.action.strip_prefix("create").unwrap_or_default();
    let name = format!("{kind}Name");
    let sent = call.sent(&name);
    sage_maker(call)
        .with(name, sent)
        .with(format!("{kind}Status"), "Completed")
}

/// `TrainingJob` as `training-job`.
fn kebab(camel: &str) -> String {
    let mut out = String::new();
    for letter in camel.chars() {
        if letter.is_ascii_uppercase() && !out.is_empty() {
            out.push('-');
        }
        out.push(letter.to_ascii_lowercase());
    }
    out
}
