//! The boundary in a browser.
#![cfg(target_arch = "wasm32")]

use wasm_bindgen_test::wasm_bindgen_test_configure;

wasm_bindgen_test_configure!(run_in_browser);

mod boundary;
#[path = "jsonata/wasm.rs"]
mod jsonata;
#[path = "support/jsonata.rs"]
mod shared;
