//! One recorded execution: definition, input, outcomes of its calls, and what the service answered.

#![allow(dead_code)]

use std::path::{Path, PathBuf};
use std::rc::Rc;
use stepglass::definition::{self, RegionId, StateMachine};
use stepglass::execution::{Pace, Setup, WorkflowType};
use stepglass::quotas::Quotas;
use stepglass::service::ObjectStore;
use stepglass::text::{read_value, write};
use stepglass::time::Timestamp;
use stepglass::value::{Object, Text, Value};

/// Dates in recordings were frozen to this moment.
const START: Timestamp = Timestamp(1_704_067_200_000);

/// A case file.
pub struct Case {
    pub value: Value,
}

impl Case {
    pub fn read(text: &str) -> Result<Case, String> {
        let value = read_value(text).map_err(|failure| failure.message)?;
        Ok(Case { value })
    }

    /// A text member, empty when absent.
    pub fn text(&self, name: &str) -> &str {
        self.value.get(name).and_then(Value::as_str).unwrap_or("")
    }

    pub fn list(&self, name: &str) -> Vec<Value> {
        let list = self.value.get(name).and_then(Value::as_array);
        list.map(|list| list.to_vec()).unwrap_or_default()
    }

    /// The definition's text.
    pub fn definition_text(&self) -> String {
        match self.value.get("definition_string").and_then(Value::as_str) {
            Some(text) => text.to_string(),
            None => {
                let definition = self.value.get("definition");
                definition.map(write::compact).unwrap_or_default()
            }
        }
    }

    pub fn definition(&self) -> Rc<StateMachine> {
        Rc::new(definition::read(&self.definition_text()).machine)
    }

    fn input_text(&self) -> String {
        match self.value.get("input_string").and_then(Value::as_str) {
            Some(text) => text.to_string(),
            None => {
                let input = self.value.get("input");
                input.map_or("{}".to_string(), write::compact)
            }
        }
    }

    /// The objects of `world.s3`; what is no text is left out.
    pub fn store(&self, start: Timestamp) -> ObjectStore {
        let mut store = ObjectStore::default();
        let world = self.value.get("world");
        let buckets = world.and_then(|world| world.get("s3")?.as_object());
        for (bucket, objects) in buckets.into_iter().flat_map(Object::iter) {
            for (key, text) in objects.as_object().into_iter().flat_map(Object::iter) {
                if let Value::Text(text) = text {
                    store.put(bucket, key, text.clone(), start);
                }
            }
        }
        store
    }

    fn named(&self, name: &str) -> Text {
        let names = self.value.get("execution");
        let named = names.and_then(|names| names.get(name)?.as_str());
        Text::from(named.unwrap_or_default())
    }

    /// The names the recording used, at the moment to which its dates were frozen.
    pub fn setup(&self) -> Rc<Setup> {
        let machine_arn = self.named("stateMachineArn");
        let part = |at: usize| machine_arn.split(':').nth(at).unwrap_or_default();
        let execution_arn = self.named("executionArn");
        // An Express execution's ARN ends in an id of its own; the name stands before it.
        let express_name = match self.text("type") {
            "EXPRESS" => execution_arn.split(':').nth(7).map(Text::from),
            _ => None,
        };
        let input_text = self.input_text();
        Rc::new(Setup {
            number: 0,
            machine: 0,
            scope: RegionId(0),
            execution_name: express_name.unwrap_or_else(|| self.named("executionName")),
            execution_arn,
            machine_name: Text::from(part(6)),
            region: Text::from(part(3)),
            role_arn: self.named("roleArn"),
            workflow_type: match self.text("type") {
                "EXPRESS" => WorkflowType::Express,
                _ => WorkflowType::Standard,
            },
            synchronous: self.is_synchronous(),
            input: read_value(&input_text).unwrap_or_default(),
            input_text: Text::from(input_text),
            start: START,
            seed: 0,
            pace: Pace::ZERO,
            quotas: Quotas::default(),
            skip_retry_delays: false,
            activities: self.activities(),
            trace: false,
            machine_arn,
        })
    }

    /// Only the answer of StartSyncExecution tells what it costs.
    fn is_synchronous(&self) -> bool {
        let expected = self.value.get("expect");
        expected.is_some_and(|expected| expected.get("billing").is_some())
    }

    /// An activity with neither a call nor a worker in the world does not exist.
    fn activities(&self) -> Option<Vec<Text>> {
        if self.value.get("world").is_some() {
            return None;
        }
        let tasks = self.list("tasks");
        let activities = tasks.iter().filter(|task| is(task, "kind", "activity"));
        let arns = activities.filter_map(|task| task.get("resource")?.as_str().map(Text::from));
        Some(arns.collect())
    }
}

/// Whether a member is this text.
pub fn is(value: &Value, name: &str, text: &str) -> bool {
    value.get(name).and_then(Value::as_str) == Some(text)
}

/// A member as a number that counts something.
pub fn count(value: &Value, name: &str) -> Option<i64> {
    value.get(name)?.as_number()?.as_i64()
}

/// All `.json` files below a folder, in order of their paths.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        let entries = std::fs::read_dir(&folder)
            .unwrap_or_else(|fault| panic!("{} can be read: {fault}", folder.display()));
        for entry in entries.flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "json") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}
