//! Text to steps.
//!
//! The text is first cut into components (a name after a dot, a bracket, `..`, `*`); each component is then read on its
//! own by [`component`]. Reading in these two passes is what gives odd texts their meaning: `$.a[0]id` is `a`, `0`, `id`,
//! and `$['x]']` is a bracket without a name followed by the name `']`.

use super::component;
use super::step::{Step, Steps};
use crate::query::{java, SyntaxError};

/// What a path may hold, by where it stands.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Place {
    /// In a field of a definition.
    Field,
    /// Inside a filter, where only definite paths are allowed.
    Filter,
}

/// Compiles a path on one document; a text without `$` or `@` in front means `$.text`.
pub(super) fn compile(text: &str, place: Place) -> Result<Steps, SyntaxError> {
    let trimmed = java::trim(text);
    let start = text.find(trimmed).unwrap_or(0);
    let (rest, shift) = match trimmed.strip_prefix(['$', '@']) {
        Some(rest) => (rest.to_string(), start + 1),
        None if trimmed.is_empty() => return Err(error("Path may not be null empty", 0)),
        None => (format!(".{trimmed}"), start.saturating_sub(1)),
    };
    if rest.ends_with("..") {
        return Err(error("A path can not end with a scan.", text.len()));
    }
    if !rest.is_empty() && !rest.starts_with(['.', '[']) {
        return Err(error(&format!("Invalid path ${rest}"), shift));
    }
    let steps = Cutter {
        rest: &rest,
        at: 0,
        shift,
        place,
    };
    steps.steps().map(Steps::new)
}

pub(super) fn error(message: &str, at: usize) -> SyntaxError {
    SyntaxError {
        message: message.to_string(),
        at,
    }
}

/// Cuts what follows the root into components. All characters with a meaning are ASCII, so positions are bytes.
struct Cutter<'t> {
    rest: &'t str,
    at: usize,
    /// Where `rest` begins in the text that errors point into.
    shift: usize,
    place: Place,
}

impl<'t> Cutter<'t> {
    fn steps(mut self) -> Result<Vec<Step>, SyntaxError> {
        let mut steps = vec![Step::Root];
        while let Some(byte) = self.rest.as_bytes().get(self.at) {
            let from = self.at + self.shift;
            match byte {
                b' ' => return Err(error("Space not allowed in path", from)),
                b'$' => steps.push(self.single(Step::Root)),
                b'*' => steps.push(self.single(Step::Wildcard)),
                b'[' => {
                    let component = self.bracket();
                    steps.push(component::read(component, from, self.place)?);
                }
                b'.' => steps.extend(self.after_dot()?),
                _ => {
                    let name = self.name();
                    steps.push(name_step(name, from)?);
                }
            }
        }
        Ok(steps)
    }

    fn single(&mut self, step: Step) -> Step {
        self.at += 1;
        step
    }

    /// A dot before a bracket or a blank adds nothing.
    fn after_dot(&mut self) -> Result<Option<Step>, SyntaxError> {
        self.at += 1;
        let from = self.at + self.shift;
        match self.rest.as_bytes().get(self.at) {
            None => Err(error("A path can not end with a dot.", from)),
            Some(b'.') => Ok(Some(self.single(Step::Scan))),
            Some(_) => match self.name() {
                "" => Ok(None),
                "*" => Ok(Some(Step::Wildcard)),
                name => name_step(name, from).map(Some),
            },
        }
    }

    /// Up to the next dot, bracket or blank; any other character belongs to the name.
    fn name(&mut self) -> &'t str {
        let rest: &'t str = &self.rest[self.at..];
        let end = rest.find(['.', '[', ' ']).unwrap_or(rest.len());
        self.at += end;
        &rest[..end]
    }

    /// A bracket up to its partner, or to the end of the text.
    fn bracket(&mut self) -> &'t str {
        let rest: &'t str = &self.rest[self.at..];
        let mut open = 0usize;
        let mut end = rest.len();
        for (at, byte) in rest.bytes().enumerate() {
            match byte {
                b'[' => open += 1,
                b']' if open == 1 => {
                    end = at + 1;
                    break;
                }
                b']' => open -= 1,
                _ => {}
            }
        }
        self.at += end;
        &rest[..end]
    }
}

/// A bare name is read as if it stood in quotes and brackets, so a quote or bracket inside it has its effect.
fn name_step(name: &str, at: usize) -> Result<Step, SyntaxError> {
    if !name.contains(['\'', ']']) {
        return Ok(Step::Name(name.into()));
    }
    component::names(&format!("'{name}']")).ok_or_else(|| error("Path component is not closed", at))
}
