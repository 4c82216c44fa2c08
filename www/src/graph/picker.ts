import { html, render } from 'lit-html';
import type { App } from '../app.ts';
import type { Scene, SceneNode } from '../generated.ts';
import { t } from '../i18n.ts';
import { icon } from '../icons.ts';
import { mark, statusOf } from '../marks.ts';
import type { Run } from '../state.ts';

/** At the foot of a Map: which visit of the selected state inside it is looked at. */
export function drawPicker(host: HTMLElement, app: App, scene: Scene, run: Run | null, selected: number | null): void {
  const step = run?.step;
  const index = step?.iteration.at(-1);
  const map = step && step.state === selected ? mapAround(scene, step.state) : undefined;
  host.hidden = !step || index === undefined || !map || step.visits.length < 2;
  if (host.hidden || !step || !map) return;
  host.dataset['map'] = String(map.state);
  const at = Math.max(0, step.visits.indexOf(step.entered));
  const go = (to: number): void => {
    const entered = step.visits[to];
    if (entered !== undefined) app.actions.select.visit(step.state, entered, 'graph');
  };
  render(html`
    <div role="group" aria-label=${t('graph.picker', { name: map.name })}>
      <button class="b ghost tiny" type="button" aria-label=${t('graph.previousVisit')} ?disabled=${at === 0}
        @click=${() => go(at - 1)}>${icon('i-chev-l', 12)}</button>
      <span class="pick" aria-live="polite">${t('graph.index', { index: index ?? 0 })}
        <span class="muted">${t('graph.ofVisits', { at: at + 1, count: step.visits.length })}</span></span>
      ${counts(run, step.state)}
      <button class="b ghost tiny" type="button" aria-label=${t('graph.nextVisit')} ?disabled=${at >= step.visits.length - 1}
        @click=${() => go(at + 1)}>${icon('i-chev-r', 12)}</button>
    </div>`, host);
}

/** How many iterations have each status. */
function counts(run: Run | null, state: number): unknown {
  const found = run?.view.states.find((each) => each.state === state)?.counts ?? [];
  return found.map(({ status, count }) => {
    const name = statusOf(status);
    return html`<span class="pickn num" title=${t(`legend.${name}`)}>${mark(name, 11)}<span class="vh">${t(`legend.${name}`)}</span>${count}</span>`;
  });
}

/** Keeps the picker at its Map's foot. */
export function placePicker(
  host: HTMLElement,
  scene: Scene,
  onCanvas: (point: { x: number; y: number }) => { x: number; y: number },
): void {
  const map = scene.nodes.find((node) => String(node.state) === host.dataset['map']);
  if (host.hidden || !map) return;
  const { x, y } = onCanvas({ x: map.x, y: map.y + map.height });
  host.style.transform = `translate(${Math.round(x + 10)}px, ${Math.round(y - 32)}px)`;
}

/** The innermost Map that a state stands in. */
function mapAround(scene: Scene, state: number): SceneNode | undefined {
  let node = scene.nodes.find((each) => each.state === state);
  while (node && node.parent !== null) {
    const parent: number = node.parent;
    node = scene.nodes.find((each) => each.state === parent);
    if (node?.kind === 'map') return node;
  }
  return undefined;
}
