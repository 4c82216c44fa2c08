//! A simulation request, read.

use super::simulate::Refusal;
use crate::definition::RegionId;
use crate::execution::{Pace, Setup, WorkflowType};
use crate::quotas::Quotas;
use crate::random::Random;
use crate::service::{Doubles, Latency, ObjectStore};
use crate::session::Machines;
use crate::text::{self, Node};
use crate::time::Timestamp;
use crate::value::{Text, Value};

/// 2024-01-01T00:00:00Z, when a request does not say when the run starts.
const START: Timestamp = Timestamp(1_704_067_200_000);
/// Micro-steps without a limit of one's own: more than a million transitions, and seconds rather than minutes.
const BUDGET: u64 = 5_000_000;
/// Events in a response, unless the request says otherwise.
const MOST_EVENTS: usize = 25_000;

const REGION: &str = "us-east-1";
const ACCOUNT: &str = "111111111111";

/// What a request asks for, besides the definition.
pub(super) struct Request {
    pub setup: Setup,
    pub latency: Latency,
    /// Mock text; empty for none.
    pub mocks: String,
    pub test_case: Option<String>,
    /// Contents of simulated services, if there are any.
    pub doubles: Option<Doubles>,
    /// Other state machines, of which executions can be started.
    pub machines: Machines,
    pub budget: u64,
    pub with_events: bool,
    /// Whether the response tells what was written to the simulated S3.
    pub with_files: bool,
    /// Whether the response describes the Map Runs.
    pub with_map_runs: bool,
    /// Whether the response describes the executions that Tasks have started.
    pub with_executions: bool,
    pub store: ObjectStore,
    pub most_events: usize,
}

/// A request's tree with its text.
pub(super) struct Source<'a> {
    pub text: &'a str,
    pub root: Node,
}

impl<'a> Source<'a> {
    pub fn read(text: &'a str) -> Result<Source<'a>, Refusal> {
        if let Err(failure) = text::read_value(text) {
            return Err(Refusal::new(format!(
                "the request is not JSON: {}",
                failure.message
            )));
        }
        let reading = text::read(text);
        match reading.root.filter(|root| root.members().is_some()) {
            Some(root) => Ok(Source { text, root }),
            None => Err(Refusal::new("the request must be a JSON object")),
        }
    }

    pub fn node(&self, name: &str) -> Option<&Node> {
        let found = self.root.member(name).map(|member| &member.value);
        found.filter(|node| !matches!(node.kind, text::Kind::Null))
    }

    /// A member that is text, or JSON that is taken as it is written.
    pub fn text_or_json(&self, name: &str) -> Option<String> {
        let node = self.node(name)?;
        Some(match node.text() {
            Some(text) => text.to_string(),
            None => node.span.of(self.text).to_string(),
        })
    }

    fn option(&self, name: &str) -> Option<Value> {
        let options = self.root.member("options")?;
        options.value.member(name).map(|m| m.value.to_value())
    }

    pub fn name(&self, name: &str) -> Option<String> {
        let text = self.node(name).and_then(Node::text)?;
        Some(text.to_string())
    }

    /// A text member of `execution`.
    fn given(&self, name: &str) -> Option<String> {
        let execution = self.root.member("execution")?;
        let text = execution.value.member(name)?.value.text()?;
        Some(text.to_string())
    }

    /// Reads everything but the definition.
    pub fn request(&self) -> Result<Request, Refusal> {
        self.refuse_what_needs_a_page()?;
        let latency = match self.option("latency") {
            None | Some(Value::Null) => Latency::Typical,
            Some(value) => match value.as_str() {
                Some("zero") => Latency::Zero,
                Some("typical") => Latency::Typical,
                _ => return Err(Refusal::new("`latency` must be \"typical\" or \"zero\"")),
            },
        };
        let setup = self.setup(latency)?;
        let doubles = self.doubles()?;
        let mut store = self.store(setup.start)?;
        if let Some(doubles) = &doubles {
            doubles.fill(&mut store, setup.start).map_err(unusable)?;
        }
        Ok(Request {
            store,
            setup,
            latency,
            mocks: self.text_or_json("mocks").unwrap_or_default(),
            test_case: self.name("testCase"),
            doubles,
            machines: self.machines()?,
            budget: self.count("budget")?.unwrap_or(BUDGET),
            with_events: self.option("events") == Some(Value::Bool(true)),
            with_files: self.option("files") == Some(Value::Bool(true)),
            with_map_runs: self.option("mapRuns") == Some(Value::Bool(true)),
            with_executions: self.option("executions") == Some(Value::Bool(true)),
            most_events: self
                .count("maxEvents")?
                .map_or(MOST_EVENTS, |n| usize::try_from(n).unwrap_or(usize::MAX)),
        })
    }

    fn refuse_what_needs_a_page(&self) -> Result<(), Refusal> {
        let filled = |name| {
            let members = self.node(name).and_then(|node| node.members());
            members.is_some_and(|members| !members.is_empty())
        };
        if filled("handlers") {
            return Err(Refusal::new(
                "`handlers` are code and run only on the page, in a sandbox; use `mocks` here",
            ));
        }
        Ok(())
    }

    fn doubles(&self) -> Result<Option<Doubles>, Refusal> {
        let text = self
            .text_or_json("doubles")
            .filter(|text| !text.trim().is_empty());
        let doubles = text.map(|text| Doubles::read(&text)).transpose();
        doubles.map_err(unusable)
    }

    fn machines(&self) -> Result<Machines, Refusal> {
        let text = self.text_or_json("machines").unwrap_or_default();
        let machines = Machines::read(&text);
        machines.map_err(|message| Refusal::new(format!("`machines` cannot be used: {message}")))
    }

    /// A whole number among the options, 0 or more.
    fn count(&self, name: &str) -> Result<Option<u64>, Refusal> {
        match self.option(name) {
            None | Some(Value::Null) => Ok(None),
            Some(value) => {
                let number = value.as_number().and_then(|number| number.as_i64());
                let count = number.and_then(|number| u64::try_from(number).ok());
                let refusal =
                    || Refusal::new(format!("`{name}` must be a whole number, 0 or more"));
                count.map(Some).ok_or_else(refusal)
            }
        }
    }

    /// `files`: what the simulated S3 holds from the start.
    fn store(&self, start: Timestamp) -> Result<ObjectStore, Refusal> {
        let files = match self.node("files").map(Node::to_value) {
            None => return Ok(ObjectStore::default()),
            Some(Value::Object(files)) => files,
            Some(_) => return Err(Refusal::new("`files` must be {\"bucket/key\": text}")),
        };
        ObjectStore::from_files(&files, start).map_err(Refusal::new)
    }

    pub fn setup(&self, latency: Latency) -> Result<Setup, Refusal> {
        let workflow_type = match self.name("type").as_deref() {
            None | Some("STANDARD") => WorkflowType::Standard,
            Some("EXPRESS") => WorkflowType::Express,
            Some(_) => return Err(Refusal::new("`type` must be \"STANDARD\" or \"EXPRESS\"")),
        };
        let seed = self.count("seed")?.unwrap_or(0);
        let names = self.names(workflow_type, &mut Random::new(seed).stream(0));
        let (input_text, input) = self.input()?;
        Ok(Setup {
            number: 0,
            machine: 0,
            scope: RegionId(0),
            execution_arn: names.execution_arn,
            execution_name: names.execution_name,
            machine_arn: names.machine_arn,
            machine_name: names.machine_name,
            role_arn: names.role_arn,
            region: names.region,
            workflow_type,
            synchronous: false,
            input_text,
            input,
            start: self.start()?,
            seed,
            pace: match latency {
                Latency::Zero => Pace::ZERO,
                Latency::Typical => Pace::TYPICAL,
            },
            quotas: self.quotas()?,
            skip_retry_delays: self.option("retryDelays") == Some(Value::from("zero")),
            activities: None,
            trace: false,
        })
    }

    /// The service's limits, but for those that the request sets (a number) or switches off (false).
    fn quotas(&self) -> Result<Quotas, Refusal> {
        let mut quotas = Quotas {
            history_events: self.history_limit()?,
            ..Quotas::default()
        };
        let Some(Value::Object(given)) = self.option("quotas") else {
            return Ok(quotas);
        };
        for (name, value) in given.iter() {
            let number = value.as_number().and_then(|number| number.as_i64());
            let number = number.and_then(|number| u64::try_from(number).ok());
            if number.is_none() && value.as_bool() != Some(false) {
                let message =
                    format!("the quota `{name}` must be a whole number, or false for none");
                return Err(Refusal::new(message));
            }
            if !quotas.set(name, number) {
                let names = Quotas::NAMES.join(", ");
                let message = format!("there is no quota `{name}`; there are: {names}");
                return Err(Refusal::new(message));
            }
        }
        Ok(quotas)
    }

    fn history_limit(&self) -> Result<Option<u64>, Refusal> {
        match self.option("historyLimit") {
            Some(Value::Bool(false)) => Ok(None),
            None | Some(Value::Null) => Ok(Quotas::default().history_events),
            Some(_) => self.count("historyLimit"),
        }
    }

    /// A text is JSON text, as StartExecution takes it, or else the string itself; other values are taken as such.
    fn input(&self) -> Result<(Text, Value), Refusal> {
        let Some(node) = self.node("input") else {
            let absent = match self.root.member("input") {
                Some(_) => ("null", Value::Null),
                None => ("{}", Value::object()),
            };
            return Ok((Text::from(absent.0), absent.1));
        };
        if let Some(text) = node.text() {
            if let Ok(value) = text::read_value(text) {
                return Ok((text.clone(), value));
            }
        }
        Ok((Text::from(node.span.of(self.text)), node.to_value()))
    }

    fn start(&self) -> Result<Timestamp, Refusal> {
        let time = match self.option("start") {
            None | Some(Value::Null) => Some(START),
            Some(Value::Text(text)) => Timestamp::parse(&text),
            Some(value) => {
                let number = value.as_number().and_then(|number| number.as_i64());
                number.map(Timestamp::from_millis)
            }
        };
        time.ok_or_else(|| {
            Refusal::new(
                "`start` must be milliseconds since 1970 or a time such as 2024-01-01T00:00:00Z",
            )
        })
    }

    fn names(&self, workflow_type: WorkflowType, random: &mut Random) -> Names {
        let region = self.given("region").unwrap_or_else(|| REGION.into());
        let account = self.given("account").unwrap_or_else(|| ACCOUNT.into());
        let machine_arn = self.given("stateMachineArn").unwrap_or_else(|| {
            let named = self.given("stateMachineName");
            let name = named.unwrap_or_else(|| "StateMachine".into());
            format!("arn:aws:states:{region}:{account}:stateMachine:{name}")
        });
        let machine_name = machine_arn.rsplit(':').next().unwrap_or_default();
        let name = self.given("executionName").or_else(|| self.name("name"));
        let name = name.unwrap_or_else(|| random.uuid());
        let execution_arn = self.given("executionArn").unwrap_or_else(|| {
            let kind = "arn:aws:states";
            match workflow_type {
                WorkflowType::Standard => {
                    format!("{kind}:{region}:{account}:execution:{machine_name}:{name}")
                }
                WorkflowType::Express => {
                    let id = random.uuid();
                    format!("{kind}:{region}:{account}:express:{machine_name}:{name}:{id}")
                }
            }
        });
        let role = self.given("roleArn");
        let role = role.unwrap_or_else(|| format!("arn:aws:iam::{account}:role/StepFunctionsRole"));
        Names {
            execution_arn: execution_arn.into(),
            execution_name: name.into(),
            machine_name: machine_name.into(),
            machine_arn: machine_arn.clone().into(),
            role_arn: role.into(),
            region: region.into(),
        }
    }
}

fn unusable(message: String) -> Refusal {
    Refusal::new(format!("`doubles` cannot be used: {message}"))
}

struct Names {
    execution_arn: Text,
    execution_name: Text,
    machine_arn: Text,
    machine_name: Text,
    role_arn: Text,
    region: Text,
}
