/** Simulated services: what they hold at the start, as text, and at the position of the run, to be looked at. */

import '../i18n/later.ts';
import '../styles/mocks.css';
import '../styles/seg.css';
import '../styles/services.css';
import { html, nothing, render, type TemplateResult } from 'lit-html';
import type { App } from '../app.ts';
import { codeEditor, type CodeEditor } from '../editor/code-editor.ts';
import { findings } from '../editor/findings.ts';
import { ours } from '../editor/ours.ts';
import type { DiagnosticView } from '../generated.ts';
import { t } from '../i18n.ts';
import { isJson } from '../mocks.ts';
import { setIn } from '../mocks/json-parts.ts';
import type { Document, State } from '../state.ts';
import { held } from './held.ts';
import { calledBy, has, kindOf, TEMPLATES, type Content } from './wanted.ts';

export function mount(root: HTMLElement, app: App): void {
  const panel = new ServicesPanel(root, app);
  app.store.subscribe((state, before) => {
    if (state.document !== before.document || state.run !== before.run || state.ui !== before.ui) panel.follow(state);
  });
}

class ServicesPanel {
  private readonly editor: CodeEditor;
  private readonly parts: readonly HTMLElement[];
  private machine = '';
  private judged: string | null = null;
  private found: readonly DiagnosticView[] = [];
  private inRun = false;
  private seen: unknown = null;
  private contents: string | null = null;

  constructor(root: HTMLElement, private readonly app: App) {
    render(html`<div class="casebar mbar"></div><div class="sbar"></div><div class="edwrap"></div><div class="problems"></div><div class="sheld"></div>`, root);
    this.parts = [...root.children] as HTMLElement[];
    this.editor = codeEditor(this.part(2), app.store.state.document.doubles, { changed: (doubles) => this.set(doubles) });
    this.follow(app.store.state);
  }

  private part(at: number): HTMLElement {
    return this.parts[at] as HTMLElement;
  }

  follow(state: State): void {
    const { document, run, ui } = state;
    if (ui.define !== 'services') return;
    const other = this.machine !== document.machineId;
    if (other) this.inRun = false;
    this.machine = document.machineId;
    this.editor.show(document.doubles, other);
    this.editor.label(t('services.label'));
    void this.judge(document.doubles);
    if (run?.view !== this.seen) {
      this.seen = run?.view ?? null;
      void this.ask();
    }
    this.draw();
  }

  private set(doubles: string): void {
    this.app.store.dispatch({ type: 'edit', change: { doubles } });
  }

  private async judge(text: string): Promise<void> {
    if (text === this.judged) return;
    this.judged = text;
    const found = text.trim() ? await this.app.actions.inspect.doublesProblems(text) : [];
    if (!found || this.judged !== text) return;
    this.found = found;
    this.editor.problems(ours(found));
    this.draw();
  }

  private async ask(): Promise<void> {
    const contents = this.app.store.state.run ? await this.app.actions.inspect.doubles() : null;
    if (contents === undefined) return;
    this.contents = contents;
    this.draw();
  }

  private draw(): void {
    const { document, run } = this.app.store.state;
    if (!run) this.inRun = false;
    const [bar, tools, editor, problems, shown] = [0, 1, 2, 3, 4].map((at) => this.part(at)) as [HTMLElement, HTMLElement, HTMLElement, HTMLElement, HTMLElement];
    for (const [part, hidden] of [[tools, this.inRun], [editor, this.inRun], [problems, this.inRun], [shown, !this.inRun]] as const) part.hidden = hidden;
    render(this.choice(run !== null), bar);
    render(this.start(document), tools);
    render(findings(ours(this.found), (offset) => this.editor.go(offset)), problems);
    render(this.inRun && this.contents !== null && run ? held(this.contents, run.view.now) : nothing, shown);
  }

  private choice(run: boolean): TemplateResult {
    const radio = (inRun: boolean, words: string): TemplateResult => html`<label><input type="radio" name="services" .checked=${this.inRun === inRun}
      ?disabled=${inRun && !run} @change=${() => this.show(inRun)}><span>${words}</span></label>`;
    return html`<fieldset class="seg" data-free><legend class="vh">${t('services.when')}</legend>${radio(false, t('services.atStart'))}${radio(true, t('services.inRun'))}</fieldset>`;
  }

  private show(inRun: boolean): void {
    this.inRun = inRun;
    this.draw();
  }

  private start({ doubles, definition }: Document): TemplateResult {
    const usable = !doubles.trim() || isJson(doubles);
    const wanted = usable ? calledBy(definition).filter(({ path }) => !has(doubles, path)) : [];
    const kinds = Object.keys(TEMPLATES) as (keyof typeof TEMPLATES)[];
    const choose = (event: Event): void => {
      const field = event.target as HTMLSelectElement;
      const kind = kinds[field.selectedIndex - 1];
      field.selectedIndex = 0;
      if (kind) this.add([wanted.find(({ path }) => kindOf(path) === kind) ?? free(doubles, TEMPLATES[kind])]);
    };
    return html`<p class="mhelp">${t('services.help')}</p><div class="ebtn l">
      <select aria-label=${t('services.add')} ?disabled=${!usable} @change=${choose}><option>${t('services.add')}</option>${kinds.map(
        (kind) => html`<option value=${kind}>${t(`services.add.${kind}`)}</option>`)}</select>
      ${wanted.length > 0 ? html`<button class="b small" type="button" title=${wanted.map(({ path }) => path.join(' ')).join('\n')}
        @click=${() => this.add(wanted)}>${t('services.fromDefinition', { count: wanted.length })}</button>` : nothing}</div>`;
  }

  private add(contents: readonly Content[]): void {
    const text = contents.reduce((now, { path, text: own }) => setIn(now, path, own), this.app.store.state.document.doubles);
    this.set(text);
    const name = contents[0]?.path.at(-1);
    requestAnimationFrame(() => this.editor.go(Math.max(0, text.lastIndexOf(`${JSON.stringify(name)}: `))));
  }
}

/** A name that is not taken yet. */
function free(contents: string, { path, text }: Content): Content {
  const name = path.at(-1) ?? '';
  const at = (number: number): string[] => [...path.slice(0, -1), number === 1 ? name : `${name}-${number}`];
  let number = 1;
  while (has(contents, at(number))) number += 1;
  return { path: at(number), text };
}
