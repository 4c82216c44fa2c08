/** Which containers are folded and which way the graph runs: by machine, remembered. */

import type { App } from '../app.ts';
import type { CheckView, Scene } from '../generated.ts';
import { shown } from '../select.ts';
import type { State } from '../state.ts';
import { hiddenBy } from './folded.ts';
import { leave, leftOf } from './left.ts';

interface Form {
  /** By name: numbers change while the text is edited. */
  folded: Set<string>;
  across: boolean;
}

export class Forms {
  /** Hidden states and the nodes that hide them, in the scene at hand. */
  inside: ReadonlyMap<number, number> = new Map();
  private readonly kept = new Map<string, Form>();
  private machine = '';
  private whole: Scene | null = null;
  private check: CheckView | null = null;
  /** The newest scene in another form, and what it was drawn for. */
  private drawn: { key: string; whole: Scene; scene: Scene; inside: Map<number, number> } | null = null;
  private asked: { key: string; whole: Scene } | null = null;

  constructor(private readonly app: App, private readonly redraw: () => void) {}

  get across(): boolean {
    return this.form().across;
  }

  /** The scene in the wanted form; until it has been laid out, the one before. */
  scene(state: State, whole: Scene): Scene {
    this.machine = state.document.machineId;
    this.whole = whole;
    const { check } = shown(state);
    this.check = check;
    const folded = this.numbers();
    const key = `${folded.join()}/${this.across}`;
    if (folded.length === 0 && !this.across) {
      this.inside = new Map();
      return whole;
    }
    if (this.drawn?.whole !== whole || this.drawn.key !== key) this.ask(state, key, folded);
    if (this.drawn?.whole !== whole) return whole;
    this.inside = this.drawn.inside;
    return this.drawn.scene;
  }

  isFolded(state: number): boolean {
    return this.numbers().includes(state);
  }

  fold(state: number): void {
    const name = this.name(state);
    if (name === undefined) return;
    const { folded } = this.form();
    if (!folded.delete(name)) folded.add(name);
    this.formed();
  }

  /** Unfolds whatever hides a state. Whether something did. */
  uncover(state: number): boolean {
    let found = false;
    for (let at = this.inside.get(state); at !== undefined; at = this.inside.get(state)) {
      const name = this.name(at);
      if (name === undefined || !this.form().folded.delete(name)) break;
      found = true;
      this.inside = this.whole ? hiddenBy(this.whole, new Set(this.numbers())) : new Map();
    }
    if (found) this.formed();
    return found;
  }

  /** All containers, or none. */
  foldAll(): void {
    const { folded } = this.form();
    const all = this.containers();
    const open = all.some((name) => !folded.has(name));
    folded.clear();
    if (open) all.forEach((name) => folded.add(name));
    this.formed();
  }

  /** Names of the containers, and whether all of them are folded. */
  containers(): string[] {
    return (this.whole?.nodes ?? []).filter((node) => node.container).map((node) => node.name);
  }

  allFolded(): boolean {
    return this.containers().every((name) => this.form().folded.has(name));
  }

  turn(): void {
    this.form().across = !this.across;
    // The part in sight was that of another drawing.
    leave(this.machine, { sight: undefined });
    this.formed();
  }

  /** Whether the machine's graph was left in another form than its first. */
  get changed(): boolean {
    return this.across || this.numbers().length > 0;
  }

  private formed(): void {
    const { folded, across } = this.form();
    leave(this.machine, { folded: [...folded], across });
    this.redraw();
  }

  private form(): Form {
    const { folded, across } = leftOf(this.machine);
    const form = this.kept.get(this.machine) ?? { folded: new Set(folded), across: across ?? false };
    this.kept.set(this.machine, form);
    return form;
  }

  private name(state: number): string | undefined {
    return this.check?.states.find(({ id }) => id === state)?.name;
  }

  /** Numbers of the folded containers that there are. */
  private numbers(): number[] {
    const { folded } = this.form();
    return folded.size === 0 ? [] : (this.whole?.nodes ?? [])
      .flatMap(({ state, container, name }) => (state !== null && container && folded.has(name) ? [state] : []));
  }

  private ask(state: State, key: string, folded: number[]): void {
    const { whole } = this;
    if (!whole || (this.asked?.key === key && this.asked.whole === whole)) return;
    const asked = (this.asked = { key, whole });
    const done = (scene: Scene | null | undefined): void => {
      if (this.asked !== asked) return;
      this.asked = null;
      if (!scene) return;
      this.drawn = { key, whole, scene, inside: hiddenBy(whole, new Set(folded)) };
      this.redraw();
    };
    this.app.actions.inspect.scene(textOf(state), folded, this.across).then(done, () => done(null));
  }
}

/** The text of the shown graph. */
function textOf(state: State): string {
  const now = shown(state);
  if (now.run) return now.run.request.definition;
  return now.check === state.check.view ? state.check.text : state.check.goodText;
}
