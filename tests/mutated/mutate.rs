//! Changes to texts: bytes, words of the language, and whole parts of JSON values.

use super::corpus::pick;
use stepglass::random::Random;
use stepglass::text::{read_value, write};
use stepglass::value::{Array, Object, Value};

/// Words that mean something somewhere.
const WORDS: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\\",
    "\\u",
    "\\ud800",
    "null",
    "true",
    "-",
    "-0",
    "1e999",
    "1E-400",
    "0.1",
    "9223372036854775807",
    "-9223372036854775808",
    "18446744073709551616",
    "1e308",
    "99999999",
    "100000000",
    "4294967296",
    "2147483648",
    "NaN",
    "$",
    "$$",
    "$.",
    "..",
    "*",
    "[*]",
    "[?(@.a)]",
    "[?(@.a == 1 && !(@.b > 'x'))]",
    "[-1]",
    "[0:9:2]",
    "[1,2]",
    "['a','b']",
    "@",
    ".length()",
    "=~ /a.*/i",
    "in [1]",
    "'",
    "\u{feff}",
    "\u{0}",
    "\u{1F600}",
    "é",
    "\u{2028}",
    "“",
    "”",
    "1 ",
    "```json\n",
    "```",
    "\r\n",
    "\t",
    "${Name}",
    "{% ",
    " %}",
    "$states.input",
    "$states.context",
    "$states.result",
    "function($x){",
    ":=",
    "~>",
    "^(",
    "/(a+)+$/",
    "$eval(",
    "States.",
    "States.Format('{}', ",
    "States.ArrayRange(1, 1000000, 1)",
    "States.ALL",
    "States.Runtime",
    "States.StringToJson(",
    "States.Base64Decode(",
    "States.MathRandom(1, 2)",
    "\"Type\"",
    "\"Next\"",
    "\"End\"",
    "\"States\"",
    "\"StartAt\"",
    "\"Map\"",
    "\"Parallel\"",
    "\"Choice\"",
    "\"Wait\"",
    "\"Task\"",
    "\"Retry\"",
    "\"Catch\"",
    "\"ItemProcessor\"",
    "\"ItemsPath\"",
    "\"MaxConcurrency\"",
    "\"ResultPath\"",
    "\"QueryLanguage\": \"JSONata\"",
    "\"JSONPath\"",
    "\"DISTRIBUTED\"",
    "\"Seconds\"",
    "\"TimeoutSeconds\"",
    "\"MaxAttempts\"",
    "\"BackoffRate\"",
    "\"Timestamp\"",
    "2024-02-30T25:61:61Z",
    "9999-12-31T23:59:59Z",
    "\"ToleratedFailurePercentage\"",
    "\"And\"",
    "\"Not\"",
    "\"NumericLessThanPath\"",
    "\"StringMatches\"",
    "\"Assign\"",
    "\"Output\"",
    "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
];

/// A text changed in one to a few places.
pub fn text(text: &str, others: &[String], random: &mut Random) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for _ in 0..=random.below(4) {
        change(&mut bytes, others, random);
    }
    bytes.truncate(60_000);
    String::from_utf8_lossy(&bytes).into_owned()
}

fn change(bytes: &mut Vec<u8>, others: &[String], random: &mut Random) {
    let at = random.below(bytes.len() as u64 + 1) as usize;
    let length = 1 + (random.below(8) * random.below(8)) as usize;
    let end = (at + length).min(bytes.len());
    match random.below(9) {
        0 => drop(bytes.drain(at..end)),
        1 => {
            let piece = bytes[at..end].to_vec();
            let to = random.below(bytes.len() as u64 + 1) as usize;
            bytes.splice(to..to, piece);
        }
        2 => {
            let piece = bytes[at..end].repeat(1 + random.below(40) as usize);
            bytes.splice(at..at, piece);
        }
        3 => {
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= 1 << random.below(8);
            }
        }
        4 => bytes.truncate(at),
        5 => {
            let other = pick(others, random).as_bytes();
            let from = random.below(other.len() as u64 + 1) as usize;
            let to = (from + length * 4).min(other.len());
            bytes.splice(at..at, other[from..to].iter().copied());
        }
        6 => number(bytes, at, random),
        _ => {
            let word = WORDS[random.below(WORDS.len() as u64) as usize];
            let end = if random.below(2) == 0 { at } else { end };
            bytes.splice(at..end, word.bytes());
        }
    }
}

/// Changes the next number of the text.
fn number(bytes: &mut Vec<u8>, from: usize, random: &mut Random) {
    const NUMBERS: [&str; 10] = [
        "0",
        "-1",
        "1",
        "2",
        "1e9",
        "99999999",
        "9223372036854775807",
        "1e308",
        "0.5",
        "4294967295",
    ];
    let Some(found) = bytes[from..].iter().position(u8::is_ascii_digit) else {
        return;
    };
    let start = from + found;
    let digits = bytes[start..]
        .iter()
        .take_while(|byte| byte.is_ascii_digit());
    let end = start + digits.count();
    let new = NUMBERS[random.below(10) as usize];
    bytes.splice(start..end, new.bytes());
}

/// JSON text with parts of its value changed; as [`text`] where it is none.
pub fn json(source: &str, others: &[String], random: &mut Random) -> String {
    let Ok(mut value) = read_value(source) else {
        return text(source, others, random);
    };
    for _ in 0..=random.below(4) {
        let donor = read_value(pick(others, random)).unwrap_or_default();
        let piece = part(&donor, random);
        graft(&mut value, &piece, 12, random);
    }
    write::compact(&value)
}

/// A part of a value, chosen on the way down.
fn part(value: &Value, random: &mut Random) -> Value {
    let mut value = value.clone();
    while random.below(4) > 0 {
        let inner: Vec<Value> = match &value {
            Value::Array(items) => items.to_vec(),
            Value::Object(members) => members.iter().map(|(_, member)| member.clone()).collect(),
            _ => break,
        };
        match inner.get(random.below(inner.len() as u64) as usize) {
            Some(part) => value = part.clone(),
            None => break,
        }
    }
    value
}

/// Changes one place of a value: another part is put there, it is dropped, doubled, wrapped, renamed or worn down.
fn graft(value: &mut Value, piece: &Value, depth: u32, random: &mut Random) {
    let size = match value {
        Value::Array(items) => items.len(),
        Value::Object(members) => members.len(),
        _ => 0,
    };
    if size == 0 || depth == 0 || random.below(5) == 0 {
        *value = changed(value, piece, random);
        return;
    }
    let at = random.below(size as u64) as usize;
    match value {
        Value::Array(items) => match random.below(8) {
            0 => drop(items.make_mut().remove(at)),
            1 => {
                let item = items[at].clone();
                items.make_mut().insert(at, item);
            }
            _ => graft(&mut items.make_mut()[at], piece, depth - 1, random),
        },
        Value::Object(members) => {
            let Some(key) = members.iter().nth(at).map(|(key, _)| key.clone()) else {
                return;
            };
            match random.below(10) {
                0 => drop(members.remove(&key)),
                1 => {
                    let member = members.remove(&key).unwrap_or_default();
                    members.set(name(&key, random), member);
                }
                _ => {
                    if let Some(member) = members.get_mut(&key) {
                        graft(member, piece, depth - 1, random);
                    }
                }
            }
        }
        _ => {}
    }
}

fn name(key: &str, random: &mut Random) -> String {
    match random.below(4) {
        0 => format!("{key}.$"),
        1 => key.trim_end_matches(".$").to_owned(),
        2 => format!("{key}Path"),
        _ => WORDS[random.below(WORDS.len() as u64) as usize]
            .trim_matches('"')
            .to_owned(),
    }
}

fn changed(value: &Value, piece: &Value, random: &mut Random) -> Value {
    match (value, random.below(6)) {
        (Value::Number(number), 0..=3) => match random.below(5) {
            0 => Value::from(-number.as_f64()),
            1 => Value::from(number.as_f64() * 1e9),
            2 => Value::from(i64::MAX),
            3 => Value::from(0.5),
            _ => Value::from(random.below(5) as i64),
        },
        (Value::Text(word), 0..=3) => Value::from(text(word, &[], random)),
        (_, 4) => (0..random.below(60)).fold(value.clone(), |inner, n| match n % 2 {
            0 => Value::Array([inner].into_iter().collect::<Array>()),
            _ => Value::Object(Object::default().with("a", inner)),
        }),
        _ => piece.clone(),
    }
}
