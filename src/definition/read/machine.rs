//! Nested machines into flat lists, in text order, without recursion.

use super::place::{opening, Fields, Place};
use super::reader::{Range, Reader};
use crate::codes::Code;
use crate::definition::{QueryLanguage, Region, RegionId, State, StateId, StateKind, Target};
use crate::text::{Member, Node, Span};
use crate::value::order;
use crate::value::Text;

/// A `States` map that is still to be read, or being read.
pub(super) struct Nested<'a> {
    pub region: RegionId,
    pub node: &'a Node,
    /// Location of its object, empty for the machine itself.
    pub location: String,
    /// What to mark for a finding about the object as a whole.
    pub anchor: Span,
    /// Fields that its object may have besides `StartAt`, `States` and `Comment`.
    pub also: &'static [&'static str],
}

/// A region of which the states up to `next` are read.
struct Open<'a> {
    region: RegionId,
    location: String,
    states: &'a [Member],
    next: usize,
}

const TOP: [&str; 3] = ["Version", "TimeoutSeconds", "QueryLanguage"];

impl Reader {
    /// Reads the whole machine whose object is `root`.
    pub fn machine(&mut self, root: &Node) {
        self.machine.regions.push(Region::default());
        let anchor = opening(root);
        let place = Place::start("", anchor);
        self.top_level(root, &place);
        let top = Nested {
            region: RegionId(0),
            node: root,
            location: String::new(),
            anchor,
            also: &TOP,
        };
        let mut open: Vec<Open> = self.enter(top).into_iter().collect();
        let top = self.machine.regions.first();
        self.machine.comment = top.and_then(|top| top.comment.clone());
        while let Some(here) = open.last_mut() {
            let Some(member) = here.states.get(here.next) else {
                open.pop();
                continue;
            };
            here.next += 1;
            let (region, location) = (here.region, here.location.clone());
            let nested = self.state(member, region, &location);
            // The first of them is to be read next, so it goes last.
            let entered: Vec<Open> = nested.into_iter().filter_map(|n| self.enter(n)).collect();
            open.extend(entered.into_iter().rev());
        }
        self.resolve();
    }

    fn top_level(&mut self, root: &Node, place: &Place) {
        let fields = Fields {
            members: root.members().unwrap_or_default(),
            at: place,
        };
        if self.word(&fields, "Version", &["1.0"]).is_some() {
            self.machine.version = Some("1.0".into());
        }
        self.machine.query_language = self.query_language(&fields).unwrap_or_default();
        let seconds = self.integer(&fields, "TimeoutSeconds", Range(0.0, 99_999_999.0));
        self.machine.timeout_seconds = seconds.map(|seconds| seconds as u64);
    }

    /// A present `QueryLanguage`: the exact word JSONPath, or else JSONata, as the service reads it.
    pub fn query_language(&mut self, fields: &Fields) -> Option<QueryLanguage> {
        let field = fields.get("QueryLanguage")?;
        if field.value.text().is_none() {
            let message = "Value should be one of the following: [JSONPath, JSONata]";
            self.report(Code::NotAllowed, field.value.span, &field.at, message);
            return Some(QueryLanguage::Jsonata);
        }
        Some(
            match self.word(fields, "QueryLanguage", &["JSONPath", "JSONata"]) {
                Some("JSONPath") => QueryLanguage::JsonPath,
                _ => QueryLanguage::Jsonata,
            },
        )
    }

    /// A new region of a container state.
    pub fn add_region(&mut self, owner: StateId, index: usize) -> RegionId {
        let id = RegionId(u32::try_from(self.machine.regions.len()).unwrap_or(u32::MAX));
        let owner = Some((owner, index));
        self.machine.regions.push(Region {
            owner,
            ..Region::default()
        });
        id
    }

    /// Reads what a machine's object says besides its states, and opens it for reading them.
    fn enter<'a>(&mut self, nested: Nested<'a>) -> Option<Open<'a>> {
        let place = Place::start(&nested.location, nested.anchor);
        let fields = Fields {
            members: nested.node.members()?,
            at: &place,
        };
        let known = ["StartAt", "States", "Comment"];
        let known: Vec<&str> = known.iter().chain(nested.also).copied().collect();
        self.known_fields(&fields, &known);
        self.require(&fields, &["States", "StartAt"]);
        let start_at = self.target(&fields, "StartAt");
        let comment = self.text(&fields, "Comment");
        let states = fields.get("States");
        let object = states.as_ref().and_then(|field| self.object(field));
        if let Some(region) = self.machine.regions.get_mut(nested.region.0 as usize) {
            region.start_at = start_at;
            region.comment = comment;
            region.span = nested.node.span;
            region.location = nested.location.as_str().into();
            region.states_span = object.as_ref().map(|object| object.at.anchor);
        }
        let (states, members) = (states.as_ref()?, object?.members);
        self.not_empty(states);
        Some(Open {
            region: nested.region,
            location: states.at.prefix(),
            states: members,
            next: 0,
        })
    }

    /// The target of a transition, if the field is there. The state it names is found when all are read.
    pub fn target(&mut self, fields: &Fields, name: &str) -> Option<Target> {
        let field = fields.get(name)?;
        let name = self.text_of(&field)?;
        Some(Target {
            name,
            span: field.value.span,
            state: None,
        })
    }

    /// Finds the states that transitions name, each in its own region.
    fn resolve(&mut self) {
        let machine = &mut self.machine;
        for region in &mut machine.regions {
            let mut named: Vec<(Text, StateId)> = Vec::with_capacity(region.states.len());
            named.extend(region.states.iter().filter_map(|id| {
                machine
                    .states
                    .get(id.0 as usize)
                    .map(|state| (state.name.clone(), *id))
            }));
            // Of equal names the later one counts; it stands last after the stable sort.
            order::sort_by(&mut named, |a, b| a.0.cmp(&b.0));
            let find = |target: &mut Target| {
                let end = named.partition_point(|(name, _)| *name <= target.name);
                let found = end.checked_sub(1).and_then(|at| named.get(at));
                target.state = found
                    .filter(|(name, _)| *name == target.name)
                    .map(|(_, id)| *id);
            };
            region.start_at.iter_mut().for_each(find);
            for id in &region.states {
                if let Some(state) = machine.states.get_mut(id.0 as usize) {
                    state.targets_mut().for_each(find);
                }
            }
        }
    }
}

impl State {
    fn targets_mut(&mut self) -> impl Iterator<Item = &mut Target> {
        let (rules, default) = match &mut self.kind {
            StateKind::Choice(choice) => (choice.rules.as_mut_slice(), choice.default.as_mut()),
            _ => (Default::default(), None),
        };
        let next = self.next.as_mut().into_iter();
        let caught = self
            .catch
            .iter_mut()
            .filter_map(|catcher| catcher.next.as_mut());
        next.chain(rules.iter_mut().filter_map(|rule| rule.next.as_mut()))
            .chain(default)
            .chain(caught)
    }
}
