//! Whether two payloads of different executions say the same.
//!
//! Every execution makes ids, tokens and times of its own. Unless they are asked for, they count as the same; what the
//! user wrote always counts, whatever it looks like.

use crate::service::Source;
use crate::session::Session;
use crate::text::{read_value, write};
use crate::value::{Number, Object, Value};
use regex_lite::{Captures, Regex};
use std::collections::BTreeSet;

/// Members that hold nothing but what a service makes up for each call.
const MADE: [&str; 2] = ["SdkHttpMetadata", "SdkResponseMetadata"];

/// What a made-up part of a text looks like: UUIDs, trace ids, times; hexadecimal ids; task tokens.
const PATTERN: &str = concat!(
    r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
    r"|[0-9a-f]{8}-[0-9a-f]{24}",
    r"|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)",
    r"|[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT",
    r"|(?<hex>[0-9a-f]{32,})",
    r"|(?<token>[A-Za-z0-9+/]{128,}=*)",
);

/// Task tokens are of this length and without padding.
const TOKEN: usize = 128;

/// ARNs of executions: what is before the execution's own part, and that part.
const ARN: &str =
    r#"(arn:[a-z-]+:states:[a-z0-9-]*:\d*:(?:execution|express):[^\s":]+:)([^\s"\\]+)"#;

/// Numbers as long as times.
const LONG: &str = r"\d{9,}(?:\.\d+)?";

/// Two executions, and what is made up in them.
pub(super) struct Alike {
    /// `None` when everything counts.
    made: Option<Made>,
}

struct Made {
    pattern: Regex,
    arn: Regex,
    /// What looks made up but stands in what the user wrote for either.
    given: BTreeSet<String>,
    own: (Own, Own),
}

/// What is an execution's own.
struct Own {
    name: String,
    /// Milliseconds in which it ran.
    from: f64,
    to: f64,
    /// Ids in answers; those of the user's mocks are given. Also what a service says of a call that is mocked is made up.
    ids: BTreeSet<String>,
}

impl Own {
    fn of(session: &Session, pattern: &Regex) -> Own {
        let setup = session.setup();
        let answers = session.journal().answers();
        let theirs = |source: &Source| matches!(source, Source::User | Source::Handler);
        let own = answers.filter(|(source, _)| !theirs(source));
        Own {
            name: setup.execution_name.to_string(),
            from: setup.start.millis() as f64,
            to: session.now().millis() as f64,
            ids: own.flat_map(|(_, text)| found(pattern, &text)).collect(),
        }
    }

    /// A time while it ran, in milliseconds or seconds.
    fn is_time(&self, number: &Number) -> bool {
        let number = number.as_f64();
        let within = |time: f64| time >= self.from && time <= self.to + 1_000.0;
        within(number) || within(number * 1_000.0)
    }

    /// The part of an ARN without the execution's name.
    fn nameless(&self, part: &str) -> String {
        let plain = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        let mut written = String::new();
        let mut rest = part;
        while let Some(at) = rest.find(&self.name).filter(|_| !self.name.is_empty()) {
            let (before, after) = rest.split_at(at);
            let after = after.get(self.name.len()..).unwrap_or_default();
            let alone = plain(before.chars().last().or(written.chars().last()))
                && plain(after.chars().next());
            written.push_str(before);
            written.push_str(if alone { "*" } else { &self.name });
            rest = after;
        }
        written + rest
    }
}

impl Made {
    fn of(a: &Session, b: &Session) -> Option<Made> {
        let pattern = Regex::new(PATTERN).ok()?;
        let long = Regex::new(LONG).ok()?;
        let mut given = BTreeSet::new();
        for session in [a, b] {
            let start = session.journal().start();
            let answers = session.journal().answers();
            let typed = answers.filter(|(source, _)| matches!(source, Source::User));
            let texts = [
                &start.input,
                &start.definition,
                &start.mocks,
                &start.doubles,
                &start.files,
                &start.machines,
            ];
            let texts = texts.into_iter().cloned();
            for text in texts.chain(typed.map(|(_, text)| text)) {
                given.extend(found(&pattern, &text));
                given.extend(found(&long, &text));
            }
        }
        Some(Made {
            arn: Regex::new(ARN).ok()?,
            own: (Own::of(a, &pattern), Own::of(b, &pattern)),
            pattern,
            given,
        })
    }

    /// The text without what is an execution's own.
    fn plain(&self, text: &str, own: &Own) -> String {
        let part = |found: &Captures, at: usize| {
            let part = found.get(at);
            part.map_or(String::new(), |part| part.as_str().to_owned())
        };
        let text = self.arn.replace_all(text, |found: &Captures| {
            part(found, 1) + &own.nameless(&part(found, 2))
        });
        let text = self.pattern.replace_all(&text, |found: &Captures| {
            let whole = part(found, 0);
            let made = match (found.name("hex"), found.name("token")) {
                (Some(_), _) => own.ids.contains(&whole),
                (_, Some(_)) => whole.len() == TOKEN,
                _ => true,
            };
            match made && !self.given.contains(&whole) {
                true => "*".to_owned(),
                false => whole,
            }
        });
        text.into_owned()
    }

    fn same_texts(&self, a: &str, b: &str) -> bool {
        self.plain(a, &self.own.0) == self.plain(b, &self.own.1)
    }

    fn same_times(&self, a: &Number, b: &Number) -> bool {
        let given = |number: &Number| {
            let text = write::compact(&Value::Number(number.clone()));
            self.given.contains(text.as_str())
        };
        self.own.0.is_time(a) && self.own.1.is_time(b) && !given(a) && !given(b)
    }
}

fn found(pattern: &Regex, text: &str) -> Vec<String> {
    let found = pattern.find_iter(text);
    found.map(|found| found.as_str().to_owned()).collect()
}

impl Alike {
    pub(super) fn new(a: &Session, b: &Session, made: bool) -> Alike {
        Alike {
            made: match made {
                true => None,
                false => Made::of(a, b),
            },
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
        made.is_some_and(|made| made.same_times(a, b))
    }

    /// Payloads of events are JSON in a text.
    fn texts(&self, a: &str, b: &str) -> bool {
        if a == b {
            return true;
        }
        let Some(made) = &self.made else {
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
            return made.same_times(&a, &b);
        }
        made.same_texts(a, b)
    }
}
