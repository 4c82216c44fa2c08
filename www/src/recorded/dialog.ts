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

/** 25,000 events with their data are far below this. */
const LARGEST = 64 << 20;
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
    this.texts = texts;
    const turn = (this.turn += 1);
    if (texts.length === 0) this.reading = null;
    else {
      const reading = await this.app.actions.inspect.readRecorded(texts.map(({ text }) => text));
      // Another text came meanwhile.
      if (turn !== this.turn || !reading) return;
      this.reading = reading;
    }
    this.draw();
  }

  private async add(): Promise<void> {
    const field = this.dialog.querySelector('textarea');
    const text = field?.value.trim() ?? '';
    if (!field || text === '') return field?.focus();
    field.value = '';
    this.pasted += 1;
    const added = this.set([...this.texts, { name: t('recorded.pasted', { at: count(this.pasted) }), text }]);
    field.focus();
    await added;
  }

  /** What is pasted but not added yet counts. */
  private async start(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    try {
      if (this.dialog.querySelector('textarea')?.value.trim()) await this.add();
      const { reading } = this;
      if (!reading?.request) return;
      await this.app.actions.workspace.openRecorded(this.texts.map(({ text }) => text), reading);
      this.dialog.close();
    } finally {
      this.busy = false;
    }
  }

  private draw(): void {
    const close = (): void => this.dialog.close();
    const { reading, texts } = this;
    const named = this.app.store.state.document.name;
    const has = (role: string): boolean => reading?.sources.some(({ roles }) => roles.includes(role)) ?? false;
    const defined = has('machine') || has('definition');
    render(html`<div class="dframe w640"><header><h2 id="recorded-title" class="grow">${t('recorded.title')}</h2>
      <button class="b ghost icon" type="button" aria-label=${t('action.close')} @click=${close}>${icon('i-close')}</button></header>
      <div class="dbody recd" tabindex="0"><p>${t('recorded.help')}</p>
        <dl class="reccmds">${COMMANDS.map(([key, command]) => html`<div><dt>${t(key)}</dt><dd><code>${command}</code>${copyButton(t('recorded.copy'), () => command)}</dd></div>`)}</dl>
        <label class="recpaste"><span>${t('recorded.paste')}</span>
          <textarea class="code" rows="5" spellcheck="false" autocomplete="off" placeholder='{"events": [ … ]}'></textarea></label>
        <div class="recact"><button class="b small" type="button" @click=${() => void this.add()}>${icon('i-plus', 12)}${t('recorded.add')}</button>
          <label class="b small files-up">${t('recorded.files')}<input type="file" multiple accept=".json,application/json" @change=${(event: Event) => void this.chosen(event)}></label>
          ${defined ? nothing : html`<button class="b small ghost" type="button" @click=${() => this.addDesk()}>${t('recorded.desk', { name: named })}</button>`}</div>
        ${this.large.length > 0 ? html`<p class="fbad st-fail" role="alert">${icon('i-s-fail', 12)}${t('recorded.tooLarge')} ${this.large.join(', ')}</p>` : nothing}
        ${texts.length === 0 ? nothing : html`<ul class="rectexts" aria-label=${t('recorded.texts')}>${texts.map((text, at) => this.text(text, at))}</ul>`}
        <p class="recsum" role="status">${this.summary(defined)}</p>
        <div class="recgo"><button class="b primary" type="button" ?disabled=${!reading?.request} @click=${() => void this.start()}>${t('recorded.open')}</button></div>
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

  private text({ name, text }: Text, at: number): TemplateResult {
    const { reading } = this;
    const faults = reading?.faults.filter(({ source }) => source === at) ?? [];
    const remove = t('recorded.remove', { name });
    return html`<li><div class="rechead">${icon(faults.length > 0 ? 'i-s-fail' : 'i-check', 14)}<b>${name}</b>
        <span class="muted">${what(reading?.sources[at])}</span><span class="grow"></span><span class="muted num">${bytes(new Blob([text]).size)}</span>
        <button class="b ghost tiny" type="button" aria-label=${remove} title=${remove} @click=${() => void this.set(this.texts.filter((_, other) => other !== at))}>${icon('i-close', 12)}</button></div>
      ${faults.map((fault) => wrong(fault, text))}</li>`;
  }

  private summary(defined: boolean): string {
    const { reading } = this;
    if (!reading) return t('recorded.nothing');
    if (reading.faults.length > 0) return t('recorded.faulty');
    const parts = [t('recorded.events', { count: count(reading.events) })];
    if (!defined) parts.push(t('recorded.noDefinition'));
    if (reading.recorded?.more) parts.push(t('recorded.more'));
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
