//! What is wrong with a text, and where.

use crate::codes::Code;
use crate::text::Span;

/// How bad it is.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Ord, PartialOrd)]
pub enum Severity {
    /// The service would refuse the definition, or a run would fail here.
    Error,
    /// The service accepts it, but it is probably not what was meant.
    Warning,
    /// Something worth knowing, for example a repair that was made.
    Notice,
}

/// One finding.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    /// Its number for life; says the severity and the service's own code.
    pub code: Code,
    /// Where in the text.
    pub span: Span,
    /// AWS's location syntax: `/States/A/Next`, `/States/C/Choices[0]/Next`; `None` where AWS gives none.
    pub location: Option<String>,
    /// AWS's message where it is known, ours in its manner where it is not.
    pub message: String,
    /// Changes of the text that would mend it; empty when there is no certain one.
    pub fixes: Vec<Edit>,
}

/// A replacement in the text.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Edit {
    /// What is replaced; empty to insert.
    pub span: Span,
    /// What stands there afterwards.
    pub text: String,
}

/// Brings findings into text order; those at one place stay as they are. One function for all who sort findings: each
/// sort of its own would be as large as a file of rules.
#[inline(never)]
pub fn in_text_order(findings: &mut [Diagnostic]) {
    findings.sort_by_key(|finding| finding.span.start);
}

impl Diagnostic {
    /// How bad it is, by its code.
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }
}
