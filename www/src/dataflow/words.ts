/** What a stage is called, and what its field did to the data. */

import { count } from '../format.ts';
import type { FlowStage, FlowView } from '../generated.ts';
import { has, say, t } from '../i18n.ts';

/** The state's own output, after the field that made it: for a reader to arrive at, not to edit. */
export const LAST = 'stateOutput';

/** The stages with the state's output at their end, before its variables. */
export function allStages({ stages }: FlowView): FlowStage[] {
  const at = stages.findIndex(({ name }) => name === 'output');
  const output = stages[at];
  if (!output || output.value === null) return stages;
  const last: FlowStage = { name: LAST, field: null, source: null, value: output.value, from: at, index: null, held: null };
  return [...stages.slice(0, at + 1), last, ...stages.slice(at + 1)];
}

export function label({ name, field, index }: FlowStage): string {
  if (name === 'item') return t('flow.item', { index: count(index ?? 0) });
  return field ?? say(`flow.${name}`, { index: count(index ?? 0) });
}

/** What the field is for. */
export function about({ name, field }: FlowStage): string {
  const own = field === null || /\]$/s.test(field) ? name : field.replace(/^.*\./s, '');
  const key = [own, own.replace(/Path$/s, '')].map((each) => `flow.about.${each}`).find(has);
  return key === undefined ? '' : say(key);
}

export type Change = 'none' | 'new' | 'changed' | 'unchanged';

export function changeOf(stage: FlowStage, stages: readonly FlowStage[]): Change {
  if (stage.value === null) return 'none';
  const before = stage.from === null ? null : (stages[stage.from]?.value ?? null);
  if (stage.name === 'input' || stage.name === LAST || stage.name === 'rule') return 'unchanged';
  if (before === null) return 'new';
  return before === stage.value ? 'unchanged' : 'changed';
}

/** In words what became of the value before. */
export function did(stage: FlowStage, stages: readonly FlowStage[]): string {
  const change = changeOf(stage, stages);
  if (stage.value === null) return stage.field !== null && stage.source === null ? t('flow.notSet') : t('flow.notYet');
  if (stage.name === 'input' || stage.name === LAST) return '';
  if (stage.held !== null) return t(stage.held ? 'explain.holds' : 'explain.holdsNot');
  if (stage.name === 'setting') return t('flow.comesTo', { value: short(stage.value) });
  if (change === 'new') return t('test.stage.new');
  if (change === 'unchanged') return stage.field !== null && stage.source === null ? t('flow.notSet') : t('flow.noChange');
  const before = stage.from === null ? null : (stages[stage.from]?.value ?? null);
  return before === null ? '' : compared(before, stage.value);
}

const short = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text);

function compared(before: string, after: string): string {
  const [was, is] = [members(before), members(after)];
  if (!is) return t('flow.replaces');
  if (!was) return t('flow.builds', { count: count(is.size) });
  const kept = [...is].filter(([key, value]) => was.get(key) === value).length;
  const added = [...is.keys()].filter((key) => !was.has(key));
  if (kept === was.size && added.length > 0) return t('flow.adds', { names: added.join(', ') });
  if (kept === is.size) return t('flow.keeps', { count: count(kept), of: count(was.size) });
  return t('flow.builds', { count: count(is.size) });
}

/** The members of an object with their JSON texts. */
function members(text: string): Map<string, string> | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
    return new Map(Object.entries(value).map(([key, member]) => [key, JSON.stringify(member)]));
  } catch {
    return null;
  }
}
