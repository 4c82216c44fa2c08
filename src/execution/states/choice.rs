//! Choice: the first rule that holds decides.

use super::super::evaluate::unexpected_type;
use super::super::failure::Trouble;
use super::super::flow::{Fields, Leaving, Way};
use super::super::frame::FrameId;
use super::super::leave::Next;
use super::super::trace::TraceStage;
use super::super::Machine;
use super::comparison::holds;
use crate::definition::{Choice, Operand, Operator, Rule, State, Template, Test};
use crate::query::path::Path;
use crate::value::Value;

impl Machine {
    pub(super) fn choice(
        &mut self,
        id: FrameId,
        state: &State,
        choice: &Choice,
    ) -> Result<(), Trouble> {
        let (taken, leaving) = self.evaluate(id, state, |fields| fields.choose(choice))?;
        self.trace(id, || TraceStage::Rule(taken.map(|at| at as u32)));
        let target = match taken.and_then(|at| choice.rules.get(at)) {
            Some(rule) => rule.next.as_ref(),
            None => choice.default.as_ref(),
        };
        let next = Next::of(target, false)?;
        self.check_leaving(id, state, &leaving)?;
        self.exit(id, leaving, next);
        Ok(())
    }
}

impl Fields<'_> {
    /// The rule that holds, and what leaves by it; the state's own fields count only for `Default`.
    fn choose(&self, choice: &Choice) -> Result<(Option<usize>, Leaving), Trouble> {
        let input = self.effective_input()?;
        for (at, rule) in choice.rules.iter().enumerate() {
            if self.test(&rule.test, &input, &format!("Choices[{at}]"))? {
                return Ok((Some(at), self.by_rule(rule, at)?));
            }
        }
        Ok((None, self.plain_output(Way::of(self.state))?))
    }

    fn by_rule(&self, rule: &Rule, at: usize) -> Result<Leaving, Trouble> {
        self.plain_output(Way {
            at: &format!("Choices[{at}]/"),
            output: rule.output.as_ref(),
            assign: rule.assign.as_ref(),
        })
    }

    /// And, Or and Not stop as soon as the answer is known. Nesting is bounded by the JSON reader.
    fn test(&self, test: &Test, input: &Value, field: &str) -> Result<bool, Trouble> {
        match test {
            Test::And(tests) => self.any(tests, input, field, false).map(|found| !found),
            Test::Or(tests) => self.any(tests, input, field, true),
            Test::Not(test) => self.test(test, input, field).map(|held| !held),
            Test::Missing => Ok(false),
            Test::Condition(template) => self.condition(template, input, field),
            Test::Compare(comparison) => {
                let present = self.condition_path(&comparison.variable, input);
                if comparison.operator == Operator::IsPresent {
                    let wanted = matches!(comparison.operand, Operand::Literal(Value::Bool(true)));
                    return Ok(present.is_ok() == wanted);
                }
                let left = present?;
                let right = match &comparison.operand {
                    Operand::Literal(value) => value.clone(),
                    Operand::Path(path) => self.condition_path(path, input)?,
                };
                Ok(holds(comparison.operator, &left, &right))
            }
        }
    }

    /// Whether one of the tests gives `wanted`.
    fn any(
        &self,
        tests: &[Test],
        input: &Value,
        field: &str,
        wanted: bool,
    ) -> Result<bool, Trouble> {
        for test in tests {
            if self.test(test, input, field)? == wanted {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn condition_path(&self, path: &Path, input: &Value) -> Result<Value, Trouble> {
        let found = self.with(input, self.states(), |e| e.path(path));
        found.map_err(|_| {
            Trouble::Runtime(format!(
                "Invalid path '{}': The choice state's condition path references an invalid value.",
                path.text()
            ))
        })
    }

    fn condition(&self, template: &Template, input: &Value, field: &str) -> Result<bool, Trouble> {
        let field = format!("{field}/Condition");
        let value = self.with(input, self.states(), |e| e.template(template, &field))?;
        match (value.as_bool(), template) {
            (Some(flag), _) => Ok(flag),
            (None, Template::Expression(expression)) => {
                Err(unexpected_type(expression, &field, "boolean", &value))
            }
            (None, _) => Ok(false),
        }
    }
}
