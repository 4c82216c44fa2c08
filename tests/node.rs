//! The boundary under Node: what JavaScript gets is what `www/src/generated.ts` promises.
#![cfg(target_arch = "wasm32")]

mod boundary;
