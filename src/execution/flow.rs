//! A state's data on its way: input, parameters or arguments, result, output, assigned variables.

use super::context::Around;
use super::evaluate::Evaluation;
use super::failure::{Failure, Trouble};
use super::frame::{FrameId, MapItem};
use super::trace::TraceStage;
use super::Machine;
use crate::definition::{Catcher, QueryLanguage, ResultPath, State, StateKind, Template};
use crate::query::jsonata::States;
use crate::random::Random;
use crate::text::write::compact;
use crate::value::{Object, Value};
use std::cell::RefCell;
use std::rc::Rc;

/// What leaves a state.
#[derive(Clone, Debug)]
pub(super) struct Leaving {
    pub(super) output: Value,
    /// `None` when the state has no `Assign`.
    pub(super) assigned: Option<Object>,
}

/// The fields of one way out of a state: its own, a choice rule's, a catcher's.
#[derive(Clone, Copy, Debug)]
pub(super) struct Way<'d> {
    /// What stands before their names in messages: nothing, `Choices[0]/`, `Catch[1]/`.
    pub(super) at: &'d str,
    pub(super) output: Option<&'d Template>,
    pub(super) assign: Option<&'d Template>,
}

impl<'d> Way<'d> {
    /// The state's own fields.
    pub(super) fn of(state: &'d State) -> Way<'d> {
        Way {
            at: "",
            output: state.flow.output.as_ref(),
            assign: state.flow.assign.as_ref(),
        }
    }
}

/// A state visit while its fields are evaluated.
pub(super) struct Fields<'a> {
    pub(super) state: &'a State,
    pub(super) around: &'a Around<'a>,
    /// Raw state input.
    pub(super) raw: &'a Value,
    /// Stages for the side log, when somebody listens.
    notes: Option<RefCell<Vec<TraceStage>>>,
}

impl Machine {
    /// Evaluates fields of the state a scope is in, and keeps the random bits that were drawn.
    pub(super) fn evaluate<T>(
        &mut self,
        id: FrameId,
        state: &State,
        fields: impl FnOnce(&Fields) -> Result<T, Trouble>,
    ) -> Result<T, Trouble> {
        self.evaluate_in(id, state, |around| around, fields)
    }

    /// The same with changed surroundings: an item of a Map, a new token.
    pub(super) fn evaluate_in<T>(
        &mut self,
        id: FrameId,
        state: &State,
        change: impl for<'m> FnOnce(Around<'m>) -> Around<'m>,
        fields: impl FnOnce(&Fields) -> Result<T, Trouble>,
    ) -> Result<T, Trouble> {
        let gone = || Trouble::Runtime("The state is no longer running.".to_owned());
        let frame = self.frames.get(id).ok_or_else(gone)?;
        let visit = frame.visit.as_ref().ok_or_else(gone)?;
        let chance = (self.now, self.random.clone());
        let around = Around::new(&self.setup, frame, state, chance);
        let given = self.trial.as_ref().map(|trial| trial.context.clone());
        let around = change(around.with_redrive(self.redriven).with_context(given));
        let fields_of_state = Fields {
            state,
            around: &around,
            raw: &visit.input,
            notes: self.setup.trace.then(RefCell::default),
        };
        let result = fields(&fields_of_state);
        let notes = fields_of_state.notes;
        self.random = around.into_random();
        for stage in notes.map(RefCell::into_inner).unwrap_or_default() {
            self.trace(id, || stage);
        }
        result
    }

    /// Evaluates fields for one item of a Map Run, with random bits of its own: nothing of the execution changes.
    pub(super) fn evaluate_apart<T>(
        &self,
        id: FrameId,
        state: &State,
        (item, chance): (Rc<MapItem>, Random),
        fields: impl FnOnce(&Fields) -> Result<T, Trouble>,
    ) -> Result<T, Trouble> {
        let gone = || Trouble::Runtime("The state is no longer running.".to_owned());
        let frame = self.frames.get(id).ok_or_else(gone)?;
        let visit = frame.visit.as_ref().ok_or_else(gone)?;
        let around = Around::new(&self.setup, frame, state, (self.now, chance));
        let around = around.with_redrive(self.redriven).with_item(item);
        fields(&Fields {
            state,
            around: &around,
            raw: &visit.input,
            notes: None,
        })
    }

    /// The input after `InputPath`, and after `Parameters` or `Arguments`.
    pub(super) fn prepare(
        &mut self,
        id: FrameId,
        state: &State,
    ) -> Result<(Value, Value), Trouble> {
        self.evaluate(id, state, |fields| {
            let effective = fields.effective_input()?;
            let prepared = fields.parameters(&effective)?;
            Ok((effective, prepared))
        })
    }

    /// The way of a result to the state's output.
    pub(super) fn result_output(
        &mut self,
        id: FrameId,
        state: &State,
        result: Value,
    ) -> Result<Leaving, Trouble> {
        let leaving = self.evaluate(id, state, |fields| fields.result_output(&result))?;
        self.check_leaving(id, state, &leaving)?;
        Ok(leaving)
    }

    /// Refuses an output that is too large, and variables that are.
    pub(super) fn check_leaving(
        &mut self,
        id: FrameId,
        state: &State,
        leaving: &Leaving,
    ) -> Result<(), Trouble> {
        self.trace(id, || TraceStage::Output(leaving.output.clone()));
        if let Some(assigned) = &leaving.assigned {
            self.trace(id, || TraceStage::Assigned(assigned.clone()));
            self.check_variables(id, assigned)?;
        }
        self.check_payload(&state.name, &leaving.output)
    }

    /// Refuses payloads over the size and depth limits; `who` made it.
    pub(super) fn check_payload(&self, who: &str, value: &Value) -> Result<(), Trouble> {
        let measure = value.measure();
        let quotas = &self.setup.quotas;
        if quotas.payload_bytes.is_some_and(|max| measure.bytes > max) {
            return Err(Trouble::TooLarge(who.to_owned()));
        }
        if measure.depth > quotas.json_depth {
            let max = quotas.json_depth;
            let detail = format!("The payload is nested deeper than {max} levels.");
            return Err(Trouble::Runtime(detail));
        }
        Ok(())
    }
}

impl Fields<'_> {
    /// Adds to the side log, when somebody listens.
    pub(super) fn note(&self, stage: impl FnOnce() -> TraceStage) {
        if let Some(notes) = &self.notes {
            notes.borrow_mut().push(stage());
        }
    }

    /// Tells what a field of the state's own came to.
    pub(super) fn setting(&self, field: &'static str, value: impl FnOnce() -> Value) {
        self.note(|| TraceStage::Setting {
            field,
            value: value(),
        });
    }

    /// An evaluation in which `$` is `input` and `$states` holds nothing but the state's input.
    pub(super) fn with<T>(
        &self,
        input: &Value,
        states: States,
        use_it: impl FnOnce(&Evaluation) -> Result<T, Trouble>,
    ) -> Result<T, Trouble> {
        use_it(&Evaluation {
            language: self.state.language,
            around: self.around,
            input,
            states: &states,
        })
    }

    /// `$states` before there is a result; JSONPath has none.
    pub(super) fn states(&self) -> States {
        match self.state.language {
            QueryLanguage::JsonPath => States::default(),
            QueryLanguage::Jsonata => States {
                input: self.raw.clone(),
                ..States::default()
            },
        }
    }

    /// The input after `InputPath`, told to the side log; in JSONata the raw input.
    pub(super) fn effective_input(&self) -> Result<Value, Trouble> {
        let effective = self.after_input_path()?;
        self.note(|| TraceStage::AfterInputPath(effective.clone()));
        Ok(effective)
    }

    fn after_input_path(&self) -> Result<Value, Trouble> {
        match self.state.language {
            QueryLanguage::Jsonata => Ok(self.raw.clone()),
            QueryLanguage::JsonPath => {
                let path = &self.state.flow.input_path;
                self.with(self.raw, self.states(), |e| e.selection(path))
            }
        }
    }

    /// The effective input after `Parameters` or `Arguments`. A Map's legacy `Parameters` is its ItemSelector.
    pub(super) fn parameters(&self, effective: &Value) -> Result<Value, Trouble> {
        let is_map = matches!(self.state.kind, StateKind::Map(_));
        let prepared = match &self.state.flow.parameters {
            Some(template) if !is_map => {
                let name = match self.state.language {
                    QueryLanguage::Jsonata => "Arguments",
                    QueryLanguage::JsonPath => "Parameters",
                };
                self.with(effective, self.states(), |e| e.template(template, name))?
            }
            _ => effective.clone(),
        };
        self.note(|| TraceStage::AfterParameters(prepared.clone()));
        Ok(prepared)
    }

    /// After ResultSelector, after ResultPath, and what leaves the state.
    fn result_output(&self, result: &Value) -> Result<Leaving, Trouble> {
        let flow = &self.state.flow;
        self.note(|| TraceStage::Result(result.clone()));
        if self.state.language == QueryLanguage::Jsonata {
            // A Pass has no `$states.result` (the service: "Field '$states.result' does not exist.").
            let has_result = !matches!(self.state.kind, StateKind::Pass(_));
            let states = States {
                result: has_result.then(|| result.clone()),
                ..self.states()
            };
            return self.jsonata_output(states, Way::of(self.state), result.clone());
        }
        let selected = match &flow.result_selector {
            None => result.clone(),
            Some(selector) => {
                let name = "ResultSelector";
                self.with(result, States::default(), |e| e.template(selector, name))?
            }
        };
        self.note(|| TraceStage::AfterResultSelector(selected.clone()));
        let merged = merge(&flow.result_path, self.raw, selected)?;
        self.note(|| TraceStage::AfterResultPath(merged.clone()));
        let output = self.with(&merged, States::default(), |e| {
            e.selection(&flow.output_path)
        })?;
        let assigned = self.assign(flow.assign.as_ref(), result, States::default())?;
        Ok(Leaving { output, assigned })
    }

    /// What leaves a state that makes no result: Wait, Choice, Succeed. A Choice rule brings its own fields.
    pub(super) fn plain_output(&self, way: Way<'_>) -> Result<Leaving, Trouble> {
        if self.state.language == QueryLanguage::Jsonata {
            return self.jsonata_output(self.states(), way, self.raw.clone());
        }
        let effective = self.after_input_path()?;
        let path = &self.state.flow.output_path;
        let output = self.with(&effective, States::default(), |e| e.selection(path))?;
        let assigned = self.assign(way.assign, &effective, States::default())?;
        Ok(Leaving { output, assigned })
    }

    /// What leaves a JSONata state: `Assign` and `Output`, neither of which sees what the other makes.
    fn jsonata_output(
        &self,
        states: States,
        way: Way<'_>,
        default: Value,
    ) -> Result<Leaving, Trouble> {
        let of = |template: Option<&Template>, name: &str| {
            let field = format!("{}{name}", way.at);
            let value = template.map(|template| {
                let states = states.clone();
                self.with(self.raw, states, |e| e.template(template, &field))
            });
            value.transpose()
        };
        let assigned = of(way.assign, "Assign")?;
        let output = of(way.output, "Output")?.unwrap_or(default);
        let assigned = assigned.and_then(|value| value.as_object().cloned());
        Ok(Leaving { output, assigned })
    }

    /// The values that JSONPath's `Assign` gives, as of the state's entry.
    fn assign(
        &self,
        assign: Option<&Template>,
        input: &Value,
        states: States,
    ) -> Result<Option<Object>, Trouble> {
        let Some(template) = assign else {
            return Ok(None);
        };
        let value = self.with(input, states, |e| e.template(template, "Assign"))?;
        Ok(value.as_object().cloned())
    }

    /// What leaves a state through a catcher: the Error Output in its place.
    pub(super) fn caught(
        &self,
        at: usize,
        catcher: &Catcher,
        failure: &Failure,
    ) -> Result<Leaving, Trouble> {
        let error = failure.error_output();
        if self.state.language == QueryLanguage::JsonPath {
            let output = merge(&catcher.result_path, self.raw, error.clone())?;
            let assigned = self.assign(catcher.assign.as_ref(), &error, States::default())?;
            return Ok(Leaving { output, assigned });
        }
        let states = States {
            error_output: Some(error.clone()),
            ..self.states()
        };
        let way = Way {
            at: &format!("Catch[{at}]/"),
            output: catcher.output.as_ref(),
            assign: catcher.assign.as_ref(),
        };
        self.jsonata_output(states, way, error)
    }
}

/// A result put into the raw input by `ResultPath`.
fn merge(path: &ResultPath, raw: &Value, result: Value) -> Result<Value, Trouble> {
    match path {
        ResultPath::Whole => Ok(result),
        ResultPath::Discard => Ok(raw.clone()),
        ResultPath::At(path) => path.put(raw, result).map_err(|_| {
            let text = path.path().text();
            let detail = format!(
                "Unable to apply ReferencePath {text} to input {}",
                compact(raw)
            );
            Trouble::Named("States.ResultPathMatchFailure", detail)
        }),
    }
}
