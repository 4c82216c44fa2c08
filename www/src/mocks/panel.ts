/** The Mocks tab: answers in a list, or a mock file of AWS Step Functions Local. */

import '../i18n/later.ts';
import '../styles/mocks.css';
import '../styles/seg.css';
import { html, render, type TemplateResult } from 'lit-html';
import type { App } from '../app.ts';
import { panel } from '../dom.ts';
import { t } from '../i18n.ts';
import { chosenCase } from '../select.ts';
import { mountFile } from './file.ts';
import { settle } from './focus.ts';
import { list } from './list.ts';
import { acceptDrops, exportButton, fromDisk, importMocks } from './transfer.ts';

export function mount(root: HTMLElement, app: App): void {
  render(html`<div class="casebar mbar"></div><div class="mlist"></div><div class="mfile"></div>`, root);
  const [bar, rows, file] = [...root.children] as [HTMLElement, HTMLElement, HTMLElement];
  const used = (): boolean => app.store.state.document.mockFile?.used === true;
  acceptDrops(root, (text) => void importMocks(app, text));
  panel(bar, app, ({ document }) => [document.mockFile?.used], () => tools(app, used()));
  panel(rows, app, (state) => [chosenCase(state), state.check.view, state.selection.state, state.document.mockFile?.used, state.ui.define, state.run?.executionId], (state) => {
    rows.hidden = used();
    queueMicrotask(() => settle(rows));
    return rows.hidden ? html`` : list(app, state, chosenCase(state));
  });
  mountFile(file, app);
}

function tools(app: App, used: boolean): TemplateResult {
  const choose = (file: boolean): void => {
    const { mockFile } = app.store.state.document;
    app.store.dispatch({ type: 'edit', change: { mockFile: { text: '', testCase: null, ...mockFile, used: file } } });
  };
  const radio = (file: boolean, words: string): TemplateResult => html`<label><input type="radio" name="mocks-by" .checked=${used === file}
    @change=${() => choose(file)}><span>${words}</span></label>`;
  return html`<fieldset class="seg"><legend class="vh">${t('mocks.by')}</legend>${radio(false, t('mocks.list'))}${radio(true, t('mocks.file'))}</fieldset>
    <span class="grow"></span>${fromDisk(t('mocks.import'), (text) => void importMocks(app, text))}${exportButton(app)}`;
}
