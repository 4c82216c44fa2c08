//! TestState with the shapes that the page would fetch.

use std::fs;
use stepglass::api::test_state::{shapes_for, test_state};

/// The answer to a request.
pub fn tested(request: &str) -> String {
    let shapes = shapes_for(request).and_then(|service| {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/www/public/shapes");
        fs::read_to_string(format!("{folder}/{service}.json")).ok()
    });
    test_state(request, shapes.as_deref())
}
