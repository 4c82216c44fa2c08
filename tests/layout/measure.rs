//! What is wrong with a picture.

use stepglass::view::scene::{Scene, SceneEdge, SceneNode};

/// Rounding to tenths of a pixel.
const SLACK: f32 = 0.35;

/// A scene to be measured.
pub struct Picture<'a> {
    scene: &'a Scene,
}

#[derive(Clone, Copy)]
struct Area {
    left: f32,
    top: f32,
    right: f32,
    bottom: f32,
}

impl Area {
    fn new(x: f32, y: f32, width: f32, height: f32) -> Area {
        Area {
            left: x,
            top: y,
            right: x + width,
            bottom: y + height,
        }
    }

    fn of(node: &SceneNode) -> Area {
        Area::new(node.x, node.y, node.width, node.height)
    }

    fn meets(&self, other: &Area) -> bool {
        self.left < other.right - SLACK
            && other.left < self.right - SLACK
            && self.top < other.bottom - SLACK
            && other.top < self.bottom - SLACK
    }

    fn holds(&self, other: &Area) -> bool {
        self.left <= other.left
            && self.right >= other.right
            && self.top <= other.top
            && self.bottom >= other.bottom
    }

    fn inside(&self, (x, y): (f32, f32)) -> bool {
        x > self.left + SLACK
            && x < self.right - SLACK
            && y > self.top + SLACK
            && y < self.bottom - SLACK
    }

    fn on_border(&self, (x, y): (f32, f32)) -> bool {
        let near = |a: f32, b: f32| (a - b).abs() <= SLACK;
        let within = x >= self.left - SLACK
            && x <= self.right + SLACK
            && y >= self.top - SLACK
            && y <= self.bottom + SLACK;
        let edge =
            near(x, self.left) || near(x, self.right) || near(y, self.top) || near(y, self.bottom);
        within && edge
    }
}

impl<'a> Picture<'a> {
    pub fn of(scene: &'a Scene) -> Picture<'a> {
        Picture { scene }
    }

    fn state(&self, id: u32) -> &SceneNode {
        let found = self.scene.nodes.iter().find(|node| node.state == Some(id));
        found.expect("every state of an edge is drawn")
    }

    fn end(&self, state: Option<u32>, mark: &str) -> &SceneNode {
        match state {
            Some(id) => self.state(id),
            None => {
                let found = self.scene.nodes.iter().find(|node| node.kind == mark);
                found.expect("the mark of an edge is drawn")
            }
        }
    }
}

/// The box at height `y`; the tips of a hexagon are 14 pixels long.
fn outline(node: &SceneNode, y: f32) -> Area {
    let area = Area::of(node);
    let off = (y - (area.top + area.bottom) / 2.0).abs() / (node.height / 2.0);
    let side = node.kind == "choice" && off < 0.99;
    let inset = if side { 14.0 * off } else { 0.0 };
    Area {
        left: area.left + inset,
        right: area.right - inset,
        ..area
    }
}

/// Everything that is wrong, in words.
pub fn faults(picture: &Picture) -> Vec<String> {
    let mut found = Vec::new();
    boxes(picture, &mut found);
    labels(picture, &mut found);
    for edge in &picture.scene.edges {
        edges(picture, edge, &mut found);
    }
    found
}

fn boxes(picture: &Picture, found: &mut Vec<String>) {
    let whole = Area::new(0.0, 0.0, picture.scene.width, picture.scene.height);
    let nodes = &picture.scene.nodes;
    for (at, node) in nodes.iter().enumerate() {
        let area = Area::of(node);
        if !whole.holds(&area) {
            found.push(format!("{} leaves the picture", node.name));
        }
        for other in &nodes[at + 1..] {
            let siblings = (node.parent, node.branch) == (other.parent, other.branch);
            if siblings && area.meets(&Area::of(other)) {
                found.push(format!("{} covers {}", node.name, other.name));
            }
        }
        if let Some(parent) = node.parent {
            let parent = picture.state(parent);
            let mut room = Area::of(parent);
            room.top += 30.0;
            if let Some(lane) = parent.lanes.get(node.branch as usize) {
                let lane = Area::new(lane.x, lane.y, lane.width, lane.height);
                if !room.holds(&lane) {
                    found.push(format!("a lane leaves {}", parent.name));
                }
                room = lane;
            }
            if !room.holds(&area) {
                found.push(format!("{} leaves {}", node.name, parent.name));
            }
        }
    }
}

fn labels(picture: &Picture, found: &mut Vec<String>) {
    let labels = picture
        .scene
        .edges
        .iter()
        .filter_map(|edge| edge.label.as_ref());
    let labels: Vec<(&str, Area)> = labels
        .map(|label| {
            let area = Area::new(label.x, label.y, label.width, label.height);
            (label.text.as_str(), area)
        })
        .collect();
    for (at, (text, area)) in labels.iter().enumerate() {
        for node in picture.scene.nodes.iter().filter(|node| !node.container) {
            if area.meets(&Area::of(node)) {
                found.push(format!("label {text} covers {}", node.name));
            }
        }
        for (other, beside) in &labels[at + 1..] {
            if area.meets(beside) {
                found.push(format!("label {text} covers label {other}"));
            }
        }
    }
}

fn edges(picture: &Picture, edge: &SceneEdge, found: &mut Vec<String>) {
    let from = picture.end(edge.from, "start");
    let to = picture.end(edge.to, "end");
    let name = format!("{} to {}", from.name, to.name);
    let points = points(&edge.path);
    if !outline(from, points[0].1).on_border(points[0]) {
        found.push(format!("{name} begins at {:?}", points[0]));
    }
    let last = points[points.len() - 1];
    if !outline(to, last.1).on_border(last) || (edge.tip.x, edge.tip.y) != last {
        found.push(format!("{name} ends at {last:?}"));
    }
    let region = |node: &&SceneNode| (node.parent, node.branch) == (from.parent, from.branch);
    for node in picture.scene.nodes.iter().filter(region) {
        if points
            .iter()
            .any(|point| outline(node, point.1).inside(*point))
        {
            found.push(format!("{name} crosses {}", node.name));
        }
    }
    for other in picture
        .scene
        .edges
        .iter()
        .filter(|other| other.id != edge.id)
    {
        let Some(label) = &other.label else { continue };
        let area = Area::new(label.x, label.y, label.width, label.height);
        if points.iter().any(|point| area.inside(*point)) {
            found.push(format!("{name} runs under label {}", label.text));
        }
    }
    if let Some(label) = &edge.label {
        let area = Area::new(label.x, label.y, label.width, label.height);
        if !points.iter().any(|point| area.inside(*point)) {
            found.push(format!("{name} misses its label"));
        }
    }
}

/// Points along an SVG path of `M`, `L` and `C`.
fn points(path: &str) -> Vec<(f32, f32)> {
    let mut points: Vec<(f32, f32)> = Vec::new();
    let starts: Vec<usize> = path
        .match_indices(['M', 'L', 'C'])
        .map(|(at, _)| at)
        .collect();
    for (at, start) in starts.iter().enumerate() {
        let end = starts.get(at + 1).copied().unwrap_or(path.len());
        let numbers: Vec<f32> = path[start + 1..end]
            .split_whitespace()
            .map(|number| number.parse().expect("a number"))
            .collect();
        let pairs: Vec<(f32, f32)> = numbers.chunks(2).map(|pair| (pair[0], pair[1])).collect();
        let from = points.last().copied().unwrap_or(pairs[0]);
        let far = pairs
            .iter()
            .map(|to| (to.0 - from.0).abs() + (to.1 - from.1).abs());
        let steps = (far.fold(0.0, f32::max) / 3.0) as usize + 24;
        for step in 0..=steps {
            points.push(along(from, &pairs, step as f32 / steps as f32));
        }
    }
    points
}

fn along(from: (f32, f32), to: &[(f32, f32)], t: f32) -> (f32, f32) {
    let u = 1.0 - t;
    let mix = |of: fn((f32, f32)) -> f32| match to {
        [a, b, end] => {
            u * u * u * of(from)
                + 3.0 * u * u * t * of(*a)
                + 3.0 * u * t * t * of(*b)
                + t * t * t * of(*end)
        }
        _ => u * of(from) + t * of(to[0]),
    };
    match (t == 1.0, to.last()) {
        (true, Some(end)) => *end,
        _ => (mix(|p| p.0), mix(|p| p.1)),
    }
}
