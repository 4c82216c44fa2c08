//! Plays one case of `tests/semantics` and writes what happened.

use super::told;
use std::fmt::Write;
use std::rc::Rc;
use stepglass::api::{Limits, Run};
use stepglass::definition::{self, WorkflowType};
use stepglass::execution::{ErrorDetails, Setup, TraceStage};
use stepglass::history::{log_records, Renderer, Summary};
use stepglass::quotas::Quotas;
use stepglass::service::{mock, Automatic, Latency, ObjectStore, Standard};
use stepglass::text::{read_value, write};
use stepglass::time::Duration;
use stepglass::value::{Object, Text, Value};

/// Virtual time after which a case is taken for waiting.
const HORIZON: Duration = Duration(800 * 24 * 60 * 60 * 1000);
/// Micro-steps after which a case is taken for endless.
const MOST_STEPS: u64 = 2_000_000;
/// Members of details that are the same everywhere.
const BOILERPLATE: [&str; 7] = [
    "inputDetails",
    "outputDetails",
    "assignedVariablesDetails",
    "roleArn",
    "region",
    "resource",
    "resourceType",
];
/// Texts longer than this are shown by their length.
const LONGEST: usize = 2_000;

/// What a case asks for.
struct Case {
    definition: String,
    setup: Setup,
    mocks: String,
    stop: Option<(usize, ErrorDetails)>,
    redrives: Vec<i64>,
    quiet: bool,
    visits: bool,
    log: bool,
    files: ObjectStore,
    map_runs: bool,
    written: bool,
    children: Vec<(usize, usize)>,
}

/// The answer to the case `input`.
pub fn answer(input: &str) -> String {
    let case = read(input);
    let machine = Rc::new(definition::read(&case.definition).machine);
    let setup = Rc::new(case.setup);
    let choice = mock::Choice {
        machine: &setup.machine_name,
        test_case: None,
        definition: Some(&machine),
    };
    let (mocks, findings) = mock::read(&case.mocks, &choice);
    assert!(findings.is_empty(), "mocks of a case: {findings:?}");
    let mut answers = Standard::new(mocks, Automatic::new(&setup, Latency::Zero));
    let mut run = Run::start_with(machine, Rc::clone(&setup), case.files.clone());
    let limits = Limits {
        horizon: setup.start + HORIZON,
        budget: Some(MOST_STEPS),
    };
    let mut out = String::new();
    if let Some((after, details)) = case.stop {
        while run.events.len() < after && run.step(&mut answers) {}
        run.stop(details);
    }
    run.to_end(&mut answers, &limits);
    for pause in case.redrives {
        let at = run.machine().now() + Duration::from_millis(pause);
        match run.redrive(at) {
            Ok(()) => {
                run.to_end(&mut answers, &limits);
            }
            Err(refusal) => {
                let _ = writeln!(out, "not redriven: {}", refusal.reason());
            }
        }
    }
    match (case.quiet, case.log) {
        (true, _) => {
            let (count, turns) = (run.events.len(), run.machine().transitions());
            let time = run.duration().millis();
            let _ = writeln!(out, "{count} events, {turns} transitions, {time} ms");
        }
        (false, true) => log(&run, &mut out),
        (false, false) => events(&run, &mut out),
    }
    if case.visits {
        visits(&run, &mut out);
    }
    if case.map_runs {
        told::map_runs(&run, &mut out);
    }
    for place in case.children {
        told::child(&run, place, &mut out);
    }
    if case.written {
        told::written(&run, &case.files, &mut out);
    }
    for told in &run.traces {
        let _ = writeln!(
            out,
            "in {} try {} {}",
            told.visit,
            told.attempt,
            stage(&told.stage)
        );
    }
    out + &outcome(&run)
}

fn read(input: &str) -> Case {
    let mut case = Case {
        definition: String::new(),
        setup: Setup::named("Machine", "run", "{}"),
        mocks: String::new(),
        stop: None,
        redrives: Vec::new(),
        quiet: false,
        visits: false,
        log: false,
        files: ObjectStore::default(),
        map_runs: false,
        written: false,
        children: Vec::new(),
    };
    for line in input.lines() {
        match line.strip_prefix('@') {
            None => case.definition += &format!("{line}\n"),
            Some(directive) => {
                let (name, rest) = directive.split_once(' ').unwrap_or((directive, ""));
                direct(&mut case, name, rest);
            }
        }
    }
    case
}

fn direct(case: &mut Case, name: &str, rest: &str) {
    match name {
        "type" => {
            assert!(rest.starts_with("EXPRESS"), "the other type is the default");
            case.setup.synchronous = rest.ends_with("sync");
            case.setup.workflow_type = WorkflowType::Express;
            case.setup.execution_arn =
                "arn:aws:states:us-east-1:111111111111:express:Machine:run:1".into();
        }
        "input" => {
            case.setup.input_text = rest.into();
            case.setup.input = read_value(rest).expect("the input of a case is JSON");
        }
        "mocks" => case.mocks = rest.to_string(),
        "quota" => quota(&mut case.setup.quotas, rest),
        "stop" => {
            let mut words = rest.splitn(3, ' ');
            let after = words.next().and_then(|word| word.parse().ok());
            let details = ErrorDetails {
                error: words.next().map(Text::from),
                cause: words.next().map(Text::from),
            };
            case.stop = Some((after.expect("@stop has a number of events"), details));
        }
        "redrive" => case.redrives.push(rest.parse().expect("milliseconds")),
        "seed" => case.setup.seed = rest.parse().expect("a seed"),
        "trace" => case.setup.trace = true,
        "quiet" => case.quiet = true,
        "visits" => case.visits = true,
        "log" => case.log = true,
        "files" => {
            let files = ObjectStore::read(rest, case.setup.start);
            case.files = files.expect("the files of a case are texts by name");
        }
        "mapruns" => case.map_runs = true,
        "written" => case.written = true,
        "child" => {
            let (run, index) = rest.split_once(' ').expect("@child RUN INDEX");
            let number = |word: &str| word.parse().expect("a number");
            case.children.push((number(run), number(index)));
        }
        _ => panic!("no directive @{name}"),
    }
}

fn quota(quotas: &mut Quotas, rest: &str) {
    let (name, limit) = rest.split_once(' ').expect("@quota NAME LIMIT");
    let limit = match limit {
        "off" => None,
        number => Some(number.parse().expect("a limit is a number")),
    };
    assert!(quotas.set(name, limit), "no quota {name}");
}

fn events(run: &Run, out: &mut String) {
    let definition = Rc::clone(run.machine().definition());
    let setup = Rc::clone(run.machine().setup());
    let renderer = Renderer::new(&definition, &setup);
    let mut before = setup.start;
    for event in &run.events {
        let rendered = renderer.event(event);
        let kind = rendered.get("type").and_then(Value::as_str).unwrap_or("");
        let _ = write!(out, "{}<{}", event.id, event.previous);
        if event.time > before {
            let _ = write!(out, " +{}", (event.time - before).millis());
        }
        before = event.time;
        let _ = write!(out, " {kind}");
        let details = renderer.details(event).map(|details| shown(&details));
        match details.filter(|text| !text.is_empty()) {
            Some(text) => out.push_str(&format!(" {text}\n")),
            None => out.push('\n'),
        }
    }
}

/// The visits as the summary of the history has them.
fn visits(run: &Run, out: &mut String) {
    let definition = run.machine().definition();
    let mut summary = Summary::default();
    for event in &run.events {
        summary.add(event, definition);
    }
    for visit in summary.visits() {
        let name = &definition.state(visit.state).name;
        let (status, tries) = (visit.status, visit.attempts.len());
        let _ = writeln!(out, "#{} {name} {status:?} tries {tries}", visit.entered);
    }
}

fn log(run: &Run, out: &mut String) {
    let renderer = Renderer::new(run.machine().definition(), run.machine().setup());
    for record in log_records(&renderer, &run.events) {
        let _ = writeln!(out, "{}", write::compact(&record));
    }
}

/// Details as `name=value`, without what says nothing; texts as they are, long ones by their length.
pub fn shown(details: &Value) -> String {
    let members = details.as_object().into_iter().flat_map(Object::iter);
    let told = members.filter(|(name, _)| !BOILERPLATE.contains(&name.as_str()));
    let told = told.map(|(name, value)| {
        let text = match value {
            Value::Text(text) => text.to_string(),
            other => write::compact(other),
        };
        match (name.as_str(), text.chars().count()) {
            ("name", _) => text,
            (name, length @ LONGEST..) => format!("{name}=<{length} characters>"),
            (name, _) => format!("{name}={text}"),
        }
    });
    told.collect::<Vec<_>>().join(" ")
}

/// One entry of the side log.
fn stage(stage: &TraceStage) -> String {
    let of = |name: &str, value: &Value| format!("{name} {}", write::compact(value));
    match stage {
        TraceStage::AfterInputPath(value) => of("after InputPath", value),
        TraceStage::AfterParameters(value) => of("after Parameters", value),
        TraceStage::AfterItemsPath(value) => of("after ItemsPath", value),
        TraceStage::AfterItemSelector { index, input } => {
            of(&format!("after ItemSelector [{index}]"), input)
        }
        TraceStage::Result(value) => of("result", value),
        TraceStage::AfterResultSelector(value) => of("after ResultSelector", value),
        TraceStage::AfterResultPath(value) => of("after ResultPath", value),
        TraceStage::Output(value) => of("output", value),
        TraceStage::Assigned(values) => of("assigned", &Value::Object(values.clone())),
        TraceStage::Compared {
            rule,
            test,
            left,
            right,
            held,
        } => format!(
            "rule {rule} {test} {} against {}: {held}",
            write::compact(left),
            write::compact(right)
        ),
        TraceStage::Failed { details, fatal } => {
            let error = details.error.as_deref().unwrap_or("no name");
            format!("failed with {error}, fatal: {fatal}")
        }
        other => format!("{other:?}"),
    }
}

fn outcome(run: &Run) -> String {
    let outcome = run.machine().outcome();
    let mut line = outcome.status.name().to_string();
    if let Some(output) = &outcome.output {
        let text = write::compact(output);
        match text.len() {
            0..=LONGEST => line += &format!(" {text}"),
            bytes => line += &format!(" <{bytes} bytes>"),
        }
    }
    if let Some(error) = &outcome.details.error {
        line += &format!(" {error}");
    }
    line
}
