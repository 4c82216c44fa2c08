//! One region laid out: boxes, labels and paths with the origin at its top left corner.

use super::course::Ground;
use super::geometry::{Path, Point, Rect, Size};
use super::layered::{self, Arrangement};
use super::route::{self, Bands};
use super::runs::Runs;
use super::wires::{self, Boxed, Role, Sketch, Wire};

/// A region as it is drawn.
#[derive(Clone, Debug, Default)]
pub struct Area {
    /// Its size.
    pub size: Size,
    /// Where each box stands.
    pub boxes: Vec<Rect>,
    /// The way of each wire.
    pub paths: Vec<Path>,
    /// Where the label of each wire stands.
    pub labels: Vec<Option<Rect>>,
}

/// Lays out a region that starts at box `first`.
pub fn lay(boxes: &[Boxed], wires: &[Wire], first: Option<usize>) -> Area {
    let sketch = wires::sketch(boxes, wires, first);
    let mut placed = layered::arrange(&sketch.plan);
    if leaning(wires, &sketch, &placed) < 0 {
        mirror(&mut placed);
    }
    let ground = Ground::new(boxes, wires, &sketch, &placed);
    let courses = ground.courses();
    let runs = Runs::new(&ground, &courses);
    let bands = Bands::new(&ground, &courses, &runs);
    let drawn = courses.iter().enumerate();
    let paths = drawn.map(|(at, course)| route::path(&ground, &bands, &runs, at, course));
    let rect = |item: usize| bands.rect(&ground, item);
    let area = Area {
        size: Size::default(),
        boxes: (0..boxes.len()).map(rect).collect(),
        paths: paths.collect(),
        labels: sketch
            .threads
            .iter()
            .map(|thread| thread.label.map(rect))
            .collect(),
    };
    area.settle(boxes, bands.height())
}

impl Area {
    /// With both axes exchanged.
    pub fn turned(self) -> Area {
        Area {
            size: self.size.turned(),
            boxes: self.boxes.iter().map(Rect::turned).collect(),
            paths: self.paths.iter().map(Path::turned).collect(),
            labels: self
                .labels
                .iter()
                .map(|label| label.as_ref().map(Rect::turned))
                .collect(),
        }
    }

    /// Moves everything so that nothing lies left of or above the origin.
    fn settle(mut self, boxes: &[Boxed], bottom: f64) -> Area {
        let (mut low, mut high) = (Point::new(f64::MAX, 0.0), Point::new(f64::MIN, bottom));
        let mut cover = |x: f64, right: f64, y: f64, bottom: f64| {
            low = Point::new(low.x.min(x), low.y.min(y));
            high = Point::new(high.x.max(right), high.y.max(bottom));
        };
        for (rect, boxed) in self.boxes.iter().zip(boxes) {
            let x = (rect.x - boxed.sheets, rect.right() + boxed.sheets);
            cover(x.0, x.1, rect.y - boxed.sheets, rect.bottom());
        }
        for rect in self.labels.iter().flatten() {
            cover(rect.x, rect.right(), rect.y, rect.bottom());
        }
        for path in &self.paths {
            for point in path.legs.iter().map(|leg| leg.end()) {
                cover(point.x, point.x, point.y, point.y);
            }
        }
        if low.x > high.x {
            return self;
        }
        let by = Point::new(-low.x, -low.y);
        self.boxes.iter_mut().for_each(|rect| *rect = rect.plus(by));
        self.labels
            .iter_mut()
            .flatten()
            .for_each(|rect| *rect = rect.plus(by));
        self.paths.iter_mut().for_each(|path| *path = path.plus(by));
        self.size = Size {
            width: high.x - low.x,
            height: high.y - low.y,
        };
        self
    }
}

/// Whether rules run from left to right and failures to the right (above zero), or the other way.
fn leaning(wires: &[Wire], sketch: &Sketch, placed: &Arrangement) -> i64 {
    let mut sum = 0;
    let mut before: Option<(usize, f64)> = None;
    for (wire, thread) in wires.iter().zip(&sketch.threads) {
        let Some(label) = thread.label else { continue };
        let x = placed.x[label];
        let sign = |by: f64| i64::from(by > 0.5) - i64::from(by < -0.5);
        match wire.role {
            Role::Catch => sum += 2 * sign(x - placed.x[wire.from]),
            Role::Way(_) if !thread.up => {
                let same = before.filter(|(from, _)| *from == wire.from);
                sum += same.map_or(0, |(_, left)| sign(x - left));
                before = Some((wire.from, x));
            }
            _ => {}
        }
    }
    sum
}

fn mirror(placed: &mut Arrangement) {
    placed.x.iter_mut().for_each(|x| *x = -*x);
    let bends = placed.bends.iter_mut().flatten().flatten();
    bends.for_each(|x| *x = -*x);
}
