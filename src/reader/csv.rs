//! Comma-separated values: records of fields, fields in quotes, a row of headers.

use super::{Fault, Settings};
use crate::query::java;
use crate::value::order;
use crate::value::{Object, Text, Value};
use std::rc::Rc;

/// Bytes that all headers together may have.
const MOST_HEADERS: usize = 10 * 1024;

/// The rows after the headers.
#[derive(Clone, Debug)]
pub(super) struct Rows {
    text: Text,
    at: usize,
    delimiter: u8,
    headers: Rc<[Header]>,
}

/// A header and which column it names.
#[derive(Debug)]
struct Header {
    name: Text,
    column: usize,
}

impl Rows {
    /// Reads the headers: the given ones, or those of the first row.
    pub(super) fn open(text: &Text, settings: &Settings) -> Result<Rows, Fault> {
        let mut rows = Rows {
            text: text.clone(),
            at: 0,
            delimiter: settings.delimiter,
            headers: Rc::new([]),
        };
        let names = match &settings.headers {
            Some(given) => given.clone(),
            None => {
                let first = rows.record(|_, field| Text::from(field.text().as_str()));
                first.unwrap_or_default()
            }
        };
        rows.headers = headers(names)?;
        Ok(rows)
    }

    /// The next row as an object of strings. Columns without a header are left out, missing ones are empty.
    pub(super) fn take(&mut self) -> Option<Value> {
        let wanted = self.headers.len();
        let fields = self.record(|column, field| match column < wanted {
            true => field.text(),
            false => String::new(),
        })?;
        let members = self.headers.iter().map(|header| {
            let field = fields.get(header.column).map_or("", String::as_str);
            (header.name.clone(), Value::from(field))
        });
        Some(Value::Object(members.collect::<Object>()))
    }

    /// Passes over a row.
    pub(super) fn pass(&mut self) -> bool {
        self.record(|_, _| ()).is_some()
    }

    /// The fields of the next record, each made by `make`. Lines with nothing on them at all are no records.
    fn record<T>(&mut self, make: impl Fn(usize, Field) -> T) -> Option<Vec<T>> {
        let text = Text::clone(&self.text);
        let bytes = text.as_bytes();
        while matches!(bytes.get(self.at), Some(b'\n' | b'\r')) {
            self.at += 1;
        }
        if self.at >= bytes.len() {
            return None;
        }
        let mut fields = Vec::with_capacity(self.headers.len());
        loop {
            let field = self.field(&text);
            fields.push(make(fields.len(), field));
            match bytes.get(self.at) {
                Some(byte) if *byte == self.delimiter => self.at += 1,
                _ => return Some(fields),
            }
        }
    }

    /// The field at the place, which then stands at the delimiter or line break after it.
    fn field<'t>(&mut self, text: &'t str) -> Field<'t> {
        let bytes = text.as_bytes();
        let quoted = bytes.get(self.at) == Some(&b'"');
        let start = self.at;
        if quoted {
            self.at = after_quotes(bytes, start);
        }
        let closed = self.at;
        let ends = |byte: &u8| *byte == self.delimiter || matches!(byte, b'\n' | b'\r');
        let rest = bytes.get(self.at..).unwrap_or_default();
        self.at += rest.iter().position(ends).unwrap_or(rest.len());
        Field {
            quoted: text.get(start..closed).filter(|_| quoted),
            plain: text.get(closed..self.at).unwrap_or_default(),
        }
    }
}

/// Where the quotes that begin at `start` are over.
fn after_quotes(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while let Some(byte) = bytes.get(at) {
        at += 1;
        if *byte == b'"' {
            match bytes.get(at) {
                Some(b'"') => at += 1,
                _ => return at,
            }
        }
    }
    at
}

/// A field as written: perhaps a part in quotes, then the rest.
#[derive(Clone, Copy, Debug)]
struct Field<'t> {
    quoted: Option<&'t str>,
    plain: &'t str,
}

impl Field<'_> {
    fn text(self) -> String {
        let Some(quoted) = self.quoted else {
            return self.plain.to_owned();
        };
        let inside = quoted.strip_prefix('"').unwrap_or(quoted);
        let inside = inside.strip_suffix('"').unwrap_or(inside);
        inside.replace("\"\"", "\"") + self.plain
    }
}

/// Headers in the order in which the service writes a row's members: that of a `java.util.HashMap`.
fn headers(names: Vec<Text>) -> Result<Rc<[Header]>, Fault> {
    let bytes: usize = names.iter().map(|name| name.len()).sum();
    if bytes > MOST_HEADERS {
        let cause = format!("CSV headers cannot exceed {MOST_HEADERS} bytes.");
        return Err(Fault::Failed(cause));
    }
    let mut buckets: usize = 16;
    while buckets * 3 < names.len() * 4 {
        buckets *= 2;
    }
    let named = names.into_iter().enumerate();
    let mut headers: Vec<Header> = named
        .map(|(column, name)| Header { name, column })
        .collect();
    let mut sorted: Vec<&Text> = headers.iter().map(|header| &header.name).collect();
    sorted.sort_unstable();
    if sorted.windows(2).any(|pair| pair[0] == pair[1]) {
        return Err(Fault::failed("CSV headers cannot contain duplicates."));
    }
    let bucket = |header: &Header| {
        let hash = java::hash_text(&header.name) as u32;
        (hash ^ (hash >> 16)) as usize & (buckets - 1)
    };
    order::sort_by_key(&mut headers, bucket);
    Ok(headers.into())
}
