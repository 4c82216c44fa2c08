//! What every part of the reader uses: reporting, and fields of one JSON type.

use super::place::{Field, Fields, Place};
use crate::codes::Code;
use crate::definition::{nearest, StateMachine};
use crate::diagnostic::Diagnostic;
use crate::query::{path::Path, path::ReferencePath, SyntaxError};
use crate::text::{Kind, Member, Node, Span};
use crate::value::{Number, Text};

/// What has been read and found so far.
#[derive(Default)]
pub(super) struct Reader {
    pub machine: StateMachine,
    pub diagnostics: Vec<Diagnostic>,
    /// The text that is read.
    pub source: String,
    /// The field of `$states` that expressions see here besides `input` and `context`.
    pub sees: Option<&'static str>,
    suggested: usize,
}

/// Findings that get a suggestion; in a text with more mistakes than that the search would cost too much.
const SUGGESTIONS: usize = 20;

/// The smallest and the largest number that a field takes.
#[derive(Clone, Copy)]
pub(super) struct Range(pub f64, pub f64);

impl Reader {
    /// Nothing read yet of this text.
    pub fn of(source: &str) -> Reader {
        Reader {
            source: source.to_owned(),
            ..Reader::default()
        }
    }

    /// Adds a finding at a place, marking `span`.
    pub fn report(&mut self, code: Code, span: Span, at: &Place, message: impl Into<String>) {
        self.diagnostics.push(Diagnostic {
            code,
            span,
            location: Some(at.location()),
            message: message.into(),
            fixes: Vec::new(),
        });
    }

    /// Gives the latest finding the nearest of `candidates` as its fix: what should stand at `span` for `word`.
    pub fn suggest<'w>(
        &mut self,
        span: Span,
        word: &str,
        candidates: impl Iterator<Item = &'w str>,
    ) {
        if let Some(last) = self
            .diagnostics
            .last_mut()
            .filter(|_| self.suggested < SUGGESTIONS)
        {
            last.fixes = nearest::replacement(span, word, candidates);
            self.suggested += 1;
        }
    }

    /// `Expected value of type [STRING]` and its relatives. Says nothing where a template will fill the value.
    pub fn wrong_type(&mut self, field: &Field, wanted: &str) {
        if !is_filled_later(field.value) {
            let message = format!("Expected value of type {wanted}");
            self.report(Code::WrongType, field.value.span, &field.at, message);
        }
    }

    /// Required fields of an object: those that are missing are named in one finding.
    pub fn require(&mut self, fields: &Fields, names: &[&str]) {
        let missing: Vec<&str> = names.iter().copied().filter(|n| !fields.has(n)).collect();
        if !missing.is_empty() {
            let message = format!("These fields are required: [{}]", missing.join(", "));
            self.report(Code::MissingField, fields.at.anchor, fields.at, message);
        }
    }

    /// Reports every member that is not in `known`.
    pub fn known_fields(&mut self, fields: &Fields, known: &[&str]) {
        for member in fields.members {
            if !known.contains(&member.key.as_str()) {
                self.unsupported(fields, member, known.iter().copied());
            }
        }
    }

    /// `Field 'X' is not supported`, located at the object that holds it. `known` are the fields it may have.
    pub fn unsupported<'w>(
        &mut self,
        fields: &Fields,
        member: &Member,
        known: impl Iterator<Item = &'w str>,
    ) {
        let message = format!("Field '{}' is not supported", member.key);
        self.report(Code::UnknownField, member.key_span, fields.at, message);
        let free = known.filter(|name| !fields.has(name));
        self.suggest(member.key_span, &member.key, free);
    }

    /// Of `names` one must be there (when `required`) and no two may be. The list is printed as given.
    pub fn one_of(&mut self, fields: &Fields, names: &[&str], required: bool) -> bool {
        let present = fields
            .members
            .iter()
            .filter(|m| names.contains(&m.key.as_str()));
        let present: Vec<&Member> = present.collect();
        let list = || names.join(", ");
        match present.as_slice() {
            [] if required => {
                let message = format!(
                    "This object should have only one of the following fields: [{}]",
                    list()
                );
                self.report(Code::ExactlyOne, fields.at.anchor, fields.at, message);
                false
            }
            [first, .., last] if first.key != last.key => {
                let message = format!(
                    "There should only be one of the following fields: [{}]",
                    list()
                );
                self.report(Code::ExactlyOne, last.key_span, fields.at, message);
                false
            }
            _ => true,
        }
    }

    /// The members of an object field.
    pub fn object<'n, 'p>(&mut self, field: &'p Field<'n, '_>) -> Option<Fields<'n, 'p>> {
        match field.value.members() {
            Some(members) => Some(Fields {
                members,
                at: &field.at,
            }),
            None => {
                self.wrong_type(field, "[OBJECT]");
                None
            }
        }
    }

    /// The items of a list field.
    pub fn list<'n>(&mut self, field: &Field<'n, '_>) -> Option<&'n [Node]> {
        let items = field.value.items();
        if items.is_none() {
            self.wrong_type(field, "[ARRAY]");
        }
        items
    }

    /// Reports an empty list or object.
    pub fn not_empty(&mut self, field: &Field) {
        let empty = match &field.value.kind {
            Kind::Array(items) => items.is_empty(),
            Kind::Object(members) => members.is_empty(),
            _ => false,
        };
        if empty {
            self.report(
                Code::EmptyValue,
                field.value.span,
                &field.at,
                "Value cannot be empty",
            );
        }
    }

    /// A text, if the field is there.
    pub fn text(&mut self, fields: &Fields, name: &str) -> Option<Text> {
        self.text_of(&fields.get(name)?)
    }

    /// The text of a field.
    pub fn text_of(&mut self, field: &Field) -> Option<Text> {
        let text = field.value.text().cloned();
        if text.is_none() {
            self.wrong_type(field, "[STRING]");
        }
        text
    }

    /// A boolean, if the field is there.
    pub fn flag(&mut self, fields: &Fields, name: &str) -> Option<bool> {
        let field = fields.get(name)?;
        match field.value.kind {
            Kind::Bool(flag) => Some(flag),
            _ => {
                self.wrong_type(&field, "[BOOLEAN]");
                None
            }
        }
    }

    /// One of the allowed words, if the field is there.
    pub fn word<'w>(&mut self, fields: &Fields, name: &str, words: &[&'w str]) -> Option<&'w str> {
        let field = fields.get(name)?;
        let text = self.text_of(&field)?;
        let word = words.iter().copied().find(|word| text == *word);
        if word.is_none() && !is_filled_later(field.value) {
            let message = format!(
                "Value should be one of the following: [{}]",
                words.join(", ")
            );
            self.report(Code::NotAllowed, field.value.span, &field.at, message);
            self.suggest(field.value.span, &text, words.iter().copied());
        }
        word
    }

    /// A whole number within a range, if the field is there.
    pub fn integer(&mut self, fields: &Fields, name: &str, range: Range) -> Option<f64> {
        let field = fields.get(name)?;
        self.integer_of(&field, range)
    }

    /// The whole number of a field.
    pub fn integer_of(&mut self, field: &Field, range: Range) -> Option<f64> {
        match &field.value.kind {
            Kind::Number(number) if number.is_integer() || number.as_i64().is_some() => {
                self.within(field, number, range)
            }
            _ => {
                self.wrong_type(field, "Integer");
                None
            }
        }
    }

    /// Any number of a field, within a range.
    pub fn number_of(&mut self, field: &Field, range: Range) -> Option<f64> {
        match &field.value.kind {
            Kind::Number(number) => self.within(field, number, range),
            _ => {
                self.wrong_type(field, "[NUMBER]");
                None
            }
        }
    }

    fn within(&mut self, field: &Field, number: &Number, Range(least, most): Range) -> Option<f64> {
        let value = number.as_f64();
        let (word, bound) = match value {
            value if value < least => ("Minimum", least),
            value if value > most => ("Maximum", most),
            _ => return Some(value),
        };
        let message = format!("{word} value is {bound}");
        self.report(Code::OutOfRange, field.value.span, &field.at, message);
        None
    }

    /// A path, if the field is there and a text.
    pub fn path_of(&mut self, field: &Field) -> Option<Path> {
        let text = self.text_of(field)?;
        let path = Path::compile(&text);
        self.compiled(field, "Value is not a valid JSONPath", path)
    }

    /// A Reference Path, if the field is there and a text.
    pub fn reference(&mut self, field: &Field) -> Option<ReferencePath> {
        let text = self.text_of(field)?;
        let path = match text.starts_with('$') {
            true => ReferencePath::compile(&text),
            false => Err(SyntaxError {
                message: "Reference path didn't start with '$'".into(),
                at: 0,
            }),
        };
        self.compiled(field, "Value is not a Reference Path", path)
    }

    fn compiled<T>(
        &mut self,
        field: &Field,
        what: &str,
        path: Result<T, SyntaxError>,
    ) -> Option<T> {
        match path {
            Ok(path) => Some(path),
            Err(_) if is_filled_later(field.value) => None,
            Err(error) => {
                let message = format!("{what}: {}", error.message);
                self.report(Code::BadPath, field.value.span, &field.at, message);
                None
            }
        }
    }
}

/// Whether a template will put something else in place of the value: `${Name}` in a text, or CloudFormation's
/// `{"Ref": …}` and `{"Fn::…": …}`.
pub(super) fn is_filled_later(node: &Node) -> bool {
    match &node.kind {
        Kind::Text(text) => substitution(text).is_some(),
        Kind::Object(members) => match members.as_slice() {
            [only] => only.key == "Ref" || only.key.starts_with("Fn::"),
            _ => false,
        },
        _ => false,
    }
}

/// The first `${Name}` of a text, braces included.
pub(super) fn substitution(text: &str) -> Option<&str> {
    let start = text.find("${")?;
    let length = text[start..].find('}')? + 1;
    let name = &text[start + 2..start + length - 1];
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | ':' | '-');
    (!name.is_empty() && name.chars().all(is_name)).then(|| &text[start..start + length])
}
