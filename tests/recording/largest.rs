//! How long the largest history takes, and that twice the events take twice as long.

// Real time is what is measured.
#![allow(clippy::disallowed_methods)]

use std::time::{Duration, Instant};
use stepglass::history::recorded::{self, Recorded};
use stepglass::session::{Breakpoint, Past, Recording, Stopped};

/// The most events that an execution can have.
const MOST: usize = 25_000;

/// A history that is written event by event.
struct Writer(Vec<String>);

impl Writer {
    fn new() -> Writer {
        let mut writer = Writer(Vec::new());
        let details = r#", "executionStartedEventDetails": {"input": "{}"}"#;
        writer.add("ExecutionStarted", 0, details);
        writer
    }

    fn add(&mut self, kind: &str, previous: usize, details: &str) -> usize {
        let id = self.0.len() + 1;
        self.0.push(format!(
            r#"{{"timestamp": "2024-01-01T09:00:00.{:03}000+09:00", "type": "{kind}", "id": {id}, "previousEventId": {previous}{details}}}"#,
            id % 1000
        ));
        id
    }

    fn text(&self) -> String {
        format!("{{\"events\": [{}]}}", self.0.join(","))
    }
}

const PAYLOAD: &str =
    r#""{\"order\": {\"id\": \"A-1042\", \"lines\": [{\"sku\": \"tea\", \"count\": 3}]}}""#;

/// A loop of a call and a choice.
fn looped(most: usize) -> String {
    let mut writer = Writer::new();
    let mut last = 0;
    while writer.0.len() + 8 <= most {
        last = writer.add("TaskStateEntered", last, &entered("Call"));
        let scheduled = format!(
            r#", "lambdaFunctionScheduledEventDetails": {{"resource": "arn:aws:lambda:us-east-1:1:function:f", "input": {PAYLOAD}}}"#
        );
        last = writer.add("LambdaFunctionScheduled", last, &scheduled);
        last = writer.add("LambdaFunctionStarted", last, "");
        let result = format!(r#", "lambdaFunctionSucceededEventDetails": {{"output": {PAYLOAD}}}"#);
        last = writer.add("LambdaFunctionSucceeded", last, &result);
        last = writer.add("TaskStateExited", last, &exited("Call"));
        last = writer.add("ChoiceStateEntered", last, &entered("Check"));
        last = writer.add("ChoiceStateExited", last, &exited("Check"));
    }
    writer.text()
}

/// A Map whose iterations all run at the same time, each with a Parallel in it.
fn wide(most: usize) -> String {
    let mut writer = Writer::new();
    let each = writer.add("MapStateEntered", 0, &entered("Each"));
    let items = (most - 4) / 6;
    let length = format!(r#", "mapStateStartedEventDetails": {{"length": {items}}}"#);
    let started = writer.add("MapStateStarted", each, &length);
    let begun = |index: usize| {
        format!(r#", "mapIterationStartedEventDetails": {{"name": "Each", "index": {index}}}"#)
    };
    let starts = (0..items).map(|index| writer.add("MapIterationStarted", started, &begun(index)));
    let starts: Vec<usize> = starts.collect();
    let mut next = |at: Vec<usize>, kind: &str, details: &str| -> Vec<usize> {
        at.into_iter()
            .map(|id| writer.add(kind, id, details))
            .collect()
    };
    let both = next(starts, "ParallelStateEntered", &entered("Both"));
    let open = next(both, "ParallelStateStarted", "");
    let inside = next(open, "PassStateEntered", &entered("In"));
    let out = next(inside, "PassStateExited", &exited("In"));
    next(out, "ParallelStateSucceeded", "");
    writer.text()
}

/// A Map whose iterations are all open at the same time when each fails, is tried again, and fails for good.
fn failing(most: usize) -> String {
    let mut writer = Writer::new();
    let each = writer.add("MapStateEntered", 0, &entered("Each"));
    let items = (most - 3) / 7;
    let length = format!(r#", "mapStateStartedEventDetails": {{"length": {items}}}"#);
    let started = writer.add("MapStateStarted", each, &length);
    let mut at = vec![started; items];
    let mut next = |kind: &str, details: &dyn Fn(usize) -> String| {
        for (index, id) in at.iter_mut().enumerate() {
            *id = writer.add(kind, *id, &details(index));
        }
    };
    let of_iteration = |kind: &'static str| {
        move |index: usize| {
            format!(r#", "mapIteration{kind}EventDetails": {{"name": "Each", "index": {index}}}"#)
        }
    };
    let error = r#", "lambdaFunctionFailedEventDetails": {"error": "Busy", "cause": "too many"}"#;
    let scheduled = r#", "lambdaFunctionScheduledEventDetails": {"resource": "arn:aws:lambda:us-east-1:1:function:f"}"#;
    next("MapIterationStarted", &of_iteration("Started"));
    next("TaskStateEntered", &|_| entered("Call"));
    for _ in 0..2 {
        next("LambdaFunctionScheduled", &|_| scheduled.to_owned());
        next("LambdaFunctionFailed", &|_| error.to_owned());
    }
    next("MapIterationFailed", &of_iteration("Failed"));
    writer.text()
}

/// Its definition: without one there are no retriers to ask.
const FAILING: &str = r#"{"StartAt": "Each", "States": {"Each": {"Type": "Map", "End": true, "ToleratedFailurePercentage": 100,
    "ItemProcessor": {"StartAt": "Call", "States": {"Call": {"Type": "Task", "End": true,
        "Resource": "arn:aws:lambda:us-east-1:1:function:f", "Retry": [{"ErrorEquals": ["Busy"], "MaxAttempts": 1}],
        "Catch": [{"ErrorEquals": ["Other"], "Next": "Late"}]},
        "Late": {"Type": "Fail", "Error": "Late"}}}}}}"#;

/// Conditions that look at what each failure came to, of every event.
const STOPS: &str = r#"[{"on": "fail", "condition": "$states.errorOutput.Error = 'None'"}, {"on": "retry", "condition": "$states.context.State.RetryCount = 7"},
    {"on": "exit", "condition": "$states.errorOutput.Error = 'None'"}, {"on": "enter", "condition": "$states.errorOutput.Error = 'None'"}]"#;

/// Opens what has failed by masses, stops nowhere on the way through it, tells what became of each failure.
fn masses(most: usize) -> (usize, [Duration; 3]) {
    let text = failing(most);
    let read = recorded::read(&[&text, FAILING]);
    let recorded = read.recorded.expect("it can be read");
    let events = recorded.events.len();
    let began = Instant::now();
    let mut recording = Recording::open(recorded);
    let opened = began.elapsed();
    recording.break_at(Breakpoint::list(STOPS).expect("a list"));
    recording.restart();
    let began = Instant::now();
    assert_eq!(recording.run(u64::MAX), Stopped::Ended);
    let ran = began.elapsed();
    let began = Instant::now();
    let visits: Vec<u32> = recording
        .summary()
        .visits()
        .iter()
        .map(|v| v.entered)
        .collect();
    let told = visits
        .iter()
        .map(|visit| recording.told(*visit, true).len());
    assert!(told.sum::<usize>() > events / 2, "failures are told of");
    (events, [opened, ran, began.elapsed()])
}

#[test]
fn masses_of_failures_take_time_with_their_number_not_with_its_square() {
    let (few, mut least) = masses(5_000);
    let (many, mut most) = masses(20_000);
    assert!(many > few * 39 / 10, "{few} events, then {many}");
    let is_fine = |few: Duration, many: Duration| many < few * 8 + Duration::from_millis(20);
    for _ in 1..TRIES {
        if (0..3).all(|at| is_fine(least[at], most[at])) {
            break;
        }
        for (kept, size) in [(&mut least, 5_000), (&mut most, 20_000)] {
            let (_, times) = masses(size);
            (0..3).for_each(|at| kept[at] = kept[at].min(times[at]));
        }
    }
    println!("failing: {few} events opened, run and told in {least:?}, {many} in {most:?}");
    for at in 0..3 {
        assert!(is_fine(least[at], most[at]), "{least:?}, then {most:?}");
    }
}

fn entered(name: &str) -> String {
    format!(
        r#", "stateEnteredEventDetails": {{"name": "{name}", "input": {PAYLOAD}, "inputDetails": {{"truncated": false}}}}"#
    )
}

fn exited(name: &str) -> String {
    format!(
        r#", "stateExitedEventDetails": {{"name": "{name}", "output": {PAYLOAD}, "outputDetails": {{"truncated": false}}}}"#
    )
}

fn read(text: &str) -> (Recorded, Duration) {
    let began = Instant::now();
    let read = recorded::read(&[text]).recorded;
    (read.expect("it can be read"), began.elapsed())
}

fn opened(recorded: &Recorded) -> Duration {
    let recorded = recorded.clone();
    let began = Instant::now();
    let recording = Recording::open(recorded);
    let took = began.elapsed();
    drop(recording);
    took
}

#[test]
fn the_largest_history_opens_and_is_sought_quickly() {
    for (name, text) in [("loop", looped(MOST)), ("wide", wide(MOST))] {
        let (recorded, reading) = read(&text);
        let last = recorded.events.len() as u32;
        let opening = opened(&recorded);
        let mut recording = Recording::open(recorded);
        let mut took = Vec::new();
        for at in 0..200u32 {
            let began = Instant::now();
            recording.seek((at * 7_919) % last + 1);
            stepglass::view::recorded::run_view(&recording, Stopped::Done);
            took.push(began.elapsed());
        }
        took.sort_unstable();
        let middle = took[took.len() / 2];
        println!(
            "{name}: {last} events in {} bytes read in {reading:?}, opened in {opening:?}, sought in {middle:?}",
            text.len()
        );
        // Far above what it takes, so that a busy machine does not fail it; work that grows with the square of the
        // events would.
        assert!(reading.as_secs() < 30, "{name} read in {reading:?}");
        assert!(opening.as_millis() < 2_000, "{name} opened in {opening:?}");
        assert!(middle.as_millis() < 500, "{name} sought in {middle:?}");
    }
}

/// How often times are taken: on a busy machine any of them may be long by chance, what grows with the square always is.
const TRIES: usize = 25;

#[test]
fn time_grows_with_the_events_not_with_their_square() {
    for (name, make) in [("loop", looped as fn(usize) -> String), ("wide", wide)] {
        let texts = [MOST / 4, MOST].map(make);
        let measure = || {
            texts.each_ref().map(|text| {
                let (recorded, reading) = read(text);
                [reading, opened(&recorded)]
            })
        };
        let mut least = measure();
        // Four times as many events: the square would be sixteen times as long.
        let is_fine = |few: Duration, many: Duration| many < few * 8 + Duration::from_millis(5);
        for _ in 1..TRIES {
            if (0..2).all(|at| is_fine(least[0][at], least[1][at])) {
                break;
            }
            let next = measure();
            for (size, times) in next.into_iter().enumerate() {
                for (at, time) in times.into_iter().enumerate() {
                    least[size][at] = least[size][at].min(time);
                }
            }
        }
        let [few, many] = least;
        println!("{name}: a quarter read and opened in {few:?}, all in {many:?}");
        for at in 0..2 {
            assert!(is_fine(few[at], many[at]), "{name}: {few:?}, then {many:?}");
        }
    }
}
