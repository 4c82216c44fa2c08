/** Data flow: the selected step's data stage by stage, and what it would be with another field. */

import '../i18n/later.ts';
import '../styles/insight.css';
import { html, nothing, render } from 'lit-html';
import type { App } from '../app.ts';
import { count } from '../format.ts';
import type { FlowStage, FlowView, WhatIfView } from '../generated.ts';
import { t } from '../i18n.ts';
import { failed, follow, type Subject } from '../insight/follow.ts';
import { jsonOf, shownOf } from './field.ts';
import { stageList } from './list.ts';
import { unknown } from '../recorded/note.ts';
import { stageView, type Attempted } from './stage.ts';
import { allStages } from './words.ts';

/** Typing rests so long before a field is tried. */
const REST_MS = 120;

/** Something else in a field. */
interface Draft {
  readonly stage: string;
  readonly text: string;
  readonly json: string;
  /** The text that `view` is about, and that an edit belongs to. */
  readonly definition: string;
  readonly view: WhatIfView | null;
  readonly applied: boolean;
}

/** The stage that was looked at last, for the next step as well. */
let wanted = '';

export function mount(host: HTMLElement, app: App): () => void {
  const panel = new DataFlow(host, app);
  const end = follow(app, (subject) => panel.follow(subject), () => panel.draw());
  return () => {
    end();
    panel.stop();
  };
}

class DataFlow {
  /** The stage that was drawn last. */
  private shown = '';
  private event: number | null = null;
  private flow: FlowView | null | undefined;
  private item = 0;
  private draft: Draft | null = null;
  private due: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly host: HTMLElement, private readonly app: App) {}

  stop(): void {
    clearTimeout(this.due);
  }

  follow(subject: Subject | null): void {
    const event = subject?.event ?? null;
    if (event !== this.event) {
      this.draft = null;
      this.item = 0;
    }
    this.event = event;
    void this.refresh();
  }

  private async refresh(): Promise<void> {
    const { event, item } = this;
    const flow = event === null ? null : await this.app.actions.inspect.insight('flow', { event, item }).catch(failed(this.app));
    if (flow === undefined || event !== this.event) return;
    this.flow = flow;
    this.draw();
  }

  draw(): void {
    const { flow } = this;
    if (flow === undefined) return void render(html`<p class="none muted" role="status">${t('insight.loading')}</p>`, this.host);
    if (!flow) return void render(html`<p class="none muted">${t('insight.noStep')}</p>`, this.host);
    this.noteUndone();
    const tried = this.draft?.view?.flow ?? flow;
    const stages = allStages(tried);
    const chosen = stages.find((stage) => keyOf(stage) === wanted) ?? firstOf(stages);
    if (!chosen) return;
    const choose = (stage: FlowStage): void => {
      wanted = keyOf(stage);
      if (this.draft?.stage !== wanted) this.draft = null;
      this.draw();
    };
    render(html`${unknown(this.app, 'recorded.flow')}<div class="insight"><div class="flow">
      <div class="fside">${head(flow)}${this.items(flow)}${stageList(stages, chosen, choose)}</div>
      <div class="fmain">${stageView(chosen, stages, chosen.field === null ? null : this.tried(chosen, flow), {
        type: (text) => this.type(chosen, text),
        apply: () => this.apply(chosen),
        reset: () => this.reset(),
      })}</div></div></div>`, this.host);
    if (this.shown !== keyOf(chosen)) showChip(this.host);
    this.shown = keyOf(chosen);
  }

  /** An undone change is one to be applied again; one that was edited over can't be undone from here. */
  private noteUndone(): void {
    const { draft } = this;
    const edit = draft?.view?.edit;
    if (!draft?.applied || !edit) return;
    const { definition } = this.app.store.state.document;
    const { from, to } = edit.place;
    const after = draft.definition.slice(0, from) + edit.text + draft.definition.slice(to);
    if (definition === draft.definition) this.draft = { ...draft, applied: false };
    else if (definition !== after) this.draft = null;
  }

  /** Which of a Map's iterations is told. */
  private items({ items }: FlowView): unknown {
    if (items < 2) return nothing;
    const choose = (event: Event): void => {
      const to = (event.target as HTMLInputElement).valueAsNumber;
      if (!(to >= 0 && to < items)) return;
      this.item = Math.floor(to);
      this.draft = null;
      void this.refresh();
    };
    return html`<label class="fitem"><span>${t('flow.index')}</span>
      <input type="number" min="0" max=${items - 1} .value=${String(this.item)} @change=${choose}><span class="muted">${t('flow.of', { count: count(items) })}</span></label>`;
  }

  private tried(stage: FlowStage, flow: FlowView): Attempted {
    const { draft } = this;
    const inside = flow.stages.some(({ name }) => name === 'item' || name === 'afterItemsPath') && /^(?:Item|InputPath|Parameters)/s.test(stage.field ?? '');
    if (!draft) return { text: shownOf(stage.source, stage.field ?? ''), state: 'same', message: '', usable: false, inside };
    const { view, applied, text } = draft;
    const state = applied ? 'applied' : view === null ? (text.trim() === '' ? 'same' : 'asking') : view.error === null && view.flow ? 'good' : 'bad';
    const message = view?.error?.split('\n')[0] ?? (view && !view.edit ? t('flow.noState') : '');
    return { text, state, message, usable: !applied && view?.flow !== null && view?.edit !== null && view !== null, inside };
  }

  /** The definition's text: what is applied goes there, so it is what is tried. */
  private type(stage: FlowStage, text: string): void {
    clearTimeout(this.due);
    const field = stage.field ?? '';
    const source = this.flow?.stages.find((own) => keyOf(own) === keyOf(stage))?.source ?? null;
    wanted = keyOf(stage);
    const { definition } = this.app.store.state.document;
    this.draft = { stage: wanted, text, json: jsonOf(text, field, source), definition, view: this.draft?.view ?? null, applied: false };
    if (text.trim() === '') this.draft = { ...this.draft, view: null };
    else this.due = setTimeout(() => void this.tryOut(field), REST_MS);
    this.draw();
  }

  private async tryOut(field: string): Promise<void> {
    const { draft, event, item } = this;
    if (!draft || event === null) return;
    const { definition, json } = draft;
    const view = await this.app.actions.inspect.insight('whatIf', { event, item, definition, field, value: json }).catch(failed(this.app));
    if (view === undefined || this.draft?.json !== json || this.draft.applied || this.event !== event) return;
    this.draft = { ...this.draft, definition, view };
    this.draw();
  }

  private apply(stage: FlowStage): void {
    const { draft, app } = this;
    const edit = draft?.view?.edit;
    const { definition } = app.store.state.document;
    if (!draft || !edit) return;
    // Somebody has edited the text meanwhile: the place is another one there.
    if (definition !== draft.definition) return this.type(stage, draft.text);
    const { from, to } = edit.place;
    this.draft = { ...draft, applied: true };
    app.actions.document.definition(definition.slice(0, from) + edit.text + definition.slice(to));
  }

  /** Before it was applied: what was typed is lost. After that: the definition is what it was. */
  private reset(): void {
    const { draft, app } = this;
    if (draft?.applied) return app.actions.document.definition(draft.definition);
    this.draft = null;
    this.draw();
  }
}

const keyOf = ({ name, field }: FlowStage): string => `${name}/${field ?? ''}`;

/** The first field that changed something, else the first that is written. */
/** In a narrow view the stages are a strip that scrolls: the chosen one is in sight. */
function showChip(host: HTMLElement): void {
  const chip = host.querySelector<HTMLElement>('.fstage.on');
  const strip = chip?.parentElement;
  if (!chip || !strip || strip.scrollWidth <= strip.clientWidth) return;
  const [{ left, width }, view] = [chip.getBoundingClientRect(), strip.getBoundingClientRect()];
  strip.scrollLeft += left + width / 2 - (view.left + view.width / 2);
}

function firstOf(stages: readonly FlowStage[]): FlowStage | undefined {
  return stages.find((stage) => stage.source !== null) ?? stages.find((stage) => stage.name === 'afterInputPath') ?? stages[0];
}

function head({ name, language, attempt }: FlowView): unknown {
  return html`<p class="fof"><b>${name}</b> <span class="muted">${language}${attempt > 0 ? ` · ${t('flow.attempt', { count: count(attempt + 1) })}` : ''}</span></p>`;
}
