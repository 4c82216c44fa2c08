//! What holds for every Map Run.

use stepglass::api::Run;
use stepglass::execution::Status;
use stepglass::session::{ChildSummary, Counts, MapRun};

/// # Panics
/// When a rule is broken.
pub fn check(run: &Run) {
    for (at, map_run) in run.executions().map_runs().enumerate() {
        let children: Vec<ChildSummary> = map_run.children(0).collect();
        let over = map_run.status() != Status::Running;
        let running = |child: &ChildSummary| child.status == Status::Running;
        assert!(
            !(over && children.iter().any(running)),
            "children run on after their Map Run"
        );
        assert!(
            over || run.machine().is_running(),
            "a Map Run goes on alone"
        );
        counters(map_run, &children);
        for child in &children {
            history(run, at, child);
        }
    }
}

fn counters(run: &MapRun, children: &[ChildSummary]) {
    let of = |status| children.iter().filter(|c| c.status == status).count() as u64;
    for (counts, exact) in [(run.item_counts(), false), (run.execution_counts(), true)] {
        assert_eq!(sum(&counts), counts.total, "{counts:?}");
        if exact {
            assert_eq!(counts.succeeded, of(Status::Succeeded));
            assert_eq!(counts.running, of(Status::Running));
            assert_eq!(counts.aborted, of(Status::Aborted));
            assert_eq!(counts.timed_out, of(Status::TimedOut));
        }
    }
}

fn sum(counts: &Counts) -> u64 {
    let ended = counts.succeeded + counts.failed + counts.timed_out + counts.aborted;
    ended + counts.pending + counts.running + counts.pending_redrive
}

/// A child's history, made again, ends as the child did.
fn history(run: &Run, at: usize, child: &ChildSummary) {
    let opened = run.executions().child(at, child.index);
    let opened = opened.expect("a child can be opened");
    let outcome = opened.machine.outcome();
    assert_eq!(outcome.status, child.status);
    assert_eq!(outcome.output, child.output);
    assert_eq!(outcome.details, child.details);
    let ids = opened.events.iter().map(|event| event.id as usize);
    assert!(ids.eq(1..=opened.events.len()), "ids count");
    let last = opened.events.last().map(|event| event.kind.is_terminal());
    assert_eq!(last, Some(child.status != Status::Running));
}
