//! The text of a call to its parts.

use super::table::functions;
use super::{Argument, Invocation, MAX_NESTING};
use crate::query::path::Path;
use crate::query::SyntaxError;
use crate::value::{Number, Value};

/// Parses the value of a field: one call, white space around it.
pub(super) fn parse(text: &str) -> Result<Invocation, SyntaxError> {
    let mut parser = Parser { text, at: 0 };
    parser.skip_space();
    let call = parser.call(1)?;
    parser.skip_space();
    if parser.at < text.len() {
        return Err(parser.error("Nothing may follow the closing parenthesis"));
    }
    Ok(call)
}

struct Parser<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Parser<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn error(&self, message: impl Into<String>) -> SyntaxError {
        SyntaxError {
            message: message.into(),
            at: self.at,
        }
    }

    fn skip_space(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }

    fn take(&mut self, expected: char) -> bool {
        let found = self.rest().starts_with(expected);
        if found {
            self.at += expected.len_utf8();
        }
        found
    }

    /// Text up to the first character that ends it, or all that is left.
    fn take_until(&mut self, ends: fn(char) -> bool) -> &'t str {
        let rest = self.rest();
        let taken = &rest[..rest.find(ends).unwrap_or(rest.len())];
        self.at += taken.len();
        taken
    }

    fn call(&mut self, level: usize) -> Result<Invocation, SyntaxError> {
        if level > MAX_NESTING {
            let message = format!("Intrinsic functions can be nested {MAX_NESTING} levels deep");
            return Err(self.error(message));
        }
        let start = self.at;
        let name = self.take_until(|c| !(c.is_ascii_alphanumeric() || c == '.'));
        let known = functions().iter().find(|function| function.name == name);
        let Some(function) = known else {
            self.at = start;
            return Err(self.error(format!("Unknown intrinsic function: '{name}'")));
        };
        if !self.take('(') {
            return Err(self.error(format!("'(' must follow {name}")));
        }
        let arguments = self.arguments(level)?;
        Ok(Invocation {
            text: self.text[start..self.at].into(),
            function,
            arguments,
        })
    }

    fn arguments(&mut self, level: usize) -> Result<Vec<Argument>, SyntaxError> {
        let mut arguments = Vec::new();
        self.skip_space();
        if self.take(')') {
            return Ok(arguments);
        }
        loop {
            self.skip_space();
            arguments.push(self.argument(level)?);
            self.skip_space();
            if self.take(')') {
                return Ok(arguments);
            }
            if !self.take(',') {
                return Err(self.error("',' or ')' must follow an argument"));
            }
        }
    }

    fn argument(&mut self, level: usize) -> Result<Argument, SyntaxError> {
        match self.rest().chars().next() {
            Some('\'') => self.quoted(),
            Some('$') => self.path(),
            Some('S') => self.call(level + 1).map(Argument::Call),
            _ => self.literal(),
        }
    }

    fn literal(&mut self) -> Result<Argument, SyntaxError> {
        let start = self.at;
        let word = self.take_until(|c| c == ',' || c == ')' || c.is_whitespace());
        let value = match word {
            "null" => Value::Null,
            "true" => true.into(),
            "false" => false.into(),
            _ => match Number::read(word) {
                Some(number) => number.into(),
                None => {
                    self.at = start;
                    return Err(self.error(format!("'{word}' is no argument")));
                }
            },
        };
        Ok(Argument::Literal(value))
    }

    /// A path up to the comma or parenthesis that ends the argument; those inside its brackets belong to it.
    fn path(&mut self) -> Result<Argument, SyntaxError> {
        let rest = self.rest();
        let (mut open, mut quoted) = (0usize, false);
        let mut end = rest.len();
        for (at, byte) in rest.bytes().enumerate() {
            match byte {
                b'\'' if open > 0 => quoted = !quoted,
                _ if quoted => {}
                b'[' => open += 1,
                b']' => open = open.saturating_sub(1),
                b',' | b')' if open == 0 => {
                    end = at;
                    break;
                }
                _ => {}
            }
        }
        let text = rest[..end].trim_end();
        let path = Path::compile(text).map_err(|fault| SyntaxError {
            message: fault.message,
            at: self.at + fault.at,
        })?;
        self.at += text.len();
        Ok(Argument::Path(path))
    }

    fn quoted(&mut self) -> Result<Argument, SyntaxError> {
        let mut text = String::new();
        let mut escaped = Vec::new();
        let mut chars = self.rest().char_indices().skip(1);
        while let Some((at, c)) = chars.next() {
            match c {
                '\'' => {
                    self.at += at + 1;
                    return Ok(Argument::Quoted(text.into(), escaped));
                }
                '\\' => match chars.next() {
                    Some((_, c @ ('\'' | '\\'))) => text.push(c),
                    Some((_, c @ ('{' | '}'))) => {
                        escaped.push(text.len());
                        text.push(c);
                    }
                    _ => {
                        self.at += at;
                        return Err(self.error("Only ' { } and \\ can follow a backslash"));
                    }
                },
                c => text.push(c),
            }
        }
        Err(self.error("A quote is not closed"))
    }
}
