//! One state: its common fields, and the simple types.

use super::machine::Nested;
use super::place::{Field, Fields, Place};
use super::reader::{is_filled_later, Range, Reader};
use super::template::path_or_call;
use crate::codes::Code;
use crate::definition::{
    Amount, Fail, FailText, Flow, QueryLanguage, RegionId, Resource, State, StateId, StateKind,
    Task, Template, Wait,
};
use crate::text::{Kind, Member};
use crate::time::Timestamp;

use super::fields::TYPES;

/// Seconds that fields of the language may say.
pub(super) const SECONDS: f64 = 99_999_999.0;

const TYPE_MESSAGE: &str =
    "The field 'Type' should have one of these values: [Task, Wait, Pass, Succeed, Fail, Choice, Parallel, Map]";

impl Reader {
    /// Reads one member of a `States` object located at `states`; returns the machines nested in it.
    pub fn state<'a>(
        &mut self,
        member: &'a Member,
        region: RegionId,
        states: &str,
    ) -> Vec<Nested<'a>> {
        let outer = Place::start(states, member.key_span);
        let at = outer.field(&member.key, member.key_span);
        let id = StateId(u32::try_from(self.machine.states.len()).unwrap_or(u32::MAX));
        let mut state = State {
            id,
            region,
            name: member.key.clone(),
            name_span: member.key_span,
            span: member.value.span,
            kind: StateKind::Unknown("".into()),
            language: self.machine.query_language,
            comment: None,
            flow: Flow::default(),
            next: None,
            end: false,
            retry: Vec::new(),
            catch: Vec::new(),
        };
        let field = Field {
            value: &member.value,
            at,
        };
        let mut nested = Vec::new();
        if let Some(fields) = self.object(&field) {
            nested = self.state_body(&fields, &mut state);
        }
        self.machine.states.push(state);
        if let Some(region) = self.machine.regions.get_mut(region.0 as usize) {
            region.states.push(id);
        }
        nested
    }

    fn state_body<'a>(&mut self, fields: &Fields<'a, '_>, state: &mut State) -> Vec<Nested<'a>> {
        let own = self.query_language(fields);
        let downgrade = self.downgrade(fields, own);
        state.language = own.unwrap_or(self.machine.query_language);
        let (language, mut nested) = (state.language, Vec::new());
        let Some(kind) = self.state_type(fields, state) else {
            self.transition(fields, state);
            return nested;
        };
        self.state_fields(fields, kind, language, downgrade);
        state.comment = self.text(fields, "Comment");
        state.flow = self.flow(fields, language, kind == "Map");
        state.kind = match kind {
            "Task" => StateKind::Task(Box::new(self.task(fields, language))),
            "Choice" => StateKind::Choice(Box::new(self.choice(fields, language))),
            "Wait" => StateKind::Wait(self.wait(fields, language)),
            "Pass" => StateKind::Pass(self.pass_result(fields, language)),
            "Succeed" => StateKind::Succeed,
            "Fail" => StateKind::Fail(Box::new(self.fail(fields, language))),
            "Parallel" => StateKind::Parallel(self.branches(fields, state.id, &mut nested)),
            _ => StateKind::Map(Box::new(self.map(fields, state.id, language, &mut nested))),
        };
        if matches!(kind, "Task" | "Parallel" | "Map") {
            state.retry = self.retry(fields);
            state.catch = self.catch(fields, language);
        }
        self.transition(fields, state);
        if matches!(kind, "Task" | "Parallel" | "Map" | "Pass" | "Wait") {
            self.check_transition(fields, state.end);
        }
        nested
    }

    /// JSONPath inside a JSONata machine: reported, and then read as JSONPath without further complaint.
    fn downgrade(&mut self, fields: &Fields, own: Option<QueryLanguage>) -> bool {
        let whole = self.machine.query_language;
        if (own, whole) != (Some(QueryLanguage::JsonPath), QueryLanguage::Jsonata) {
            return false;
        }
        let message =
            "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine";
        let span = fields
            .get("QueryLanguage")
            .map_or(fields.at.anchor, |field| field.value.span);
        self.report(Code::WrongLanguage, span, fields.at, message);
        true
    }

    fn state_type(&mut self, fields: &Fields, state: &mut State) -> Option<&'static str> {
        let Some(field) = fields.get("Type") else {
            self.report(
                Code::MissingField,
                fields.at.anchor,
                fields.at,
                "The field 'Type' is required",
            );
            return None;
        };
        let text = self.text_of(&field)?;
        let known = TYPES.iter().copied().find(|name| text == *name);
        if known.is_none() {
            self.report(Code::NotAllowed, field.value.span, &field.at, TYPE_MESSAGE);
            self.suggest(field.value.span, &text, TYPES.iter().copied());
            state.kind = StateKind::Unknown(text);
        }
        known
    }

    /// `Next` and `End`, on every type: where a type does not have them the graph still shows what was meant.
    fn transition(&mut self, fields: &Fields, state: &mut State) {
        state.next = self.target(fields, "Next");
        state.end = self.flag(fields, "End") == Some(true);
    }

    /// Exactly one of `Next` and `End: true`; `End: false` beside a `Next` says nothing.
    fn check_transition(&mut self, fields: &Fields, end: bool) {
        let list = "of the following fields: [Next, End]";
        let (span, message) = match (fields.get("Next"), fields.get("End")) {
            (Some(_), Some(field)) if end => {
                (field.at.anchor, format!("There should only be one {list}"))
            }
            (None, Some(field)) if !end => (
                field.at.anchor,
                format!("This object should have only one {list}"),
            ),
            (None, None) => (
                fields.at.anchor,
                format!("This object should have only one {list}"),
            ),
            _ => return,
        };
        self.report(Code::ExactlyOne, span, fields.at, message);
    }

    fn task(&mut self, fields: &Fields, language: QueryLanguage) -> Task {
        self.require(fields, &["Resource"]);
        let arn = self.text(fields, "Resource").unwrap_or_default();
        let resource = Resource::parse(&arn);
        let field = fields.get("Resource");
        let resource_span = field.map_or(fields.at.anchor, |field| field.value.span);
        if let Some(field) = field.filter(|field| field.value.text().is_some()) {
            self.check_resource(&field, &arn, &resource);
        }
        let range = Range(1.0, SECONDS);
        let timeout = self.amount(fields, "TimeoutSeconds", range, language);
        let heartbeat = self.amount(fields, "HeartbeatSeconds", range, language);
        if let (Amount::Literal(timeout), Amount::Literal(heartbeat)) = (&timeout, &heartbeat) {
            let field = fields
                .get("HeartbeatSeconds")
                .filter(|_| heartbeat >= timeout);
            if let Some(field) = field {
                let message = "HeartbeatSeconds must be less than TimeoutSeconds";
                self.report(Code::OutOfRange, field.value.span, &field.at, message);
            }
        }
        let credentials = self.credentials(fields, language);
        Task {
            arn,
            resource_span,
            resource,
            timeout,
            heartbeat,
            credentials,
        }
    }

    fn check_resource(&mut self, field: &Field, arn: &str, resource: &Resource) {
        if is_filled_later(field.value) {
            return;
        }
        if resource.is_recognized() {
            return;
        }
        // An integration that does not exist is certain to fail. Anything else may be a placeholder or another
        // simulator's: it runs on a mock, so that a warning does.
        let code = match arn.split(':').nth(2) == Some("states") {
            true => Code::BadResource,
            false => Code::ResourceNoArn,
        };
        let message = match arn.starts_with("arn:") {
            true => format!("The resource provided {arn} is not recognized. The value is not a valid resource ARN, or the resource is not available in this region."),
            false => "Value is not a valid resource ARN".to_owned(),
        };
        self.report(code, field.value.span, &field.at, message);
    }

    fn wait(&mut self, fields: &Fields, language: QueryLanguage) -> Wait {
        self.one_of(
            fields,
            &["SecondsPath", "Seconds", "TimestampPath", "Timestamp"],
            true,
        );
        if fields.has("Seconds") || fields.has("SecondsPath") {
            // The pair alone is not reported again: all four forms exclude each other.
            let seconds = match fields.get("Seconds") {
                Some(_) => self.seconds(fields, language),
                None => self.amount(fields, "Seconds", Range(0.0, SECONDS), language),
            };
            return Wait::Seconds(seconds);
        }
        if let Some(field) = fields.get("TimestampPath") {
            let path = self.reference(&field).map(|path| path.path().clone());
            return path.map_or(Wait::Missing, Wait::UntilPath);
        }
        let Some(field) = fields.get("Timestamp") else {
            return Wait::Missing;
        };
        match self.expression(field.value, &field.at, language) {
            Some(expression) => Wait::UntilExpression(expression),
            None => Wait::Until(self.timestamp(&field)),
        }
    }

    fn seconds(&mut self, fields: &Fields, language: QueryLanguage) -> Amount {
        let Some(field) = fields.get("Seconds") else {
            return Amount::Absent;
        };
        if let Some(expression) = self.expression(field.value, &field.at, language) {
            return Amount::Expression(expression);
        }
        let seconds = self.integer_of(&field, Range(0.0, SECONDS));
        seconds.map_or(Amount::Absent, Amount::Literal)
    }

    /// An RFC 3339 time.
    pub fn timestamp(&mut self, field: &Field) -> Option<Timestamp> {
        let time = Timestamp::parse(&self.text_of(field)?);
        if time.is_none() && !is_filled_later(field.value) {
            let message = "String does not match RFC3339 timestamp";
            self.report(Code::BadTimestamp, field.value.span, &field.at, message);
        }
        time
    }

    fn pass_result(
        &mut self,
        fields: &Fields,
        language: QueryLanguage,
    ) -> Option<crate::value::Value> {
        let field = fields
            .get("Result")
            .filter(|_| language == QueryLanguage::JsonPath)?;
        Some(field.value.to_value())
    }

    fn fail(&mut self, fields: &Fields, language: QueryLanguage) -> Fail {
        Fail {
            error: self.fail_text(fields, "Error", "ErrorPath", language),
            cause: self.fail_text(fields, "Cause", "CausePath", language),
        }
    }

    fn fail_text(
        &mut self,
        fields: &Fields,
        name: &str,
        twin: &str,
        language: QueryLanguage,
    ) -> FailText {
        if language == QueryLanguage::JsonPath {
            self.one_of(fields, &[name, twin], false);
        }
        if let Some(field) = fields.get(name) {
            return match self.expression(field.value, &field.at, language) {
                Some(expression) => FailText::Expression(expression),
                None => self
                    .text_of(&field)
                    .map_or(FailText::Absent, FailText::Literal),
            };
        }
        let field = fields
            .get(twin)
            .filter(|_| language == QueryLanguage::JsonPath);
        let Some((field, text)) = field.and_then(|field| Some((field, self.text_of(&field)?)))
        else {
            return FailText::Absent;
        };
        match path_or_call(&text) {
            Ok(Template::Path(path)) => FailText::Path(path),
            Ok(Template::Call(call)) => FailText::Call(call),
            _ if is_filled_later(field.value) => FailText::Absent,
            _ => {
                let message = format!(
                    "The value for the field '{twin}' must be a valid JSONPath or a valid intrinsic function call"
                );
                self.report(Code::BadPath, field.value.span, &field.at, message);
                FailText::Absent
            }
        }
    }

    fn branches<'a>(
        &mut self,
        fields: &Fields<'a, '_>,
        owner: StateId,
        nested: &mut Vec<Nested<'a>>,
    ) -> Vec<RegionId> {
        self.require(fields, &["Branches"]);
        let Some(field) = fields.get("Branches") else {
            return Vec::new();
        };
        let items = self.list(&field).unwrap_or_default();
        if items.is_empty() && matches!(field.value.kind, Kind::Array(_)) {
            self.report(
                Code::EmptyValue,
                field.value.span,
                &field.at,
                "Value cannot be empty",
            );
        }
        let mut regions = Vec::new();
        for (index, node) in items.iter().enumerate() {
            let at = field.at.item(index, node);
            if node.members().is_none() {
                self.wrong_type(&Field { value: node, at }, "[OBJECT]");
            }
            let region = self.add_region(owner, index);
            nested.push(Nested {
                region,
                node,
                location: at.prefix(),
                anchor: at.anchor,
                also: &[],
            });
            regions.push(region);
        }
        regions
    }
}
