//! A run that can be steered: forward by steps, back in time, to breakpoints.
//!
//! Owns the [`World`] of executions on one clock, the journal of all that determines it, checkpoints and breakpoints.
//! Imports executions, histories and services. Deliberately knows nothing of validation, of the page or of real time:
//! how fast a run is shown is somebody else's loop around [`Session::run`].

mod breakpoints;
mod condition;
mod deduced;
mod executions;
mod given;
mod index;
mod journal;
mod looked;
mod machines;
mod map_run;
mod outside;
mod past;
mod plain;
mod recording;
mod redrive;
mod start;
mod steps;
mod stops;
mod timeline;
mod told;
mod variables;
mod world;
mod written;

pub use breakpoints::{Breakpoint, Hit, Problem, ProblemKind, Refused};
pub use executions::{Answerer, Call, Executions, Nested, OpenCall};
pub use journal::Journal;
pub use machines::Machines;
pub use map_run::{ChildSummary, Counts, MapRun, MapRunUpdate, Opened};
pub use past::Past;
pub use recording::{Recording, Standing};
pub use redrive::{RedriveError, Surroundings};
pub use start::{Start, StartError};
pub use steps::{Step, Stopped};
pub use world::World;

use crate::definition::StateMachine;
use crate::execution::{ErrorDetails, Event, EventId, Machine, Setup, Trace};
use crate::history::{Change, Renderer, Summary};
use crate::service::Source;
use crate::time::Timestamp;
use crate::value::{Object, Value};
use journal::{Deed, Intervention};
use std::borrow::Cow;
use std::rc::Rc;
use steps::LONGEST;
use timeline::Timeline;

/// One run with its past, and after stepping back its known future.
pub struct Session {
    journal: Journal,
    timeline: Timeline,
    world: World,
    /// All known events; those after the position are the known future.
    known: Vec<Event>,
    /// Data-flow stages and decisions of the events up to the furthest one reached.
    traces: Vec<Trace>,
    /// For each trace the micro-step that made it.
    traced: Vec<u64>,
    /// The events up to the position, folded.
    summary: Summary,
    breakpoints: Vec<Breakpoint>,
    hit: Option<Hit>,
    /// Name of the state that a run goes to.
    target: Option<String>,
    /// Variables that were changed from outside, each with the number of the intervention.
    changes: Vec<(usize, Change)>,
    /// A step that ended at a handler's call, and how deep it began.
    interrupted: Option<(Step, usize)>,
}

impl Session {
    /// Reads the texts and starts the execution; the position is after `ExecutionStarted`.
    pub fn start(start: Start) -> Result<Session, StartError> {
        Session::replay(Journal::new(start))
    }

    /// Rebuilds a run from its journal, up to where its last intervention or answer left it.
    pub fn replay(journal: Journal) -> Result<Session, StartError> {
        let (world, events) = journal.start.world()?;
        let mut session = Session {
            timeline: Timeline::new(&world),
            world,
            known: Vec::new(),
            traces: Vec::new(),
            traced: Vec::new(),
            summary: Summary::default(),
            breakpoints: Vec::new(),
            hit: None,
            target: None,
            changes: Vec::new(),
            interrupted: None,
            journal,
        };
        session.take_in(events);
        Ok(session)
    }

    /// How many events have happened at the position.
    pub fn position(&self) -> EventId {
        self.world.main().event_count()
    }

    /// All known events, the future included.
    pub fn known(&self) -> &[Event] {
        &self.known
    }

    /// The events up to the position, folded.
    pub fn summary(&self) -> &Summary {
        &self.summary
    }

    /// All known events, folded. Its first visits are those of [`Session::summary`].
    pub fn known_summary(&self) -> Cow<'_, Summary> {
        let ahead = self.known.get(self.position() as usize..);
        let Some(ahead @ [_, ..]) = ahead else {
            return Cow::Borrowed(&self.summary);
        };
        let mut summary = self.summary.clone();
        for event in ahead {
            summary.add(event, self.definition());
        }
        Cow::Owned(summary)
    }

    /// The execution at the position.
    pub fn machine(&self) -> &Machine {
        self.world.main()
    }

    /// The definition it runs.
    pub fn definition(&self) -> &StateMachine {
        self.machine().definition()
    }

    /// What it was started with.
    pub fn setup(&self) -> &Rc<Setup> {
        self.machine().setup()
    }

    /// Virtual time.
    pub fn now(&self) -> Timestamp {
        self.world.executions().now()
    }

    /// Everything that determines the run.
    pub fn journal(&self) -> &Journal {
        &self.journal
    }

    /// The events up to the position.
    pub fn events(&self) -> &[Event] {
        let happened = self.known.get(..self.position() as usize);
        happened.unwrap_or(&self.known)
    }

    /// Data-flow stages and decisions of one visit, up to the position.
    pub fn traces(&self, visit: EventId) -> impl Iterator<Item = &Trace> {
        let step = self.world.steps();
        let happened = self.traced.partition_point(|made| *made <= step);
        let happened = self.traces.iter().take(happened);
        happened.filter(move |trace| trace.visit == visit)
    }

    /// The same of all that is known, the future included.
    pub fn known_traces(&self, visit: EventId) -> impl Iterator<Item = &Trace> {
        let known = self.traces.iter();
        known.filter(move |trace| trace.visit == visit)
    }

    /// Who answered a visit's attempts, in their order.
    pub fn answered(&self, visit: EventId) -> impl Iterator<Item = Source> + '_ {
        self.journal.answered(visit)
    }

    /// What a visit's attempts were answered, in their order, as mocked answers of the form that `service::mock::read`
    /// takes: to turn what was made up into something to edit.
    pub fn given(&self, visit: EventId) -> Vec<Value> {
        let recorded = self.journal.answers_of(visit);
        let whole = recorded.map(|recorded| {
            let mut answer = recorded.answer.clone();
            let later = self.journal.replies_to(recorded.call());
            answer
                .replies
                .extend(later.map(|(after, reply)| (after, reply.clone())));
            if let Some((took, reply)) = self.world.executions().told(recorded.call()) {
                let begun = answer.replies.last().map_or(0, |(after, _)| *after);
                let took = u64::try_from(took.millis()).unwrap_or_default();
                answer.replies.push((begun + took, reply));
            }
            answer
        });
        whole.map(|answer| given::answer(&answer)).collect()
    }

    /// What simulated services hold at the position, in the form of `service::Doubles::read`.
    pub fn doubles(&self) -> Object {
        self.world.contents()
    }

    /// One known event as GetExecutionHistory writes it.
    pub fn event(&self, id: EventId) -> Option<Value> {
        let event = self.known.get((id as usize).checked_sub(1)?)?;
        Some(self.renderer().event(event))
    }

    /// The history up to the position as GetExecutionHistory writes it.
    pub fn history(&self) -> Value {
        self.renderer().events(self.events())
    }

    fn renderer(&self) -> Renderer<'_> {
        Renderer::new(self.definition(), self.setup())
    }

    /// The Map Runs at the position, oldest first.
    pub fn map_runs(&self) -> impl Iterator<Item = &MapRun> {
        self.world.executions().map_runs()
    }

    /// The first items of a Map Run, by its place, at most so many: read again from the simulated S3 as it is now where a
    /// reader gave them.
    pub fn items_of(&self, run: usize, most: usize) -> Option<Vec<Value>> {
        let executions = self.world.executions();
        let run = executions.map_runs().nth(run)?;
        Some(run.first_items(executions.store(), most))
    }

    /// The history of a child of a Map Run up to the position, by the places of both: events as GetExecutionHistory
    /// writes them, or for an Express execution the records of its log. It is made again for each call.
    pub fn child_history(&self, run: usize, index: usize) -> Option<Value> {
        let opened = self.world.executions().child(run, index)?;
        Some(opened.history())
    }

    /// The executions that Tasks have started up to the position, oldest first.
    pub fn nested(&self) -> impl Iterator<Item = &Nested> {
        self.world.executions().nested()
    }

    /// One of them with its history up to the position, by its place. It is made again for each call.
    pub fn opened(&self, at: usize) -> Option<Opened> {
        self.world.executions().opened(at)
    }

    /// What the run has written to the simulated S3 up to the position, as `{"bucket/key": text}`.
    pub fn written_files(&self) -> Object {
        let around = self.journal.surroundings(self.world.interventions());
        let given = redrive::files_of(&around.files).unwrap_or_default();
        let files = self.world.executions().store().files();
        let new = files
            .iter()
            .filter(|(name, text)| given.get(name) != Some(text));
        new.map(|(name, text)| (name.clone(), text.clone()))
            .collect()
    }

    /// StopExecution at the position. What was known of the future is forgotten: it will not happen.
    pub fn stop(&mut self, details: ErrorDetails) {
        if !self.machine().is_running() {
            return;
        }
        self.intervene_with(Deed::Stop(details));
    }

    /// Does something at the position that the journal keeps. What was known of the future is forgotten.
    fn intervene_with(&mut self, deed: Deed) {
        self.forget_future();
        let step = self.world.steps();
        let deed = deed.written();
        self.journal.intervene(Intervention { step, deed });
        self.intervene();
    }

    /// Drops what lies after the position: events, answers, checkpoints.
    fn forget_future(&mut self) {
        let position = self.position();
        self.known.truncate(position as usize);
        let step = self.world.steps();
        let kept = self.traced.partition_point(|made| *made <= step);
        self.traced.truncate(kept);
        self.traces.truncate(kept);
        self.forget_changes();
        self.journal.forget_after(step, self.world.interventions());
        self.timeline.forget_after(&self.world);
    }

    /// One micro-step of the world, or the intervention that comes before it: the events it made, or why nothing
    /// happened.
    fn micro_step(&mut self) -> Result<Vec<Event>, Stopped> {
        if let Some(events) = self.intervene() {
            return Ok(events);
        }
        // Those that run on after the end had their turn with it.
        if !self.machine().is_running() {
            return Err(Stopped::Ended);
        }
        if let Some(halted) = self.halted() {
            return Err(halted);
        }
        let Some(events) = self.world.step(&mut self.journal) else {
            return Err(Stopped::Waiting);
        };
        self.run_out();
        self.take_in(events.clone());
        self.timeline.note(&self.world, &self.summary);
        Ok(events)
    }

    /// Executions that nobody waits for run on after the end of the one that has started them: they belong to its last
    /// moment, for nothing is shown of them but how they end.
    fn run_out(&mut self) {
        for _ in 0..LONGEST {
            let done = self.world.interventions();
            let next = self.journal.intervention(done, self.world.steps());
            if self.machine().is_running() || next.is_some() || !self.world.has_children() {
                return;
            }
            if self.world.step(&mut self.journal).is_none() {
                return;
            }
        }
    }

    /// Does what the journal says was done at this moment, if it has not been done yet.
    fn intervene(&mut self) -> Option<Vec<Event>> {
        let done = self.world.interventions();
        let events = self.world.intervene(&self.journal)?;
        self.note_change(done);
        self.run_out();
        self.take_in(events.clone());
        Some(events)
    }

    /// Adds new events to what is known. Replayed ones are the same as before and only move the position.
    fn take_in(&mut self, events: Vec<Event>) {
        let step = self.world.steps();
        let traces = self.world.take_traces();
        if self.traced.last().is_none_or(|made| *made < step) {
            self.traced.extend(traces.iter().map(|_| step));
            self.traces.extend(traces);
        }
        let definition = Rc::clone(self.world.main().definition());
        for event in events {
            self.summary.add(&event, &definition);
            if event.id as usize > self.known.len() {
                self.known.push(event);
            }
        }
    }
}
