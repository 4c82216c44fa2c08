//! The walk over JSON text: an explicit stack instead of recursion, one first fault, optional recovery.

use super::fault::{Container, Fault, What, MAX_DEPTH};
use super::scan::Scanner;
use crate::value::{Number, Text};
use std::borrow::Cow;
use std::ops::Range;

/// Makes the result out of what is read.
pub(super) trait Build {
    /// A finished value.
    type Out;
    /// A finished member name.
    type Key;
    /// Keeps a member name.
    fn key(&mut self, key: Cow<'_, str>, place: Range<usize>) -> Self::Key;
    /// Makes a value that contains no other.
    fn leaf(&mut self, leaf: Leaf, place: Range<usize>) -> Self::Out;
    /// Makes an array.
    fn array(&mut self, items: Vec<Self::Out>, place: Range<usize>) -> Self::Out;
    /// Makes an object.
    fn object(&mut self, members: Vec<(Self::Key, Self::Out)>, place: Range<usize>) -> Self::Out;
}

/// A value that contains no other.
pub(super) enum Leaf {
    Null,
    Bool(bool),
    Number(Number),
    Text(Text),
}

/// What a walk ended with.
pub(super) struct Parsed<T> {
    /// The value; partial when there is a fault.
    pub root: Option<T>,
    /// The first fault.
    pub fault: Option<Fault>,
    /// Containers open at the end of the text, outermost first, each with its first byte.
    pub open: Vec<(Container, usize)>,
    /// Places of `${…}` that were read as text.
    pub substitutions: Vec<Range<usize>>,
}

/// Reads `text`. `recover`: go on after a fault and keep every complete member, and read `${…}` as text.
pub(super) fn parse<B: Build>(text: &str, build: B, recover: bool) -> Parsed<B::Out> {
    let mut parser = Parser {
        scan: Scanner::new(text),
        build,
        recover,
        stack: Vec::new(),
        root: None,
        substitutions: Vec::new(),
    };
    let (fault, open) = parser.run();
    parser.fold();
    Parsed {
        root: parser.root,
        fault,
        open,
        substitutions: parser.substitutions,
    }
}

struct Parser<'a, B: Build> {
    scan: Scanner<'a>,
    build: B,
    recover: bool,
    stack: Vec<Frame<B>>,
    root: Option<B::Out>,
    substitutions: Vec<Range<usize>>,
}

/// An open container.
struct Frame<B: Build> {
    start: usize,
    /// Whether the next entry needs no comma before it.
    fresh: bool,
    inside: Inside<B>,
}

enum Inside<B: Build> {
    Array(Vec<B::Out>),
    /// Members so far, and the name whose value is being read.
    Object(Vec<(B::Key, B::Out)>, Option<B::Key>),
}

impl<B: Build> Frame<B> {
    fn container(&self) -> Container {
        match self.inside {
            Inside::Array(_) => Container::Array,
            Inside::Object(..) => Container::Object,
        }
    }
}

impl<B: Build> Parser<'_, B> {
    /// The first fault, and what was open when the text ended.
    fn run(&mut self) -> (Option<Fault>, Vec<(Container, usize)>) {
        let mut first = None;
        let mut open = Vec::new();
        loop {
            let begun = self.root.is_some() || !self.stack.is_empty();
            let step = match self.stack.is_empty() {
                true if self.root.is_some() => return (first.or(self.trailing().err()), open),
                true => self.scan.skip_space().and_then(|()| self.value()),
                false => self.entry(),
            };
            let Err(fault) = step else { continue };
            let stop = !self.recover || !begun || matches!(fault.what, What::TooDeep);
            first.get_or_insert(fault);
            if !stop && self.scan.peek().is_some() {
                self.resume();
            } else {
                if self.scan.peek().is_none() {
                    open.extend(self.stack.iter().map(|f| (f.container(), f.start)));
                }
                return (first, open);
            }
        }
    }

    /// One entry of the innermost container, or its end.
    fn entry(&mut self) -> Result<(), Fault> {
        self.scan.skip_space()?;
        let Some(frame) = self.stack.last() else {
            return Ok(());
        };
        let (container, start, fresh) = (frame.container(), frame.start, frame.fresh);
        match self.scan.peek() {
            None => return Err(Fault::end(What::Open(container, start), self.scan.at)),
            Some(b'}' | b']') => return self.close(container, start),
            Some(b',') if !fresh => {
                self.scan.at += 1;
                self.between(container)?;
            }
            Some(_) if !fresh => {
                let wanted = format!(
                    "was expecting comma to separate {} entries",
                    container.name()
                );
                return Err(self.scan.unexpected(&wanted));
            }
            Some(_) => {}
        }
        if container == Container::Object {
            self.key()?;
        }
        self.value()
    }

    /// Passes over white space where an entry must go on.
    fn between(&mut self, container: Container) -> Result<(), Fault> {
        self.scan.skip_space()?;
        if self.scan.peek().is_some() {
            return Ok(());
        }
        let cut = format!(" within/between {} entries", container.name());
        Err(Fault::end(What::End(cut), self.scan.at))
    }

    /// A member name and its colon.
    fn key(&mut self) -> Result<(), Fault> {
        let start = self.scan.at;
        if self.scan.peek() != Some(b'"') {
            let wanted = "was expecting double-quote to start field name";
            return Err(self.scan.unexpected(wanted));
        }
        let name = self.scan.string("name", " in field name")?;
        let key = self.build.key(name, start..self.scan.at);
        self.between(Container::Object)?;
        if self.scan.peek() != Some(b':') {
            let wanted = "was expecting a colon to separate field name and value";
            return Err(self.scan.unexpected(wanted));
        }
        self.scan.at += 1;
        self.between(Container::Object)?;
        if let Some(Inside::Object(_, pending)) = self.stack.last_mut().map(|f| &mut f.inside) {
            *pending = Some(key);
        }
        Ok(())
    }

    /// A whole value, or the beginning of a container.
    fn value(&mut self) -> Result<(), Fault> {
        let start = self.scan.at;
        let leaf = match self.scan.peek() {
            None => return Err(Fault::end(What::Blank, start)),
            Some(b'{') => return self.open(Inside::Object(Vec::new(), None)),
            Some(b'[') => return self.open(Inside::Array(Vec::new())),
            Some(b'"') => {
                let cut = ": was expecting closing quote for a string value";
                Leaf::Text(self.scan.string("string value", cut)?.as_ref().into())
            }
            Some(b'-' | b'0'..=b'9') => Leaf::Number(self.scan.number(self.stack.is_empty())?),
            Some(b't') => self.scan.word("true").map(|()| Leaf::Bool(true))?,
            Some(b'f') => self.scan.word("false").map(|()| Leaf::Bool(false))?,
            Some(b'n') => self.scan.word("null").map(|()| Leaf::Null)?,
            Some(_) => self.substitution()?,
        };
        let out = self.build.leaf(leaf, start..self.scan.at);
        self.attach(out);
        Ok(())
    }

    /// `${Name}` in place of a value, as templates have it; anything else is no value.
    fn substitution(&mut self) -> Result<Leaf, Fault> {
        let rest = self.scan.text.get(self.scan.at..).unwrap_or_default();
        let name = rest.strip_prefix("${").and_then(|r| r.split_once('}'));
        let named = |name: &str| {
            let ok = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.' | b':' | b'-');
            !name.is_empty() && name.bytes().all(ok)
        };
        match name {
            Some((name, _)) if self.recover && named(name) => {
                let start = self.scan.at;
                self.scan.at += name.len() + 3;
                self.substitutions.push(start..self.scan.at);
                let written = rest.get(..name.len() + 3).unwrap_or_default();
                Ok(Leaf::Text(written.into()))
            }
            _ => Err(self.scan.no_value()),
        }
    }

    fn open(&mut self, inside: Inside<B>) -> Result<(), Fault> {
        if self.stack.len() >= MAX_DEPTH {
            return Err(self.scan.fault(What::TooDeep));
        }
        self.stack.push(Frame {
            start: self.scan.at,
            fresh: true,
            inside,
        });
        self.scan.at += 1;
        Ok(())
    }

    /// The closing bracket here, of whichever kind.
    fn close(&mut self, container: Container, start: usize) -> Result<(), Fault> {
        let found = self.scan.letter();
        if container.closer() != found {
            let mut fault = self
                .scan
                .fault(What::Mismatch(found, Some((container, start))));
            fault.named += 1;
            return Err(fault);
        }
        self.scan.at += 1;
        self.finish();
        Ok(())
    }

    /// Ends the innermost container here and hands it to the one around.
    fn finish(&mut self) {
        let Some(frame) = self.stack.pop() else {
            return;
        };
        let place = frame.start..self.scan.at;
        let out = match frame.inside {
            Inside::Array(items) => self.build.array(items, place),
            Inside::Object(members, _) => self.build.object(members, place),
        };
        self.attach(out);
    }

    /// Puts a finished value where it belongs; a value without a name is dropped (only after a fault).
    fn attach(&mut self, out: B::Out) {
        let Some(frame) = self.stack.last_mut() else {
            self.root = Some(out);
            return;
        };
        frame.fresh = false;
        match &mut frame.inside {
            Inside::Array(items) => items.push(out),
            Inside::Object(members, pending) => {
                if let Some(key) = pending.take() {
                    members.push((key, out));
                }
            }
        }
    }

    /// Ends everything that is still open.
    fn fold(&mut self) {
        while !self.stack.is_empty() {
            self.finish();
        }
    }

    /// After a fault: forgets the member in hand and goes to where reading can go on.
    fn resume(&mut self) {
        if let Some(frame) = self.stack.last_mut() {
            frame.fresh = false;
            if let Inside::Object(_, pending) = &mut frame.inside {
                *pending = None;
            }
        }
        while let Some(byte) = self.scan.peek() {
            match byte {
                b'}' | b']' if self.close_outer(byte) => return,
                b',' => {
                    self.scan.at += 1;
                    return self.refresh();
                }
                b'"' => return self.refresh(),
                b'{' | b'[' => {
                    let inside = match byte {
                        b'{' => Inside::Object(Vec::new(), None),
                        _ => Inside::Array(Vec::new()),
                    };
                    if self.open(inside).is_ok() {
                        return;
                    }
                    self.scan.skip_any();
                }
                _ => self.scan.skip_any(),
            }
        }
    }

    fn refresh(&mut self) {
        if let Some(frame) = self.stack.last_mut() {
            frame.fresh = true;
        }
    }

    /// Whether the bracket closes something that is open; ends what stands inside that and lacks its own.
    fn close_outer(&mut self, bracket: u8) -> bool {
        let closes = |frame: &Frame<B>| frame.container().closer() == bracket as char;
        let Some(depth) = self.stack.iter().rposition(closes) else {
            return false;
        };
        while self.stack.len() > depth + 1 {
            self.finish();
        }
        true
    }

    /// A fault if anything but white space follows the value.
    fn trailing(&mut self) -> Result<(), Fault> {
        self.scan.skip_space()?;
        let start = self.scan.at;
        let Some(byte) = self.scan.peek() else {
            return Ok(());
        };
        let kind = match byte {
            b'{' => "START_OBJECT",
            b'[' => "START_ARRAY",
            b'"' => "VALUE_STRING",
            b'-' | b'0'..=b'9' => "VALUE_NUMBER_INT",
            b'}' | b']' => {
                let mut fault = self.scan.fault(What::Mismatch(byte as char, None));
                fault.named += 1;
                return Err(fault);
            }
            b't' => {
                self.scan.word("true")?;
                "VALUE_TRUE"
            }
            b'f' => {
                self.scan.word("false")?;
                "VALUE_FALSE"
            }
            b'n' => {
                self.scan.word("null")?;
                "VALUE_NULL"
            }
            _ => return Err(self.scan.no_value()),
        };
        let mut fault = self.scan.fault(What::Trailing(kind));
        if self.scan.at > start {
            (fault.start, fault.end) = (start, self.scan.at);
        }
        Err(fault)
    }
}
