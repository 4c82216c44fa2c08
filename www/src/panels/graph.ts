import { render } from 'lit-html';
import type { App } from '../app.ts';
import { stopped } from '../breakpoints.ts';
import { invoke } from '../commands.ts';
import type { Scene } from '../generated.ts';
import { detailAt } from '../graph/detail.ts';
import { type Drawing, drawScene } from '../graph/draw.ts';
import { loadTools } from '../graph/load.ts';
import type { Look } from '../graph/look.ts';
import { activeState, lookNow, nameCanvas, namesOf, sameGraph, type ShownGraph, startOf, tokenTime } from '../graph/now.ts';
import { EdgeJson } from '../graph/edge-json.ts';
import { drawNodeHint } from '../graph/node-hint.ts';
import { outgrown, windowOf } from '../graph/near.ts';
import { overlay } from '../graph/overlay.ts';
import { onBreakpoint, onFold, type Parts, skeleton, stateAt, stopAt } from '../graph/skeleton.ts';
import { Tokens, tokens } from '../graph/token.ts';
import { type Box, Viewport } from '../graph/viewport.ts';
import type { Tools } from '../graph/desk.ts';
import { bindZoom, drawZoom } from '../graph/zoom.ts';
import { type GraphKeys, graphKey } from '../graph/keyboard.ts';
import { nodeId, type Stop, stopId, stopOf } from '../graph/walk.ts';
import { shown, shownState } from '../select.ts';
import { stateMenu, stopWords } from '../steer/open.ts';
import type { State } from '../state.ts';

/** The state graph: the scene of the definition, coloured by the run. */
export function mountGraph(root: HTMLElement, app: App): void {
  new GraphPanel(root, app);
}

class GraphPanel {
  private readonly parts: Parts;
  private readonly viewport: Viewport;
  private readonly tokens: Tokens;
  private readonly edgeJson: EdgeJson;
  private scene: Scene | null = null;
  /** The scene with all that is in it. */
  private whole: Scene | null = null;
  private look: Look = { nodes: new Map(), taken: new Map(), countdown: null, running: false };
  private current = '';
  private follow = true;
  /** Which graph was shown last. */
  private last: ShownGraph = { machine: '', names: new Set(), across: false };
  private detail = '';
  private window: Box | null = null;
  private tools: Tools | null = null;
  private asked = false;

  constructor(root: HTMLElement, private readonly app: App) {
    this.parts = skeleton(root);
    this.tokens = new Tokens(this.parts.tokens);
    this.edgeJson = new EdgeJson(this.parts, app, this.redraw);
    this.viewport = new Viewport(this.parts.canvas, this.parts.layer, (byUser) => this.viewChanged(byUser));
    this.listen();
    app.store.subscribe((state, before) => this.changed(state, before));
    this.changed(app.store.state, null);
  }

  private changed(state: State, before: State | null): void {
    const now = shown(state);
    const whole = now.check?.scene ?? null;
    const scene = whole && this.tools ? this.tools.scene(state, whole) : whole;
    const fresh = scene !== this.scene;
    const formed = fresh && whole !== null && whole === this.whole;
    [this.scene, this.whole] = [scene, whole];
    if (fresh || before?.run !== state.run || before.selection !== state.selection) {
      this.look = this.lookNow(state);
    }
    if (scene && !this.asked) this.wantTools();
    if (before && !before.run?.running && state.run?.running) this.follow = true;
    const focused = formed && this.parts.canvas.contains(document.activeElement);
    this.draw(state);
    if (scene && fresh) this.newScene(scene, state.document.machineId);
    if (formed && !this.tools?.returned()) this.formed(state, focused);
    this.keepInSight(state, before);
  }

  private lookNow(state: State): Look {
    if (!this.scene) return this.look;
    const look = lookNow(this.scene, state);
    return (this.whole && this.tools?.look(look, this.whole, state)) ?? look;
  }

  private newScene(scene: Scene, machine: string): void {
    const box = { x: 0, y: 0, width: scene.width, height: scene.height };
    const shown: ShownGraph = { machine, names: namesOf(scene), across: scene.across };
    const same = sameGraph(this.last, shown);
    this.last = shown;
    this.edgeJson.open = null;
    if (same) return this.viewport.rescene(box);
    this.viewport.first(box, startOf(scene), scene.across);
    this.tools?.opened();
  }

  /** The same graph in another form: what was folded and what is selected stay in sight, the focus stays where it was. */
  private formed({ selection }: State, focused: boolean): void {
    const stop = this.scene && stopOf(this.scene, this.current);
    if (stop && 'node' in stop) this.viewport.reveal(stop.node);
    this.reveal(selection.state);
    if (focused) this.focusCurrent();
  }

  private keepInSight(state: State, before: State | null): void {
    if (!this.scene) return;
    const { selection, run } = state;
    if (before && selection.state !== before.selection.state && selection.by !== 'graph') this.reveal(selection.state);
    if (this.follow && run && before?.run?.view.position !== run.view.position) this.reveal(activeState(run));
  }

  private reveal(state: number | null): void {
    const stand = this.tools ? this.tools.stand(state) : state;
    const node = this.scene?.nodes.find((each) => stand !== null && each.state === stand);
    if (node) this.viewport.reveal(node);
  }

  private readonly redraw = (): void => this.draw(this.app.store.state);

  private draw(state: State): void {
    const { parts, scene } = this;
    const now = shown(state);
    parts.over.classList.toggle('full', scene === null);
    render(overlay(this.app, state, scene !== null, now.stale), parts.over);
    render(drawZoom(this.viewport.scale, this.follow, this.zoomActions), parts.zoom);
    if (!scene) return;
    if (!stopOf(scene, this.current)) this.current = scene.nodes[0] ? nodeId(scene.nodes[0]) : '';
    const drawing: Drawing = {
      scene,
      look: this.look,
      detail: detailAt(this.viewport.scale),
      selected: this.tools ? this.tools.stand(state.selection.state) : state.selection.state,
      current: this.current,
      open: this.edgeJson.open?.id ?? null,
      breakpoints: stopped(state.document.breakpoints),
      stopWords: (name) => stopWords(this.app, name, this.redraw),
      folds: this.tools !== null,
      window: (this.window = windowOf(scene, this.viewport.seen())),
    };
    nameCanvas(parts.canvas, scene, state);
    render(drawScene(drawing), parts.scene as unknown as HTMLElement);
    this.tokens.show(now.run ? tokens(scene, this.look, now.run.view) : [], tokenTime(state));
    this.edgeJson.draw(scene, this.look, now.run);
    drawNodeHint(parts.hint, this.app, state);
    this.tools?.drawn(drawing);
    this.place();
  }

  private place(): void {
    this.edgeJson.place((point) => this.viewport.onCanvas(point));
    this.tools?.moved();
  }

  private viewChanged(byUser: boolean): void {
    if (byUser && this.app.store.state.run?.running) this.follow = false;
    if (byUser) this.tools?.left(false);
    const detail = Object.values(detailAt(this.viewport.scale)).join();
    if (detail !== this.detail || (this.window && outgrown(this.window, this.viewport.seen()))) {
      this.detail = detail;
      this.draw(this.app.store.state);
    } else {
      render(drawZoom(this.viewport.scale, this.follow, this.zoomActions), this.parts.zoom);
      this.place();
    }
  }

  private readonly keys: GraphKeys = {
    taken: (edge) => this.look.taken.has(edge.id),
    open: (edge) => this.edgeJson.toggle(edge),
    select: (state) => this.select(state),
    fold: (state) => this.tools?.fold(state),
    go: (next) => this.go(next),
  };

  private readonly zoomActions = {
    zoom: (factor: number): void => this.viewport.zoomBy(factor),
    fit: (): void => {
      this.viewport.fit();
      this.tools?.left(true);
    },
    follow: (): void => {
      this.follow = !this.follow;
      this.redraw();
    },
  };

  private listen(): void {
    const { canvas } = this.parts;
    canvas.addEventListener('click', (event) => this.click(event));
    canvas.addEventListener('dblclick', (event) => {
      if (stateAt(event) !== null && !onBreakpoint(event) && !onFold(event)) invoke('openStep');
    });
    canvas.addEventListener('contextmenu', (event) => stateMenu(this.app, shownState(this.app.store.state, stateAt(event)), event));
    canvas.addEventListener('keydown', (event) => graphKey(event, this.scene, this.current, this.keys));
    canvas.addEventListener('focusin', (event) => this.focused(event));
    bindZoom(this.zoomActions);
  }

  private click(event: MouseEvent): void {
    const state = stateAt(event);
    const stop = stopAt(event);
    if (stop) this.current = stop;
    if (state !== null && onBreakpoint(event)) {
      const place = shownState(this.app.store.state, state);
      return place ? this.app.actions.run.toggleBreakpoint(place.name) : undefined;
    }
    if (state !== null && onFold(event)) return this.tools?.fold(state);
    if (state !== null) this.select(state);
    else if (!stop) this.app.actions.select.clear();
  }

  private readonly select = (state: number): void => void (this.tools?.pick(state) || this.app.actions.select.state(state, 'graph'));

  private wantTools(): void {
    this.asked = true;
    loadTools(this.app, ({ graphTools }) => {
      this.tools = graphTools({
        app: this.app, parts: this.parts, viewport: this.viewport,
        redraw: () => this.changed(this.app.store.state, null),
        show: (state, focus) => this.show(state, focus),
      });
      this.changed(this.app.store.state, null);
      this.tools.opened();
    });
  }

  private show(state: number, focus: boolean): void {
    const stand = this.tools?.stand(state) ?? state;
    this.current = `state-${stand}`;
    this.draw(this.app.store.state);
    this.reveal(stand);
    if (focus) this.focusCurrent();
  }

  private go(next: Stop): void {
    this.current = stopId(next);
    this.draw(this.app.store.state);
    if ('node' in next) this.viewport.reveal(next.node);
    this.focusCurrent();
  }

  private focusCurrent(): void {
    this.parts.canvas.querySelector<SVGElement>(`[data-stop="${this.current}"]`)?.focus({ preventScroll: true });
  }

  private focused(event: FocusEvent): void {
    const stop = stopAt(event);
    if (!stop || !this.scene || stop === this.current) return;
    this.current = stop;
    this.redraw();
  }
}
