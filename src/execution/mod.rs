//! One execution as a pure machine: agenda, frames, effects out, replies in.
//!
//! Owns everything that happens between `ExecutionStarted` and the terminal event. Imports definitions, queries and
//! values. Deliberately knows no clock, no mock, no past: the time is the due time of the entry it pops, answers are
//! [`Reply`]s, and what it has recorded is the caller's to keep.

mod agenda;
mod children;
pub mod chunked;
mod clock;
mod collapse;
mod context;
mod evaluate;
mod failure;
mod flow;
mod frame;
mod judge;
mod leave;
mod record;
mod redrive;
mod states;
mod variables;
mod what_if;

pub mod effect;
pub mod event;
pub mod request;
pub mod setup;
pub mod standing;
pub mod trace;
pub mod trial;

pub use chunked::Chunked;
pub use effect::{Effect, EffectId, Invoke, Reply, Stage};
pub use event::{ErrorDetails, Event, EventId, EventKind, Place, PlaceStep, Scheduled, TaskEvent};
pub use failure::{is_fatal, matched};
pub use redrive::NotRedrivable;
pub use request::{Batch, Destination, ItemSource, MapRunRequest, Transformation, Writer};
pub use setup::{Pace, Setup, WorkflowType};
pub use standing::{Awaited, Pending, Standing};
pub use trace::{Trace, TraceStage, Tried};
pub use trial::{Inside, Trial};

use crate::definition::StateMachine;
use crate::random::Random;
use crate::time::{Duration, Timestamp};
use crate::value::Value;
use agenda::{Agenda, Key, Phase, Wake};
use context::Redriven;
use failure::Trouble;
use frame::{Frame, FrameId, Frames};
use redrive::Halted;
use std::collections::BTreeMap;
use std::rc::Rc;

/// An execution, running or ended. Cloning it makes a checkpoint and costs a count per open scope.
///
/// ```
/// use stepglass::definition::read::read;
/// use stepglass::execution::{Effect, Machine, Outbox, Reply, Setup, Status};
/// use std::rc::Rc;
///
/// let definition = read(r#"{"StartAt": "Greet", "States": {"Greet": {
///     "Type": "Task", "Resource": "arn:aws:lambda:us-east-1:111111111111:function:greet", "End": true}}}"#);
/// let setup = Rc::new(Setup::named("Greeter", "first", "{}"));
/// let mut out = Outbox::default();
/// let mut machine = Machine::start(Rc::new(definition.machine), setup, &mut out);
/// while machine.step(&mut out) {
///     for effect in out.effects.drain(..) {
///         if let Effect::Invoke(call) = effect {
///             machine.reply(call.id, Reply::Succeeded("hello".into()), machine.now());
///         }
///     }
/// }
/// assert_eq!(machine.outcome().status, Status::Succeeded);
/// assert_eq!(machine.outcome().output, Some("hello".into()));
/// assert_eq!(out.events.len(), 7);
/// ```
#[derive(Clone, Debug)]
pub struct Machine {
    definition: Rc<StateMachine>,
    setup: Rc<Setup>,
    now: Timestamp,
    agenda: Agenda,
    frames: Frames,
    random: Random,
    next_event: EventId,
    next_effect: u32,
    /// Calls that are awaited, and by whom.
    calls: BTreeMap<EffectId, FrameId>,
    transitions: u32,
    outcome: Outcome,
    redriven: Option<Redriven>,
    /// Once the execution is lost: what a redrive goes on from.
    halted: Option<Box<Halted>>,
    /// The same before the failure that is being dealt with; empty between calls.
    kept: Option<Box<Halted>>,
    /// The state that is tried by itself, if one is.
    trial: Option<Rc<Trial>>,
    /// Filled during a call, empty between calls.
    out: Outbox,
}

/// What one call of the machine produced, in order. The caller empties it.
#[derive(Clone, Debug, Default)]
pub struct Outbox {
    /// New history events.
    pub events: Vec<Event>,
    /// New requests to the outside.
    pub effects: Vec<Effect>,
    /// Data-flow stages and decisions, when the setup asks for them.
    pub trace: Vec<Trace>,
}

/// Status of an execution, as DescribeExecution names them.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Status {
    /// Not ended.
    #[default]
    Running,
    /// Ended with an output.
    Succeeded,
    /// Ended with an error.
    Failed,
    /// Out of time.
    TimedOut,
    /// Stopped by StopExecution.
    Aborted,
}

/// How an execution stands or ended.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// Its status.
    pub status: Status,
    /// Its output, when it succeeded.
    pub output: Option<Value>,
    /// Its error and cause, when it failed. A timed out execution reports none.
    pub details: ErrorDetails,
}

impl Status {
    /// The service's name: `RUNNING`, `TIMED_OUT`…
    pub fn name(self) -> &'static str {
        match self {
            Status::Running => "RUNNING",
            Status::Succeeded => "SUCCEEDED",
            Status::Failed => "FAILED",
            Status::TimedOut => "TIMED_OUT",
            Status::Aborted => "ABORTED",
        }
    }
}

impl Machine {
    /// Starts an execution: records `ExecutionStarted` and puts the first state on the agenda.
    pub fn start(definition: Rc<StateMachine>, setup: Rc<Setup>, out: &mut Outbox) -> Machine {
        let mut machine = Machine::new(definition, setup);
        machine.begin();
        machine.drain(out);
        machine
    }

    fn new(definition: Rc<StateMachine>, setup: Rc<Setup>) -> Machine {
        Machine {
            now: setup.start,
            agenda: Agenda::default(),
            frames: Frames::default(),
            random: Random::new(setup.seed),
            next_event: 1,
            next_effect: 1,
            calls: BTreeMap::new(),
            transitions: 1,
            outcome: Outcome::default(),
            redriven: None,
            halted: None,
            kept: None,
            trial: None,
            out: Outbox::default(),
            definition,
            setup,
        }
    }

    fn begin(&mut self) {
        let started = EventKind::ExecutionStarted(self.setup.input_text.clone());
        self.record(0, None, 0, Place::default(), started);
        self.limit_time();
        let id = self.frames.add(Frame::default());
        if self.begin_trial(id) {
            return;
        }
        self.enter_region(id, self.setup.scope, self.setup.input.clone());
    }

    /// Runs the earliest entry of the agenda: one micro-step, always finite. `false` when nothing is due at all:
    /// the execution has ended, or it waits for a reply.
    pub fn step(&mut self, out: &mut Outbox) -> bool {
        let Some((key, wake)) = self.agenda.pop() else {
            return false;
        };
        std::mem::swap(&mut self.out, out);
        let last = self.last_moment().filter(|last| key.due() > *last);
        self.now = self.now.max(last.unwrap_or(key.due()));
        match wake {
            _ if last.is_some() => self.time_out(),
            Wake::ExecutionTimeout => self.time_out(),
            Wake::Frame(id, phase) => {
                if let Some(frame) = self.frames.get_mut(id) {
                    frame.forget(key);
                }
                self.run(id, phase);
            }
        }
        self.forget_plans();
        std::mem::swap(&mut self.out, out);
        true
    }

    /// A phase in the middle of which the execution ended may have planned on: nothing is due after the end.
    fn forget_plans(&mut self) {
        if !self.is_running() {
            self.agenda.clear();
            self.frames.clear();
            self.calls.clear();
        }
    }

    fn run(&mut self, id: FrameId, phase: Phase) {
        match phase {
            Phase::Enter(state, input) => self.enter(id, state, input),
            Phase::Work | Phase::Retry => self.work(id),
            Phase::Started => self.task_started(id),
            Phase::Reply(reply) => self.task_reply(id, reply),
            Phase::Result(value) => self.task_result(id, value),
            Phase::TaskTimeout => self.task_timed_out(id, false),
            Phase::HeartbeatTimeout => self.task_timed_out(id, true),
            Phase::SocketTimeout => self.socket_timed_out(id),
            Phase::Timer => self.wait_over(id),
            Phase::Iterate => self.iterate(id),
            Phase::Complete => self.complete(id),
            Phase::RedriveMapRun => self.redrive_map_run(id),
            Phase::Judge(failure) => self.judge(id, *failure),
        }
    }

    /// Delivers an answer at `at`, or now if that is past. An answer nobody awaits any more is dropped.
    pub fn reply(&mut self, id: EffectId, reply: Reply, at: Timestamp) {
        if let Some(frame) = self.calls.get(&id).copied() {
            let at = self.after_start(frame, &reply, at.max(self.now));
            self.schedule_at(frame, at, Phase::Reply(reply));
        }
    }

    /// Whether the answer to this request is awaited.
    pub fn awaits(&self, id: EffectId) -> bool {
        self.calls.contains_key(&id)
    }

    /// Lets time pass without anything happening, up to `at`.
    pub fn wait_until(&mut self, at: Timestamp) {
        self.now = self.now.max(at);
    }

    /// StopExecution: the execution is aborted where it stands, with the caller's error and cause.
    pub fn stop(&mut self, details: ErrorDetails, out: &mut Outbox) {
        let details = failure::cut(details, &self.setup.quotas);
        self.end(0, EventKind::ExecutionAborted(details));
        self.drain(out);
    }

    /// Due time of the earliest entry.
    pub fn next_due(&self) -> Option<Timestamp> {
        self.agenda.next_due()
    }

    /// Whether the earliest entry is a timer that only lets time pass: a Wait, a retry delay, a timeout.
    pub fn waits_for_timer(&self) -> bool {
        match self.agenda.next() {
            Some(Wake::ExecutionTimeout) => true,
            Some(Wake::Frame(_, phase)) => matches!(
                phase,
                Phase::Timer | Phase::Retry | Phase::TaskTimeout | Phase::HeartbeatTimeout
            ),
            None => false,
        }
    }

    /// Virtual time.
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// How it stands or ended.
    pub fn outcome(&self) -> &Outcome {
        &self.outcome
    }

    /// Its status.
    pub fn status(&self) -> Status {
        self.outcome.status
    }

    /// Whether it has not ended.
    pub fn is_running(&self) -> bool {
        self.outcome.status == Status::Running
    }

    /// State transitions so far: one for the start, one per state entered, one per retry.
    pub fn transitions(&self) -> u32 {
        self.transitions
    }

    /// How many events were recorded.
    pub fn event_count(&self) -> u32 {
        self.next_event - 1
    }

    /// How many scopes are open: the execution, branches, iterations.
    pub fn open_scopes(&self) -> usize {
        self.frames.len()
    }

    /// The definition it runs.
    pub fn definition(&self) -> &Rc<StateMachine> {
        &self.definition
    }

    /// What it was started with.
    pub fn setup(&self) -> &Rc<Setup> {
        &self.setup
    }

    fn schedule_at(&mut self, id: FrameId, due: Timestamp, phase: Phase) -> Key {
        let key = self.agenda.schedule(due, Wake::Frame(id, phase));
        if let Some(frame) = self.frames.get_mut(id) {
            frame.pending.push(key);
        }
        key
    }

    fn schedule_after(&mut self, id: FrameId, pace: (u32, u32), phase: Phase) -> Key {
        let delay = self.draw(pace);
        self.schedule_at(id, self.now + delay, phase)
    }

    /// As `schedule_after`; what is due at once comes before everything else that is.
    fn follow_after(&mut self, id: FrameId, pace: (u32, u32), phase: Phase) {
        let due = self.now + self.draw(pace);
        let key = self.agenda.follow(due, Wake::Frame(id, phase));
        if let Some(frame) = self.frames.get_mut(id) {
            frame.pending.push(key);
        }
    }

    /// A duration between the two bounds, in milliseconds.
    fn draw(&mut self, (from, to): (u32, u32)) -> Duration {
        if to == 0 {
            return Duration::from_millis(0);
        }
        let spread = u64::from(to.saturating_sub(from)) + 1;
        Duration::from_millis(i64::from(from) + self.random.below(spread) as i64)
    }

    /// Forgets all that a scope has on the agenda and the call it awaits.
    fn cancel_pending(&mut self, id: FrameId) {
        let Some(frame) = self.frames.get_mut(id) else {
            return;
        };
        let pending = std::mem::take(&mut frame.pending);
        let call = frame.visit.as_mut().and_then(|visit| visit.awaited());
        for key in pending {
            self.agenda.cancel(key);
        }
        if let Some(effect) = call {
            self.calls.remove(&effect);
        }
    }

    fn drain(&mut self, out: &mut Outbox) {
        out.events.append(&mut self.out.events);
        out.effects.append(&mut self.out.effects);
        out.trace.append(&mut self.out.trace);
    }
}
