//! Kinds of jobs: what services call their starts, questions and statuses, and how they describe a job.

use super::call::{self, object, Call};
use crate::time::Timestamp;
use crate::value::{Object, Text, Value};

/// A kind of job.
#[derive(Debug)]
pub(super) struct Kind {
    pub service: &'static str,
    /// The action that starts one.
    pub start: &'static str,
    /// The parameter that names it then.
    pub name: &'static str,
    /// The action that asks about one.
    pub ask: &'static str,
    /// The parameter with its id, or ids, then.
    pub id: &'static str,
    /// Whether that answers for several.
    pub many: bool,
    /// The action that stops one, with the parameter for its id.
    pub stop: Option<(&'static str, &'static str)>,
    /// Statuses on the way.
    pub running: &'static [&'static str],
    /// The status of a success.
    pub success: &'static str,
    /// The status of one that was stopped.
    pub stopped: &'static str,
}

pub(super) const KINDS: &[Kind] = &[
    Kind {
        service: "ecs",
        start: "runTask",
        name: "TaskDefinition",
        ask: "describeTasks",
        id: "Tasks",
        many: true,
        stop: Some(("stopTask", "Task")),
        running: &["PROVISIONING", "PENDING", "RUNNING"],
        success: "SUCCEEDED",
        stopped: "STOPPED",
    },
    Kind {
        service: "batch",
        start: "submitJob",
        name: "JobName",
        ask: "describeJobs",
        id: "Jobs",
        many: true,
        stop: Some(("terminateJob", "JobId")),
        running: &["SUBMITTED", "RUNNABLE", "STARTING", "RUNNING"],
        success: "SUCCEEDED",
        stopped: "FAILED",
    },
    Kind {
        service: "glue",
        start: "startJobRun",
        name: "JobName",
        ask: "getJobRun",
        id: "RunId",
        many: false,
        stop: None,
        running: &["STARTING", "RUNNING"],
        success: "SUCCEEDED",
        stopped: "STOPPED",
    },
    Kind {
        service: "codebuild",
        start: "startBuild",
        name: "ProjectName",
        ask: "batchGetBuilds",
        id: "Ids",
        many: true,
        stop: Some(("stopBuild", "Id")),
        running: &["IN_PROGRESS"],
        success: "SUCCEEDED",
        stopped: "STOPPED",
    },
    Kind {
        service: "mediaconvert",
        start: "createJob",
        name: "JobTemplate",
        ask: "getJob",
        id: "Id",
        many: false,
        stop: Some(("cancelJob", "Id")),
        running: &["SUBMITTED", "PROGRESSING"],
        success: "COMPLETE",
        stopped: "CANCELED",
    },
    Kind {
        service: "athena",
        start: "startQueryExecution",
        name: "WorkGroup",
        ask: "getQueryExecution",
        id: "QueryExecutionId",
        many: false,
        stop: Some(("stopQueryExecution", "QueryExecutionId")),
        running: &["QUEUED", "RUNNING"],
        success: "SUCCEEDED",
        stopped: "CANCELLED",
    },
];

/// When a job began and, if it has, ended. Through `aws-sdk` times are texts, otherwise numbers of milliseconds.
pub(super) struct Times {
    pub started: Timestamp,
    pub ended: Option<Timestamp>,
    pub sdk: bool,
}

impl Times {
    fn written(&self, time: Timestamp) -> Value {
        match self.sdk {
            true => Value::from(time.to_string()),
            false => Value::from(time.millis()),
        }
    }
}

/// The id of a job that begins, and its description without status.
pub(super) fn begun(call: &mut Call, kind: &Kind) -> (Text, Object) {
    let (description, id) = match kind.service {
        "ecs" => (call::container_task(call, "PROVISIONING"), "TaskArn"),
        "batch" => {
            let job = call::submit_job(call)
                .with("JobDefinition", call.sent("JobDefinition"))
                .with("JobQueue", call.sent("JobQueue"));
            (job, "JobId")
        }
        "glue" => {
            let run = object()
                .with("Attempt", 0)
                .with("Id", format!("jr_{}", call.digits(64)))
                .with("JobName", call.sent("JobName"));
            let run = match call.input.get("Arguments") {
                Some(arguments) => run.with("Arguments", arguments.clone()),
                None => run,
            };
            (run, "Id")
        }
        "codebuild" => (call::build(call, ""), "Id"),
        "mediaconvert" => {
            let job = call::conversion(call, "").with("Role", call.sent("Role"));
            (job.with("Settings", call.sent("Settings")), "Id")
        }
        _ => {
            let query = object()
                .with("Query", call.sent("QueryString"))
                .with("QueryExecutionId", call.uuid());
            (query, "QueryExecutionId")
        }
    };
    let full = description
        .get(id)
        .and_then(Value::as_str)
        .unwrap_or_default();
    let short = full.rsplit('/').next().unwrap_or(full);
    (short.into(), description)
}

/// A description with its status and times.
pub(super) fn described(kind: &Kind, job: Object, status: &str, times: &Times) -> Object {
    let (started, ended) = match kind.service {
        "ecs" => return task(job, status, times),
        "athena" => {
            let state = object().with("State", status);
            let state = state.with("SubmissionDateTime", times.written(times.started));
            let state = match times.ended {
                Some(ended) => state.with("CompletionDateTime", times.written(ended)),
                None => state,
            };
            return job.with("Status", state);
        }
        "batch" => ("StartedAt", "StoppedAt"),
        "glue" => ("StartedOn", "CompletedOn"),
        "codebuild" => ("StartTime", "EndTime"),
        _ => ("CreatedAt", ""),
    };
    let member = match kind.service {
        "glue" => "JobRunState",
        "codebuild" => "BuildStatus",
        _ => "Status",
    };
    let job = job
        .with(member, status)
        .with(started, times.written(times.started));
    match times.ended.filter(|_| !ended.is_empty()) {
        Some(time) => job.with(ended, times.written(time)),
        None => job,
    }
}

/// A task of ECS: its last status is always STOPPED, and its container's exit code tells how it ended.
fn task(job: Object, status: &str, times: &Times) -> Object {
    let job = job.with("CreatedAt", times.written(times.started));
    let Some(ended) = times.ended else {
        return contained(job, status, None).with("LastStatus", status);
    };
    let (code, why) = match status {
        "SUCCEEDED" | "STOPPED" => (0, "Essential container in task exited"),
        _ => (1, "Essential container in task exited"),
    };
    let (stop, why) = match status {
        "STOPPED" => ("UserInitiated", "Task stopped by user"),
        _ => ("EssentialContainerExited", why),
    };
    contained(job, "STOPPED", Some(code))
        .with("DesiredStatus", "STOPPED")
        .with("LastStatus", "STOPPED")
        .with("StopCode", stop)
        .with("StoppedAt", times.written(ended))
        .with("StoppedReason", why)
}

fn contained(job: Object, status: &str, code: Option<i64>) -> Object {
    let containers = job.get("Containers").and_then(Value::as_array).cloned();
    let containers = containers.into_iter().flat_map(|list| list.to_vec());
    let container = |value: Value| {
        let container = value.as_object().cloned().unwrap_or_default();
        let container = container.with("LastStatus", status);
        Value::Object(match code {
            Some(code) => container.with("ExitCode", code),
            None => container,
        })
    };
    let containers: Vec<Value> = containers.map(container).collect();
    job.with("Containers", containers)
}

/// The response of the call that starts a job.
pub(super) fn started(kind: &Kind, id: &Text, job: Object) -> Value {
    let part = |name: &str| Some((Text::from(name), job.get(name)?.clone()));
    Value::Object(match kind.service {
        "ecs" => object()
            .with("Failures", Vec::new())
            .with("Tasks", vec![Value::Object(job)]),
        "batch" => ["JobArn", "JobId", "JobName"]
            .into_iter()
            .filter_map(part)
            .collect(),
        "glue" => object().with("JobRunId", id.clone()),
        "athena" => object().with("QueryExecutionId", id.clone()),
        _ => return ended(kind, job),
    })
}

/// What a `.sync` Task gets.
pub(super) fn ended(kind: &Kind, job: Object) -> Value {
    Value::Object(match kind.service {
        "codebuild" => object().with("Build", job),
        "mediaconvert" => object().with("Job", job),
        "athena" => object().with("QueryExecution", job),
        _ => job,
    })
}

/// The response to a question about jobs.
pub(super) fn asked(kind: &Kind, jobs: Vec<Object>) -> Value {
    let mut jobs = jobs.into_iter();
    if !kind.many {
        let job = jobs.next().unwrap_or_default();
        return match kind.service {
            "glue" => Value::Object(object().with("JobRun", job)),
            _ => ended(kind, job),
        };
    }
    let jobs: Vec<Value> = jobs.map(Value::Object).collect();
    Value::Object(match kind.service {
        "ecs" => object().with("Failures", Vec::new()).with("Tasks", jobs),
        "batch" => object().with("Jobs", jobs),
        _ => object()
            .with("Builds", jobs)
            .with("BuildsNotFound", Vec::new()),
    })
}
