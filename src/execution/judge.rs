//! What becomes of a failure: a retry, a catcher, or the failure of what is around.

use super::agenda::Phase;
use super::event::EventKind;
use super::failure::{cut, Failure, Trouble};
use super::frame::FrameId;
use super::leave::Next;
use super::trace::{TraceStage, Tried};
use super::Machine;
use crate::definition::{Exit, Retrier, State, StateKind};
use crate::time::Duration;
use crate::value::Text;
use std::rc::Rc;

impl Machine {
    /// Fails the state a scope is in because of its fields.
    pub(super) fn fail(&mut self, id: FrameId, trouble: Trouble) {
        if let Some(failure) = self.noted_failure(id, &trouble) {
            self.judge(id, failure);
        }
    }

    /// The failure that a trouble is in the scope's state. A failed JSONata evaluation has an event of its own.
    pub(super) fn noted_failure(&mut self, id: FrameId, trouble: &Trouble) -> Option<Failure> {
        let visit = self.frames.get(id)?.visit.as_ref()?;
        let name = &self.definition.state(visit.state).name;
        // TestState says what went wrong without naming the state: there is only one.
        let mut failure = match &self.trial {
            Some(_) => trouble.clone().alone(),
            None => trouble.clone().in_state(name, visit.entered),
        };
        failure.details = cut(failure.details, &self.setup.quotas);
        if let Trouble::Evaluation { location, .. } = trouble {
            let kind = EventKind::EvaluationFailed {
                details: failure.details.clone(),
                location: location.as_deref().map(Into::into),
            };
            self.append(id, kind);
        }
        Some(failure)
    }

    /// Decides about a failure, and about the failures that it causes further out.
    pub(super) fn judge(&mut self, id: FrameId, failure: Failure) {
        let mut next = Some((id, failure));
        while let Some((id, failure)) = next.take() {
            next = self.judge_one(id, failure);
        }
        self.drop_kept();
    }

    fn judge_one(&mut self, id: FrameId, failure: Failure) -> Option<(FrameId, Failure)> {
        let tail = self.frames.get(id)?.tail;
        self.trace(id, || TraceStage::Failed {
            details: failure.details.clone(),
            fatal: failure.fatal,
        });
        if failure.fatal {
            return match self.collapse_runtime(id, failure) {
                Ok(next) => next,
                Err(failure) => {
                    self.end_failed(tail, failure.details);
                    None
                }
            };
        }
        let definition = Rc::clone(&self.definition);
        let Some(state) = self.current(id).map(|state| definition.state(state)) else {
            return self.fail_scope(id, failure);
        };
        if self.retry(id, state, &failure) {
            return None;
        }
        let container = matches!(state.kind, StateKind::Parallel(_) | StateKind::Map(_));
        if container {
            self.append(id, EventKind::StateFailed);
        }
        let caught = self.catch(id, state, &failure);
        match caught {
            Caught::No => self.fail_scope(id, failure),
            Caught::Left => None,
            Caught::Failed(trouble) => {
                // The event of the failed evaluation names what came before the container's failure.
                self.set_tail(id, tail);
                let failure = self.noted_failure(id, &trouble)?;
                if failure.fatal {
                    return Some((id, failure));
                }
                if container {
                    self.append(id, EventKind::StateFailed);
                }
                self.fail_scope(id, failure)
            }
        }
    }

    /// The first retrier that names the error decides; when it is used up, later ones are not tried.
    fn retry(&mut self, id: FrameId, state: &State, failure: &Failure) -> bool {
        let lists = state.retry.iter().map(|r| r.error_equals.as_slice());
        let Some(at) = self.first_match(id, lists, failure, TraceStage::RetrierTried) else {
            return false;
        };
        let Some(retrier) = state.retry.get(at) else {
            return false;
        };
        let before = self.retries_before();
        let Some(visit) = self.frames.get_mut(id).and_then(|f| f.visit.as_mut()) else {
            return false;
        };
        visit.used.resize(state.retry.len(), before);
        let used = visit.used.get(at).copied().unwrap_or(0) + 1;
        if used > retrier.max_attempts {
            self.trace(id, || TraceStage::RetriesUsedUp(at as u32));
            return false;
        }
        visit.used[at] = used;
        let delay = self.delay(retrier, used);
        self.trace(id, || TraceStage::Retry {
            retrier: at as u32,
            used,
            delay: delay.millis(),
        });
        self.transitions += 1;
        if let Some(visit) = self.frames.get_mut(id).and_then(|f| f.visit.as_mut()) {
            visit.retries += 1;
        }
        self.schedule_at(id, self.now + delay, Phase::Retry);
        true
    }

    /// The position of the first list that names the error.
    fn first_match<'a>(
        &mut self,
        id: FrameId,
        lists: impl Iterator<Item = &'a [Text]>,
        failure: &Failure,
        told: impl Fn(Tried) -> TraceStage,
    ) -> Option<usize> {
        for (at, names) in lists.enumerate() {
            let matched = failure.matched_by(names);
            self.trace(id, || {
                told(Tried {
                    at: at as u32,
                    matched: matched.map(|name| name as u32),
                })
            });
            if matched.is_some() {
                return Some(at);
            }
        }
        None
    }

    /// `IntervalSeconds × BackoffRate^(k-1)`, at most `MaxDelaySeconds`; with full jitter anything up to that.
    fn delay(&mut self, retrier: &Retrier, attempt: u64) -> Duration {
        if self.setup.skip_retry_delays {
            return Duration::from_millis(0);
        }
        let power = retrier.backoff_rate.powf(attempt.saturating_sub(1) as f64);
        let mut seconds = retrier.interval_seconds * power;
        if let Some(max) = retrier.max_delay_seconds {
            seconds = seconds.min(max);
        }
        if retrier.full_jitter {
            seconds *= self.random.unit();
        }
        Duration::from_secs_f64(seconds)
    }

    fn catch(&mut self, id: FrameId, state: &State, failure: &Failure) -> Caught {
        let lists = state.catch.iter().map(|c| c.error_equals.as_slice());
        let found = self.first_match(id, lists, failure, TraceStage::CatcherTried);
        let Some((at, catcher)) = found.and_then(|at| Some((at, state.catch.get(at)?))) else {
            return Caught::No;
        };
        self.trace(id, || TraceStage::Catch(at as u32));
        let leaving = self.evaluate(id, state, |fields| fields.caught(at, catcher, failure));
        let checked = leaving.and_then(|leaving| {
            self.check_leaving(id, state, &leaving)?;
            Ok(leaving)
        });
        match (checked, Next::of(catcher.next.as_ref(), false)) {
            (Ok(leaving), Ok(next)) => {
                self.exit(id, leaving, next, Exit::Catch(at as u32));
                Caught::Left
            }
            (Err(trouble), _) | (_, Err(trouble)) => Caught::Failed(trouble),
        }
    }

    /// A scope fails: the execution, or what the scope belongs to.
    fn fail_scope(&mut self, id: FrameId, failure: Failure) -> Option<(FrameId, Failure)> {
        let frame = self.frames.get(id)?;
        match frame.parent {
            Some(parent) => self.collapse(parent, id, failure),
            None => {
                let tail = frame.tail;
                self.end_failed(tail, failure.details);
                None
            }
        }
    }
}

/// What became of the catchers.
enum Caught {
    /// None names the error.
    No,
    /// One did, and the state has been left.
    Left,
    /// One did, but its own fields failed.
    Failed(Trouble),
}
