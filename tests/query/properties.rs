//! What holds for every path and document: nothing is copied, what is put is found, work is bounded.

use super::{json, State};
use stepglass::query::intrinsic::Call;
use stepglass::query::path::{Model, Path, PathError, ReferencePath};
use stepglass::random::Random;
use stepglass::text::write;
use stepglass::value::Value;

fn path(text: &str) -> Path {
    Path::compile_lenient(text).unwrap_or_else(|fault| panic!("{text}: {}", fault.message))
}

#[test]
fn results_share_the_document() {
    let document = json(r#"{"a":[{"b":[1]},{"b":[2]}]}"#);
    let whole = path("$.a").find(Model::Tree, &document);
    let found = path("$.a[*].b").find(Model::Tree, &document);
    let (Ok(Value::Array(whole)), Ok(Value::Array(found))) = (whole, found) else {
        panic!("both are arrays");
    };
    let first = whole[0].get("b").and_then(Value::as_array);
    assert!(first.is_some_and(|first| found[0].as_array().is_some_and(|b| b.ptr_eq(first))));
    let original = document.get("a").and_then(Value::as_array);
    assert!(original.is_some_and(|original| original.ptr_eq(&whole)));
}

#[test]
fn writing_copies_nothing_beside_the_path() {
    let document = json(r#"{"a":{"b":1},"c":{"d":[1,2]}}"#);
    let place = ReferencePath::compile("$.a.b").expect("a reference path");
    let changed = place.put(&document, 2.into()).expect("it can be placed");
    let part = |value: &Value| value.get("c").and_then(Value::as_object).cloned();
    assert!(part(&document)
        .zip(part(&changed))
        .is_some_and(|(a, b)| a.ptr_eq(&b)));
    assert_eq!(
        write::compact(&document),
        r#"{"a":{"b":1},"c":{"d":[1,2]}}"#
    );
}

/// A random value of at most `depth` levels over few names, so that paths meet existing members often.
fn value(random: &mut Random, depth: u64) -> Value {
    match random.below(if depth == 0 { 4 } else { 7 }) {
        0 => Value::Null,
        1 => (random.below(100) as i64).into(),
        2 => "text".into(),
        3 => Value::object(),
        4 => (0..random.below(4))
            .map(|_| value(random, depth - 1))
            .collect::<Vec<_>>()
            .into(),
        _ => {
            let names = (0..random.below(4)).map(|_| name(random));
            let names: Vec<String> = names.collect();
            let members = names
                .into_iter()
                .map(|name| (name, value(random, depth - 1)));
            Value::Object(members.collect())
        }
    }
}

fn name(random: &mut Random) -> String {
    ["a", "b", "c d", "é"][random.below(4) as usize].to_string()
}

fn reference(random: &mut Random) -> String {
    let steps = (0..1 + random.below(4)).map(|_| match random.below(4) {
        0 => format!("[{}]", random.below(3)),
        _ => format!("['{}']", name(random)),
    });
    format!("${}", steps.collect::<String>())
}

#[test]
fn what_is_put_is_found() {
    let mut random = Random::new(7);
    let mut placed = 0;
    for _ in 0..20_000 {
        let target = value(&mut random, 4);
        let text = reference(&mut random);
        let new = value(&mut random, 2);
        let place = ReferencePath::compile(&text).expect("a reference path");
        let before = write::compact(&target);
        if let Ok(changed) = place.put(&target, new.clone()) {
            placed += 1;
            let found = place.path().find(Model::Tree, &changed);
            assert_eq!(found.as_ref(), Ok(&new), "{text} on {before}");
            assert_eq!(changed.measure().bytes, write::compact(&changed).len());
        }
        assert_eq!(
            write::compact(&target),
            before,
            "the target itself stays as it was"
        );
    }
    assert!(placed > 2_000, "only {placed} could be placed");
}

#[test]
fn work_is_bounded() {
    let items: Vec<Value> = (0..300).map(Value::from).collect();
    let mut document = Value::from(items);
    for _ in 0..3 {
        document = vec![document.clone(); 30].into();
    }
    for text in [
        "$..*..*",
        "$[-2147483648:2147483647]",
        "$..[?(@[0] == 1)]..*",
    ] {
        let answer = path(text).find(Model::Tree, &document);
        assert!(matches!(answer, Err(PathError::Limit(_))), "{text}");
    }
}

#[test]
fn depth_is_no_danger() {
    let levels = 20_000;
    let mut document = Value::from(1);
    for _ in 0..levels {
        document = vec![document].into();
    }
    assert_eq!(
        path("$..a").find(Model::Tree, &document),
        Ok(Vec::new().into())
    );
    let wildcards = format!("${}", "[*]".repeat(levels));
    assert_eq!(
        path(&wildcards).find(Model::Tree, &document),
        Ok(vec![1.into()].into())
    );
    let indexes = format!("${}", "[0]".repeat(levels));
    assert_eq!(path(&indexes).find(Model::Tree, &document), Ok(1.into()));
    // Dropping nested arrays goes as deep as they are nested; take them apart one by one.
    while let Value::Array(items) = &document {
        document = items.first().cloned().unwrap_or_default();
    }
}

#[test]
fn long_texts_compile_or_fail_in_time() {
    let many = 100_000;
    let refused = [
        format!("${}", "[".repeat(many)),
        format!("$[?({}", "(".repeat(many)),
        format!("${}", "[?(@.a".repeat(many)),
    ];
    for text in refused {
        assert!(Path::compile_lenient(&text).is_err());
    }
    let document = json(r#"{"a":1,"l":[0]}"#);
    let answer = |text: &str| path(text).find(Model::Tree, &document);
    let steps = answer(&format!("$.l[*]{}", ".a".repeat(many)));
    assert_eq!(steps, Ok(Vec::new().into()));
    let names = answer(&format!("$['{}']", "','".repeat(many)));
    assert_eq!(names, Ok(Value::object()));
    let indexes = answer(&format!("$.l[{}0]", "0,".repeat(many)));
    assert!(indexes.is_ok_and(|found| found.as_array().is_some_and(|a| a.len() == many + 1)));
    let clauses = answer(&format!("$[?({}@.a)]", "@.a && ".repeat(many)));
    assert_eq!(clauses, Ok(vec![document.clone()].into()));
    let nested = format!("{}{}", "States.Array(".repeat(many), ")".repeat(many));
    assert!(Call::compile(&nested).is_err());
}

#[test]
fn functions_do_not_fill_the_memory() {
    let input = json(&format!(r#"{{"t":"{}"}}"#, "x".repeat(200_000)));
    let template = format!(
        "States.Format('{}'{})",
        "{}".repeat(1_000),
        ", $.t".repeat(1_000)
    );
    let call = Call::compile(&template).expect("a call");
    let answer = call.evaluate(&input, &State::new(input.clone()));
    assert!(answer.is_err_and(|fault| fault.cause("", &Value::Null).contains("larger than")));
}
