//! Stored objects by bucket and key.

use crate::digest;
use crate::time::Timestamp;
use crate::value::{Object, Text, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// Objects, shared: a copy counts references, and the first change after it copies the list but never a text.
#[derive(Clone, Debug, Default)]
pub(super) struct Objects {
    objects: Rc<BTreeMap<(Text, Text), Stored>>,
    /// Buckets stay when they are emptied.
    buckets: Rc<BTreeSet<Text>>,
}

/// One object.
#[derive(Clone, Debug)]
pub(super) struct Stored {
    pub text: Text,
    /// Content type, if its writer gave one.
    pub kind: Option<Text>,
    /// When it was written; `None` for what was there before.
    pub modified: Option<Timestamp>,
}

impl Stored {
    /// MD5 in quotes, as S3 tags what was written in one piece.
    pub fn tag(&self) -> String {
        let hash = digest::hash("MD5", self.text.as_bytes());
        format!("\"{}\"", hash.unwrap_or_default())
    }
}

impl Objects {
    /// Those of `{"bucket/key": text}`.
    pub fn of(contents: &Object) -> Result<Objects, String> {
        let mut objects = Objects::default();
        for (name, text) in contents.iter() {
            let (Some((bucket, key)), Value::Text(text)) = (name.split_once('/'), text) else {
                return Err(format!(
                    "the object `{name}` must be a text named \"bucket/key\""
                ));
            };
            let stored = Stored {
                text: text.clone(),
                kind: None,
                modified: None,
            };
            objects.put(bucket, key, stored);
        }
        Ok(objects)
    }

    pub fn contents(&self) -> Object {
        let named = |((bucket, key), stored): (&(Text, Text), &Stored)| {
            let name = Text::from(format!("{bucket}/{key}"));
            (name, Value::Text(stored.text.clone()))
        };
        self.objects.iter().map(named).collect()
    }

    pub fn is_empty(&self) -> bool {
        self.buckets.is_empty()
    }

    pub fn has_bucket(&self, bucket: &str) -> bool {
        self.buckets.contains(bucket)
    }

    pub fn get(&self, bucket: &str, key: &str) -> Option<&Stored> {
        self.objects.get(&(bucket.into(), key.into()))
    }

    /// Writes an object, and makes its bucket.
    pub fn put(&mut self, bucket: &str, key: &str, stored: Stored) {
        if !self.has_bucket(bucket) {
            Rc::make_mut(&mut self.buckets).insert(bucket.into());
        }
        Rc::make_mut(&mut self.objects).insert((bucket.into(), key.into()), stored);
    }

    pub fn remove(&mut self, bucket: &str, key: &str) {
        let place = (bucket.into(), key.into());
        if self.objects.contains_key(&place) {
            Rc::make_mut(&mut self.objects).remove(&place);
        }
    }

    /// Keys of a bucket after a text, in order.
    pub fn after<'a>(
        &'a self,
        bucket: &'a str,
        text: &str,
    ) -> impl Iterator<Item = (&'a Text, &'a Stored)> {
        let from = (Text::from(bucket), Text::from(text));
        let own = self.objects.range(from..);
        let own = own.take_while(move |((found, _), _)| found == bucket);
        own.map(|((_, key), stored)| (key, stored))
    }
}
