//! Every function of the boundary, called as a worker calls it; run by `node.rs` and by `web.rs`.

mod inside;
mod shape;

use js_sys::{Array, Object, Reflect};
use shape::assert_is;
use stepglass::wasm::{
    check, doubles_problems, input_problems, mock_problems, mocks, repair, shapes_for, simulate,
    test_state, Prepared, Session,
};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

const ORDER: &str = r#"{
  "Comment": "주문",
  "StartAt": "Validate",
  "States": {
    "Validate": {"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:validate", "Next": "Large?",
      "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Refused"}]},
    "Large?": {"Type": "Choice", "Choices": [{"Variable": "$.total", "NumericGreaterThan": 10, "Next": "Items"}], "Default": "Done"},
    "Items": {"Type": "Map", "ItemsPath": "$.items", "End": true,
      "ItemProcessor": {"StartAt": "Item", "States": {"Item": {"Type": "Pass", "End": true}}}},
    "Refused": {"Type": "Fail", "Error": "Order.Refused"},
    "Done": {"Type": "Succeed"}
  }
}"#;

const MOCKS: &str = r#"{"Validate": [{"return": {"total": 12, "items": [1, 2]}}]}"#;

fn get(of: &JsValue, name: &str) -> JsValue {
    Reflect::get(of, &name.into()).unwrap()
}

fn list(of: &JsValue, name: &str) -> Vec<JsValue> {
    Array::from(&get(of, name)).to_vec()
}

fn text(of: &JsValue, name: &str) -> String {
    get(of, name).as_string().unwrap_or_default()
}

fn number(of: &JsValue, name: &str) -> f64 {
    get(of, name).as_f64().unwrap_or(f64::NAN)
}

fn request(definition: &str, input: &str) -> JsValue {
    let request = Object::new();
    let members: [(&str, JsValue); 11] = [
        ("definition", definition.into()),
        ("input", input.into()),
        ("machineName", "Orderer".into()),
        ("name", "New_Order".into()),
        ("type", "STANDARD".into()),
        ("region", "eu-central-1".into()),
        ("account", "123456789012".into()),
        ("start", 1_700_000_000_000_f64.into()),
        ("seed", 7.into()),
        ("mocks", MOCKS.into()),
        ("latency", "typical".into()),
    ];
    for (name, value) in members {
        Reflect::set(&request, &name.into(), &value).unwrap();
    }
    request.into()
}

fn session() -> Session {
    Session::new(request(ORDER, "{}")).expect("it starts")
}

/// Runs in slices, as the worker does.
fn run(session: &mut Session) -> JsValue {
    for _ in 0..1_000 {
        let view = session.run(3).expect("a view");
        if text(&get(&view, "stopped"), "reason") != "slice" {
            return view;
        }
    }
    panic!("the run does not end");
}

#[wasm_bindgen_test]
fn check_gives_a_check_view() {
    let view = check(ORDER, "STANDARD").expect("a view");
    assert_is(&view, "CheckView");
    assert_eq!(get(&view, "runnable"), JsValue::TRUE);
    assert_eq!(text(&view, "comment"), "주문");
    let states = list(&view, "states");
    assert_is(&states[0], "StatePlace");
    assert_eq!(text(&states[0], "type"), "Task");
    let from = number(&get(&states[0], "place"), "from") as usize;
    let units: Vec<u16> = ORDER.encode_utf16().collect();
    let found = String::from_utf16(&units[from..from + 10]).unwrap();
    assert_eq!(found, "\"Validate\"", "places count UTF-16 units");
}

#[wasm_bindgen_test]
fn a_scene_crosses_whole() {
    let view = check(ORDER, "STANDARD").expect("a view");
    let scene = get(&view, "scene");
    assert_is(&scene, "Scene");
    let nodes = list(&scene, "nodes");
    let edges = list(&scene, "edges");
    assert_eq!(nodes.len(), 8, "six states, Start and End");
    for node in &nodes {
        assert_is(node, "SceneNode");
    }
    for edge in &edges {
        assert_is(edge, "SceneEdge");
        assert!(text(edge, "path").starts_with('M'));
    }
    let label = edges.iter().find(|edge| text(edge, "kind") == "rule");
    assert_is(&get(label.unwrap(), "label"), "EdgeLabel");
    assert!(
        get(&nodes[0], "state").is_null(),
        "the Start mark is no state"
    );
}

#[wasm_bindgen_test]
fn broken_texts_give_diagnostics_not_exceptions() {
    for broken in [
        "",
        "{",
        "[1",
        "{\"StartAt\": \"A\", \"States\": {\"A\": {}}}",
        "null",
    ] {
        let view = check(broken, "EXPRESS").expect("a view");
        assert_is(&view, "CheckView");
        let found = list(&view, "diagnostics");
        assert!(!found.is_empty(), "{broken}");
        assert_is(&found[0], "DiagnosticView");
        assert_eq!(get(&view, "runnable"), JsValue::FALSE);
    }
    let deep = "[".repeat(10_000);
    assert!(!list(&check(&deep, "STANDARD").unwrap(), "diagnostics").is_empty());
}

#[wasm_bindgen_test]
fn repair_gives_text_and_notes_or_undefined() {
    let numbered: String = ORDER
        .lines()
        .enumerate()
        .map(|(at, line)| format!("{} {line}\n", at + 1))
        .collect();
    let view = repair(&numbered).expect("a view");
    assert_is(&view, "RepairView");
    assert_is(&list(&view, "notes")[0], "DiagnosticView");
    assert_is(&list(&view, "changes")[0], "RepairChange");
    assert!(repair(ORDER).expect("a view").is_undefined());
}

#[wasm_bindgen_test]
fn input_problems_point_at_the_fault() {
    assert_eq!(Array::from(&input_problems("{}").unwrap()).length(), 0);
    let found = Array::from(&input_problems("{\"a\": }").unwrap());
    assert_is(&found.get(0), "DiagnosticView");
    assert_eq!(number(&found.get(0), "line"), 1.0);
}

#[wasm_bindgen_test]
fn mocks_are_judged_and_turned_into_each_other() {
    assert_eq!(
        Array::from(&mock_problems(MOCKS, ORDER, "Orderer").unwrap()).length(),
        0
    );
    let found = mock_problems(r#"{"Validate": [{"give": 1}]}"#, ORDER, "Orderer").unwrap();
    assert_is(&Array::from(&found).get(0), "DiagnosticView");
    let answer = mocks(r#"{"action": "fromTestState", "mock": {"result": "[1]"}}"#);
    assert_eq!(answer, r#"{"answer":{"return":[1]}}"#);
}

#[wasm_bindgen_test]
fn a_visit_tells_what_it_was_answered() {
    let mut session = Session::new(request(ORDER, r#"{"total": 12}"#)).expect("it can be started");
    session.run(1_000).expect("it runs");
    let visit = session.latest(0).expect("a visit");
    let given = session.given(number(&visit, "entered") as u32);
    assert!(
        given.contains(r#""return":{"total":12,"items":[1,2]}"#),
        "{given}"
    );
    let rows = Array::from(&session.events(1, 5).expect("rows"));
    let answers: Vec<JsValue> = rows.iter().map(|row| get(&row, "answer")).collect();
    let (last, before) = answers.split_last().expect("five rows");
    assert_eq!(
        last.as_string().as_deref(),
        Some("mock"),
        "LambdaFunctionSucceeded"
    );
    assert!(
        before.iter().all(JsValue::is_null),
        "nothing is answered before"
    );
}

#[wasm_bindgen_test]
fn contents_of_services_are_judged_at_their_places() {
    let found = Array::from(&doubles_problems(r#"{"sqs": {"orders": 1}}"#).unwrap());
    assert_is(&found.get(0), "DiagnosticView");
    assert_eq!(text(&found.get(0), "location"), "/sqs/orders");
}

#[wasm_bindgen_test]
fn simulate_and_prepared_answer_alike() {
    let definition =
        r#"{"StartAt":"A","States":{"A":{"Type":"Pass","Result":[1,2.5,"a"],"End":true}}}"#;
    let whole = simulate(&format!(r#"{{"definition":{definition},"input":{{}}}}"#));
    let prepared = Prepared::new(definition).expect("it can be started");
    assert_eq!(prepared.run(r#"{"input":{}}"#), whole);
    let ready = prepared.read(r#"{"input":{}}"#).expect("it can be run");
    let first = ready.run();
    assert_eq!(ready.run().response(), first.response());
    assert_eq!(first.response(), whole);
    assert!(prepared.read("nonsense").is_err());
    assert!(whole.contains(r#""status":"SUCCEEDED""#), "{whole}");
    assert!(simulate("nonsense").contains("error"));
    assert!(Prepared::new("{}").is_err());
}

const SHAPES: &str = include_str!("../../www/public/shapes/sqs.json");

#[wasm_bindgen_test]
fn a_state_is_tested_with_and_without_shapes() {
    let resource = "arn:aws:states:::sqs:sendMessage";
    let request = |result: &str| {
        format!(
            r#"{{"definition":{{"Type":"Task","Resource":"{resource}","Next":"B"}},"inspectionLevel":"DEBUG","mock":{{"result":"{result}"}}}}"#
        )
    };
    let wrong = request(r#"{\"MessageId\":1}"#);
    assert_eq!(shapes_for(&wrong).as_deref(), Some("sqs"));
    let view = test_state(&wrong, Some(SHAPES.into())).expect("a view");
    assert_is(&view, "TestStateView");
    assert_is(&get(&view, "error"), "TestStateError");
    let view = test_state(&wrong, None).expect("a view");
    assert_eq!(get(&view, "mockChecked"), JsValue::FALSE);
    let response = get(&view, "response");
    assert_is(&response, "TestStateResponse");
    assert_eq!(text(&response, "nextState"), "B");
    let data = get(&response, "inspectionData");
    assert_is(&data, "InspectionView");
    let stages = list(&data, "stages");
    assert_is(&stages[0], "InspectionStage");
    assert_eq!(text(&stages[0], "name"), "input");
    assert!(shapes_for("{}").is_none());
    assert!(!get(&test_state("", None).expect("a view"), "error").is_null());
}

#[wasm_bindgen_test]
fn a_session_runs_to_its_end_in_slices() {
    let mut session = session();
    let view = run(&mut session);
    assert_is(&view, "RunView");
    let execution = get(&view, "execution");
    assert_is(&execution, "ExecutionView");
    assert_eq!(text(&execution, "status"), "SUCCEEDED");
    assert_eq!(text(&get(&view, "stopped"), "reason"), "ended");
    for state in list(&view, "states") {
        assert_is(&state, "StateRunView");
    }
    for edge in list(&view, "taken") {
        assert_is(&edge, "TakenEdge");
    }
    let rows = session.events(1, 1_000).expect("rows");
    let rows = Array::from(&rows).to_vec();
    assert_eq!(rows.len() as f64, number(&view, "known"));
    for row in &rows {
        assert_is(row, "EventRow");
    }
    assert_eq!(text(&rows[0], "type"), "ExecutionStarted");
    assert!(session.event(1).unwrap().contains("ExecutionStarted"));
    assert!(session.event(0).is_none() && session.event(10_000).is_none());
}

#[wasm_bindgen_test]
fn a_session_steps_seeks_and_stops() {
    let mut session = session();
    run(&mut session);
    let whole = session.history();
    assert_eq!(number(&session.seek(2).unwrap(), "position"), 2.0);
    for kind in ["micro", "step", "over", "out", "back", "runBack"] {
        assert_is(&session.step(kind).expect(kind), "RunView");
    }
    assert!(session.step("sideways").is_err());
    session.restart().unwrap();
    run(&mut session);
    assert_eq!(session.history(), whole, "the same run again");
    session.breakpoints(r#"["Items"]"#).unwrap();
    assert!(session.breakpoints("3").is_err());
    session.restart().unwrap();
    assert_eq!(
        text(&get(&run(&mut session), "stopped"), "reason"),
        "breakpoint"
    );
    let view = session.stop("Stopped", "by hand").unwrap();
    assert_eq!(text(&get(&view, "execution"), "status"), "ABORTED");
    let redrive = |session: &mut Session, mocks: &str| {
        let text = String::new;
        session.redrive(mocks.to_string(), text(), text(), Vec::new(), Vec::new())
    };
    assert!(redrive(&mut session, "{").is_err());
    let view = redrive(&mut session, "{}").expect("it was aborted");
    assert_is(&view, "RunView");
    let execution = get(&view, "execution");
    assert_eq!(number(&execution, "redrives"), 1.0);
    assert!(text(&execution, "notRedrivable").contains("RUNNING"));
    assert!(redrive(&mut session, "{}").is_err());
    assert_is(
        &session.update_map_run(0, None, Some(1), None).unwrap(),
        "RunView",
    );
}

#[wasm_bindgen_test]
fn a_step_is_found_by_event_and_by_state() {
    let mut session = session();
    run(&mut session);
    let step = session.latest(0).unwrap();
    assert_is(&step, "StepView");
    assert_eq!(text(&step, "name"), "Validate");
    assert_is(&list(&step, "attempts")[0], "AttemptView");
    let entered = number(&step, "entered") as u32;
    let again = session.visit(entered).unwrap();
    assert_eq!(text(&again, "input"), "{}");
    assert!(session.latest(99).unwrap().is_undefined());
    assert!(session.visit(9_999).unwrap().is_undefined());
}

#[wasm_bindgen_test]
fn steps_are_rows_with_bars() {
    let mut session = session();
    run(&mut session);
    let answer = session.steps(0, 100, vec![], false).unwrap();
    assert_is(&answer, "StepRows");
    let rows = list(&answer, "rows");
    assert_eq!(rows.len() as f64, number(&answer, "count"));
    for row in &rows {
        assert_is(row, "StepRow");
        for part in list(row, "parts") {
            assert_is(&part, "BarPart");
        }
    }
    assert_eq!(text(&rows[3], "name"), "Item");
    let items = number(&rows[3], "parent") as u32;
    let item = number(&rows[3], "entered") as u32;
    assert_eq!(session.step_index(vec![], false, Some(item), 0), Some(3));
    assert_eq!(
        session.step_index(vec![items], false, Some(item), 0),
        Some(2)
    );
    assert_eq!(session.step_index(vec![], true, Some(9_999), 0), None);
}

#[wasm_bindgen_test]
fn a_journal_brings_a_run_back() {
    let mut first = session();
    run(&mut first);
    let mut second = Session::from_journal(&first.journal()).expect("a run");
    run(&mut second);
    assert_eq!(first.history(), second.history());
    assert!(Session::from_journal("{}").is_err());
}

#[wasm_bindgen_test]
fn what_cannot_start_throws() {
    assert!(Session::new(request("{}", "{}")).is_err());
    assert!(Session::new(request(ORDER, "{")).is_err());
    assert!(Session::new(JsValue::from(1)).is_err());
}
