//! Stepglass: an Amazon States Language interpreter that answers as AWS Step Functions does, built to run in a browser.
//!
//! # Bird's-eye view
//!
//! Two walks through the code, one way each:
//!
//! ```text
//! text -> tree with places -> definition (+ diagnostics) -> graph -> layout -> scene (-> SVG)
//! definition + input + replies -> machine -> events -> history / summaries -> view
//! ```
//!
//! A definition is read into plain data, valid or not ([`definition`]). A [`execution::Machine`] runs it as a
//! discrete-event simulation: it pops what is due, records events, and asks the outside for answers with
//! [`execution::Effect`]s. A [`session::Session`] keeps the machine's past: it steps, goes back, seeks and rebuilds
//! runs from a journal. [`api`] is the door for scripts and tests, [`view`] and `wasm` are the door for the page.
//!
//! # Floors
//!
//! A file imports only from floors below its own, or from its own folder; `tests/floors.rs` checks it.
//!
//! | floor | folders | owns |
//! | --- | --- | --- |
//! | 0 | [`value`] [`text`] [`diagnostic`] [`codes`] [`quotas`] [`time`] [`random`] [`digest`] | shared JSON values, texts with places, findings, limits |
//! | 1 | [`query`] | JSONPath, intrinsic functions, JSONata (behind the feature `jsonata`) |
//! | 2 | [`reader`] | the items of a distributed Map, out of texts and listings |
//! | 3 | [`definition`] | the language as plain data, templates, resource ARNs, the graph |
//! | 4 | [`validate`] [`suggest`] [`layout`] | rules about whole definitions; the input they read; coordinates. Siblings, none knows another |
//! | 5 | [`execution`] | one machine = one execution |
//! | 6 | [`history`] | events in the service's words, folds over events |
//! | 7 | [`service`] | who answers a Task: mocks, simulated services, automatic answers; the simulated S3; what APIs return. Sees only effects and replies of floor 5 |
//! | 8 | [`session`] | all executions on one clock, Map Runs, executions of other machines, world, journal, checkpoints, steps, breakpoints. Never validates |
//! | 9 | [`api`] | simulate, check and test a state, JSON in and out |
//! | 10 | [`view`], `wasm` | what the page is told; the only serializable types, and the only place that knows a browser |
//!
//! # Invariants
//!
//! - The core has no clock, no input or output, no randomness of its own: time is the due time of the agenda's entry,
//!   every random bit comes from the seed. Same journal, same bytes, on every platform.
//! - Events are the ground truth. Histories, colours, tables and variables are folds over them; there is no second
//!   bookkeeping.
//! - Payloads are shared, never copied. A clone of a [`value::Value`] counts a reference, and a clone of a machine
//!   costs a count per open scope: that is what makes checkpoints cheap.
//! - Control flow is data. Nothing recurses over states, branches or retries, and everything that recurses over JSON
//!   is bounded by the depth that the reader allows.
//! - Reading never fails. A broken text gives diagnostics *and* a model, so that the graph draws while one types.
//! - The execution core does not know what a mock is; sessions do not know validation; nothing below [`view`] can be
//!   serialized by serde.
//! - Nothing that input can reach panics. What cannot be run yet ends with the error `Stepglass.Unsupported`, which
//!   says so.
//! - Where a recording of the service exists, it decides; documentation comes second.
//!
//! # Glossary
//!
//! - **Event**: one entry of an execution's history, with AWS's id and previous id.
//! - **Effect**: what the machine asks of the outside (call this resource). **Reply**: what the outside answers, at a
//!   virtual time.
//! - **Map Run**: the children of one distributed Map, executions of their own in the same world. One that has ended
//!   is kept as its input, its outcome and what came to it from outside; its history is made again when it is opened.
//! - **Nested execution**: one that a Task has started, of another state machine of the workspace. The world runs it; a
//!   service only says what is to be started. Its history is made again when it is opened, as that of a Map Run's child.
//! - **Scope** or **frame**: a running `States` map: the execution itself, a branch, an iteration.
//! - **Visit**: one stay in a state, named by its `…StateEntered` event. **Attempt**: one try of a visit's work.
//! - **Micro-step**: one entry of the agenda, always finite. **Step**: what a user calls one, a loop of micro-steps.
//! - **Position**: where the run stands. **Known future**: events after the position, known from having been there.
//! - **Journal**: everything that determines a run. **Checkpoint**: a copy of the world at one moment.
//! - **History**: the events up to the position in GetExecutionHistory's shape.
//! - **Recording**: a run that was recorded elsewhere, read back from its printed history; looked at, never changed.
//! - **Trace**: the side log of data-flow stages and of decisions about failures.
//! - **Standpoint**: a visit with all that its expressions see, from which fields and watched expressions are tried.
//! - **Trial**: one state run by itself, as TestState does, with nothing around it but what is given.
//! - **Shapes**: what the APIs of a service return; data outside of the crate, brought by who wants a mock checked.

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
pub mod reader;
pub mod service;
pub mod session;
pub mod suggest;
pub mod text;
pub mod time;
pub mod validate;
pub mod value;
pub mod view;
#[cfg(target_arch = "wasm32")]
pub mod wasm;
