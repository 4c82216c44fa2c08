//! Retry and Catch.

use super::place::{Field, Fields};
use super::reader::{Range, Reader};
use super::state::SECONDS;
use crate::codes::Code;
use crate::definition::{Catcher, QueryLanguage, Retrier};
use crate::value::Text;

const RETRIER: [&str; 7] = [
    "ErrorEquals",
    "IntervalSeconds",
    "MaxAttempts",
    "BackoffRate",
    "MaxDelaySeconds",
    "JitterStrategy",
    "Comment",
];

/// Longest `MaxDelaySeconds`: 366 days.
const LONGEST_DELAY: f64 = 31_622_400.0;

impl Reader {
    /// `Retry`.
    pub fn retry(&mut self, fields: &Fields) -> Vec<Retrier> {
        self.entries(fields, "Retry", Reader::retrier)
    }

    /// `Catch`.
    pub fn catch(&mut self, fields: &Fields, language: QueryLanguage) -> Vec<Catcher> {
        self.entries(fields, "Catch", |reader, field, names| {
            reader.catcher(field, names, language)
        })
    }

    /// Reads the entries of a list, and says where `States.ALL` may not stand. The list may be empty.
    fn entries<T>(
        &mut self,
        fields: &Fields,
        name: &str,
        read: impl Fn(&mut Reader, &Field, Vec<Text>) -> Option<T>,
    ) -> Vec<T> {
        let Some(field) = fields.get(name) else {
            return Vec::new();
        };
        let items = self.list(&field).unwrap_or_default();
        let mut entries = Vec::with_capacity(items.len());
        let mut misplaced = None;
        for (index, node) in items.iter().enumerate() {
            let item = Field {
                value: node,
                at: field.at.item(index, node),
            };
            let Some(object) = self.object(&item) else {
                continue;
            };
            let errors = self.error_equals(&object);
            let all = errors.iter().any(|error| *error == "States.ALL");
            if all && (errors.len() > 1 || index + 1 < items.len()) && misplaced.is_none() {
                misplaced = object
                    .get("ErrorEquals")
                    .map(|field| (field.value.span, field.at.location()));
            }
            entries.extend(read(self, &item, errors));
        }
        if let Some((span, location)) = misplaced {
            let place = super::place::Place::start(&location, span);
            let message = "States.ALL must appear alone and at end of list";
            self.report(Code::StatesAllPlace, span, &place, message);
        }
        entries
    }

    fn error_equals(&mut self, fields: &Fields) -> Vec<Text> {
        self.require(fields, &["ErrorEquals"]);
        let Some(field) = fields.get("ErrorEquals") else {
            return Vec::new();
        };
        self.not_empty(&field);
        let items = self.list(&field).unwrap_or_default();
        let mut names = Vec::with_capacity(items.len());
        for (index, node) in items.iter().enumerate() {
            names.extend(self.text_of(&Field {
                value: node,
                at: field.at.item(index, node),
            }));
        }
        names
    }

    fn retrier(&mut self, field: &Field, error_equals: Vec<Text>) -> Option<Retrier> {
        let fields = self.object(field)?;
        self.known_fields(&fields, &RETRIER);
        let interval = self.integer(&fields, "IntervalSeconds", Range(0.0, SECONDS));
        let attempts = self.integer(&fields, "MaxAttempts", Range(0.0, SECONDS));
        let backoff = fields.get("BackoffRate");
        let backoff = backoff.and_then(|field| self.number_of(&field, Range(1.0, f64::MAX)));
        let max_delay = self.integer(&fields, "MaxDelaySeconds", Range(1.0, LONGEST_DELAY));
        let interval_seconds = interval.unwrap_or(1.0);
        if let (Some(delay), Some(field)) = (max_delay, fields.get("MaxDelaySeconds")) {
            if delay <= interval_seconds {
                let message = "MaxDelaySeconds must be greater than IntervalSeconds";
                self.report(Code::OutOfRange, field.value.span, &field.at, message);
            }
        }
        Some(Retrier {
            span: field.value.span,
            error_equals,
            interval_seconds,
            max_attempts: attempts.map_or(3, |attempts| attempts as u64),
            backoff_rate: backoff.unwrap_or(2.0),
            max_delay_seconds: max_delay,
            full_jitter: self.word(&fields, "JitterStrategy", &["FULL", "NONE"]) == Some("FULL"),
        })
    }

    fn catcher(
        &mut self,
        field: &Field,
        error_equals: Vec<Text>,
        language: QueryLanguage,
    ) -> Option<Catcher> {
        let fields = self.object(field)?;
        let known = [
            "ErrorEquals",
            "Next",
            "ResultPath",
            "Output",
            "Assign",
            "Comment",
        ];
        self.known_fields(&fields, &known);
        self.only_in(&fields, "ResultPath", QueryLanguage::JsonPath, language);
        self.only_in(&fields, "Output", QueryLanguage::Jsonata, language);
        self.require(&fields, &["Next"]);
        let (jsonata, error) = (language == QueryLanguage::Jsonata, Some("errorOutput"));
        Some(Catcher {
            span: field.value.span,
            error_equals,
            next: self.target(&fields, "Next"),
            result_path: match language {
                QueryLanguage::JsonPath => self.result_path(&fields),
                QueryLanguage::Jsonata => Default::default(),
            },
            output: fields
                .get("Output")
                .filter(|_| jsonata)
                .map(|field| self.seeing(error, |reader| reader.template(&field, language))),
            assign: self.seeing(error, |reader| reader.assign(&fields, language)),
        })
    }
}
