//! A listing of objects: their metadata as items, or all their contents one after the other.

use super::{Fault, File, Objects, Reader, Request, Rows};
use crate::time::Timestamp;
use crate::value::{Array, Object, Text, Value};

/// An object in a listing.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Its key.
    pub key: Text,
    /// Its ETag, quotes included.
    pub etag: Text,
    /// When it was written.
    pub modified: Timestamp,
    /// Bytes.
    pub size: usize,
}

impl Entry {
    fn item(&self) -> Value {
        let object = Object::default()
            .with("Etag", self.etag.clone())
            .with("Key", self.key.clone())
            .with("LastModified", self.modified.millis().div_euclid(1000))
            .with("Size", self.size)
            .with("StorageClass", "STANDARD");
        Value::Object(object)
    }
}

/// The metadata of the objects.
pub(super) fn open(request: &Request, objects: &dyn Objects) -> Result<Reader, Fault> {
    let entries = objects.list(&request.bucket, &request.prefix)?;
    let items: Array = entries.iter().map(Entry::item).collect();
    let source = Text::from(format!("s3://{}", request.bucket));
    Ok(Reader::holding(Rows::Values(items, 0), Some(source)))
}

/// `LOAD_AND_FLATTEN`: the objects themselves.
pub(super) fn files(request: &Request, objects: &dyn Objects) -> Result<Vec<File>, Fault> {
    let entries = objects.list(&request.bucket, &request.prefix)?;
    // What a folder's own key stands for holds nothing.
    let entries = entries.iter().filter(|entry| !entry.key.ends_with('/'));
    let files = entries.map(|entry| File::read(&request.bucket, &entry.key, objects));
    files.collect()
}
