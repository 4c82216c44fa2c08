//! What a distributed Map has besides: ItemReader, ItemBatcher, ResultWriter.

use super::place::{Field, Fields};
use super::reader::{Range, Reader};
use crate::codes::Code;
use crate::definition::{Amount, ItemBatcher, ItemReader, QueryLanguage, ResultWriter, Template};
use crate::text::Kind;
use crate::value::Value;

/// Most items that a reader gives.
const MOST_ITEMS: f64 = 100_000_000.0;
/// Most bytes of one batch: a child's largest input.
const MOST_BYTES: f64 = 262_144.0;

const READER_CONFIG: [&str; 10] = [
    "InputType",
    "Transformation",
    "ManifestType",
    "CSVDelimiter",
    "CSVHeaderLocation",
    "CSVHeaders",
    "ItemsPointer",
    "MaxItems",
    "MaxItemsPath",
    "ExpectedBucketOwner",
];

impl Reader {
    /// `ItemReader`.
    pub fn item_reader(&mut self, fields: &Fields, language: QueryLanguage) -> Option<ItemReader> {
        let field = fields.get("ItemReader")?;
        let fields = self.object(&field)?;
        self.known_fields(
            &fields,
            &[
                "Resource",
                "Parameters",
                "Arguments",
                "ReaderConfig",
                "Comment",
            ],
        );
        self.require(&fields, &["Resource"]);
        let resource = self.text(&fields, "Resource").unwrap_or_default();
        let parameters = self.payload_of(&fields, language);
        let mut reader = ItemReader {
            resource,
            parameters,
            config: Value::object(),
            max_items: Amount::Absent,
        };
        if let Some(field) = fields.get("ReaderConfig") {
            if let Some(config) = self.object(&field) {
                reader.config = field.value.to_value();
                reader.max_items = self.reader_config(&config, language);
                self.not_read_here(&config, reader.resource.ends_with(":listObjectsV2"));
            }
        }
        Some(reader)
    }

    /// `Parameters` or `Arguments`, by language.
    fn payload_of(&mut self, fields: &Fields, language: QueryLanguage) -> Option<Template> {
        self.only_in(fields, "Parameters", QueryLanguage::JsonPath, language);
        self.only_in(fields, "Arguments", QueryLanguage::Jsonata, language);
        match language {
            QueryLanguage::JsonPath => self.template_field(fields, "Parameters", language),
            QueryLanguage::Jsonata => self.template_field(fields, "Arguments", language),
        }
    }

    /// Checks a reader's configuration and returns its `MaxItems`.
    fn reader_config(&mut self, fields: &Fields, language: QueryLanguage) -> Amount {
        self.known_fields(fields, &READER_CONFIG);
        let types = ["CSV", "JSON", "JSONL", "PARQUET", "MANIFEST"];
        let input = self.word(fields, "InputType", &types);
        let flatten = self.word(fields, "Transformation", &["NONE", "LOAD_AND_FLATTEN"]);
        if flatten == Some("LOAD_AND_FLATTEN") && !fields.has("InputType") {
            self.required_field(fields, "InputType");
        }
        let manifest = self.word(fields, "ManifestType", &["ATHENA_DATA", "S3_INVENTORY"]);
        if manifest == Some("ATHENA_DATA") && input == Some("JSON") {
            self.refuse(fields, "ManifestType");
        }
        self.word(
            fields,
            "CSVDelimiter",
            &["COMMA", "PIPE", "SEMICOLON", "SPACE", "TAB"],
        );
        let headers = self.word(fields, "CSVHeaderLocation", &["FIRST_ROW", "GIVEN"]);
        if matches!(input, Some("JSON" | "JSONL")) {
            self.refuse(fields, "CSVHeaderLocation");
            self.refuse(fields, "CSVHeaders");
        }
        if input == Some("CSV") && !fields.has("CSVHeaderLocation") {
            self.required_field(fields, "CSVHeaderLocation");
        } else if headers == Some("GIVEN") {
            self.require(fields, &["CSVHeaders"]);
        }
        self.headers(fields);
        self.items_pointer(fields);
        // No least value: the service refuses a negative number when it runs, and takes 0 for all items.
        self.amount(fields, "MaxItems", Range(f64::MIN, f64::MAX), language)
    }

    /// What the service reads and the simulator does not. A plain listing reads no files, whatever type they are said
    /// to have.
    fn not_read_here(&mut self, fields: &Fields, lists: bool) {
        let word = |name: &str| fields.get(name).and_then(|field| field.value.text());
        let is = |name: &str, wanted: &str| word(name).is_some_and(|word| word == wanted);
        if lists && !is("Transformation", "LOAD_AND_FLATTEN") {
            return;
        }
        let inventory = match fields.has("ManifestType") {
            true => is("ManifestType", "S3_INVENTORY").then_some("ManifestType"),
            false => is("InputType", "MANIFEST").then_some("InputType"),
        };
        let (code, name, message) = match inventory {
            Some(name) => (
                Code::InventoryFormat,
                name,
                "Only inventories with files in the format CSV are read here",
            ),
            None if is("InputType", "PARQUET") => (
                Code::FormatNotRead,
                "InputType",
                "`PARQUET` files are not read here: the Map Run fails with Stepglass.Unsupported",
            ),
            None => return,
        };
        if let Some(field) = fields.get(name) {
            self.report(code, field.value.span, &field.at, message);
        }
    }

    fn required_field(&mut self, fields: &Fields, name: &str) {
        let message = format!("The field '{name}' is required");
        self.report(Code::MissingField, fields.at.anchor, fields.at, message);
    }

    fn refuse(&mut self, fields: &Fields, name: &str) {
        if let Some(member) = fields.members.iter().find(|m| m.key == name) {
            self.unsupported(fields, member, std::iter::empty());
        }
    }

    fn headers(&mut self, fields: &Fields) {
        let Some(field) = fields.get("CSVHeaders") else {
            return;
        };
        for (index, node) in self.list(&field).unwrap_or_default().iter().enumerate() {
            let at = field.at.item(index, node);
            self.text_of(&Field { value: node, at });
        }
    }

    fn items_pointer(&mut self, fields: &Fields) {
        let Some(field) = fields.get("ItemsPointer") else {
            return;
        };
        let Some(pointer) = self.text_of(&field) else {
            return;
        };
        if !pointer.is_empty() && !pointer.starts_with('/') {
            let message = format!(
                "Invalid input: JSON Pointer expression must start with '/': \"{}\"",
                pointer.as_str()
            );
            self.report(Code::NotAllowed, field.value.span, &field.at, message);
        }
    }

    /// `ItemBatcher`.
    pub fn item_batcher(
        &mut self,
        fields: &Fields,
        language: QueryLanguage,
    ) -> Option<ItemBatcher> {
        let field = fields.get("ItemBatcher")?;
        let fields = self.object(&field)?;
        let known = [
            "MaxItemsPerBatch",
            "MaxItemsPerBatchPath",
            "MaxInputBytesPerBatch",
            "MaxInputBytesPerBatchPath",
        ];
        for member in fields
            .members
            .iter()
            .filter(|m| m.key != "BatchInput" && m.key != "Comment")
        {
            if !known.contains(&member.key.as_str()) {
                self.unsupported(&fields, member, known.iter().copied());
            }
        }
        for name in ["MaxItemsPerBatchPath", "MaxInputBytesPerBatchPath"] {
            self.only_in(&fields, name, QueryLanguage::JsonPath, language);
        }
        if !known.iter().any(|name| fields.has(name)) {
            self.require(&fields, &["MaxItemsPerBatch"]);
        }
        Some(ItemBatcher {
            max_items: self.positive(&fields, "MaxItemsPerBatch", MOST_ITEMS, language),
            max_bytes: self.positive(&fields, "MaxInputBytesPerBatch", MOST_BYTES, language),
            batch_input: self.template_field(&fields, "BatchInput", language),
        })
    }

    /// `ResultWriter`.
    pub fn result_writer(
        &mut self,
        fields: &Fields,
        language: QueryLanguage,
    ) -> Option<ResultWriter> {
        let field = fields.get("ResultWriter")?;
        self.not_empty(&field);
        let fields = self.object(&field)?;
        self.known_fields(
            &fields,
            &[
                "Resource",
                "Parameters",
                "Arguments",
                "WriterConfig",
                "Comment",
            ],
        );
        let resource = self.text(&fields, "Resource");
        let parameters = self.payload_of(&fields, language);
        let mut config = Value::object();
        if let Some(field) = fields.get("WriterConfig") {
            if let Some(object) = self.object(&field) {
                config = field.value.to_value();
                self.known_fields(&object, &["OutputType", "Transformation"]);
                self.require(&object, &["OutputType"]);
                self.word(&object, "OutputType", &["JSON", "JSONL"]);
                self.word(&object, "Transformation", &["NONE", "COMPACT", "FLATTEN"]);
            }
        }
        if let (Some(_), false, Kind::Object(_)) = (
            &resource,
            fields.has("Parameters") || fields.has("Arguments"),
            &field.value.kind,
        ) {
            let name = match language {
                QueryLanguage::JsonPath => "Parameters",
                QueryLanguage::Jsonata => "Arguments",
            };
            self.require(&fields, &[name]);
        }
        Some(ResultWriter {
            resource,
            parameters,
            config,
        })
    }
}
