//! Names of the children and of their state machine.

use super::{Child, MapRun};
use crate::execution::{Setup, WorkflowType};
use crate::random::Random;
use crate::text::write::compact;
use crate::value::Text;

impl MapRun {
    /// What a child was started with; `whole` with its input's text, which only its history shows.
    pub(super) fn child_setup(&self, child: &Child, whole: bool) -> Setup {
        let mut random = Random::new(self.setup.seed)
            .stream(u64::from(child.number))
            .stream(3);
        let name = random.uuid();
        let machine = self.child_machine();
        let arn = |rest: String| self.states_arn(&rest);
        let express = self.request.express;
        Setup {
            number: child.number,
            scope: self.request.region,
            execution_arn: match express {
                true => arn(format!("express:{machine}:{name}:{}", random.uuid())),
                false => arn(format!("execution:{machine}:{name}")),
            },
            execution_name: name.into(),
            machine_arn: arn(format!("stateMachine:{machine}")),
            machine_name: machine.into(),
            workflow_type: match express {
                true => WorkflowType::Express,
                false => WorkflowType::Standard,
            },
            synchronous: false,
            input_text: match whole {
                true => compact(&child.input).into(),
                false => Text::default(),
            },
            input: child.input.clone(),
            start: child.started,
            seed: random.next(),
            trace: whole,
            ..Setup::clone(&self.setup)
        }
    }

    /// `MACHINE/LABEL`, the name that the children's state machine has.
    fn child_machine(&self) -> String {
        let machine = self.setup.machine_name.split('/').next();
        format!("{}/{}", machine.unwrap_or_default(), self.request.label)
    }

    /// An ARN of Step Functions in the owner's region and account.
    fn states_arn(&self, rest: &str) -> Text {
        let head: Vec<&str> = self.setup.machine_arn.split(':').take(5).collect();
        Text::from(format!("{}:{rest}", head.join(":")))
    }
}
