//! What the functions take their path arguments for.

use super::{Argument, Call, Invocation};
use crate::query::path::Path;
use crate::query::taken::Need;
use crate::value::Value;

impl Call {
    /// The paths among the arguments, nested calls included, each with what it is taken for.
    pub fn taken(&self) -> Vec<(&Path, Need)> {
        let mut taken = Vec::new();
        // Nesting is bounded when the call is compiled.
        collect(&self.outermost, &mut taken);
        taken
    }
}

fn collect<'c>(call: &'c Invocation, taken: &mut Vec<(&'c Path, Need)>) {
    for (at, argument) in call.arguments.iter().enumerate() {
        match argument {
            Argument::Path(path) => taken.push((path, need(call.function.name, at))),
            Argument::Call(inner) => collect(inner, taken),
            Argument::Quoted(..) | Argument::Literal(_) => {}
        }
    }
}

fn need(function: &str, argument: usize) -> Need {
    match (function, argument) {
        ("States.ArrayGetItem", 1) => Need::Like(Value::from(0)),
        (
            "States.ArrayPartition"
            | "States.ArrayContains"
            | "States.ArrayGetItem"
            | "States.ArrayLength"
            | "States.ArrayUnique",
            0,
        ) => Need::List,
        ("States.MathRandom", 1) => Need::Like(Value::from(10)),
        ("States.ArrayPartition" | "States.ArrayRange" | "States.MathRandom", _)
        | ("States.MathAdd", _) => Need::number(),
        ("States.Hash", 1) => Need::Like(Value::from("SHA-256")),
        ("States.Base64Decode", _) => Need::Like(Value::from("ZXhhbXBsZQ==")),
        ("States.StringToJson", _) => Need::Like(Value::from("{}")),
        ("States.JsonMerge", 0 | 1) => Need::Like(Value::object()),
        ("States.JsonMerge", _) => Need::Like(Value::from(false)),
        ("States.Base64Encode" | "States.Hash" | "States.StringSplit", _)
        | ("States.Format", _) => Need::Text,
        _ => Need::Anything,
    }
}
