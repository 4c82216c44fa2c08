//! The one table of functions. Its examples are the help in the page and tests at once.

use super::arguments::{Arguments, Fault};
use super::{arrays, encoding, json, math, text};
use crate::value::Value;

/// An intrinsic function.
pub struct Function {
    /// The full name, for example `States.Format`.
    pub name: &'static str,
    /// Names of the arguments, as in the service's documentation; optional ones in brackets, `…` for any number.
    pub arguments: &'static str,
    /// Calls that show what it does, its edges included.
    pub examples: &'static [Example],
    pub(super) body: fn(&Arguments<'_>) -> Result<Value, Fault>,
}

impl std::fmt::Debug for Function {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

/// A call on an input, and what comes of it.
#[derive(Clone, Copy, Debug)]
pub struct Example {
    /// The call.
    pub call: &'static str,
    /// The input of the field, as JSON.
    pub input: &'static str,
    /// The answer.
    pub outcome: Outcome,
}

/// The answer of an example.
#[derive(Clone, Copy, Debug)]
pub enum Outcome {
    /// The value, as JSON.
    Gives(&'static str),
    /// What stands in the cause after the call.
    Fails(&'static str),
}

/// All functions, in the order of the service's documentation.
pub fn functions() -> &'static [Function] {
    &FUNCTIONS
}

const fn gives(call: &'static str, input: &'static str, value: &'static str) -> Example {
    let outcome = Outcome::Gives(value);
    Example {
        call,
        input,
        outcome,
    }
}

const fn fails(call: &'static str, input: &'static str, detail: &'static str) -> Example {
    let outcome = Outcome::Fails(detail);
    Example {
        call,
        input,
        outcome,
    }
}

static FUNCTIONS: [Function; 18] = [
    Function {
        name: "States.Array",
        arguments: "value, …",
        examples: &[
            gives("States.Array($.id, 'x', null)", r#"{"id":7}"#, r#"[7,"x",null]"#),
            gives("States.Array()", "{}", "[]"),
        ],
        body: arrays::make,
    },
    Function {
        name: "States.ArrayPartition",
        arguments: "array, size",
        examples: &[
            gives("States.ArrayPartition($.a, 2)", r#"{"a":[1,2,3]}"#, "[[1,2],[3]]"),
            gives("States.ArrayPartition($.a, 2.6)", r#"{"a":[1,2,3]}"#, "[[1,2],[3]]"),
            fails(
                "States.ArrayPartition($.a, 0.6)",
                r#"{"a":[1]}"#,
                "Invalid arguments in States.ArrayPartition",
            ),
        ],
        body: arrays::partition,
    },
    Function {
        name: "States.ArrayContains",
        arguments: "array, value",
        examples: &[
            gives("States.ArrayContains($.a, 2)", r#"{"a":[1,2,3]}"#, "true"),
            gives("States.ArrayContains($.a, true)", r#"{"a":["true"]}"#, "true"),
            gives(
                "States.ArrayContains($.a, $.o)",
                r#"{"a":[{"x":1,"y":2}],"o":{"y":2,"x":1}}"#,
                "false",
            ),
        ],
        body: arrays::contains,
    },
    Function {
        name: "States.ArrayRange",
        arguments: "first, last, step",
        examples: &[
            gives("States.ArrayRange(1, 9, 2)", "{}", "[1,3,5,7,9]"),
            gives("States.ArrayRange(5.4, -0.6, -2.4)", "{}", "[5,3,1]"),
            gives("States.ArrayRange(5, 1, 1)", "{}", "[]"),
            fails(
                "States.ArrayRange(1, 1001, 1)",
                "{}",
                "Invalid arguments in States.ArrayRange",
            ),
        ],
        body: arrays::range,
    },
    Function {
        name: "States.ArrayGetItem",
        arguments: "array, index",
        examples: &[
            gives("States.ArrayGetItem($.a, 1)", r#"{"a":[10,20,30]}"#, "20"),
            gives("States.ArrayGetItem($.a, 5)", r#"{"a":[]}"#, "null"),
            fails(
                "States.ArrayGetItem($.a, -1)",
                r#"{"a":[10]}"#,
                "Invalid arguments in States.ArrayGetItem",
            ),
        ],
        body: arrays::get_item,
    },
    Function {
        name: "States.ArrayLength",
        arguments: "array",
        examples: &[
            gives("States.ArrayLength($.a)", r#"{"a":[1,[2,3]]}"#, "2"),
            fails(
                "States.ArrayLength('abc')",
                "{}",
                "Invalid arguments in States.ArrayLength",
            ),
        ],
        body: arrays::length,
    },
    Function {
        name: "States.ArrayUnique",
        arguments: "array",
        examples: &[
            gives("States.ArrayUnique($.a)", r#"{"a":[1,2,3,3,3,4]}"#, "[1,2,3,4]"),
            gives(
                "States.ArrayUnique($.a)",
                r#"{"a":[true,false,true]}"#,
                "[false,true]",
            ),
            gives(
                "States.ArrayUnique($.a)",
                r#"{"a":[[1,2],[1,2],[2,1]]}"#,
                "[[2,1],[1,2]]",
            ),
        ],
        body: arrays::unique,
    },
    Function {
        name: "States.Base64Encode",
        arguments: "text",
        examples: &[gives("States.Base64Encode('Data')", "{}", r#""RGF0YQ==""#)],
        body: encoding::base64_encode,
    },
    Function {
        name: "States.Base64Decode",
        arguments: "text",
        examples: &[
            gives("States.Base64Decode('RGF0YQ==')", "{}", r#""Data""#),
            gives("States.Base64Decode(' RGF0 YQ ')", "{}", r#""Data""#),
        ],
        body: encoding::base64_decode,
    },
    Function {
        name: "States.Hash",
        arguments: "data, algorithm",
        examples: &[
            gives(
                "States.Hash('hello', 'SHA-1')",
                "{}",
                r#""aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d""#,
            ),
            fails("States.Hash('hello', 'sha-1')", "{}", "Invalid arguments in States.Hash"),
        ],
        body: encoding::hash,
    },
    Function {
        name: "States.JsonMerge",
        arguments: "object, object, false",
        examples: &[
            gives(
                "States.JsonMerge($.a, $.b, false)",
                r#"{"a":{"x":{"p":1},"y":2},"b":{"x":{"q":3}}}"#,
                r#"{"x":{"q":3},"y":2}"#,
            ),
            fails(
                "States.JsonMerge($.a, $.b, true)",
                r#"{"a":{},"b":{}}"#,
                "Invalid arguments in States.JsonMerge",
            ),
        ],
        body: json::merge,
    },
    Function {
        name: "States.StringToJson",
        arguments: "text",
        examples: &[
            gives(r#"States.StringToJson('{"a":[1,2]}')"#, "{}", r#"{"a":[1,2]}"#),
            gives("States.StringToJson('')", "{}", "null"),
            fails(
                "States.StringToJson('{bad}')",
                "{}",
                "Cannot convert String to Json in States.StringToJson, caused by: Unexpected character ('b' (code 98)): was expecting double-quote to start field name\n at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: 1, column: 2]",
            ),
        ],
        body: json::string_to_json,
    },
    Function {
        name: "States.JsonToString",
        arguments: "value",
        examples: &[
            gives("States.JsonToString($)", r#"{"a":[1,"x"]}"#, r#""{\"a\":[1,\"x\"]}""#),
            gives("States.JsonToString('x')", "{}", r#""\"x\"""#),
            fails(
                "States.JsonToString(1, 2)",
                "{}",
                "Invalid arguments in States.JsonToString: only a single argument is allowed.",
            ),
        ],
        body: json::json_to_string,
    },
    Function {
        name: "States.MathRandom",
        arguments: "start, end[, seed]",
        examples: &[
            gives("States.MathRandom(1, 100, 42)", "{}", "63"),
            fails("States.MathRandom(1, 1)", "{}", "Invalid arguments in States.MathRandom"),
        ],
        body: math::random,
    },
    Function {
        name: "States.MathAdd",
        arguments: "number, number",
        examples: &[
            gives("States.MathAdd($.n, -1)", r#"{"n":111}"#, "110"),
            gives("States.MathAdd(1.6, -1.5)", "{}", "1"),
            fails(
                "States.MathAdd(2147483647, 1)",
                "{}",
                "Invalid arguments in States.MathAdd",
            ),
        ],
        body: math::add,
    },
    Function {
        name: "States.StringSplit",
        arguments: "text, delimiters",
        examples: &[
            gives("States.StringSplit('a,b,,c', ',')", "{}", r#"["a","b","c"]"#),
            gives("States.StringSplit('1+2,3.4', '.+,')", "{}", r#"["1","2","3","4"]"#),
        ],
        body: text::split,
    },
    Function {
        name: "States.UUID",
        arguments: "",
        examples: &[gives(
            "States.ArrayLength(States.StringSplit(States.UUID(), '-'))",
            "{}",
            "5",
        )],
        body: encoding::uuid,
    },
    Function {
        name: "States.Format",
        arguments: "template, value, …",
        examples: &[
            gives("States.Format('Hello, {}!', $.name)", r#"{"name":"Ada"}"#, r#""Hello, Ada!""#),
            gives(
                r"States.Format('\{{}\} \'{}\'', $.o, null)",
                r#"{"o":{"a":1,"b":["x"]}}"#,
                r#""{{a=1, b=[x]}} 'null'""#,
            ),
            fails(
                "States.Format('Hello {', 1)",
                "{}",
                "Invalid template in States.Format: matching '}' not found for '{'.",
            ),
            fails(
                "States.Format('{} {}', 1)",
                "{}",
                "Invalid arguments in States.Format: number of arguments do not match the occurrences of {}.",
            ),
        ],
        body: text::format,
    },
];
