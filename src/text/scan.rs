//! Tokens of JSON text: strings, numbers, words, white space.

use super::fault::{Fault, What};
use super::Span;
use crate::value::Number;
use std::borrow::Cow;

/// Longest bare word repeated in a message.
const WORD_CHARS: usize = 256;

/// A position in a text and what can be read there.
pub(super) struct Scanner<'a> {
    pub text: &'a str,
    pub at: usize,
}

impl<'a> Scanner<'a> {
    /// Begins after a byte order mark, if there is one.
    pub fn new(text: &'a str) -> Scanner<'a> {
        let at = if text.starts_with('\u{feff}') { 3 } else { 0 };
        Scanner { text, at }
    }

    /// The byte here.
    pub fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The character here; a replacement character at the end or inside a character.
    pub fn letter(&self) -> char {
        let rest = self.text.get(self.at..).unwrap_or_default();
        rest.chars().next().unwrap_or('\u{fffd}')
    }

    /// Passes over white space; another control character is a fault.
    pub fn skip_space(&mut self) -> Result<(), Fault> {
        while let Some(byte) = self.peek() {
            match byte {
                b' ' | b'\t' | b'\n' | b'\r' => self.at += 1,
                0..=0x1f => return Err(self.fault(What::Space(byte as char))),
                _ => break,
            }
        }
        Ok(())
    }

    /// A fault about the character here.
    pub fn fault(&self, what: What) -> Fault {
        Fault::at(what, self.at, self.letter())
    }

    /// A fault about the character here, where something else was expected.
    pub fn unexpected(&self, wanted: &str) -> Fault {
        self.fault(What::Character(self.letter(), wanted.to_string()))
    }

    /// A string, from its opening quote. `place` and `cut` are Jackson's words for a control character inside
    /// and for the end of the text.
    pub fn string(&mut self, place: &'static str, cut: &str) -> Result<Cow<'a, str>, Fault> {
        self.at += 1;
        let mut from = self.at;
        let mut resolved: Option<String> = None;
        loop {
            let plain = self.text.as_bytes().get(self.at..).unwrap_or_default();
            let special = plain
                .iter()
                .position(|&b| b == b'"' || b == b'\\' || b < 0x20);
            self.at += special.unwrap_or(plain.len());
            let piece = self.text.get(from..self.at).unwrap_or_default();
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(match resolved {
                        None => Cow::Borrowed(piece),
                        Some(mut start) => {
                            start.push_str(piece);
                            Cow::Owned(start)
                        }
                    });
                }
                Some(b'\\') => {
                    let out = resolved.get_or_insert_with(String::new);
                    out.push_str(piece);
                    let letter = self.escape()?;
                    out.push(letter);
                    from = self.at;
                }
                Some(byte) => return Err(self.fault(What::Unquoted(byte as char, place))),
                None => return Err(Fault::end(What::End(cut.to_string()), self.at)),
            }
        }
    }

    /// One escape, from its backslash. A surrogate without its other half becomes U+FFFD.
    fn escape(&mut self) -> Result<char, Fault> {
        self.at += 1;
        let Some(byte) = self.peek() else {
            let cut = " in character escape sequence".to_string();
            return Err(Fault::end(What::End(cut), self.at));
        };
        let letter = match byte {
            b'"' | b'\\' | b'/' => byte as char,
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => return self.unicode(),
            _ => return Err(self.fault(What::Escape(self.letter()))),
        };
        self.at += 1;
        Ok(letter)
    }

    fn unicode(&mut self) -> Result<char, Fault> {
        let first = self.hex()?;
        if !(0xd800..0xdc00).contains(&first) {
            return Ok(char::from_u32(first).unwrap_or('\u{fffd}'));
        }
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        if !rest.starts_with(b"\\u") {
            return Ok('\u{fffd}');
        }
        let after_first = self.at;
        self.at += 1;
        let second = self.hex()?;
        if (0xdc00..0xe000).contains(&second) {
            let joined = 0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00);
            return Ok(char::from_u32(joined).unwrap_or('\u{fffd}'));
        }
        self.at = after_first;
        Ok('\u{fffd}')
    }

    /// Four hexadecimal digits after the `u` here.
    fn hex(&mut self) -> Result<u32, Fault> {
        self.at += 1;
        let mut code = 0;
        for _ in 0..4 {
            let Some(byte) = self.peek() else {
                let cut = " in character escape sequence".to_string();
                return Err(Fault::end(What::End(cut), self.at));
            };
            let Some(digit) = (byte as char).to_digit(16) else {
                return Err(self.unexpected("expected a hex-digit for character escape sequence"));
            };
            code = code * 16 + digit;
            self.at += 1;
        }
        Ok(code)
    }

    /// A number, from its sign or first digit. `root`: it is the whole text, so only white space may follow.
    pub fn number(&mut self, root: bool) -> Result<Number, Fault> {
        let start = self.at;
        if self.peek() == Some(b'-') {
            self.at += 1;
            self.need_digit(
                "expected digit (0-9) to follow minus sign, for valid numeric value",
                Some("No digit following minus sign"),
            )?;
        }
        let leading = self.peek() == Some(b'0');
        let whole = self.digits();
        if leading && whole > 1 {
            self.at -= whole - 1;
            return Err(self.fault(What::Number("Leading zeroes not allowed")));
        }
        let mut integer = true;
        if self.peek() == Some(b'.') {
            integer = false;
            self.at += 1;
            let why = "Decimal point not followed by a digit";
            self.need_digit(why, None)?;
            self.digits();
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            integer = false;
            self.at += 1;
            if matches!(self.peek(), Some(b'+' | b'-')) {
                self.at += 1;
            }
            let why = "Exponent indicator not followed by a digit";
            self.need_digit(why, Some("expected a digit for number exponent"))?;
            self.digits();
        }
        if root && !matches!(self.peek(), None | Some(b' ' | b'\t' | b'\n' | b'\r')) {
            return Err(self.unexpected("Expected space separating root-level values"));
        }
        let digits = self.text.get(start..self.at).unwrap_or_default();
        Ok(Number::from_digits(digits, integer))
    }

    fn digits(&mut self) -> usize {
        let from = self.at;
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        self.at - from
    }

    /// Jackson runs words together at the end of the text, and blames the point where a fraction is missing.
    fn need_digit(&self, wanted: &'static str, cut: Option<&'static str>) -> Result<(), Fault> {
        match (self.peek(), cut) {
            (Some(b'0'..=b'9'), _) => Ok(()),
            (Some(_), _) => Err(self.fault(What::InNumber(self.letter(), wanted))),
            (None, Some(cut)) => Err(Fault::end(What::End(cut.to_string()), self.at)),
            (None, None) => Err(Fault::at(What::InNumber('.', wanted), self.at - 1, '.')),
        }
    }

    /// The word `wanted` (`null`, `true`, `false`), from its first letter.
    pub fn word(&mut self, wanted: &str) -> Result<(), Fault> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let length = word_length(rest);
        if rest.get(..length) == Some(wanted) {
            self.at += length;
            return Ok(());
        }
        Err(self.no_value())
    }

    /// The fault of something that begins no value.
    pub fn no_value(&mut self) -> Fault {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let found = self.letter();
        if !starts_word(found) {
            let what = match found {
                '}' => What::Character('}', "expected a value".to_string()),
                '+' => What::InNumber(
                    '+',
                    "JSON spec does not allow numbers to have plus signs: enable `JsonReadFeature.ALLOW_LEADING_PLUS_SIGN_FOR_NUMBERS` to allow",
                ),
                _ => What::no_value(found),
            };
            return self.fault(what);
        }
        let length = word_length(rest);
        let word = rest.get(..length).unwrap_or_default();
        let what = match word {
            "NaN" => What::NonStandard("NaN"),
            "Infinity" => What::NonStandard("Infinity"),
            _ if word.chars().count() >= WORD_CHARS => {
                What::Token(word.chars().take(WORD_CHARS).chain("...".chars()).collect())
            }
            _ => What::Token(word.to_string()),
        };
        let start = self.at;
        self.at += length;
        Fault {
            what,
            start,
            end: self.at,
            named: self.at,
        }
    }

    /// Passes over a bare word or one character.
    pub fn skip_any(&mut self) {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let length = word_length(rest);
        self.at += length.max(self.letter().len_utf8());
        self.at = self.at.min(self.text.len());
    }
}

/// Whether Java lets an identifier begin with it.
fn starts_word(letter: char) -> bool {
    letter.is_alphabetic() || matches!(letter, '_' | '$' | '¢'..='¥' | '₠'..='⃀')
}

/// Bytes of the bare word at the beginning of `text`.
fn word_length(text: &str) -> usize {
    let ends = |letter: char| !(starts_word(letter) || letter.is_numeric());
    text.find(ends).unwrap_or(text.len())
}

/// Where byte `offset` of a string's decoded content stands in the text; `literal` is the string with its quotes.
pub fn place_in_string(text: &str, literal: Span, offset: usize) -> usize {
    let end = (literal.end as usize).saturating_sub(1);
    let mut scan = Scanner {
        text,
        at: literal.start as usize + 1,
    };
    let mut decoded = 0;
    while decoded < offset && scan.at < end {
        let letter = match scan.peek() {
            Some(b'\\') => scan.escape().unwrap_or('\u{fffd}'),
            _ => {
                let letter = scan.letter();
                scan.at += letter.len_utf8();
                letter
            }
        };
        decoded += letter.len_utf8();
    }
    scan.at.min(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_a_string_is_found_through_its_escapes() {
        let text = "  \"a\\n\\u00e9\\ud83d\\ude00é\\\"z\"";
        let literal = Span::new(2, text.len());
        let content = "a\n\u{e9}\u{1f600}é\"z";
        let found = |letter: char| place_in_string(text, literal, content.find(letter).unwrap());
        assert_eq!(found('a'), 3);
        assert_eq!(found('\n'), 4);
        assert!(text[found('\u{1f600}')..].starts_with("\\ud83d"));
        assert!(text[found('"')..].starts_with("\\\"z"));
        assert!(text[found('z')..].starts_with("z\""));
        assert_eq!(place_in_string(text, literal, 99), text.len() - 1);
    }
}
