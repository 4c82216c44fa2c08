//! What a Map Run hands over at its end: the state's result, and the files that a ResultWriter writes.

use super::{named, Child, MapRun};
use crate::execution::{
    Destination, ErrorDetails, Machine, NotRedrivable, Status, Transformation, Writer,
};
use crate::service::ObjectStore;
use crate::text::write::compact;
use crate::time::Timestamp;
use crate::value::{Array, Object, Text, Value};

const WRITER_FAILED: &str = "States.ResultWriterFailed";

/// `ResultFiles` of the manifest: those of earlier generations stay.
#[derive(Clone, Debug, Default)]
pub(super) struct Files {
    failed: Vec<Value>,
    pending: Vec<Value>,
    succeeded: Vec<Value>,
}

impl MapRun {
    /// The result of the state: the children's results in order, or where they were written.
    pub(super) fn hand_over(
        &mut self,
        owner: Option<&Machine>,
        store: &mut ObjectStore,
        now: Timestamp,
    ) -> Result<Value, ErrorDetails> {
        let request = std::rc::Rc::clone(&self.request);
        let Some(writer) = &request.writer else {
            return Ok(Value::Array(
                self.results(Transformation::Compact, |_| true),
            ));
        };
        match &writer.destination {
            None => Ok(Value::Array(self.results(writer.transformation, |_| true))),
            Some(destination) if destination.bucket.is_empty() => {
                Err(named(WRITER_FAILED, "The bucket name is missing."))
            }
            Some(destination) => Ok(self.export(writer, destination, owner, store, now)),
        }
    }

    /// Results of the wanted children. One that failed is always told with all that is known of it.
    fn results(&self, form: Transformation, wanted: impl Fn(&Child) -> bool) -> Array {
        let mut results = Vec::new();
        for child in self.children.iter().filter(|child| wanted(child)) {
            let output = child.outcome.output.as_ref();
            match (form, output) {
                (Transformation::None, _) | (_, None) => results.push(self.described(child)),
                (Transformation::Flatten, Some(Value::Array(items))) => {
                    results.extend(items.iter().cloned());
                }
                (_, Some(output)) => results.push(output.clone()),
            }
        }
        results.into()
    }

    /// Writes the files of this generation and the manifest of all.
    fn export(
        &mut self,
        writer: &Writer,
        destination: &Destination,
        owner: Option<&Machine>,
        store: &mut ObjectStore,
        now: Timestamp,
    ) -> Value {
        let generation = self.redrives;
        let folder = self.folder(&destination.prefix);
        let fresh = |child: &Child| child.generation == generation && child.stopped.is_some();
        let good = |child: &Child| child.outcome.status == Status::Succeeded;
        let succeeded = self.results(writer.transformation, |c| fresh(c) && good(c));
        let failed = self.results(Transformation::None, |c| fresh(c) && !good(c));
        let pending = self.pending(owner);
        let ended = self.children.iter().filter(|child| fresh(child));
        let count =
            |(children, items), child: &Child| (children + 1, items + u64::from(child.items));
        self.written = ended.fold(self.written, count);
        let mut file = |status: &str, results: &Array| {
            if results.is_empty() {
                return None;
            }
            let ending = if writer.lines { "jsonl" } else { "json" };
            let key = format!("{folder}{status}_0.{ending}");
            let text = Text::from(written(results, writer.lines));
            let size = text.len();
            store.put(&destination.bucket, &key, text, now);
            Some(Value::Object(
                Object::default().with("Key", key).with("Size", size),
            ))
        };
        self.files.succeeded.extend(file("SUCCEEDED", &succeeded));
        self.files.failed.extend(file("FAILED", &failed));
        self.files.pending.extend(file("PENDING", &pending));
        let key = format!("{folder}manifest.json");
        let manifest = compact(&self.manifest(destination));
        store.put(&destination.bucket, &key, manifest.into(), now);
        let details = Object::default()
            .with("Bucket", destination.bucket.clone())
            .with("Key", key);
        let result = Object::default().with("MapRunArn", self.request.arn.clone());
        Value::Object(result.with("ResultWriterDetails", details))
    }

    fn manifest(&self, destination: &Destination) -> Value {
        let files = Object::default()
            .with("FAILED", self.files.failed.clone())
            .with("PENDING", self.files.pending.clone())
            .with("SUCCEEDED", self.files.succeeded.clone());
        let manifest = Object::default()
            .with("DestinationBucket", destination.bucket.clone())
            .with("MapRunArn", self.request.arn.clone())
            .with("ResultFiles", files);
        Value::Object(manifest)
    }

    /// `PREFIX/UUID/`; a redrive writes into a folder of its own.
    fn folder(&self, prefix: &str) -> String {
        let run = self.request.arn.rsplit(':').next().unwrap_or_default();
        let prefix = prefix.trim_end_matches('/');
        let slash = if prefix.is_empty() { "" } else { "/" };
        match self.redrives {
            0 => format!("{prefix}{slash}{run}/"),
            redrive => format!("{prefix}{slash}{run}/Redrive-{redrive}/"),
        }
    }

    /// The inputs of the children that never started. Drawn from a copy: a redrive still starts them. Once nobody awaits
    /// the Map Run any more there is no ItemSelector to make them.
    fn pending(&self, owner: Option<&Machine>) -> Array {
        let mut inputs = Vec::new();
        let mut ahead = self.clone();
        let Some(owner) = owner.filter(|owner| owner.awaits(self.request.id)) else {
            return Array::default();
        };
        while let Ok(Some((input, _))) = ahead.draw_child(owner) {
            let child = Object::default()
                .with("Input", compact(&input))
                .with("InputDetails", Object::default().with("Included", true))
                .with("Status", "PENDING");
            inputs.push(Value::Object(child));
        }
        inputs.into()
    }

    /// All that is known of a child: the service writes the members in the order of their names.
    fn described(&self, child: &Child) -> Value {
        let setup = self.child_setup(child, false);
        let included = || Object::default().with("Included", true);
        let mut object = Object::default();
        if let Some(cause) = &child.outcome.details.cause {
            object.set("Cause", cause.clone());
        }
        if let Some(error) = &child.outcome.details.error {
            object.set("Error", error.clone());
        }
        let mut object = object
            .with("ExecutionArn", setup.execution_arn)
            .with("Input", compact(&child.input))
            .with("InputDetails", included())
            .with("Name", setup.execution_name);
        if let Some(output) = &child.outcome.output {
            object.set("Output", compact(output));
            object.set("OutputDetails", included());
        }
        object.set("RedriveCount", child.redrives);
        let object = match (child.outcome.status, self.request.express) {
            (Status::Succeeded, _) => object
                .with("RedriveStatus", "NOT_REDRIVABLE")
                .with("RedriveStatusReason", NotRedrivable::Succeeded.reason()),
            (_, true) => object.with("RedriveStatus", "REDRIVABLE_BY_MAP_RUN"),
            (_, false) => object.with("RedriveStatus", "REDRIVABLE"),
        };
        let stopped = child.stopped.map(|time| time.to_string());
        let object = object
            .with("StartDate", child.started.to_string())
            .with("StateMachineArn", setup.machine_arn)
            .with("Status", child.outcome.status.name());
        Value::Object(match stopped {
            Some(stopped) => object.with("StopDate", stopped),
            None => object,
        })
    }
}

fn written(results: &Array, lines: bool) -> String {
    if !lines {
        return compact(&Value::Array(results.clone()));
    }
    let lines = results.iter().map(|result| compact(result) + "\n");
    lines.collect()
}
