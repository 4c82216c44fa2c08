//! Which visit of one execution is which of another: the same state in the same branches and iterations, the same time
//! round. Names count, not places in a definition, so that executions of an edited definition can be compared.

use crate::execution::EventId;
use crate::history::Visit;
use crate::session::Session;
use std::collections::BTreeMap;

/// A visit in one of them or both.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pair<'s> {
    pub(super) a: Option<&'s Visit>,
    pub(super) b: Option<&'s Visit>,
}

/// All visits in the order of the first, those that only the second has after what they followed there.
pub(super) fn align<'s>(a: &'s Session, b: &'s Session) -> Vec<Pair<'s>> {
    let (first, second) = (a.summary().visits(), b.summary().visits());
    let (ours, theirs) = (keys(a), keys(b));
    let places: BTreeMap<&str, usize> = numbered(&theirs).map(|(at, key)| (key, at)).collect();
    let known: BTreeMap<&str, usize> = numbered(&ours).map(|(at, key)| (key, at)).collect();
    let lone = |at: usize| {
        !theirs
            .get(at)
            .is_some_and(|key| known.contains_key(key.as_str()))
    };
    let mut pairs = Vec::new();
    let mut next = 0;
    let only_b = |until: usize, next: &mut usize, pairs: &mut Vec<Pair<'s>>| {
        for at in *next..until {
            let alone = second.get(at).filter(|_| lone(at));
            pairs.extend(alone.map(|visit| Pair {
                a: None,
                b: Some(visit),
            }));
        }
        *next = until.max(*next);
    };
    for (visit, key) in first.iter().zip(&ours) {
        let at = places.get(key.as_str()).copied();
        if let Some(at) = at {
            only_b(at, &mut next, &mut pairs);
        }
        pairs.push(Pair {
            a: Some(visit),
            b: at.and_then(|at| second.get(at)),
        });
    }
    only_b(second.len(), &mut next, &mut pairs);
    pairs
}

fn numbered(keys: &[String]) -> impl Iterator<Item = (usize, &str)> {
    keys.iter().map(String::as_str).enumerate()
}

/// What names each visit: that of the Parallel or Map around it, branch or index there, state, number of the visit.
fn keys(session: &Session) -> Vec<String> {
    let mut of_visit: BTreeMap<EventId, String> = BTreeMap::new();
    let mut times: BTreeMap<String, u32> = BTreeMap::new();
    let visits = session.summary().visits().iter();
    let key = |visit: &Visit| {
        let around = visit.place.innermost().map(|step| {
            let container = of_visit.get(&step.visit);
            format!("{}/{}/", container.map_or("", String::as_str), step.index)
        });
        let name = &session.definition().state(visit.state).name;
        let path = format!("{}{name:?}", around.unwrap_or_default());
        let time = times.entry(path.clone()).or_default();
        *time += 1;
        let key = format!("{path}#{time}");
        of_visit.insert(visit.entered, key.clone());
        key
    };
    visits.map(key).collect()
}
