//! Lanes of the events table: the main line, then one for each branch; iterations share their Map's.

use crate::definition::{Region, StateKind, StateMachine};

/// The lane of each region, by its number. Branches of Parallels that follow each other use the same lanes.
pub(super) fn lanes(definition: &StateMachine) -> Vec<u32> {
    let taken = widths(definition);
    let mut used = vec![0; definition.states.len()];
    let mut lanes: Vec<u32> = Vec::new();
    for (at, region) in definition.regions.iter().enumerate() {
        let Some((owner, parallel, around)) = owner(definition, region) else {
            lanes.push(0);
            continue;
        };
        let outer = lanes.get(around).copied().unwrap_or(0);
        let left = used.get_mut(owner).filter(|_| parallel);
        lanes.push(left.map_or(outer, |left| {
            let lane = outer + 1 + *left;
            *left += 1 + taken.get(at).copied().unwrap_or(0);
            lane
        }));
    }
    lanes
}

/// How many lanes are needed inside each region.
fn widths(definition: &StateMachine) -> Vec<u32> {
    let mut inside = vec![0; definition.regions.len()];
    let mut of_state = vec![0; definition.states.len()];
    for (at, region) in definition.regions.iter().enumerate().rev() {
        let own: u32 = inside.get(at).copied().unwrap_or(0);
        let Some((owner, parallel, around)) = owner(definition, region) else {
            continue;
        };
        let (Some(sum), Some(widest)) = (of_state.get_mut(owner), inside.get_mut(around)) else {
            continue;
        };
        *sum += own + u32::from(parallel);
        *widest = (*sum).max(*widest);
    }
    inside
}

/// The state a region belongs to, whether that is a Parallel, and the region around it.
fn owner(definition: &StateMachine, region: &Region) -> Option<(usize, bool, usize)> {
    let state = definition.state(region.owner?.0);
    let parallel = matches!(state.kind, StateKind::Parallel(_));
    Some((state.id.0 as usize, parallel, state.region.0 as usize))
}
