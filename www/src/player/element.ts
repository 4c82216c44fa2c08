/** `<stepglass-player>`: an execution to be watched, in any page. Its attributes are those of links; see `embed.d.ts`. */

import { render } from 'lit-html';
import type { StepglassPlayerElement } from '../../public/embed.d.ts';
import type { Lang } from '../document.ts';
import { has, loadLanguage, setLanguage, t } from '../i18n.ts';
import { ask } from './ask.ts';
import { home, workers } from './compiled.ts';
import { cover, wordsOf } from './cover.ts';
import { Film, type FilmState, movesOf } from './film.ts';
import { foot } from './foot.ts';
import { consent } from './handlers.ts';
import { head } from './head.ts';
import { keyFor } from './keys.ts';
import { atEnd, toldOf } from './model.ts';
import { needsWhole, type Reel, reelOf, startingAt } from './reel.ts';
import { emptied, engage, isWide, languageOf, partsOf, shell, sourceOf, speedOf } from './shell.ts';
import { keepRow, side, SIDE_TABS, type SideTab } from './side.ts';
import { LEAST_SCALE, Stage } from './stage.ts';

export class StepglassPlayer extends HTMLElement implements StepglassPlayerElement {
  static readonly observedAttributes = ['src', 'link', 'input', 'at', 'lang', 'theme', 'view', 'speed', 'site'];

  private film: Film | null = null;
  private stage: Stage | null = null;
  private reel: Reel | null = null;
  private fault: string | null = null;
  private tab: SideTab = 'events';
  private due = false;
  private wantsPlay = false;
  private seen: IntersectionObserver | null = null;
  private turn = 0;
  /** What had the focus before. */
  private came: HTMLElement | null = null;
  private text: string | null = null;
  /** Goes on when the reader has decided whether the document's code may run. */
  private asks: (() => void) | null = null;

  /** Number of the latest event at the position; 0 before the first play. */
  get position(): number {
    return this.film?.state.begun ? this.film.state.run?.view.position ?? 0 : 0;
  }

  get known(): number {
    return this.film?.state.run?.view.known ?? 0;
  }

  /** AWS's word for where the execution stands at the position: RUNNING, SUCCEEDED… */
  get status(): string | null {
    return this.film?.state.run?.view.execution.status ?? null;
  }

  play(): void {
    this.wantsPlay = !this.film?.state.run;
    if (!this.film) this.begin();
    this.film?.play();
  }

  pause(): void {
    this.wantsPlay = false;
    this.film?.pause();
  }

  step = (): void => void this.film?.moves.step();
  back = (): void => void this.film?.moves.back();

  seek(event: number): void {
    if (Number.isFinite(event)) this.film?.moves.seek(Math.max(1, Math.min(Math.floor(event), this.known)));
  }

  /** Another document: a link, the name of an example, or the document's text. */
  load(source: string): void {
    this.text = source.trimStart().startsWith('{') ? source : null;
    // The same name again, after a text, changes no attribute.
    const name = this.hasAttribute('link') ? 'link' : 'src';
    if (this.text === null && this.getAttribute(name) !== source) this.setAttribute(name, source);
    else this.renew();
  }

  connectedCallback(): void {
    if (!this.shadowRoot) this.build();
    // Nothing is inflated for a player that nobody sees.
    this.seen = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) this.begin();
    }, { rootMargin: '120px' });
    this.seen.observe(this);
    this.draw();
  }

  disconnectedCallback(): void {
    this.seen?.disconnect();
    this.stop();
  }

  attributeChangedCallback(name: string, before: string | null, now: string | null): void {
    if (!this.shadowRoot || before === now) return;
    if (name === 'lang') void loadLanguage(this.language()).then(() => this.draw());
    else if (name === 'theme' || name === 'view' || name === 'site') this.draw();
    else if (name === 'at') this.seek(now?.trim() ? Number(now) : NaN);
    else if (name === 'speed') this.film?.moves.speed(speedOf(now));
    else this.renew();
  }

  private build(): void {
    const root = this.attachShadow({ mode: 'open' });
    const frame = shell(root);
    frame.addEventListener('keydown', (event) => this.key(event));
    frame.addEventListener('focusin', ({ relatedTarget }) => {
      if (!(relatedTarget instanceof Node && root.contains(relatedTarget))) this.came = relatedTarget instanceof HTMLElement ? relatedTarget : null;
    });
    frame.addEventListener('pointerdown', () => engage(root));
    new ResizeObserver(() => this.film?.turn(isWide(this))).observe(this);
    void loadLanguage(this.language()).then(() => this.draw());
  }

  private renew(): void {
    if (this.turn === 0 || !this.isConnected) return;
    this.stop();
    this.begin();
  }

  private stop(): void {
    this.turn += 1;
    this.film?.close();
    this.film = this.reel = this.fault = this.asks = null;
  }

  private begin(): void {
    if (this.film || this.reel) return;
    const mine = (this.turn += 1);
    this.seen?.disconnect();
    this.open(mine).catch((error: unknown) => {
      if (mine !== this.turn) return;
      this.fault = wordsOf(error);
      this.tell('fault', { message: this.fault });
      this.draw();
    });
  }

  private async open(mine: number): Promise<void> {
    const source = sourceOf(this, this.text);
    if (!source.link && !source.text) return;
    await loadLanguage(this.language());
    const reel = startingAt(await reelOf(source), this.getAttribute('at'));
    if (mine !== this.turn) return;
    this.reel = reel;
    await loadLanguage(this.language());
    this.draw();
    const make = await workers(needsWhole(reel));
    if (mine !== this.turn) return;
    if (consent(reel) !== null) this.show(reel, make);
    else this.asks = () => this.show(reel, make);
    this.draw();
  }

  private show(reel: Reel, make: () => Worker): void {
    this.asks = null;
    this.film = new Film(reel, make, isWide(this), consent(reel) === true, (state, before) => this.changed(state, before));
    this.film.moves.speed(speedOf(this.getAttribute('speed')));
    const tab = SIDE_TABS.find((id) => id === this.view());
    if (tab) this.tab = tab;
  }

  private changed(state: FilmState, before: FilmState): void {
    const { run } = state;
    this.draw();
    if (state.fault !== null && state.fault !== before.fault) this.tell('fault', { message: state.fault });
    if (run && !before.run) this.tell('ready', { known: run.view.known });
    if (run && !before.run && (this.wantsPlay || this.hasAttribute('autoplay'))) queueMicrotask(() => this.film?.play());
    if (!run || !state.begun) return;
    if (run.view !== before.run?.view || run.running !== before.run.running || state.begun !== before.begun) this.tell('position', toldOf(run));
    if (atEnd(run) && !run.running && (before.run?.running || !before.run || !atEnd(before.run))) {
      this.tell('end', { status: run.view.execution.status, output: run.view.execution.output });
    }
  }

  private tell(name: string, detail: object): void {
    this.dispatchEvent(new CustomEvent(`stepglass-${name}`, { detail, bubbles: true, composed: true }));
  }

  private view(): string {
    return this.getAttribute('view') ?? this.reel?.options.view ?? '';
  }

  private language(): Lang {
    return languageOf(this, this.reel?.options.lang);
  }

  private draw(): void {
    if (this.due) return;
    this.due = true;
    queueMicrotask(() => {
      this.due = false;
      if (this.shadowRoot && this.isConnected) this.drawNow();
    });
  }

  /** The words of a player are those of its own language, whatever another player of the page speaks. */
  private drawNow(): void {
    const lang = this.language();
    setLanguage(lang);
    if (!has('transport.run')) return;
    const { film, reel } = this;
    const frame = this.shadowRoot?.querySelector<HTMLElement>('.player');
    if (!frame) return;
    const { phd, pgraph, pside, pbar, pover } = partsOf(frame);
    const view = this.view();
    const present = view === 'present';
    frame.lang = lang;
    frame.className = `player ${present ? 'present' : ''} ${view === 'graph' || present ? 'alone' : ''}`;
    frame.dataset['theme'] = this.getAttribute('theme') ?? reel?.options.theme ?? (present ? 'light' : '');
    frame.ariaLabel = t('player.label', { name: reel?.document.name ?? 'Stepglass' });
    render(head(reel, film?.state ?? null, { site: this.getAttribute('site'), home, readOnly: this.hasAttribute('read-only') }), phd);
    const waits = reel !== null || this.wantsPlay || this.hasAttribute('src') || this.hasAttribute('link');
    render(reel && this.asks ? ask(reel, this.asks) : cover(this.fault, film?.state ?? null, reel !== null, waits, () => this.playHere()), pover);
    // What was there before is not read out beside why nothing is.
    if ((this.fault ?? film?.state.fault ?? null) !== null && !film?.state.check) this.stage = emptied([pgraph, pside, pbar]);
    if (!film) return;
    this.stage ??= new Stage(pgraph, movesOf(() => this.film), { least: present ? 1 : LEAST_SCALE, most: present ? 1.6 : 1, tools: 16, wheel: 'zoom', quiet: present, redraw: () => this.drawNow() });
    const shot = film.shot();
    this.stage.draw(shot);
    render(side(shot, this.tab, (tab) => {
      this.tab = tab;
      this.draw();
    }, film.moves), pside);
    keepRow(pside.querySelector('.ebody'));
    render(foot(shot, film.state.run, film.moves), pbar);
  }

  private playHere(): void {
    this.play();
    this.shadowRoot?.querySelector<HTMLElement>('.pft .play')?.focus();
  }

  private key(event: KeyboardEvent): void {
    const does = keyFor(event, this.film, this.view() === 'present');
    if (does === 'leave') return this.leave();
    if (!does) return;
    event.preventDefault();
    event.stopPropagation();
    does();
  }

  private leave(): void {
    (this.shadowRoot?.activeElement as HTMLElement | null | undefined)?.blur();
    this.came?.focus();
    this.tell('leave', {});
  }
}
