/** The tab *Link*: the link, what it holds, how it opens. */

import { html, nothing, render, type TemplateResult } from 'lit-html';
import type { App } from '../app.ts';
import { count } from '../format.ts';
import { t, type Key } from '../i18n.ts';
import { icon } from '../icons.ts';
import { lazily } from '../lazy.ts';
import { onlyHere } from './address.ts';
import { EVERYTHING, type Parts } from './convert.ts';
import { VIEWS, type Options } from './format.ts';
import { holds, notAgain } from './holds.ts';
import { deskOf, linkTo, noRun, type Desk } from './make.ts';
import { copyText } from '../clipboard.ts';
import { meter, QR_MOST, qrPart } from './measures.ts';
import type { Refused } from './refused.ts';
import type { MountTab } from './tabs.ts';

export const mount: MountTab = (host, app) => new LinkTab(host, app).stop;

class LinkTab {
  readonly stop: () => void;
  private desk: Desk | null = null;
  private parts: Parts = EVERYTHING;
  private options: Options = {};
  private link = '';
  private why: Refused | null = null;
  private copied = false;
  private turn = 0;
  private qr: typeof import('./qr.ts') | null = null;

  constructor(private readonly host: HTMLElement, private readonly app: App) {
    this.stop = app.store.subscribe(({ ui }, before) => {
      if (ui.lang !== before.ui.lang) this.draw();
    });
    lazily(app, () => deskOf(app), (desk) => {
      this.desk = desk;
      const at = noRun(desk, this.parts) === null && typeof desk.sharable === 'object' ? desk.sharable?.at : undefined;
      this.options = at === undefined ? {} : { at };
      this.renew();
    });
  }

  /** Makes the link anew; a newer wish overtakes an older one. */
  private renew(): void {
    const { desk } = this;
    if (!desk) return;
    const mine = (this.turn += 1);
    this.copied = false;
    lazily(this.app, () => linkTo(desk, this.parts, this.options), ({ link, why }) => {
      if (mine !== this.turn) return;
      this.link = link;
      this.why = why;
      if (link.length <= QR_MOST && !this.qr) lazily(this.app, () => import('./qr.ts'), (qr) => {
        this.qr = qr;
        this.draw();
      });
      this.draw();
    });
  }

  private choose(options: { [K in keyof Options]?: Options[K] | undefined }): void {
    const all = { ...this.options, ...options };
    this.options = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as Options;
    this.renew();
  }

  private take(parts: Partial<Parts>): void {
    this.parts = { ...this.parts, ...parts };
    if (this.desk && noRun(this.desk, this.parts) !== null) this.choose({ at: undefined });
    else this.renew();
  }

  private draw(): void {
    const { desk, link } = this;
    if (!desk || !link) return;
    render(html`<div class="stwo"><div>
        ${onlyHere() ? html`<p class="snote st-caught">${icon('i-warn', 14)}<span>${t('share.onlyHere')}</span></p>` : nothing}
        <label class="sfld" for="share-address">${t('share.link')}</label>
        <div class="scopy"><input id="share-address" readonly .value=${link} @focus=${(event: Event) => (event.target as HTMLInputElement).select()}>
          <button class="b primary" type="button" autofocus @click=${() => void this.copy()}>${icon(this.copied ? 'i-check' : 'i-copy', 14)}${t(this.copied ? 'share.copied' : 'share.copy')}</button></div>
        ${meter(link.length)}
        ${notAgain(this.why)}
        ${holds(desk, this.parts, this.options, link.includes('#g='), (parts) => this.take(parts))}
        ${this.opensAs(desk)}
      </div>
      ${qrPart(link, this.qr)}</div>`, this.host);
  }

  private async copy(): Promise<void> {
    this.copied = await copyText(this.link);
    this.draw();
  }

  private opensAs(desk: Desk): TemplateResult {
    const why = noRun(desk, this.parts);
    const at = typeof desk.sharable === 'object' ? desk.sharable?.at : undefined;
    const { ro = false, view, lang, theme } = this.options;
    return html`<fieldset class="sfset"><legend>${t('share.opensAs')}</legend>
      <label class="check"><input type="checkbox" role="switch" .checked=${this.options.at !== undefined} ?disabled=${why !== null}
        @change=${(event: Event) => this.choose({ at: on(event) ? at : undefined })}>
        <span>${at === undefined || why ? t('share.startPaused') : t('share.startPausedAt', { event: count(at) })}${why ? html`<small>${t(why as Key)}</small>` : nothing}</span></label>
      <label class="check"><input type="checkbox" role="switch" .checked=${ro} @change=${(event: Event) => this.choose({ ro: on(event) || undefined })}>
        <span>${t('share.readOnly')}</span></label>
      <div class="schoices">
        ${choice(t('share.view'), view ?? '', [['', t('share.viewAll')], ...VIEWS.map((id) => [id, t(`share.view.${id}`)] as const)], (id) => this.choose({ view: id as Options['view'] }))}
        ${choice(t('share.language'), lang ?? '', [['', t('share.readers')], ['en', 'English'], ['ko', '한국어']], (id) => this.choose({ lang: id as Options['lang'] }))}
        ${choice(t('share.theme'), theme ?? '', [['', t('share.readers')], ['light', t('share.light')], ['dark', t('share.dark')]], (id) => this.choose({ theme: id as Options['theme'] }))}
      </div></fieldset>`;
  }
}

const on = (event: Event): boolean => (event.target as HTMLInputElement).checked;

function choice(label: string, chosen: string, of: readonly (readonly [string, string])[], choose: (id: string | undefined) => void): TemplateResult {
  return html`<label><span>${label}</span><select @change=${(event: Event) => choose((event.target as HTMLSelectElement).value || undefined)}>
    ${of.map(([id, words]) => html`<option value=${id} ?selected=${id === chosen}>${words}</option>`)}</select></label>`;
}
