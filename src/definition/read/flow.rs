//! Data flow fields: paths, payloads, results, variables.

use super::place::{Field, Fields};
use super::reader::{is_filled_later, Range, Reader};
use crate::codes::Code;
use crate::definition::{Amount, Flow, QueryLanguage, ResultPath, Selection, Template};
use crate::query::path::Root;
use crate::text::Kind;

impl Reader {
    /// The data flow fields of a state. A Map's `Parameters` is its ItemSelector and read with the Map.
    pub fn flow(&mut self, fields: &Fields, language: QueryLanguage, kind: &str) -> Flow {
        let payload = match language {
            QueryLanguage::JsonPath => "Parameters",
            QueryLanguage::Jsonata => "Arguments",
        };
        // Only work has a result.
        let result = matches!(kind, "Task" | "Parallel" | "Map").then_some("result");
        let mut flow = Flow {
            assign: self.seeing(result, |reader| reader.assign(fields, language)),
            ..Flow::default()
        };
        if kind != "Map" {
            flow.parameters = self.template_field(fields, payload, language);
        }
        match language {
            QueryLanguage::JsonPath => {
                flow.input_path = self.selection(fields, "InputPath");
                flow.output_path = self.selection(fields, "OutputPath");
                flow.result_selector = self.template_field(fields, "ResultSelector", language);
                flow.result_path = self.result_path(fields);
            }
            QueryLanguage::Jsonata => {
                let output =
                    |reader: &mut Reader| reader.template_field(fields, "Output", language);
                flow.output = self.seeing(result, output);
            }
        }
        flow
    }

    /// A template, if the field is there.
    pub fn template_field(
        &mut self,
        fields: &Fields,
        name: &str,
        language: QueryLanguage,
    ) -> Option<Template> {
        let field = fields.get(name)?;
        Some(self.template(&field, language))
    }

    /// `Assign`: an object whose keys are variable names.
    pub fn assign(&mut self, fields: &Fields, language: QueryLanguage) -> Option<Template> {
        let field = fields.get("Assign")?;
        let object = self.object(&field)?;
        for member in object.members {
            let name = match language {
                QueryLanguage::JsonPath => member.key.strip_suffix(".$").unwrap_or(&member.key),
                QueryLanguage::Jsonata => &member.key,
            };
            if let Err(message) = variable_name(name) {
                self.report(Code::BadVariableName, member.key_span, &field.at, message);
            }
        }
        Some(self.template(&field, language))
    }

    fn selection(&mut self, fields: &Fields, name: &str) -> Selection {
        let Some(field) = fields.get(name) else {
            return Selection::Whole;
        };
        match &field.value.kind {
            Kind::Null => Selection::Nothing,
            Kind::Text(text) if *text == "$" => Selection::Whole,
            _ => self
                .path_of(&field)
                .map_or(Selection::Whole, Selection::Path),
        }
    }

    /// `ResultPath` of a state or a catcher.
    pub fn result_path(&mut self, fields: &Fields) -> ResultPath {
        let Some(field) = fields.get("ResultPath") else {
            return ResultPath::Whole;
        };
        match &field.value.kind {
            Kind::Null => return ResultPath::Discard,
            Kind::Text(text) if *text == "$" => return ResultPath::Whole,
            _ => {}
        }
        let Some(path) = self.reference(&field) else {
            return ResultPath::Whole;
        };
        if *path.path().root() != Root::Input {
            let message = "Value is not a Reference Path: a result cannot be written to the context object or a variable";
            self.report(Code::BadPath, field.value.span, &field.at, message);
            return ResultPath::Whole;
        }
        ResultPath::At(path)
    }

    /// A number in its forms: `Name`, JSONPath's twin `NamePath`, JSONata's expression. `fraction` allows any number.
    pub fn amount(
        &mut self,
        fields: &Fields,
        name: &str,
        range: Range,
        language: QueryLanguage,
    ) -> Amount {
        self.amount_form(fields, name, range, language, Reader::integer_of)
    }

    /// The same where fractions are allowed.
    pub fn fraction(
        &mut self,
        fields: &Fields,
        name: &str,
        range: Range,
        language: QueryLanguage,
    ) -> Amount {
        self.amount_form(fields, name, range, language, Reader::number_of)
    }

    fn amount_form(
        &mut self,
        fields: &Fields,
        name: &str,
        range: Range,
        language: QueryLanguage,
        number: fn(&mut Reader, &Field, Range) -> Option<f64>,
    ) -> Amount {
        let twin = format!("{name}Path");
        if language == QueryLanguage::JsonPath {
            self.one_of(fields, &[name, &twin], false);
        }
        if let Some(field) = fields.get(name) {
            if let Some(expression) = self.expression(field.value, &field.at, language) {
                return Amount::Expression(expression);
            }
            return number(self, &field, range).map_or(Amount::Absent, Amount::Literal);
        }
        match fields.get(&twin) {
            Some(field) if language == QueryLanguage::JsonPath => {
                let path = self.reference(&field);
                path.map_or(Amount::Absent, |path| Amount::Path(path.path().clone()))
            }
            _ => Amount::Absent,
        }
    }

    /// `Credentials`: an object with `RoleArn`.
    pub fn credentials(&mut self, fields: &Fields, language: QueryLanguage) -> Option<Template> {
        let field = fields.get("Credentials")?;
        if is_filled_later(field.value) {
            return None;
        }
        if let Some(expression) = self.expression(field.value, &field.at, language) {
            return Some(Template::Expression(expression));
        }
        let object = self.object(&field)?;
        let dynamic = language == QueryLanguage::JsonPath && object.has("RoleArn.$");
        if !object.has("RoleArn") && !dynamic {
            let message = "The field 'RoleArn' is required but was missing";
            self.report(Code::MissingField, field.at.anchor, &field.at, message);
        }
        Some(self.template(&field, language))
    }
}

/// Whether `name` may be a variable; the reason when it may not.
fn variable_name(name: &str) -> Result<(), String> {
    let mut characters = name.chars();
    let starts = characters
        .next()
        .is_some_and(|c| c.is_alphabetic() || c == '_');
    let goes_on = characters.all(|c| c.is_alphanumeric() || c == '_');
    let reason = match () {
        () if name == "states" => "is reserved",
        () if name.chars().count() > 80 => "is longer than 80 characters",
        () if !starts || !goes_on => {
            "must start with a letter and hold only letters, digits and '_'"
        }
        () => return Ok(()),
    };
    Err(format!("The variable name '{name}' {reason}"))
}
