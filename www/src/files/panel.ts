/** The simulated S3: the files that an execution starts with, and those that the run has written. */

import '../i18n/later.ts';
import '../styles/files.css';
import { html, nothing, render, type TemplateResult } from 'lit-html';
import type { App } from '../app.ts';
import { copyButton } from '../clipboard.ts';
import { freeFileName, isFileName, sizeOf } from '../files.ts';
import { bytes } from '../format.ts';
import type { FileView } from '../generated.ts';
import { t } from '../i18n.ts';
import { icon } from '../icons.ts';
import type { Files, State } from '../state.ts';

/** Larger files are taken from disk but not edited here. */
const EDITABLE = 256 * 1024;
/** So much of a text is shown that cannot be edited. */
const SHOWN = 64 * 1024;
const LARGEST = 20 * 1024 * 1024;
const BUCKET = 'my-bucket';

export function mount(root: HTMLElement, app: App): void {
  const panel = new FilesPanel(root, app);
  app.store.subscribe((state, before) => {
    if (state.run !== before.run || state.document !== before.document || state.ui !== before.ui) panel.follow(state);
  });
}

class FilesPanel {
  /** The file whose text is open, ours or the run's. */
  private open: string | null = null;
  private written: readonly FileView[] = [];
  private writtenText: string | null = null;
  private badName: string | null = null;
  private seen: unknown = null;

  constructor(private readonly root: HTMLElement, private readonly app: App) {
    this.follow(app.store.state);
  }

  follow(state: State): void {
    if (state.ui.define !== 'files') return;
    const seen = state.run?.view;
    if (seen !== this.seen) {
      this.seen = seen;
      void this.ask(state);
    }
    this.draw();
  }

  private async ask({ run }: State): Promise<void> {
    const written = run ? await this.app.actions.inspect.writtenFiles() : [];
    if (!written) return;
    this.written = written;
    this.draw();
  }

  private set(files: Files): void {
    this.app.store.dispatch({ type: 'edit', change: { files } });
  }

  private get files(): Files {
    return this.app.store.state.document.files;
  }

  private draw(): void {
    const { files } = this;
    const names = Object.keys(files);
    render(html`<p class="mhelp">${t('files.help')}</p>
      <div class="casebar files-bar">
        <button class="b small" type="button" @click=${() => this.add()}>${icon('i-plus', 12)}${t('files.add')}</button>
        <label class="b small files-up">${t('files.upload')}<input type="file" multiple @change=${(event: Event) => void this.upload(event)}></label></div>
      ${names.length === 0 ? html`<p class="none muted">${t('files.none')}</p>` : html`<ul class="files">${names.map((name) => this.own(name, files[name] ?? ''))}</ul>`}
      ${this.app.store.state.run ? html`<h2 class="files-h">${t('files.written')}</h2>
        ${this.written.length === 0 ? html`<p class="none muted">${t('files.writtenNone')}</p>`
          : html`<ul class="files">${this.written.map((file) => this.result(file))}</ul>`}` : nothing}`, this.root);
  }

  private toggle(name: string): void {
    this.open = this.open === name ? null : name;
    this.badName = null;
    this.draw();
  }

  private head(id: string, name: string, size: number, more: unknown): TemplateResult {
    const open = this.open === id;
    return html`<div class="fhead"><button class="fold" type="button" aria-expanded=${open ? 'true' : 'false'} @click=${() => this.toggle(id)}>
      ${icon(open ? 'i-tri-d' : 'i-tri-r', 10)}<code>${name}</code></button><span class="grow"></span>
      <span class="muted num">${bytes(size)}</span>${more}</div>`;
  }

  private own(name: string, text: string): TemplateResult {
    const remove = html`<button class="b ghost tiny" type="button" aria-label=${t('files.remove', { name })} title=${t('files.remove', { name })}
      @click=${() => this.remove(name)}>${icon('i-close', 12)}</button>`;
    return html`<li>${this.head(name, name, sizeOf(text), remove)}
      ${this.open === name ? html`<div class="fbody">
        <label class="thrown-name"><span>${t('files.name')}</span><input class="code" .value=${name} spellcheck="false" autocomplete="off"
          aria-invalid=${this.badName === null ? 'false' : 'true'} @change=${(event: Event) => this.rename(name, (event.target as HTMLInputElement).value.trim())}></label>
        ${this.badName === null ? nothing : html`<p class="bad st-fail" role="alert">${icon('i-s-fail', 12)}${this.badName}</p>`}
        ${this.text(name, text)}</div>` : nothing}</li>`;
  }

  private text(name: string, text: string): TemplateResult {
    if (text.length > EDITABLE) return html`<p class="muted">${t('files.large')}</p>${this.shown(name, text)}`;
    return html`<textarea class="code" rows=${Math.min(16, Math.max(4, text.split('\n').length))} spellcheck="false" aria-label=${t('files.text', { name })}
      .value=${text} @input=${(event: Event) => this.set({ ...this.files, [name]: (event.target as HTMLTextAreaElement).value })}></textarea>`;
  }

  private shown(name: string, text: string): TemplateResult {
    return html`<pre class="json" tabindex="0" role="group" aria-label=${t('files.text', { name })}>${text.slice(0, SHOWN)}${text.length > SHOWN ? ' …' : ''}</pre>`;
  }

  private result({ name, size }: FileView): TemplateResult {
    const id = `written ${name}`;
    const { inspect } = this.app.actions;
    const copy = copyButton(t('files.copy', { name }), async () => (await inspect.writtenText(name)) ?? undefined);
    const open = this.open === id;
    if (open && this.writtenText === null) void this.fetch(id, name);
    if (!open && this.open === null) this.writtenText = null;
    return html`<li>${this.head(id, name, size, copy)}
      ${open && this.writtenText !== null ? html`<div class="fbody">${this.shown(name, this.writtenText)}</div>` : nothing}</li>`;
  }

  private async fetch(id: string, name: string): Promise<void> {
    const text = await this.app.actions.inspect.writtenText(name);
    if (this.open !== id || typeof text !== 'string') return;
    this.writtenText = text;
    this.draw();
  }

  private add(): void {
    const name = freeFileName(this.files, `${BUCKET}/items.json`);
    this.open = name;
    this.set({ ...this.files, [name]: '[]' });
    requestAnimationFrame(() => this.root.querySelector<HTMLElement>('.fbody textarea')?.focus());
  }

  private rename(name: string, wanted: string): void {
    if (wanted === name) return;
    this.badName = !isFileName(wanted) ? t('files.badName') : wanted in this.files ? t('files.taken') : null;
    if (this.badName !== null) return this.draw();
    this.open = wanted;
    this.set(Object.fromEntries(Object.entries(this.files).map(([own, text]) => [own === name ? wanted : own, text])));
  }

  private remove(name: string): void {
    const files = this.files;
    const { [name]: _, ...others } = files;
    this.set(others);
    this.app.store.dispatch({
      type: 'notice',
      notice: {
        kind: 'info', key: 'files.removed', params: { name }, zone: 'define',
        undo: { label: 'action.undo', action: { type: 'edit', change: { files } } },
      },
    });
  }

  private async upload(event: Event): Promise<void> {
    const field = event.target as HTMLInputElement;
    const chosen = [...(field.files ?? [])];
    const fitting = chosen.filter((file) => file.size <= LARGEST);
    const texts = await Promise.all(fitting.map((file) => file.text()));
    field.value = '';
    let files = this.files;
    fitting.forEach((file, at) => {
      files = { ...files, [freeFileName(files, `${BUCKET}/${file.name}`)]: texts[at] ?? '' };
    });
    if (fitting.length > 0) this.set(files);
    const lines = chosen.filter((file) => file.size > LARGEST).map((file) => `${file.name} · ${bytes(file.size)}`);
    if (lines.length > 0) this.app.store.dispatch({ type: 'notice', notice: { kind: 'warning', key: 'files.tooLarge', lines, zone: 'define' } });
  }
}
