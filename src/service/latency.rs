//! Virtual time that services take: seeded draws from ranges per kind of call, or none.

use crate::definition::{Pattern, Resource};
use crate::random::Random;

/// Whether answers take virtual time.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Latency {
    /// Every answer comes at once, unless it says otherwise itself.
    #[default]
    Zero,
    /// Times of the size seen in real histories.
    Typical,
}

/// When the stages of one answer come, in milliseconds after the call.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Delays {
    /// Acceptance of a job or callback, or the moment a worker takes an activity's task.
    pub first: u64,
    /// The result.
    pub last: u64,
}

/// Bounds of both stages, in milliseconds.
struct Range {
    first: (u64, u64),
    last: (u64, u64),
}

impl Latency {
    /// The delays of an answer of this resource.
    pub fn draw(self, resource: &Resource, random: &mut Random) -> Delays {
        if self == Latency::Zero {
            return Delays::default();
        }
        let range = typical(resource);
        let mut between = |(low, high): (u64, u64)| low + random.below(high - low + 1);
        let first = between(range.first);
        Delays {
            first,
            last: first + between(range.last),
        }
    }
}

fn typical(resource: &Resource) -> Range {
    match resource {
        Resource::Lambda | Resource::Unknown => Range {
            first: (0, 0),
            last: (80, 320),
        },
        Resource::Activity => Range {
            first: (200, 1_200),
            last: (1_000, 4_000),
        },
        Resource::Service {
            pattern, service, ..
        } => match pattern {
            Pattern::RequestResponse if service == "lambda" => Range {
                first: (0, 0),
                last: (90, 340),
            },
            Pattern::RequestResponse => Range {
                first: (0, 0),
                last: (60, 180),
            },
            Pattern::RunJob => Range {
                first: (90, 260),
                last: (4_000, 20_000),
            },
            Pattern::WaitForTaskToken => Range {
                first: (80, 220),
                last: (2_000, 9_000),
            },
        },
    }
}
