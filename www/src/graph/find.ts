import { html, nothing, render } from 'lit-html';
import { t } from '../i18n.ts';
import { icon } from '../icons.ts';
import { shown } from '../select.ts';
import type { Desk } from './desk.ts';

/** A field over the graph: states by name, those inside folded containers too. */
export class Find {
  private there = false;
  private text = '';
  private at = -1;
  private marked = false;

  constructor(private readonly host: HTMLElement, private readonly desk: Desk, private readonly uncover: (state: number) => void) {
    this.host.hidden = true;
    host.addEventListener('keydown', (event) => this.key(event));
  }

  open(): boolean {
    this.there = true;
    this.desk.viewport.covered = 40;
    this.desk.parts.canvas.classList.add('finding');
    this.render();
    const field = this.host.querySelector('input');
    field?.focus();
    field?.select();
    return field !== null;
  }

  draw(): void {
    if (this.there) this.render();
    if (this.there || this.marked) this.mark();
  }

  private matches(): number[] {
    const wanted = this.text.trim().toLocaleLowerCase();
    if (!wanted) return [];
    const states = shown(this.desk.app.store.state).check?.states ?? [];
    return states.filter(({ name }) => name.toLocaleLowerCase().includes(wanted)).map(({ id }) => id);
  }

  private render(): void {
    const found = this.matches();
    this.host.hidden = !this.there;
    if (!this.there) return;
    const said = this.text.trim() === '' ? '' : found.length === 0 ? t('graph.findNone')
      : t('graph.findAt', { at: Math.max(0, this.at) + 1, count: found.length });
    const button = (words: string, symbol: string, act: () => void, off = false): unknown => html`
      <button class="b ghost small icon" type="button" aria-label=${words} title=${words} ?disabled=${off} @click=${act}>${icon(symbol, 14)}</button>`;
    render(html`<div role="search" aria-label=${t('graph.find')}>
      ${icon('i-search', 14)}
      <input type="text" .value=${this.text} aria-label=${t('graph.findName')} placeholder=${t('graph.findName')} autocomplete="off"
        spellcheck="false" @input=${(event: Event) => this.typed((event.target as HTMLInputElement).value)}>
      <span class="num" role="status">${said || nothing}</span>
      ${button(t('graph.findPrevious'), 'i-chev-l', () => this.go(-1), found.length === 0)}
      ${button(t('graph.findNext'), 'i-chev-r', () => this.go(1), found.length === 0)}
      ${button(t('action.close'), 'i-close', () => this.close())}</div>`, this.host);
  }

  /** The first one is brought into sight; only going to one selects it. */
  private typed(text: string): void {
    this.text = text;
    this.at = -1;
    this.desk.redraw();
    const first = this.matches()[0];
    if (first !== undefined) this.desk.show(first, false);
    this.render();
  }

  private go(by: number): void {
    const found = this.matches();
    if (found.length === 0) return;
    const from = this.at < 0 && by < 0 ? 0 : this.at;
    this.at = (from + by + found.length) % found.length;
    const state = found[this.at];
    if (state === undefined) return;
    this.uncover(state);
    this.desk.app.actions.select.state(state, 'page');
    this.render();
  }

  private close(): void {
    const state = this.matches()[Math.max(0, this.at)];
    this.there = false;
    this.text = '';
    this.at = -1;
    this.render();
    this.desk.viewport.covered = 0;
    this.desk.parts.canvas.classList.remove('finding');
    this.desk.redraw();
    if (state !== undefined) this.desk.show(state, true);
    else this.desk.parts.canvas.querySelector<SVGElement>('[tabindex="0"]')?.focus({ preventScroll: true });
  }

  private key(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const field = event.target instanceof HTMLInputElement;
    if (event.key === 'Escape') this.close();
    else if (field && (event.key === 'Enter' || event.key === 'ArrowDown')) this.go(event.shiftKey ? -1 : 1);
    else if (field && event.key === 'ArrowUp') this.go(-1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** A match, or the node that hides one, stands out. */
  private mark(): void {
    const found = new Set(this.there ? this.matches() : []);
    this.marked = found.size > 0;
    for (const node of this.desk.parts.scene.querySelectorAll<SVGElement>('[data-state]')) {
      node.classList.toggle('found', found.has(Number(node.dataset['state'])));
    }
  }
}
