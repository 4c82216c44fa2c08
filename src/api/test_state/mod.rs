//! TestState: one state by itself, field for field as the service's API.
//!
//! The state runs on the same machine as an execution does ([`Trial`](crate::execution::Trial)); what is told about
//! it is read off the machine's side log. Which members `inspectionData` has on the levels DEBUG and TRACE, derived from
//! answers recorded on the service (on INFO there is none):
//!
//! | state | JSONPath | JSONata |
//! | --- | --- | --- |
//! | every state | `input` | `input` |
//! | Pass without `Result` | `afterInputPath`, `afterParameters`, `afterResultSelector`, `afterResultPath` | |
//! | Pass with `Result` | `result`, `afterResultSelector`, `afterResultPath` | |
//! | Task | `afterInputPath`, `afterParameters`, `result`, `afterResultSelector`, `afterResultPath` | `afterArguments`, `result` |
//! | Choice, Wait, Succeed, Fail | `afterInputPath` | |
//! | Parallel | `afterResultSelector`, `afterResultPath` | |
//! | Map | `afterInputPath`, `afterItemsPath`, `afterResultSelector`, `afterResultPath`, and what stands under JSONata | `maxConcurrency` (0 when not set), `toleratedFailureCount` and `toleratedFailurePercentage` when set, `afterItemSelector` and `afterItemBatcher` with such a field, `afterItemsPointer` with a pointer |
//!
//! Stages appear whether or not the state has the field, as far as the state has come: after an error those before it.
//! Besides these, `variables` (given or assigned) when there are any, and by status:
//!
//! | status | response | `inspectionData.errorDetails` |
//! | --- | --- | --- |
//! | SUCCEEDED | `output`, `nextState` unless the state ends | |
//! | RETRIABLE | `error`, `cause` | `retryIndex`, `retryBackoffIntervalSeconds` |
//! | CAUGHT_ERROR | `error`, `cause`, `output`, `nextState`; no `output` when the catcher's own fields fail | `catchIndex` |
//! | FAILED | `error`, `cause` | `retryIndex` when its attempts are used up |
//!
//! Only on TRACE, and only for an HTTP Task that is not mocked: `request` and `response`.

mod ask;
mod context;
mod http;
mod inspect;
mod items;
mod mock;
mod refusal;
mod subject;
mod trial;

use super::control;
use super::request::Source;
use crate::definition::StateKind;
use crate::service::shapes;
use crate::text::write;
use crate::value::{Object, Value};
use ask::Ask;
use refusal::Refusal;
use subject::Subject;

/// Tests one state.
///
/// `request` is the JSON text of a TestState request: `{definition, roleArn?, input?, inspectionLevel?, revealSecrets?,
/// variables?, stateName?, mock?, context?, stateConfiguration?}`. Members that the API wants as JSON text may be JSON
/// too. The names and `options` of [`simulate`](super::simulate::simulate) are taken besides.
///
/// `shapes` is what the API that a mock stands for returns, the text of the file that [`shapes_for`] names; without it
/// mocked results are not compared with anything.
///
/// The answer is `{response, mockChecked?, automatic}` with the API's response, or `{error: {code, message}}`.
/// `mockChecked` is there where a mocked result stands for a response of an API: whether it was compared with it.
/// `automatic`: the result of a Task without a mock, made up, since nothing is called.
pub fn test_state(request: &str, shapes: Option<&str>) -> String {
    let answer = match answer(request, shapes) {
        Ok(answer) => answer,
        Err(refusal) => Object::default().with("error", refusal.value()),
    };
    write::compact(&Value::Object(answer))
}

/// The name of the service whose shapes a request's mock is compared with, as [`test_state`] wants them; `None` when
/// it needs none.
pub fn shapes_for(request: &str) -> Option<String> {
    let source = Source::read(request).ok()?;
    let value = source.root.to_value();
    let wanted = value.get("mock")?.get("result").is_some()
        && value.get("mock")?.get("fieldValidationMode") != Some(&Value::from("NONE"));
    let subject = subject(&source).ok().filter(|_| wanted)?;
    match &subject.state().kind {
        StateKind::Task(task) => Some(shapes::operation(&task.resource)?.service),
        _ => None,
    }
}

fn subject(source: &Source) -> Result<Subject, Refusal> {
    let text = source.text_or_json("definition").unwrap_or_default();
    Subject::read(&text, source.name("stateName").as_deref())
}

fn answer(request: &str, shapes: Option<&str>) -> Result<Object, Refusal> {
    let source = Source::read(request);
    let source = source.map_err(|refusal| Refusal::validation(refusal.message()))?;
    let ask = Ask::read(&source.root.to_value())?;
    let subject = subject(&source)?;
    let mocked = mock::read(&ask, &subject, shapes)?;
    if let Some(message) = source
        .text_or_json("input")
        .and_then(|text| control::input_refusal(&text))
    {
        return Err(Refusal::input(message));
    }
    let tried = trial::run(&source, &ask, &subject, mocked.as_ref())?;
    let outcome = tried.outcome(&subject);
    let mut response = Object::default().with("status", outcome.status);
    if let Some(output) = &outcome.output {
        response.set("output", write::compact(output));
    }
    let texts = [
        ("error", outcome.details.error),
        ("cause", outcome.details.cause),
        ("nextState", outcome.next),
    ];
    for (name, text) in texts {
        if let Some(text) = text {
            response.set(name, text);
        }
    }
    if ask.inspect {
        response.set(
            "inspectionData",
            inspect::data(&ask, subject.state(), &tried),
        );
    }
    let checked = mocked.as_ref().and_then(|mocked| mocked.checked);
    let mut answer = Object::default().with("response", response);
    if let Some(checked) = checked {
        answer.set("mockChecked", checked);
    }
    let called = matches!(subject.state().kind, StateKind::Task(_));
    Ok(answer.with("automatic", called && mocked.is_none()))
}
