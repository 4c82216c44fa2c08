//! Map: one run of the item processor for every item.

use super::super::chunked::Chunked;
use super::super::event::EventKind;
use super::super::failure::Trouble;
use super::super::flow::Fields;
use super::super::frame::{Children, Doing, FrameId, Items};
use super::super::trace::TraceStage;
use super::super::Machine;
use crate::definition::{self, Map, QueryLanguage, State, Template};
use crate::value::{Array, Value};
use std::collections::BTreeMap;

impl Machine {
    pub(super) fn map(&mut self, id: FrameId, state: &State, map: &Map) -> Result<(), Trouble> {
        if map.distributed {
            return self.distributed(id, state, map);
        }
        let (input, values, concurrency) = self.evaluate(id, state, |fields| {
            let input = fields.effective_input()?;
            let values = fields.items(map, &input)?;
            fields.note(|| TraceStage::AfterItemsPath(Value::Array(values.clone())));
            let concurrency = fields.max_concurrency(map, &input)?;
            Ok((input, values, concurrency))
        })?;
        let concurrency = self.concurrency(concurrency);
        self.trace(id, || TraceStage::MaxConcurrency(concurrency));
        let length = values.len();
        let started = self.append(id, EventKind::StateStarted(Some(length as u32)));
        let (count, percentage) =
            self.evaluate(id, state, |fields| fields.tolerances(map, &input))?;
        let children = Children {
            input,
            results: Chunked::filled(None, length),
            ended: 0,
            open: BTreeMap::new(),
            last: started,
            items: Some(Items {
                values,
                keys: None,
                next: 0,
                concurrency,
                again: Vec::new(),
                failed: 0,
                tolerated: Chunked::filled(false, length),
                tolerated_count: count,
                tolerated_percentage: percentage,
            }),
        };
        self.set_doing(id, Doing::Children(Box::new(children)));
        if length == 0 {
            self.complete(id);
        } else {
            self.start_iterations(id, started);
        }
        Ok(())
    }

    /// 0 and nothing mean no limit of the author's own; the service has one for inline Maps.
    fn concurrency(&self, wanted: Option<f64>) -> u32 {
        let ceiling = self.setup.quotas.inline_concurrency.unwrap_or(u32::MAX);
        match wanted {
            Some(wanted) if wanted >= 1.0 => (wanted.min(f64::from(u32::MAX)) as u32).min(ceiling),
            _ => ceiling,
        }
    }
}

impl Fields<'_> {
    /// What `ItemsPath` or `Items` leads to, whatever it is.
    fn items_value(&self, map: &Map, input: &Value) -> Result<Value, Trouble> {
        match &map.items {
            definition::Items::Input => Ok(input.clone()),
            definition::Items::Path(path) => self.with(input, self.states(), |e| e.path(path)),
            definition::Items::Template(template) => {
                self.with(input, self.states(), |e| e.template(template, "Items"))
            }
        }
    }

    pub(super) fn items(&self, map: &Map, input: &Value) -> Result<Array, Trouble> {
        match self.items_value(map, input)? {
            Value::Array(items) => Ok(items),
            other => Err(self.not_an_array(map, &other)),
        }
    }

    /// The items of a distributed Map: JSONata may give an object too, whose members are the items.
    pub(super) fn item_collection(&self, map: &Map, input: &Value) -> Result<Value, Trouble> {
        let value = self.items_value(map, input)?;
        let given = matches!(map.items, definition::Items::Template(_));
        match value {
            Value::Array(_) => Ok(value),
            Value::Object(_) if given => Ok(value),
            other => Err(self.not_an_array(map, &other)),
        }
    }

    /// `MaxConcurrency`; `None` where not set.
    pub(super) fn max_concurrency(&self, map: &Map, input: &Value) -> Result<Option<f64>, Trouble> {
        let amount = &map.max_concurrency;
        let concurrency = self.map_number(amount, "MaxConcurrency", input, true)?;
        match concurrency {
            Some(number) if number < 0.0 => Err(Trouble::Runtime(format!(
                "Expected non-negative integer for MaxConcurrency, got '{number}' instead."
            ))),
            concurrency => Ok(concurrency),
        }
    }

    fn not_an_array(&self, map: &Map, value: &Value) -> Trouble {
        use super::super::evaluate::unexpected_type;
        use crate::text::write::compact;
        if let definition::Items::Template(Template::Expression(expression)) = &map.items {
            return unexpected_type(expression, "Items", "array", value);
        }
        if self.state.language == QueryLanguage::Jsonata {
            return Trouble::Evaluation {
                detail: format!(
                    "Map state input must be an array but was: {}",
                    compact(value)
                ),
                location: None,
            };
        }
        // Recorded: a path into the context object is told as one into whatever it is applied to.
        let path = match &map.items {
            definition::Items::Path(path) => path.text(),
            _ => "$",
        };
        let path = path
            .strip_prefix('$')
            .filter(|rest| rest.starts_with('$'))
            .unwrap_or(path);
        Trouble::Runtime(format!("Reference path \"{path}\" must point to array."))
    }

    /// `ToleratedFailureCount` and `ToleratedFailurePercentage`; `None` where not set.
    pub(super) fn tolerances(
        &self,
        map: &Map,
        input: &Value,
    ) -> Result<(Option<u64>, Option<f64>), Trouble> {
        let count = self.map_number(&map.tolerated_count, "ToleratedFailureCount", input, true)?;
        let field = "ToleratedFailurePercentage";
        let percentage = self.map_number(&map.tolerated_percentage, field, input, false)?;
        let refuse = |text: &str| Err(Trouble::Runtime(text.to_owned()));
        if count.is_some_and(|count| count < 0.0) {
            return refuse("ToleratedFailureCount cannot be negative.");
        }
        if percentage.is_some_and(|share| !(0.0..=100.0).contains(&share)) {
            return refuse("ToleratedFailurePercentage must be between 0 and 100.");
        }
        let count = count.map(|count| count as u64);
        self.note(|| TraceStage::ToleratedFailures { count, percentage });
        Ok((count, percentage))
    }
}
