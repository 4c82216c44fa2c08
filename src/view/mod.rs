//! What the page is told: plain structs made for it, the only serializable types of the crate.
//!
//! Positions in texts are UTF-16 offsets, times are milliseconds since 1970, payloads are JSON text and fetched for
//! what is shown. `www/src/generated.ts` is written from these types by a test and must not differ.

pub mod calls;
pub mod check;
pub mod compare;
pub mod doubles;
pub mod explain;
pub mod flow;
pub mod input;
pub mod iteration;
mod lanes;
pub mod map_run;
mod mark;
pub mod nested;
pub mod reason;
pub mod recorded;
pub mod run;
pub mod scene;
pub mod steer;
pub mod steps;
pub mod svg;
mod taken;
pub mod test_state;
pub mod variables;

#[cfg(test)]
mod generated;
