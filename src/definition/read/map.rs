//! Map: its processor and its own fields.

use super::machine::Nested;
use super::place::{Field, Fields};
use super::reader::{is_filled_later, Range, Reader};
use crate::codes::Code;
use crate::definition::{Amount, Items, Map, QueryLanguage, StateId};
use crate::text::Kind;
use crate::value::Text;

/// Characters that a label may not have, besides blanks and control characters.
const NOT_IN_LABEL: &str = "?*<>{}[]:;,\\|^~$#%&`\"";

impl Reader {
    /// The fields of a Map state; its processor is added to `nested`.
    pub fn map<'a>(
        &mut self,
        fields: &Fields<'a, '_>,
        owner: StateId,
        language: QueryLanguage,
        nested: &mut Vec<Nested<'a>>,
    ) -> Map {
        let mut map = empty_map();
        self.processor(fields, owner, &mut map, nested);
        map.items = self.items(fields, language);
        map.item_selector = self.item_selector(fields, language);
        let count = Range(0.0, f64::MAX);
        map.max_concurrency = self.amount(fields, "MaxConcurrency", count, language);
        map.tolerated_count = self.amount(fields, "ToleratedFailureCount", count, language);
        map.tolerated_percentage = self.fraction(
            fields,
            "ToleratedFailurePercentage",
            Range(0.0, 100.0),
            language,
        );
        map.label = self.label(fields);
        map.reader = self.item_reader(fields, language);
        map.batcher = self.item_batcher(fields, language);
        map.writer = self.result_writer(fields, language);
        map
    }

    fn processor<'a>(
        &mut self,
        fields: &Fields<'a, '_>,
        owner: StateId,
        map: &mut Map,
        nested: &mut Vec<Nested<'a>>,
    ) {
        self.one_of(fields, &["ItemProcessor", "Iterator"], true);
        let field = fields
            .get("ItemProcessor")
            .or_else(|| fields.get("Iterator"));
        let Some(field) = field else {
            return;
        };
        let Some(object) = self.object(&field) else {
            return;
        };
        if let Some(config) = object.get("ProcessorConfig") {
            self.processor_config(&config, map);
        }
        let region = self.add_region(owner, 0);
        map.processor = Some(region);
        nested.push(Nested {
            region,
            node: field.value,
            location: field.at.prefix(),
            anchor: field.at.anchor,
            also: &["ProcessorConfig"],
        });
    }

    fn processor_config(&mut self, field: &Field, map: &mut Map) {
        let Some(fields) = self.object(field) else {
            return;
        };
        self.known_fields(&fields, &["Mode", "ExecutionType"]);
        map.distributed =
            self.word(&fields, "Mode", &["INLINE", "DISTRIBUTED"]) == Some("DISTRIBUTED");
        let kind = self.word(&fields, "ExecutionType", &["STANDARD", "EXPRESS"]);
        map.express_children = kind == Some("EXPRESS");
        if map.distributed {
            self.require(&fields, &["ExecutionType"]);
        }
    }

    fn items(&mut self, fields: &Fields, language: QueryLanguage) -> Items {
        match language {
            QueryLanguage::Jsonata => {
                let items = self.template_field(fields, "Items", language);
                items.map_or(Items::Input, Items::Template)
            }
            QueryLanguage::JsonPath => match fields.get("ItemsPath") {
                Some(field) if matches!(&field.value.kind, Kind::Text(text) if *text == "$") => {
                    Items::Input
                }
                Some(field) => {
                    let path = self.reference(&field);
                    path.map_or(Items::Input, |path| Items::Path(path.path().clone()))
                }
                None => Items::Input,
            },
        }
    }

    fn item_selector(
        &mut self,
        fields: &Fields,
        language: QueryLanguage,
    ) -> Option<crate::definition::Template> {
        if language == QueryLanguage::JsonPath {
            self.one_of(fields, &["ItemSelector", "Parameters"], false);
            if !fields.has("ItemSelector") {
                return self.template_field(fields, "Parameters", language);
            }
        }
        self.template_field(fields, "ItemSelector", language)
    }

    fn label(&mut self, fields: &Fields) -> Option<Text> {
        let field = fields.get("Label")?;
        let label = self.text_of(&field)?;
        let length = label.chars().count();
        let bad = |c: char| c.is_whitespace() || c.is_control() || NOT_IN_LABEL.contains(c);
        let message = match label.chars().find(|c| bad(*c)) {
            _ if is_filled_later(field.value) => return Some(label),
            Some(c) => format!("The label '{label}' has a character that is not allowed: '{c}'"),
            None if length == 0 || length > 40 => {
                format!("The label '{label}' must have 1 to 40 characters but has {length}")
            }
            None => return Some(label),
        };
        self.report(Code::BadLabel, field.value.span, &field.at, message);
        Some(label)
    }

    /// An amount of which 1 is the least; used by the reader and the batcher.
    pub fn positive(
        &mut self,
        fields: &Fields,
        name: &str,
        most: f64,
        language: QueryLanguage,
    ) -> Amount {
        self.amount(fields, name, Range(1.0, most), language)
    }
}

/// A Map about which nothing is known yet.
fn empty_map() -> Map {
    Map {
        processor: None,
        distributed: false,
        express_children: false,
        items: Default::default(),
        item_selector: None,
        max_concurrency: Default::default(),
        tolerated_count: Default::default(),
        tolerated_percentage: Default::default(),
        label: None,
        reader: None,
        batcher: None,
        writer: None,
    }
}
