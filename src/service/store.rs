//! The simulated S3: objects by bucket and key. Item readers read from it, result writers and calls write to it.

use crate::digest;
use crate::reader::{Entry, Fault, Objects};
use crate::text::read_value;
use crate::time::Timestamp;
use crate::value::{Object, Text, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// Objects, shared: copying a store counts references, and the first change after that copies the list of objects but
/// never their texts. Writing to a bucket is what makes it; it stays when it is emptied.
#[derive(Clone, Debug, Default)]
pub struct ObjectStore {
    objects: Rc<BTreeMap<(Text, Text), Stored>>,
    buckets: Rc<BTreeSet<Text>>,
}

/// One object.
#[derive(Clone, Debug)]
pub(super) struct Stored {
    pub text: Text,
    /// Content type, if its writer gave one.
    pub kind: Option<Text>,
    /// When it was written.
    pub modified: Timestamp,
}

impl Stored {
    /// MD5 in quotes, as S3 tags what was written in one piece.
    pub fn tag(&self) -> String {
        let hash = digest::hash("MD5", self.text.as_bytes());
        format!("\"{}\"", hash.unwrap_or_default())
    }
}

impl ObjectStore {
    /// The objects of `{"bucket/key": text}`, written at `modified`.
    ///
    /// # Errors
    /// Which member is not so.
    pub fn from_files(files: &Object, modified: Timestamp) -> Result<ObjectStore, String> {
        let mut store = ObjectStore::default();
        store.fill(files, modified)?;
        Ok(store)
    }

    /// Adds the objects of `{"bucket/key": text}`, written at `modified`.
    ///
    /// # Errors
    /// Which member is not so.
    pub fn fill(&mut self, files: &Object, modified: Timestamp) -> Result<(), String> {
        for (name, text) in files.iter() {
            let (Some((bucket, key)), Value::Text(text)) = (name.split_once('/'), text) else {
                return Err(format!(
                    "the file `{name}` must be a text named \"bucket/key\""
                ));
            };
            self.put(bucket, key, text.clone(), modified);
        }
        Ok(())
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
        let stored = Stored {
            text,
            kind: None,
            modified,
        };
        self.write(bucket, key, stored);
    }

    /// Writes an object, and makes its bucket.
    pub(super) fn write(&mut self, bucket: &str, key: &str, stored: Stored) {
        if !self.has_bucket(bucket) {
            Rc::make_mut(&mut self.buckets).insert(bucket.into());
        }
        Rc::make_mut(&mut self.objects).insert((bucket.into(), key.into()), stored);
    }

    /// Takes an object away, if it is there.
    pub(super) fn remove(&mut self, bucket: &str, key: &str) {
        let place = (bucket.into(), key.into());
        if self.objects.contains_key(&place) {
            Rc::make_mut(&mut self.objects).remove(&place);
        }
    }

    pub(super) fn object(&self, bucket: &str, key: &str) -> Option<&Stored> {
        self.objects.get(&(bucket.into(), key.into()))
    }

    /// Keys of a bucket from a text on, in order.
    pub(super) fn from<'a>(
        &'a self,
        bucket: &'a str,
        text: &str,
    ) -> impl Iterator<Item = (&'a Text, &'a Stored)> {
        let from = (Text::from(bucket), Text::from(text));
        let own = self.objects.range(from..);
        let own = own.take_while(move |((found, _), _)| found == bucket);
        own.map(|((_, key), stored)| (key, stored))
    }

    /// Whether there is not even an empty bucket.
    pub(super) fn is_empty(&self) -> bool {
        self.buckets.is_empty()
    }

    /// The text of an object.
    pub fn get(&self, bucket: &str, key: &str) -> Option<&Text> {
        self.object(bucket, key).map(|stored| &stored.text)
    }

    /// All objects as `{"bucket/key": text}`.
    pub fn files(&self) -> Object {
        let objects = self.objects.iter();
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

    pub(super) fn has_bucket(&self, bucket: &str) -> bool {
        self.buckets.contains(bucket)
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
        let listed = self
            .from(bucket, prefix)
            .take_while(|(key, _)| key.starts_with(prefix))
            .map(|(key, stored)| Entry {
                key: key.clone(),
                etag: stored.tag().into(),
                modified: stored.modified,
                size: stored.text.len(),
            });
        Ok(listed.collect())
    }
}
