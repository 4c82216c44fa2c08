//! One bracketed component of a path.

use super::compile::{error, Place};
use super::filter::Filter;
use super::step::Step;
use crate::query::SyntaxError;
use crate::value::Text;

/// Reads `[…]`. `at` is the position of the bracket, for errors.
///
/// The first character that announces a kind of component decides what it is; what stands before it is skipped, and so is
/// what follows once the component is complete (`[0..1]` is `[0]`).
pub(super) fn read(text: &str, at: usize, place: Place) -> Result<Step, SyntaxError> {
    if text == "[*]" {
        return Ok(Step::Wildcard);
    }
    if is_placeholder(text) {
        return Ok(Step::Filter(Filter::missing(text.matches('?').count())));
    }
    let first =
        text.find(|c: char| matches!(c, '?' | '\'' | ':' | '-' | '@') || c.is_ascii_digit());
    let Some(first) = first else {
        return Err(error(
            &format!("Could not analyze path component: {text}"),
            at,
        ));
    };
    let unclosed = || error("Path component is not closed", at);
    match text.as_bytes().get(first) {
        Some(b'?') => {
            let from = text[..first].rfind('[').unwrap_or(0);
            filter(&text[from..], at + from, place)
        }
        Some(b'\'') => names(&text[first..]).ok_or_else(unclosed),
        Some(b'@') => from_end(&text[first..], at),
        _ => Numbers::default().read(&text[first..], at),
    }
}

/// `[?]`, `[?,?]`: filters that were to be given apart from the path. Nobody gives any.
fn is_placeholder(text: &str) -> bool {
    let inside = text.strip_prefix('[').and_then(|s| s.strip_suffix(']'));
    inside.is_some_and(|inside| {
        inside.trim_start().starts_with('?')
            && inside
                .chars()
                .all(|c| matches!(c, '?' | ',' | '*') || c.is_ascii_whitespace())
    })
}

/// The quoted names before the first `]`, whatever stands between them; a name still open there is lost.
/// There are no escapes. `None` when no `]` comes.
pub(super) fn names(text: &str) -> Option<Step> {
    let end = text.find(']')?;
    let mut parts = text[..end].split('\'');
    // Text before the first quote is no name; after that every second part is one, if a quote ends it.
    parts.next();
    let parts: Vec<&str> = parts.collect();
    let mut names: Vec<Text> = parts.chunks_exact(2).map(|pair| pair[0].into()).collect();
    Some(match names.len() {
        1 => Step::Name(names.remove(0)),
        _ => Step::Names(names),
    })
}

/// `@.length-1)` with any blanks and parentheses in it; the character after `@` may be any.
fn from_end(text: &str, at: usize) -> Result<Step, SyntaxError> {
    let unclosed = || error("Path component is not closed", at);
    let (from, _) = text.char_indices().nth(2).ok_or_else(unclosed)?;
    let body = &text[from..];
    let minus = body.find('-').ok_or_else(unclosed)?;
    let without = |text: &str, dropped: &[char]| text.replace(dropped, "");
    let function = without(&body[..minus], &[' ', '(', ')']);
    if function != "size" && function != "length" {
        return Err(error(
            &format!(
                "Invalid function: @.{function}. Supported functions are: [(@.length - n)] and [(@.size() - n)]"
            ),
            at,
        ));
    }
    let close = body[minus..].find(')').ok_or_else(unclosed)?;
    let back = without(&body[minus..minus + close], &[' ']);
    number(&back, at).map(Step::FromEnd)
}

/// `[?(…)]`: the filter ends at the first `]` outside quotes and parentheses; parentheses outside quotes must balance.
fn filter(text: &str, at: usize, place: Place) -> Result<Step, SyntaxError> {
    let end = filter_end(text, at)?;
    if place == Place::Filter {
        // A filter is never definite, and only definite paths may stand in one; so filters cannot nest.
        return Err(error("the predicate path is not definite", at));
    }
    Filter::compile(&text[..end], at).map(Step::Filter)
}

fn filter_end(text: &str, at: usize) -> Result<usize, SyntaxError> {
    let (mut round, mut square) = (0i64, 0i64);
    let mut quoted = false;
    let mut before = b' ';
    for (position, byte) in text.bytes().enumerate() {
        match byte {
            b'\'' if before != b'\\' => quoted = !quoted,
            _ if quoted => {}
            b'(' => round += 1,
            b')' => round -= 1,
            b'[' => square += 1,
            b']' => {
                square -= 1;
                if round == 0 && square == 0 {
                    return Ok(position + 1);
                }
                if round == 0 {
                    return Err(error("Filter brackets are not balanced", at));
                }
            }
            _ => {}
        }
        before = byte;
    }
    Err(error("Path component is not closed", at))
}

/// Reader of `1`, `1,2`, `1:`, `:2`, `1:2`. Kinds may mix; which one wins is decided at the end.
#[derive(Default)]
struct Numbers {
    read: Vec<i32>,
    list: bool,
    from: bool,
    to: bool,
    between: bool,
}

impl Numbers {
    fn read(mut self, text: &str, at: usize) -> Result<Step, SyntaxError> {
        let unclosed = || error("Path component is not closed", at);
        let mut chars = text.chars().peekable();
        let mut digits = String::new();
        loop {
            match chars.next().ok_or_else(unclosed)? {
                ' ' => {}
                ',' => {
                    self.read.push(number(&digits, at)?);
                    digits.clear();
                    self.list = true;
                }
                ':' => {
                    let before = std::mem::take(&mut digits);
                    let mut after = String::new();
                    while let Some(c) = chars.next_if(|c| is_digit(*c) || *c == ' ') {
                        if c != ' ' {
                            after.push(c);
                        }
                    }
                    self.slice(&before, &after, at)?;
                    // The character that ends the second bound is not looked at, unless it is the bracket.
                    if chars.next().ok_or_else(unclosed)? == ']' {
                        break;
                    }
                }
                c if is_digit(c) => digits.push(c),
                _ => break,
            }
        }
        if !digits.is_empty() {
            self.read.push(number(&digits, at)?);
        }
        self.step().ok_or_else(unclosed)
    }

    fn slice(&mut self, before: &str, after: &str, at: usize) -> Result<(), SyntaxError> {
        if before.is_empty() {
            self.to = true;
            self.read.push(number(after, at)?);
            return Ok(());
        }
        self.read.push(number(before, at)?);
        if after.is_empty() {
            self.from = true;
        } else {
            self.between = true;
            self.read.push(number(after, at)?);
        }
        Ok(())
    }

    fn step(self) -> Option<Step> {
        let first = *self.read.first()?;
        Some(match self.read.get(1) {
            None if !self.to && !self.from => Step::Index(first),
            _ if self.list => Step::Indexes(self.read),
            _ if self.from => Step::From(first),
            _ if self.to => Step::To(first),
            Some(second) if self.between => Step::Between(first, *second),
            _ => return None,
        })
    }
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || c == '-'
}

fn number(digits: &str, at: usize) -> Result<i32, SyntaxError> {
    digits
        .parse()
        .map_err(|_| error(&format!("For input string: \"{digits}\""), at))
}
