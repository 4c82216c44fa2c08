import type { Scene, SceneEdge, SceneNode } from '../generated.ts';
import { language, t } from '../i18n.ts';
import type { NodeLook } from './look.ts';

/** What a screen reader says: "QuoteShipping, task, succeeded after 3 attempts, in PrepareOrder, branch 2". */
export function nodeName(scene: Scene, node: SceneNode, look: NodeLook): string {
  if (node.kind === 'start') return t('graph.start');
  if (node.kind === 'end') return t('graph.end');
  const parts = [node.name, kindName(node.kind), statusName(look)];
  const parent = scene.nodes.find((each) => node.parent !== null && each.state === node.parent);
  if (parent) {
    const branch = parent.kind === 'parallel';
    parts.push(branch ? t('graph.inBranch', { name: parent.name, branch: node.branch + 1 })
      : t('graph.inMap', { name: parent.name }));
  }
  return parts.join(', ');
}

const kindName = (kind: string): string => kind.charAt(0).toUpperCase() + kind.slice(1);

function statusName(look: NodeLook): string {
  const word = t(`legend.${look.status}`);
  return look.retries > 0 ? t('graph.afterAttempts', { status: word, count: look.retries + 1 }) : word;
}

/** The two ends of an edge by name. */
export function ends(scene: Scene, edge: SceneEdge): { from: string; to: string } {
  const name = (state: number | null): string | undefined =>
    scene.nodes.find((node) => state !== null && node.state === state)?.name;
  return { from: name(edge.from) ?? t('graph.start'), to: name(edge.to) ?? t('graph.end') };
}

/** The second line of a box in the reader's language; what AWS calls its services stays. */
export function caption(scene: Scene, node: SceneNode): string {
  if (language() === 'en' || node.note === '') return node.note;
  switch (node.kind) {
    case 'parallel':
      return t('graph.branches', { count: node.lanes.length });
    case 'choice':
      return rules(scene, node);
    case 'map':
      return node.note.replace(/max (.+)$/, (_, most: string) => t('graph.max', { count: most }));
    case 'wait':
      return node.note.replace(/^([\d.]+) s$/, (_, seconds: string) => t('graph.seconds', { count: seconds }));
    default:
      return node.note;
  }
}

function rules(scene: Scene, node: SceneNode): string {
  const own = scene.edges.filter((edge) => edge.from === node.state);
  const count = own.filter((edge) => edge.kind === 'rule').length;
  return t(own.some((edge) => edge.kind === 'default') ? 'graph.rulesDefault' : 'graph.rules', { count });
}

/** The words on an edge's pill. */
export function edgeLabel(edge: SceneEdge): string {
  if (edge.kind === 'default') return t('graph.default');
  const text = edge.label?.text ?? '';
  return edge.kind === 'rule' ? text.replace(/^Rule (\d+)/, (_, rule: string) => t('graph.rule', { rule })) : text;
}
