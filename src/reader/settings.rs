//! `ReaderConfig`.

use super::Fault;
use crate::value::{Text, Value};

/// The largest `MaxItems`; with a larger one all items are read.
const MOST_ITEMS: f64 = 100_000_000.0;

/// What the texts are.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Format {
    /// One JSON text: an array, or with `ItemsPointer` also an object.
    #[default]
    Json,
    /// JSON Lines.
    Jsonl,
    /// Comma-separated values.
    Csv,
    /// Not read here.
    Parquet,
    /// No text at all: the metadata of the listed objects.
    Listing,
    /// The files that an S3 inventory's manifest names.
    Inventory,
}

/// `ReaderConfig`, read.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Settings {
    /// `InputType`, with `Transformation` and `ManifestType`.
    pub format: Format,
    /// `ManifestType` is `ATHENA_DATA`: the object names the files.
    pub athena: bool,
    /// `CSVDelimiter`.
    pub delimiter: u8,
    /// `CSVHeaders`, when `CSVHeaderLocation` is `GIVEN`.
    pub headers: Option<Vec<Text>>,
    /// `ItemsPointer`.
    pub pointer: Option<Text>,
    /// `MaxItems`; `None` for all items.
    pub max_items: Option<u64>,
}

impl Settings {
    /// Reads `ReaderConfig`, whose `MaxItems` has been evaluated.
    ///
    /// # Errors
    /// When `MaxItems` is negative. 0 and more than 100,000,000 mean all items.
    pub fn new(lists: bool, config: &Value, max_items: Option<f64>) -> Result<Settings, Fault> {
        let word = |name: &str| config.get(name).and_then(Value::as_str).unwrap_or("");
        let max_items = match max_items {
            Some(number) if number < 0.0 => {
                return Err(Fault::failed("field MaxItems must be positive"));
            }
            Some(number) if (1.0..=MOST_ITEMS).contains(&number) => Some(number as u64),
            _ => None,
        };
        let headers = config.get("CSVHeaders").and_then(Value::as_array);
        let headers = headers.filter(|_| word("CSVHeaderLocation") == "GIVEN");
        Ok(Settings {
            format: format(lists, &word),
            athena: word("ManifestType") == "ATHENA_DATA",
            delimiter: match word("CSVDelimiter") {
                "PIPE" => b'|',
                "SEMICOLON" => b';',
                "SPACE" => b' ',
                "TAB" => b'\t',
                _ => b',',
            },
            headers: headers.map(|list| {
                let texts = list.iter().filter_map(Value::as_str);
                texts.map(Text::from).collect()
            }),
            pointer: config
                .get("ItemsPointer")
                .and_then(Value::as_str)
                .map(Text::from),
            max_items,
        })
    }
}

fn format<'w>(lists: bool, word: &impl Fn(&str) -> &'w str) -> Format {
    if lists && word("Transformation") != "LOAD_AND_FLATTEN" {
        return Format::Listing;
    }
    match (word("InputType"), word("ManifestType")) {
        (_, "S3_INVENTORY") | ("MANIFEST", "") => Format::Inventory,
        ("CSV", _) => Format::Csv,
        ("JSONL", _) => Format::Jsonl,
        ("PARQUET", _) => Format::Parquet,
        _ => Format::Json,
    }
}
