import { render } from 'lit-html';
import type { App } from '../app.ts';
import { stopped } from '../breakpoints.ts';
import { bind, invoke } from '../commands.ts';
import type { Scene } from '../generated.ts';
import { detailAt } from '../graph/detail.ts';
import { type Drawing, drawScene } from '../graph/draw.ts';
import { type Look, lookFor, withVisit } from '../graph/look.ts';
import { EdgeJson } from '../graph/edge-json.ts';
import { drawNodeHint } from '../graph/node-hint.ts';
import { overlay } from '../graph/overlay.ts';
import { drawPicker, placePicker } from '../graph/picker.ts';
import { onBreakpoint, type Parts, skeleton, stateAt, stopAt } from '../graph/skeleton.ts';
import { Tokens, tokens } from '../graph/token.ts';
import { Viewport } from '../graph/viewport.ts';
import { drawZoom } from '../graph/zoom.ts';
import { nodeId, stopId, stopOf, walk } from '../graph/walk.ts';
import { t } from '../i18n.ts';
import { shown, shownState, statesAhead } from '../select.ts';
import { stateMenu } from '../steer/open.ts';
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
  private look: Look = { nodes: new Map(), taken: new Map(), countdown: null, running: false };
  private current = '';
  private follow = true;
  private machine = '';
  private names = new Set<string>();
  private detail = '';

  constructor(root: HTMLElement, private readonly app: App) {
    this.parts = skeleton(root);
    this.tokens = new Tokens(this.parts.tokens);
    this.edgeJson = new EdgeJson(this.parts, app, () => this.draw(app.store.state));
    this.viewport = new Viewport(this.parts.canvas, this.parts.layer, (byUser) => this.viewChanged(byUser));
    this.listen();
    app.store.subscribe((state, before) => this.changed(state, before));
    this.changed(app.store.state, null);
  }

  private changed(state: State, before: State | null): void {
    const now = shown(state);
    const scene = now.check?.scene ?? null;
    const fresh = scene !== this.scene;
    this.scene = scene;
    if (fresh || before?.run !== state.run || before.selection !== state.selection) {
      this.look = this.lookNow(state);
    }
    if (before && !before.run?.running && state.run?.running) this.follow = true;
    this.draw(state);
    if (scene && fresh) this.newScene(scene, state.document.machineId);
    this.keepInSight(state, before);
  }

  /** A chosen visit colours its node by itself, not by the latest visit. */
  private lookNow(state: State): Look {
    const run = shown(state).run;
    if (!this.scene) return this.look;
    const look = lookFor(this.scene, run?.view ?? null, run ? statesAhead(run) : []);
    const step = run?.step;
    return step && step.entered === state.selection.visit ? withVisit(look, step) : look;
  }

  /** The same graph, edited, keeps the user's view; one that shares no state with it is another graph. */
  private newScene(scene: Scene, machine: string): void {
    const box = { x: 0, y: 0, width: scene.width, height: scene.height };
    const names = new Set(scene.nodes.flatMap((node) => (node.state === null ? [] : [node.name])));
    const same = this.machine === machine && [...this.names].some((name) => names.has(name));
    if (same) this.viewport.rescene(box);
    else this.viewport.first(box);
    this.machine = machine;
    this.names = names;
  }

  private keepInSight(state: State, before: State | null): void {
    if (!this.scene) return;
    const { selection, run } = state;
    if (before && selection.state !== before.selection.state && selection.by !== 'graph') {
      this.reveal(selection.state);
    }
    if (this.follow && run && before?.run?.view.position !== run.view.position) {
      const active = run.view.states.filter((each) => each.status === 'inProgress' || each.status === 'waiting');
      this.reveal(active.at(-1)?.state ?? null);
    }
  }

  private reveal(state: number | null): void {
    const node = this.scene?.nodes.find((each) => state !== null && each.state === state);
    if (node) this.viewport.reveal(node);
  }

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
      selected: state.selection.state,
      current: this.current,
      open: this.edgeJson.open?.id ?? null,
      breakpoints: stopped(state.document.breakpoints),
    };
    parts.canvas.setAttribute('aria-label', t('graph.label', { name: state.document.name, count: states(scene) }));
    parts.canvas.classList.toggle('ran', now.run !== null);
    render(drawScene(drawing), parts.scene as unknown as HTMLElement);
    this.tokens.show(now.run ? tokens(scene, this.look, now.run.view) : [], this.tokenTime(state));
    this.edgeJson.draw(scene, this.look, now.run);
    drawNodeHint(parts.hint, this.app, state);
    drawPicker(parts.picker, this.app, scene, now.run, state.selection.state);
    this.place();
  }

  private tokenTime(state: State): number {
    if (state.ui.speed === 'max' || matchMedia('(prefers-reduced-motion: reduce)').matches) return 0;
    return 420 / Math.max(1, state.ui.speed);
  }

  private place(): void {
    this.edgeJson.place((point) => this.viewport.onCanvas(point));
    if (this.scene) placePicker(this.parts.picker, this.scene, (point) => this.viewport.onCanvas(point));
  }

  private viewChanged(byUser: boolean): void {
    if (byUser && this.app.store.state.run?.running) this.follow = false;
    const detail = Object.values(detailAt(this.viewport.scale)).join();
    if (detail !== this.detail) {
      this.detail = detail;
      this.draw(this.app.store.state);
    } else {
      render(drawZoom(this.viewport.scale, this.follow, this.zoomActions), this.parts.zoom);
      this.place();
    }
  }

  private readonly zoomActions = {
    zoom: (factor: number): void => this.viewport.zoomBy(factor),
    fit: (): void => this.viewport.fit(),
    follow: (): void => {
      this.follow = !this.follow;
      this.draw(this.app.store.state);
    },
  };

  private listen(): void {
    const { canvas } = this.parts;
    canvas.addEventListener('click', (event) => this.click(event));
    canvas.addEventListener('dblclick', (event) => {
      if (stateAt(event) !== null && !onBreakpoint(event)) invoke('openStep');
    });
    canvas.addEventListener('contextmenu', (event) => this.menu(event));
    canvas.addEventListener('keydown', (event) => this.key(event));
    canvas.addEventListener('focusin', (event) => this.focused(event));
    bind('fit', () => this.viewport.fit());
    bind('zoomIn', () => this.viewport.zoomBy(1.25));
    bind('zoomOut', () => this.viewport.zoomBy(0.8));
    bind('follow', this.zoomActions.follow);
  }

  private click(event: MouseEvent): void {
    const state = stateAt(event);
    const stop = stopAt(event);
    if (stop) this.current = stop;
    if (state !== null && onBreakpoint(event)) return this.toggleBreakpoint(state);
    if (state !== null) this.app.actions.select.state(state, 'graph');
    else if (!stop) this.app.actions.select.clear();
  }

  private menu(event: MouseEvent): void {
    const place = shownState(this.app.store.state, stateAt(event));
    if (place) stateMenu(this.app, place, event);
  }

  private toggleBreakpoint(state: number): void {
    const place = shownState(this.app.store.state, state);
    if (place) this.app.actions.run.toggleBreakpoint(place.name);
  }

  private key(event: KeyboardEvent): void {
    if (!this.scene || event.ctrlKey || event.metaKey || event.altKey) return;
    const here = stopOf(this.scene, this.current);
    if (!here) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      event.stopPropagation();
      if ('edge' in here) return this.edgeJson.toggle(here.edge);
      if (here.node.state === null) return;
      this.app.actions.select.state(here.node.state, 'graph');
      if (event.key === 'Enter') invoke('openStep');
      return;
    }
    const next = walk(this.scene, here, event.key, (edge) => this.look.taken.has(edge.id));
    if (!next) return;
    event.preventDefault();
    this.current = stopId(next);
    this.draw(this.app.store.state);
    if ('node' in next) this.viewport.reveal(next.node);
    this.parts.canvas.querySelector<SVGElement>(`[data-stop="${this.current}"]`)?.focus({ preventScroll: true });
  }

  private focused(event: FocusEvent): void {
    const stop = stopAt(event);
    if (!stop || !this.scene || stop === this.current) return;
    this.current = stop;
    this.draw(this.app.store.state);
  }
}

const states = (scene: Scene): number => scene.nodes.filter((node) => node.state !== null).length;
