//! Task: a call, its answers and its clocks.

use super::super::agenda::Phase;
use super::super::effect::{Effect, EffectId, Invoke, Reply, Stage};
use super::super::event::{ErrorDetails, EventKind, Scheduled, TaskEvent};
use super::super::failure::{cut, Failure, Trouble, DATA_LIMIT};
use super::super::flow::Fields;
use super::super::frame::{Call, Doing, FrameId};
use super::super::Machine;
use super::request;
use crate::definition::{Pattern, Resource, State, StateKind, Task};
use crate::digest::base64_encode;
use crate::time::Duration;
use crate::value::{Text, Value};
use std::rc::Rc;

/// What one attempt asks for.
struct Attempt {
    scheduled: Scheduled,
    token: Option<Text>,
}

impl Machine {
    /// Schedules an attempt: evaluates the call's input, starts its clocks and asks the outside.
    pub(super) fn task(&mut self, id: FrameId, state: &State, task: &Task) -> Result<(), Trouble> {
        let activity = task.resource == Resource::Activity;
        if activity && !self.activity_exists(&task.arn) {
            let detail = format!("The activity {} does not exist.", task.arn);
            return Err(Trouble::Runtime(detail));
        }
        let attempt = self.attempt(id, state, task)?;
        self.check_payload(&state.name, &attempt.scheduled.input)?;
        let effect = EffectId(self.next_effect);
        self.next_effect += 1;
        let scheduled = Rc::new(attempt.scheduled);
        self.append_task(id, TaskEvent::Scheduled(Rc::clone(&scheduled)));
        if !self.is_running() {
            return Ok(());
        }
        self.calls.insert(effect, id);
        self.note_call(id, effect, &attempt.token, &scheduled);
        if !activity {
            self.start_call(id);
        }
        if is_http(&task.resource) {
            self.bound_http(id);
        }
        self.invoke(id, effect, &scheduled, attempt.token);
        Ok(())
    }

    fn activity_exists(&self, arn: &Text) -> bool {
        let known = self.setup.activities.as_ref();
        known.is_none_or(|known| known.contains(arn))
    }

    fn attempt(&mut self, id: FrameId, state: &State, task: &Task) -> Result<Attempt, Trouble> {
        // A job has a token too: it can be ended by an answer to the token instead of by its service.
        let answerable = task.resource == Resource::Activity || is_submitted(&task.resource);
        let token = answerable.then(|| self.new_token());
        let seen = token.clone();
        let scheduled = self.evaluate_in(
            id,
            state,
            |around| around.with_token(seen),
            |fields| fields.scheduled(task),
        )?;
        Ok(Attempt { scheduled, token })
    }

    /// A task token: opaque, like the service's.
    pub(in super::super) fn new_token(&mut self) -> Text {
        let words: Vec<u8> = (0..12)
            .flat_map(|_| self.random.next().to_be_bytes())
            .collect();
        Text::from(base64_encode(&words))
    }

    fn note_call(
        &mut self,
        id: FrameId,
        effect: EffectId,
        token: &Option<Text>,
        scheduled: &Rc<Scheduled>,
    ) {
        if let Some(visit) = self.frames.get_mut(id).and_then(|f| f.visit.as_mut()) {
            visit.token = token.clone();
            visit.doing = Doing::Call(Call {
                effect,
                scheduled: Rc::clone(scheduled),
                heartbeat: None,
            });
        }
    }

    fn call(&mut self, id: FrameId) -> Option<&mut Call> {
        match &mut self.frames.get_mut(id)?.visit.as_mut()?.doing {
            Doing::Call(call) => Some(call),
            _ => None,
        }
    }

    /// Every call but an activity's starts by itself, and its clocks run from the moment it is scheduled.
    fn start_call(&mut self, id: FrameId) {
        let pace = self.setup.pace.start;
        self.schedule_after(id, pace, Phase::Started);
        self.start_clocks(id);
    }

    /// The service waits only so long for an HTTP endpoint, whatever the Task allows.
    fn bound_http(&mut self, id: FrameId) {
        if let Some(longest) = self.setup.quotas.http_duration {
            self.schedule_at(id, self.now + longest, Phase::SocketTimeout);
        }
    }

    pub(in super::super) fn socket_timed_out(&mut self, id: FrameId) {
        self.cancel_call(id);
        let details = ErrorDetails {
            error: Some("States.Http.Socket".into()),
            cause: None,
        };
        self.task_failed(id, Stage::Run, details);
    }

    fn start_clocks(&mut self, id: FrameId) {
        let Some(scheduled) = self.call(id).map(|call| Rc::clone(&call.scheduled)) else {
            return;
        };
        if let Some(seconds) = scheduled.timeout {
            self.schedule_at(id, self.now + span(seconds), Phase::TaskTimeout);
        }
        self.start_heartbeat(id);
    }

    fn start_heartbeat(&mut self, id: FrameId) {
        let scheduled = self.call(id).map(|call| Rc::clone(&call.scheduled));
        let Some(seconds) = scheduled.and_then(|scheduled| scheduled.heartbeat) else {
            return;
        };
        let due = self.now + span(seconds);
        let key = self.schedule_at(id, due, Phase::HeartbeatTimeout);
        if let Some(call) = self.call(id) {
            call.heartbeat = Some(key);
        }
    }

    fn invoke(&mut self, id: FrameId, effect: EffectId, call: &Scheduled, token: Option<Text>) {
        let Some(frame) = self.frames.get(id) else {
            return;
        };
        let Some(visit) = &frame.visit else {
            return;
        };
        self.out.effects.push(Effect::Invoke(Invoke {
            id: effect,
            execution: self.setup.number,
            machine: self.setup.machine,
            state: visit.state,
            place: frame.place.clone(),
            visit: visit.entered,
            attempt: visit.retries,
            input: call.input.clone(),
            token,
        }));
    }

    fn append_task(&mut self, id: FrameId, event: TaskEvent) {
        self.append(id, EventKind::Task(event));
    }

    pub(in super::super) fn task_started(&mut self, id: FrameId) {
        self.append_task(id, TaskEvent::Started(None));
    }

    /// An answer to the call that is out.
    pub(in super::super) fn task_reply(&mut self, id: FrameId, reply: Reply) {
        let definition = Rc::clone(&self.definition);
        let Some(state) = self.current(id).map(|state| definition.state(state)) else {
            return;
        };
        let StateKind::Task(task) = &state.kind else {
            return self.map_run_ended(id, state, reply);
        };
        let resource = &task.resource;
        match reply {
            Reply::Taken(worker) if *resource == Resource::Activity => self.task_taken(id, worker),
            Reply::Submitted(response) if is_submitted(resource) => {
                self.append_task(id, TaskEvent::Submitted(response));
            }
            // Only an activity is taken, only a job or callback is submitted.
            Reply::Taken(_) | Reply::Submitted(_) => {}
            Reply::Heartbeat => self.heartbeat(id),
            Reply::Succeeded(result) => self.task_answered(id, result),
            Reply::Failed(stage, details) => {
                self.task_failed(id, stage_of(resource, stage), details);
            }
        }
    }

    /// A worker has taken an activity's task. Only now its clocks run: a task that nobody takes never times out by
    /// itself (the service's advice for that is a timeout of the whole execution).
    fn task_taken(&mut self, id: FrameId, worker: Option<Text>) {
        self.append_task(id, TaskEvent::Started(worker));
        self.start_clocks(id);
    }

    /// A sign of life restarts the heartbeat's clock, never the total one.
    fn heartbeat(&mut self, id: FrameId) {
        if let Some(key) = self.call(id).and_then(|call| call.heartbeat) {
            self.agenda.cancel(key);
            self.start_heartbeat(id);
        }
    }

    /// A result over the payload limit is the failure of the call, by the name of who made it.
    fn task_answered(&mut self, id: FrameId, result: Value) {
        let definition = Rc::clone(&self.definition);
        let Some(state) = self.current(id).map(|state| definition.state(state)) else {
            return;
        };
        let StateKind::Task(task) = &state.kind else {
            return;
        };
        let who: &str = match &task.resource {
            Resource::Service { service, .. } => service,
            _ => &task.arn,
        };
        if let Err(trouble) = self.check_payload(who, &result) {
            let failure = trouble.in_state(&state.name, 0);
            let limit = failure
                .details
                .error
                .as_ref()
                .is_some_and(|e| e == DATA_LIMIT);
            if limit {
                return self.task_failed(id, Stage::Run, failure.details);
            }
        }
        self.cancel_pending(id);
        self.append_task(id, TaskEvent::Succeeded(result.clone()));
        let pace = self.setup.pace.transition;
        self.schedule_after(id, pace, Phase::Result(result));
    }

    fn task_failed(&mut self, id: FrameId, stage: Stage, details: ErrorDetails) {
        let details = cut(details, &self.setup.quotas);
        self.cancel_pending(id);
        let told = details.clone();
        self.append_task(
            id,
            match stage {
                Stage::Schedule => TaskEvent::ScheduleFailed(told),
                Stage::Start => TaskEvent::StartFailed(told),
                Stage::Submit => TaskEvent::SubmitFailed(told),
                Stage::Run => TaskEvent::Failed(told),
            },
        );
        self.judge_later(id, Failure::reported(details));
    }

    /// The total time or the heartbeat has run out; both look the same.
    pub(in super::super) fn task_timed_out(&mut self, id: FrameId, heartbeat: bool) {
        self.cancel_call(id);
        self.cancel_pending(id);
        let failure = Failure::timeout(heartbeat);
        self.append_task(id, TaskEvent::TimedOut(failure.details.clone()));
        self.judge_later(id, failure);
    }

    /// What becomes of a failed attempt is decided after everything else that is due at this instant, so that calls
    /// which time out together are all seen to do so.
    fn judge_later(&mut self, id: FrameId, failure: Failure) {
        self.schedule_at(id, self.now, Phase::Judge(Box::new(failure)));
    }

    /// Tells the outside that nobody awaits the call of this scope any more.
    pub(in super::super) fn cancel_call(&mut self, id: FrameId) {
        let visit = self.frames.get(id).and_then(|frame| frame.visit.as_ref());
        let effect = match visit.map(|visit| &visit.doing) {
            Some(Doing::Call(call)) => call.effect,
            Some(Doing::MapRun(run)) if run.is_open() => run.effect,
            _ => return,
        };
        self.out.effects.push(Effect::Cancel(effect));
    }

    /// The result's way to the state's output.
    pub(in super::super) fn task_result(&mut self, id: FrameId, result: Value) {
        let definition = Rc::clone(&self.definition);
        let Some(state) = self.current(id).map(|state| definition.state(state)) else {
            return;
        };
        match self.result_output(id, state, result) {
            Ok(leaving) => self.exit_normally(id, state, leaving),
            Err(trouble) => self.fail(id, trouble),
        }
    }
}

fn is_http(resource: &Resource) -> bool {
    matches!(resource, Resource::Service { service, .. } if service == "http")
}

fn is_submitted(resource: &Resource) -> bool {
    matches!(
        resource,
        Resource::Service {
            pattern: Pattern::RunJob | Pattern::WaitForTaskToken,
            ..
        }
    )
}

/// The stage at which a call of this kind can fail: each family of events lacks some.
fn stage_of(resource: &Resource, stage: Stage) -> Stage {
    match (resource, stage) {
        (Resource::Service { .. }, Stage::Schedule) => Stage::Start,
        (Resource::Activity, Stage::Start) => Stage::Schedule,
        (resource, Stage::Submit) if !is_submitted(resource) => Stage::Run,
        (_, stage) => stage,
    }
}

fn span(seconds: u64) -> Duration {
    Duration::from_secs(i64::try_from(seconds).unwrap_or(i64::MAX))
}

impl Fields<'_> {
    fn scheduled(&self, task: &Task) -> Result<Scheduled, Trouble> {
        let effective = self.effective_input()?;
        let timeout = self.limit_seconds(&task.timeout, "TimeoutSeconds", &effective)?;
        let heartbeat = self.limit_seconds(&task.heartbeat, "HeartbeatSeconds", &effective)?;
        let input = self.parameters(&effective)?;
        request::check(&task.resource, &input)?;
        let credentials = match &task.credentials {
            None => None,
            Some(template) => {
                let states = self.states();
                Some(self.with(&effective, states, |e| e.template(template, "Credentials"))?)
            }
        };
        let role = credentials.as_ref().and_then(|c| c.get("RoleArn"));
        Ok(Scheduled {
            input,
            timeout,
            heartbeat,
            role: role.and_then(Value::as_str).map(Text::from),
        })
    }
}
