/** What if a step had got another input? */

import '../i18n/later.ts';
import '../styles/answer.css';
import { html, render } from 'lit-html';
import type { App } from '../app.ts';
import { t } from '../i18n.ts';
import { icon } from '../icons.ts';
import { isJson } from '../mocks.ts';

/** Draws into `host` until the answer is called. */
export function mountChange(host: HTMLElement, app: App): () => void {
  let text: string | null = null;
  let visit = -1;
  let said: 'answer.notJson' | 'answer.notHere' | null = null;

  const apply = async (): Promise<void> => {
    said = text !== null && isJson(text) ? null : 'answer.notJson';
    if (text !== null && said === null && !(await app.actions.run.change(visit, null, text))) said = 'answer.notHere';
    draw();
  };
  const draw = (): void => {
    const step = app.store.state.run?.step;
    if (!step) return;
    if (step.entered !== visit) [visit, text, said] = [step.entered, null, null];
    const shown = text ?? step.input;
    render(html`<details class="answer whatif"><summary>${t('answer.whatIf')}</summary>
      <label class="tfield"><span>${t('answer.otherInput')}</span><textarea class="code" spellcheck="false" .value=${shown}
        rows=${Math.min(12, Math.max(3, shown.split('\n').length))} aria-invalid=${said === 'answer.notJson' ? 'true' : 'false'}
        @input=${(event: Event) => { text = (event.target as HTMLTextAreaElement).value; }}></textarea></label>
      ${said ? html`<p class="bad st-fail" role="alert">${icon('i-s-fail', 12)}${t(said)}</p>` : html`<p class="thelp">${t('answer.whatIfHelp')}</p>`}
      <div class="abar"><button class="b primary" type="button" @click=${() => void apply()}>${t('answer.goOnWith')}</button></div></details>`, host);
  };
  draw();
  return app.store.subscribe((state, before) => {
    if (state.run?.step !== before.run?.step || state.ui.lang !== before.ui.lang) draw();
  });
}
