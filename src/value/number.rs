//! JSON numbers as the service keeps, compares and prints them.

use super::Text;
use std::cmp::Ordering;
use std::fmt;

/// A JSON number.
#[derive(Clone, Debug)]
pub enum Number {
    /// Written without fraction and exponent, within 64 bits: kept exactly.
    Integer(i64),
    /// Written with a fraction or an exponent: the nearest double, printed as AWS prints doubles.
    Double(f64),
    /// An integer beyond 64 bits, kept as its digits.
    Big(Text),
}

impl Number {
    /// Reads the text of a JSON number; `None` if it is not one.
    pub fn read(text: &str) -> Option<Number> {
        if !is_json_number(text) {
            return None;
        }
        if text.bytes().any(|b| matches!(b, b'.' | b'e' | b'E')) {
            return text.parse().ok().map(Number::Double);
        }
        match text.parse() {
            Ok(integer) => Some(Number::Integer(integer)),
            Err(_) => Some(Number::Big(Text::from(text))),
        }
    }

    /// The value as a double; large integers lose digits.
    pub fn as_f64(&self) -> f64 {
        match self {
            Number::Integer(integer) => *integer as f64,
            Number::Double(double) => *double,
            Number::Big(digits) => digits.parse().unwrap_or(f64::NAN),
        }
    }

    /// The value as an integer, when it is one: `3` and `3.0`, not `3.5`.
    pub fn as_i64(&self) -> Option<i64> {
        match self {
            Number::Integer(integer) => Some(*integer),
            Number::Double(double) if double.fract() == 0.0 && double.abs() < 9.2e18 => {
                Some(*double as i64)
            }
            _ => None,
        }
    }

    /// Whether the number was written as an integer.
    pub fn is_integer(&self) -> bool {
        !matches!(self, Number::Double(_))
    }

    /// Numeric order; `None` only when a NaN is involved.
    pub fn compare(&self, other: &Number) -> Option<Ordering> {
        match (self, other) {
            (Number::Integer(a), Number::Integer(b)) => Some(a.cmp(b)),
            (Number::Big(a), Number::Big(b)) if a == b => Some(Ordering::Equal),
            _ => self.as_f64().partial_cmp(&other.as_f64()),
        }
    }

    /// Length of the printed form in bytes.
    pub(super) fn text_len(&self) -> usize {
        match self {
            Number::Integer(integer) => {
                let digits = integer.unsigned_abs().checked_ilog10().unwrap_or(0) as usize + 1;
                digits + usize::from(*integer < 0)
            }
            Number::Big(digits) => digits.len(),
            Number::Double(_) => self.to_string().len(),
        }
    }
}

fn is_json_number(text: &str) -> bool {
    let digits = |s: &str| s.bytes().take_while(u8::is_ascii_digit).count();
    let mut rest = text.strip_prefix('-').unwrap_or(text);
    let whole = digits(rest);
    if whole == 0 || (whole > 1 && rest.starts_with('0')) {
        return false;
    }
    rest = &rest[whole..];
    if let Some(fraction) = rest.strip_prefix('.') {
        let count = digits(fraction);
        if count == 0 {
            return false;
        }
        rest = &fraction[count..];
    }
    if let Some(exponent) = rest.strip_prefix(['e', 'E']) {
        let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        let count = digits(exponent);
        return count > 0 && count == exponent.len();
    }
    rest.is_empty()
}

impl PartialEq for Number {
    fn eq(&self, other: &Number) -> bool {
        self.compare(other) == Some(Ordering::Equal)
    }
}

impl From<usize> for Number {
    fn from(count: usize) -> Number {
        i64::try_from(count).map_or(Number::Double(count as f64), Number::Integer)
    }
}

/// Integers as digits; doubles in Java's form (`0.0`, `1.5`, `1.0E10`), which is how the service prints them.
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Number::Integer(integer) => write!(f, "{integer}"),
            Number::Big(digits) => f.write_str(digits),
            Number::Double(double) => write_double(*double, f),
        }
    }
}

fn write_double(double: f64, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    if !double.is_finite() {
        return f.write_str("null");
    }
    let size = double.abs();
    if size == 0.0 || (1e-3..1e7).contains(&size) {
        return write!(f, "{double:?}");
    }
    let scientific = format!("{double:e}");
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let fraction = if mantissa.contains('.') { "" } else { ".0" };
    write!(f, "{mantissa}{fraction}E{exponent}")
}
