/** *Open a real run*: what the AWS CLI prints is pasted, chosen or dropped; each text is said what it is, or what is wrong. */

import '../i18n/later.ts';
import '../styles/recorded.css';
import { html, nothing, render, type TemplateResult } from 'lit-html';
import type { App } from '../app.ts';
import { copyButton } from '../clipboard.ts';
import { bytes, count } from '../format.ts';
import type { FaultView, ReadingView, SourceView } from '../generated.ts';
import { t, type Key } from '../i18n.ts';
import { icon } from '../icons.ts';
import { more } from './note.ts';
import { originOf } from './origin.ts';

export { dropped } from './dropped.ts';

/** 25,000 events with their data are far below this. */
const LARGEST = 64 << 20;
/** What is typed is read when it rests so long. */
const REST_MS = 250;
/** So much of a line is shown around a fault. */
const AROUND = 60;

const COMMANDS = [
  ['recorded.history', 'aws stepfunctions get-execution-history --execution-arn ARN --output json'],
  ['recorded.execution', 'aws stepfunctions describe-execution --execution-arn ARN --output json'],
  ['recorded.definition', 'aws stepfunctions describe-state-machine-for-execution --execution-arn ARN --output json'],
] as const satisfies readonly (readonly [Key, string])[];

interface Text {
  readonly name: string;
  readonly text: string;
}

let opened: RecordedDialog | null = null;

export function open(app: App, files: readonly File[]): void {
  opened ??= new RecordedDialog(app, () => {
    opened = null;
  });
  void opened.take(files);
}

class RecordedDialog {
  private readonly dialog = document.createElement('dialog');
  private texts: readonly Text[] = [];
  /** Those that were read: what stands in the field counts too. */
  private all: readonly Text[] = [];
  private typed: ReturnType<typeof setTimeout> | undefined;
  private reading: ReadingView | null = null;
  private large: readonly string[] = [];
  private pasted = 0;
  private turn = 0;
  private busy = false;

  constructor(private readonly app: App, closed: () => void) {
    const { dialog } = this;
    dialog.className = 'dlg';
    dialog.setAttribute('aria-labelledby', 'recorded-title');
    dialog.addEventListener('close', () => {
      closed();
      dialog.remove();
    });
    dialog.addEventListener('click', (event) => event.target === dialog && this.texts.length === 0 && !dialog.querySelector('textarea')?.value && dialog.close());
    dialog.addEventListener('dragover', (event) => event.preventDefault());
    dialog.addEventListener('drop', (event) => {
      if (!event.dataTransfer?.files.length) return;
      event.preventDefault();
      void this.take([...event.dataTransfer.files]);
    });
    // The dashboard it was opened from is beside the point now.
    app.store.dispatch({ type: 'ui', change: { dialog: null } });
    document.body.append(dialog);
    this.draw();
    dialog.showModal();
    dialog.querySelector('textarea')?.focus();
  }

  async take(files: readonly File[]): Promise<void> {
    if (files.length === 0) return;
    const fitting = files.filter(({ size }) => size <= LARGEST);
    this.large = files.filter(({ size }) => size > LARGEST).map(({ name, size }) => `${name} · ${bytes(size)}`);
    const read = await Promise.all(fitting.map(async (file) => ({ name: file.name, text: await file.text() })));
    await this.set([...this.texts, ...read]);
  }

  private async set(texts: readonly Text[]): Promise<void> {
    clearTimeout(this.typed);
    this.typed = undefined;
    this.texts = texts;
    const all = [...texts, ...this.inField()];
    const turn = (this.turn += 1);
    const reading = all.length === 0 ? null : await this.app.actions.inspect.readRecorded(all.map(({ text }) => text));
    // Another text came meanwhile.
    if (turn !== this.turn || reading === undefined) return;
    [this.reading, this.all] = [reading, all];
    this.draw();
  }

  private inField(): Text[] {
    const text = this.dialog.querySelector('textarea')?.value.trim() ?? '';
    return text === '' ? [] : [{ name: t('recorded.pasted', { at: count(this.pasted + 1) }), text }];
  }

  private input(): void {
    clearTimeout(this.typed);
    this.typed = setTimeout(() => void this.set(this.texts), REST_MS);
  }

  /** Makes room in the field for another text. */
  private async add(): Promise<void> {
    const field = this.dialog.querySelector('textarea');
    const texts = [...this.texts, ...this.inField()];
    if (field && texts.length > this.texts.length) {
      field.value = '';
      this.pasted += 1;
    }
    field?.focus();
    await this.set(texts);
  }

  private async remove(text: Text): Promise<void> {
    const field = this.dialog.querySelector('textarea');
    if (field && !this.texts.includes(text)) field.value = '';
    await this.set(this.texts.filter((other) => other !== text));
  }

  private async start(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    try {
      // What was typed just now.
      if (this.typed !== undefined) await this.set(this.texts);
      const { reading } = this;
      if (!reading?.request) return;
      await this.app.actions.workspace.openRecorded(this.all.map(({ text }) => text), reading);
      this.dialog.close();
    } finally {
      this.busy = false;
    }
  }

  private draw(): void {
    const close = (): void => this.dialog.close();
    const { reading, all } = this;
    const named = this.app.store.state.document.name;
    const has = (role: string): boolean => reading?.sources.some(({ roles }) => roles.includes(role)) ?? false;
    const defined = has('machine') || has('definition');
    render(html`<div class="dframe w640"><header><h2 id="recorded-title" class="grow">${t('recorded.title')}</h2>
      <button class="b ghost icon" type="button" aria-label=${t('action.close')} @click=${close}>${icon('i-close')}</button></header>
      <div class="dbody recd" tabindex="0"><p>${t('recorded.help')}</p>
        <dl class="reccmds">${COMMANDS.map(([key, command]) => html`<div><dt>${t(key)}</dt><dd><code>${command}</code>${copyButton(t('recorded.copy'), () => command)}</dd></div>`)}</dl>
        <label class="recpaste"><span>${t('recorded.paste')}</span>
          <textarea class="code" rows="5" spellcheck="false" autocomplete="off" placeholder='{"events": [ … ]}' @input=${() => this.input()}></textarea></label>
        <div class="recact"><button class="b small" type="button" @click=${() => void this.add()}>${icon('i-plus', 12)}${t('recorded.add')}</button>
          <label class="b small files-up">${t('recorded.files')}<input type="file" multiple accept=".json,application/json" @change=${(event: Event) => void this.chosen(event)}></label>
          ${defined ? nothing : html`<button class="b small ghost" type="button" @click=${() => this.addDesk()}>${t('recorded.desk', { name: named })}</button>`}</div>
        ${this.large.length > 0 ? html`<p class="fbad st-fail" role="alert">${icon('i-s-fail', 12)}${t('recorded.tooLarge')} ${this.large.join(', ')}</p>` : nothing}
        ${all.length === 0 ? nothing : html`<ul class="rectexts" aria-label=${t('recorded.texts')}>${all.map((text, at) => this.text(text, at))}</ul>`}
        <p class="recsum" id="recorded-sum" role="status">${this.summary(defined)}</p>
        <div class="recgo"><button class="b primary" type="button" aria-describedby="recorded-sum" ?disabled=${!reading?.request} @click=${() => void this.start()}>${t('recorded.open')}</button></div>
      </div></div>`, this.dialog);
  }

  private addDesk(): void {
    const { name, definition } = this.app.store.state.document;
    void this.set([...this.texts, { name, text: definition }]);
  }

  private async chosen(event: Event): Promise<void> {
    const field = event.target as HTMLInputElement;
    const files = [...(field.files ?? [])];
    await this.take(files);
    field.value = '';
  }

  private text(of: Text, at: number): TemplateResult {
    const { name, text } = of;
    const { reading } = this;
    const faults = reading?.faults.filter(({ source }) => source === at) ?? [];
    const remove = t('recorded.remove', { name });
    return html`<li><div class="rechead">${icon(faults.length > 0 ? 'i-s-fail' : 'i-check', 14)}<b>${name}</b>
        <span class="muted">${what(reading?.sources[at])}</span><span class="grow"></span><span class="muted num">${bytes(new Blob([text]).size)}</span>
        <button class="b ghost tiny" type="button" aria-label=${remove} title=${remove} @click=${() => void this.remove(of)}>${icon('i-close', 12)}</button></div>
      ${faults.map((fault) => wrong(fault, text))}</li>`;
  }

  private summary(defined: boolean): string {
    const { reading } = this;
    if (!reading) return t('recorded.nothing');
    if (reading.faults.length > 0) return t('recorded.faulty');
    const parts = [t('recorded.events', { count: count(reading.events) })];
    if (!defined) parts.push(t('recorded.noDefinition'));
    const origin = originOf(this.all.map(({ text }) => text));
    if (origin !== 'aws') parts.push(t(`recorded.from.${origin}`));
    if (reading.recorded?.more) parts.push(t(more(origin)));
    if (reading.recorded?.data === false) parts.push(t('recorded.noData'));
    return parts.join(' ');
  }
}

function what(source: SourceView | undefined): string {
  const span = source?.from != null && source.to !== null ? ` · ${t('recorded.span', { from: count(source.from), to: count(source.to) })}` : '';
  return (source?.roles ?? []).map((role) => t(`recorded.role.${role}` as Key)).join(', ') + span;
}

/** What is wrong, with the line that it stands in. */
function wrong({ name, words, line, column, place }: FaultView, text: string): TemplateResult {
  const [a = '', b = '', c = ''] = words;
  const from = Math.max(text.lastIndexOf('\n', place.from - 1) + 1, place.from - AROUND);
  const end = text.indexOf('\n', place.from);
  const to = Math.min(end < 0 ? text.length : end, place.from + AROUND);
  const marked = Math.min(Math.max(place.to, place.from + 1), to);
  return html`<p class="recbad" role="alert">${t(`recorded.wrong.${name}` as Key, { a, b, c })}
    <span class="muted num">${t('recorded.at', { line: count(line), column: count(column) })}</span></p>
    ${text.trim() === '' ? nothing : html`<pre class="recline-of"><code>${text.slice(from, place.from)}<mark>${text.slice(place.from, marked)}</mark>${text.slice(marked, to)}</code></pre>`}`;
}
