//! Templates: what a call of a service returns at once.

use super::{platform, sdk};
use crate::digest;
use crate::random::Random;
use crate::text::write;
use crate::time::Timestamp;
use crate::value::{Object, Value};

/// One call of a service.
pub(super) struct Call<'a> {
    /// `sqs`, `aws-sdk:dynamodb`.
    pub service: &'a str,
    /// `sendMessage`, without suffix.
    pub action: &'a str,
    /// `sync`, `sync:2`, `waitForTaskToken` or empty.
    pub suffix: &'a str,
    pub input: &'a Value,
    pub random: Random,
    pub region: &'a str,
    pub account: &'a str,
    pub now: Timestamp,
}

impl Call<'_> {
    /// A member of the request, `null` when it is absent.
    pub fn sent(&self, name: &str) -> Value {
        self.input.get(name).cloned().unwrap_or_default()
    }

    /// A text member of the request.
    pub fn text(&self, name: &str) -> String {
        let sent = self.input.get(name).and_then(Value::as_str);
        sent.unwrap_or_default().to_string()
    }

    /// A text member of the request, or what comes after the last `/` or `:` when it is an ARN or a path.
    pub fn last_part(&self, name: &str, otherwise: &str) -> String {
        let text = self.text(name);
        let part = text.rsplit(['/', ':']).next().unwrap_or_default();
        let part = if part.is_empty() { otherwise } else { part };
        part.to_string()
    }

    /// An ARN of this account and region.
    pub fn arn(&self, service: &str, resource: &str) -> String {
        let (region, account) = (self.region, self.account);
        format!("arn:aws:{service}:{region}:{account}:{resource}")
    }

    pub fn uuid(&mut self) -> String {
        self.random.uuid()
    }

    /// So many seeded hexadecimal digits.
    pub fn digits(&mut self, count: usize) -> String {
        let mut digits = String::new();
        while digits.len() < count {
            digits.push_str(&format!("{:016x}", self.random.next()));
        }
        digits.truncate(count);
        digits
    }

    /// Seconds since 1970, as the optimized integrations write dates.
    pub fn epoch(&self) -> Value {
        Value::from(self.now.epoch_number())
    }
}

pub(super) fn object() -> Object {
    Object::default()
}

/// The response of the call.
pub(super) fn response(call: &mut Call) -> Value {
    let made = match call.service {
        "lambda" => lambda(call),
        "sqs" => message_queue(call),
        "sns" => object().with("MessageId", call.uuid()),
        "events" => put_events(call),
        "dynamodb" => dynamodb(call),
        "states" => start_execution(call),
        "ecs" => run_task(call),
        "batch" => submit_job(call),
        "glue" | "databrew" => start_run(call),
        "athena" => athena(call),
        "apigateway" | "http" => http(call),
        "bedrock" => bedrock(call),
        "codebuild" => platform::code_build(call, "IN_PROGRESS"),
        "mediaconvert" => object().with("Job", conversion(call, "SUBMITTED")),
        "elasticmapreduce" => platform::map_reduce(call),
        "emr-containers" => platform::virtual_cluster(call),
        "emr-serverless" => platform::application(call),
        "eks" => platform::kubernetes(call, "CREATING"),
        "sagemaker" => platform::sage_maker(call),
        service => match service.strip_prefix("aws-sdk:") {
            Some(service) => sdk::response(call, service),
            None => object(),
        },
    };
    Value::Object(made)
}

fn lambda(call: &mut Call) -> Object {
    let answered = object().with("ExecutedVersion", "$LATEST");
    if call.sent("InvocationType").as_str() == Some("Event") {
        return answered.with("Payload", object()).with("StatusCode", 202);
    }
    let payload = match call.input.get("Payload") {
        // A function that is sent nothing gets an empty object.
        Some(payload) if call.suffix.is_empty() && !payload.is_null() => payload.clone(),
        _ => Value::object(),
    };
    answered.with("Payload", payload).with("StatusCode", 200)
}

pub(super) fn message_queue(call: &mut Call) -> Object {
    let body = match call.sent("MessageBody") {
        Value::Text(text) => text.to_string(),
        other => write::compact(&other),
    };
    let sum = digest::hash("MD5", body.as_bytes()).unwrap_or_default();
    object()
        .with("MD5OfMessageBody", sum)
        .with("MessageId", call.uuid())
}

pub(super) fn put_events(call: &mut Call) -> Object {
    let count = call.sent("Entries").as_array().map_or(1, |list| list.len());
    let entries = (0..count).map(|_| Value::Object(object().with("EventId", call.uuid())));
    let entries: Vec<Value> = entries.collect();
    object()
        .with("Entries", entries)
        .with("FailedEntryCount", 0)
}

pub(super) fn dynamodb(call: &mut Call) -> Object {
    match call.action {
        "getItem" => object().with("Item", call.sent("Key")),
        "updateItem" if call.input.get("ReturnValues").is_some() => {
            object().with("Attributes", call.sent("Key"))
        }
        _ => object(),
    }
}

/// The name of the execution that is started and its ARN.
pub(super) fn execution(call: &mut Call) -> (String, String) {
    let machine = call.last_part("StateMachineArn", "StateMachine");
    let name = match call.text("Name") {
        name if name.is_empty() => call.uuid(),
        name => name,
    };
    let arn = call.arn("states", &format!("execution:{machine}:{name}"));
    (name, arn)
}

fn start_execution(call: &mut Call) -> Object {
    let (_, arn) = execution(call);
    object()
        .with("ExecutionArn", arn)
        .with("StartDate", call.epoch())
}

pub(super) fn run_task(call: &mut Call) -> Object {
    let task = container_task(call, "PROVISIONING");
    object()
        .with("Failures", Vec::new())
        .with("Tasks", vec![Value::Object(task)])
}

/// The family of a task definition: its name or ARN without the revision.
fn family(definition: &str) -> String {
    let name = definition.rsplit('/').next().unwrap_or_default();
    let name = name.split(':').next().unwrap_or_default();
    match name {
        "" => "task".to_owned(),
        name => name.to_owned(),
    }
}

/// A task of ECS.
pub(super) fn container_task(call: &mut Call, status: &str) -> Object {
    let cluster = call.last_part("Cluster", "default");
    let task = call.digits(32);
    let task_arn = call.arn("ecs", &format!("task/{cluster}/{task}"));
    let container = object()
        .with("Name", family(&call.text("TaskDefinition")))
        .with("LastStatus", status)
        .with("TaskArn", task_arn.clone());
    let container = match status {
        "STOPPED" => container.with("ExitCode", 0),
        _ => container,
    };
    let launch = match call.text("LaunchType") {
        launch if launch.is_empty() => "FARGATE".to_string(),
        launch => launch,
    };
    object()
        .with("ClusterArn", call.arn("ecs", &format!("cluster/{cluster}")))
        .with("Containers", vec![Value::Object(container)])
        .with(
            "DesiredStatus",
            if status == "STOPPED" {
                "STOPPED"
            } else {
                "RUNNING"
            },
        )
        .with("LastStatus", status)
        .with("LaunchType", launch)
        .with("StartedBy", "AWS Step Functions")
        .with("TaskArn", task_arn)
        .with("TaskDefinitionArn", call.sent("TaskDefinition"))
}

pub(super) fn submit_job(call: &mut Call) -> Object {
    let id = call.uuid();
    object()
        .with("JobArn", call.arn("batch", &format!("job/{id}")))
        .with("JobId", id)
        .with("JobName", call.sent("JobName"))
}

pub(super) fn start_run(call: &mut Call) -> Object {
    match call.service {
        "databrew" => object().with("RunId", call.digits(32)),
        _ => object().with("JobRunId", format!("jr_{}", call.digits(64))),
    }
}

pub(super) fn athena(call: &mut Call) -> Object {
    match call.action {
        "startQueryExecution" => object().with("QueryExecutionId", call.uuid()),
        "getQueryResults" => {
            let rows = object().with("Rows", Vec::new());
            object().with("ResultSet", rows)
        }
        "getQueryExecution" => object().with("QueryExecution", super::job::query(call)),
        _ => object(),
    }
}

fn http(call: &mut Call) -> Object {
    let body = match call.sent("RequestBody") {
        Value::Null => Value::object(),
        body => body,
    };
    object()
        .with("Headers", object())
        .with("ResponseBody", body)
        .with("StatusCode", 200)
        .with("StatusText", "OK")
}

fn bedrock(call: &mut Call) -> Object {
    match call.action {
        "invokeModel" => object()
            .with("Body", call.sent("Body"))
            .with("ContentType", "application/json"),
        _ => {
            let id = call.digits(12);
            let arn = call.arn("bedrock", &format!("model-customization-job/{id}"));
            object().with("JobArn", arn)
        }
    }
}

/// A build of CodeBuild.
pub(super) fn build(call: &mut Call, status: &str) -> Object {
    let id = format!(
        "{}:{}",
        call.last_part("ProjectName", "project"),
        call.uuid()
    );
    let build = object()
        .with("Arn", call.arn("codebuild", &format!("build/{id}")))
        .with("BuildStatus", status)
        .with("Id", id);
    match call.sent("ProjectName") {
        Value::Null => build,
        name => build.with("ProjectName", name),
    }
}

/// A job of MediaConvert.
pub(super) fn conversion(call: &mut Call, status: &str) -> Object {
    let started = call.now.0;
    let id = format!("{started}-{}", call.digits(6));
    object()
        .with("Arn", call.arn("mediaconvert", &format!("jobs/{id}")))
        .with("Id", id)
        .with("Status", status)
}
