/** The shape of everything the page knows. Plain data, never changed in place. */

import type { Lang, MachineType, Case, Document, Printed, Print } from './document.ts';
import type { CheckView, DiagnosticView, EventRow, RunView, StartRequest, StepView } from './generated.ts';
import type { StatusName } from './marks.ts';
import type { Around, Speed } from './protocol.ts';

export type { Lang, Words, MachineType, MockAnswer, MockExtras, Mocks, MockOrder, MockFile, Case, Document, Printed, Print, Files } from './document.ts';

/** What the engine found in the definition. */
export interface Check {
  /** The text `view` belongs to. */
  readonly text: string;
  readonly view: CheckView | null;
  /** The latest view with a graph: shown while the text is broken. */
  readonly good: CheckView | null;
  readonly goodText: string;
  /** Findings in the chosen input, and the text they belong to. */
  readonly input: readonly DiagnosticView[];
  readonly inputText: string;
}

export const ROWS_PER_CHUNK = 128;

/** An execution on the desk. */
export interface Run {
  /** Its number in the workspace. */
  readonly executionId: string;
  readonly machineId: string;
  readonly request: StartRequest;
  /** The check of `request.definition`; state numbers of `view` are those of this check. */
  readonly check: CheckView | null;
  readonly view: RunView;
  /** A `run` command is under way. */
  readonly running: boolean;
  /** Grows when a known future was dropped: cached rows of an older future are void. */
  readonly future: number;
  /** Rows of the history in chunks of `ROWS_PER_CHUNK`; read them with `rowAt`, ask with `actions.needEvents`. */
  readonly rows: ReadonlyMap<number, readonly EventRow[]>;
  /** Event JSON texts by id, as asked for with `actions.needEvent`. */
  readonly texts: ReadonlyMap<number, string>;
  /** The selected step, or the one at the position when nothing is selected. */
  readonly step: StepView | null;
  /** Whether the graph shows the run's definition or the edited text. */
  readonly graph: 'run' | 'text';
  readonly printed: Printed;
}

/** What the user looks at. State numbers are those of the shown graph (`shown()`). */
export interface Selection {
  readonly state: number | null;
  /** The `…StateEntered` event of the visit, when one visit was chosen. */
  readonly visit: number | null;
  readonly event: number | null;
  /** Which part of the page made it, so that it need not scroll itself. */
  readonly by: 'editor' | 'graph' | 'events' | 'step' | 'timeline' | 'page';
  /** The user wants to see this step while the run goes on elsewhere. */
  readonly pinned: boolean;
}

export type Zone = 'define' | 'visualise' | 'monitor';

/** Further filters of events. */
export interface Wanted {
  readonly state: number | null;
  /** A Parallel and the number of its branch: `4/0`. */
  readonly branch: string;
  readonly iteration: number | null;
  /** Seconds of virtual time since the start. */
  readonly from: number | null;
  readonly to: number | null;
  /** The last event of a causal chain. */
  readonly chain: number | null;
}

/** The filters of events, and the execution that they are for. */
export interface KeptFilter {
  readonly of: string;
  readonly text: string;
  readonly failed: boolean;
  readonly visit: number | null;
  readonly more?: Wanted | undefined;
}

export interface Ui {
  readonly zone: Zone;
  /** Left column at 700–1199 px: Define or Visualise. */
  readonly left: 'define' | 'visualise';
  readonly define: 'definition' | 'input' | 'mocks' | 'handlers' | 'files' | 'services';
  readonly info: 'info' | 'input' | 'output';
  /** What Monitor shows of the run: `events`, or the id of one of the views of `views/list.ts`. */
  readonly view: string;
  readonly theme: 'system' | 'light' | 'dark';
  readonly lang: Lang;
  readonly tools: 'basic' | 'all';
  readonly speed: Speed;
  /** Whether letters without a modifier are commands; some people's speech input types them by accident. */
  readonly singleKeys: boolean;
  readonly dialog: null | 'dashboard' | 'gallery' | 'lessons' | 'executions' | 'settings' | 'help';
  /** Whether *Widen* was answered. */
  readonly widened: boolean;
  /** Zone widths as shares of the page, Define and Monitor. */
  readonly sizes: { readonly define: number; readonly monitor: number };
  /** Zones folded to a rail. */
  readonly folded: { readonly define: boolean; readonly monitor: boolean };
  /** *Execution Details* and the step panel, where the user has opened or folded them, how high the latter is, its tab; filters of events. */
  readonly opened: {
    readonly details?: boolean; readonly step?: boolean; readonly height?: number; readonly tab?: string; readonly filter?: KeptFilter | undefined;
  };
  /** The status that was chosen in the legend: what has another is pale in the graph and left out of the tables. */
  readonly only?: StatusName | undefined;
  /** A link asked that nothing is edited. */
  readonly readOnly?: boolean;
  /** For an audience: large, and only what it looks at. */
  readonly present?: boolean;
}

export interface MachineRow {
  readonly id: string;
  readonly name: string;
  readonly type: MachineType;
  readonly gallery: string | null;
  readonly updated: number;
}

export interface ExecutionRow {
  readonly id: string;
  readonly machineId: string;
  readonly name: string;
  /** RUNNING SUCCEEDED FAILED TIMED_OUT ABORTED */
  readonly status: string;
  /** Virtual times. */
  readonly started: number;
  readonly closed: number | null;
  readonly transitions: number;
  readonly events: number;
  /** When it was started here. */
  readonly created: number;
}

export interface Workspace {
  readonly machines: readonly MachineRow[];
  readonly executions: readonly ExecutionRow[];
  readonly region: string;
  readonly account: string;
  /** `memory`: the browser keeps nothing. `refused`: it has not taken the latest changes. */
  readonly storage: 'opening' | 'browser' | 'memory' | 'refused';
}

/** A message above the zones or in one of them. */
export interface Notice {
  readonly id: number;
  readonly kind: 'info' | 'warning' | 'error';
  readonly key: string;
  readonly params?: Readonly<Record<string, string | number>>;
  /** Further lines as they are. */
  readonly lines?: readonly string[];
  readonly zone: 'page' | Zone;
  readonly undo?: { readonly label: string; readonly action?: Action; readonly does?: () => void };
  /** Another way on. */
  readonly also?: { readonly label: string; readonly does: () => void };
  /** *Undo* puts this execution on the desk, at an event. */
  readonly back?: { readonly execution: string; readonly event: number };
}

export interface State {
  readonly engine: 'loading' | 'ready' | 'failed';
  readonly document: Document;
  readonly check: Check;
  readonly run: Run | null;
  readonly selection: Selection;
  readonly workspace: Workspace;
  readonly notices: readonly Notice[];
  readonly ui: Ui;
}

export type Action =
  | { type: 'engine'; engine: State['engine'] }
  | { type: 'document'; document: Document }
  | { type: 'edit'; change: Partial<Document> }
  | { type: 'case'; change: Partial<Case> }
  | { type: 'checked'; text: string; view: CheckView }
  | { type: 'inputChecked'; text: string; problems: readonly DiagnosticView[] }
  | { type: 'run'; run: Run | null }
  | { type: 'ran'; view: RunView; running: boolean }
  | { type: 'redriven'; around: Around }
  | { type: 'runCheck'; check: CheckView }
  | { type: 'rows'; future: number; chunk: number; rows: readonly EventRow[] }
  | { type: 'text'; future: number; event: number; text: string }
  | { type: 'step'; step: StepView | null }
  | { type: 'runGraph'; graph: 'run' | 'text' }
  | { type: 'printed'; key: string; print: Print }
  | { type: 'select'; selection: Partial<Selection> }
  | { type: 'workspace'; change: Partial<Workspace> }
  | { type: 'notice'; notice: Omit<Notice, 'id'> }
  | { type: 'dismiss'; id: number }
  | { type: 'ui'; change: Partial<Ui> };
