/** Two executions side by side. Loaded when it is first opened. */

import '../i18n/later.ts';
import '../styles/compare.css';
import { html, nothing, render, type TemplateResult } from 'lit-html';
import type { Compared } from '../actions/compare.ts';
import type { App } from '../app.ts';
import { moment } from '../format.ts';
import { t } from '../i18n.ts';
import { icon } from '../icons.ts';
import type { ExecutionRow } from '../state.ts';
import { firstDifference } from './first.ts';
import { Steps } from './steps.ts';
import { started, totals } from './totals.ts';

/** `b` null: the newest other execution of the machine. */
export function compare(app: App, a: string, b: string | null): void {
  new CompareDialog(app, a, b);
}

export class CompareDialog {
  readonly steps: Steps;
  /** JSON of the two events that differ first. */
  texts: readonly [string | null, string | null] | null = null;
  compared: Compared | null = null;
  private readonly dialog = document.createElement('dialog');
  private readonly back = document.activeElement as HTMLElement | null;
  private state: 'busy' | 'ready' | 'missing' | 'alone' = 'busy';
  private ids: [string, string];
  private made = false;
  private turn = 0;

  constructor(readonly app: App, a: string, b: string | null) {
    const { executions } = app.store.state.workspace;
    const machine = executions.find(({ id }) => id === a)?.machineId;
    const other = executions.find((row) => row.id !== a && row.machineId === machine);
    this.ids = [a, b ?? other?.id ?? ''];
    this.steps = new Steps(this);
    const { dialog } = this;
    dialog.className = 'dlg';
    dialog.setAttribute('aria-labelledby', 'compare-title');
    dialog.addEventListener('close', () => dialog.remove());
    dialog.addEventListener('click', (event) => event.target === dialog && dialog.close());
    // The page's keys rest while the dialog is open.
    dialog.addEventListener('keydown', (event) => event.stopPropagation());
    document.body.append(dialog);
    this.draw();
    dialog.showModal();
    void this.load();
  }

  private async load(): Promise<void> {
    const turn = (this.turn += 1);
    const [a, b] = this.ids;
    this.compared = null;
    this.texts = null;
    this.steps.reset();
    this.state = b === '' ? 'alone' : 'busy';
    this.draw();
    if (b === '') return;
    const compared = await this.app.actions.inspect.compare(a, b, this.made).catch(() => null);
    if (turn !== this.turn || compared === undefined) return;
    this.compared = compared;
    this.state = compared ? 'ready' : 'missing';
    this.draw();
    const first = compared?.view.first;
    if (!first) return;
    const texts = await this.app.actions.inspect.compared('events', { a: first.a, b: first.b }).catch(() => undefined);
    if (turn !== this.turn || !texts) return;
    this.texts = texts;
    this.draw();
  }

  /** Closes, and puts an execution on the desk at an event. */
  async go(side: 0 | 1, event: number): Promise<void> {
    const { actions, store } = this.app;
    const id = this.ids[side];
    this.dialog.close();
    this.back?.focus({ preventScroll: true });
    if (store.state.run?.executionId !== id) await actions.workspace.openExecution(id);
    if (store.state.run?.executionId !== id) return;
    store.dispatch({ type: 'ui', change: { dialog: null, zone: 'monitor' } });
    actions.run.needEvents(event, event);
    actions.run.seek(event);
    actions.select.event(event, 'page');
  }

  /** The name of one of them. */
  name(side: 0 | 1): string {
    return this.app.store.state.workspace.executions.find(({ id }) => id === this.ids[side])?.name ?? '–';
  }

  draw(): void {
    const close = (): void => this.dialog.close();
    render(html`<div class="dframe wcmp"><header><h2 id="compare-title" class="grow">${t('compare.title')}</h2>
        <button class="b ghost icon" type="button" autofocus aria-label=${t('action.close')} @click=${close}>${icon('i-close')}</button></header>
      <div class="dbody cmp" tabindex="0" role="group" aria-labelledby="compare-title">${this.choice()}
        ${this.compared ? this.content(this.compared) : html`<p class="none muted" role="status">${t(`compare.${this.state === 'ready' ? 'busy' : this.state}`)}</p>`}</div></div>`, this.dialog);
  }

  private content(compared: Compared): TemplateResult {
    return html`${firstDifference(this, compared.view.first)}${totals(this, compared)}${started(compared)}${this.steps.draw(compared.view.rows)}`;
  }

  private choice(): TemplateResult {
    const made = (event: Event): void => {
      this.made = (event.target as HTMLInputElement).checked;
      void this.load();
    };
    const swap = (): void => {
      this.ids = [this.ids[1], this.ids[0]];
      void this.load();
    };
    return html`<div class="cmpsel">${this.select(0)}
      <button class="b icon" type="button" ?disabled=${this.ids[1] === ''} aria-label=${t('compare.swap')} title=${t('compare.swap')} @click=${swap}>⇄</button>${this.select(1)}
      <label class="check"><input type="checkbox" .checked=${this.made} @change=${made}><span>${t('compare.made')}<small>${t('compare.madeHelp')}</small></span></label></div>`;
  }

  private select(side: 0 | 1): TemplateResult {
    const { workspace, document } = this.app.store.state;
    const compared = workspace.executions.filter(({ id }) => this.ids.includes(id)).map(({ machineId }) => machineId);
    const machines = new Set([document.machineId, ...compared]);
    const listed = workspace.executions.filter(({ machineId }) => machines.has(machineId));
    const change = (event: Event): void => {
      this.ids[side] = (event.target as HTMLSelectElement).value;
      void this.load();
    };
    return html`<label class="cmpside s${side}"><span><b class="cmptag">${side === 0 ? 'A' : 'B'}</b> ${t(side === 0 ? 'compare.first' : 'compare.second')}</span>
      <select .value=${this.ids[side]} @change=${change}>${this.ids[side] === '' ? html`<option value="" selected>–</option>` : nothing}
        ${listed.map((row) => html`<option value=${row.id} ?selected=${row.id === this.ids[side]}>${label(row)}</option>`)}</select></label>`;
  }
}

const label = ({ name, status, created }: ExecutionRow): string => `${name} · ${t(`details.${status as 'FAILED'}`)} · ${moment(created)}`;
