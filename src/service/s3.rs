//! S3 through `aws-sdk`: objects are read, written, listed, copied and deleted.

use super::call::Call;
use super::doubles::{self, Response, Said};
use super::fault::Fault;
use super::store::{ObjectStore, Stored};
use crate::text::write;
use crate::value::{Object, Value};

/// Keys in one list, as on AWS.
const MOST_KEYS: usize = 1_000;

/// The answer to a call; `None` where nothing is simulated: before there was any object, or for other actions.
pub(super) fn said(objects: &mut ObjectStore, call: &mut Call) -> Option<Said> {
    doubles::said(call, |call| answer(objects, call))
}

fn answer(objects: &mut ObjectStore, call: &mut Call) -> Response {
    if objects.is_empty() {
        return None;
    }
    Some(match call.action {
        "getObject" => get(objects, call, true),
        "headObject" => get(objects, call, false),
        "putObject" => put(objects, call),
        "copyObject" => copy(objects, call),
        "listObjectsV2" => list(objects, call),
        "deleteObject" => delete(objects, call),
        "deleteObjects" => delete_all(objects, call),
        _ => return None,
    })
}

fn no_bucket() -> Fault {
    Fault {
        code: "NoSuchBucket",
        status: 404,
        message: "The specified bucket does not exist".to_owned(),
    }
}

/// The object of this name, in AWS's words where it is not there.
fn find<'a>(objects: &'a ObjectStore, bucket: &str, key: &str) -> Result<&'a Stored, Fault> {
    if !objects.has_bucket(bucket) {
        return Err(no_bucket());
    }
    objects.object(bucket, key).ok_or_else(|| Fault {
        code: "NoSuchKey",
        status: 404,
        message: "The specified key does not exist.".to_owned(),
    })
}

/// Members as recorded on AWS.
fn get(objects: &ObjectStore, call: &Call, body: bool) -> Result<Object, Fault> {
    let stored = find(objects, &call.text("Bucket"), &call.text("Key"))?;
    let kind = stored.kind.as_deref().unwrap_or("binary/octet-stream");
    let told = Object::default()
        .with("AcceptRanges", "bytes")
        .with("ContentLength", stored.text.len())
        .with("ContentType", kind)
        .with("ETag", stored.tag())
        .with("LastModified", stored.modified.to_string())
        .with("Metadata", Object::default())
        .with("ServerSideEncryption", "AES256");
    Ok(match body {
        true => told.with("Body", stored.text.clone()),
        false => told,
    })
}

fn put(objects: &mut ObjectStore, call: &Call) -> Result<Object, Fault> {
    let text = match call.sent("Body") {
        Value::Null => "".into(),
        Value::Text(text) => text,
        other => write::compact(&other).into(),
    };
    let kind = call.input.get("ContentType").and_then(Value::as_str);
    let stored = Stored {
        text,
        kind: kind.map(Into::into),
        modified: call.now,
    };
    let written = Object::default()
        .with("ETag", stored.tag())
        .with("ServerSideEncryption", "AES256");
    objects.write(&call.text("Bucket"), &call.text("Key"), stored);
    Ok(written)
}

fn copy(objects: &mut ObjectStore, call: &Call) -> Result<Object, Fault> {
    let source = call.text("CopySource");
    let source = source.trim_start_matches('/');
    let (bucket, key) = source.split_once('/').unwrap_or((source, ""));
    let mut stored = find(objects, bucket, key)?.clone();
    stored.modified = call.now;
    let result = Object::default()
        .with("ETag", stored.tag())
        .with("LastModified", call.now.to_string());
    objects.write(&call.text("Bucket"), &call.text("Key"), stored);
    Ok(Object::default().with("CopyObjectResult", result))
}

fn list(objects: &ObjectStore, call: &Call) -> Result<Object, Fault> {
    let (bucket, prefix) = (call.text("Bucket"), call.text("Prefix"));
    if !objects.has_bucket(&bucket) {
        return Err(no_bucket());
    }
    let most = call.input.get("MaxKeys").and_then(Value::as_number);
    let most = most.and_then(|most| usize::try_from(most.as_i64()?).ok());
    let most = most.unwrap_or(MOST_KEYS).min(MOST_KEYS);
    let after = match call.text("ContinuationToken") {
        token if token.is_empty() => call.text("StartAfter"),
        token => token,
    };
    let from = if after > prefix { &after } else { &prefix };
    let mut keys = objects
        .from(&bucket, from)
        .skip_while(|(key, _)| *key == after.as_str())
        .take_while(|(key, _)| key.starts_with(prefix.as_str()))
        .peekable();
    let mut contents = Vec::new();
    let mut last = None;
    while contents.len() < most {
        let Some((key, stored)) = keys.next() else {
            break;
        };
        let entry = Object::default()
            .with("ETag", stored.tag())
            .with("Key", key.clone())
            .with("LastModified", stored.modified.to_string())
            .with("Size", stored.text.len())
            .with("StorageClass", "STANDARD");
        contents.push(Value::Object(entry));
        last = Some(key.clone());
    }
    let more = keys.peek().is_some();
    let listed = Object::default()
        .with("IsTruncated", more)
        .with("KeyCount", contents.len())
        .with("Contents", contents)
        .with("MaxKeys", most)
        .with("Name", bucket.as_str())
        .with("Prefix", prefix.as_str());
    Ok(match last.filter(|_| more) {
        Some(last) => listed.with("NextContinuationToken", last),
        None => listed,
    })
}

/// Deleting what is not there is no error.
fn delete(objects: &mut ObjectStore, call: &Call) -> Result<Object, Fault> {
    let bucket = call.text("Bucket");
    if !objects.has_bucket(&bucket) {
        return Err(no_bucket());
    }
    objects.remove(&bucket, &call.text("Key"));
    Ok(Object::default())
}

fn delete_all(objects: &mut ObjectStore, call: &Call) -> Result<Object, Fault> {
    let bucket = call.text("Bucket");
    if !objects.has_bucket(&bucket) {
        return Err(no_bucket());
    }
    let wanted = call.sent("Delete");
    let wanted = wanted.get("Objects").and_then(Value::as_array).cloned();
    let mut deleted = Vec::new();
    for object in wanted.iter().flat_map(|list| list.iter()) {
        if let Some(key) = object.get("Key").and_then(Value::as_str) {
            objects.remove(&bucket, key);
            deleted.push(Value::Object(Object::default().with("Key", key)));
        }
    }
    Ok(Object::default().with("Deleted", deleted))
}
