//! Pass, Succeed, Fail, Parallel: states that neither wait nor call.

use super::super::agenda::Phase;
use super::super::chunked::Chunked;
use super::super::event::{ErrorDetails, EventKind};
use super::super::failure::{cut, Failure, Trouble};
use super::super::flow::Way;
use super::super::frame::{Children, Doing, FrameId};
use super::super::leave::Next;
use super::super::Machine;
use crate::definition::{Exit, Fail, RegionId, State};
use crate::value::{Text, Value};
use std::collections::BTreeMap;

impl Machine {
    /// `Result` or `Parameters` or the input itself becomes the result.
    pub(super) fn pass(
        &mut self,
        id: FrameId,
        state: &State,
        result: Option<&Value>,
    ) -> Result<(), Trouble> {
        let (_, prepared) = self.prepare(id, state)?;
        let result = result.cloned().unwrap_or(prepared);
        let leaving = self.result_output(id, state, result)?;
        self.exit_normally(id, state, leaving);
        Ok(())
    }

    pub(super) fn succeed(&mut self, id: FrameId, state: &State) -> Result<(), Trouble> {
        let leaving = self.evaluate(id, state, |fields| {
            fields.effective_input()?;
            fields.plain_output(Way::of(state))
        })?;
        self.check_leaving(id, state, &leaving)?;
        self.exit(id, leaving, Next::End, Exit::Own);
        Ok(())
    }

    /// Fails its scope with the given texts; there is no exited event and nothing to retry or catch.
    pub(super) fn fail_state(
        &mut self,
        id: FrameId,
        state: &State,
        fail: &Fail,
    ) -> Result<(), Trouble> {
        let failure = Failure::raised(self.fail_texts(id, state, fail)?);
        self.schedule_at(id, self.now, Phase::Judge(Box::new(failure)));
        Ok(())
    }

    /// Error and cause of a Fail state.
    pub(in super::super) fn fail_texts(
        &mut self,
        id: FrameId,
        state: &State,
        fail: &Fail,
    ) -> Result<ErrorDetails, Trouble> {
        let details = self.evaluate(id, state, |fields| {
            fields.effective_input()?;
            fields.with(fields.raw, fields.states(), |e| {
                let told = |field, text: &Option<Text>| {
                    if let Some(text) = text {
                        fields.setting(field, || Value::Text(text.clone()));
                    }
                };
                let error = e.fail_text(&fail.error, "Error")?;
                told("Error", &error);
                let cause = e.fail_text(&fail.cause, "Cause")?;
                told("Cause", &cause);
                Ok(ErrorDetails { error, cause })
            })
        })?;
        Ok(cut(details, &self.setup.quotas))
    }

    pub(super) fn parallel(
        &mut self,
        id: FrameId,
        state: &State,
        branches: &[RegionId],
    ) -> Result<(), Trouble> {
        let (_, input) = self.prepare(id, state)?;
        self.check_payload(&state.name, &input)?;
        let started = self.append(id, EventKind::StateStarted(None));
        let children = Children {
            input: input.clone(),
            results: Chunked::filled(None, branches.len()),
            ended: 0,
            open: BTreeMap::new(),
            last: started,
            items: None,
        };
        self.set_doing(id, Doing::Children(Box::new(children)));
        if branches.is_empty() {
            self.complete(id);
        } else {
            self.start_branches(id, branches, &input);
        }
        Ok(())
    }
}
