//! What a state's queries see besides their input: the context object, variables, random bits.

use super::frame::{Frame, MapItem};
use super::setup::Setup;
use super::variables::Variables;
use crate::definition::{QueryLanguage, State, StateKind};
use crate::query::intrinsic::Limits;
use crate::query::Surroundings;
use crate::random::Random;
use crate::time::Timestamp;
use crate::value::{Object, Text, Value};
use std::cell::RefCell;
use std::rc::Rc;

/// The surroundings of one state visit.
pub(super) struct Around<'m> {
    setup: &'m Setup,
    variables: &'m Variables,
    state: Option<(&'m Text, Timestamp, Option<u32>)>,
    token: Option<Text>,
    item: Option<Rc<MapItem>>,
    redriven: Option<Redriven>,
    /// The context object of a state that is tried by itself.
    given: Option<Value>,
    now: Timestamp,
    random: RefCell<Random>,
}

/// How often an execution was redriven, and when last.
#[derive(Clone, Copy, Debug)]
pub(super) struct Redriven {
    pub(super) count: u32,
    pub(super) time: Timestamp,
}

impl<'m> Around<'m> {
    /// What `state` sees while `frame` visits it. JSONPath shows a retry count in Task states only, JSONata always.
    pub(super) fn new(
        setup: &'m Setup,
        frame: &'m Frame,
        state: &'m State,
        (now, random): (Timestamp, Random),
    ) -> Around<'m> {
        let is_task = matches!(state.kind, StateKind::Task(_));
        let counts = is_task || state.language == QueryLanguage::Jsonata;
        let visit = frame.visit.as_ref();
        Around {
            setup,
            variables: &frame.variables,
            state: visit.map(|v| {
                let retries = counts.then_some(v.retries);
                (&state.name, v.entered_at, retries)
            }),
            token: visit.and_then(|v| v.token.clone()),
            item: frame.item.clone(),
            redriven: None,
            given: None,
            now,
            random: RefCell::new(random),
        }
    }

    /// The same for one item of a Map, as its ItemSelector sees it.
    pub(super) fn with_item(mut self, item: Rc<MapItem>) -> Around<'m> {
        self.item = Some(item);
        self
    }

    /// The same in an execution that was redriven.
    pub(super) fn with_redrive(mut self, redriven: Option<Redriven>) -> Around<'m> {
        self.redriven = redriven;
        self
    }

    /// The same with a context object that is given.
    pub(super) fn with_context(mut self, given: Option<Value>) -> Around<'m> {
        self.given = given;
        self
    }

    /// The same with the token of the call that is about to be made.
    pub(super) fn with_token(mut self, token: Option<Text>) -> Around<'m> {
        self.token = token;
        self
    }

    /// The generator after everything that was drawn.
    pub(super) fn into_random(self) -> Random {
        self.random.into_inner()
    }
}

impl Around<'_> {
    /// A context object that is given, with the item of a Map that is at work on one.
    fn with_own_item(&self, given: Value) -> Value {
        match (&self.item, given) {
            (Some(item), Value::Object(context)) => {
                let map = Object::default().with("Item", map_item(item));
                Value::Object(context.with("Map", map))
            }
            (_, given) => given,
        }
    }

    /// `$$.Execution`. A synchronous execution has no count of redrives.
    fn execution(&self) -> Object {
        let setup = self.setup;
        let mut execution = Object::default()
            .with("Id", setup.execution_arn.clone())
            .with("Input", setup.input.clone())
            .with("StartTime", setup.start.to_string())
            .with("Name", setup.execution_name.clone())
            .with("RoleArn", setup.role_arn.clone());
        if !setup.synchronous {
            execution.set("RedriveCount", self.redriven.map_or(0, |r| r.count));
        }
        if let Some(redriven) = self.redriven {
            execution.set("RedriveTime", redriven.time.to_string());
        }
        execution
    }
}

impl Surroundings for Around<'_> {
    fn context(&self) -> Value {
        if let Some(given) = &self.given {
            return self.with_own_item(given.clone());
        }
        let setup = self.setup;
        let machine = Object::default()
            .with("Id", setup.machine_arn.clone())
            .with("Name", setup.machine_name.clone());
        let mut context = Object::default()
            .with("Execution", self.execution())
            .with("StateMachine", machine);
        if let Some((name, entered, retries)) = &self.state {
            let mut state = Object::default()
                .with("Name", (*name).clone())
                .with("EnteredTime", entered.to_string());
            if let Some(retries) = retries {
                state.set("RetryCount", *retries);
            }
            context.set("State", state);
        }
        if let Some(item) = &self.item {
            context.set("Map", Object::default().with("Item", map_item(item)));
        }
        if let Some(token) = &self.token {
            context.set("Task", Object::default().with("Token", token.clone()));
        }
        Value::Object(context)
    }

    fn variable(&self, name: &str) -> Option<Value> {
        self.variables.get(name).cloned()
    }

    fn now(&self) -> Timestamp {
        self.now
    }

    fn random(&self) -> u64 {
        self.random.borrow_mut().next()
    }

    fn intrinsic_limits(&self) -> Limits {
        Limits::from(&self.setup.quotas)
    }
}

fn map_item(item: &MapItem) -> Object {
    let mut object = Object::default().with("Index", item.index);
    if let Some(key) = &item.key {
        object.set("Key", key.clone());
    }
    let object = object.with("Value", item.value.clone());
    match &item.source {
        Some(source) => object.with("Source", source.clone()),
        None => object,
    }
}
