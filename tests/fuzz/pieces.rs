//! Definitions and inputs from pieces.

use super::words::{CALLS, ERRORS, LIST, NAMES, PATHS, RESOURCES, SAFE, TESTS, VALUES};
use stepglass::random::Random;

/// Draws definitions and inputs.
pub struct Pieces {
    random: Random,
}

impl Pieces {
    pub fn new(seed: u64) -> Pieces {
        Pieces {
            random: Random::new(seed).stream(1),
        }
    }

    /// A definition's text and an input's text.
    pub fn case(&mut self) -> (String, String) {
        let mut definition = self.machine(0);
        if self.one_in(6) {
            definition = self.damaged(&definition);
        }
        (definition, self.input())
    }

    fn one_in(&mut self, chance: u64) -> bool {
        self.random.below(chance) == 0
    }

    fn pick<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.random.below(list.len() as u64) as usize]
    }

    fn path(&mut self) -> &'static str {
        let list: &[&str] = if self.one_in(10) { &PATHS } else { &SAFE };
        list[self.random.below(list.len() as u64) as usize]
    }

    fn name(&mut self) -> &'static str {
        // The last name is of no state.
        let count = if self.one_in(60) { 6 } else { 5 };
        NAMES[self.random.below(count) as usize]
    }

    fn input(&mut self) -> String {
        match self.random.below(12) {
            0 => self.pick(&VALUES).to_string(),
            1 => "[1, 2, {\"x\": 3}, []]".to_string(),
            _ => "{\"x\": {\"y\": [1, \"가\"]}, \"n\": 3, \"list\": [{\"n\": 1}, {\"n\": 2}, 5], \"text\": \"[1]\"}"
                .to_string(),
        }
    }

    fn machine(&mut self, depth: usize) -> String {
        let mut members = vec![format!("\"StartAt\": \"{}\"", self.name())];
        if depth == 0 && self.one_in(5) {
            members.push(format!("\"TimeoutSeconds\": {}", self.random.below(200)));
        }
        if depth == 0 && self.one_in(10) {
            members.push("\"QueryLanguage\": \"JSONata\"".to_string());
        }
        let states: Vec<String> = NAMES[..5]
            .iter()
            .map(|name| format!("\"{name}\": {}", self.state(depth)))
            .collect();
        members.push(format!("\"States\": {{{}}}", states.join(", ")));
        format!("{{{}}}", members.join(", "))
    }

    fn state(&mut self, depth: usize) -> String {
        let mut members = match self.random.below(if depth > 2 { 7 } else { 9 }) {
            0 | 1 => self.pass(),
            2 | 3 => self.task(),
            4 => self.choice(),
            5 => self.wait(),
            6 => self.last(),
            7 => self.parallel(depth),
            _ => self.map(depth),
        };
        self.add_paths(&mut members);
        if self.one_in(3) {
            members.push("\"End\": true".to_string());
        } else {
            members.push(format!("\"Next\": \"{}\"", self.name()));
        }
        format!("{{{}}}", members.join(", "))
    }

    fn add_paths(&mut self, members: &mut Vec<String>) {
        for field in ["InputPath", "OutputPath", "ResultPath"] {
            if self.one_in(7) {
                let path = self.path();
                members.push(format!("\"{field}\": \"{path}\""));
            } else if self.one_in(20) {
                members.push(format!("\"{field}\": null"));
            }
        }
        if self.one_in(6) {
            let template = self.template(1);
            members.push(format!("\"Assign\": {{\"v.$\": {template}}}"));
        } else if self.one_in(9) {
            members.push("\"Assign\": {\"w.$\": \"States.Array($w, $)\"}".to_string());
        }
        if self.one_in(9) {
            members.push(format!("\"ResultSelector\": {}", self.template(2)));
        }
        if self.one_in(25) {
            members.push("\"QueryLanguage\": \"JSONata\"".to_string());
        }
    }

    /// An object template, or for depth 1 what stands after a `.$` key.
    fn template(&mut self, depth: usize) -> String {
        if depth == 1 {
            let text = match self.one_in(5) {
                true => self.pick(&CALLS),
                false => self.path(),
            };
            return format!("\"{text}\"");
        }
        let value = match self.random.below(3) {
            0 => format!("\"k\": {}", self.pick(&VALUES)),
            1 => format!("\"k.$\": {}", self.template(1)),
            _ => format!(
                "\"k\": [{}, {{\"l.$\": {}}}]",
                self.pick(&VALUES),
                self.template(1)
            ),
        };
        format!("{{{value}, \"m.$\": {}}}", self.template(1))
    }

    fn amount(&mut self, field: &str) -> String {
        match self.random.below(8) {
            0 => {
                let path = self.pick(&["$$.Execution.Input.n", "$.n", "$.x", "$"]);
                format!("\"{field}Path\": \"{path}\"")
            }
            1 => format!("\"{field}\": {}", self.pick(&VALUES)),
            _ => format!("\"{field}\": {}", self.random.below(20)),
        }
    }

    fn pass(&mut self) -> Vec<String> {
        let mut members = vec!["\"Type\": \"Pass\"".to_string()];
        match self.random.below(3) {
            0 => members.push(format!("\"Result\": {}", self.pick(&VALUES))),
            1 => members.push(format!("\"Parameters\": {}", self.template(2))),
            _ => {}
        }
        members
    }

    fn task(&mut self) -> Vec<String> {
        let mut members = vec![
            "\"Type\": \"Task\"".to_string(),
            format!("\"Resource\": \"{}\"", self.pick(&RESOURCES)),
        ];
        if self.one_in(3) {
            members.push(format!("\"Parameters\": {}", self.template(2)));
        }
        if self.one_in(3) {
            members.push(self.amount("TimeoutSeconds"));
        }
        if self.one_in(4) {
            members.push(self.amount("HeartbeatSeconds"));
        }
        self.add_handlers(&mut members);
        members
    }

    fn add_handlers(&mut self, members: &mut Vec<String>) {
        if self.one_in(2) {
            let entry = format!(
                "{{\"ErrorEquals\": [\"{}\"], \"IntervalSeconds\": {}, \"MaxAttempts\": {}, \"BackoffRate\": {}, \"JitterStrategy\": \"{}\"}}",
                self.pick(&ERRORS),
                self.pick(&["1", "0", "99999999"]),
                self.pick(&["1", "3", "99999999"]),
                self.pick(&["1", "2.5", "1e308"]),
                self.pick(&["FULL", "NONE"]),
            );
            members.push(format!("\"Retry\": [{entry}]"));
        }
        if self.one_in(2) {
            let entry = format!(
                "{{\"ErrorEquals\": [\"{}\"], \"Next\": \"{}\", \"ResultPath\": {}, \"Assign\": {{\"v.$\": \"$\"}}}}",
                self.pick(&ERRORS),
                self.name(),
                self.pick(&["\"$\"", "\"$.e\"", "\"$.list[0]\"", "null"]),
            );
            members.push(format!("\"Catch\": [{entry}]"));
        }
    }

    fn test(&mut self, depth: usize) -> String {
        match self.random.below(if depth > 3 { 1 } else { 4 }) {
            0 | 1 => {
                let operator = self.pick(&TESTS);
                let operand = match operator.ends_with("Path") {
                    true => format!("\"{}\"", self.path()),
                    false => self.pick(&VALUES).to_string(),
                };
                let variable = self.path();
                format!("\"Variable\": \"{variable}\", \"{operator}\": {operand}")
            }
            2 => format!("\"Not\": {{{}}}", self.test(depth + 1)),
            _ => format!(
                "\"{}\": [{{{}}}, {{{}}}]",
                self.pick(&["And", "Or"]),
                self.test(depth + 1),
                self.test(depth + 1)
            ),
        }
    }

    fn choice(&mut self) -> Vec<String> {
        let rule = format!("{{{}, \"Next\": \"{}\"}}", self.test(0), self.name());
        let mut members = vec![
            "\"Type\": \"Choice\"".to_string(),
            format!("\"Choices\": [{rule}]"),
        ];
        if !self.one_in(5) {
            members.push(format!("\"Default\": \"{}\"", self.name()));
        }
        members
    }

    fn wait(&mut self) -> Vec<String> {
        let time = match self.random.below(3) {
            0 => format!("\"TimestampPath\": \"{}\"", self.path()),
            1 => "\"Timestamp\": \"2024-01-01T00:00:09Z\"".to_string(),
            _ => self.amount("Seconds"),
        };
        vec!["\"Type\": \"Wait\"".to_string(), time]
    }

    fn last(&mut self) -> Vec<String> {
        match self.random.below(3) {
            0 => vec!["\"Type\": \"Succeed\"".to_string()],
            1 => vec!["\"Type\": \"Fail\", \"Error\": \"Boom\"".to_string()],
            _ => vec![format!(
                "\"Type\": \"Fail\", \"ErrorPath\": {}, \"CausePath\": {}",
                self.template(1),
                self.template(1)
            )],
        }
    }

    fn parallel(&mut self, depth: usize) -> Vec<String> {
        let branches: Vec<String> = (0..self.random.below(4))
            .map(|_| self.machine(depth + 1))
            .collect();
        let mut members = vec![
            "\"Type\": \"Parallel\"".to_string(),
            format!("\"Branches\": [{}]", branches.join(", ")),
        ];
        self.add_handlers(&mut members);
        members
    }

    fn map(&mut self, depth: usize) -> Vec<String> {
        let processor = self.machine(depth + 1);
        let processor = match self.random.below(8) {
            kind @ 0..2 => {
                let kind = ["STANDARD", "EXPRESS"][kind as usize];
                let config = format!("\"Mode\": \"DISTRIBUTED\", \"ExecutionType\": \"{kind}\"");
                processor.replacen('{', &format!("{{\"ProcessorConfig\": {{{config}}}, "), 1)
            }
            _ => processor,
        };
        let mut members = vec![
            "\"Type\": \"Map\"".to_string(),
            format!("\"ItemProcessor\": {processor}"),
        ];
        if self.one_in(6) {
            members.push("\"ItemBatcher\": {\"MaxItemsPerBatch\": 2}".to_string());
        }
        if self.one_in(8) {
            let place = "\"Resource\": \"arn:aws:states:::s3:putObject\", \"Parameters\": {\"Bucket\": \"b\"}";
            members.push(format!("\"ResultWriter\": {{{place}}}"));
        }
        if !self.one_in(6) {
            let items = self.pick(&[LIST, LIST, LIST, LIST, LIST, "$.x.y", "$v"]);
            members.push(format!("\"ItemsPath\": \"{items}\""));
        }
        if self.one_in(3) {
            members.push(format!("\"ItemSelector\": {}", self.template(2)));
        }
        let settings = [
            "MaxConcurrency",
            "ToleratedFailureCount",
            "ToleratedFailurePercentage",
        ];
        for field in settings {
            if self.one_in(4) {
                members.push(self.amount(field));
            }
        }
        self.add_handlers(&mut members);
        members
    }

    /// Some characters changed, dropped or doubled.
    fn damaged(&mut self, text: &str) -> String {
        let mut chars: Vec<char> = text.chars().collect();
        for _ in 0..=self.random.below(4) {
            let at = self.random.below(chars.len().max(1) as u64) as usize;
            match self.random.below(4) {
                0 if at < chars.len() => {
                    chars.remove(at);
                }
                1 if at < chars.len() => chars.insert(at, chars[at]),
                2 if at < chars.len() => chars[at] = ['"', '{', '}', '[', '0', '가', ':'][at % 7],
                _ => chars.truncate(at),
            }
        }
        chars.into_iter().collect()
    }
}
