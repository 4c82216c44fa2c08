//! Definitions to draw.

use std::fmt::Write;

/// Names and texts.
pub const MACHINES: [(&str, &str); 12] = [
    (
        "an order with branches, items, a catcher and a choice",
        r#"{"StartAt":"Validate","States":{
          "Validate":{"Type":"Task","Resource":"arn:aws:lambda:us-east-1:123456789012:function:validate:3","Next":"Prepare"},
          "Prepare":{"Type":"Parallel","Next":"Charge","Branches":[
            {"StartAt":"Items","States":{"Items":{"Type":"Map","MaxConcurrency":2,"End":true,
              "ItemProcessor":{"StartAt":"Item","States":{"Item":{"Type":"Task","Resource":"arn:aws:lambda:us-east-1:123456789012:function:item","End":true}}}}}},
            {"StartAt":"Quote","States":{"Quote":{"Type":"Pass","Next":"Book"},"Book":{"Type":"Pass","End":true}}}]},
          "Charge":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke","Parameters":{"FunctionName":"charge"},"Next":"Large?",
            "Catch":[{"ErrorEquals":["Payment.Declined"],"Next":"Cancel"}]},
          "Large?":{"Type":"Choice","Choices":[{"Variable":"$.total","NumericGreaterThan":1000,"Next":"Ask"}],"Default":"Ship"},
          "Ask":{"Type":"Task","Resource":"arn:aws:states:::sqs:sendMessage.waitForTaskToken","Next":"Pause"},
          "Pause":{"Type":"Wait","Seconds":30,"Next":"Ship"},
          "Cancel":{"Type":"Task","Resource":"arn:aws:states:::ecs:runTask.sync","Next":"Failed"},
          "Failed":{"Type":"Fail"},
          "Ship":{"Type":"Pass","End":true}}}"#,
    ),
    (
        "loops: back, to itself, and around several states",
        r#"{"StartAt":"A","States":{
          "A":{"Type":"Pass","Next":"B"},
          "B":{"Type":"Task","Resource":"x","Next":"C","Catch":[{"ErrorEquals":["States.ALL"],"Next":"B"}]},
          "C":{"Type":"Choice","Choices":[
             {"Variable":"$.a","IsPresent":true,"Next":"A"},{"Variable":"$.b","IsPresent":true,"Next":"B"},
             {"Variable":"$.c","IsPresent":true,"Next":"C"}],"Default":"D"},
          "D":{"Type":"Pass","Next":"A"}}}"#,
    ),
    (
        "a loop around a container",
        r#"{"StartAt":"P","States":{
          "P":{"Type":"Parallel","Next":"Check","Branches":[{"StartAt":"X","States":{"X":{"Type":"Pass","Next":"Y"},"Y":{"Type":"Pass","Next":"X"}}}]},
          "Check":{"Type":"Choice","Choices":[{"Variable":"$.a","BooleanEquals":true,"Next":"P"}],"Default":"Done"},
          "Done":{"Type":"Succeed"}}}"#,
    ),
    (
        "several edges between the same two states",
        r#"{"StartAt":"A","States":{
          "A":{"Type":"Choice","Choices":[{"Variable":"$.a","NumericEquals":1,"Next":"B"},{"Variable":"$.a","NumericEquals":2,"Next":"B"},
             {"Variable":"$.a","NumericEquals":3,"Next":"B"}],"Default":"B"},
          "B":{"Type":"Task","Resource":"x","Next":"C","Catch":[{"ErrorEquals":["E"],"Next":"C"},{"ErrorEquals":["F"],"Next":"C"}]},
          "C":{"Type":"Succeed"}}}"#,
    ),
    (
        "every state fails into one",
        r#"{"StartAt":"A","States":{
          "A":{"Type":"Task","Resource":"x","Next":"B","Catch":[{"ErrorEquals":["States.ALL"],"Next":"F"}]},
          "B":{"Type":"Task","Resource":"x","Next":"C","Catch":[{"ErrorEquals":["States.ALL"],"Next":"F"}]},
          "C":{"Type":"Task","Resource":"x","Next":"D","Catch":[{"ErrorEquals":["States.Timeout"],"Next":"B"},{"ErrorEquals":["States.ALL"],"Next":"F"}]},
          "D":{"Type":"Task","Resource":"x","End":true,"Catch":[{"ErrorEquals":["States.ALL"],"Next":"F"}]},
          "F":{"Type":"Fail"}}}"#,
    ),
    (
        "states that nothing reaches",
        r#"{"StartAt":"A","States":{"A":{"Type":"Pass","End":true},"B":{"Type":"Pass","Next":"C"},
          "C":{"Type":"Pass","Next":"B"},"D":{"Type":"Succeed"},"E":{"Type":"Wait"}}}"#,
    ),
    (
        "targets and a start that do not exist",
        r#"{"StartAt":"Nowhere","States":{"A":{"Type":"Pass","Next":"Missing"},"B":{"Type":"Choice","Choices":[{"Next":"A"}]}}}"#,
    ),
    (
        "empty and missing insides",
        r#"{"StartAt":"P","States":{"P":{"Type":"Parallel","Branches":[{},{"StartAt":"X","States":{}}],"Next":"Q"},
          "Q":{"Type":"Parallel","Branches":[],"Next":"M"},"M":{"Type":"Map","Next":"N"},
          "N":{"Type":"Map","ItemProcessor":{"ProcessorConfig":{"Mode":"DISTRIBUTED"},"StartAt":"I","States":{"I":{"Type":"Odd"}}},"End":true}}}"#,
    ),
    (
        "containers in containers, each with ways of their own",
        r#"{"StartAt":"M","States":{"M":{"Type":"Map","Next":"T","Catch":[{"ErrorEquals":["States.ALL"],"Next":"F"}],
          "ItemProcessor":{"StartAt":"P","States":{"P":{"Type":"Parallel","Next":"After","Branches":[
            {"StartAt":"N","States":{"N":{"Type":"Map","End":true,"ItemProcessor":{"StartAt":"Z","States":{
               "Z":{"Type":"Choice","Choices":[{"Variable":"$","IsNull":true,"Next":"Z1"}],"Default":"Z2"},"Z1":{"Type":"Pass","Next":"Z"},"Z2":{"Type":"Succeed"}}}}}},
            {"StartAt":"K","States":{"K":{"Type":"Task","Resource":"k","End":true,"Catch":[{"ErrorEquals":["A.B"],"Next":"L"}]},"L":{"Type":"Fail"}}}]},
            "After":{"Type":"Pass","End":true}}}},
          "T":{"Type":"Pass","End":true},"F":{"Type":"Fail"}}}"#,
    ),
    (
        "a wide choice that joins again",
        r#"{"StartAt":"W","States":{"W":{"Type":"Choice","Default":"Z","Choices":[
           {"Variable":"$.k","StringEquals":"a","Next":"A"},{"Variable":"$.k","StringEquals":"b","Next":"B"},
           {"Variable":"$.k","StringEquals":"c","Next":"C"},{"Variable":"$.k","StringEquals":"d","Next":"D"},
           {"Variable":"$.k","StringEquals":"e","Next":"A"}]},
           "A":{"Type":"Pass","Next":"Z"},"B":{"Type":"Pass","Next":"C"},"C":{"Type":"Pass","Next":"Z"},
           "D":{"Type":"Pass","Next":"Z"},"Z":{"Type":"Pass","End":true}}}"#,
    ),
    (
        "a tall container beside a handler with a long way down",
        r#"{"StartAt":"S","States":{"S":{"Type":"Choice","Choices":[{"Variable":"$.x","IsPresent":true,"Next":"P"},{"Variable":"$.y","IsPresent":true,"Next":"Side"}],"Default":"E"},
          "P":{"Type":"Parallel","Next":"E","Catch":[{"ErrorEquals":["States.ALL"],"Next":"Side"}],"Branches":[{"StartAt":"1","States":{
            "1":{"Type":"Pass","Next":"2"},"2":{"Type":"Pass","Next":"3"},"3":{"Type":"Pass","Next":"4"},"4":{"Type":"Pass","End":true}}}]},
          "Side":{"Type":"Task","Resource":"s","Next":"E","Catch":[{"ErrorEquals":["States.ALL"],"Next":"S"}]},
          "E":{"Type":"Succeed"}}}"#,
    ),
    (
        "broken text that still shows what could be read",
        r#"{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"B"},"B":{"Type":"Pass","End":true},"C":{"#,
    ),
];

/// `count` states in a row.
pub fn chained(count: usize) -> String {
    let mut text = String::from(r#"{"StartAt":"S0","States":{"#);
    for at in 0..count {
        let _ = match at + 1 == count {
            false => write!(text, r#""S{at}":{{"Type":"Pass","Next":"S{}"}},"#, at + 1),
            true => write!(text, r#""S{at}":{{"Type":"Pass","End":true}}"#),
        };
    }
    text + "}}"
}

/// `count` states in a row, each of which may also fail into the last and go back to the first.
pub fn lattice(count: usize) -> String {
    let mut text = String::from(r#"{"StartAt":"S0","States":{"#);
    for at in 0..count {
        let _ = write!(
            text,
            r#""S{at}":{{"Type":"Task","Resource":"x","Next":"S{}","Catch":[{{"ErrorEquals":["A"],"Next":"F"}},{{"ErrorEquals":["B"],"Next":"S0"}}]}},"#,
            at + 1
        );
    }
    let _ = write!(
        text,
        r#""S{count}":{{"Type":"Succeed"}},"F":{{"Type":"Fail"}}"#
    );
    text + "}}"
}

/// `count` states with whatever transitions the seed gives.
pub fn random(seed: u64, count: usize) -> String {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut pick = move |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 11) as usize % below.max(1)
    };
    let mut text = String::from(r#"{"StartAt":"S0","States":{"#);
    for at in 0..count {
        // Mostly ahead and near, sometimes anywhere.
        let mut target = |_| match pick(6) {
            0 => pick(count),
            _ => (at + 1 + pick(4)).min(count - 1),
        };
        let (a, b, c) = (target(0), target(1), target(2));
        let comma = if at > 0 { "," } else { "" };
        let _ = match pick(8) {
            0 | 1 => write!(
                text,
                r#"{comma}"S{at}":{{"Type":"Choice","Choices":[{{"Variable":"$.a","NumericEquals":{a},"Next":"S{a}"}},{{"Variable":"$.b","IsNull":true,"Next":"S{b}"}}],"Default":"S{c}"}}"#
            ),
            2 | 3 => write!(
                text,
                r#"{comma}"S{at}":{{"Type":"Task","Resource":"x","Next":"S{a}","Catch":[{{"ErrorEquals":["States.ALL"],"Next":"S{b}"}}]}}"#
            ),
            4 => write!(
                text,
                r#"{comma}"S{at}":{{"Type":"Parallel","Next":"S{a}","Branches":[{{"StartAt":"I{at}","States":{{"I{at}":{{"Type":"Pass","Next":"J{at}"}},"J{at}":{{"Type":"Pass","End":true}}}}}}]}}"#
            ),
            5 => write!(text, r#"{comma}"S{at}":{{"Type":"Pass","End":true}}"#),
            _ => write!(text, r#"{comma}"S{at}":{{"Type":"Pass","Next":"S{a}"}}"#),
        };
    }
    text + "}}"
}
