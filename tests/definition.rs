//! Definitions as model and graph: languages, order, targets, templates, broken texts, large and deep ones.

use std::time::Instant;
use stepglass::definition::{
    read, Amount, EdgeKind, Graph, Items, Pattern, QueryLanguage, Resource, State, StateKind,
    StateMachine, Template, Wait, WorkflowType,
};
use stepglass::validate;

fn machine(text: &str) -> StateMachine {
    let definition = read(text);
    assert_eq!(definition.diagnostics, [], "{text}");
    definition.machine
}

fn named<'a>(machine: &'a StateMachine, name: &str) -> &'a State {
    machine
        .states
        .iter()
        .find(|state| state.name == name)
        .unwrap()
}

const NESTED: &str = r#"{"StartAt": "P", "States": {
    "P": {"Type": "Parallel", "Next": "Z", "Branches": [
        {"StartAt": "M", "States": {
            "M": {"Type": "Map", "End": true, "ItemProcessor": {"StartAt": "I", "States": {"I": {"Type": "Pass", "End": true}}}},
            "N": {"Type": "Succeed"}}},
        {"StartAt": "B", "States": {"B": {"Type": "Pass", "End": true}}}]},
    "Z": {"Type": "Succeed"}}}"#;

#[test]
fn states_are_numbered_in_text_order_and_regions_know_their_owners() {
    let machine = machine(NESTED);
    let names: Vec<&str> = machine.states.iter().map(|state| &*state.name).collect();
    assert_eq!(names, ["P", "M", "I", "N", "B", "Z"]);
    let owner = |at: usize| {
        machine.regions[at]
            .owner
            .map(|(id, index)| (&*machine.state(id).name, index))
    };
    let owners: Vec<_> = (0..machine.regions.len()).map(owner).collect();
    assert_eq!(
        owners,
        [None, Some(("P", 0)), Some(("P", 1)), Some(("M", 0))]
    );
    let places: Vec<&str> = machine
        .regions
        .iter()
        .map(|region| &*region.location)
        .collect();
    let inner = "/States/P/Branches[0]/States/M/ItemProcessor";
    assert_eq!(
        places,
        ["", "/States/P/Branches[0]", "/States/P/Branches[1]", inner]
    );
    let StateKind::Parallel(branches) = &named(&machine, "P").kind else {
        panic!()
    };
    assert_eq!(branches.len(), 2);
}

#[test]
fn spans_give_the_text_of_names_targets_and_states() {
    let machine = machine(NESTED);
    let state = named(&machine, "Z");
    assert_eq!(state.name_span.of(NESTED), r#""Z""#);
    assert_eq!(state.span.of(NESTED), r#"{"Type": "Succeed"}"#);
    let target = named(&machine, "P").next.as_ref().unwrap();
    assert_eq!(
        (target.span.of(NESTED), target.state),
        (r#""Z""#, Some(state.id))
    );
}

#[test]
fn a_graph_has_an_edge_for_every_way_out() {
    let text = r#"{"StartAt": "T", "States": {
        "T": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "Next": "C",
              "Catch": [{"ErrorEquals": ["A", "B"], "Next": "F"}]},
        "C": {"Type": "Choice", "Default": "T", "Choices": [
            {"Variable": "$.foo", "NumericEquals": 2, "Next": "W"},
            {"And": [{"Variable": "$.a", "IsPresent": true}, {"Not": {"Variable": "$.b", "StringEqualsPath": "$.c"}}], "Next": "W"},
            {"Or": [{"Variable": "$.a", "IsNull": false}, {"And": [{"Variable": "$.x", "StringMatches": "*.log"}, {"Variable": "$.y", "BooleanEquals": true}]}], "Next": "Gone"}]},
        "W": {"Type": "Wait", "Seconds": 1, "End": true},
        "F": {"Type": "Fail"}}}"#;
    let machine = read(text).machine;
    let graph = Graph::of(&machine);
    let region = &graph.regions[0];
    let name = |id| &*machine.state(id).name;
    assert_eq!(region.start.map(name), Some("T"));
    assert_eq!(
        region.ends.iter().map(|id| name(*id)).collect::<Vec<_>>(),
        ["W", "F"]
    );
    let edges: Vec<String> = region
        .edges
        .iter()
        .map(|e| format!("{} -> {} {}", name(e.from), name(e.to), e.label))
        .collect();
    let expected = [
        "T -> C ",
        "T -> F A, B",
        "C -> W $.foo == 2",
        "C -> W $.a is present and not ($.b == $.c)",
        "C -> T Default",
    ];
    assert_eq!(edges, expected);
    assert_eq!(region.edges[4].kind, EdgeKind::Default);
    let rule = |text: &str| {
        let machine = read(&text.replace("Gone", "W")).machine;
        Graph::of(&machine).regions[0].edges[4].label.clone()
    };
    assert_eq!(
        rule(text),
        "$.a is not null or ($.x matches \"*.log\" and $.y == true)"
    );
}

#[test]
fn half_typed_text_keeps_its_complete_states() {
    let cut = NESTED.find(r#""B": {"#).unwrap();
    let machine = read(&NESTED[..cut]).machine;
    let names: Vec<&str> = machine.states.iter().map(|state| &*state.name).collect();
    assert_eq!(names, ["P", "M", "I", "N"]);
    let graph = Graph::of(&machine);
    assert_eq!(graph.inside(named(&machine, "P").id).count(), 2);
}

#[test]
fn the_language_of_a_state_is_its_own_or_the_top_one() {
    let text = r#"{"QueryLanguage": "JSONata", "StartAt": "A", "States": {
        "A": {"Type": "Wait", "Timestamp": "{% $now() %}", "Next": "B"},
        "B": {"Type": "Map", "Items": "{% $states.input %}", "MaxConcurrency": "{% 1 %}", "End": true, "ItemProcessor":
            {"StartAt": "C", "States": {"C": {"Type": "Pass", "Output": {"x": ["{% 1 %}", "plain"], "y": 2}, "End": true}}}}}}"#;
    let machine = machine(text);
    assert!(machine
        .states
        .iter()
        .all(|state| state.language == QueryLanguage::Jsonata));
    let kinds: Vec<&StateKind> = machine.states.iter().map(|state| &state.kind).collect();
    assert!(matches!(kinds[0], StateKind::Wait(Wait::UntilExpression(e)) if e.text() == "$now()"));
    let StateKind::Map(map) = kinds[1] else {
        panic!()
    };
    assert!(
        matches!(&map.items, Items::Template(Template::Expression(e)) if e.text() == "$states.input")
    );
    assert!(matches!(map.max_concurrency, Amount::Expression(_)));
    let Some(Template::Object(members)) = &named(&machine, "C").flow.output else {
        panic!()
    };
    assert!(
        matches!(&members[0].value, Template::Array(items) if matches!(items[..], [Template::Expression(_), Template::Literal(_)]))
    );
    assert!(matches!(&members[1].value, Template::Literal(_)));
}

#[test]
fn templates_put_plain_members_before_dynamic_ones() {
    let text = r#"{"StartAt": "A", "States": {"A": {"Type": "Pass", "End": true, "Parameters":
        {"Iterations.$": "$.i", "Payload": {"deep": [1, 2]}, "Values.$": "States.Array(1)", "n": null}}}}"#;
    let machine = machine(text);
    let Some(Template::Object(members)) = &machine.states[0].flow.parameters else {
        panic!()
    };
    let keys: Vec<(&str, &str)> = members.iter().map(|m| (&*m.key, &*m.field)).collect();
    assert_eq!(
        keys,
        [
            ("Payload", "Payload"),
            ("n", "n"),
            ("Values", "Values.$"),
            ("Iterations", "Iterations.$")
        ]
    );
    assert!(matches!(members[0].value, Template::Literal(_)));
    assert!(matches!(members[2].value, Template::Call(_)));
    assert!(matches!(members[3].value, Template::Path(_)));
}

#[test]
fn a_task_knows_its_resource_and_the_defaults_of_its_retriers() {
    let text = r#"{"StartAt": "A", "States": {"A": {"Type": "Task", "End": true, "HeartbeatSecondsPath": "$.h",
        "Resource": "arn:aws:states:::ecs:runTask.sync", "Retry": [{"ErrorEquals": ["States.ALL"]}]}}}"#;
    let machine = machine(text);
    let StateKind::Task(task) = &machine.states[0].kind else {
        panic!()
    };
    let Resource::Service { pattern, .. } = &task.resource else {
        panic!()
    };
    assert_eq!(*pattern, Pattern::RunJob);
    assert!(matches!(&task.heartbeat, Amount::Path(path) if path.text() == "$.h"));
    let retrier = &machine.states[0].retry[0];
    let numbers = (
        retrier.interval_seconds,
        retrier.max_attempts,
        retrier.backoff_rate,
    );
    assert_eq!(numbers, (1.0, 3, 2.0));
    assert_eq!(
        (retrier.max_delay_seconds, retrier.full_jitter),
        (None, false)
    );
}

#[test]
fn nesting_without_end_is_an_error_and_no_crash() {
    let brackets = format!("{{\"StartAt\":\"A\",\"States\":{}", "[".repeat(10_000));
    let machines = r#"{"StartAt":"P","States":{"P":{"Type":"Parallel","Branches":["#.repeat(3_000);
    let rules = format!(
        r#"{{"StartAt":"C","States":{{"C":{{"Type":"Choice","Choices":[{}"#,
        r#"{"Not":"#.repeat(5_000)
    );
    let payload = format!(
        r#"{{"StartAt":"A","States":{{"A":{{"Type":"Pass","Parameters":{}"#,
        r#"{"a":["#.repeat(5_000)
    );
    let closed = format!(
        r#"{{"StartAt":"A","States":{{"A":{{"Type":"Pass","Parameters":{}{},"Next":"B"}}}}}}"#,
        r#"{"a":["#.repeat(490),
        "]}".repeat(490)
    );
    for text in [brackets, machines, rules, payload, closed] {
        let definition = read(&text);
        assert!(!validate::check(&definition, WorkflowType::Standard).is_empty());
        Graph::of(&definition.machine);
    }
}

/// The work grows with the text, not with its square: a generous bound on a debug build tells the two apart.
#[test]
#[allow(
    clippy::disallowed_methods,
    reason = "a bound on real time is what is tested"
)]
fn large_definitions_are_read_in_linear_time() {
    let states: Vec<String> = (0..20_000)
        .map(|at| format!(r#""S{at}":{{"Type":"Pass","Next":"S{}"}}"#, at + 1))
        .collect();
    let chain = format!(
        r#"{{"StartAt":"S0","States":{{{},"S20000":{{"Type":"Succeed"}}}}}}"#,
        states.join(",")
    );
    let members: Vec<String> = (0..50_000)
        .map(|at| format!(r#""k{at}.$":"$.a""#))
        .collect();
    let wide = format!(
        r#"{{"StartAt":"A","States":{{"A":{{"Type":"Pass","Parameters":{{{}}},"End":true}}}}}}"#,
        members.join(",")
    );
    for text in [chain, wide] {
        let start = Instant::now();
        let definition = read(&text);
        let found = validate::check(&definition, WorkflowType::Standard);
        assert_eq!(found.iter().filter(|d| d.location.is_some()).count(), 0);
        Graph::of(&definition.machine);
        assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
    }
}
