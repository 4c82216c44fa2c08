//! Drawn graphs: nothing covers anything, edges run from border to border, the same text gives the same picture.

mod layout {
    pub mod machines;
    pub mod measure;
}

use layout::machines::{chained, lattice, random, MACHINES};
use layout::measure::{faults, Picture};
use std::time::{Duration, Instant};
use stepglass::definition;
use stepglass::view::scene::{EdgeKindView, Scene};
use stepglass::view::svg::svg;

/// Measures the drawing of one definition. Time is the subject here, and no answer depends on it.
#[allow(clippy::disallowed_methods)]
fn timed(text: &str) -> (Scene, Duration) {
    let machine = definition::read(text).machine;
    let start = Instant::now();
    let scene = Scene::of(&machine).expect("there are states");
    (scene, start.elapsed())
}

fn scene(text: &str) -> Scene {
    Scene::of(&definition::read(text).machine).expect("there are states")
}

fn node<'a>(scene: &'a Scene, name: &str) -> &'a stepglass::view::scene::SceneNode {
    let found = scene.nodes.iter().find(|node| node.name == name);
    found.unwrap_or_else(|| panic!("{name} is drawn"))
}

#[test]
fn nothing_covers_anything() {
    for (name, text) in MACHINES {
        let found = faults(&Picture::of(&scene(text)));
        assert!(found.is_empty(), "{name}: {found:#?}");
    }
}

#[test]
fn nothing_covers_anything_in_random_graphs() {
    for seed in 0..150 {
        let text = random(seed, 4 + seed as usize % 30);
        let found = faults(&Picture::of(&scene(&text)));
        assert!(found.is_empty(), "seed {seed}: {found:#?}\n{text}");
    }
}

/// Every Parallel and Map of a scene.
fn containers(scene: &Scene) -> Vec<u32> {
    let nodes = scene.nodes.iter().filter(|node| node.container);
    nodes.filter_map(|node| node.state).collect()
}

#[test]
fn nothing_covers_anything_across_or_folded() {
    let named = MACHINES.iter().map(|(_, text)| text.to_string());
    let texts: Vec<String> = named.chain((0..60).map(|seed| random(seed, 24))).collect();
    for text in &texts {
        let all = containers(&scene(text));
        for (folded, across) in [(&[][..], true), (&all[..], false), (&all[..], true)] {
            let drawn = Scene::read(text, folded, across).expect("there are states");
            let found = faults(&Picture::of(&drawn));
            assert!(found.is_empty(), "{folded:?} {across}: {found:#?}\n{text}");
        }
    }
}

#[test]
fn a_folded_container_is_one_node_and_the_rest_keeps_its_numbers() {
    let (_, text) = MACHINES[0];
    let whole = scene(text);
    let items = node(&whole, "Items").state.expect("a state");
    let folded = Scene::read(text, &[items], false).expect("there are states");
    let map = node(&folded, "Items");
    assert!(!map.container && map.sheets == 2 && map.height == 46.0);
    assert_eq!(map.state, Some(items));
    assert!(folded.nodes.iter().all(|node| node.parent != Some(items)));
    assert!(node(&folded, "Prepare").container);
    for kept in &folded.nodes {
        assert_eq!(kept.state, node(&whole, &kept.name).state);
    }
    // What is inside a folded container is not drawn, however deep.
    let prepare = node(&whole, "Prepare").state.expect("a state");
    let outer = Scene::read(text, &[prepare], false).expect("there are states");
    assert!(outer.nodes.iter().all(|node| node.parent.is_none()));
}

#[test]
fn across_runs_from_left_to_right() {
    let drawn = Scene::read(&chained(6), &[], true).expect("there are states");
    assert!(drawn.across && drawn.width > 3.0 * drawn.height);
    assert!(drawn.edges.iter().all(|edge| edge.tip.angle == 0.0));
    let (_, text) = MACHINES[0];
    let drawn = Scene::read(text, &[], true).expect("there are states");
    let lanes = &node(&drawn, "Prepare").lanes;
    assert_eq!(lanes[0].x, lanes[1].x);
    assert_eq!(lanes[0].y + lanes[0].height, lanes[1].y);
}

#[test]
fn every_state_and_transition_is_drawn() {
    for (name, text) in MACHINES {
        let machine = definition::read(text).machine;
        let graph = definition::Graph::of(&machine);
        let scene = scene(text);
        let states = scene.nodes.iter().filter(|node| node.state.is_some());
        assert_eq!(states.count(), machine.states.len(), "{name}");
        let own = |kind| !matches!(kind, EdgeKindView::Start | EdgeKindView::End);
        let drawn = scene.edges.iter().filter(|edge| own(edge.kind)).count();
        let wanted: usize = graph.regions.iter().map(|region| region.edges.len()).sum();
        assert_eq!(drawn, wanted, "{name}");
        for (at, edge) in scene.edges.iter().enumerate() {
            assert_eq!(edge.id as usize, at, "{name}");
        }
    }
}

#[test]
fn start_and_end_stand_at_the_top_level_alone() {
    for (name, text) in MACHINES {
        let scene = scene(text);
        let marks = scene.nodes.iter().filter(|node| node.state.is_none());
        for mark in marks.clone() {
            assert!(mark.parent.is_none(), "{name}");
            assert!(mark.kind == "start" || mark.kind == "end", "{name}");
        }
        assert!(marks.count() <= 2, "{name}");
    }
}

#[test]
fn the_same_text_gives_the_same_picture() {
    let before: Vec<String> = MACHINES.iter().map(|(_, text)| svg(&scene(text))).collect();
    for seed in 0..20 {
        scene(&random(seed, 20));
    }
    let after: Vec<String> = MACHINES.iter().map(|(_, text)| svg(&scene(text))).collect();
    assert_eq!(before, after);
}

#[test]
fn a_chain_is_one_straight_column() {
    let scene = scene(&chained(6));
    let middle = |node: &stepglass::view::scene::SceneNode| node.x + node.width / 2.0;
    let first = middle(&scene.nodes[0]);
    assert!(scene
        .nodes
        .iter()
        .all(|node| (middle(node) - first).abs() <= 0.5));
    assert!(scene.edges.iter().all(|edge| !edge.path.contains('C')));
    assert!(scene.edges.iter().all(|edge| edge.tip.angle == 90.0));
}

#[test]
fn containers_hold_their_branches_side_by_side() {
    let (_, text) = MACHINES[0];
    let scene = scene(text);
    let parallel = node(&scene, "Prepare");
    assert!(parallel.container && parallel.lanes.len() == 2);
    assert_eq!(
        parallel.lanes[0].x + parallel.lanes[0].width,
        parallel.lanes[1].x
    );
    let (items, quote) = (node(&scene, "Items"), node(&scene, "Quote"));
    assert_eq!((items.parent, items.branch), (parallel.state, 0));
    assert_eq!((quote.parent, quote.branch), (parallel.state, 1));
    assert_eq!(items.note, "Map · max 2");
    assert_eq!(items.sheets, 2);
    assert!(node(&scene, "Item").y + 46.0 + 34.0 <= items.y + items.height);
}

#[test]
fn second_lines_say_what_is_called() {
    let (_, text) = MACHINES[0];
    let scene = scene(text);
    assert_eq!(node(&scene, "Validate").note, "lambda · validate");
    assert_eq!(node(&scene, "Ask").note, "sqs · sendMessage · token");
    assert_eq!(node(&scene, "Large?").note, "1 rule + default");
    assert_eq!(node(&scene, "Large?").count, Some(1));
    assert_eq!(node(&scene, "Pause").note, "30 s");
}

#[test]
fn labels_are_short_and_keep_their_words() {
    for (name, text) in MACHINES {
        for label in scene(text)
            .edges
            .iter()
            .filter_map(|edge| edge.label.as_ref())
        {
            assert!(label.text.chars().count() <= 24, "{name}: {}", label.text);
            let start = label.text.trim_end_matches('…');
            assert!(label.full.starts_with(start), "{name}: {}", label.full);
        }
    }
    let (_, text) = MACHINES[0];
    let scene = scene(text);
    let rule = scene
        .edges
        .iter()
        .find(|edge| edge.kind == EdgeKindView::Rule);
    let label = rule.and_then(|edge| edge.label.as_ref()).expect("a label");
    assert_eq!(label.full, "Rule 1 · $.total > 1000");
}

#[test]
fn names_are_cut_to_their_boxes() {
    let long = "가".repeat(60);
    let text =
        format!(r#"{{"StartAt":"{long}","States":{{"{long}":{{"Type":"Pass","End":true}}}}}}"#);
    let scene = scene(&text);
    let drawn = node(&scene, &long);
    assert_eq!(drawn.width, 220.0);
    assert!(drawn.label.ends_with('…') && drawn.label.chars().count() < 14);
}

#[test]
fn pictures_are_text_without_markup_of_users() {
    let text = r#"{"StartAt":"<script>\"&","States":{"<script>\"&":{"Type":"Task","Resource":"a\u0000]]>'","End":true}}}"#;
    let picture = svg(&scene(text));
    assert!(picture.contains("&lt;script&gt;&quot;&amp;"));
    assert!(!picture.contains("<script") && !picture.contains('\u{0}'));
    assert!(!picture.contains("href"));
}

#[test]
fn a_hundred_states_are_laid_out_while_typing() {
    for text in [random(1, 100), lattice(98)] {
        let (scene, took) = timed(&text);
        assert!(scene.nodes.len() >= 100);
        // Unoptimised and on a busy machine; an optimised build takes a small part of it.
        assert!(took < Duration::from_millis(800), "{took:?}");
    }
}

#[test]
fn very_large_graphs_are_bounded() {
    for text in [chained(5_000), lattice(1_000), random(3, 2_000)] {
        let (scene, took) = timed(&text);
        assert!(scene.width.is_finite() && scene.height.is_finite());
        assert!(took < Duration::from_secs(20), "{took:?}");
    }
}
