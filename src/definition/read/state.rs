//! One state: its common fields, and the branches of Parallel.

use super::machine::Nested;
use super::place::{Field, Fields, Place};
use super::reader::Reader;
use crate::codes::Code;
use crate::definition::{Flow, QueryLanguage, RegionId, State, StateId, StateKind};
use crate::text::{Kind, Member};

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
        state.flow = self.flow(fields, language, kind);
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
