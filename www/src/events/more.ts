/** Further filters of the events table: state, branch, iteration, time, the causal chain of an event. */

import '../i18n/later.ts';
import '../styles/event.css';
import { html, nothing, render, type TemplateResult } from 'lit-html';
import { count } from '../format.ts';
import type { EventRow, Scene } from '../generated.ts';
import { t, type Key } from '../i18n.ts';
import { icon } from '../icons.ts';
import { rowAt } from '../select.ts';
import type { Run, Wanted } from '../state.ts';
import type { Extra } from './filter.ts';

export { failure, nextOfStep } from './jump.ts';

const NOTHING: Wanted = { state: null, branch: '', iteration: null, from: null, to: null, chain: null };

export class MoreFilters {
  wanted = NOTHING;
  open = false;

  /** `changed` gets what rows must pass, null for no condition. */
  constructor(private readonly host: HTMLElement, private readonly run: () => Run | null, private readonly changed: (extra: Extra) => void) {}

  /** Opens or closes the filters; closing clears them. */
  toggle(): void {
    this.open = !this.open;
    this.want(this.open ? {} : NOTHING);
  }

  /** As they were left. */
  restore(wanted: Wanted): void {
    const { chain: _, ...fields } = wanted;
    this.open = Object.entries(fields).some(([name, value]) => value !== NOTHING[name as keyof Wanted]);
    this.want(wanted);
  }

  chain(id: number | null): void {
    this.want({ chain: id });
  }

  /** Another execution. */
  reset(): void {
    this.open = false;
    this.wanted = NOTHING;
    this.draw();
  }

  draw(): void {
    const run = this.run();
    const { chain } = this.wanted;
    render(!run || (!this.open && chain === null) ? nothing : html`<div class="emore">
      ${chain === null ? nothing : this.chained(chain, run)}${this.open ? this.fields(run) : nothing}</div>`, this.host);
  }

  private want(change: Partial<Wanted>): void {
    this.wanted = { ...this.wanted, ...change };
    this.draw();
    const some = Object.entries(this.wanted).some(([name, value]) => value !== NOTHING[name as keyof Wanted]);
    this.changed(some ? (run) => passes(run, this.wanted) : null);
  }

  private chained(id: number, run: Run): TemplateResult {
    return html`<div class="chain"><span class="grow">${t('events.chainOf', { id, count: count(chainOf(run, id).size) })}</span>
      <button class="b ghost tiny" type="button" aria-label=${t('events.chainClose')} title=${t('events.chainClose')}
        @click=${() => this.want({ chain: null })}>${icon('i-close', 12)}</button></div>`;
  }

  private fields(run: Run): TemplateResult {
    const { wanted } = this;
    const states = run.check?.states ?? [];
    const branches = run.check?.scene ? branchesOf(run.check.scene) : [];
    const number = (value: string): number | null => (value.trim() === '' || !Number.isFinite(Number(value)) ? null : Number(value));
    const field = (words: Key, name: 'iteration' | 'from' | 'to'): TemplateResult => html`<label>${t(words)}<input type="number" min="0"
      step=${name === 'iteration' ? 1 : 'any'} .value=${String(wanted[name] ?? '')} @input=${(event: Event) => this.want({ [name]: number((event.target as HTMLInputElement).value) })}></label>`;
    return html`<label>${t('events.state')}<select aria-label=${t('events.state')} @change=${(event: Event) => this.want({ state: number((event.target as HTMLSelectElement).value) })}>
        <option value="" ?selected=${wanted.state === null}>${t('events.any')}</option>
        ${states.map((state) => html`<option value=${state.id} ?selected=${state.id === wanted.state}>${state.name}</option>`)}</select></label>
      ${branches.length === 0 ? nothing : html`<label>${t('events.branch')}<select aria-label=${t('events.branch')} @change=${(event: Event) => this.want({ branch: (event.target as HTMLSelectElement).value })}>
        <option value="" ?selected=${wanted.branch === ''}>${t('events.any')}</option>
        ${branches.map(({ id, name, branch }) => html`<option value=${id} ?selected=${id === wanted.branch}>${t('events.branchOf', { name, number: branch + 1 })}</option>`)}</select></label>`}
      ${field('events.iteration', 'iteration')}${field('events.from', 'from')}${field('events.to', 'to')}`;
  }
}

function passes(run: Run, wanted: Wanted): (row: EventRow) => boolean {
  const chain = wanted.chain === null ? null : chainOf(run, wanted.chain);
  const inside = wanted.branch === '' || !run.check?.scene ? null : inBranch(run.check.scene, wanted.branch);
  const { started } = run.view.execution;
  return (row) => (chain === null || chain.has(row.id))
    && (wanted.state === null || row.state === wanted.state)
    && (inside === null || (row.state !== null && inside.has(row.state)))
    && (wanted.iteration === null || row.iteration.includes(wanted.iteration))
    && (wanted.from === null || row.time - started >= wanted.from * 1000)
    && (wanted.to === null || row.time - started <= wanted.to * 1000);
}

/** From an event back over `previousEventId` to the start, as far as rows have been fetched. */
export function chainOf(run: Run, id: number): Set<number> {
  const chain = new Set<number>();
  for (let at = id; at > 0 && !chain.has(at); at = rowAt(run, at)?.previous ?? 0) chain.add(at);
  return chain;
}

interface Branch {
  readonly id: string;
  readonly name: string;
  readonly branch: number;
}

/** Every branch of every Parallel, in the order of the graph. */
function branchesOf({ nodes }: Scene): Branch[] {
  const found = new Map<string, Branch>();
  for (const { parent, branch } of nodes) {
    const around = parent === null ? undefined : nodes.find((node) => node.state === parent);
    const id = `${parent}/${branch}`;
    if (around?.kind === 'parallel') found.set(id, { id, name: around.name, branch });
  }
  return [...found.values()].sort((a, b) => a.branch - b.branch || a.name.localeCompare(b.name));
}

/** The states of a branch, those in containers inside it too. */
function inBranch({ nodes }: Scene, id: string): Set<number> {
  const parents = new Map(nodes.map((node) => [node.state, node]));
  const inside = new Set<number>();
  for (const node of nodes) {
    for (let at = parents.get(node.state); at && at.parent !== null; at = parents.get(at.parent)) {
      if (`${at.parent}/${at.branch}` === id && node.state !== null) inside.add(node.state);
    }
  }
  return inside;
}
