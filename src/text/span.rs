//! Places in a text.

/// A range of bytes in a UTF-8 text, end excluded.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The range from `start` to `end`; positions beyond 4 GiB are cut to that.
    pub fn new(start: usize, end: usize) -> Span {
        let cut = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Span {
            start: cut(start),
            end: cut(end),
        }
    }

    /// Whether the byte position lies inside or at either edge.
    pub fn touches(&self, at: u32) -> bool {
        self.start <= at && at <= self.end
    }

    /// The piece of `text` that the range covers; empty when the range does not fit the text.
    pub fn of<'a>(&self, text: &'a str) -> &'a str {
        text.get(self.start as usize..self.end as usize)
            .unwrap_or_default()
    }
}

/// A place as people count it. Columns count UTF-16 units, as browsers and Java do.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Ord, PartialOrd)]
pub struct Position {
    /// Line, the first is 1.
    pub line: u32,
    /// Column, the first is 1.
    pub column: u32,
}

/// Bytes between two marks; bounds the walk that an answer takes.
const MARK_EVERY: usize = 1024;

/// Translates byte positions of one text into lines, columns and UTF-16 offsets, and back.
///
/// Building is one pass over the text; every answer afterwards is a binary search and a walk over at most
/// 1,024 bytes, however long the lines are. Line breaks are `\n`, `\r\n` and a lone `\r`.
#[derive(Clone, Debug)]
pub struct LineIndex<'a> {
    text: &'a str,
    /// First byte of every line.
    lines: Vec<u32>,
    /// UTF-16 units before every `MARK_EVERY`th byte.
    marks: Vec<u32>,
}

impl<'a> LineIndex<'a> {
    /// Measures `text`.
    pub fn new(text: &'a str) -> LineIndex<'a> {
        let bytes = text.as_bytes();
        let (mut lines, mut marks, mut units) = (vec![0], Vec::new(), 0);
        for (at, &byte) in bytes.iter().enumerate() {
            if at % MARK_EVERY == 0 {
                marks.push(units);
            }
            units += units_of(byte);
            let broken = byte == b'\n' || (byte == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
            if broken {
                lines.push(Span::new(at + 1, 0).start);
            }
        }
        LineIndex { text, lines, marks }
    }

    /// Line and column of a byte; a position past the end counts as the end.
    pub fn position(&self, byte: usize) -> Position {
        let byte = byte.min(self.text.len());
        let line = self.lines.partition_point(|&start| start as usize <= byte);
        let start = self.lines.get(line.saturating_sub(1)).copied().unwrap_or(0);
        let column = self.utf16(byte).saturating_sub(self.utf16(start as usize));
        Position {
            line: Span::new(line, 0).start,
            column: column.saturating_add(1),
        }
    }

    /// How many lines there are; an empty text has one.
    pub fn lines(&self) -> usize {
        self.lines.len()
    }

    /// First byte of a line, lines counted from 1.
    pub fn line_start(&self, line: u32) -> Option<usize> {
        let start = self.lines.get((line as usize).checked_sub(1)?)?;
        Some(*start as usize)
    }

    /// UTF-16 offset of a byte; a position past the end counts as the end.
    pub fn utf16(&self, byte: usize) -> u32 {
        let byte = byte.min(self.text.len());
        let mark = byte / MARK_EVERY;
        let (from, before) = match self.marks.get(mark) {
            Some(&units) => (mark * MARK_EVERY, units),
            None => self.last_mark(),
        };
        let walked = self.text.as_bytes().get(from..byte).unwrap_or_default();
        before + walked.iter().map(|&b| units_of(b)).sum::<u32>()
    }

    /// Byte of a UTF-16 offset; inside a surrogate pair its beginning, past the end the end.
    pub fn byte(&self, utf16: u32) -> usize {
        let mark = self.marks.partition_point(|&units| units <= utf16);
        let mut at = mark.saturating_sub(1) * MARK_EVERY;
        let mut units = self.marks.get(mark.saturating_sub(1)).copied().unwrap_or(0);
        while !self.text.is_char_boundary(at) {
            at += 1;
        }
        for letter in self.text[at..].chars() {
            units += letter.len_utf16() as u32;
            if units > utf16 {
                break;
            }
            at += letter.len_utf8();
        }
        at
    }

    fn last_mark(&self) -> (usize, u32) {
        match self.marks.last() {
            Some(&units) => ((self.marks.len() - 1) * MARK_EVERY, units),
            None => (0, 0),
        }
    }
}

/// UTF-16 units that the letter beginning with this byte takes; 0 for a byte inside a letter.
fn units_of(byte: u8) -> u32 {
    match byte {
        0x80..=0xbf => 0,
        0xf0.. => 2,
        _ => 1,
    }
}
