//! Resource ARNs: which family of events a Task writes and how it waits.

use super::{integrations, parameters};
use crate::value::Text;
use std::borrow::Cow;

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

/// Stands for an unfilled `${…}` while an ARN is taken apart; no ARN contains it.
const UNFILLED: char = '\u{0}';

impl Resource {
    /// Reads a `Resource`. Region, account and partition may be anything, so that ARNs with placeholders
    /// (`REGION:ACCOUNT_ID`, `${AWS::Region}`) are what they will be when filled.
    pub fn parse(arn: &str) -> Resource {
        let arn = without_substitutions(arn);
        let parts: Vec<&str> = arn.splitn(6, ':').collect();
        let [scheme, _, service, _, _, rest] = parts[..] else {
            return Resource::Unknown;
        };
        match (scheme, service) {
            ("arn", "lambda") if rest.starts_with("function:") => Resource::Lambda,
            ("arn", "states") if rest.starts_with("activity:") => Resource::Activity,
            ("arn", "states") => Resource::integration(rest).unwrap_or(Resource::Unknown),
            _ => Resource::Unknown,
        }
    }

    /// `sqs:sendMessage.waitForTaskToken`, `aws-sdk:dynamodb:query`.
    fn integration(rest: &str) -> Option<Resource> {
        let sdk = rest.strip_prefix("aws-sdk:");
        let (name, action) = sdk.unwrap_or(rest).split_once(':')?;
        if name.is_empty() || action.is_empty() || rest.contains(UNFILLED) {
            return None;
        }
        let service = if sdk.is_some() {
            format!("aws-sdk:{name}").into()
        } else {
            name.into()
        };
        let (_, pattern) = split_pattern(action);
        Some(Resource::Service {
            service,
            action: action.into(),
            pattern,
        })
    }

    /// Service, action with its suffix, and how it waits; `None` of a function or an activity.
    pub fn integrated(&self) -> Option<(&Text, &Text, Pattern)> {
        match self {
            Resource::Service {
                service,
                action,
                pattern,
            } => Some((service, action, *pattern)),
            _ => None,
        }
    }

    /// The parameters that a call needs: all of the first list and one of the second, which may be empty. `None`
    /// where they are not known: functions, activities, `aws-sdk`.
    pub fn needs(&self) -> Option<(&'static [&'static str], &'static [&'static str])> {
        let (service, action, _) = self.integrated()?;
        let api = action.split('.').next().unwrap_or_default();
        let needed = parameters::needed(service, api)?;
        Some((needed.all, needed.one_of))
    }

    /// Whether the service knows it: a function, an activity, an optimized integration with a suffix it has, or any
    /// API through `aws-sdk`.
    pub fn is_recognized(&self) -> bool {
        match self {
            Resource::Lambda | Resource::Activity => true,
            Resource::Unknown => false,
            Resource::Service {
                service, action, ..
            } => {
                let (api, suffix) = action.split_at(action.find('.').unwrap_or(action.len()));
                match service.strip_prefix("aws-sdk:") {
                    Some(service) => {
                        matches!(suffix, "" | ".waitForTaskToken")
                            && integrations::is_sdk_service(service)
                            && api.chars().all(|c| c.is_ascii_alphanumeric())
                    }
                    None => integrations::is_known(service, api, suffix),
                }
            }
        }
    }
}

/// `runTask.sync:2` into `runTask` and how it waits.
fn split_pattern(action: &str) -> (&str, Pattern) {
    let suffixes = [
        (".sync:2", Pattern::RunJob),
        (".sync", Pattern::RunJob),
        (".waitForTaskToken", Pattern::WaitForTaskToken),
    ];
    let found = suffixes
        .iter()
        .find_map(|(suffix, p)| Some((action.strip_suffix(suffix)?, *p)));
    found.unwrap_or((action, Pattern::RequestResponse))
}

/// Puts one character in place of every `${…}`, whose name may hold colons.
fn without_substitutions(arn: &str) -> Cow<'_, str> {
    if !arn.contains("${") {
        return Cow::Borrowed(arn);
    }
    let mut out = String::with_capacity(arn.len());
    let mut rest = arn;
    while let Some((before, after)) = rest.split_once("${") {
        out.push_str(before);
        out.push(UNFILLED);
        rest = after.split_once('}').map_or("", |(_, rest)| rest);
    }
    out.push_str(rest);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn service(arn: &str) -> (String, String, Pattern) {
        match Resource::parse(arn) {
            Resource::Service {
                service,
                action,
                pattern,
            } => (service.to_string(), action.to_string(), pattern),
            other => panic!("{arn} is {other:?}"),
        }
    }

    #[test]
    fn integrations_are_split_as_the_history_prints_them() {
        let cases = [
            (
                "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
                "sqs",
                "sendMessage.waitForTaskToken",
                Pattern::WaitForTaskToken,
            ),
            (
                "arn:aws:states:::aws-sdk:dynamodb:query",
                "aws-sdk:dynamodb",
                "query",
                Pattern::RequestResponse,
            ),
            (
                "arn:aws-cn:states:::states:startExecution.sync:2",
                "states",
                "startExecution.sync:2",
                Pattern::RunJob,
            ),
            (
                "arn:${AWS::Partition}:states:::ecs:runTask.sync",
                "ecs",
                "runTask.sync",
                Pattern::RunJob,
            ),
        ];
        for (arn, name, action, pattern) in cases {
            assert_eq!(service(arn), (name.to_owned(), action.to_owned(), pattern));
            assert!(Resource::parse(arn).is_recognized(), "{arn}");
        }
    }

    #[test]
    fn placeholders_do_not_hide_the_family() {
        let lambda = [
            "arn:aws:lambda:us-east-1:123456789012:function:Hello:$LATEST",
            "arn:aws:lambda:REGION:ACCOUNT_ID:function:FUNCTION_NAME",
            "arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:${Name}",
        ];
        assert!(lambda
            .iter()
            .all(|arn| Resource::parse(arn) == Resource::Lambda));
        assert_eq!(
            Resource::parse("arn:aws:states:us-east-1:1:activity:A"),
            Resource::Activity
        );
        assert_eq!(Resource::parse("${LambdaArn}"), Resource::Unknown);
        assert_eq!(
            Resource::parse("arn:aws:states:::${Service}:go"),
            Resource::Unknown
        );
    }

    #[test]
    fn what_the_service_does_not_offer_is_not_recognized() {
        for rest in [
            "dynamodb:query",
            "dynamodb:getItem.sync",
            "aws-sdk:ecs:runTask.sync",
            "aws-sdk:dynamodb:get-item",
            "aws-sdk:DynamoDB:query",
            "events:putEvents.sync",
            "states:startExecution.sync:3",
            "s3:getObject",
        ] {
            assert!(
                !Resource::parse(&format!("arn:aws:states:::{rest}")).is_recognized(),
                "{rest}"
            );
        }
    }
}
