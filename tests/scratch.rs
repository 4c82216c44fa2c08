use std::time::Instant;
use stepglass::query::jsonata::{Expression, States};
use stepglass::query::Surroundings;
use stepglass::time::Timestamp;
use stepglass::value::*;
struct A;
impl Surroundings for A {
    fn context(&self) -> Value {
        Value::object()
    }
    fn variable(&self, name: &str) -> Option<Value> {
        (name == "v").then(|| 7.into())
    }
    fn now(&self) -> Timestamp {
        Timestamp(1704067200000)
    }
    fn random(&self) -> u64 {
        42
    }
}
#[test]
fn scratch() {
    let text = std::fs::read_to_string("/tmp/scr/in.txt").unwrap();
    for line in text.lines().filter(|l| !l.is_empty()) {
        let line = line.replace("A1K", &"a".repeat(1000));
        let t = Instant::now();
        let e = Expression::compile(&line);
        let out = match &e {
            Err(r) => format!("REFUSED {r:?}"),
            Ok(e) => match e.evaluate(
                &States {
                    input: stepglass::text::read_value(
                        r#"{"a":[1,2,{"b":3}],"s":"text","big":9007199254740993,"n":null}"#,
                    )
                    .unwrap(),
                    ..Default::default()
                },
                &A,
            ) {
                Ok(v) => {
                    let t = stepglass::text::write::compact(&v);
                    if t.len() > 200 {
                        format!("{}… {}", &t[..100], t.len())
                    } else {
                        t
                    }
                }
                Err(f) => format!("{f:?}"),
            },
        };
        println!(
            "{:>9.3} ms  {}  =>  {}",
            t.elapsed().as_secs_f64() * 1e3,
            &line[..line.len().min(110)],
            out
        );
    }
}
