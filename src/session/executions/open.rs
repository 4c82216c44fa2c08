//! Calls whose end comes from outside, or may: those left open, those with a token, which anybody can use, and in a run
//! that is steered all of them.

use super::{Executions, MAIN};
use crate::execution::{EffectId, Invoke, Machine, Outbox, Reply};
use crate::service::{Answer, Source};
use crate::session::map_run::Input;
use crate::time::{Duration, Timestamp};
use std::collections::BTreeMap;
use std::rc::Rc;

/// One call of one execution.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Call {
    /// The number of the execution that makes it.
    pub execution: u32,
    /// The number of the call there.
    pub effect: EffectId,
}

/// What is known of an open call.
#[derive(Clone, Debug)]
pub struct OpenCall {
    /// What is asked.
    pub invoke: Rc<Invoke>,
    /// Who is to answer.
    pub source: Source,
    /// When it was made.
    pub since: Timestamp,
    /// When the service has accepted it: nothing that comes from outside comes before.
    pub accepted: Timestamp,
    /// How long the answer takes unless it says otherwise itself, in milliseconds.
    pub after: u64,
    /// A worker has taken the activity's task.
    pub taken: bool,
}

/// All of them. Those that nobody awaits any more are swept out now and then.
#[derive(Clone, Debug, Default)]
pub(super) struct OpenCalls {
    calls: BTreeMap<Call, OpenCall>,
    /// All calls are kept: each answer can be changed while its call is out.
    all: bool,
    /// The next sweep comes when there are so many.
    sweep: usize,
    /// The call of the last micro-step that the user is asked for.
    pub(super) asked: Option<Call>,
}

/// The longest that an answer from outside takes: ten years, which no execution lasts.
const LATEST: i64 = 10 * 365 * 86_400_000;

fn millis(count: u64) -> Duration {
    Duration::from_millis(i64::try_from(count).unwrap_or(LATEST).min(LATEST))
}

impl OpenCalls {
    pub(super) fn remove(&mut self, call: Call) {
        self.calls.remove(&call);
    }
}

impl Executions {
    /// The same with every call open to another answer.
    pub fn steered(mut self) -> Executions {
        self.open.all = true;
        self
    }

    /// Calls that can be answered from outside, oldest first.
    pub fn open_calls(&self) -> impl Iterator<Item = (Call, &OpenCall)> {
        let calls = self.open.calls.iter();
        let awaited = calls.filter(|(call, _)| self.awaits(**call));
        awaited.map(|(call, open)| (*call, open))
    }

    /// The call that a handler must answer before anything else happens.
    pub fn handled_call(&self) -> Option<Call> {
        let mut calls = self.open_calls();
        let handled = calls.find(|(_, open)| open.source == Source::Handler);
        handled.map(|(call, _)| call)
    }

    /// The call of the last micro-step that the user is asked for.
    pub fn asked_call(&self) -> Option<Call> {
        self.open.asked
    }

    /// One of the calls that can be answered from outside, with the execution that makes it.
    pub fn open_call(&self, call: Call) -> Option<(&OpenCall, &Machine)> {
        let open = self.open.calls.get(&call)?;
        let machine = self.machine(call.execution)?;
        machine.awaits(call.effect).then_some((open, machine))
    }

    fn awaits(&self, call: Call) -> bool {
        let machine = self.machine(call.execution);
        machine.is_some_and(|machine| machine.awaits(call.effect))
    }

    /// Keeps what a call was answered if more may come from outside.
    pub(super) fn note_open(&mut self, call: Call, invoke: &Invoke, answer: &Answer) {
        if answer.open.is_none() && invoke.token.is_none() && !self.open.all {
            return;
        }
        if self.open.calls.len() >= self.open.sweep {
            let mut calls = std::mem::take(&mut self.open.calls);
            calls.retain(|call, _| self.awaits(*call));
            self.open.sweep = 2 * calls.len() + 64;
            self.open.calls = calls;
        }
        let since = self.machine(call.execution).map_or(self.now, Machine::now);
        let taken = |(_, reply): &(u64, Reply)| matches!(reply, Reply::Taken(_));
        let accepted = answer.replies.iter().find_map(|(after, reply)| {
            let accepts = matches!(reply, Reply::Taken(_) | Reply::Submitted(_));
            accepts.then_some(*after)
        });
        let open = OpenCall {
            invoke: Rc::new(invoke.clone()),
            source: answer.source,
            since,
            accepted: since + millis(accepted.unwrap_or_default()),
            after: answer.open.unwrap_or_default(),
            taken: answer.replies.iter().any(taken),
        };
        self.open.calls.insert(call, open);
        if answer.source == Source::User {
            self.open.asked = Some(call);
        }
    }

    /// An answer from outside, so many milliseconds from now.
    pub fn reply_to(&mut self, call: Call, after: u64, reply: Reply) {
        let known = self.open.calls.get(&call);
        let accepted = known.map(|open| open.accepted);
        // Of those who have the token the first counts; a service has one answer.
        let replaces = known.is_some_and(|open| open.invoke.token.is_none());
        let at = (self.now() + millis(after)).max(accepted.unwrap_or(self.now));
        match &reply {
            Reply::Succeeded(_) | Reply::Failed(..) => self.open.remove(call),
            Reply::Taken(_) | Reply::Submitted(_) | Reply::Heartbeat => {
                if let Some(open) = self.open.calls.get_mut(&call) {
                    open.taken |= matches!(reply, Reply::Taken(_));
                    // A handler has sent the token on: what comes next is somebody else's.
                    if open.source == Source::Handler && matches!(reply, Reply::Submitted(_)) {
                        open.source = Source::User;
                    }
                }
            }
        }
        if replaces {
            self.withdraw(call);
        }
        if call.execution == MAIN {
            self.main.wait_until(self.now);
        }
        self.reply(call.execution, call.effect, reply, at);
        self.open.asked = None;
    }

    /// Takes back what is planned as the result of a call.
    fn withdraw(&mut self, call: Call) {
        match call.execution {
            MAIN => self.main.withdraw(call.effect),
            number => self.change(number, |child| {
                child.take(Input::Withdraw(call.effect), &mut Outbox::default());
            }),
        }
    }
}
