//! SQS queues, SNS topics and EventBridge buses: what was sent to them is kept to be looked at.

use super::{Response, Said};
use crate::execution::ErrorDetails;
use crate::service::call::{self, Call};
use crate::service::fault::Fault;
use crate::text::{read_value, write};
use crate::value::{Array, Object, Text, Value};
use std::collections::BTreeMap;

/// Messages by the name of the queue, topic or bus.
#[derive(Clone, Debug, Default)]
pub(super) struct Boxes(BTreeMap<Text, Array>);

impl Boxes {
    pub fn of(service: &str, contents: &Object) -> Result<Boxes, String> {
        let one = |(name, value): (&Text, &Value)| {
            let list = value.as_array().cloned();
            let list = list.ok_or_else(|| format!("`{name}` of `{service}` must be a list"))?;
            Ok((name.clone(), list))
        };
        let boxes: Result<BTreeMap<Text, Array>, String> = contents.iter().map(one).collect();
        Ok(Boxes(boxes?))
    }

    pub fn contents(&self) -> Object {
        let boxes = self.0.iter();
        boxes
            .map(|(name, list)| (name.clone(), Value::Array(list.clone())))
            .collect()
    }

    /// The box of this name, or the one whose name ends this URL or ARN.
    fn find(&mut self, name: &str) -> Option<&mut Array> {
        let short = name.rsplit(['/', ':']).next().unwrap_or(name);
        let key = [name, short]
            .into_iter()
            .find(|key| self.0.contains_key(*key))?;
        self.0.get_mut(key)
    }

    /// SQS.
    pub fn queue(&mut self, call: &mut Call) -> Response {
        let known = [
            "sendMessage",
            "receiveMessage",
            "deleteMessage",
            "purgeQueue",
        ];
        if self.0.is_empty() || !known.contains(&call.action) {
            return None;
        }
        let Some(queue) = self.find(&call.text("QueueUrl")) else {
            return Some(Err(Fault {
                code: "QueueDoesNotExist",
                status: 400,
                message: "The specified queue does not exist.".to_owned(),
            }));
        };
        Some(match call.action {
            "sendMessage" => send(call, queue),
            "receiveMessage" => Ok(receive(call, queue)),
            "deleteMessage" => {
                let handle = call.sent("ReceiptHandle");
                let other = |message: &Value| message.get("MessageId") != Some(&handle);
                let kept: Array = queue.iter().filter(|m| other(m)).cloned().collect();
                *queue = kept;
                Ok(Object::default())
            }
            _ => {
                *queue = Array::from(Vec::new());
                Ok(Object::default())
            }
        })
    }

    /// SNS.
    pub fn topic(&mut self, call: &mut Call) -> Response {
        if self.0.is_empty() || call.action != "publish" {
            return None;
        }
        let given = ["TopicArn", "TargetArn"].into_iter();
        let name = given
            .map(|name| call.text(name))
            .find(|name| !name.is_empty());
        // A message to a phone has no topic.
        let name = name?;
        let Some(topic) = self.find(&name) else {
            return Some(Err(Fault {
                code: "NotFound",
                status: 404,
                message: "Topic does not exist".to_owned(),
            }));
        };
        let id = call.uuid();
        let mut kept = Object::default().with("MessageId", id.clone());
        for name in ["Subject", "Message", "MessageAttributes", "MessageGroupId"] {
            if let Some(value) = call.input.get(name) {
                kept.set(name, value.clone());
            }
        }
        topic.make_mut().push(Value::Object(kept));
        Some(Ok(Object::default().with("MessageId", id)))
    }

    /// EventBridge. An event for a bus that is not here fails alone.
    pub fn bus(&mut self, call: &mut Call) -> Response {
        if self.0.is_empty() || call.action != "putEvents" {
            return None;
        }
        let entries = call.sent("Entries");
        let mut failed = 0;
        let mut results = Vec::new();
        for entry in entries.as_array().into_iter().flat_map(|list| list.iter()) {
            let bus = entry.get("EventBusName").and_then(Value::as_str);
            let result = match (self.find(bus.unwrap_or("default")), detail(entry)) {
                (Some(bus), true) => {
                    let id = call.uuid();
                    let entry = entry.as_object().cloned().unwrap_or_default();
                    bus.make_mut()
                        .push(Value::Object(entry.with("EventId", id.clone())));
                    Object::default().with("EventId", id)
                }
                (Some(_), false) => {
                    failed += 1;
                    failure("MalformedDetail", "Detail is malformed.")
                }
                (None, _) => {
                    failed += 1;
                    failure("NotAuthorizedForSource", "Event bus does not exist.")
                }
            };
            results.push(Value::Object(result));
        }
        let response = Object::default().with("Entries", results);
        Some(Ok(response.with("FailedEntryCount", failed)))
    }
}

/// Recorded on AWS: the optimized integration fails when an entry does, with the whole response as its cause.
pub(super) fn judged(call: &Call, said: Said) -> Said {
    match said {
        Said::Response(response)
            if call.service == "events"
                && response.get("FailedEntryCount") != Some(&Value::from(0)) =>
        {
            Said::Refused(ErrorDetails {
                error: Some("EventBridge.FailedEntry".into()),
                cause: Some(write::compact(&response).into()),
            })
        }
        said => said,
    }
}

/// Whether an event's `Detail` is an object, or the text of one.
fn detail(entry: &Value) -> bool {
    match entry.get("Detail") {
        Some(Value::Object(_)) => true,
        Some(Value::Text(text)) => matches!(read_value(text), Ok(Value::Object(_))),
        _ => false,
    }
}

fn failure(code: &str, message: &str) -> Object {
    let failure = Object::default().with("ErrorCode", code);
    failure.with("ErrorMessage", message)
}

fn send(call: &mut Call, queue: &mut Array) -> Result<Object, Fault> {
    let body = match call.sent("MessageBody") {
        Value::Null => {
            return Err(Fault {
                code: "MissingParameter",
                status: 400,
                message: "The request must contain the parameter MessageBody.".to_owned(),
            })
        }
        Value::Text(text) => text.to_string(),
        other => write::compact(&other),
    };
    let response = call::message_queue(call);
    let id = response.get("MessageId").cloned();
    let mut kept = Object::default().with("MessageId", id).with("Body", body);
    for name in ["MessageAttributes", "MessageGroupId", "DelaySeconds"] {
        if let Some(value) = call.input.get(name) {
            kept.set(name, value.clone());
        }
    }
    queue.make_mut().push(Value::Object(kept));
    Ok(response)
}

/// The oldest messages; they stay until they are deleted, by their id as receipt handle.
fn receive(call: &Call, queue: &Array) -> Object {
    let most = call
        .input
        .get("MaxNumberOfMessages")
        .and_then(Value::as_number);
    let most = most
        .and_then(|most| usize::try_from(most.as_i64()?).ok())
        .unwrap_or(1);
    let message = |kept: &Value| {
        let id = kept.get("MessageId").cloned();
        let told = Object::default()
            .with("Body", kept.get("Body").cloned())
            .with("MessageId", id.clone());
        Value::Object(told.with("ReceiptHandle", id))
    };
    let messages: Vec<Value> = queue.iter().take(most).map(message).collect();
    Object::default().with("Messages", messages)
}
