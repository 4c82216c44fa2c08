//! JSONata in a browser's worker, whose stack is the smallest of all.
#![cfg(target_arch = "wasm32")]

use wasm_bindgen_test::wasm_bindgen_test_configure;

wasm_bindgen_test_configure!(run_in_dedicated_worker);

#[path = "jsonata/wasm.rs"]
mod jsonata;
#[path = "support/jsonata.rs"]
mod shared;
