//! Templates of calls through `aws-sdk`. What is asked about a job says that it has ended well.

use super::call::{self, object, Call};
use super::job;
use crate::text::write;
use crate::value::{Object, Value};

pub(super) fn response(call: &mut Call, service: &str) -> Object {
    match service {
        "s3" => s3(call),
        "dynamodb" => match call.action {
            "query" | "scan" => object()
                .with("Count", 0)
                .with("Items", Vec::new())
                .with("ScannedCount", 0),
            _ => call::dynamodb(call),
        },
        "sfn" => execution(call),
        "lambda" => function(call),
        _ => match about_job(call, service) {
            Some(answer) => answer,
            None => other(call, service),
        },
    }
}

fn s3(call: &mut Call) -> Object {
    match call.action {
        "getObject" => object()
            .with("AcceptRanges", "bytes")
            .with("Body", "{}")
            .with("ContentLength", 2)
            .with("ContentType", "application/json")
            .with("ETag", format!("\"{}\"", call.digits(32)))
            .with("LastModified", call.now.to_string())
            .with("Metadata", object())
            .with("ServerSideEncryption", "AES256"),
        "putObject" => object()
            .with("ETag", format!("\"{}\"", call.digits(32)))
            .with("ServerSideEncryption", "AES256"),
        "copyObject" => {
            let copied = object().with("ETag", format!("\"{}\"", call.digits(32)));
            object().with(
                "CopyObjectResult",
                copied.with("LastModified", call.now.to_string()),
            )
        }
        "listObjectsV2" => object()
            .with("Contents", Vec::new())
            .with("IsTruncated", false)
            .with("KeyCount", 0)
            .with("Name", call.sent("Bucket")),
        _ => object(),
    }
}

fn execution(call: &mut Call) -> Object {
    match call.action {
        "startExecution" => {
            let (_, arn) = call::execution(call);
            let started = object().with("ExecutionArn", arn);
            started.with("StartDate", call.now.to_string())
        }
        "startSyncExecution" => {
            let (name, arn) = call::execution(call);
            let input = match call.sent("Input") {
                Value::Text(text) => text.to_string(),
                other => write::compact(&other),
            };
            object()
                .with("ExecutionArn", arn)
                .with("Input", input.clone())
                .with("Name", name)
                .with("Output", input)
                .with("StartDate", call.now.to_string())
                .with("Status", "SUCCEEDED")
                .with("StopDate", call.now.to_string())
        }
        "describeExecution" => object()
            .with("ExecutionArn", call.sent("ExecutionArn"))
            .with("Output", "{}")
            .with("Status", "SUCCEEDED"),
        _ => object(),
    }
}

/// Through `aws-sdk` a function's result is text.
fn function(call: &mut Call) -> Object {
    if call.action != "invoke" {
        return object();
    }
    let payload = match call.sent("Payload") {
        Value::Null => "{}".to_owned(),
        Value::Text(text) => text.to_string(),
        other => write::compact(&other),
    };
    object()
        .with("ExecutedVersion", "$LATEST")
        .with("Payload", payload)
        .with("StatusCode", 200)
}

/// Calls that start a job or ask about one.
fn about_job(call: &mut Call, service: &str) -> Option<Object> {
    Some(match (service, call.action) {
        ("glue", "startJobRun") => call::start_run(call),
        ("glue", "getJobRun") => object().with("JobRun", job::run(call, "Id", "JobRunState")),
        ("ecs", "runTask") => call::run_task(call),
        ("ecs", "describeTasks") => {
            let task = call::container_task(call, "STOPPED");
            object()
                .with("Failures", Vec::new())
                .with("Tasks", vec![Value::Object(task)])
        }
        ("batch", "submitJob") => call::submit_job(call),
        ("batch", "describeJobs") => {
            let jobs = call.sent("Jobs");
            let ids = jobs
                .as_array()
                .map(|list| list.to_vec())
                .unwrap_or_default();
            let done = |id: Value| object().with("JobId", id).with("Status", "SUCCEEDED");
            let jobs = ids.into_iter().map(|id| Value::Object(done(id)));
            object().with("Jobs", jobs.collect::<Vec<_>>())
        }
        ("codebuild", "startBuild") => object().with("Build", call::build(call, "IN_PROGRESS")),
        ("codebuild", "batchGetBuilds") => {
            let build = call::build(call, "SUCCEEDED");
            object().with("Builds", vec![Value::Object(build)])
        }
        ("mediaconvert", "createJob") => object().with("Job", call::conversion(call, "SUBMITTED")),
        ("mediaconvert", "getJob") => object().with("Job", call::conversion(call, "COMPLETE")),
        ("athena", _) => call::athena(call),
        _ => return None,
    })
}

fn other(call: &mut Call, service: &str) -> Object {
    match (service, call.action) {
        ("sqs", "sendMessage") => call::message_queue(call),
        ("sqs", "receiveMessage") => object().with("Messages", Vec::new()),
        ("sns", "publish") => object().with("MessageId", call.uuid()),
        ("eventbridge", "putEvents") => call::put_events(call),
        ("ssm", "getParameter") => {
            let parameter = object()
                .with("Name", call.sent("Name"))
                .with("Type", "String")
                .with("Value", "value");
            object().with("Parameter", parameter)
        }
        ("secretsmanager", "getSecretValue") => object()
            .with("Name", call.sent("SecretId"))
            .with("SecretString", "secret"),
        ("sts", "getCallerIdentity") => {
            let account = call.account.to_owned();
            let arn = format!("arn:aws:sts::{account}:assumed-role/StepFunctionsRole/session");
            object()
                .with("Account", account)
                .with("Arn", arn)
                .with("UserId", format!("AROA{}", call.digits(17).to_uppercase()))
        }
        _ => object(),
    }
}
