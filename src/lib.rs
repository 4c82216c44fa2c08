//! Stepglass: an Amazon States Language interpreter that answers as AWS Step Functions does, built to run in a browser.

pub mod api;
pub mod codes;
pub mod definition;
pub mod diagnostic;
pub mod digest;
pub mod execution;
pub mod history;
pub mod layout;
pub mod query;
pub mod quotas;
pub mod random;
pub mod service;
pub mod session;
pub mod text;
pub mod time;
pub mod validate;
pub mod value;
pub mod view;
#[cfg(target_arch = "wasm32")]
pub mod wasm;
