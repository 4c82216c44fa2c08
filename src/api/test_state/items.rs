//! What an ItemReader makes of the data that a request gives as found in its source.

use crate::definition::ItemReader;
use crate::execution::ErrorDetails;
use crate::text::read_value;
use crate::value::{Array, Object, Text, Value};

/// The items, and what `ItemsPointer` led to where there is one.
#[derive(Debug)]
pub(super) struct Items {
    pub items: Array,
    pub pointed: Option<Value>,
}

/// Reads the data as the reader's configuration says.
///
/// # Errors
/// The failure of the state, `States.ItemReaderFailed`.
pub(super) fn read(reader: &ItemReader, data: &str) -> Result<Items, ErrorDetails> {
    let config = |name: &str| reader.config.get(name).and_then(Value::as_str);
    match config("InputType").unwrap_or("JSON") {
        // A manifest's rows are in other files, which a request has no place for, and their columns are named in a third:
        // the service documents no form for them. The items themselves it is, as for a listing of objects.
        "JSON" | "MANIFEST" => json(data, config("ItemsPointer")),
        "JSONL" => plain(lines(data)?),
        "CSV" => {
            let given = reader.config.get("CSVHeaders").and_then(Value::as_array);
            plain(table(data, delimiter(config("CSVDelimiter")), given)?)
        }
        // Such data are no text.
        other => Err(ErrorDetails {
            error: Some(Text::from("Stepglass.Unsupported")),
            ..failed(&format!(
                "An ItemReader with the InputType {other} is not supported here."
            ))
        }),
    }
}

fn failed(cause: &str) -> ErrorDetails {
    ErrorDetails {
        error: Some(Text::from("States.ItemReaderFailed")),
        cause: Some(Text::from(cause)),
    }
}

fn plain(items: Vec<Value>) -> Result<Items, ErrorDetails> {
    Ok(Items {
        items: items.into(),
        pointed: None,
    })
}

fn json(data: &str, pointer: Option<&str>) -> Result<Items, ErrorDetails> {
    let whole = read_value(data).map_err(|fault| failed(&fault.message))?;
    let pointed = pointer.map(|pointer| at(&whole, pointer).unwrap_or_default());
    match pointed.as_ref().unwrap_or(&whole) {
        Value::Array(items) => Ok(Items {
            items: items.clone(),
            pointed,
        }),
        // Recorded.
        _ => Err(failed("Attempting to map over non-iterable node.")),
    }
}

/// RFC 6901.
fn at(whole: &Value, pointer: &str) -> Option<Value> {
    let mut here = whole;
    for step in pointer.split('/').skip(1) {
        let name = step.replace("~1", "/").replace("~0", "~");
        here = match here {
            Value::Array(items) => items.get(name.parse::<usize>().ok()?)?,
            other => other.get(&name)?,
        };
    }
    Some(here.clone())
}

fn lines(data: &str) -> Result<Vec<Value>, ErrorDetails> {
    let lines = data.lines().filter(|line| !line.trim().is_empty());
    let values = lines.map(|line| read_value(line).map_err(|fault| failed(&fault.message)));
    values.collect()
}

fn delimiter(named: Option<&str>) -> char {
    match named {
        Some("PIPE") => '|',
        Some("SEMICOLON") => ';',
        Some("SPACE") => ' ',
        Some("TAB") => '\t',
        _ => ',',
    }
}

/// Rows as objects of texts: missing columns are empty, further ones are dropped.
fn table(data: &str, delimiter: char, given: Option<&Array>) -> Result<Vec<Value>, ErrorDetails> {
    let mut rows = rows(data, delimiter).into_iter();
    let text = |header: &Value| header.as_str().unwrap_or_default().to_owned();
    let headers: Vec<String> = match given {
        Some(given) => given.iter().map(text).collect(),
        None => rows.next().unwrap_or_default(),
    };
    let repeated = |(at, header): (usize, &String)| headers[..at].contains(header);
    if headers.iter().enumerate().any(repeated) {
        return Err(failed("CSV headers cannot contain duplicates."));
    }
    let row = |cells: Vec<String>| {
        let mut cells = cells.into_iter();
        let columns = headers.iter();
        let pairs = columns.map(|name| {
            let cell = cells.next().unwrap_or_default();
            (Text::from(name.as_str()), Value::from(cell))
        });
        Value::Object(pairs.collect::<Object>())
    };
    Ok(rows.map(row).collect())
}

/// Cells by row, quotes resolved; empty lines are no rows.
fn rows(data: &str, delimiter: char) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let (mut quoted, mut letters) = (false, data.chars().peekable());
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => {
                letters.next();
                cell.push('"');
            }
            '"' => quoted = !quoted,
            '\r' if !quoted => {}
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            _ if letter == delimiter && !quoted => row.push(std::mem::take(&mut cell)),
            _ => cell.push(letter),
        }
    }
    row.push(cell);
    rows.push(row);
    rows.retain(|row| row.iter().any(|cell| !cell.is_empty()));
    rows
}
