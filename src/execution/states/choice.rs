//! Choice: the first rule that holds decides.

use super::super::evaluate::unexpected_type;
use super::super::failure::Trouble;
use super::super::flow::{Fields, Leaving, Way};
use super::super::frame::FrameId;
use super::super::leave::Next;
use super::super::trace::TraceStage;
use super::super::Machine;
use super::comparison::holds;
use crate::definition::{Choice, Comparison, Exit, Operand, Operator, Rule, State, Template, Test};
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
        let (target, by) = match taken.and_then(|at| Some((at, choice.rules.get(at)?))) {
            Some((at, rule)) => (rule.next.as_ref(), Exit::Rule(at as u32)),
            None => (choice.default.as_ref(), Exit::Default),
        };
        let next = Next::of(target, false)?;
        self.check_leaving(id, state, &leaving)?;
        self.exit(id, leaving, next, by);
        Ok(())
    }
}

impl Fields<'_> {
    /// The rule that holds, and what leaves by it; the state's own fields count only for `Default`.
    fn choose(&self, choice: &Choice) -> Result<(Option<usize>, Leaving), Trouble> {
        let input = self.effective_input()?;
        for (at, rule) in choice.rules.iter().enumerate() {
            let held = self.test(&rule.test, &input, &Spot::rule(at))?;
            let rule_number = at as u32;
            self.note(|| TraceStage::Tried {
                rule: rule_number,
                held,
            });
            if held {
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
    fn test(&self, test: &Test, input: &Value, spot: &Spot) -> Result<bool, Trouble> {
        match test {
            Test::And(tests) => {
                let found = self.any(tests, input, spot, "And", false)?;
                Ok(!found)
            }
            Test::Or(tests) => self.any(tests, input, spot, "Or", true),
            Test::Not(test) => {
                let held = self.test(test, input, &spot.inner("Not", None))?;
                Ok(!held)
            }
            Test::Missing => Ok(false),
            Test::Condition(template) => self.condition(template, input, spot.rule),
            Test::Compare(comparison) => self.compare(comparison, input, spot),
        }
    }

    fn compare(&self, test: &Comparison, input: &Value, spot: &Spot) -> Result<bool, Trouble> {
        let present = self.condition_path(&test.variable, input);
        let (left, right, held) = match (&test.operand, present) {
            (Operand::Literal(wanted), present) if test.operator == Operator::IsPresent => {
                let held = wanted.as_bool() == Some(present.is_ok());
                (present.unwrap_or_default(), wanted.clone(), held)
            }
            (operand, present) => {
                let left = present?;
                let right = match operand {
                    Operand::Literal(value) => value.clone(),
                    Operand::Path(path) => self.condition_path(path, input)?,
                };
                let held = holds(test.operator, &left, &right);
                (left, right, held)
            }
        };
        self.note(|| TraceStage::Compared {
            rule: spot.rule as u32,
            test: spot.text().into(),
            left,
            right,
            held,
        });
        Ok(held)
    }

    /// Whether one of the tests gives `wanted`.
    fn any(
        &self,
        tests: &[Test],
        input: &Value,
        spot: &Spot,
        name: &'static str,
        wanted: bool,
    ) -> Result<bool, Trouble> {
        for (at, test) in tests.iter().enumerate() {
            if self.test(test, input, &spot.inner(name, Some(at)))? == wanted {
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

    fn condition(&self, template: &Template, input: &Value, rule: usize) -> Result<bool, Trouble> {
        let field = format!("Choices[{rule}]/Condition");
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

/// Where a test stands: its rule, and the And, Or and Not around it.
struct Spot<'a> {
    rule: usize,
    step: Option<(&'static str, Option<usize>)>,
    outer: Option<&'a Spot<'a>>,
}

impl Spot<'_> {
    fn rule(rule: usize) -> Spot<'static> {
        Spot {
            rule,
            step: None,
            outer: None,
        }
    }

    fn inner(&self, name: &'static str, at: Option<usize>) -> Spot<'_> {
        Spot {
            rule: self.rule,
            step: Some((name, at)),
            outer: Some(self),
        }
    }

    /// `And[1]/Not`; empty for the rule itself.
    fn text(&self) -> String {
        let spots = std::iter::successors(Some(self), |spot| spot.outer);
        let mut steps: Vec<String> = spots
            .filter_map(|spot| spot.step)
            .map(|(name, at)| at.map_or(name.to_owned(), |at| format!("{name}[{at}]")))
            .collect();
        steps.reverse();
        steps.join("/")
    }
}
