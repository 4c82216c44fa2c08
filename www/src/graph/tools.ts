import '../i18n/later.ts';
import '../styles/graph-tools.css';
import { html, nothing, render } from 'lit-html';
import { bind } from '../commands.ts';
import type { Scene } from '../generated.ts';
import { t } from '../i18n.ts';
import { icon } from '../icons.ts';
import type { Desk, Tools } from './desk.ts';
import type { Drawing } from './draw.ts';
import { Find } from './find.ts';
import { foldLook } from './folded.ts';
import { Forms } from './forms.ts';
import { Iterations, narrowed } from './iterations.ts';
import { mountCounterpart } from './counterpart.ts';
import { leave, leftOf } from './left.ts';
import { MiniMap } from './minimap.ts';
import { drawPicker, placePicker } from './picker.ts';
import { mountPrint } from './print.ts';
import { Outline } from './outline.ts';

/** What stands around the graph: buttons in its head, search, outline, map. */
export function graphTools(desk: Desk): Tools {
  const host = desk.parts.tools;
  const place = (name: string): HTMLElement => {
    const element = host.appendChild(document.createElement('div'));
    element.className = name;
    return element;
  };
  const forms = new Forms(desk.app, desk.redraw);
  const iterations = new Iterations(desk.app, desk.redraw);
  const uncover = (state: number): void => void forms.uncover(state);
  const find = new Find(place('find'), desk, uncover);
  const outline = new Outline(place('outline'), desk, uncover);
  const map = new MiniMap(place('minimap'), desk.viewport);
  const head = document.getElementById('graph-tools');
  mountCounterpart(desk.app);
  bind('findState', () => find.open());
  let drawing: Drawing | null = null;
  /** The scene with all that is in it. */
  let whole: Scene | null = null;
  mountPrint(desk.app, () => drawing);
  document.addEventListener('keydown', (event) => escape(event, desk));

  /** The form that was left has yet to be laid out. */
  let back = false;
  const machine = (): string => desk.app.store.state.document.machineId;
  const show = (): void => {
    const { sight } = leftOf(machine());
    if (!sight) return;
    desk.viewport.zoomBy(sight.scale / desk.viewport.scale);
    desk.viewport.centre(sight);
  };

  const drawHead = (): void => {
    if (!head) return;
    const tool = (words: string, symbol: string, pressed: boolean | null, act: () => void): unknown => html`
      <button class="b ghost small icon" type="button" aria-label=${words} title=${words}
        aria-pressed=${pressed === null ? nothing : String(pressed)} @click=${act}>${icon(symbol)}</button>`;
    render(html`
      ${tool(t('graph.find'), 'i-search', null, () => find.open())}
      ${tool(t('graph.outline'), 'i-list', outline.shown, () => {
        outline.toggle();
        drawHead();
      })}
      ${forms.containers().length > 0 ? tool(t(forms.allFolded() ? 'graph.unfoldAll' : 'graph.foldAll'), 'i-t-map', null, () => forms.foldAll()) : nothing}
      ${tool(t('graph.across'), 'i-dir', forms.across, () => forms.turn())}`, head);
  };

  return {
    scene: (state, whole) => forms.scene(state, whole),
    look(look, all, state) {
      whole = all;
      const here = narrowed(look, whole, iterations.around(whole, state), state);
      return forms.inside.size > 0 ? foldLook(here, forms.inside) : here;
    },
    pick(state) {
      const visit = iterations.visitOf(state);
      if (visit !== undefined) desk.app.actions.select.visit(state, visit, 'graph');
      return visit !== undefined;
    },
    stand: (state) => (state === null ? null : forms.inside.get(state) ?? state),
    fold: (state) => forms.fold(state),
    opened() {
      back = forms.changed;
      show();
    },
    returned() {
      const now = back;
      back = false;
      if (now) show();
      return now;
    },
    left(fitted) {
      const { x, y, width, height } = desk.viewport.seen();
      leave(machine(), { sight: fitted ? undefined : { scale: desk.viewport.scale, x: x + width / 2, y: y + height / 2 } });
    },
    drawn(next) {
      drawing = next;
      const { state } = desk.app.store;
      drawPicker(desk.parts.picker, desk.app, next.scene, whole && iterations.around(whole, state));
      drawHead();
      find.draw();
      outline.draw();
      map.draw(next);
    },
    moved() {
      if (!drawing) return;
      map.moved();
      placePicker(desk.parts.picker, drawing.scene, (point) => desk.viewport.onCanvas(point));
    },
  };
}

/** Escape in the graph or in a table leaves what was selected. */
function escape(event: KeyboardEvent, { app, parts, show }: Desk): void {
  const target = event.target instanceof Element ? event.target : null;
  const here = target?.closest('.canvas, [role="treegrid"]') && !target.closest('input, .find, .outline');
  if (event.key !== 'Escape' || event.defaultPrevented || !here) return;
  const map = target?.closest('.picker') ? Number(parts.picker.dataset['map']) : null;
  app.actions.select.clear();
  // The picker goes, its Map stays.
  if (map !== null) show(map, true);
}
