//! Every diagnostic code, its number written out and never reused.

use crate::diagnostic::Severity;

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $number:literal, $severity:ident, $aws:literal;)*) => {
        /// A kind of finding. The number is stable; `aws()` is the code the service would print.
        #[derive(Clone, Copy, Debug, Eq, PartialEq, Hash, Ord, PartialOrd)]
        #[repr(u16)]
        pub enum Code {
            $($(#[doc = $doc])+ $name = $number,)*
        }

        impl Code {
            /// Every code, in order of its number.
            pub const ALL: &'static [Code] = &[$(Code::$name),*];

            /// How bad findings of this kind are.
            pub fn severity(self) -> Severity {
                match self {
                    $(Code::$name => Severity::$severity,)*
                }
            }

            /// The service's code for it, or the nearest one.
            pub fn aws(self) -> &'static str {
                match self {
                    $(Code::$name => $aws,)*
                }
            }

            /// The name used in help and in the message catalogue.
            pub fn name(self) -> &'static str {
                match self {
                    $(Code::$name => stringify!($name),)*
                }
            }
        }
    };
}

codes! {
    /// The text is not JSON.
    JsonSyntax = 101, Error, "INVALID_JSON_DESCRIPTION";
    /// An object names a member twice; the last one counts.
    DuplicateKey = 102, Warning, "DUPLICATE_FIELD_NAME";
    /// Arrays and objects are nested too deeply.
    JsonTooDeep = 103, Error, "TOO_DEEPLY_NESTED";
    /// The definition is empty.
    EmptyDefinition = 104, Error, "MISSING_DESCRIPTION";
    /// The definition is JSON but not an object.
    NotAnObject = 105, Error, "SCHEMA_VALIDATION_FAILED";
    /// The text is YAML.
    IsYaml = 106, Error, "INVALID_JSON_DESCRIPTION";
    /// The text is a CloudFormation or SAM template.
    IsTemplate = 107, Error, "SCHEMA_VALIDATION_FAILED";
    /// A `${…}` substitution that a template would fill.
    Substitution = 108, Warning, "SCHEMA_VALIDATION_FAILED";
    /// The text was repaired while pasting.
    Repaired = 109, Notice, "INVALID_JSON_DESCRIPTION";
    /// The text is larger than a definition may be.
    DefinitionTooLarge = 110, Error, "SCHEMA_VALIDATION_FAILED";
    /// The text ends while brackets are open; says which.
    CutOff = 111, Notice, "INVALID_JSON_DESCRIPTION";
    /// Required fields are missing.
    MissingField = 201, Error, "SCHEMA_VALIDATION_FAILED";
    /// The field does not exist here.
    UnknownField = 202, Error, "SCHEMA_VALIDATION_FAILED";
    /// The field has a value of the wrong JSON type.
    WrongType = 203, Error, "SCHEMA_VALIDATION_FAILED";
    /// The value is not one of the allowed ones.
    NotAllowed = 204, Error, "SCHEMA_VALIDATION_FAILED";
    /// A number is out of its range.
    OutOfRange = 205, Error, "SCHEMA_VALIDATION_FAILED";
    /// A list or an object is empty that may not be.
    EmptyValue = 206, Error, "SCHEMA_VALIDATION_FAILED";
    /// None or several of fields of which exactly one is needed.
    ExactlyOne = 207, Error, "SCHEMA_VALIDATION_FAILED";
    /// The field belongs to the other query language.
    WrongLanguage = 208, Error, "SCHEMA_VALIDATION_FAILED";
    /// A path, payload template or intrinsic call that does not parse.
    BadPath = 209, Error, "SCHEMA_VALIDATION_FAILED";
    /// A timestamp that is not RFC 3339.
    BadTimestamp = 210, Error, "SCHEMA_VALIDATION_FAILED";
    /// A `Resource` that is no usable ARN.
    BadResource = 211, Error, "SCHEMA_VALIDATION_FAILED";
    /// `States.ALL` among other errors or not in the last entry.
    StatesAllPlace = 212, Error, "SCHEMA_VALIDATION_FAILED";
    /// A template names a member twice: `x` and `x.$`.
    DuplicateField = 213, Error, "DUPLICATE_FIELD_NAME";
    /// A variable name that `Assign` cannot have, or that an outer scope already has.
    BadVariableName = 214, Error, "SCHEMA_VALIDATION_FAILED";
    /// The type of the state machine does not allow it (Express).
    NotInExpress = 215, Error, "SCHEMA_VALIDATION_FAILED";
    /// A `Resource` that is no ARN; the service would refuse it, the simulator runs it as a mocked function.
    ResourceNoArn = 216, Warning, "SCHEMA_VALIDATION_FAILED";
    /// A parameter is missing that the integration needs; the service would refuse it, the simulator runs it on a
    /// mock.
    MissingParameter = 217, Warning, "SCHEMA_VALIDATION_FAILED";
    /// A transition to a state that does not exist there.
    MissingTarget = 301, Error, "MISSING_TRANSITION_TARGET";
    /// No transition leads to the state.
    Unreachable = 302, Error, "MISSING_TRANSITION_TARGET";
    /// No state ends the workflow.
    NoTerminalState = 303, Error, "MISSING_END_STATE";
    /// Two states have one name.
    DuplicateState = 304, Error, "DUPLICATE_STATE_NAME";
    /// A state name that is too long or empty.
    BadStateName = 305, Error, "INVALID_STATE_NAME";
    /// A Map label that is too long or has forbidden characters.
    BadLabel = 306, Error, "INVALID_LABEL_NAME";
    /// Two Maps have one label.
    DuplicateLabel = 307, Error, "DUPLICATE_LABEL_NAME";
    /// A JSONata expression that does not parse.
    JsonataSyntax = 401, Error, "INVALID_JSONATA_EXPRESSION";
    /// A JSONata expression that the service does not support.
    JsonataUnsupported = 402, Error, "UNSUPPORTED_JSONATA_EXPRESSION";
    /// A mocked answer that cannot be read.
    MockFormat = 501, Error, "SCHEMA_VALIDATION_FAILED";
    /// A mocked answer for a state, test case or response that does not exist.
    MockTarget = 502, Warning, "SCHEMA_VALIDATION_FAILED";
    /// An ItemReader of files that the service reads and the simulator does not.
    FormatNotRead = 601, Warning, "SCHEMA_VALIDATION_FAILED";
    /// An ItemReader of an inventory, whose files the simulator reads in one format only.
    InventoryFormat = 602, Notice, "SCHEMA_VALIDATION_FAILED";
}
