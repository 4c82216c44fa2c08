//! Item readers: texts of stored objects, or a listing of them, as the items of a distributed Map.
//!
//! Owns the formats that `ReaderConfig` names. Imports values, texts and Java's quirks. Deliberately knows no store, no
//! state and no error name: it is given [`Objects`] to read from, gives items one after the other, and says in words why
//! it cannot. Texts are shared, and items are made when they are asked for: copying a reader in the middle of a file
//! of a million rows costs a few counts.
//!
//! Parquet and ORC are not read. Their files are no texts, which is all that a request or the page can hold of the
//! simulated S3. And the crate that is kept up, `parquet` 60 without its default features, comes to 203 KB of gzip as
//! wasm, optimised for size and without the decompressors that most such files need, where the first load has 25 KB
//! left; for ORC there is nothing smaller. A check says so where a definition names the format.

mod csv;
mod json;
mod listing;
mod manifest;
mod settings;

pub use listing::Entry;
pub use settings::{Format, Settings};

use crate::value::{Array, Object, Text, Value};
use std::rc::Rc;

/// Where objects are read from.
pub trait Objects {
    /// The text of an object.
    ///
    /// # Errors
    /// Why there is none.
    fn text(&self, bucket: &str, key: &str) -> Result<Text, Fault>;

    /// The objects whose keys begin with `prefix`, in order of their keys.
    ///
    /// # Errors
    /// When there is no such bucket.
    fn list(&self, bucket: &str, prefix: &str) -> Result<Vec<Entry>, Fault>;
}

/// Why items cannot be read.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Fault {
    /// The service would fail too: the cause of its `States.ItemReaderFailed`.
    Failed(String),
    /// The service could, but this version cannot; says what.
    Unsupported(String),
}

impl Fault {
    fn failed(cause: impl Into<String>) -> Fault {
        Fault::Failed(cause.into())
    }
}

/// What a reader reads: the call that `Resource` and `Parameters` or `Arguments` describe.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Request {
    /// Whether it is `s3:listObjectsV2`; otherwise `s3:getObject`.
    pub lists: bool,
    /// `Bucket`.
    pub bucket: Text,
    /// `Key`, of one object.
    pub key: Text,
    /// `Prefix`, of a listing.
    pub prefix: Text,
    /// `VersionId`.
    pub version: Option<Text>,
}

impl Request {
    /// From a `Resource` and its evaluated parameters.
    pub fn new(resource: &str, parameters: &Value) -> Request {
        let text = |name: &str| parameters.get(name).and_then(Value::as_str).map(Text::from);
        Request {
            lists: resource.ends_with(":listObjectsV2"),
            bucket: text("Bucket").unwrap_or_default(),
            key: text("Key").unwrap_or_default(),
            prefix: text("Prefix").unwrap_or_default(),
            version: text("VersionId"),
        }
    }
}

/// One item.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Item {
    /// `$$.Map.Item.Value`.
    pub value: Value,
    /// `$$.Map.Item.Key`, for members of an object.
    pub key: Option<Text>,
    /// `$$.Map.Item.Source`.
    pub source: Option<Text>,
}

impl Item {
    /// What an iteration gets where no ItemSelector makes something else of it: the value, or of an object's member
    /// the pair.
    pub fn input(&self) -> Value {
        match &self.key {
            None => self.value.clone(),
            Some(key) => {
                let pair = Object::default().with("Key", key.clone());
                Value::Object(pair.with("Value", self.value.clone()))
            }
        }
    }
}

/// Items that come one after the other. A copy goes on where this one stands.
#[derive(Clone, Debug)]
pub struct Reader {
    files: Rc<[File]>,
    settings: Rc<Settings>,
    /// The next file to open.
    next: usize,
    rows: Option<Rows>,
    source: Option<Text>,
    left: Option<u64>,
    taken: u64,
}

/// A text and where it comes from.
#[derive(Clone, Debug)]
struct File {
    source: Option<Text>,
    text: Text,
}

/// What is left of the file that is read.
#[derive(Clone, Debug)]
enum Rows {
    Values(Array, usize),
    Members(Rc<[(Text, Value)]>, usize),
    Csv(csv::Rows),
    Lines(json::Lines),
}

impl Reader {
    /// The items of a value that was there already: those of an array, or the members of an object. Anything else
    /// has none.
    pub fn of(value: &Value) -> Option<Reader> {
        let rows = match value {
            Value::Array(items) => Rows::Values(items.clone(), 0),
            Value::Object(members) => Rows::members(members),
            _ => return None,
        };
        // The service's word for items that no reader read.
        Some(Reader::holding(rows, Some(Text::from("STATE_DATA"))))
    }

    fn holding(rows: Rows, source: Option<Text>) -> Reader {
        Reader {
            files: Rc::new([]),
            settings: Rc::default(),
            next: 0,
            rows: Some(rows),
            source,
            left: None,
            taken: 0,
        }
    }

    /// Opens what `request` asks for.
    ///
    /// # Errors
    /// When it is not there, or is not what the settings say. What is wrong further on is told when it is reached.
    pub fn open(
        request: &Request,
        settings: Settings,
        objects: &dyn Objects,
    ) -> Result<Reader, Fault> {
        let parquet = settings.format == Format::Parquet;
        if parquet && request.version.is_some() {
            return Err(Fault::failed(
                "S3 Version ID selection is not currently supported for PARQUET files",
            ));
        }
        if parquet {
            let what = "An ItemReader with the InputType PARQUET is not supported here.";
            return Err(Fault::Unsupported(what.to_owned()));
        }
        let limit = settings.max_items;
        let mut reader = match settings.format {
            Format::Listing => listing::open(request, objects)?,
            Format::Inventory => manifest::inventory(request, objects)?,
            _ => {
                let files = if request.lists {
                    listing::files(request, objects)?
                } else if settings.athena {
                    manifest::athena(request, objects)?
                } else {
                    vec![File::read(&request.bucket, &request.key, objects)?]
                };
                Reader::over(files, settings)
            }
        };
        reader.left = limit;
        // A first file that cannot be read is found out at once.
        if reader.rows.is_none() {
            reader.open_next()?;
        }
        Ok(reader)
    }

    fn over(files: Vec<File>, settings: Settings) -> Reader {
        Reader {
            files: files.into(),
            settings: Rc::new(settings),
            next: 0,
            rows: None,
            source: None,
            left: None,
            taken: 0,
        }
    }

    /// No items.
    pub fn empty() -> Reader {
        Reader::holding(Rows::Values(Array::default(), 0), None)
    }

    /// How many items have been taken.
    pub fn taken(&self) -> u64 {
        self.taken
    }

    /// How many items are still to come.
    ///
    /// # Errors
    /// The first fault among them.
    pub fn count(&self) -> Result<u64, Fault> {
        let mut ahead = self.clone();
        if let (Some(Rows::Values(items, at)), true) = (&self.rows, self.files.is_empty()) {
            let rest = items.len().saturating_sub(*at) as u64;
            return Ok(self.left.map_or(rest, |left| left.min(rest)));
        }
        let mut count = 0;
        while ahead.pass()? {
            count += 1;
        }
        Ok(count)
    }

    /// The next item; `None` at the end.
    ///
    /// # Errors
    /// Where the text cannot be read on.
    pub fn take(&mut self) -> Result<Option<Item>, Fault> {
        self.advance(Rows::take)
    }

    /// Passes over an item without making it; false at the end.
    fn pass(&mut self) -> Result<bool, Fault> {
        Ok(self.advance(Rows::pass)?.is_some())
    }

    fn advance(
        &mut self,
        step: impl Fn(&mut Rows) -> Result<Option<Item>, Fault>,
    ) -> Result<Option<Item>, Fault> {
        if self.left == Some(0) {
            return Ok(None);
        }
        loop {
            let Some(rows) = &mut self.rows else {
                return Ok(None);
            };
            if let Some(mut item) = step(rows)? {
                item.source = self.source.clone();
                self.left = self.left.map(|left| left - 1);
                self.taken += 1;
                return Ok(Some(item));
            }
            self.open_next()?;
        }
    }

    fn open_next(&mut self) -> Result<(), Fault> {
        let Some(file) = self.files.get(self.next) else {
            self.rows = None;
            return Ok(());
        };
        self.next += 1;
        self.source = file.source.clone();
        self.rows = Some(Rows::open(&file.text, &self.settings)?);
        Ok(())
    }
}

impl Rows {
    fn open(text: &Text, settings: &Settings) -> Result<Rows, Fault> {
        Ok(match settings.format {
            Format::Csv => Rows::Csv(csv::Rows::open(text, settings)?),
            Format::Jsonl => Rows::Lines(json::Lines::new(text)),
            _ => json::rows(text, settings.pointer.as_deref())?,
        })
    }

    fn members(members: &Object) -> Rows {
        let members = members.iter();
        let members = members.map(|(key, value)| (key.clone(), value.clone()));
        Rows::Members(members.collect(), 0)
    }

    fn take(&mut self) -> Result<Option<Item>, Fault> {
        let value = match self {
            Rows::Csv(rows) => rows.take(),
            Rows::Lines(lines) => lines.take()?,
            Rows::Values(items, at) => {
                let item = items.get(*at).cloned();
                *at += 1;
                item
            }
            Rows::Members(members, at) => {
                let member = members.get(*at).cloned();
                *at += 1;
                return Ok(member.map(|(key, value)| Item {
                    value,
                    key: Some(key),
                    source: None,
                }));
            }
        };
        Ok(value.map(|value| Item {
            value,
            ..Item::default()
        }))
    }

    fn pass(&mut self) -> Result<Option<Item>, Fault> {
        match self {
            Rows::Csv(rows) => Ok(rows.pass().then(Item::default)),
            rows => rows.take(),
        }
    }
}

impl File {
    fn read(bucket: &str, key: &str, objects: &dyn Objects) -> Result<File, Fault> {
        Ok(File {
            text: objects.text(bucket, key)?,
            source: Some(Text::from(format!("s3://{bucket}/{key}"))),
        })
    }
}
