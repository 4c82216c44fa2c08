//! Points in time and spans of time, in milliseconds; RFC 3339 text. No clock: the time always comes in.

use crate::value::Number;
use std::fmt;
use std::ops::{Add, Sub};

const SECOND: i64 = 1000;
/// Nanoseconds of a millisecond.
const NANOS: i64 = 1_000_000;
const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// A point in time: milliseconds since 1970-01-01T00:00:00Z, leap seconds not counted.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, Hash, Ord, PartialOrd)]
pub struct Timestamp(pub i64);

/// A span of time in milliseconds, possibly negative. All arithmetic saturates.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, Hash, Ord, PartialOrd)]
pub struct Duration(pub i64);

impl Duration {
    /// No time at all.
    pub const ZERO: Duration = Duration(0);

    /// So many milliseconds.
    pub fn from_millis(millis: i64) -> Duration {
        Duration(millis)
    }

    /// So many seconds.
    pub fn from_secs(seconds: i64) -> Duration {
        Duration(seconds.saturating_mul(SECOND))
    }

    /// So many seconds, rounded to the millisecond; NaN counts as none.
    pub fn from_secs_f64(seconds: f64) -> Duration {
        // A cast from f64 saturates and takes NaN to 0.
        Duration((seconds * SECOND as f64).round() as i64)
    }

    /// So many days.
    pub fn from_days(days: i64) -> Duration {
        Duration(days.saturating_mul(DAY))
    }

    /// The number of milliseconds.
    pub fn millis(self) -> i64 {
        self.0
    }

    /// The number of seconds with their fraction.
    pub fn as_secs_f64(self) -> f64 {
        self.0 as f64 / SECOND as f64
    }

    /// The span `factor` times over, rounded to the millisecond.
    #[must_use]
    pub fn times(self, factor: f64) -> Duration {
        Duration((self.0 as f64 * factor).round() as i64)
    }
}

impl Add for Duration {
    type Output = Duration;
    fn add(self, other: Duration) -> Duration {
        Duration(self.0.saturating_add(other.0))
    }
}

impl Sub for Duration {
    type Output = Duration;
    fn sub(self, other: Duration) -> Duration {
        Duration(self.0.saturating_sub(other.0))
    }
}

impl Add<Duration> for Timestamp {
    type Output = Timestamp;
    fn add(self, span: Duration) -> Timestamp {
        Timestamp(self.0.saturating_add(span.0))
    }
}

impl Sub<Duration> for Timestamp {
    type Output = Timestamp;
    fn sub(self, span: Duration) -> Timestamp {
        Timestamp(self.0.saturating_sub(span.0))
    }
}

impl Sub for Timestamp {
    type Output = Duration;
    fn sub(self, earlier: Timestamp) -> Duration {
        Duration(self.0.saturating_sub(earlier.0))
    }
}

impl Timestamp {
    /// From milliseconds since the epoch.
    pub fn from_millis(millis: i64) -> Timestamp {
        Timestamp(millis)
    }

    /// Milliseconds since the epoch.
    pub fn millis(self) -> i64 {
        self.0
    }

    /// Seconds since the epoch with the milliseconds as fraction, as the execution history has them.
    pub fn epoch_seconds(self) -> f64 {
        self.0 as f64 / SECOND as f64
    }

    /// The same as a JSON number that prints without an exponent: `1479635908.906`.
    pub fn epoch_number(self) -> Number {
        Number::from_thousandths(self.0)
    }

    /// Reads RFC 3339 as the service accepts it: upper-case `T` and `Z`, seconds required, an optional fraction
    /// (kept to the millisecond, the rest cut), `Z` or an offset `±hh:mm` of at most 18 hours (the bound of Java's
    /// offsets). `None` for anything else, among it dates without time and days that do not exist.
    pub fn parse(text: &str) -> Option<Timestamp> {
        Timestamp::parse_exactly(text).map(|(timestamp, _)| timestamp)
    }

    /// The same, with the nanoseconds that a millisecond has no room for.
    pub fn parse_exactly(text: &str) -> Option<(Timestamp, i64)> {
        let mut rest = Digits(text.as_bytes());
        let year = rest.number(4)?;
        let month = rest.after(b'-')?.number(2)?;
        let day = rest.after(b'-')?.number(2)?;
        let hour = rest.after(b'T')?.number(2)?;
        let minute = rest.after(b':')?.number(2)?;
        let second = rest.after(b':')?.number(2)?;
        let nanos = rest.fraction()?;
        let offset = rest.offset()?;
        let real = (1..=12).contains(&month) && (1..=days_in(year, month)).contains(&day);
        if !real || hour > 23 || minute > 59 || second > 59 || !rest.0.is_empty() {
            return None;
        }
        let clock = hour * HOUR + minute * MINUTE + second * SECOND + nanos / NANOS;
        let instant = Timestamp(days_from_civil(year, month, day) * DAY + clock - offset);
        Some((instant, nanos % NANOS))
    }
}

/// `2026-04-16T21:12:02.906Z`: always UTC, always three digits of a second.
impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (days, clock) = (self.0.div_euclid(DAY), self.0.rem_euclid(DAY));
        let (year, month, day) = civil_from_days(days);
        let (hour, minute) = (clock / HOUR, clock % HOUR / MINUTE);
        let (second, millis) = (clock % MINUTE / SECOND, clock % SECOND);
        write!(
            f,
            "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{millis:03}Z"
        )
    }
}

/// What is left of a timestamp's text.
struct Digits<'a>(&'a [u8]);

impl Digits<'_> {
    /// Exactly `count` digits.
    fn number(&mut self, count: usize) -> Option<i64> {
        let (digits, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        let add = |sum: i64, b: &u8| b.is_ascii_digit().then(|| sum * 10 + i64::from(b - b'0'));
        digits.iter().try_fold(0, add)
    }

    /// The same text behind the byte `mark`.
    fn after(&mut self, mark: u8) -> Option<&mut Self> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        (*first == mark).then_some(self)
    }

    /// Nanoseconds of an optional fraction; digits beyond are dropped.
    fn fraction(&mut self) -> Option<i64> {
        if self.0.first() != Some(&b'.') {
            return Some(0);
        }
        self.after(b'.')?;
        let count = self.0.iter().take_while(|b| b.is_ascii_digit()).count();
        let (digits, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        let digit = |at: usize| digits.get(at).map_or(0, |b| i64::from(b - b'0'));
        (count > 0).then(|| (0..9).fold(0, |nanos, at| nanos * 10 + digit(at)))
    }

    /// Milliseconds that the local time is ahead of UTC.
    fn offset(&mut self) -> Option<i64> {
        let (sign, rest) = self.0.split_first()?;
        self.0 = rest;
        let sign = match sign {
            b'Z' => return Some(0),
            b'+' => 1,
            b'-' => -1,
            _ => return None,
        };
        let hours = self.number(2)?;
        let minutes = self.after(b':')?.number(2)?;
        let offset = hours * HOUR + minutes * MINUTE;
        (minutes < 60 && offset <= 18 * HOUR).then_some(sign * offset)
    }
}

fn days_in(year: i64, month: i64) -> i64 {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days in 400 years, after which the Gregorian calendar repeats.
const ERA_DAYS: i64 = 146_097;
/// Days from 0000-03-01 to 1970-01-01. Years are counted from March, so that the leap day comes last.
const EPOCH_DAYS: i64 = 719_468;

fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * ERA_DAYS + of_era * 365 + of_era / 4 - of_era / 100 + of_year - EPOCH_DAYS
}

fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let days = days + EPOCH_DAYS;
    let (era, of_era) = (days.div_euclid(ERA_DAYS), days.rem_euclid(ERA_DAYS));
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = (shifted + 2) % 12 + 1;
    let year = era * 400 + year + i64::from(month <= 2);
    (year, month, day)
}
