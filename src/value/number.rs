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
    /// Kept as its digits: an integer beyond 64 bits, or a decimal that must not be printed with an exponent.
    Big(Text),
}

impl Number {
    /// Reads the text of a JSON number; `None` if it is not one.
    pub fn read(text: &str) -> Option<Number> {
        if !is_json_number(text) {
            return None;
        }
        let integer = !text.bytes().any(|b| matches!(b, b'.' | b'e' | b'E'));
        Some(Number::from_digits(text, integer))
    }

    /// The number of a text that is known to be a JSON number. `integer`: it has neither fraction nor exponent.
    pub(crate) fn from_digits(text: &str, integer: bool) -> Number {
        if !integer {
            return Number::Double(text.parse().unwrap_or(f64::NAN));
        }
        match text.parse() {
            Ok(integer) => Number::Integer(integer),
            Err(_) => Number::Big(Text::from(text)),
        }
    }

    /// Thousandths printed plainly: `1479635908.906`, which as a double would print as `1.479635908906E9`.
    pub fn from_thousandths(count: i64) -> Number {
        let (sign, size) = (if count < 0 { "-" } else { "" }, count.unsigned_abs());
        let digits = format!("{sign}{}.{:03}", size / 1000, size % 1000);
        let trimmed = digits.trim_end_matches('0');
        let zero = if trimmed.ends_with('.') { "0" } else { "" };
        Number::Big(Text::from(format!("{trimmed}{zero}")))
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

    /// Whether the number lies within the range of doubles, or is an integer. Other numbers are written in quotes.
    pub fn is_finite(&self) -> bool {
        !matches!(self, Number::Double(double) if !double.is_finite())
    }

    /// Whether the number was written as an integer.
    pub fn is_integer(&self) -> bool {
        match self {
            Number::Integer(_) => true,
            Number::Double(_) => false,
            Number::Big(digits) => !digits.contains('.'),
        }
    }

    /// Numeric order; `None` only when a NaN is involved.
    pub fn compare(&self, other: &Number) -> Option<Ordering> {
        match (self, other) {
            (Number::Integer(a), Number::Integer(b)) => Some(a.cmp(b)),
            (Number::Big(a), Number::Big(b)) if self.is_integer() && other.is_integer() => {
                Some(compare_digits(a, b))
            }
            (Number::Big(a), Number::Integer(_)) if self.is_integer() => Some(sign(a)),
            (Number::Integer(_), Number::Big(b)) if other.is_integer() => Some(sign(b).reverse()),
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
            Number::Double(double) if double.is_finite() => self.to_string().len(),
            Number::Double(_) => self.to_string().len() + 2,
        }
    }
}

/// How integers beyond 64 bits compare with those within.
fn sign(digits: &str) -> Ordering {
    if digits.starts_with('-') {
        Ordering::Less
    } else {
        Ordering::Greater
    }
}

/// Numeric order of two integers written without leading zeroes.
fn compare_digits(a: &str, b: &str) -> Ordering {
    let size = |a: &str, b: &str| a.len().cmp(&b.len()).then_with(|| a.cmp(b));
    match (a.starts_with('-'), b.starts_with('-')) {
        (false, false) => size(a, b),
        (true, true) => size(b, a),
        (true, false) => Ordering::Less,
        (false, true) => Ordering::Greater,
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

/// Integers as digits; doubles in Java's form (`0.0`, `1.5`, `1.0E10`, `Infinity`), which is how the service prints them.
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
        let sign = if double.is_sign_negative() { "-" } else { "" };
        return match double.is_nan() {
            true => f.write_str("NaN"),
            false => write!(f, "{sign}Infinity"),
        };
    }
    let size = double.abs();
    if size == 0.0 || (1e-3..1e7).contains(&size) {
        return write!(f, "{double:?}");
    }
    let mut scientific = format!("{double:e}");
    if !scientific.contains('.') {
        // Java prints two digits at least, and the nearest two: 4.9E-324, not 5.0E-324.
        scientific = format!("{double:.1e}");
    }
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    write!(f, "{mantissa}E{exponent}")
}
