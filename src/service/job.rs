//! Templates: what a job that has ended well looks like, as a `.sync` Task gives it.

use super::call::{self, Call};
use super::platform;
use crate::text::write;
use crate::value::{Object, Value};

/// The description of the ended job.
pub(super) fn ended(call: &mut Call) -> Value {
    let made = match call.service {
        "states" => child(call),
        "ecs" => call::container_task(call, "STOPPED")
            .with("StopCode", "EssentialContainerExited")
            .with("StoppedReason", "Essential container in task exited"),
        "batch" => call::submit_job(call)
            .with("JobDefinition", call.sent("JobDefinition"))
            .with("JobQueue", call.sent("JobQueue"))
            .with("Status", "SUCCEEDED"),
        "glue" => run(call, "Id", "JobRunState"),
        "databrew" => run(call, "RunId", "State"),
        "athena" => Object::default().with("QueryExecution", query(call)),
        "codebuild" => platform::code_build(call, "SUCCEEDED"),
        "mediaconvert" => Object::default().with("Job", call::conversion(call, "COMPLETE")),
        "elasticmapreduce" => cluster(call),
        "eks" if call.action.starts_with("create") => platform::kubernetes(call, "ACTIVE"),
        "eks" => return call::response(call),
        "sagemaker" => platform::trained(call),
        "emr-serverless" => return application(call),
        _ => return called(call, "SUCCEEDED"),
    };
    Value::Object(made)
}

/// Where the service's description of a job is not in the table: the response of the call with a status.
fn called(call: &mut Call, status: &str) -> Value {
    match call::response(call) {
        Value::Object(object) => Value::Object(object.with("Status", status)),
        other => other,
    }
}

/// A child execution: its output is its input, as text with `.sync` and as a value with `.sync:2`.
fn child(call: &mut Call) -> Object {
    let (name, arn) = call::execution(call);
    let input = match call.sent("Input") {
        Value::Null => Value::object(),
        input => input,
    };
    let shown = match call.suffix {
        "sync:2" => input,
        _ => Value::from(write::compact(&input)),
    };
    let included = Object::default().with("Included", true);
    Object::default()
        .with("ExecutionArn", arn)
        .with("Input", shown.clone())
        .with("InputDetails", included.clone())
        .with("Name", name)
        .with("Output", shown)
        .with("OutputDetails", included)
        .with("StartDate", call.now.0)
        .with("StateMachineArn", call.sent("StateMachineArn"))
        .with("Status", "SUCCEEDED")
        .with("StopDate", call.now.0)
}

/// A run of Glue or DataBrew, which name its members differently.
pub(super) fn run(call: &mut Call, id: &str, state: &str) -> Object {
    let name = match call.sent("JobName") {
        Value::Null => call.sent("Name"),
        name => name,
    };
    let run = match call.service {
        "glue" => format!("jr_{}", call.digits(64)),
        _ => call.digits(32),
    };
    Object::default()
        .with("Attempt", 0)
        .with(id, run)
        .with("JobName", name)
        .with("StartedOn", call.now.0)
        .with(state, "SUCCEEDED")
}

/// A query of Athena.
pub(super) fn query(call: &mut Call) -> Object {
    let id = match call.text("QueryExecutionId") {
        id if id.is_empty() => call.uuid(),
        id => id,
    };
    let query = match call.sent("QueryString") {
        Value::Null => Object::default(),
        sent => Object::default().with("Query", sent),
    };
    query
        .with("QueryExecutionId", id)
        .with("Status", Object::default().with("State", "SUCCEEDED"))
}

/// EMR Serverless describes a run of a job, and an application by its state.
fn application(call: &mut Call) -> Value {
    let made = call::response(call);
    let described = made.as_object().cloned().unwrap_or_default();
    Value::Object(match call.action {
        "startJobRun" => Object::default().with("JobRun", described.with("State", "SUCCESS")),
        "cancelJobRun" => described,
        _ => {
            let state = match call.action {
                "startApplication" => "STARTED",
                "stopApplication" => "STOPPED",
                "deleteApplication" => "TERMINATED",
                _ => "CREATED",
            };
            Object::default().with("Application", described.with("State", state))
        }
    })
}

fn cluster(call: &mut Call) -> Object {
    let id = call.digits(13).to_uppercase();
    match call.action {
        "addStep" => {
            let status = Object::default().with("State", "COMPLETED");
            let step = Object::default().with("Id", format!("s-{id}"));
            Object::default().with("Step", step.with("Status", status))
        }
        _ => {
            let status = Object::default().with("State", "WAITING");
            let cluster = Object::default().with("Id", format!("j-{id}"));
            Object::default().with("Cluster", cluster.with("Status", status))
        }
    }
}
