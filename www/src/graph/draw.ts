import { repeat } from 'lit-html/directives/repeat.js';
import { nothing, svg, type SVGTemplateResult } from 'lit-html';
import type { StopLook } from '../breakpoints.ts';
import type { Scene, SceneEdge, SceneNode } from '../generated.ts';
import { duration } from '../format.ts';
import { t } from '../i18n.ts';
import type { Detail } from './detail.ts';
import { type EdgeView, label, line, SHORT } from './edges.ts';
import { type Look, lookOf, type NodeLook } from './look.ts';
import { cut, ems } from './measure.ts';
import { edgeBox, meets } from './near.ts';
import type { Box } from './viewport.ts';
import { caption, edgeLabel, edgeRule, ends, nodeName } from './names.ts';
import { box, container, type NodeView, terminal } from './shapes.ts';
import { nodeId } from './walk.ts';

/** All that the drawing depends on, but for pan and zoom. */
export interface Drawing {
  scene: Scene;
  look: Look;
  detail: Detail;
  selected: number | null;
  /** No breakpoints can be set: their dots are left out. */
  still?: boolean;
  /** The tab stop. */
  current: string;
  /** The edge whose JSON is shown. */
  open: number | null;
  breakpoints: ReadonlyMap<string, StopLook>;
  /** What those of a state stop at. */
  stopWords?(name: string): string;
  /** The part that is drawn; null for all. */
  window: Box | null;
  /** Before the ids of a second drawing in the same document. */
  sheet?: string;
  /** Whether containers can be folded yet. */
  folds: boolean;
  /** How much larger the words on edges are drawn than their pills were made for; they are cut so that they fit. */
  grow?: number;
}

/** Containers, then edges (taken ones above the others), then nodes, then labels. */
export function drawScene(drawing: Drawing): SVGTemplateResult {
  const { scene, window, current } = drawing;
  // The tab stop is there wherever it stands.
  const near = scene.nodes.filter((node) => !window || meets(node, window) || nodeId(node) === current);
  const nodes = near.filter((node) => !node.container);
  const edges = scene.edges
    .filter((edge) => !window || meets(edgeBox(edge), window) || `edge-${edge.id}` === current)
    .map((edge) => edgeView(drawing, edge));
  const order = [...edges].sort((a, b) => Number(a.taken !== undefined) - Number(b.taken !== undefined));
  return svg`
    ${repeat(near.filter((node) => node.container), nodeId, (node) => container(nodeView(drawing, node)))}
    ${repeat(order, (view) => view.id, line)}
    ${repeat(nodes, nodeId, (node) => drawNode(drawing, node))}
    ${drawing.detail.labels ? repeat(edges, (view) => view.id, label) : nothing}`;
}

function drawNode(drawing: Drawing, node: SceneNode): SVGTemplateResult {
  const view = nodeView(drawing, node);
  if (node.kind !== 'start' && node.kind !== 'end') return box(view);
  const reached = drawing.scene.edges.some((edge) =>
    drawing.look.taken.has(edge.id) && (node.kind === 'start' ? edge.from === null : edge.to === null));
  return terminal({ ...view, node: { ...node, label: view.name } }, reached);
}

function nodeView(drawing: Drawing, node: SceneNode): NodeView {
  const { scene, look, detail } = drawing;
  const own: NodeLook = lookOf(look, node);
  const id = nodeId(node);
  const breakpoint = drawing.breakpoints.get(node.name);
  const due = look.countdown && look.countdown.state === node.state ? duration(look.countdown.left) : '';
  return {
    node,
    id,
    sheet: drawing.sheet ?? '',
    look: own,
    level: detail.level,
    size: detail.size,
    name: nodeName(scene, node, own),
    note: caption(scene, node),
    lanes: node.lanes.map((_, at) => t('graph.branch', { branch: at + 1 })),
    selected: node.state !== null && node.state === drawing.selected,
    current: id === drawing.current,
    breakpoint,
    dotWords: drawing.still ? '' : dotWords(drawing, node.name, breakpoint),
    due,
    foldWords: drawing.folds ? foldWords(node) : '',
  };
}

/** What a press on the dot does; one that is not the simplest says what it is first. */
function dotWords(drawing: Drawing, name: string, look: StopLook | undefined): string {
  const does = t(look ? 'transport.clearBreakpoint' : 'transport.setBreakpoint', { name });
  return look && look !== 'enter' ? `${drawing.stopWords?.(name) ?? ''}\n${does}` : does;
}

/** Parallel and Map are folded where they are no container. */
function foldWords({ kind, container: open, name }: SceneNode): string {
  if (open) return t('graph.fold', { name });
  return kind === 'parallel' || kind === 'map' ? t('graph.unfold', { name }) : '';
}

function edgeView(drawing: Drawing, edge: SceneEdge): EdgeView {
  const taken = drawing.look.taken.get(edge.id);
  const id = `edge-${edge.id}`;
  const name = taken ? t(taken.kind === null ? 'graph.maybeTaken' : 'graph.takenEdge', { ...ends(drawing.scene, edge), count: taken.count }) : '';
  const label = edgeLabel(edge);
  const { grow = 1 } = drawing;
  return { edge, id, taken, label: grow > 1 && label.length > SHORT ? cut(label, (ems(label) + 1.5) / grow) : label, full: edgeRule(edge), name, current: id === drawing.current, open: drawing.open === edge.id };
}
