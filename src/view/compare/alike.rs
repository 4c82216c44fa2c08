//! Whether two payloads of different executions say the same.
//!
//! Every execution makes ids, tokens and times of its own. Unless they are asked for, they count as the same.

use crate::session::Session;
use crate::text::read_value;
use crate::value::{Number, Object, Value};
use regex_lite::Regex;

/// Members that hold nothing but what a service makes up for each call.
const MADE: [&str; 2] = ["SdkHttpMetadata", "SdkResponseMetadata"];

/// What a made-up part of a text looks like: UUIDs, hexadecimal ids, task tokens, times.
const PATTERN: &str = concat!(
    r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
    r"|[0-9a-f]{8}-[0-9a-f]{24}",
    r"|[0-9a-f]{32,}",
    r"|[A-Za-z0-9+/]{90,}=*",
    r"|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)",
    r"|[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT",
);

/// Two executions, and what is made up in them.
pub(super) struct Alike {
    /// `None` when everything counts.
    made: Option<(Regex, Own, Own)>,
}

/// What is an execution's own.
struct Own {
    arn: String,
    name: String,
    /// Milliseconds in which it ran.
    from: f64,
    to: f64,
}

impl Own {
    fn of(session: &Session) -> Own {
        let setup = session.setup();
        Own {
            arn: setup.execution_arn.to_string(),
            name: setup.execution_name.to_string(),
            from: setup.start.millis() as f64,
            to: session.now().millis() as f64,
        }
    }

    /// The text without what is its own.
    fn plain(&self, text: &str, pattern: &Regex) -> String {
        let text = text.replace(&self.arn, "*").replace(&self.name, "*");
        pattern.replace_all(&text, "*").into_owned()
    }

    /// A time while it ran, in milliseconds or seconds.
    fn is_time(&self, number: &Number) -> bool {
        let number = number.as_f64();
        let within = |time: f64| time >= self.from && time <= self.to + 1_000.0;
        within(number) || within(number * 1_000.0)
    }
}

impl Alike {
    pub(super) fn new(a: &Session, b: &Session, made: bool) -> Alike {
        let pattern = Regex::new(PATTERN).ok().filter(|_| !made);
        Alike {
            made: pattern.map(|pattern| (pattern, Own::of(a), Own::of(b))),
        }
    }

    /// Whether two values are the same, but for what is made up. Their depth is bounded where they are read.
    pub(super) fn values(&self, a: &Value, b: &Value) -> bool {
        match (a, b) {
            (Value::Text(a), Value::Text(b)) => self.texts(a, b),
            (Value::Number(one), Value::Number(other)) => a == b || self.times(one, other),
            (Value::Array(a), Value::Array(b)) => {
                let mut pairs = a.iter().zip(b.iter());
                a.len() == b.len() && pairs.all(|(a, b)| self.values(a, b))
            }
            (Value::Object(a), Value::Object(b)) => self.objects(a, b),
            _ => a == b,
        }
    }

    fn objects(&self, a: &Object, b: &Object) -> bool {
        let same = |(name, value): (&crate::value::Text, &Value)| {
            let other = b.get(name);
            let made = self.made.is_some() && MADE.contains(&name.as_str());
            other.is_some_and(|other| made || self.values(value, other))
        };
        a.len() == b.len() && a.iter().all(same)
    }

    fn times(&self, a: &Number, b: &Number) -> bool {
        let made = self.made.as_ref();
        made.is_some_and(|(_, first, second)| first.is_time(a) && second.is_time(b))
    }

    /// Payloads of events are JSON in a text.
    fn texts(&self, a: &str, b: &str) -> bool {
        if a == b {
            return true;
        }
        let Some((pattern, first, second)) = &self.made else {
            return false;
        };
        let container = |text: &str| match text.starts_with(['{', '[']) {
            true => read_value(text).ok(),
            false => None,
        };
        if let (Some(a), Some(b)) = (container(a), container(b)) {
            return self.values(&a, &b);
        }
        let number = |text: &str| Some(read_value(text).ok()?.as_number()?.clone());
        if let (Some(a), Some(b)) = (number(a), number(b)) {
            return self.times(&a, &b);
        }
        first.plain(a, pattern) == second.plain(b, pattern)
    }
}
