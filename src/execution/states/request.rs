//! Checks of a request's shape that the service makes before it schedules the call.

use super::super::failure::Trouble;
use crate::definition::Resource;
use crate::text::write::compact;
use crate::value::Value;

/// Fields of API Gateway's `invoke` that map each name to a list of texts.
const LISTS_OF_TEXTS: [&str; 2] = ["Headers", "QueryParameters"];

/// Refuses a request that could not be sent, as `States.Runtime` and without any event of the call.
pub(super) fn check(resource: &Resource, request: &Value) -> Result<(), Trouble> {
    let Resource::Service { service, .. } = resource else {
        return Ok(());
    };
    if service != "apigateway" {
        return Ok(());
    }
    let misshapen = LISTS_OF_TEXTS.iter().find(|field| {
        let value = request.get(field);
        value.is_some_and(|value| !is_lists_of_texts(value))
    });
    match misshapen {
        None => Ok(()),
        Some(field) => Err(Trouble::Runtime(format!(
            "The Parameters '{}' could not be used to start the Task: [The value of the field '{field}' has an invalid format]",
            compact(request)
        ))),
    }
}

fn is_lists_of_texts(value: &Value) -> bool {
    let texts = |value: &Value| {
        let items = value.as_array();
        items.is_some_and(|items| items.iter().all(|item| item.as_str().is_some()))
    };
    value.is_null()
        || value
            .as_object()
            .is_some_and(|object| object.iter().all(|(_, v)| texts(v)))
}
