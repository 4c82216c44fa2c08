//! How deeply an expression is nested, found without recursion before anything recursive sees it.
//!
//! The evaluator's parser recurses once per level of its tree, and a small stack (a worker's) ends in a trap that nothing
//! can catch. This count is never below the tree's real depth by more than a constant, so that refusing by it is safe;
//! it reads tokens only and takes any text.

/// Levels that are open at one place: brackets, transforms, `? :`, `:=` and minus signs.
const MOST_OPEN: usize = 100;
/// Levels of the tree: the above, and operators and steps in one chain. In units of what a bracket costs the parser.
const MOST_LEVELS: usize = 250;
/// What a transform costs the parser, measured.
const TRANSFORM: usize = 4;

/// Whether compiling the text could run out of stack.
pub(super) fn too_deep(text: &str) -> bool {
    let mut scan = Scan {
        text: text.as_bytes(),
        at: 0,
        operand: true,
        frames: vec![Frame::default()],
    };
    while let Some(byte) = scan.next() {
        scan.token(byte);
        if scan.open() > MOST_OPEN || scan.levels() > MOST_LEVELS {
            return true;
        }
    }
    false
}

/// What is open: the text itself, a bracket, a transform.
#[derive(Clone, Copy, Default)]
struct Frame {
    /// Bars still to come of a transform; 0 for brackets.
    bars: usize,
    /// Depth of the deepest entry before this one.
    best: usize,
    /// Depth of the chain of operators so far, and of its last operand.
    chain: usize,
    operand: usize,
    /// Operators that wait for the end of the entry, and minus signs that wait for the next operator.
    waiting: usize,
    signs: usize,
}

impl Frame {
    fn depth(&self) -> usize {
        self.best.max(self.chain).max(self.operand)
    }
}

struct Scan<'t> {
    text: &'t [u8],
    at: usize,
    /// Whether an operand is expected here: then `/` begins a regular expression and `|` a transform.
    operand: bool,
    frames: Vec<Frame>,
}

impl Scan<'_> {
    /// The next byte that is neither white space nor comment.
    fn next(&mut self) -> Option<u8> {
        loop {
            let byte = *self.text.get(self.at)?;
            if self.rest().starts_with(b"/*") {
                self.at += 2;
                while self.at < self.text.len() && !self.rest().starts_with(b"*/") {
                    self.at += 1;
                }
                self.at += 2;
            } else if is_space(byte) {
                self.at += 1;
            } else {
                return Some(byte);
            }
        }
    }

    fn rest(&self) -> &[u8] {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn open(&self) -> usize {
        let waiting = self.frames.iter().map(|f| f.waiting + f.signs);
        self.frames.len() - 1 + waiting.sum::<usize>()
    }

    /// Depth of the tree so far, and of what is open around it.
    fn levels(&self) -> usize {
        let transforms = self.frames.iter().filter(|f| f.bars > 0).count();
        let inner = self.frames.iter().map(Frame::depth).max().unwrap_or(0);
        self.open() + transforms * (TRANSFORM - 1) + inner
    }

    fn token(&mut self, byte: u8) {
        self.at += 1;
        match byte {
            b'(' | b'[' | b'{' => self.enter(0),
            b')' | b']' | b'}' => self.leave(1),
            b'|' => self.bar(),
            b',' | b';' => self.next_entry(),
            b'"' | b'\'' | b'`' => self.quoted(byte),
            b'/' if self.operand => self.regex(),
            b'*' | b'%' | b'?' if self.operand => {
                self.at += usize::from(self.rest().first() == Some(&b'*'));
                self.value();
            }
            _ if is_operator(byte) => self.operator(byte),
            _ => self.word(),
        }
    }

    fn frame(&mut self) -> &mut Frame {
        if self.frames.is_empty() {
            self.frames.push(Frame::default());
        }
        let last = self.frames.len() - 1;
        &mut self.frames[last]
    }

    fn enter(&mut self, bars: usize) {
        self.frames.push(Frame {
            bars,
            ..Frame::default()
        });
        self.operand = true;
    }

    fn leave(&mut self, cost: usize) {
        // A surplus bracket is the parser's to report.
        let inner = match self.frames.len() {
            0 | 1 => 0,
            _ => self.frames.pop().map_or(0, |frame| frame.depth()),
        };
        let frame = self.frame();
        frame.operand = frame.operand.max(inner) + cost;
        self.operand = false;
    }

    fn bar(&mut self) {
        let operand = self.operand;
        match self.frame().bars {
            _ if operand => self.enter(2),
            2 => {
                self.next_entry();
                self.frame().bars = 1;
            }
            1 => self.leave(TRANSFORM),
            _ => self.operator(b'|'),
        }
    }

    fn next_entry(&mut self) {
        let frame = self.frame();
        *frame = Frame {
            bars: frame.bars,
            best: frame.depth(),
            ..Frame::default()
        };
        self.operand = true;
    }

    fn quoted(&mut self, quote: u8) {
        while let Some(byte) = self.text.get(self.at) {
            self.at += 1;
            match byte {
                b'\\' if quote != b'`' => self.at += 1,
                byte if *byte == quote => break,
                _ => {}
            }
        }
        self.value();
    }

    /// Up to the slash that ends it: one outside of brackets and not escaped, by the parser's own rules.
    fn regex(&mut self) {
        // Backslashes right before the byte; the slash that begins the pattern is none.
        let (mut depth, mut slashes) = (0_i32, 0_usize);
        while let Some(byte) = self.text.get(self.at) {
            self.at += 1;
            match byte {
                b'/' if depth == 0 && slashes % 2 == 0 => break,
                b'(' | b'[' | b'{' if slashes == 0 => depth += 1,
                b')' | b']' | b'}' if slashes == 0 => depth -= 1,
                _ => {}
            }
            slashes = if *byte == b'\\' { slashes + 1 } else { 0 };
        }
        self.value();
    }

    fn operator(&mut self, byte: u8) {
        let second = self.rest().first().copied();
        let double = matches!(
            (byte, second),
            (b'.', Some(b'.'))
                | (b':' | b'!' | b'>' | b'<', Some(b'='))
                | (b'~', Some(b'>'))
                | (b'*', Some(b'*'))
        );
        self.at += usize::from(double);
        let prefix = self.operand;
        self.operand = true;
        let frame = self.frame();
        match (byte, double) {
            (b'-', _) if prefix => frame.signs += 1,
            (b'.' | b'@' | b'#' | b'^', false) => frame.operand += 1,
            // What stands before is finished, and beside what follows, not around it.
            (b'?' | b':', false) => {
                frame.waiting += usize::from(byte == b'?');
                frame.best = frame.best.max(frame.chain).max(frame.operand + frame.signs);
                (frame.chain, frame.operand, frame.signs) = (0, 0, 0);
            }
            _ => {
                frame.waiting += usize::from(byte == b':');
                frame.chain = frame.chain.max(frame.operand + frame.signs) + 1;
                frame.operand = 0;
                frame.signs = 0;
            }
        }
    }

    /// A name, a variable, a keyword, a number. Quotes do not end a name.
    fn word(&mut self) {
        let start = self.at - 1;
        let number = self.text.get(start).is_some_and(u8::is_ascii_digit);
        let ends = |b: &u8| match number {
            true => !b.is_ascii_digit(),
            false => is_space(*b) || is_operator(*b),
        };
        let length = self.rest().iter().position(ends);
        self.at = length.map_or(self.text.len(), |length| self.at + length);
        let word = self.text.get(start..self.at).unwrap_or_default();
        if !self.operand && matches!(word, b"and" | b"or" | b"in") {
            self.operator(b'&');
        } else {
            self.value();
        }
    }

    fn value(&mut self) {
        self.operand = false;
        let frame = self.frame();
        frame.operand = frame.operand.max(1);
    }
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0b)
}

/// Characters that end a name.
fn is_operator(byte: u8) -> bool {
    b".[]{}(),@#;:?+-*/%|=<>^&!~".contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nested(open: &str, close: &str, levels: usize) -> String {
        format!("{}1{}", open.repeat(levels), close.repeat(levels))
    }

    #[test]
    fn a_hundred_open_levels_pass_and_one_more_does_not() {
        for (open, close) in [
            ("(", ")"),
            ("[", "]"),
            ("{'a':", "}"),
            ("$f(", ")"),
            ("-", ""),
        ] {
            assert!(!too_deep(&nested(open, close, 100)), "{open}");
            assert!(too_deep(&nested(open, close, 101)), "{open}");
        }
        assert!(!too_deep(&nested("|$|{'a':", "}|", 40)));
        assert!(too_deep(&nested("|$|{'a':", "}|", 60)));
    }

    #[test]
    fn a_condition_adds_one_level_whatever_it_compares() {
        let chain = |arms: usize| format!("{}0", "$n=10 and $m+1<2 ? 10 : ".repeat(arms));
        assert!(!too_deep(&chain(99)));
        assert!(too_deep(&chain(101)));
        assert!(too_deep(&format!("1{} ? 2 : 3", "+1".repeat(300))));
    }

    #[test]
    fn a_pattern_of_backslashes_is_read_once() {
        let slashes = "\\".repeat(1 << 20);
        assert!(!too_deep(&format!("$match('a', /{slashes}/)")));
        assert!(too_deep(&format!("/{slashes}/ & {}", "(".repeat(101))));
    }

    #[test]
    fn chains_count_on_their_own_and_with_what_is_inside() {
        assert!(!too_deep(&format!("1{}", "+1".repeat(200))));
        assert!(too_deep(&format!("1{}", "+1".repeat(300))));
        let steps = format!("{}1{}", "(".repeat(60), ").a.a.a.a".repeat(60));
        assert!(
            too_deep(&steps),
            "each step after a bracket is a level more"
        );
        let wide = vec!["$a.b.c.d"; 90].join(" & ");
        assert!(
            !too_deep(&wide),
            "steps of different operands do not add up"
        );
        let items = vec!["(1+2)"; 5000].join(",");
        assert!(!too_deep(&format!("[{items}]")));
    }

    #[test]
    fn brackets_in_texts_comments_names_and_patterns_do_not_count() {
        let open = "(".repeat(500);
        for text in [
            format!("'{open}'"),
            format!("/* {open} */ 1"),
            format!("`{open}`"),
            format!("$a ~> /[{open}]\\/x/"),
            format!("\"\\\"{open}\""),
        ] {
            assert!(!too_deep(&text), "{text}");
        }
        assert!(too_deep(&format!("1 / {open}")));
    }
}
