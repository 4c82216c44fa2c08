import { html, nothing, render } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { invoke } from '../commands.ts';
import type { Scene } from '../generated.ts';
import { t } from '../i18n.ts';
import { icon } from '../icons.ts';
import { mark, typeIcon } from '../marks.ts';
import { shown } from '../select.ts';
import type { Desk } from './desk.ts';
import { lookFor, lookOf } from './look.ts';
import { type OutlineRow, rowsOf } from './outline-rows.ts';

/** The same graph as a tree of words: it takes the place of the drawing. */
export class Outline {
  shown = false;
  private folded = new Set<string>();
  private current = '';
  private rows: { scene: Scene; list: readonly OutlineRow[] } | null = null;

  constructor(private readonly host: HTMLElement, private readonly desk: Desk, private readonly uncover: (state: number) => void) {
    host.hidden = true;
    host.addEventListener('keydown', (event) => this.key(event));
  }

  toggle(): void {
    this.shown = !this.shown;
    this.host.hidden = !this.shown;
    this.desk.parts.canvas.toggleAttribute('inert', this.shown);
    if (!this.shown) return;
    this.draw();
    this.focus();
  }

  draw(): void {
    if (!this.shown) return;
    const { state } = this.desk.app.store;
    const now = shown(state);
    const scene = now.check?.scene;
    if (!scene) return;
    if (this.rows?.scene !== scene) this.rows = { scene, list: rowsOf(scene) };
    const look = lookFor(scene, now.run?.view ?? null);
    const visible = this.visible();
    if (!visible.some(({ id }) => id === this.current)) this.current = visible[0]?.id ?? '';
    render(html`<div role="tree" aria-label=${t('graph.outlineOf', { name: state.document.name })}>${repeat(visible, ({ id }) => id, (row) => {
      const own = row.node ? lookOf(look, row.node) : null;
      const chosen = row.node !== null && row.node.state === state.selection.state;
      const { leads } = row;
      return html`<div class="ol ${chosen ? 'sel' : ''}" role="treeitem" data-id=${row.id} data-level=${Math.min(row.level, 9)} data-state=${row.node?.state ?? nothing}
          aria-level=${row.level} aria-selected=${chosen ? 'true' : 'false'} aria-expanded=${row.inner ? String(!this.folded.has(row.id)) : nothing}
          tabindex=${row.id === this.current ? 0 : -1} @click=${() => this.choose(row)} @dblclick=${() => void invoke('openStep')}>
        <span class="tw" @click=${(event: Event) => this.twist(event, row)}>${row.inner ? icon(this.folded.has(row.id) ? 'i-tri-r' : 'i-tri-d', 10) : nothing}</span>
        ${row.node ? html`${icon(typeIcon(row.node.kind), 14)}<b>${row.node.name}</b>` : html`<span class="muted">${t('graph.branch', { branch: row.branch + 1 })}</span>`}
        ${own ? html`<span class="ols">${mark(own.status, 12)}${t(`legend.${own.status}`)}</span>` : nothing}
        ${leads.length > 0 ? html`<span class="olt">→ ${leads.map((lead) => `${lead.words ? `${lead.words}: ` : ''}${lead.to}`).join(' · ')}</span>` : nothing}</div>`;
    })}</div>`, this.host);
  }

  private visible(): OutlineRow[] {
    let closed: number | null = null;
    return (this.rows?.list ?? []).filter((row) => {
      if (closed !== null && row.level > closed) return false;
      closed = this.folded.has(row.id) ? row.level : null;
      return true;
    });
  }

  private choose(row: OutlineRow): void {
    this.current = row.id;
    if (row.node?.state != null) {
      this.uncover(row.node.state);
      this.desk.app.actions.select.state(row.node.state, 'page');
    }
    this.draw();
    this.focus();
  }

  private twist(event: Event, row: OutlineRow): void {
    if (!row.inner) return;
    event.stopPropagation();
    if (!this.folded.delete(row.id)) this.folded.add(row.id);
    this.draw();
  }

  private focus(): void {
    this.host.querySelector<HTMLElement>(`[data-id="${this.current}"]`)?.focus();
  }

  private key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const visible = this.visible();
    const at = visible.findIndex(({ id }) => id === this.current);
    const row = visible[at];
    if (!row) return;
    const open = row.inner && !this.folded.has(row.id);
    const parent = visible.slice(0, at).findLast(({ level }) => level < row.level);
    const moves: Partial<Record<string, OutlineRow | undefined>> = {
      ArrowDown: visible[at + 1], ArrowUp: visible[at - 1], Home: visible[0], End: visible.at(-1),
      ArrowRight: open ? visible[at + 1] : undefined, ArrowLeft: open ? undefined : parent,
    };
    if (event.key === 'ArrowRight' && row.inner && !open) this.folded.delete(row.id);
    else if (event.key === 'ArrowLeft' && open) this.folded.add(row.id);
    else if (event.key === 'Enter' || event.key === ' ') {
      this.choose(row);
      if (event.key === 'Enter' && row.node) invoke('openStep');
    } else if (!(event.key in moves)) return;
    event.preventDefault();
    event.stopPropagation();
    this.current = moves[event.key]?.id ?? this.current;
    this.draw();
    if (event.key !== 'Enter') this.focus();
  }
}
