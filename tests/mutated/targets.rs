//! What is fuzzed: each target makes its texts from the corpus and says what must hold.

use super::corpus::{pick, Corpus};
use super::served::{bounded_run, conditional_run, mock_file};
use super::{mutate, readers};
use stepglass::api::simulate::simulate;
use stepglass::api::test_state::{shapes_for, test_state};
use stepglass::definition::WorkflowType;
use stepglass::query::intrinsic::Call;
use stepglass::query::path::{Model, Path, ReferencePath};
use stepglass::query::Surroundings;
use stepglass::random::Random;
use stepglass::session::{Journal, Session, Start, Step, Stopped};
use stepglass::text::{self, read_value, write};
use stepglass::time::Timestamp;
use stepglass::value::{Object, Value};
use stepglass::view::check::{json_problems, CheckView};
use stepglass::view::steer;
use stepglass::view::svg::svg;

/// Micro-steps that a run may make.
const FUEL: i64 = 3_000;
/// Events in a response: growing payloads would make it far too long.
const EVENTS: i64 = 200;

pub type Checked = Result<(), String>;

pub struct Target {
    pub name: &'static str,
    pub make: fn(&Corpus, &mut Random) -> Vec<String>,
    pub run: fn(&[String]) -> Checked,
}

pub const TARGETS: [Target; 13] = [
    Target {
        name: "text",
        make: |corpus, random| vec![mutated(&corpus.texts, random)],
        run: |case| read_text(&case[0]),
    },
    Target {
        name: "definition",
        make: |corpus, random| vec![mutated(&corpus.definitions, random)],
        run: |case| check_definition(&case[0]),
    },
    Target {
        name: "run",
        make: make_run,
        run: |case| run_to_end(case, "STANDARD"),
    },
    Target {
        name: "express",
        make: make_run,
        run: |case| run_to_end(case, "EXPRESS"),
    },
    Target {
        name: "session",
        make: |corpus, random| {
            let mut case = make_run(corpus, random);
            case.push(random.below(1 << 40).to_string());
            case
        },
        run: steer_session,
    },
    Target {
        name: "query",
        make: |corpus, random| {
            let query = pick(&corpus.queries, random);
            let query = mutate::text(query, &corpus.queries, random);
            vec![query, mutated(&corpus.inputs, random)]
        },
        run: evaluate_query,
    },
    Target {
        name: "expression",
        make: |corpus, random| {
            let text = pick(&corpus.expressions, random);
            let text = mutate::text(text, &corpus.expressions, random);
            vec![text, pick(&corpus.inputs, random).to_owned()]
        },
        run: evaluate_expression,
    },
    Target {
        name: "reader",
        make: |_, random| readers::make(random),
        run: readers::run,
    },
    Target {
        name: "services",
        make: |corpus, random| {
            let request = pick(&corpus.served, random);
            vec![mutate::json(request, &corpus.served, random)]
        },
        run: |case| bounded_run(&case[0]),
    },
    Target {
        name: "condition",
        make: |corpus, random| {
            let text = pick(&corpus.conditions, random);
            vec![mutate::text(text, &corpus.conditions, random)]
        },
        run: |case| conditional_run(&case[0]),
    },
    Target {
        name: "mocks",
        make: |corpus, random| {
            let request = pick(&corpus.documents, random);
            let request = mutate::json(request, &corpus.documents, random);
            vec![request, mutated(&corpus.mocks, random)]
        },
        run: |case| mock_file(&case[0], &case[1]),
    },
    Target {
        name: "request",
        make: |corpus, random| {
            let [definition, input, mocks] = &make_run(corpus, random)[..] else {
                return Vec::new();
            };
            let request = request(definition, input, mocks, "STANDARD");
            vec![mutate::json(&request, &corpus.texts, random)]
        },
        run: |case| {
            simulate(&case[0]);
            Ok(())
        },
    },
    Target {
        name: "tested state",
        make: |corpus, random| {
            vec![mutate::json(
                pick(&corpus.tests, random),
                &corpus.texts,
                random,
            )]
        },
        run: |case| test_a_state(&case[0]),
    },
];

/// Shapes that stand for those of any service.
const SHAPES: &str = include_str!("../../www/public/shapes/sfn.json");

/// Every request has an answer: a response or an error.
fn test_a_state(request: &str) -> Checked {
    shapes_for(request);
    let answer = read_value(&test_state(request, Some(SHAPES)));
    let answer = answer.map_err(|failure| failure.message)?;
    match answer.get("response").is_some() != answer.get("error").is_some() {
        true => Ok(()),
        false => Err(format!("answered {}", write::compact(&answer))),
    }
}

/// A text of the list, changed by bytes or by parts.
fn mutated(list: &[String], random: &mut Random) -> String {
    let chosen = pick(list, random);
    match random.below(2) {
        0 => mutate::text(chosen, list, random),
        _ => mutate::json(chosen, list, random),
    }
}

/// Definition, input and mocks; at least one of them changed.
fn make_run(corpus: &Corpus, random: &mut Random) -> Vec<String> {
    let definition = match random.below(3) {
        0 => pick(&corpus.definitions, random).to_owned(),
        _ => mutate::json(
            pick(&corpus.definitions, random),
            &corpus.definitions,
            random,
        ),
    };
    let mocks = match random.below(3) {
        0 => mutated(&corpus.mocks, random),
        _ => String::new(),
    };
    vec![definition, mutated(&corpus.inputs, random), mocks]
}

fn expect(holds: bool, what: &str) -> Checked {
    if holds {
        Ok(())
    } else {
        Err(what.to_owned())
    }
}

/// Both readers agree on what is JSON, spans lie in the text, what is written reads back.
fn read_text(source: &str) -> Checked {
    let reading = text::read(source);
    let inside = |span: text::Span| source.get(span.start as usize..span.end as usize).is_some();
    let spans = reading.diagnostics.iter().all(|found| inside(found.span));
    expect(spans, "a finding lies outside of the text")?;
    if let Ok(value) = read_value(source) {
        let tree = reading.root.map(|root| root.to_value());
        expect(tree.as_ref() == Some(&value), "the readers differ")?;
        let written = write::compact(&value);
        expect(
            value.measure().bytes == written.len(),
            "the size is not that of the text",
        )?;
        for text in [&written, &write::pretty(&value)] {
            let again = read_value(text).map_err(|_| "what is written is no JSON")?;
            // A number beyond the doubles is written as the text "Infinity".
            let same = again == value || written.contains("Infinity");
            let holds = same && write::compact(&again) == written;
            expect(holds, "what is written reads otherwise")?;
        }
    }
    if let Some(repair) = text::repair(source) {
        let inside = |span: text::Span| repair.text.get(span.start as usize..span.end as usize);
        let notes = repair.notes.iter().all(|note| inside(note.span).is_some());
        expect(notes, "a note lies outside of the mended text")?;
        text::read(&repair.text);
    }
    text::recognise(source);
    json_problems(source);
    Ok(())
}

fn check_definition(source: &str) -> Checked {
    read_text(source)?;
    for kind in [WorkflowType::Standard, WorkflowType::Express] {
        let view = CheckView::of(source, kind);
        let Some(scene) = &view.scene else {
            continue;
        };
        let mut places = scene
            .nodes
            .iter()
            .flat_map(|n| [n.x, n.y, n.width, n.height]);
        let mut paths = scene.edges.iter().map(|edge| edge.path.as_str());
        let drawn = paths.all(|path| !path.contains("NaN") && !path.contains("inf"));
        let finite = places.all(f32::is_finite);
        expect(drawn && finite, "a place is no number")?;
        svg(scene);
    }
    Ok(())
}

fn request(definition: &str, input: &str, mocks: &str, kind: &str) -> String {
    let options = Object::default()
        .with("budget", FUEL)
        .with("events", true)
        .with("maxEvents", EVENTS)
        .with("seed", 7);
    let request = Object::default()
        .with("definition", definition)
        .with("input", input)
        .with("mocks", mocks)
        .with("type", kind)
        .with("options", options);
    write::compact(&Value::Object(request))
}

fn run_to_end(case: &[String], kind: &str) -> Checked {
    let [definition, input, mocks] = case else {
        return Ok(());
    };
    let request = request(definition, input, mocks, kind);
    let response = simulate(&request);
    expect(
        response == simulate(&request),
        "the same request is answered otherwise",
    )?;
    let response = read_value(&response).map_err(|fault| fault.message)?;
    let ended = |status: &str| response.get("status").and_then(Value::as_str) == Some(status);
    let Some(count) = response.get("eventCount").and_then(Value::as_number) else {
        return expect(
            response.get("error").is_some(),
            "neither a run nor a refusal",
        );
    };
    // A micro-step records a few events, and those of every scope it cuts.
    let few = count.as_i64().is_some_and(|count| count <= FUEL * 50);
    expect(few, "far more events than micro-steps")?;
    let stopped = response.get("stopped").is_some();
    expect(
        ended("RUNNING") == stopped,
        "a run that has not ended does not say why",
    )
}

/// A session from the same texts: steps in all directions, views of everything, and its journal.
fn steer_session(case: &[String]) -> Checked {
    let [definition, input, mocks, seed] = case else {
        return Ok(());
    };
    let seed: u64 = seed.parse().unwrap_or(0);
    let start = Start {
        definition: definition.clone(),
        input: input.clone(),
        mocks: mocks.clone(),
        machine_name: "Machine".to_owned(),
        region: "us-east-1".to_owned(),
        account: "123456789012".to_owned(),
        seed: seed as u32,
        typical_latency: seed.is_multiple_of(2),
        ..Start::default()
    };
    let Ok(mut session) = Session::start(start) else {
        return Ok(());
    };
    let mut random = Random::new(seed);
    for _ in 0..12 {
        let stopped = command(&mut session, &mut random);
        steer::run_view(&session, stopped);
        let position = session.position();
        steer::event_rows(&session, position.saturating_sub(2), 4);
        steer::step_view(&session, random.below(u64::from(position) + 2) as u32);
        expect(
            session.known().len() >= position as usize,
            "the position is not known",
        )?;
    }
    let journal = session.journal().to_text();
    let again = Journal::from_text(&journal).ok_or("the journal does not read back")?;
    expect(again.to_text() == journal, "the journal reads otherwise")?;
    let mut again = Session::replay(again).map_err(|error| format!("{error:?}"))?;
    again.seek(session.position());
    let (one, other) = (session.history(), again.history());
    expect(
        write::compact(&one) == write::compact(&other),
        "the journal makes another run",
    )
}

fn command(session: &mut Session, random: &mut Random) -> Stopped {
    match random.below(9) {
        0 => session.step(Step::Micro),
        1 => session.step(Step::Back),
        2 => session.step(Step::RunBack),
        3 => session.seek(random.below(200) as u32),
        4 => session.run(random.below(300)),
        5 => session.restart(),
        6 if random.below(4) == 0 => {
            session.stop(Default::default());
            Stopped::Ended
        }
        // Steps over whole containers could run for long: they stop at their own bound.
        _ => session.run(40),
    }
}

struct Nothing;

impl Surroundings for Nothing {
    fn context(&self) -> Value {
        Value::Object(Object::default().with("Execution", Object::default().with("Id", "x")))
    }
    fn variable(&self, name: &str) -> Option<Value> {
        (name.len() == 1).then(|| Value::from(name))
    }
    fn random(&self) -> u64 {
        4
    }
    fn now(&self) -> Timestamp {
        Timestamp(0)
    }
}

/// A path or an intrinsic call on a document; a Reference Path finds again what it puts.
fn evaluate_query(case: &[String]) -> Checked {
    let [query, input] = case else {
        return Ok(());
    };
    let document = read_value(input).unwrap_or_default();
    let paths = [Path::compile(query), Path::compile_lenient(query)];
    for path in paths.into_iter().flatten() {
        for model in [Model::Tree, Model::Map] {
            path.evaluate_as(model, &document, &Nothing).ok();
        }
    }
    if let Ok(place) = ReferencePath::compile(query) {
        let put = Value::from("put there");
        if let Ok(changed) = place.put(&document, put.clone()) {
            let found = place.path().find(Model::Tree, &changed);
            expect(found == Ok(put), "what was put is not found")?;
        }
    }
    if let Ok(call) = Call::compile(query) {
        call.evaluate(&document, &Nothing).ok();
    }
    Ok(())
}

fn evaluate_expression(case: &[String]) -> Checked {
    let [text, input] = case else {
        return Ok(());
    };
    let state = Object::default()
        .with("Type", "Pass")
        .with("Output", format!("{{% {text} %}}"))
        .with("End", true);
    let definition = Object::default()
        .with("QueryLanguage", "JSONata")
        .with("StartAt", "A")
        .with("States", Object::default().with("A", state));
    let definition = write::compact(&Value::Object(definition));
    run_to_end(&[definition, input.clone(), String::new()], "STANDARD")
}
