//! What a session starts from: the texts as the user wrote them, names, clock and seed.

use super::World;
use crate::definition::read::read;
use crate::definition::RegionId;
use crate::diagnostic::Severity;
use crate::execution::{Event, Machine, Outbox, Pace, Setup, WorkflowType};
use crate::random::Random;
use crate::service::mock;
use crate::service::{Automatic, Doubles, Latency, ObjectStore, Outside, Standard};
use crate::text::read::read_value;
use crate::time::Timestamp;
use crate::value::{Array, Object, Text, Value};
use std::rc::Rc;

/// Everything that determines a run before its first event.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Start {
    /// Definition text.
    pub definition: String,
    /// Input text.
    pub input: String,
    /// Mocks, in one of the forms of `service::mock::read`.
    pub mocks: String,
    /// Which test case of a `MockConfigFile.json` is played; empty for its only one.
    pub test_case: String,
    /// Contents of simulated services, in the form of `service::Doubles::read`.
    pub doubles: String,
    /// Names of the states whose calls the user is asked for.
    pub asked: Vec<String>,
    /// Names of the states that handlers answer.
    pub handlers: Vec<String>,
    /// What the simulated S3 holds: JSON text `{"bucket/key": text}`, empty for nothing.
    pub files: String,
    /// Name of the state machine.
    pub machine_name: String,
    /// Name of the execution; a seeded UUID when empty.
    pub name: String,
    /// Whether it is an Express workflow.
    pub express: bool,
    /// Region of the ARNs.
    pub region: String,
    /// Account of the ARNs.
    pub account: String,
    /// Start of the clock, milliseconds since 1970.
    pub start: i64,
    /// Seed of everything random.
    pub seed: u32,
    /// Whether services and transitions take virtual time of the size seen in real histories.
    pub typical_latency: bool,
}

/// Why nothing can be started.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum StartError {
    /// The definition has no state to start at.
    Definition,
    /// The input is not JSON; in the service's words.
    Input(String),
    /// The mocks cannot be used; the first finding.
    Mocks(String),
    /// The contents of simulated services cannot be used.
    Doubles(String),
    /// The files are not JSON of that form; says why.
    Files(String),
}

impl Start {
    /// Starts the execution.
    pub(super) fn world(&self) -> Result<(World, Vec<Event>), StartError> {
        let definition = read(&self.definition).machine;
        let top = definition.regions.first();
        let target = top.and_then(|region| region.start_at.as_ref());
        if target.and_then(|target| target.state).is_none() {
            return Err(StartError::Definition);
        }
        let setup = Rc::new(self.setup()?);
        let choice = mock::Choice {
            machine: &self.machine_name,
            test_case: Some(self.test_case.as_str()).filter(|name| !name.is_empty()),
            definition: Some(&definition),
        };
        let (scripts, findings) = mock::read(&self.mocks, &choice);
        if let Some(error) = findings
            .iter()
            .find(|finding| finding.severity() == Severity::Error)
        {
            return Err(StartError::Mocks(error.message.clone()));
        }
        let latency = match self.typical_latency {
            true => Latency::Typical,
            false => Latency::Zero,
        };
        let doubles = Doubles::read(&self.doubles).map_err(StartError::Doubles)?;
        let answers = Standard::new(scripts, Automatic::new(&setup, latency));
        let outside = Outside::new(&self.asked, &self.handlers);
        let answers = answers.with_doubles(doubles).with_outside(outside);
        let mut out = Outbox::default();
        let machine = Machine::start(Rc::new(definition), setup, &mut out);
        let store = self.store()?;
        Ok((World::new(machine, Box::new(answers), store), out.events))
    }

    /// The simulated S3 at the start.
    pub(super) fn store(&self) -> Result<ObjectStore, StartError> {
        let start = Timestamp(self.start);
        let store = match self.files.trim() {
            "" => Ok(ObjectStore::default()),
            text => ObjectStore::read(text, start),
        };
        store.map_err(StartError::Files)
    }

    fn setup(&self) -> Result<Setup, StartError> {
        let input_text = match self.input.trim() {
            "" => "{}",
            _ => &self.input,
        };
        let input = read_value(input_text).map_err(|fault| StartError::Input(fault.message))?;
        let name = match self.name.as_str() {
            "" => Random::new(u64::from(self.seed)).stream(1).uuid(),
            name => name.to_owned(),
        };
        let (region, account, machine) = (&self.region, &self.account, &self.machine_name);
        let arn = |rest: String| Text::from(format!("arn:aws:states:{region}:{account}:{rest}"));
        let execution_arn = match self.express {
            true => {
                let run = Random::new(u64::from(self.seed)).stream(2).uuid();
                arn(format!("express:{machine}:{name}:{run}"))
            }
            false => arn(format!("execution:{machine}:{name}")),
        };
        Ok(Setup {
            number: 0,
            scope: RegionId(0),
            execution_arn,
            execution_name: name.into(),
            machine_arn: arn(format!("stateMachine:{machine}")),
            machine_name: machine.as_str().into(),
            role_arn: format!("arn:aws:iam::{account}:role/StepFunctionsRole").into(),
            region: region.as_str().into(),
            workflow_type: match self.express {
                true => WorkflowType::Express,
                false => WorkflowType::Standard,
            },
            synchronous: false,
            input_text: input_text.into(),
            input,
            start: Timestamp(self.start),
            seed: u64::from(self.seed),
            pace: match self.typical_latency {
                true => Pace::TYPICAL,
                false => Pace::ZERO,
            },
            quotas: Default::default(),
            skip_retry_delays: false,
            activities: None,
            trace: true,
        })
    }

    pub(super) fn to_value(&self) -> Value {
        let text = |text: &String| Value::from(text.as_str());
        let list = |names: &[String]| names.iter().map(text).collect::<Array>();
        let object = Object::default()
            .with("definition", text(&self.definition))
            .with("input", text(&self.input))
            .with("mocks", text(&self.mocks))
            .with("testCase", text(&self.test_case))
            .with("doubles", text(&self.doubles))
            .with("files", text(&self.files))
            .with("asked", list(&self.asked))
            .with("handlers", list(&self.handlers))
            .with("machineName", text(&self.machine_name))
            .with("name", text(&self.name))
            .with("express", self.express)
            .with("region", text(&self.region))
            .with("account", text(&self.account))
            .with("start", self.start)
            .with("seed", self.seed)
            .with("typicalLatency", self.typical_latency);
        Value::Object(object)
    }

    pub(super) fn from_value(value: &Value) -> Option<Start> {
        let text = |name: &str| Some(value.get(name)?.as_str()?.to_owned());
        // Journals of before there was such a member have none.
        let later = |name: &str| text(name).unwrap_or_default();
        let names = |name: &str| {
            let list = value.get(name).and_then(Value::as_array).into_iter();
            let names = list.flat_map(|list| list.iter().filter_map(Value::as_str));
            names.map(str::to_owned).collect()
        };
        let flag = |name: &str| value.get(name)?.as_bool();
        let number = |name: &str| value.get(name)?.as_number()?.as_i64();
        Some(Start {
            definition: text("definition")?,
            input: text("input")?,
            mocks: text("mocks")?,
            test_case: later("testCase"),
            doubles: later("doubles"),
            files: later("files"),
            asked: names("asked"),
            handlers: names("handlers"),
            machine_name: text("machineName")?,
            name: text("name")?,
            express: flag("express")?,
            region: text("region")?,
            account: text("account")?,
            start: number("start")?,
            seed: u32::try_from(number("seed")?).ok()?,
            typical_latency: flag("typicalLatency")?,
        })
    }
}
