//! What can be wrong with JSON text, in the words of the service's parser (Jackson's).

use super::LineIndex;

/// How deeply arrays and objects may be nested; Jackson's own bound.
pub(super) const MAX_DEPTH: usize = 1000;

/// Characters of the text that Jackson repeats in a source note.
const SOURCE_CHARS: usize = 500;

const VALUES: &str = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";

/// A place where reading cannot go on.
#[derive(Clone, Debug)]
pub(super) struct Fault {
    /// What is wrong.
    pub what: What,
    /// First byte of the offending text.
    pub start: usize,
    /// One past its last byte; equal to `start` at the end of the text.
    pub end: usize,
    /// The byte whose column Jackson names: some findings name the place after the offending text.
    pub named: usize,
}

/// The kinds of syntax fault.
#[derive(Clone, Debug)]
pub(super) enum What {
    /// A bare word.
    Token(String),
    /// A character that cannot stand here, and what was expected.
    Character(char, String),
    /// A character that cannot stand in a number.
    InNumber(char, &'static str),
    /// A number that JSON does not allow.
    Number(&'static str),
    /// `NaN` and `Infinity`.
    NonStandard(&'static str),
    /// The text ends; the words that follow "Unexpected end-of-input".
    End(String),
    /// The text ends inside a container that began at the byte.
    Open(Container, usize),
    /// A bracket that does not close what is open.
    Mismatch(char, Option<(Container, usize)>),
    /// A control character inside quotes.
    Unquoted(char, &'static str),
    /// A control character between tokens.
    Space(char),
    /// A backslash before a character that needs none.
    Escape(char),
    /// More text after the value; the kind of token that follows.
    Trailing(&'static str),
    /// Arrays and objects nested beyond `MAX_DEPTH`.
    TooDeep,
    /// Nothing but white space.
    Blank,
}

/// What brackets enclose.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Container {
    /// `[…]`
    Array,
    /// `{…}`
    Object,
}

impl Container {
    /// Jackson's name of it.
    pub fn name(self) -> &'static str {
        match self {
            Container::Array => "Array",
            Container::Object => "Object",
        }
    }

    /// The bracket that closes it.
    pub fn closer(self) -> char {
        match self {
            Container::Array => ']',
            Container::Object => '}',
        }
    }
}

impl What {
    /// A character where a value was expected.
    pub fn no_value(found: char) -> What {
        What::Character(found, format!("expected a valid value {VALUES}"))
    }
}

impl Fault {
    /// A fault about one character at `at`.
    pub fn at(what: What, at: usize, found: char) -> Fault {
        Fault {
            what,
            start: at,
            end: at + found.len_utf8(),
            named: at,
        }
    }

    /// A fault at the end of the text.
    pub fn end(what: What, at: usize) -> Fault {
        Fault {
            what,
            start: at,
            end: at,
            named: at,
        }
    }

    /// Jackson's message without the place. `source` renders the place of another byte (a start marker).
    pub fn words(&self, source: &dyn Fn(usize) -> String) -> String {
        match &self.what {
            What::Token(word) => format!("Unrecognized token '{word}': was expecting {VALUES}"),
            What::Character(found, wanted) => {
                format!("Unexpected character ({}): {wanted}", describe(*found))
            }
            What::InNumber(found, wanted) => {
                let found = describe(*found);
                format!("Unexpected character ({found}) in numeric value: {wanted}")
            }
            What::Number(why) => format!("Invalid numeric value: {why}"),
            What::NonStandard(word) => format!(
                "Non-standard token '{word}': enable `JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS` to allow"
            ),
            What::End(rest) => format!("Unexpected end-of-input{rest}"),
            What::Open(container, start) => format!(
                "Unexpected end-of-input: expected close marker for {} (start marker at {})",
                container.name(),
                source(*start)
            ),
            What::Mismatch(found, open) => mismatch(*found, *open, source),
            What::Unquoted(found, place) => format!(
                "Illegal unquoted character ({}): has to be escaped using backslash to be included in {place}",
                describe(*found)
            ),
            What::Space(found) => format!(
                "Illegal character ({}): only regular white space (\\r, \\n, \\t) is allowed between tokens",
                describe(*found)
            ),
            What::Escape(found) => {
                format!("Unrecognized character escape {}", describe(*found))
            }
            What::Trailing(token) => format!(
                "Trailing token (of type {token}) found after value: not allowed as per `DeserializationFeature.FAIL_ON_TRAILING_TOKENS`"
            ),
            What::TooDeep => format!(
                "Document nesting depth ({}) exceeds the maximum allowed ({MAX_DEPTH}, from `StreamReadConstraints.getMaxNestingDepth()`)",
                MAX_DEPTH + 1
            ),
            What::Blank => "No content to map due to end-of-input".to_string(),
        }
    }
}

fn mismatch(
    found: char,
    open: Option<(Container, usize)>,
    source: &dyn Fn(usize) -> String,
) -> String {
    let wanted = if found == ']' { '}' } else { ']' };
    let inside = match open {
        Some((container, start)) => format!("{} starting at {}", container.name(), source(start)),
        None => "root".to_string(),
    };
    format!("Unexpected close marker '{found}': expected '{wanted}' (for {inside})")
}

/// A character as Jackson shows it.
fn describe(found: char) -> String {
    let code = found as u32;
    if found.is_control() {
        format!("(CTRL-CHAR, code {code})")
    } else if code > 255 {
        format!("'{found}' (code {code} / 0x{code:x})")
    } else {
        format!("'{found}' (code {code})")
    }
}

/// How a place is written: with the text's beginning, or without any of it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Source {
    /// `(String)"…"`, as in answers of the API.
    Quoted,
    /// As in the causes of failed intrinsic functions.
    Redacted,
}

/// Jackson's note of a place: `[Source: (String)"…"; line: 1, column: 4]`.
pub(super) fn place(index: &LineIndex<'_>, text: &str, at: usize, source: Source) -> String {
    let position = index.position(at);
    let name = match source {
        Source::Quoted => quoted(text),
        Source::Redacted => {
            "REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled)".to_string()
        }
    };
    format!(
        "[Source: {name}; line: {}, column: {}]",
        position.line, position.column
    )
}

fn quoted(text: &str) -> String {
    let mut out = String::from("(String)\"");
    let mut units = 0;
    for letter in text.chars() {
        units += letter.len_utf16();
        if units > SOURCE_CHARS {
            break;
        }
        if letter.is_control() && letter != '\n' && letter != '\r' {
            out.push_str(&format!("\\u{:04X}", letter as u32));
        } else {
            out.push(letter);
        }
    }
    out.push('"');
    if units > SOURCE_CHARS {
        let all: usize = text.chars().map(char::len_utf16).sum();
        out.push_str(&format!("[truncated {} chars]", all - SOURCE_CHARS));
    }
    out
}

/// The service's message without the repeated text: places become `line 1, column 4`, the last one is left out.
pub fn brief(message: &str) -> String {
    let (mut out, mut rest) = (String::new(), message);
    while let Some((before, note)) = rest.split_once("[Source: ") {
        let Some((line, column, behind)) = note_place(note) else {
            break;
        };
        out.push_str(before);
        out.push_str(&format!("line {line}, column {column}"));
        rest = behind;
    }
    out.push_str(rest);
    match out.split_once("\n at ") {
        Some((words, _)) => words.to_string(),
        None => out,
    }
}

/// Line, column and what follows, from the inside of a source note. The text it repeats may hold anything.
fn note_place(note: &str) -> Option<(&str, &str, &str)> {
    let number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    note.match_indices("; line: ").find_map(|(at, mark)| {
        let place = note.get(at + mark.len()..)?;
        let (line, place) = place.split_once(", column: ")?;
        let (column, behind) = place.split_once(']')?;
        (number(line) && number(column)).then_some((line, column, behind))
    })
}
