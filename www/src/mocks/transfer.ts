/** Files in and out. */

import { html, type TemplateResult } from 'lit-html';
import type { App } from '../app.ts';
import { say, t } from '../i18n.ts';
import { isJson } from '../mocks.ts';
import type { MockFile } from '../state.ts';
import { fileOfList, playable, readStates } from './convert.ts';
import { members } from './json-parts.ts';

const FILE = 'MockConfigFile.json';
/** Mock files are small; what is larger was meant for something else. */
const LARGEST = 5 * 1024 * 1024;

/** A button that takes a file from disk. */
export function fromDisk(words: string, take: (text: string) => void): TemplateResult {
  const change = async (event: Event): Promise<void> => {
    const field = event.target as HTMLInputElement;
    const [file] = field.files ?? [];
    if (file && file.size <= LARGEST) take(await file.text());
    field.value = '';
  };
  return html`<label class="b small upfile">${words}<input type="file" accept=".json,application/json" @change=${(event: Event) => void change(event)}></label>`;
}

/** Files and texts that are dropped anywhere in the panel. */
export function acceptDrops(root: HTMLElement, take: (text: string) => void): void {
  const mine = (event: DragEvent): boolean => [...(event.dataTransfer?.items ?? [])].some(({ kind }) => kind === 'file');
  root.addEventListener('dragover', (event) => {
    if (!mine(event)) return;
    event.preventDefault();
    root.classList.add('dropping');
  });
  root.addEventListener('dragleave', () => root.classList.remove('dropping'));
  root.addEventListener('drop', (event) => {
    root.classList.remove('dropping');
    const [file] = event.dataTransfer?.files ?? [];
    if (!file) return;
    event.preventDefault();
    event.stopPropagation();
    if (file.size <= LARGEST) void file.text().then(take);
  }, { capture: true });
}

/** A mock file is played from now on; answers in our own form go into the list. */
export async function importMocks(app: App, text: string): Promise<void> {
  const { store } = app;
  const { mockFile } = store.state.document;
  const { machines, cases } = await playable(app, text);
  if (machines.length === 0 && isListed(text)) {
    store.dispatch({ type: 'case', change: readStates(text) });
    store.dispatch({ type: 'edit', change: { mockFile: mockFile && { ...mockFile, used: false } } });
    return notify(app, 'mocks.importedList', { mockFile });
  }
  store.dispatch({ type: 'edit', change: { mockFile: { text, testCase: cases[0]?.name ?? null, used: true } } });
  if (mockFile && mockFile.text !== text) notify(app, 'mocks.importedFile', { mockFile });
}

function notify({ store }: App, key: string, change: { mockFile: MockFile | null }): void {
  store.dispatch({ type: 'notice', notice: { kind: 'info', key, zone: 'define', undo: { label: 'action.undo', action: { type: 'edit', change } } } });
}

/** Whether each member is an answer, or answers. */
function isListed(text: string): boolean {
  if (!isJson(text) || !text.trim().startsWith('{')) return false;
  const scripts = [...members(text).values()];
  const answers = (script: string): boolean =>
    script.startsWith('[') || ['cycle', 'calls', 'return', 'throw', 'echo', 'never'].some((name) => members(script).has(name));
  return scripts.length > 0 && scripts.every(answers);
}

/** The file as it is, or one with the answers of all inputs. */
export async function exportMocks(app: App): Promise<void> {
  const { mockFile } = app.store.state.document;
  const text = mockFile?.used ? mockFile.text : await fileOfList(app);
  if (text !== null) return download(FILE, text);
  app.store.dispatch({ type: 'notice', notice: { kind: 'warning', key: 'mocks.nothingToExport', lines: [say('mocks.nothingToExportHelp')], zone: 'define' } });
}

export function download(name: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

export const exportButton = (app: App): TemplateResult =>
  html`<button class="b small" type="button" data-free title=${t('mocks.exportHelp', { file: FILE })} @click=${() => void exportMocks(app)}>${t('mocks.export')}</button>`;
