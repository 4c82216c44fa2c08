//! The simulated S3: objects by bucket and key. Item readers read from it, result writers and calls write to it.

use crate::digest;
use crate::reader::{Entry, Fault, Objects};
use crate::text::read_value;
use crate::time::Timestamp;
use crate::value::{Object, Text, Value};
use std::collections::BTreeMap;
use std::rc::Rc;

/// Objects, shared: copying a store counts a reference, and the first change after that copies the list of objects but
/// never their texts. A bucket is there as long as it holds something; writing to it is what makes it.
#[derive(Clone, Debug, Default)]
pub struct ObjectStore(Rc<BTreeMap<(Text, Text), Stored>>);

/// One object.
#[derive(Clone, Debug)]
struct Stored {
    text: Text,
    modified: Timestamp,
}

impl ObjectStore {
    /// The objects of `{"bucket/key": text}`, written at `modified`.
    ///
    /// # Errors
    /// Which member is not so.
    pub fn from_files(files: &Object, modified: Timestamp) -> Result<ObjectStore, String> {
        let mut store = ObjectStore::default();
        for (name, text) in files.iter() {
            let (Some((bucket, key)), Value::Text(text)) = (name.split_once('/'), text) else {
                return Err(format!(
                    "the file `{name}` must be a text named \"bucket/key\""
                ));
            };
            store.put(bucket, key, text.clone(), modified);
        }
        Ok(store)
    }

    /// The same out of JSON text.
    ///
    /// # Errors
    /// Why the text is not such an object.
    pub fn read(text: &str, modified: Timestamp) -> Result<ObjectStore, String> {
        match read_value(text) {
            Ok(Value::Object(files)) => ObjectStore::from_files(&files, modified),
            Ok(_) => Err("files must be a JSON object".to_owned()),
            Err(failure) => Err(failure.message),
        }
    }

    /// Writes an object, in the place of one that is there.
    pub fn put(&mut self, bucket: &str, key: &str, text: Text, modified: Timestamp) {
        let place = (Text::from(bucket), Text::from(key));
        Rc::make_mut(&mut self.0).insert(place, Stored { text, modified });
    }

    /// The text of an object.
    pub fn get(&self, bucket: &str, key: &str) -> Option<&Text> {
        let place = (Text::from(bucket), Text::from(key));
        self.0.get(&place).map(|stored| &stored.text)
    }

    /// All objects as `{"bucket/key": text}`.
    pub fn files(&self) -> Object {
        let objects = self.0.iter();
        let files = objects.map(|((bucket, key), stored)| {
            let name = Text::from(format!("{bucket}/{key}"));
            (name, Value::Text(stored.text.clone()))
        });
        files.collect()
    }

    /// What was written since `earlier`.
    pub fn written_since(&self, earlier: &ObjectStore) -> Object {
        let same = |name: &Text, value: &Value| {
            let known = name.split_once('/');
            known.and_then(|(bucket, key)| earlier.get(bucket, key)) == text_of(value)
        };
        let files = self.files();
        let new = files.iter().filter(|(name, value)| !same(name, value));
        new.map(|(name, value)| (name.clone(), value.clone()))
            .collect()
    }

    fn has_bucket(&self, bucket: &str) -> bool {
        let first = (Text::from(bucket), Text::default());
        let next = self.0.range(first..).next();
        next.is_some_and(|((found, _), _)| found == bucket)
    }
}

fn text_of(value: &Value) -> Option<&Text> {
    match value {
        Value::Text(text) => Some(text),
        _ => None,
    }
}

impl Objects for ObjectStore {
    fn text(&self, bucket: &str, key: &str) -> Result<Text, Fault> {
        let missing = match self.has_bucket(bucket) {
            true => "The specified key does not exist.",
            false => "The specified bucket does not exist",
        };
        let text = self.get(bucket, key).cloned();
        text.ok_or_else(|| Fault::Failed(missing.to_owned()))
    }

    fn list(&self, bucket: &str, prefix: &str) -> Result<Vec<Entry>, Fault> {
        if !self.has_bucket(bucket) {
            return Err(Fault::Failed(
                "The specified bucket does not exist".to_owned(),
            ));
        }
        let first = (Text::from(bucket), Text::from(prefix));
        let objects = self.0.range(first..);
        let listed = objects
            .take_while(|((found, key), _)| found == bucket && key.starts_with(prefix))
            .map(|((_, key), stored)| Entry {
                key: key.clone(),
                etag: etag(&stored.text),
                modified: stored.modified,
                size: stored.text.len(),
            });
        Ok(listed.collect())
    }
}

/// The MD5 of a text in quotes, as S3 tags an object that was written in one piece.
fn etag(text: &str) -> Text {
    let hash = digest::hash("MD5", text.as_bytes()).unwrap_or_default();
    Text::from(format!("\"{hash}\""))
}
