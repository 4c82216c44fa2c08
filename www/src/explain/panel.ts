/** Explain: why the selected step was retried, caught or chosen; what the run waits for, ended in, and never reached. */

import '../i18n/later.ts';
import '../styles/insight.css';
import { html, nothing, render } from 'lit-html';
import type { App } from '../app.ts';
import type { ChoiceView, ExplainView, RunExplainView } from '../generated.ts';
import { t } from '../i18n.ts';
import { failed, follow, type Subject } from '../insight/follow.ts';
import { choiceTable } from './choice.ts';
import { failures } from './failures.ts';
import { cost, meters } from './meters.ts';
import { unknown } from '../recorded/note.ts';
import { ended, unreached, waits } from './run.ts';

export function mount(host: HTMLElement, app: App): () => void {
  const panel = new Explain(host, app);
  return follow(app, (subject) => panel.follow(subject), () => panel.draw());
}

class Explain {
  private subject: Subject | null = null;
  private step: ExplainView | null = null;
  private ahead: ChoiceView | null = null;
  private run: RunExplainView | null | undefined;

  constructor(private readonly host: HTMLElement, private readonly app: App) {}

  follow(subject: Subject | null): void {
    this.subject = subject;
    void this.refresh();
  }

  private async refresh(): Promise<void> {
    const { subject, app } = this;
    const { insight } = app.actions.inspect;
    const state = subject?.unvisited ?? null;
    const [run, step, ahead] = await Promise.all([
      insight('explainRun', {}).catch(failed(app)),
      subject?.event == null ? null : insight('explain', { event: subject.event }).catch(failed(app)),
      state === null ? null : insight('ahead', { state }).catch(failed(app)),
    ]);
    // Another question is on its way.
    if (subject !== this.subject || run === undefined || step === undefined || ahead === undefined) return;
    this.run = run;
    this.step = step;
    this.ahead = ahead;
    this.draw();
  }

  draw(): void {
    const { run, step, subject, app } = this;
    if (run === undefined) return void render(html`<p class="none muted" role="status">${t('insight.loading')}</p>`, this.host);
    if (!run || !subject) return void render(html`<p class="none muted">${t('insight.noStep')}</p>`, this.host);
    const told = subject.run.step;
    const chosen = subject.run.check?.states.find(({ id }) => id === subject.unvisited);
    const first = [
      told && step ? failures(app, told, step) : nothing,
      told && step?.choice ? choiceTable(app, told.name, step.choice, false) : nothing,
      chosen && this.ahead ? choiceTable(app, chosen.name, this.ahead, true) : nothing,
      waits(app, run.waits, subject.run.view.now),
      ended(app, run.end),
    ].filter((part) => part !== nothing);
    render(html`${unknown(app, 'recorded.explain')}<div class="insight"><div class="xp"><div>${first.length > 0 ? first : subject.run.view.recorded?.sketched ? nothing : html`<section><p>${t('explain.nothing')}</p></section>`}</div>
      <div>${meters(app, run.meters)}${cost(run.meters, subject.run.view.execution.type, () => this.draw())}
      ${subject.run.view.recorded?.sketched ? nothing : unreached(app, run.unreached, subject.unvisited)}</div></div></div>`, this.host);
  }
}
