//! One state after another, at random.

use super::{value, ERRORS};
use stepglass::random::Random;
use stepglass::value::{Array, Object, Value};

/// Makes definitions. Transitions lead forward only, except for loops that count, so every machine ends.
pub struct Maker {
    random: Random,
    /// States so far, for names of their own.
    states: u32,
    /// States that may still be made.
    room: u32,
}

const RESOURCES: [&str; 7] = [
    "arn:aws:lambda:us-east-1:123456789012:function:work",
    "arn:aws:states:::lambda:invoke",
    "arn:aws:states:::sqs:sendMessage",
    "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
    "arn:aws:states:::ecs:runTask.sync",
    "arn:aws:states:::aws-sdk:dynamodb:getItem",
    "arn:aws:states:us-east-1:123456789012:activity:hand",
];
const PATHS: [&str; 9] = [
    "$",
    "$.a",
    "$.b.c",
    "$.items",
    "$.n",
    "$$.State.Name",
    "$$.Execution.Input",
    "$.items[0]",
    "$..n",
];
const PLACES: [&str; 7] = [
    "$.r",
    "$.b.r",
    "$.q.s.t",
    "$.a",
    "$.new['x y']",
    "$.p",
    "$.r",
];
const CALLS: [&str; 6] = [
    "States.Array($.n, 'x')",
    "States.Format('{} and {}', $.n, $$.State.Name)",
    "States.JsonToString($)",
    "States.ArrayLength($.items)",
    "States.UUID()",
    "States.MathAdd($.n, 1)",
];

impl Maker {
    pub fn new(random: Random) -> Maker {
        Maker {
            random,
            states: 0,
            room: 24,
        }
    }

    pub fn random(&mut self) -> &mut Random {
        &mut self.random
    }

    pub fn one_in(&mut self, count: u64) -> bool {
        self.random.below(count) == 0
    }

    fn pick<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.random.below(list.len() as u64) as usize]
    }

    fn below(&mut self, bound: u64) -> i64 {
        self.random.below(bound) as i64
    }

    pub fn definition(&mut self) -> Object {
        let mut definition = self.region(3);
        if self.one_in(4) {
            definition.set("TimeoutSeconds", 1 + self.below(900));
        }
        definition
    }

    /// `StartAt` and `States`; inside, containers may nest `depth` levels.
    fn region(&mut self, depth: u32) -> Object {
        let length = 1 + self.random.below(4) as u32;
        let first = self.states;
        self.states += length;
        let name = |n: u32| format!("S{n}");
        let mut states = Object::default();
        for at in 0..length {
            let later: Vec<String> = (at + 1..length).map(|n| name(first + n)).collect();
            states.set(name(first + at), self.state(&later, depth));
        }
        Object::default()
            .with("StartAt", name(first))
            .with("States", states)
    }

    fn state(&mut self, later: &[String], depth: u32) -> Object {
        self.room = self.room.saturating_sub(1);
        let nests = depth > 0 && self.room > 0;
        match self.random.below(if nests { 16 } else { 10 }) {
            0..=2 => self.pass(later),
            3..=5 => self.task(later),
            6 => self.choice(later),
            7 => self.wait(later),
            8 if later.is_empty() => Object::default().with("Type", "Succeed"),
            9 if later.is_empty() => self.fail(),
            8 | 9 => self.pass(later),
            10..=12 => self.parallel(later, depth - 1),
            _ => self.map(later, depth - 1),
        }
    }

    /// `Next` to one of the later states, mostly the next one, or `End`.
    fn onward(&mut self, state: Object, later: &[String]) -> Object {
        match later.first() {
            None => state.with("End", true),
            Some(_) if self.one_in(9) => state.with("End", true),
            Some(_) => {
                let next = self.target(later);
                state.with("Next", next)
            }
        }
    }

    fn target(&mut self, later: &[String]) -> String {
        let far = if self.one_in(4) { later.len() } else { 1 };
        later[self.random.below(far as u64) as usize].clone()
    }

    fn pass(&mut self, later: &[String]) -> Object {
        let mut state = Object::default().with("Type", "Pass");
        match self.random.below(4) {
            0 => {}
            1 => state.set("Parameters", self.template()),
            _ => state.set("Result", value(&mut self.random, 3)),
        }
        if self.one_in(5) {
            state.set("Assign", self.template());
        }
        let state = self.flow(state);
        self.onward(state, later)
    }

    /// A payload template.
    fn template(&mut self) -> Object {
        let mut template = Object::default();
        for name in ["n", "items", "b"] {
            match self.random.below(4) {
                0 => template.set(name, value(&mut self.random, 2)),
                1 => template.set(format!("{name}.$"), self.pick(&PATHS)),
                2 => template.set(format!("{name}.$"), self.pick(&CALLS)),
                _ => {}
            }
        }
        template
    }

    /// `InputPath`, `ResultPath`, `OutputPath`, each now and then.
    fn flow(&mut self, mut state: Object) -> Object {
        if self.one_in(25) {
            state.set("InputPath", self.pick(&PATHS));
        }
        match self.random.below(12) {
            0 if self.one_in(4) => {}
            0 => state.set("ResultPath", "$"),
            1 => state.set("ResultPath", Value::Null),
            _ => state.set("ResultPath", self.pick(&PLACES)),
        }
        if self.one_in(20) {
            state.set("OutputPath", self.pick(&PATHS));
        }
        state
    }

    fn task(&mut self, later: &[String]) -> Object {
        let resource = self.pick(&RESOURCES);
        let mut state = Object::default()
            .with("Type", "Task")
            .with("Resource", resource);
        if !self.one_in(3) {
            state.set("Parameters", self.template());
        }
        if self.one_in(4) {
            state.set("ResultSelector", self.template());
        }
        if self.one_in(3) {
            state.set("TimeoutSeconds", 20 + self.below(120));
        }
        if self.one_in(3) {
            state.set("HeartbeatSeconds", 3 + self.below(40));
        }
        let state = self.flow(state);
        let state = self.handlers(state, later);
        self.onward(state, later)
    }

    /// `Retry` and `Catch`.
    fn handlers(&mut self, mut state: Object, later: &[String]) -> Object {
        if self.one_in(2) {
            let retrier = Object::default()
                .with("ErrorEquals", self.errors())
                .with("IntervalSeconds", 1 + self.below(5))
                .with("MaxAttempts", self.below(4))
                .with("BackoffRate", 1.5);
            let retrier = match self.random.below(3) {
                0 => retrier.with("JitterStrategy", "FULL"),
                1 => retrier.with("MaxDelaySeconds", 6),
                _ => retrier,
            };
            state.set("Retry", vec![Value::Object(retrier)]);
        }
        if !later.is_empty() && self.one_in(2) {
            let catcher = Object::default()
                .with("ErrorEquals", self.errors())
                .with("Next", self.target(later));
            let catcher = match self.random.below(3) {
                0 => catcher.with("ResultPath", self.pick(&PLACES)),
                _ => catcher,
            };
            state.set("Catch", vec![Value::Object(catcher)]);
        }
        state
    }

    fn errors(&mut self) -> Array {
        if self.one_in(3) {
            return [Value::from("States.ALL")].into_iter().collect();
        }
        let named = (0..1 + self.random.below(2)).map(|_| Value::from(self.pick(&ERRORS)));
        named.collect()
    }

    fn choice(&mut self, later: &[String]) -> Object {
        if later.is_empty() {
            return self.pass(later);
        }
        let mut rules = Vec::new();
        for _ in 0..1 + self.random.below(3) {
            let next = self.target(later);
            rules.push(Value::Object(self.rule(2).with("Next", next)));
        }
        let state = Object::default()
            .with("Type", "Choice")
            .with("Choices", rules);
        if self.one_in(8) {
            return state;
        }
        let next = self.target(later);
        state.with("Default", next)
    }

    fn rule(&mut self, depth: u32) -> Object {
        let test = Object::default();
        let path = self.pick(&PATHS);
        match self.random.below(if depth == 0 { 5 } else { 8 }) {
            0 => test
                .with("Variable", "$.n")
                .with("NumericLessThan", self.below(12)),
            1 => test
                .with("Variable", path)
                .with("IsPresent", self.one_in(2)),
            2 => test
                .with("Variable", path)
                .with("IsNumeric", self.one_in(2)),
            3 => test.with("Variable", "$.a").with("StringMatches", "*a*"),
            4 => test
                .with("Variable", "$.n")
                .with("NumericEqualsPath", "$.seconds"),
            5 => test.with("Not", self.rule(depth - 1)),
            joined => {
                let parts = [self.rule(depth - 1), self.rule(depth - 1)];
                let parts: Array = parts.into_iter().map(Value::Object).collect();
                test.with(if joined == 6 { "And" } else { "Or" }, parts)
            }
        }
    }

    fn wait(&mut self, later: &[String]) -> Object {
        let state = Object::default().with("Type", "Wait");
        let state = match self.random.below(4) {
            0 => state.with("SecondsPath", "$.seconds"),
            1 => state.with("TimestampPath", "$.until"),
            2 => state.with("Timestamp", "2024-01-01T00:01:00Z"),
            _ => state.with("Seconds", self.below(30)),
        };
        self.onward(state, later)
    }

    fn fail(&mut self) -> Object {
        let state = Object::default().with("Type", "Fail");
        match self.random.below(3) {
            0 => state,
            1 => state
                .with("Error", self.pick(&ERRORS))
                .with("Cause", "on purpose"),
            _ => state
                .with("ErrorPath", "$.a")
                .with("CausePath", "States.Format('{}', $.n)"),
        }
    }

    fn parallel(&mut self, later: &[String], depth: u32) -> Object {
        let mut branches = Vec::new();
        for _ in 0..1 + self.random.below(3) {
            branches.push(Value::Object(self.region(depth)));
        }
        let mut state = Object::default()
            .with("Type", "Parallel")
            .with("Branches", branches);
        if self.one_in(5) {
            state.set("ResultSelector", self.template());
        }
        let state = self.flow(state);
        let state = self.handlers(state, later);
        self.onward(state, later)
    }

    fn map(&mut self, later: &[String], depth: u32) -> Object {
        let mut processor = self.region(depth);
        let mut aside = self.random.stream(1);
        if aside.below(8) == 0 {
            let kind = ["STANDARD", "EXPRESS"][aside.below(2) as usize];
            let config = Object::default().with("Mode", "DISTRIBUTED");
            processor.set("ProcessorConfig", config.with("ExecutionType", kind));
        }
        let mut state = Object::default()
            .with("Type", "Map")
            .with("ItemProcessor", processor);
        if !self.one_in(6) {
            state.set("ItemsPath", if self.one_in(30) { "$.a" } else { "$.items" });
        }
        if self.one_in(2) {
            state.set("MaxConcurrency", self.below(4));
        }
        if !self.one_in(6) {
            let selector = Object::default()
                .with("n.$", "$$.Map.Item.Index")
                .with("a.$", "$$.Map.Item.Value")
                .with("b", Object::default())
                .with("items.$", "$.items")
                .with("seconds", 3)
                .with("until", "2024-01-01T00:00:09Z");
            state.set("ItemSelector", selector);
        }
        match self.random.below(5) {
            0 => state.set("ToleratedFailureCount", self.below(3)),
            1 => state.set("ToleratedFailurePercentage", self.below(101)),
            _ => {}
        }
        let state = self.handlers(state, later);
        let state = self.flow(state);
        self.onward(state, later)
    }
}
