//! Cases in text files: `== name`, input, `----`, expected answer.
//!
//! `UPDATE_EXPECT=1` writes what the code answers into the files instead of comparing; read the difference before
//! committing it.

#![allow(dead_code)]

pub mod lines;

use std::path::PathBuf;

/// One case.
struct Case {
    name: String,
    input: String,
    expected: String,
}

/// Checks every case of `tests/<file>` against `answer`, which takes the input without its last line break.
///
/// # Panics
/// Naming every case whose answer differs.
pub fn check(file: &str, answer: impl Fn(&str) -> String) {
    let path: PathBuf = [env!("CARGO_MANIFEST_DIR"), "tests", file].iter().collect();
    let text = std::fs::read_to_string(&path).expect("the case file can be read");
    let (head, mut cases) = parse(&text);
    assert!(!cases.is_empty(), "{file} holds no case");
    let update = std::env::var_os("UPDATE_EXPECT").is_some();
    let mut differences = String::new();
    for case in &mut cases {
        let actual = answer(&case.input).trim_end().to_string();
        if update {
            case.expected = actual;
        } else if actual != case.expected {
            differences += &format!(
                "\n== {}\n{}\n---- expected\n{}\n---- actual\n{actual}\n",
                case.name, case.input, case.expected
            );
        }
    }
    if update {
        std::fs::write(&path, render(&head, &cases)).expect("the case file can be written");
    }
    assert!(differences.is_empty(), "{file} differs:\n{differences}");
}

/// For files whose input is a list: answers each line by itself.
pub fn check_lines(file: &str, answer: impl Fn(&str) -> String) {
    check(file, |input| {
        let lines: Vec<String> = input.lines().map(&answer).collect();
        lines.join("\n")
    });
}

/// What stands before the first case, and the cases.
fn parse(text: &str) -> (String, Vec<Case>) {
    let mut head = String::new();
    let mut cases: Vec<Case> = Vec::new();
    let mut in_expected = false;
    for line in text.lines() {
        if let Some(name) = line.strip_prefix("== ") {
            in_expected = false;
            cases.push(Case {
                name: name.to_string(),
                input: String::new(),
                expected: String::new(),
            });
            continue;
        }
        let Some(case) = cases.last_mut() else {
            head += &format!("{line}\n");
            continue;
        };
        match line {
            "----" if !in_expected => in_expected = true,
            _ if in_expected => case.expected += &format!("{line}\n"),
            _ => case.input += &format!("{line}\n"),
        }
    }
    for case in &mut cases {
        case.input.pop();
        case.expected.truncate(case.expected.trim_end().len());
    }
    (head, cases)
}

fn render(head: &str, cases: &[Case]) -> String {
    let block = |case: &Case| {
        format!(
            "== {}\n{}\n----\n{}\n",
            case.name, case.input, case.expected
        )
    };
    let blocks: Vec<String> = cases.iter().map(block).collect();
    format!("{head}{}", blocks.join("\n"))
}
