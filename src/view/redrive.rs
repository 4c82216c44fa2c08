//! A redrive as the page asks for it.

use crate::session::Surroundings;
use serde::Deserialize;

/// What an execution that is redriven finds around it, as in a `StartRequest`.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", default)]
pub struct RedriveRequest {
    /// Mocked answers as JSON text.
    pub mocks: String,
    /// Which test case of a `MockConfigFile.json` is played.
    pub test_case: String,
    /// Names of the states whose calls stop the run and ask the user.
    pub asked: Vec<String>,
    /// Names of the states that handlers answer.
    pub handlers: Vec<String>,
    /// What the user has put into the simulated S3.
    #[cfg_attr(test, ts(optional))]
    pub files: Option<String>,
}

impl From<RedriveRequest> for Surroundings {
    fn from(request: RedriveRequest) -> Surroundings {
        Surroundings {
            mocks: request.mocks,
            test_case: request.test_case,
            asked: request.asked,
            handlers: request.handlers,
            files: request.files.unwrap_or_default(),
        }
    }
}
