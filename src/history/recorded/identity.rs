//! Names and ARNs of a recorded execution, as far as the texts tell them.

use super::Recorded;
use crate::value::Text;

/// What an execution is called whose name is not among the texts.
const UNNAMED: &str = "recorded-run";

/// Names and ARNs; empty where nothing tells them.
#[derive(Clone, Debug)]
pub struct Identity {
    /// ARN of the execution.
    pub arn: String,
    /// Its name.
    pub name: String,
    /// ARN of the state machine.
    pub machine_arn: String,
    /// Its name.
    pub machine_name: String,
    /// `STANDARD` or `EXPRESS`.
    pub kind: String,
    /// The Region.
    pub region: String,
    /// The account's number.
    pub account: String,
    /// The role that it ran with.
    pub role: Option<Text>,
}

impl Recorded {
    /// Names and ARNs of the execution.
    pub fn identity(&self) -> Identity {
        let described = &self.described;
        let text = |name: &str| described.text(name).map(|t| t.to_string());
        let arn = text("executionArn").unwrap_or_default();
        let machine_arn = text("stateMachineArn").unwrap_or_default();
        // A definition of an execution comes with its machine's ARN; `name` alone may be either's.
        let of_machine = described.of_machine("name").unwrap_or_default();
        let machine_name = [part(&machine_arn, 6), part(&arn, 6), of_machine.to_owned()];
        let role = self.raw.first().and_then(|raw| raw.text("roleArn"));
        let region = self.region.as_deref().unwrap_or_default().to_owned();
        let from = [&arn, &machine_arn].into_iter().find(|arn| !arn.is_empty());
        Identity {
            name: match described.has_execution() {
                true => text("name").unwrap_or_else(|| part(&arn, 7)),
                false => UNNAMED.to_owned(),
            },
            machine_name: machine_name
                .into_iter()
                .find(|name| !name.is_empty())
                .unwrap_or_default(),
            kind: described
                .of_machine("type")
                .unwrap_or("STANDARD")
                .to_owned(),
            region: from.map_or(region, |arn| part(arn, 3)),
            account: match (from, role) {
                (Some(arn), _) => part(arn, 4),
                (None, Some(role)) => part(role, 4),
                (None, None) => String::new(),
            },
            role: role.cloned(),
            arn,
            machine_arn,
        }
    }

    /// Input of the execution as it was printed.
    pub fn input(&self) -> Option<Text> {
        let own = self.events.first().and_then(|first| self.payload(first));
        own.or_else(|| self.described.text("input"))
    }
}

fn part(arn: &str, at: usize) -> String {
    arn.split(':').nth(at).unwrap_or_default().to_owned()
}
