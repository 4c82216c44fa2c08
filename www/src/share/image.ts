/** The tab *Image and print*: pictures of the graph, the history as a table, everything as one HTML file. */

import { html, nothing, render, type TemplateResult } from 'lit-html';
import type { App } from '../app.ts';
import { count } from '../format.ts';
import { t } from '../i18n.ts';
import { lazily } from '../lazy.ts';
import { shown } from '../select.ts';
import { address, onlyHere } from './address.ts';
import { EVERYTHING } from './convert.ts';
import { notAgain } from './holds.ts';
import { deskOf, noRun, playgroundOf } from './make.ts';
import { saveFile } from './out.ts';
import { Refused } from './refused.ts';
import type { MountTab } from './tabs.ts';

export const mount: MountTab = (host, app) => new ImageTab(host, app).stop;

class ImageTab {
  readonly stop: () => void;
  private theme: 'light' | 'dark' = 'light';
  private coloured = true;
  /** Pictures that are being made: of so many events so many are done. */
  private making: { done: number; of: number } | null = null;
  private stopped = false;
  /** Why the one HTML file could not be played. */
  private why: Refused | null = null;

  constructor(private readonly host: HTMLElement, private readonly app: App) {
    const unwatch = app.store.subscribe(() => this.draw());
    this.stop = () => {
      this.stopped = true;
      unwatch();
    };
    this.draw();
  }

  private name(ending: string): string {
    const { document, run } = this.app.store.state;
    return `${run ? `${document.name}-${run.view.execution.name}` : document.name}${ending}`;
  }

  private picture(as: 'svg' | 'png'): void {
    const { check, run } = shown(this.app.store.state);
    const { scene } = check ?? {};
    if (!scene) return;
    const { document: { name } } = this.app.store.state;
    const ending = run && this.coloured ? `-${run.view.position}.${as}` : `.${as}`;
    lazily(this.app, async () => {
      const part = await import('../takeaway/picture.ts');
      const text = part.svgText({ scene, name, run: this.coloured ? run : null, theme: this.theme });
      return as === 'svg' ? text : part.png(text);
    }, (made) => saveFile(this.name(ending), [made], as === 'svg' ? 'image/svg+xml' : 'image/png'));
  }

  private steps(): void {
    const { app } = this;
    const { check } = shown(app.store.state);
    if (!check || this.making) return;
    this.making = { done: 0, of: app.store.state.run?.view.known ?? 0 };
    this.draw();
    const progress = (done: number, of: number): boolean => {
      this.making = { done, of };
      this.draw();
      return !this.stopped;
    };
    const ended = (): void => {
      this.making = null;
      this.draw();
    };
    lazily(app, async () => {
      const kept = await (await app.actions.workspace.outside()).context.engine.query('journal', {});
      if (!kept) return null;
      const [{ pictures }, { zip }] = await Promise.all([import('../takeaway/steps.ts'), import('../takeaway/zip.ts')]);
      return zip(await pictures({ kept, check, name: app.store.state.document.name, theme: this.theme, progress }));
    }, (made) => {
      if (made && !this.stopped) saveFile(this.name('-steps.zip'), [made], 'application/zip');
      ended();
    }, ended);
  }

  private history(as: 'json' | 'csv'): void {
    const { app } = this;
    lazily(app, async () => {
      const text = await app.actions.run.history();
      const { run } = app.store.state;
      if (text === undefined || !run) return null;
      if (as === 'csv') return (await import('../takeaway/csv.ts')).csvText(text);
      return (await import('../execution/export.ts')).executionText(run.view, text);
    }, (text) => {
      if (text !== null) saveFile(this.name(`.${as}`), [text], as === 'csv' ? 'text/csv' : 'application/json');
    });
  }

  private single(): void {
    const { app, theme } = this;
    lazily(app, async () => {
      const [desk, { singleFile }] = await Promise.all([deskOf(app), import('../takeaway/single.ts')]);
      const at = noRun(desk, EVERYTHING) === null && typeof desk.sharable === 'object' ? desk.sharable?.at : undefined;
      const playground = playgroundOf(desk, EVERYTHING, at === undefined ? {} : { at });
      this.why = null;
      return singleFile({ playground, lang: app.store.state.ui.lang, theme, site: onlyHere() ? '' : address() }).catch((error: unknown) => {
        if (!(error instanceof Refused)) throw error;
        this.why = error;
        return null;
      });
    }, (text) => {
      if (text !== null) saveFile(`${app.store.state.document.name}.html`, [text], 'text/html');
      this.draw();
    });
  }

  private draw(): void {
    if (this.stopped) return;
    const { check, run } = shown(this.app.store.state);
    const drawn = Boolean(check?.scene);
    const any = this.app.store.state.run !== null;
    const { making } = this;
    render(html`<div class="sone">
      <h3>${t('image.graph')}</h3>
      <div class="schoices"><label><span>${t('share.theme')}</span><select @change=${(event: Event) => {
        this.theme = (event.target as HTMLSelectElement).value === 'dark' ? 'dark' : 'light';
      }}>${(['light', 'dark'] as const).map((theme) => html`<option value=${theme} ?selected=${theme === this.theme}>${t(`share.${theme}`)}</option>`)}</select></label></div>
      <label class="check"><input type="checkbox" role="switch" .checked=${this.coloured && run !== null} ?disabled=${!run}
        @change=${(event: Event) => { this.coloured = (event.target as HTMLInputElement).checked; }}>
        <span>${run ? t('image.coloured', { event: count(run.view.position) }) : t('image.noRun')}</span></label>
      <div class="sbuttons">${button('SVG', !drawn, () => this.picture('svg'))}${button('PNG', !drawn, () => this.picture('png'))}
        ${button(t('image.steps'), !run || making !== null, () => this.steps())}
        <span class="muted num" role="status">${making ? t('image.making', { done: count(making.done), of: count(making.of) }) : nothing}</span></div>
      <h3>${t('image.history')}</h3>
      <div class="sbuttons">${button('JSON', !any, () => this.history('json'))}${button('CSV', !any, () => this.history('csv'))}</div>
      <h3>${t('image.single')}</h3>
      <p>${t('image.singleWhat')}</p>${notAgain(this.why)}
      <div class="sbuttons">${button(t('image.singleSave'), !check?.runnable, () => this.single())}</div>
      <h3>${t('image.print')}</h3>
      <div class="sbuttons"><button class="b" type="button" @click=${() => this.print()}>${t('image.printNow')}</button></div></div>`, this.host);
  }

  /** The page, not the dialog over it. */
  private print(): void {
    this.host.closest('dialog')?.close();
    requestAnimationFrame(() => window.print());
  }
}

/** Used here alone. */
const DOWN = html`<svg class="i" width="14" height="14" viewBox="0 0 16 16" aria-hidden="true"><path fill="none" stroke="currentColor" stroke-width="1.5"
  d="M8 2.5v7M5.2 7 8 9.8 10.8 7M3 11v1.8c0 .4.3.7.7.7h8.6c.4 0 .7-.3.7-.7V11"></path></svg>`;

const button = (words: string, off: boolean, act: () => void): TemplateResult =>
  html`<button class="b" type="button" ?disabled=${off} @click=${act}>${DOWN}${words}</button>`;
