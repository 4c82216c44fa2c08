//! Properties of values: text and value agree, sizes are true, copies are isolated. Generators and digests.

use stepglass::digest::{base64_decode, base64_encode, hash, ALGORITHMS};
use stepglass::quotas::Quotas;
use stepglass::random::{JavaRandom, Random};
use stepglass::text::{read, read_value, write};
use stepglass::time::Timestamp;
use stepglass::value::{Array, Number, Object, Value};

/// Any value, at most `depth` levels deep.
fn any(random: &mut Random, depth: u64) -> Value {
    match random.below(if depth == 0 { 5 } else { 7 }) {
        0 => Value::Null,
        1 => Value::from(random.below(2) == 1),
        2 => Value::from(random.next() as i64 >> random.below(64)),
        3 => Value::from(any_double(random)),
        4 => Value::from(any_text(random)),
        5 => (0..random.below(6))
            .map(|_| any(random, depth - 1))
            .collect::<Array>()
            .into(),
        _ => {
            let mut object = Object::default();
            for _ in 0..random.below(40) / (1 + random.below(8)) {
                let key = any_text(random);
                object.set(key, any(random, depth - 1));
            }
            object.into()
        }
    }
}

fn any_double(random: &mut Random) -> f64 {
    let double = match random.below(3) {
        0 => f64::from_bits(random.next()),
        1 => random.unit() * 1000.0,
        _ => random.below(1_000_000) as f64 / 100.0,
    };
    if double.is_finite() {
        double
    } else {
        0.5
    }
}

fn any_text(random: &mut Random) -> String {
    let letters: Vec<char> = "abcxyz \"\\/\n\r\t\u{8}\u{c}\u{0}\u{1f}\u{7f}é한😀\u{2028}"
        .chars()
        .collect();
    let count = random.below(10);
    (0..count)
        .map(|_| letters[random.below(letters.len() as u64) as usize])
        .collect()
}

#[test]
fn what_is_written_reads_as_the_same_value() {
    let mut random = Random::new(3);
    for _ in 0..3000 {
        let value = any(&mut random, 4);
        for text in [write::compact(&value), write::pretty(&value)] {
            let again = read_value(&text).unwrap_or_else(|f| panic!("{}\n{text}", f.message));
            assert_eq!(write::compact(&again), write::compact(&value));
            assert_eq!(again, value);
            let reading = read(&text);
            assert!(reading.diagnostics.is_empty(), "{text}");
            let root = reading.root.expect("a tree");
            assert_eq!(root.to_value(), value);
            assert_eq!(root.span.of(&text), text);
        }
    }
}

#[test]
fn spans_cover_what_they_name() {
    let mut random = Random::new(5);
    for _ in 0..500 {
        let text = write::pretty(&any(&mut random, 4));
        let mut open = vec![read(&text).root.expect("a tree")];
        while let Some(node) = open.pop() {
            let again = read_value(node.span.of(&text)).expect("a span covers a whole value");
            assert_eq!(again, node.to_value());
            for member in node.members().unwrap_or_default() {
                let key = read_value(member.key_span.of(&text)).expect("a span covers the name");
                assert_eq!(key.as_str(), Some(member.key.as_str()));
                open.push(member.value.clone());
            }
            open.extend(node.items().unwrap_or_default().iter().cloned());
        }
    }
}

#[test]
fn the_measure_is_the_length_of_the_text() {
    let mut random = Random::new(9);
    for _ in 0..2000 {
        let mut value = any(&mut random, 4);
        assert_eq!(value.measure().bytes, write::compact(&value).len());
        if let Value::Object(object) = &mut value {
            object.set("added", any(&mut random, 2));
            if let Some(Value::Array(items)) = object.get_mut("added") {
                items.make_mut().push(Value::Null);
            }
        }
        assert_eq!(value.measure().bytes, write::compact(&value).len());
        assert_eq!(value.measure().depth, depth(&value));
    }
    let huge = Value::from(f64::INFINITY);
    assert_eq!(huge.measure().bytes, write::compact(&huge).len());
}

fn depth(value: &Value) -> usize {
    match value {
        Value::Array(items) => 1 + items.iter().map(depth).max().unwrap_or(0),
        Value::Object(members) => 1 + members.iter().map(|(_, v)| depth(v)).max().unwrap_or(0),
        _ => 0,
    }
}

/// Changes one place of a copy, again and again; the original keeps its text.
#[test]
fn changing_a_copy_leaves_the_original() {
    let mut random = Random::new(21);
    for _ in 0..1000 {
        let original = any(&mut random, 4);
        let before = write::compact(&original);
        let mut copy = original.clone();
        for _ in 0..5 {
            change(&mut copy, &mut random);
        }
        assert_eq!(write::compact(&original), before);
        assert_eq!(original.measure().bytes, before.len());
        assert_eq!(copy.measure().bytes, write::compact(&copy).len());
    }
}

fn change(value: &mut Value, random: &mut Random) {
    let deeper = random.below(3) > 0;
    match value {
        Value::Array(items) if deeper && !items.is_empty() => {
            let at = random.below(items.len() as u64) as usize;
            change(&mut items.make_mut()[at], random);
        }
        Value::Object(object) if deeper && !object.is_empty() => {
            let at = random.below(object.len() as u64) as usize;
            let key = object
                .iter()
                .nth(at)
                .map(|(key, _)| key.clone())
                .expect("a member");
            change(object.get_mut(&key).expect("the member"), random);
        }
        Value::Object(object) if random.below(2) == 0 => {
            let first = object.iter().next().map(|(key, _)| key.clone());
            first.and_then(|key| object.remove(&key));
        }
        _ => *value = any(random, 1),
    }
}

#[test]
fn objects_keep_their_order_and_find_their_members() {
    for count in [0, 1, 16, 17, 18, 200] {
        let names: Vec<String> = (0..count).map(|at| format!("m{at}")).collect();
        let text: Vec<String> = names
            .iter()
            .map(|name| format!("\"{name}\":1,\"{name}\":2"))
            .collect();
        let mut object = read_value(&format!("{{{}}}", text.join(",")))
            .ok()
            .and_then(|value| value.as_object().cloned())
            .expect("an object");
        assert_eq!(object.len(), count);
        assert!(object
            .iter()
            .map(|(key, _)| key.to_string())
            .eq(names.iter().cloned()));
        for (at, name) in names.iter().enumerate() {
            assert_eq!(object.get(name), Some(&Value::from(2)));
            if at % 2 == 0 {
                assert_eq!(object.remove(name), Some(Value::from(2)));
                assert!(!object.contains_key(name));
            }
        }
        let kept: Vec<&String> = names.iter().skip(1).step_by(2).collect();
        assert!(object
            .iter()
            .map(|(key, _)| key.as_str())
            .eq(kept.iter().map(|n| n.as_str())));
        assert!(kept.iter().all(|name| object.contains_key(name)));
        object.set("m0", Value::Null);
        assert_eq!(
            object.iter().next_back().map(|(key, _)| key.as_str()),
            Some("m0")
        );
    }
}

#[test]
fn equality_is_by_value() {
    let same = |a: &str, b: &str| read_value(a).expect(a) == read_value(b).expect(b);
    assert!(same("[1, 2.0]", "[1.0, 2]"));
    assert!(same(r#"{"a": 1, "b": 2}"#, r#"{"b": 2, "a": 1}"#));
    assert!(!same("[1, 2]", "[2, 1]"));
    assert!(!same("1", "\"1\""));
    assert!(!same("null", "false"));
    assert!(!same("{}", "[]"));
}

#[test]
fn numbers_as_integers() {
    let integer = |text: &str| Number::read(text).and_then(|n| n.as_i64());
    assert_eq!(integer("3.0"), Some(3));
    assert_eq!(integer("-9223372036854775808"), Some(i64::MIN));
    assert_eq!(integer("3.5"), None);
    assert_eq!(integer("1e300"), None);
    assert_eq!(integer("9223372036854775808"), None);
    assert_eq!(integer("-1e18"), Some(-1_000_000_000_000_000_000));
}

#[test]
fn times_print_without_an_exponent() {
    let known = [
        (1_479_635_908_906, "1479635908.906"),
        (1_479_635_908_000, "1479635908.0"),
        (1_479_635_908_010, "1479635908.01"),
        (-1, "-0.001"),
        (0, "0.0"),
    ];
    for (millis, text) in known {
        let number = Timestamp(millis).epoch_number();
        assert_eq!(number.to_string(), text);
        assert_eq!(Value::from(number.clone()).measure().bytes, text.len());
        assert_eq!(number, Number::Double(Timestamp(millis).epoch_seconds()));
        assert!(!number.is_integer());
    }
}

/// Numbers of `java.util.Random` that the service's recorded answers show.
#[test]
fn java_random_answers_as_recorded() {
    let first = |seed, bound| JavaRandom::new(seed).next_int(bound);
    assert_eq!(first(42, 99), Some(62));
    assert_eq!(first(42, 4), Some(2));
    assert_eq!(first(42, 9), Some(8));
    assert_eq!(first(42, 10), Some(0));
    assert_eq!(first(1, 999), Some(105));
    assert_eq!(first(0, 9), Some(6));
    assert_eq!(first(42, 0), None);
    assert_eq!(JavaRandom::new(42).next_double(), 0.727_563_680_032_868_1);
    assert_eq!(JavaRandom::new(77).next_double(), 0.724_070_020_719_196_6);
    let mut random = JavaRandom::new(-5);
    assert!((0..1000).all(|_| (0..i32::MAX).contains(&random.next_int(i32::MAX).unwrap_or(-1))));
}

#[test]
fn one_seed_gives_one_sequence() {
    let draw = |mut random: Random| (0..5).map(|_| random.next()).collect::<Vec<_>>();
    assert_eq!(draw(Random::new(0))[0], 0xe220_a839_7b1d_cdaf);
    assert_eq!(draw(Random::new(8)), draw(Random::new(8)));
    assert_ne!(draw(Random::new(8)), draw(Random::new(9)));
    assert_ne!(
        draw(Random::new(8).stream(0)),
        draw(Random::new(8).stream(1))
    );
    assert_ne!(draw(Random::new(8).stream(0)), draw(Random::new(8)));
    let mut random = Random::new(2);
    assert!((0..1000).all(|_| (0.0..1.0).contains(&random.unit())));
    assert!((0..1000).all(|_| random.below(3) < 3));
    assert_eq!(random.below(0), 0);
}

#[test]
fn uuids_have_the_form_of_version_4() {
    let mut random = Random::new(4);
    for _ in 0..100 {
        let uuid = random.uuid();
        let groups: Vec<usize> = uuid.split('-').map(str::len).collect();
        assert_eq!(groups, [8, 4, 4, 4, 12]);
        assert_eq!(uuid.as_bytes()[14], b'4');
        assert!(matches!(uuid.as_bytes()[19], b'8' | b'9' | b'a' | b'b'));
    }
}

#[test]
fn digests_are_the_published_ones() {
    let known = [
        "900150983cd24fb0d6963f7d28e17f72",
        "a9993e364706816aba3e25717850c26c9cd0d89d",
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7",
        "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
    ];
    for (name, digest) in ALGORITHMS.iter().zip(known) {
        assert_eq!(hash(name, b"abc").as_deref(), Some(digest), "{name}");
    }
    assert_eq!(hash("sha-256", b"abc"), None);
    assert_eq!(hash("SHA256", b"abc"), None);
}

#[test]
fn base64_is_read_leniently() {
    assert_eq!(
        base64_encode("Data to encode".as_bytes()),
        "RGF0YSB0byBlbmNvZGU="
    );
    let text = |code: &str| String::from_utf8_lossy(&base64_decode(code)).into_owned();
    assert_eq!(text("RGF0YSB0byBlbmNvZGU="), "Data to encode");
    assert_eq!(text("RGF0YSB0byBlbmNvZGU"), "Data to encode");
    assert_eq!(text(" RGF0\nYSB0 byBl*bmNvZGU= "), "Data to encode");
    assert_eq!(text("YWJjAGRlZg=="), "abc\0def");
    assert_eq!(text(""), "");
    assert_eq!(text("a"), "");
    assert_eq!(base64_decode(&"A".repeat(9999)), vec![0; 7499]);
    assert_eq!(base64_decode("ab==cd").len(), 3);
    let mut random = Random::new(6);
    for length in 0..100 {
        let bytes: Vec<u8> = (0..length).map(|_| random.next() as u8).collect();
        assert_eq!(base64_decode(&base64_encode(&bytes)), bytes);
    }
}

#[test]
fn quotas_are_the_services() {
    let quotas = Quotas::default();
    assert_eq!(quotas.payload_bytes, Some(262_144));
    assert_eq!(quotas.definition_chars, Some(1_048_576));
    assert_eq!(quotas.history_events, Some(25_000));
    assert_eq!(
        quotas.wait.map(|wait| wait.millis()),
        Some(2_147_483_647_000)
    );
    assert_eq!(Quotas::unlimited().json_depth, quotas.json_depth);
}
