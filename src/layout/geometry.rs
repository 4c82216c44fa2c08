//! Points, boxes and paths. Pixels; x grows to the right, y downwards.

/// A place.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// To the right.
    pub x: f64,
    /// Downwards.
    pub y: f64,
}

/// Width and height.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Size {
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

/// A box.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rect {
    /// Left edge.
    pub x: f64,
    /// Top edge.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

/// A path from `start` over `legs`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Path {
    /// Where it begins.
    pub start: Point,
    /// How it goes on.
    pub legs: Vec<Leg>,
}

/// One piece of a path.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Leg {
    /// A straight line.
    Line(Point),
    /// A cubic curve: two control points and the end.
    Curve(Point, Point, Point),
}

impl Point {
    /// The point at `x`, `y`.
    pub fn new(x: f64, y: f64) -> Point {
        Point { x, y }
    }

    /// With its axes exchanged.
    pub fn turned(self) -> Point {
        Point::new(self.y, self.x)
    }

    /// Moved by `by`.
    pub fn plus(self, by: Point) -> Point {
        Point::new(self.x + by.x, self.y + by.y)
    }
}

impl Size {
    /// With its axes exchanged.
    pub fn turned(self) -> Size {
        Size {
            width: self.height,
            height: self.width,
        }
    }
}

impl Rect {
    /// With its axes exchanged.
    pub fn turned(&self) -> Rect {
        Rect {
            x: self.y,
            y: self.x,
            width: self.height,
            height: self.width,
        }
    }

    /// Right edge.
    pub fn right(&self) -> f64 {
        self.x + self.width
    }

    /// Bottom edge.
    pub fn bottom(&self) -> f64 {
        self.y + self.height
    }

    /// X of the middle.
    pub fn middle(&self) -> f64 {
        self.x + self.width / 2.0
    }

    /// Moved by `by`.
    pub fn plus(self, by: Point) -> Rect {
        Rect {
            x: self.x + by.x,
            y: self.y + by.y,
            ..self
        }
    }
}

impl Leg {
    /// Where it ends.
    pub fn end(&self) -> Point {
        match self {
            Leg::Line(to) | Leg::Curve(_, _, to) => *to,
        }
    }
}

impl Path {
    /// With its axes exchanged.
    pub fn turned(&self) -> Path {
        let turned = |leg: &Leg| match leg {
            Leg::Line(to) => Leg::Line(to.turned()),
            Leg::Curve(a, b, to) => Leg::Curve(a.turned(), b.turned(), to.turned()),
        };
        Path {
            start: self.start.turned(),
            legs: self.legs.iter().map(turned).collect(),
        }
    }

    /// A path that begins here.
    pub fn from(start: Point) -> Path {
        Path {
            start,
            legs: Vec::new(),
        }
    }

    /// Where it ends.
    pub fn end(&self) -> Point {
        self.legs.last().map_or(self.start, Leg::end)
    }

    /// Whether it sets out to the right.
    pub fn leaves_across(&self) -> bool {
        let next = match self.legs.first() {
            Some(Leg::Line(to) | Leg::Curve(to, _, _)) => *to,
            None => self.start,
        };
        next.x > self.start.x && (next.y - self.start.y).abs() < 0.01
    }

    /// Moves its end.
    pub fn end_at(&mut self, end: Point) {
        if let Some(Leg::Line(to) | Leg::Curve(_, _, to)) = self.legs.last_mut() {
            *to = end;
        }
    }

    /// The direction in which it arrives, in degrees clockwise from the positive x axis; 90 is downwards. Every path
    /// arrives along an axis.
    pub fn arrival(&self) -> f32 {
        let end = self.end();
        let before = match self.legs.last() {
            Some(Leg::Curve(_, control, _)) => *control,
            _ => self.before_last(),
        };
        let (right, down) = (end.x - before.x, end.y - before.y);
        match (right.abs() > down.abs(), right < 0.0, down < 0.0) {
            (true, false, _) => 0.0,
            (true, true, _) => 180.0,
            (false, _, false) => 90.0,
            (false, _, true) => -90.0,
        }
    }

    /// On to `to` in a straight line; nothing where it stands already.
    pub fn line(&mut self, to: Point) {
        let at = self.end();
        if (at.x - to.x).abs() + (at.y - to.y).abs() <= 0.01 {
            return;
        }
        let before = match self.legs.as_slice() {
            [.., Leg::Line(_)] => self.before_last(),
            _ => at,
        };
        // On the same column a line is made longer: many edges pass many ranks.
        match self.legs.last_mut() {
            Some(Leg::Line(end)) if before.x == at.x && at.x == to.x => *end = to,
            _ => self.legs.push(Leg::Line(to)),
        }
    }

    /// Where the last leg begins.
    fn before_last(&self) -> Point {
        match self.legs.as_slice() {
            [.., before, _] => before.end(),
            _ => self.start,
        }
    }

    /// Down (or up) to `to` in an S that leaves and arrives vertically; a line where nothing is to be bent.
    pub fn sway(&mut self, to: Point) {
        let at = self.end();
        if (at.x - to.x).abs() < 0.5 {
            return self.line(to);
        }
        let half = (at.y + to.y) / 2.0;
        let (out, into) = (Point::new(at.x, half), Point::new(to.x, half));
        self.legs.push(Leg::Curve(out, into, to));
    }

    /// Towards `corner` and on to `to`, with a rounded bend at the corner. Both ways run along an axis.
    pub fn bend(&mut self, corner: Point, to: Point, radius: f64) {
        let at = self.end();
        let room = |a: Point, b: Point| (a.x - b.x).abs() + (a.y - b.y).abs();
        let round = radius.min(room(at, corner)).min(room(corner, to)).max(0.0);
        let before = toward(corner, at, round);
        let after = toward(corner, to, round);
        self.line(before);
        if round > 0.01 {
            self.legs.push(Leg::Curve(
                toward(corner, before, round * 0.45),
                toward(corner, after, round * 0.45),
                after,
            ));
        }
    }

    /// Everything moved by `by`.
    pub fn plus(&self, by: Point) -> Path {
        let legs = self.legs.iter().map(|leg| match leg {
            Leg::Line(to) => Leg::Line(to.plus(by)),
            Leg::Curve(a, b, to) => Leg::Curve(a.plus(by), b.plus(by), to.plus(by)),
        });
        Path {
            start: self.start.plus(by),
            legs: legs.collect(),
        }
    }
}

/// From `corner` `by` pixels along the axis towards `to`.
fn toward(corner: Point, to: Point, by: f64) -> Point {
    let step = |from: f64, to: f64| (to - from).clamp(-by, by);
    Point::new(
        corner.x + step(corner.x, to.x),
        corner.y + step(corner.y, to.y),
    )
}
