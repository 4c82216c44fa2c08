//! Histories that were recorded elsewhere: what GetExecutionHistory printed, read back into events.
//!
//! The texts are told apart by what is in them: pages of a history, DescribeExecution, DescribeStateMachine, a
//! definition. Which visit and which branch or iteration an event belongs to follows from the events' causes. Without
//! a definition one is made of what the history visited.

mod fault;
mod identity;
mod kind;
mod link;
mod names;
mod pages;
mod sketch;
mod source;

pub use fault::{Fault, Part, Wrong};
pub use identity::Identity;
pub use pages::RawEvent;
pub use source::{Described, Outcome, Role, Source, CLOCKS_APART};

use crate::definition::{self, StateMachine};
use crate::execution::Event;
use crate::value::{Text, Value};
use link::Stay;
use names::Names;

/// A recorded history with what belongs to it.
#[derive(Clone, Debug)]
pub struct Recorded {
    /// The events, in order of their ids.
    pub events: Vec<Event>,
    /// The same as they were printed.
    pub raw: Vec<RawEvent>,
    /// Definition text: the one that was given, or one made of what was visited.
    pub text: String,
    /// The same, read.
    pub definition: StateMachine,
    /// Whether the definition was made of what was visited.
    pub sketched: bool,
    /// Whether the history says that more of it follows.
    pub more: bool,
    /// What DescribeExecution and DescribeStateMachine said.
    pub described: Described,
    /// The Region that a call was made in.
    pub region: Option<Text>,
}

/// What texts came to.
#[derive(Clone, Debug)]
pub struct Reading {
    /// What each text is.
    pub sources: Vec<Source>,
    /// What is wrong with them.
    pub faults: Vec<Fault>,
    /// The recording, when nothing is wrong.
    pub recorded: Option<Recorded>,
}

/// Reads the texts. Never fails: what is wrong is told with its place.
pub fn read(texts: &[&str]) -> Reading {
    let mut sources = Vec::new();
    let mut faults = Vec::new();
    for (at, text) in texts.iter().enumerate() {
        match Source::read(text) {
            Ok(source) => sources.push(source),
            Err(wrong) => {
                faults.push(Fault::of(at, wrong));
                sources.push(Source::default());
            }
        }
    }
    let recorded = match faults.is_empty() {
        true => assemble(&mut sources).map_err(|fault| faults.push(fault)),
        false => Err(()),
    };
    Reading {
        sources,
        recorded: recorded.ok(),
        faults,
    }
}

fn assemble(sources: &mut [Source]) -> Result<Recorded, Fault> {
    let (raw, follows) = pages::assemble(sources)?;
    let described = Described::of(sources);
    described.fits(&raw)?;
    let more = follows || described.knows_more(&raw);
    let region = raw.iter().find_map(|raw| raw.text("region").cloned());
    let given = sources
        .iter()
        .enumerate()
        .find_map(|(at, s)| Some((at, s.definition.clone()?)));
    match given {
        Some((at, text)) => {
            let read = definition::read(&text);
            if read.machine.states.is_empty() {
                return Err(Fault::of(at, Wrong::NoStates));
            }
            let names = Names::of(&read.machine);
            names::check(&raw, &read.machine, &names)?;
            let (events, _) = link::link(&raw, names)?;
            Ok(Recorded {
                events,
                raw,
                text,
                definition: read.machine,
                sketched: false,
                more,
                described,
                region,
            })
        }
        None => Ok(Recorded {
            more,
            described,
            region,
            ..sketched(raw)?
        }),
    }
}

fn sketched(raw: Vec<RawEvent>) -> Result<Recorded, Fault> {
    names::one_type_each(&raw)?;
    let (events, stays): (_, Vec<Stay>) = link::link(&raw, Names::default())?;
    let text = sketch::sketch(&raw, &events, &stays);
    let definition = definition::read(&text).machine;
    // Events that belong together in no machine may leave a state without a home in the sketch.
    let names = Names::of(&definition);
    names::check(&raw, &definition, &names)?;
    let (events, _) = link::link(&raw, names)?;
    Ok(Recorded {
        events,
        raw,
        text,
        definition,
        sketched: true,
        more: false,
        described: Described::default(),
        region: None,
    })
}

impl Recorded {
    /// The event as it was printed.
    pub fn raw(&self, event: &Event) -> Option<&RawEvent> {
        self.raw.get((event.id as usize).checked_sub(1)?)
    }

    /// Input, output or parameters of an event as they were printed; `None` where the history has none.
    pub fn payload(&self, event: &Event) -> Option<Text> {
        let details = self.raw(event)?.details.as_ref()?;
        let named = ["input", "output", "parameters"];
        named.iter().find_map(|name| match details.get(name)? {
            Value::Text(text) => Some(text.clone()),
            _ => None,
        })
    }
}
