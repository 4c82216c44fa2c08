//! A scene as an SVG text that stands alone: no style sheet, no script, nothing from elsewhere.

use super::scene::{EdgeKindView, EdgeLabel, Scene, SceneEdge, SceneNode};
use crate::layout::SHEET;
use std::fmt::Write;

const GROUND: &str = "#ffffff";
const INK: &str = "#1b2530";
const SOFT: &str = "#55616e";
const LINE: &str = "#7d8894";
const CAUGHT: &str = "#a15c00";
const CONTAINER: &str = "#f5f7f9";
const FONT: &str = "system-ui, -apple-system, 'Segoe UI', 'Noto Sans', 'Noto Sans KR', sans-serif";

/// Writes `scene` in the colours of the light theme.
pub fn svg(scene: &Scene) -> String {
    let mut out = String::new();
    let (width, height) = (scene.width, scene.height);
    put(
        &mut out,
        format_args!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" \
             height=\"{height}\" font-family=\"{FONT}\">\n\
             <rect width=\"{width}\" height=\"{height}\" fill=\"{GROUND}\"/>\n"
        ),
    );
    for node in scene.nodes.iter().filter(|node| node.container) {
        container(&mut out, node);
    }
    for edge in &scene.edges {
        line(&mut out, edge);
    }
    for node in scene.nodes.iter().filter(|node| !node.container) {
        plain(&mut out, node);
    }
    for edge in &scene.edges {
        if let Some(label) = &edge.label {
            pill(&mut out, label, edge.kind);
        }
    }
    out.push_str("</svg>\n");
    out
}

/// Writing to a String cannot fail.
fn put(out: &mut String, text: std::fmt::Arguments) {
    let _ = out.write_fmt(text);
}

/// `text` with everything escaped that markup could take for its own; control characters, which XML has no way to
/// write, become spaces.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\u{0}'..='\u{1f}' | '\u{7f}' | '\u{fffe}' | '\u{ffff}' => out.push(' '),
            _ => out.push(c),
        }
    }
    out
}

fn container(out: &mut String, node: &SceneNode) {
    let (x, y, width, height) = (node.x, node.y, node.width, node.height);
    for sheet in (0..=node.sheets).rev() {
        let by = sheet as f32 * SHEET as f32;
        put(
            out,
            format_args!(
                "<rect x=\"{}\" y=\"{}\" width=\"{width}\" height=\"{height}\" rx=\"10\" fill=\"{CONTAINER}\" \
                 stroke=\"{LINE}\"/>\n",
                x + by,
                y - by,
            ),
        );
    }
    for (at, lane) in node.lanes.iter().enumerate() {
        if at > 0 {
            put(
                out,
                format_args!(
                    "<path d=\"M{} {}v{}\" stroke=\"{LINE}\" stroke-dasharray=\"2 3\"/>\n",
                    lane.x,
                    lane.y,
                    lane.height - 8.0
                ),
            );
        }
        let (x, y, number) = (lane.x + 12.0, lane.y + 14.0, at + 1);
        put(
            out,
            format_args!(
                "<text x=\"{x}\" y=\"{y}\" font-size=\"11\" fill=\"{SOFT}\">Branch {number}</text>\n"
            ),
        );
    }
    put(
        out,
        format_args!(
            "<text x=\"{}\" y=\"{}\" font-size=\"13\" font-weight=\"600\" fill=\"{INK}\">{}<tspan dx=\"8\" \
             font-size=\"11\" font-weight=\"400\" fill=\"{SOFT}\">{}</tspan></text>\n",
            x + 12.0,
            y + 20.0,
            escaped(&node.label),
            escaped(&node.note),
        ),
    );
}

fn line(out: &mut String, edge: &SceneEdge) {
    let (colour, dashes) = match edge.kind {
        EdgeKindView::Catch => (CAUGHT, " stroke-dasharray=\"5 3.5\""),
        _ => (LINE, ""),
    };
    put(
        out,
        format_args!(
            "<path d=\"{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"1.4\"{dashes}/>\n",
            edge.path
        ),
    );
    put(
        out,
        format_args!(
            "<path d=\"M0 0L-8 -4V4z\" fill=\"{colour}\" transform=\"translate({} {}) rotate({})\"/>\n",
            edge.tip.x, edge.tip.y, edge.tip.angle
        ),
    );
}

fn plain(out: &mut String, node: &SceneNode) {
    let (x, y, width, height) = (node.x, node.y, node.width, node.height);
    let paint = format!("fill=\"{GROUND}\" stroke=\"{SOFT}\" stroke-width=\"1.3\"");
    put(
        out,
        format_args!("<g><title>{}</title>\n", escaped(&node.name)),
    );
    if node.kind == "choice" {
        let half = height / 2.0;
        put(
            out,
            format_args!(
                "<path d=\"M{} {y}h{}l14 {half}l-14 {half}h{}l-14 -{half}z\" {paint}/>\n",
                x + 14.0,
                width - 28.0,
                28.0 - width,
            ),
        );
    } else {
        let round = match node.kind.as_str() {
            "start" | "end" | "succeed" | "fail" => height / 2.0,
            _ => 8.0,
        };
        put(
            out,
            format_args!(
                "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"{round}\" {paint}/>\n"
            ),
        );
    }
    words(out, node);
    out.push_str("</g>\n");
}

fn words(out: &mut String, node: &SceneNode) {
    let middle = (node.x + node.width / 2.0, node.y + node.height / 2.0);
    let two = !node.note.is_empty();
    let name = escaped(&node.label);
    let across = middle.0;
    let down = middle.1 + if two { -3.0 } else { 4.5 };
    put(
        out,
        format_args!(
            "<text x=\"{across}\" y=\"{down}\" font-size=\"13\" font-weight=\"600\" fill=\"{INK}\" \
             text-anchor=\"middle\">{name}</text>\n"
        ),
    );
    if two {
        let note = escaped(&node.note);
        let down = middle.1 + 12.0;
        put(
            out,
            format_args!(
                "<text x=\"{across}\" y=\"{down}\" font-size=\"11\" fill=\"{SOFT}\" text-anchor=\"middle\">{note}</text>\n"
            ),
        );
    }
}

fn pill(out: &mut String, label: &EdgeLabel, kind: EdgeKindView) {
    let colour = match kind {
        EdgeKindView::Catch => CAUGHT,
        _ => SOFT,
    };
    let (x, y, width, height) = (label.x, label.y, label.width, label.height);
    put(
        out,
        format_args!(
            "<g><title>{}</title>\n<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"9\" \
             fill=\"{GROUND}\" stroke=\"{colour}\"/>\n\
             <text x=\"{}\" y=\"{}\" font-size=\"11\" fill=\"{colour}\" text-anchor=\"middle\">{}</text></g>\n",
            escaped(&label.full),
            x + width / 2.0,
            y + height / 2.0 + 4.0,
            escaped(&label.text),
        ),
    );
}
