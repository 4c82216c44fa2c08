//! Which field a state of which type and query language may have: one table.

use super::place::Fields;
use super::reader::Reader;
use crate::codes::Code;
use crate::definition::QueryLanguage;

/// The state types, in the order in which the service lists them.
pub(super) const TYPES: [&str; 8] = [
    "Task", "Wait", "Pass", "Succeed", "Fail", "Choice", "Parallel", "Map",
];

const TASK: u8 = 1;
const WAIT: u8 = 1 << 1;
const PASS: u8 = 1 << 2;
const SUCCEED: u8 = 1 << 3;
const FAIL: u8 = 1 << 4;
const CHOICE: u8 = 1 << 5;
const PARALLEL: u8 = 1 << 6;
const MAP: u8 = 1 << 7;
const WORK: u8 = TASK | PARALLEL | MAP;
const STEP: u8 = WORK | PASS | WAIT;

use Languages::{Both, JsonPath, Jsonata};

/// The query languages in which a field exists.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Languages {
    Both,
    JsonPath,
    Jsonata,
}

/// Field, types that have it, query languages that have it.
const TABLE: &[(&str, u8, Languages)] = &[
    ("Type", 0xff, Both),
    ("Comment", 0xff, Both),
    ("QueryLanguage", 0xff, Both),
    ("Next", STEP, Both),
    ("End", STEP, Both),
    ("InputPath", STEP | CHOICE | SUCCEED, JsonPath),
    ("OutputPath", STEP | CHOICE | SUCCEED, JsonPath),
    ("Parameters", WORK | PASS, JsonPath),
    ("ResultSelector", WORK, JsonPath),
    ("ResultPath", WORK | PASS, JsonPath),
    ("Arguments", TASK | PARALLEL, Jsonata),
    ("Output", STEP | CHOICE | SUCCEED, Jsonata),
    ("Assign", STEP | CHOICE, Both),
    ("Retry", WORK, Both),
    ("Catch", WORK, Both),
    ("Result", PASS, JsonPath),
    ("Resource", TASK, Both),
    ("TimeoutSeconds", TASK, Both),
    ("TimeoutSecondsPath", TASK, JsonPath),
    ("HeartbeatSeconds", TASK, Both),
    ("HeartbeatSecondsPath", TASK, JsonPath),
    ("Credentials", TASK, Both),
    ("Choices", CHOICE, Both),
    ("Default", CHOICE, Both),
    ("Seconds", WAIT, Both),
    ("SecondsPath", WAIT, JsonPath),
    ("Timestamp", WAIT, Both),
    ("TimestampPath", WAIT, JsonPath),
    ("Error", FAIL, Both),
    ("ErrorPath", FAIL, JsonPath),
    ("Cause", FAIL, Both),
    ("CausePath", FAIL, JsonPath),
    ("Branches", PARALLEL, Both),
    ("ItemProcessor", MAP, Both),
    ("Iterator", MAP, Both),
    ("ItemsPath", MAP, JsonPath),
    ("Items", MAP, Jsonata),
    ("ItemSelector", MAP, Both),
    ("MaxConcurrency", MAP, Both),
    ("MaxConcurrencyPath", MAP, JsonPath),
    ("ToleratedFailureCount", MAP, Both),
    ("ToleratedFailureCountPath", MAP, JsonPath),
    ("ToleratedFailurePercentage", MAP, Both),
    ("ToleratedFailurePercentagePath", MAP, JsonPath),
    ("Label", MAP, Both),
    ("ItemReader", MAP, Both),
    ("ItemBatcher", MAP, Both),
    ("ResultWriter", MAP, Both),
];

impl Reader {
    /// Reports the fields that a state of this type does not have, and, unless `any_language`, those of the other
    /// query language.
    pub fn state_fields(
        &mut self,
        fields: &Fields,
        kind: &str,
        language: QueryLanguage,
        any_language: bool,
    ) {
        let Some(bit) = TYPES
            .iter()
            .zip(BITS)
            .find_map(|(name, bit)| (*name == kind).then_some(bit))
        else {
            return;
        };
        for member in fields.members {
            let entry = TABLE
                .iter()
                .find(|(name, types, _)| member.key == *name && types & bit != 0);
            match entry {
                None => self.unsupported(fields, member, names_of(bit)),
                Some((name, _, languages)) if !any_language => {
                    if let Some(message) = wrong_language(name, *languages, language) {
                        self.report(Code::WrongLanguage, member.key_span, fields.at, message);
                    }
                }
                Some(_) => {}
            }
        }
    }

    /// The same for a field of one query language inside a rule, a catcher or a reader.
    pub fn only_in(
        &mut self,
        fields: &Fields,
        name: &str,
        only: QueryLanguage,
        language: QueryLanguage,
    ) {
        let languages = match only {
            QueryLanguage::JsonPath => JsonPath,
            QueryLanguage::Jsonata => Jsonata,
        };
        let message = wrong_language(name, languages, language);
        if let (Some(message), Some(field)) = (message, fields.get(name)) {
            self.report(Code::WrongLanguage, field.at.anchor, fields.at, message);
        }
    }
}

/// The bits of [`TYPES`].
const BITS: [u8; 8] = [TASK, WAIT, PASS, SUCCEED, FAIL, CHOICE, PARALLEL, MAP];

fn names_of(bit: u8) -> impl Iterator<Item = &'static str> {
    let has = move |entry: &&(&'static str, u8, Languages)| entry.1 & bit != 0;
    TABLE.iter().filter(has).map(|entry| entry.0)
}

fn wrong_language(name: &str, languages: Languages, language: QueryLanguage) -> Option<String> {
    let (set, only) = match (languages, language) {
        (JsonPath, QueryLanguage::Jsonata) => ("JSONata", "JSONPath"),
        (Jsonata, QueryLanguage::JsonPath) => ("JSONPath", "JSONata"),
        _ => return None,
    };
    Some(format!(
        "The QueryLanguage is set to '{set}', but field '{name}' is only supported for the '{only}' QueryLanguage"
    ))
}
