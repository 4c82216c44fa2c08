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
}
