//! RedriveExecution and UpdateMapRun of a run: what is done to it from outside while it lasts, or after its end.
//!
//! The definition cannot change in a redrive. What lies outside of it can: mocked answers, who is asked, files.

use super::journal::Deed;
use super::{MapRunUpdate, Session, Start, StartError};
use crate::execution::NotRedrivable;
use crate::service::ObjectStore;
use crate::time::Timestamp;
use crate::value::Object;

/// What an execution finds around it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Surroundings {
    /// Mocks, in one of the forms of `service::mock::read`.
    pub mocks: String,
    /// Which test case of a `MockConfigFile.json` is played; empty for its only one.
    pub test_case: String,
    /// Names of the states whose calls the user is asked for.
    pub asked: Vec<String>,
    /// Names of the states that handlers answer.
    pub handlers: Vec<String>,
    /// What the user has put into the simulated S3: JSON text `{"bucket/key": text}`, empty for nothing.
    pub files: String,
}

/// Why an execution was not redriven.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum RedriveError {
    /// The service would refuse it.
    Refused(NotRedrivable),
    /// What it is to find around it cannot be used.
    Surroundings(StartError),
}

impl Surroundings {
    pub(super) fn at_start(start: &Start) -> Surroundings {
        Surroundings {
            mocks: start.mocks.clone(),
            test_case: start.test_case.clone(),
            asked: start.asked.clone(),
            handlers: start.handlers.clone(),
            files: start.files.clone(),
        }
    }
}

impl Session {
    /// Why the execution cannot be redriven at the position.
    pub fn redrivable(&self) -> Result<(), NotRedrivable> {
        // Executions that nobody waits for may have gone on for long: they are not this one's time.
        self.machine().redrivable(self.machine().now())
    }

    /// RedriveExecution at the position, among changed surroundings if there are any. What was known of the future is
    /// forgotten. A state whose mocked answers are the same as before counts its calls on, any other from the first
    /// answer; of the files those are written that differ from what they were.
    ///
    /// # Errors
    /// Why it cannot be redriven; nothing has changed then.
    pub fn redrive(&mut self, among: Surroundings) -> Result<(), RedriveError> {
        self.redrivable().map_err(RedriveError::Refused)?;
        let texts = (among.mocks.as_str(), among.test_case.as_str());
        let read = self.journal.start().scripts(texts, self.definition());
        read.map_err(RedriveError::Surroundings)?;
        let files = files_of(&among.files);
        files.map_err(|fault| RedriveError::Surroundings(StartError::Files(fault)))?;
        let before = self.journal.surroundings(self.world.interventions());
        let changed = (among != before).then_some(among);
        self.intervene_with(Deed::Redrive(changed));
        Ok(())
    }

    /// UpdateMapRun at the position: limits of a Map Run that runs, by its place. What was known of the future is
    /// forgotten. False when it does not run or a limit is out of its range.
    pub fn update_map_run(&mut self, run: usize, update: MapRunUpdate) -> bool {
        let open = self.map_runs().nth(run);
        if !open.is_some_and(|open| open.is_open()) || !update.is_valid() {
            return false;
        }
        self.intervene_with(Deed::UpdateMapRun(run, update));
        true
    }
}

/// The files of `{"bucket/key": text}`.
pub(super) fn files_of(text: &str) -> Result<Object, String> {
    let store = match text.trim() {
        "" => ObjectStore::default(),
        text => ObjectStore::read(text, Timestamp(0))?,
    };
    Ok(store.files())
}
