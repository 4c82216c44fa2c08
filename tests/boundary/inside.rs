//! What runs inside a run: Map Runs with their children, executions of other machines.

use super::*;

#[wasm_bindgen_test]
fn map_runs_their_children_and_files_are_told() {
    let definition = r#"{"StartAt": "M", "States": {"M": {"Type": "Map", "End": true,
        "ItemReader": {"Resource": "arn:aws:states:::s3:getObject", "Parameters": {"Bucket": "b", "Key": "k"}},
        "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
            "StartAt": "P", "States": {"P": {"Type": "Pass", "End": true}}}}}}"#;
    let request = request(definition, "{}");
    let files = JsValue::from(r#"{"b/k": "[1, 2, 3]"}"#);
    Reflect::set(&request, &"files".into(), &files).unwrap();
    let mut session = Session::new(request).expect("a run");
    run(&mut session);
    let view = session.map_run(0).unwrap();
    assert_is(&view, "MapRunView");
    assert_eq!(number(&get(&view, "items"), "succeeded"), 3.0);
    assert!(session.map_run(1).unwrap().is_undefined());
    let children = Array::from(&session.map_run_children(0, 1, 5).unwrap());
    assert_eq!(children.length(), 2);
    assert_is(&children.get(0), "ChildRow");
    let child = session.map_run_child(0, 2).unwrap();
    assert_is(&child, "ChildView");
    assert!(session.map_run_child(0, 3).unwrap().is_undefined());
    let events = Array::from(&session.child_events(0, 2, 0, 9).unwrap());
    assert_is(&events.get(0), "ChildEvent");
    assert!(events.length() > 2);
    assert_eq!(Array::from(&session.written_files().unwrap()).length(), 0);
    assert!(session.written_text("b/k").is_none());
}

#[wasm_bindgen_test]
fn executions_of_other_machines_are_told() {
    let arn = "arn:aws:states:eu-central-1:123456789012:stateMachine:Child";
    let task = |next: &str| {
        format!(
            r#"{{"Type": "Task", "Resource": "arn:aws:states:::states:startExecution.sync", "End": true,
                "Parameters": {{"StateMachineArn": "{arn}{next}", "Input": {{"n": 1}}}}}}"#
        )
    };
    let parent = format!(r#"{{"StartAt": "A", "States": {{"A": {}}}}}"#, task(""));
    let child = format!(
        r#"{{"StartAt": "B", "States": {{"B": {}}}}}"#,
        task("Child")
    );
    let leaf = r#"{"StartAt": "P", "States": {"P": {"Type": "Pass", "End": true}}}"#;
    let machines = format!(
        r#"{{"Child": {{"definition": {child}}}, "ChildChild": {{"definition": {leaf}}}}}"#
    );
    let request = request(&parent, "{}");
    Reflect::set(&request, &"machines".into(), &JsValue::from(machines)).unwrap();
    let mut session = Session::new(request).expect("a run");
    run(&mut session);
    let step = session.latest(0).unwrap();
    assert_eq!(list(&step, "executions"), [JsValue::from(0)]);
    assert_eq!(list(&step, "answers"), [JsValue::from("execution")]);
    let view = session.nested(0).unwrap();
    assert_is(&view, "NestedView");
    assert_eq!(text(&get(&view, "execution"), "status"), "SUCCEEDED");
    assert_is(&list(&view, "children")[0], "NestedRow");
    let leaf = session.nested(1).unwrap();
    assert_eq!(number(&leaf, "parent"), 0.0);
    assert!(session.nested(2).unwrap().is_undefined());
    let rows = Array::from(&session.nested_rows(vec![1]).unwrap());
    assert_eq!(text(&rows.get(0), "machineName"), "ChildChild");
    let events = Array::from(&session.nested_events(1, 1, 9).unwrap());
    assert_is(&events.get(0), "ChildEvent");
    assert_eq!(f64::from(events.length()), number(&leaf, "events") - 1.0);
}
