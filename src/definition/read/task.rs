//! Task: its resource, time limits and credentials.

use super::place::{Field, Fields};
use super::reader::{is_filled_later, Range, Reader};
use super::state::SECONDS;
use crate::codes::Code;
use crate::definition::{Amount, QueryLanguage, Resource, Task};

impl Reader {
    /// The fields of a Task state.
    pub fn task(&mut self, fields: &Fields, language: QueryLanguage) -> Task {
        self.require(fields, &["Resource"]);
        let arn = self.text(fields, "Resource").unwrap_or_default();
        let resource = Resource::parse(&arn);
        let field = fields.get("Resource");
        let resource_span = field.map_or(fields.at.anchor, |field| field.value.span);
        if let Some(field) = field.filter(|field| field.value.text().is_some()) {
            self.check_resource(&field, &arn, &resource);
            self.check_request(fields, &resource, language);
        }
        let range = Range(1.0, SECONDS);
        let timeout = self.amount(fields, "TimeoutSeconds", range, language);
        let heartbeat = self.amount(fields, "HeartbeatSeconds", range, language);
        if let (Amount::Literal(timeout), Amount::Literal(heartbeat)) = (&timeout, &heartbeat) {
            let field = fields
                .get("HeartbeatSeconds")
                .filter(|_| heartbeat >= timeout);
            if let Some(field) = field {
                let message = "HeartbeatSeconds must be less than TimeoutSeconds";
                self.report(Code::OutOfRange, field.value.span, &field.at, message);
            }
        }
        let credentials = self.credentials(fields, language);
        Task {
            arn,
            resource_span,
            resource,
            timeout,
            heartbeat,
            credentials,
        }
    }

    fn check_resource(&mut self, field: &Field, arn: &str, resource: &Resource) {
        if is_filled_later(field.value) {
            return;
        }
        if resource.is_recognized() {
            return;
        }
        // An integration that does not exist, or a `${` without end, is certain to fail. Anything else may be a placeholder or another
        // simulator's: it runs on a mock, so that a warning does.
        let open = arn.contains("${");
        let code = match open || arn.split(':').nth(2) == Some("states") {
            true => Code::BadResource,
            false => Code::ResourceNoArn,
        };
        let message = match arn.starts_with("arn:") {
            true => format!("The resource provided {arn} is not recognized. The value is not a valid resource ARN, or the resource is not available in this region."),
            false => "Value is not a valid resource ARN".to_owned(),
        };
        self.report(code, field.value.span, &field.at, message);
    }

    /// Parameters that the integration cannot do without. A request that is made by one expression, or that is the
    /// state's input, is only known when it runs.
    fn check_request(&mut self, fields: &Fields, resource: &Resource, language: QueryLanguage) {
        let name = match language {
            QueryLanguage::JsonPath => "Parameters",
            QueryLanguage::Jsonata => "Arguments",
        };
        let Some((all, one_of)) = resource.needs() else {
            return;
        };
        let Some(field) = fields.get(name).filter(|f| f.value.members().is_some()) else {
            return;
        };
        let given = |name: &str| is_given(&field, name, language);
        for name in all.iter().filter(|name| !given(name)) {
            let message = format!("The field '{name}' is required but was missing");
            self.report(Code::MissingParameter, field.at.anchor, &field.at, message);
        }
        if !one_of.is_empty() && !one_of.iter().any(|name| given(name)) {
            let message = format!(
                "This object should have only one of the following fields: [{}]",
                one_of.join(", ")
            );
            self.report(Code::MissingParameter, field.at.anchor, &field.at, message);
        }
    }
}

/// Whether a template has the member, or one that is evaluated to it.
fn is_given(field: &Field, name: &str, language: QueryLanguage) -> bool {
    let evaluated = |key: &str| key.strip_suffix(".$") == Some(name);
    field.value.members().is_some_and(|members| {
        let paths = language == QueryLanguage::JsonPath;
        members
            .iter()
            .any(|m| m.key == name || paths && evaluated(&m.key))
    })
}
