import type { Scene, SceneEdge, SceneNode } from '../generated.ts';
import { duration } from '../format.ts';
import { language, say, t } from '../i18n.ts';
import { statusOf } from '../marks.ts';
import type { NodeLook } from './look.ts';
import { cut, ems } from './measure.ts';

/** What a screen reader says: "QuoteShipping, task, succeeded after 3 attempts, in PrepareOrder, branch 2". */
export function nodeName(scene: Scene, node: SceneNode, look: NodeLook): string {
  if (node.kind === 'start') return t('graph.start');
  if (node.kind === 'end') return t('graph.end');
  const parts = [node.name, kindName(node.kind), statusName(look)];
  if ((node.kind === 'parallel' || node.kind === 'map') && !node.container) parts.push(t('graph.folded'));
  // The latest visit's status alone would hide what became of the others, or of what is folded.
  if (look.within || look.counts.length > 1) parts.push(...look.counts.map(({ status, count }) => `${t(`legend.${statusOf(status)}`)} ${count}`));
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
  // Inside a Map the visits are counted together: so many attempts were none of them.
  if (look.retries > 0 && look.counts.length > 0) return t('graph.retried', { status: word, count: look.retries });
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
  if (node.kind === 'wait') return node.note.replace(/^([\d.]+) s$/, (_, seconds: string) => wait(Number(seconds)));
  if (language() === 'en' || node.note === '') return node.note;
  switch (node.kind) {
    case 'parallel':
      return t('graph.branches', { count: node.lanes.length });
    case 'choice':
      return rules(scene, node);
    case 'map':
      return node.note.replace(/max (.+)$/, (_, most: string) => t('graph.max', { count: most }));
    default:
      return node.note;
  }
}

/** As the countdown says it: long waits in hours and days. */
const wait = (seconds: number): string => (seconds < 60 ? t('graph.seconds', { count: seconds }) : duration(seconds * 1000));

function rules(scene: Scene, node: SceneNode): string {
  const own = scene.edges.filter((edge) => edge.from === node.state);
  const count = own.filter((edge) => edge.kind === 'rule').length;
  return t(own.some((edge) => edge.kind === 'default') ? 'graph.rulesDefault' : 'graph.rules', { count });
}

/** Letters of a pill are this high, and its ends take this much. */
const PILL = { font: 11, ends: 14 };

/** The words on an edge's pill. */
export function edgeLabel(edge: SceneEdge): string {
  if (edge.kind === 'default') return t('graph.default');
  const { label } = edge;
  if (!label) return '';
  if (edge.kind !== 'rule' || language() === 'en') return label.text;
  // The pill was made for the English words, so what is no wider than they fits, whatever the upper bound says.
  return cut(edgeRule(edge), Math.max((label.width - PILL.ends) / PILL.font, ems(label.text)));
}

/** The whole text of an edge in the reader's language: a rule's operators are words. */
export function edgeRule({ kind, label }: SceneEdge): string {
  const full = label?.full ?? '';
  if (kind !== 'rule' || language() === 'en') return full;
  return full
    .replace(/^Rule (\d+)/, (_, rule: string) => t('graph.rule', { rule }))
    .replace(OPERATORS, (word) => (word.startsWith('"') ? word : say(`rule.${word.replace(/ (.)/g, (_, letter: string) => letter.toUpperCase())}`)));
}

/** Strings stay as they are, so they are found first. */
const OPERATORS = /"(?:[^"\\]|\\.)*"|(?<= )(?:is (?:not )?(?:null|present|numeric|string|boolean|timestamp)|matches|and|or|not)(?=$|[ )])/g;
