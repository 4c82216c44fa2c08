//! Resource ARNs: which family of events a Task writes and how it waits.

use crate::value::Text;

/// How a Task waits for its service.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Pattern {
    /// Goes on with the response of the call.
    RequestResponse,
    /// `.sync`, `.sync:2`: goes on when the job has ended.
    RunJob,
    /// `.waitForTaskToken`: goes on when the token is answered.
    WaitForTaskToken,
}

/// A Task's `Resource`.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Resource {
    /// A Lambda function's ARN: the LambdaFunction* events.
    Lambda,
    /// An activity's ARN: the Activity* events.
    Activity,
    /// `arn:aws:states:::service:action`: the Task* events.
    Service {
        /// `resourceType` of the events: `sqs`, `aws-sdk:dynamodb`.
        service: Text,
        /// `resource` of the events, suffix included: `sendMessage.waitForTaskToken`.
        action: Text,
        /// How the Task waits.
        pattern: Pattern,
    },
    /// Not an ARN that the service knows, for example an unfilled `${…}`; runs like a Lambda function.
    Unknown,
}
