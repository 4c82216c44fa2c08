/** The tab *Embed*: what to paste into another page. */

import { html, nothing, render, type TemplateResult } from 'lit-html';
import type { App } from '../app.ts';
import { count } from '../format.ts';
import { t } from '../i18n.ts';
import { icon } from '../icons.ts';
import { lazily } from '../lazy.ts';
import { address, onlyHere } from './address.ts';
import { EVERYTHING } from './convert.ts';
import type { Options } from './format.ts';
import { deskOf, linkTo, noRun, type Desk } from './make.ts';
import { notAgain } from './holds.ts';
import { copyText } from '../clipboard.ts';
import type { Refused } from './refused.ts';
import type { MountTab } from './tabs.ts';

type Chosen = { [K in 'at' | 'lang' | 'theme']?: Options[K] | undefined };

/** Sizes that the player is drawn for. */
const SIZES = [[720, 420], [480, 360], [360, 300]] as const;
const VIEWS = ['', 'graph', 'present'] as const;

export const mount: MountTab = (host, app) => new EmbedTab(host, app).stop;

class EmbedTab {
  readonly stop: () => void;
  private desk: Desk | null = null;
  private options: Chosen = {};
  private kind: 'frame' | 'element' = 'frame';
  private size: readonly [number, number] = SIZES[0];
  private view: (typeof VIEWS)[number] = '';
  private autoplay = false;
  private fragment = '';
  private why: Refused | null = null;
  private copied = false;
  private turn = 0;

  constructor(private readonly host: HTMLElement, private readonly app: App) {
    this.stop = app.store.subscribe(({ ui }, before) => {
      if (ui.lang !== before.ui.lang) this.draw();
    });
    lazily(app, () => deskOf(app), (desk) => {
      this.desk = desk;
      // What stands on the desk is what is to be shown, in the language of the one who shows it.
      const at = noRun(desk, EVERYTHING) === null && typeof desk.sharable === 'object' ? desk.sharable?.at : undefined;
      this.options = { at, lang: app.store.state.ui.lang };
      this.renew();
    });
  }

  private renew(): void {
    const { desk } = this;
    if (!desk) return;
    const mine = (this.turn += 1);
    const { lang: _, theme: __, ...options } = this.options;
    lazily(this.app, () => linkTo(desk, EVERYTHING, given(options)), ({ link, why }) => {
      if (mine !== this.turn) return;
      this.why = why;
      this.fragment = link.slice(link.indexOf('#'));
      this.draw();
    });
  }

  private set(change: () => void): void {
    change();
    this.copied = false;
    this.renew();
  }

  private code(): string {
    const [width, height] = this.size;
    const { theme, lang } = this.options;
    const name = attribute(this.app.store.state.document.name);
    if (this.kind === 'element') {
      const rest = [theme && `theme="${theme}"`, lang && `lang="${lang}"`, this.view && `view="${this.view}"`, this.autoplay && 'autoplay'];
      return `<script src="${attribute(`${base()}embed.js`)}" async></script>\n<stepglass-player src="${attribute(this.fragment)}"`
        + `${rest.filter(Boolean).map((word) => ` ${word}`).join('')} style="width: ${width}px; height: ${height}px"></stepglass-player>`;
    }
    return `<iframe src="${attribute(this.address())}" width="${width}" height="${height}" title="${name}" loading="lazy"\n`
      + '  sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"></iframe>';
  }

  private address(): string {
    const words = Object.entries({ ...this.options, at: undefined, view: this.view || undefined, autoplay: this.autoplay ? 1 : undefined });
    return `${base()}embed.html${this.fragment}${words.map(([name, value]) => (value === undefined ? '' : `&${name}=${value}`)).join('')}`;
  }

  private draw(): void {
    const { desk, fragment } = this;
    if (!desk || !fragment) return;
    const why = noRun(desk, EVERYTHING);
    const at = typeof desk.sharable === 'object' ? desk.sharable?.at : undefined;
    const code = this.code();
    render(html`<div class="sone">
      ${onlyHere() ? html`<p class="snote st-caught">${icon('i-warn', 14)}<span>${t('share.embed.onlyHere')}</span></p>` : nothing}
      <p>${t(this.kind === 'frame' ? 'share.embed.frameWhat' : 'share.embed.elementWhat')}</p>
      <div class="schoices">
        ${choice(t('share.embed.kind'), this.kind, [['frame', t('share.embed.frame')], ['element', t('share.embed.element')]], (kind) => this.set(() => {
          this.kind = kind === 'element' ? 'element' : 'frame';
        }))}
        ${choice(t('share.embed.size'), this.size.join(), SIZES.map((size) => [size.join(), size.join(' × ')]), (size) => this.set(() => {
          this.size = SIZES.find((each) => each.join() === size) ?? SIZES[0];
        }))}
        ${choice(t('share.view'), this.view, [['', t('share.embed.viewAll')], ['graph', t('share.view.graph')], ['present', t('share.view.present')]], (view) => this.set(() => {
          this.view = VIEWS.find((each) => each === view) ?? '';
        }))}
        ${choice(t('share.language'), this.options.lang ?? '', [['', t('share.embed.pages')], ['en', 'English'], ['ko', '한국어']], (lang) => this.set(() => {
          this.options = { ...this.options, lang: (lang || undefined) as Chosen['lang'] };
        }))}
        ${choice(t('share.theme'), this.options.theme ?? '', [['', t('share.embed.pages')], ['light', t('share.light')], ['dark', t('share.dark')]], (theme) => this.set(() => {
          this.options = { ...this.options, theme: (theme || undefined) as Chosen['theme'] };
        }))}
      </div>
      <label class="check"><input type="checkbox" role="switch" .checked=${this.options.at !== undefined} ?disabled=${why !== null}
        @change=${(event: Event) => this.set(() => { this.options = { ...this.options, at: on(event) ? at : undefined }; })}>
        <span>${at === undefined || why ? t('share.startPaused') : t('share.startPausedAt', { event: count(at) })}</span></label>
      <label class="check"><input type="checkbox" role="switch" .checked=${this.autoplay}
        @change=${(event: Event) => this.set(() => { this.autoplay = on(event); })}><span>${t('share.embed.autoplay')}</span></label>
      <label class="sfld" for="embed-code">${t('share.embed.code')}</label>
      <textarea id="embed-code" class="scode-text" readonly rows="5" spellcheck="false" .value=${code} @focus=${(event: Event) => (event.target as HTMLTextAreaElement).select()}></textarea>
      ${notAgain(this.why)}
      <div class="sbuttons"><button class="b primary" type="button" @click=${() => void this.copy(code)}>${icon(this.copied ? 'i-check' : 'i-copy', 14)}${t(this.copied ? 'share.copied' : 'share.copy')}</button>
        <a class="b" href=${this.address()} target="_blank" rel="noopener">${t('share.embed.try')}</a></div></div>`, this.host);
  }

  private async copy(code: string): Promise<void> {
    this.copied = await copyText(code);
    this.draw();
  }
}

const base = (): string => new URL('./', address()).href;
const on = (event: Event): boolean => (event.target as HTMLInputElement).checked;
const attribute = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
const given = (options: Chosen): Options => Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as Options;

function choice(label: string, chosen: string, of: readonly (readonly [string, string])[], choose: (id: string) => void): TemplateResult {
  return html`<label><span>${label}</span><select @change=${(event: Event) => choose((event.target as HTMLSelectElement).value)}>
    ${of.map(([id, words]) => html`<option value=${id} ?selected=${id === chosen}>${words}</option>`)}</select></label>`;
}
