//! What the APIs of services return, and whether a mocked result could be such a return.
//!
//! The shapes themselves are data outside of this crate, one text per service (`www/public/shapes`, made and described
//! by `tools/shapes.py`): whoever wants a result checked brings the text that [`Operation::service`] names.

use crate::definition::{Pattern, Resource};
use crate::value::{Object, Value};

/// The API operation whose response a Task's result is.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Operation {
    /// The service as `aws-sdk:` resources name it.
    pub service: String,
    /// `StartExecution`.
    pub name: String,
    /// Members that the integration gives as JSON, whatever the API says.
    json: &'static [&'static str],
}

/// Optimized integrations with another name than their SDK's.
const NAMES: [(&str, &str); 5] = [
    ("states", "sfn"),
    ("events", "eventbridge"),
    ("elasticmapreduce", "emr"),
    ("emr-containers", "emrcontainers"),
    ("emr-serverless", "emrserverless"),
];

/// For jobs: service, the action that starts one (or the beginning of its name), the API that is asked how it goes.
const POLLED: [(&str, &str, &str); 22] = [
    ("athena", "startQueryExecution", "GetQueryExecution"),
    ("batch", "submitJob", "DescribeJobs"),
    (
        "bedrock",
        "createModelCustomizationJob",
        "GetModelCustomizationJob",
    ),
    ("codebuild", "startBuildBatch", "BatchGetBuildBatches"),
    ("codebuild", "startBuild", "BatchGetBuilds"),
    ("databrew", "startJobRun", "DescribeJobRun"),
    ("ecs", "runTask", "DescribeTasks"),
    ("eks", "createCluster", "DescribeCluster"),
    ("eks", "deleteCluster", "DescribeCluster"),
    ("eks", "createFargateProfile", "DescribeFargateProfile"),
    ("eks", "deleteFargateProfile", "DescribeFargateProfile"),
    ("eks", "createNodegroup", "DescribeNodegroup"),
    ("eks", "deleteNodegroup", "DescribeNodegroup"),
    ("elasticmapreduce", "addStep", "DescribeStep"),
    ("elasticmapreduce", "createCluster", "DescribeCluster"),
    ("elasticmapreduce", "terminateCluster", "DescribeCluster"),
    ("emr-containers", "startJobRun", "DescribeJobRun"),
    (
        "emr-containers",
        "deleteVirtualCluster",
        "DescribeVirtualCluster",
    ),
    ("glue", "startJobRun", "GetJobRun"),
    ("mediaconvert", "createJob", "GetJob"),
    ("states", "startExecution", "DescribeExecution"),
    ("emr-serverless", "startJobRun", "GetJobRun"),
];

/// The operation whose response the Task's result is; `None` where it is no response of an AWS API: functions by their
/// ARN, activities, callbacks, HTTP endpoints.
pub fn operation(resource: &Resource) -> Option<Operation> {
    let (service, action, pattern) = resource.integrated()?;
    let (action, suffix) = action.split_once('.').unwrap_or((action, ""));
    let sdk = service.strip_prefix("aws-sdk:");
    let named = sdk.unwrap_or(service);
    let own = NAMES
        .iter()
        .find(|(name, _)| *name == named && sdk.is_none());
    let service = match (own, named, action) {
        (_, "bedrock", "invokeModel") if sdk.is_none() => "bedrockruntime",
        (Some((_, own)), ..) => own,
        _ => named,
    };
    let name = match pattern {
        Pattern::RequestResponse => pascal(action),
        Pattern::RunJob => polled(named, action)?,
        Pattern::WaitForTaskToken => return None,
    };
    let json: &[&str] = match (named, suffix) {
        _ if sdk.is_some() => &[],
        ("lambda", _) => &["Payload"],
        ("bedrock", _) => &["Body"],
        ("states", "sync:2") => &["Input", "Output"],
        _ => &[],
    };
    let known = !matches!(named, "http" | "apigateway");
    (known || sdk.is_some()).then(|| Operation {
        service: service.to_owned(),
        name,
        json,
    })
}

/// The API that is asked how a job goes. Recorded for `states`: a mock of `.sync` is that API's response.
fn polled(service: &str, action: &str) -> Option<String> {
    let found = POLLED
        .iter()
        .find(|(s, a, _)| *s == service && *a == action);
    if let Some((_, _, name)) = found {
        return Some((*name).to_owned());
    }
    match service {
        "sagemaker" => Some(format!("Describe{}", action.strip_prefix("create")?)),
        "emr-serverless" if action.ends_with("Application") => Some("GetApplication".to_owned()),
        "emr-serverless" => Some("GetJobRun".to_owned()),
        _ => None,
    }
}

fn pascal(action: &str) -> String {
    let mut letters = action.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

/// A service's shapes, as `tools/shapes.py` writes them.
pub struct Shapes {
    operations: Value,
    list: Value,
}

/// How a result compares with what an API returns.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Checked {
    /// It could be a response of the API.
    Fits,
    /// It could not; says why in the service's words.
    Differs(String),
    /// The shapes do not know the API.
    Unknown,
}

impl Shapes {
    /// Reads a service's text; `None` when it is none.
    pub fn read(text: &str) -> Option<Shapes> {
        let file = crate::text::read_value(text).ok()?;
        Some(Shapes {
            operations: file.get("operations")?.clone(),
            list: file.get("shapes")?.clone(),
        })
    }

    /// Compares a result; `strict` also asks for all members that the API always returns.
    pub fn check(&self, operation: &Operation, result: &Value, strict: bool) -> Checked {
        let Some(shape) = self.operations.get(&operation.name) else {
            return Checked::Unknown;
        };
        let check = Check {
            shapes: self,
            strict,
            json: operation.json,
        };
        match check.value(shape, result, "") {
            Ok(()) => Checked::Fits,
            Err(why) => Checked::Differs(why),
        }
    }

    /// The shape of that number: its kind and what belongs to it.
    fn shape(&self, number: &Value) -> Option<&[Value]> {
        let number = number.as_number()?.as_i64()?;
        let shape = self.list.as_array()?.get(usize::try_from(number).ok()?)?;
        shape.as_array().map(|shape| &shape[..])
    }
}

struct Check<'a> {
    shapes: &'a Shapes,
    strict: bool,
    json: &'static [&'static str],
}

/// Why a value does not fit.
type Fault = Result<(), String>;

impl Check<'_> {
    /// Every step goes one level down in the result, whose depth the reader bounds.
    fn value(&self, shape: &Value, value: &Value, field: &str) -> Fault {
        let Some([kind, limits @ ..]) = self.shapes.shape(shape) else {
            return Ok(());
        };
        let first = limits.first().unwrap_or(&Value::Null);
        match kind.as_str().unwrap_or_default() {
            "o" => {
                let object = value.as_object();
                self.members(first, limits.get(1), of_type(object, field, "an object")?)
            }
            "l" => {
                let items = of_type(value.as_array(), field, "an array")?;
                items
                    .iter()
                    .try_for_each(|item| self.value(first, item, field))
            }
            "m" => {
                let members = of_type(value.as_object(), field, "an object")?;
                let mut members = members.iter();
                members.try_for_each(|(_, member)| self.value(first, member, field))
            }
            "s" => {
                let text = of_type(value.as_str(), field, "a string")?;
                length(text, limits, field)?;
                allowed(text, limits.get(2), field)
            }
            "b" => length(of_type(value.as_str(), field, "a string")?, limits, field),
            "t" => of_type(value.as_str(), field, "a string").map(|_| ()),
            "n" => {
                let number = of_type(value.as_number(), field, "a number")?;
                within(number.as_f64(), limits, field)
            }
            "f" => of_type(value.as_bool(), field, "a boolean").map(|_| ()),
            _ => Ok(()),
        }
    }

    /// Members of the API in the result's order; others are taken, and names count with their case.
    fn members(&self, shapes: &Value, required: Option<&Value>, object: &Object) -> Fault {
        let required = required.and_then(Value::as_array).filter(|_| self.strict);
        for name in required.into_iter().flat_map(|names| names.iter()) {
            let name = name.as_str().unwrap_or_default();
            if !object.contains_key(name) {
                return Err(format!("Required field '{name}' is missing"));
            }
        }
        for (name, value) in object.iter() {
            if self.json.contains(&name.as_str()) {
                continue;
            }
            if let Some(shape) = shapes.get(name) {
                self.value(shape, value, name)?;
            }
        }
        Ok(())
    }
}

fn of_type<T>(found: Option<T>, field: &str, kind: &str) -> Result<T, String> {
    found.ok_or_else(|| match field {
        "" => format!("The result must be {kind}"),
        field => format!("Field '{field}' must be {kind}"),
    })
}

/// The limit at that place, where there is one.
fn limit(limits: &[Value], at: usize) -> Option<f64> {
    Some(limits.get(at)?.as_number()?.as_f64())
}

fn within(number: f64, limits: &[Value], field: &str) -> Fault {
    if limit(limits, 0).is_some_and(|least| number < least) {
        return Err(format!("Field '{field}' is less than the minimum value"));
    }
    if limit(limits, 1).is_some_and(|most| number > most) {
        return Err(format!("Field '{field}' exceeds the maximum value"));
    }
    Ok(())
}

fn length(text: &str, limits: &[Value], field: &str) -> Fault {
    let length = text.chars().count() as f64;
    if limit(limits, 0).is_some_and(|least| length < least) {
        return Err(format!(
            "Field '{field}' is smaller than the minimum length"
        ));
    }
    if limit(limits, 1).is_some_and(|most| length > most) {
        return Err(format!("Field '{field}' exceeds the maximum length"));
    }
    Ok(())
}

fn allowed(text: &str, words: Option<&Value>, field: &str) -> Fault {
    let words = words.and_then(Value::as_array);
    let known = words.is_none_or(|words| words.iter().any(|word| word.as_str() == Some(text)));
    match known {
        true => Ok(()),
        false => Err(format!("Field '{field}' is not an expected value")),
    }
}
