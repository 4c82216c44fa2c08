//! Stand-in until the ground floor lands.
#[derive(Clone, Debug, Default)]
#[allow(missing_docs)]
pub struct Quotas {}
