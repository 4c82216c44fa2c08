//! The boundary under Node: what JavaScript gets is what `www/src/generated.ts` promises.
#![cfg(target_arch = "wasm32")]

mod boundary;
#[path = "jsonata/wasm.rs"]
mod jsonata;
#[path = "support/jsonata.rs"]
mod shared;
