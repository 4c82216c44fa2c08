//! Errors of services, by the names and with the causes that AWS gives them.

use super::call::Call;
use crate::execution::ErrorDetails;

/// What a service refused a call with.
#[derive(Clone, Debug)]
pub(super) struct Fault {
    /// The error's code: `ResourceNotFoundException`.
    pub code: &'static str,
    /// Status of HTTP.
    pub status: u16,
    pub message: String,
}

/// A service as its errors name it.
struct Names {
    /// In `Resource`, without `aws-sdk:`.
    service: &'static str,
    /// Before the dot of an error, optimized and through `aws-sdk`.
    prefix: (&'static str, &'static str),
    /// In a cause, optimized.
    client: &'static str,
    /// Errors that the service's model has; all others get one name for the whole service.
    modelled: &'static [&'static str],
}

/// Recorded on AWS: `DynamoDB.ResourceNotFoundException` and `DynamoDb.ResourceNotFoundException`, `SNS.NotFoundException`,
/// `DynamoDB.AmazonDynamoDBException` and `DynamoDb.DynamoDbException` for what is not in the model.
const NAMES: &[Names] = &[
    Names {
        service: "dynamodb",
        prefix: ("DynamoDB", "DynamoDb"),
        client: "AmazonDynamoDBv2",
        modelled: &[
            "ResourceNotFoundException",
            "ConditionalCheckFailedException",
        ],
    },
    Names {
        service: "sqs",
        prefix: ("SQS", "Sqs"),
        client: "AmazonSQS",
        modelled: &["QueueDoesNotExist"],
    },
    Names {
        service: "sns",
        prefix: ("SNS", "Sns"),
        client: "AmazonSNS",
        modelled: &["NotFound"],
    },
    Names {
        service: "s3",
        prefix: ("S3", "S3"),
        client: "AmazonS3",
        modelled: &["NoSuchBucket", "NoSuchKey"],
    },
    Names {
        service: "states",
        prefix: ("StepFunctions", ""),
        client: "AWSStepFunctions",
        modelled: EXECUTIONS,
    },
    Names {
        service: "sfn",
        prefix: ("", "Sfn"),
        client: "",
        modelled: EXECUTIONS,
    },
    Names {
        service: "glue",
        prefix: ("Glue", "Glue"),
        client: "AWSGlue",
        modelled: &["EntityNotFoundException"],
    },
    Names {
        service: "athena",
        prefix: ("Athena", "Athena"),
        client: "AmazonAthena",
        modelled: &["InvalidRequestException"],
    },
    Names {
        service: "mediaconvert",
        prefix: ("MediaConvert", "MediaConvert"),
        client: "AWSMediaConvert",
        modelled: &["NotFoundException"],
    },
];

/// Those of starting executions.
const EXECUTIONS: &[&str] = &[
    "ExecutionAlreadyExists",
    "InvalidArn",
    "InvalidExecutionInput",
    "InvalidName",
    "StateMachineTypeNotSupported",
];

/// The error that a Task sees.
pub(super) fn details(call: &mut Call, fault: &Fault) -> ErrorDetails {
    let sdk = call.service.strip_prefix("aws-sdk:");
    let service = sdk.unwrap_or(call.service);
    let Some(names) = NAMES.iter().find(|names| names.service == service) else {
        return ErrorDetails {
            error: Some(fault.code.into()),
            cause: Some(fault.message.as_str().into()),
        };
    };
    let (code, status, message) = (fault.code, fault.status, &fault.message);
    let (prefix, whole) = match sdk {
        Some(_) => (names.prefix.1, format!("{}Exception", names.prefix.1)),
        None => (
            names.prefix.0,
            format!("{}Exception", names.client.trim_end_matches("v2")),
        ),
    };
    let name = match names.modelled.contains(&code) {
        true if code.ends_with("Exception") => code.to_owned(),
        true => format!("{code}Exception"),
        false => whole,
    };
    let request = call.uuid();
    let cause = match sdk {
        None => {
            let client = names.client;
            format!("{message} (Service: {client}; Status Code: {status}; Error Code: {code}; Request ID: {request}; Proxy: null)")
        }
        Some(_) => {
            let extended = match service {
                "s3" => format!(", Extended Request ID: {}", call.digits(32)),
                _ => String::new(),
            };
            format!("{message} (Service: {prefix}, Status Code: {status}, Request ID: {request}{extended}) (SDK Attempt Count: 1)")
        }
    };
    ErrorDetails {
        error: Some(format!("{prefix}.{name}").into()),
        cause: Some(cause.into()),
    }
}
