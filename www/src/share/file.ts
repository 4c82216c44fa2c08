/** The tab *File*: the playground document as a file, and one from elsewhere. */

import { html, nothing, render } from 'lit-html';
import type { App } from '../app.ts';
import { say, t } from '../i18n.ts';
import { lazily } from '../lazy.ts';
import { EVERYTHING, type Parts } from './convert.ts';
import { LARGEST_FILE } from './format.ts';
import { holds, notAgain, size } from './holds.ts';
import { deskOf, noRun, playgroundOf, type Desk } from './make.ts';
import { saveFile } from './out.ts';
import { refusal } from './read.ts';
import type { Refused } from './refused.ts';
import type { MountTab } from './tabs.ts';

export const ENDING = '.stepglass.json';

export const mount: MountTab = (host, app) => new FileTab(host, app).stop;

/** Everything as it stands, the execution too where it can be made again. */
export async function saveDocument(app: App): Promise<void> {
  const desk = await deskOf(app);
  const text = fileText(desk, EVERYTHING, noRun(desk, EVERYTHING) === null);
  const why = refusal(text, LARGEST_FILE);
  if (why) app.store.dispatch({ type: 'notice', notice: { kind: 'warning', key: 'share.notAgain', lines: [say(why.key, why.params)], zone: 'page' } });
  saveFile(fileName(desk), [text]);
}

const fileName = ({ document }: Desk): string => `${document.name}${ENDING}`;

function fileText(desk: Desk, parts: Parts, withRun: boolean): string {
  const at = withRun && typeof desk.sharable === 'object' ? desk.sharable?.at : undefined;
  const options = at === undefined ? {} : { at };
  const playground = playgroundOf(desk, parts, options);
  return `${JSON.stringify(at === undefined ? playground : { ...playground, view: options }, null, 2)}\n`;
}

class FileTab {
  readonly stop: () => void;
  private desk: Desk | null = null;
  private parts: Parts = EVERYTHING;
  private withRun = false;
  /** The text that was judged last. */
  private judged: { text: string; why: Refused | null } = { text: '', why: null };

  constructor(private readonly host: HTMLElement, private readonly app: App) {
    this.stop = app.store.subscribe(({ ui }, before) => {
      if (ui.lang !== before.ui.lang) this.draw();
    });
    lazily(app, () => deskOf(app), (desk) => {
      this.desk = desk;
      this.withRun = noRun(desk, this.parts) === null;
      this.draw();
    });
  }

  private draw(): void {
    const { desk, parts, app } = this;
    if (!desk) return;
    const why = noRun(desk, parts);
    const text = fileText(desk, parts, this.withRun && why === null);
    if (this.judged.text !== text) this.judged = { text, why: refusal(text, LARGEST_FILE) };
    const take = (change: Partial<Parts>): void => {
      this.parts = { ...this.parts, ...change };
      this.draw();
    };
    const run = (event: Event): void => {
      this.withRun = (event.target as HTMLInputElement).checked;
      this.draw();
    };
    render(html`<div class="sone">
      <p>${t('share.fileWhat')}</p>
      ${holds(desk, parts, this.withRun && why === null ? { at: 1 } : {}, false, take)}
      <label class="check"><input type="checkbox" role="switch" .checked=${this.withRun && why === null} ?disabled=${why !== null} @change=${run}>
        <span>${t('share.fileRun')}${why ? html`<small>${t(why as 'share.noRun')}</small>` : nothing}</span></label>
      ${notAgain(this.judged.why)}
      <div class="sbuttons"><button class="b primary" type="button" @click=${() => saveFile(fileName(desk), [text])}>${t('share.save')}</button>
        <span class="muted num">${fileName(desk)} · ${size(text)}</span></div>
      <h3>${t('share.openTitle')}</h3>
      <p>${t('share.openWhat')}</p>
      <div class="sbuttons"><label class="b upfile">${t('share.openFile')}<input type="file" accept=".json,application/json"
        @change=${(event: Event) => void open(app, event)}></label></div></div>`, this.host);
  }
}

async function open(app: App, event: Event): Promise<void> {
  const field = event.target as HTMLInputElement;
  const [file] = field.files ?? [];
  field.closest('dialog')?.close();
  if (file) await (await app.actions.workspace.outside()).openFile(file);
}
