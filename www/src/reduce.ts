/** How actions change the state: pure functions, no I/O. */

import type { Action, Case, Document, Run, State, Ui } from './state.ts';

const NO_SELECTION: State['selection'] = { state: null, visit: null, event: null, by: 'page', pinned: false };

const NOTHING_CHECKED: State['check'] = { text: '', view: null, good: null, goodText: '', input: [], inputText: '' };

export const EMPTY_CASE: Case = { id: 'input', name: { en: 'Input', ko: '입력' }, input: '{}', mocks: {} };

export function initialState(ui: Ui, region: string, account: string): State {
  return {
    engine: 'loading',
    document: {
      machineId: '',
      gallery: null,
      name: '',
      type: 'STANDARD',
      definition: '',
      cases: [EMPTY_CASE],
      chosen: 0,
      executionName: '',
      region: null,
      created: 0,
      breakpoints: [],
      files: {},
      mockFile: null,
      doubles: '',
      handlers: {},
    },
    check: NOTHING_CHECKED,
    run: null,
    selection: NO_SELECTION,
    workspace: { machines: [], executions: [], region, account, storage: 'opening' },
    notices: [],
    ui,
  };
}

/** Messages that say why an execution was not started. */
export const REFUSALS: ReadonlySet<string> = new Set(['notice.notRunnable', 'notice.badInput', 'notice.badMock', 'notice.badMockFile', 'notice.badServices']);

/** What of a read-only document is the reader's own. */
const FREE = /^(chosen|breakpoints|watches|foreign)$/;

let lastNotice = 0;

export function reduce(state: State, action: Action): State {
  switch (action.type) {
    case 'engine':
      return { ...state, engine: action.engine };
    case 'document':
      return openDocument(state, action.document);
    case 'edit':
      if (state.ui.readOnly && Object.keys(action.change).some((name) => !FREE.test(name))) return state;
      return edit(state, { ...state.document, ...action.change });
    case 'case':
      return state.ui.readOnly ? state : edit(state, { ...state.document, cases: changeCase(state.document, action.change) });
    case 'checked':
      return checked(state, action);
    case 'inputChecked':
      return { ...state, check: { ...state.check, input: action.problems, inputText: action.text } };
    case 'select':
      return { ...state, selection: { ...state.selection, ...action.selection } };
    case 'workspace':
      return { ...state, workspace: { ...state.workspace, ...action.change } };
    case 'notice': {
      const others = state.notices.filter((notice) => notice.key !== action.notice.key);
      return { ...state, notices: [...others, { ...action.notice, id: ++lastNotice }] };
    }
    case 'dismiss':
      return { ...state, notices: state.notices.filter((notice) => notice.id !== action.id) };
    case 'ui':
      return { ...state, ui: { ...state.ui, ...action.change } };
    default:
      return changeRun(state, action);
  }
}

function openDocument(state: State, document: Document): State {
  return {
    ...state,
    document,
    check: document.machineId === state.document.machineId ? state.check : NOTHING_CHECKED,
    run: null,
    selection: NO_SELECTION,
    notices: state.notices.filter((notice) => notice.zone === 'page'),
  };
}

function edit(state: State, document: Document): State {
  const changed = document.definition !== state.document.definition;
  const run = state.run && changed ? { ...state.run, graph: 'text' as const } : state.run;
  const { definition, cases, chosen, mockFile } = state.document;
  const other = definition !== document.definition || cases !== document.cases || chosen !== document.chosen
    || mockFile !== document.mockFile || state.document.doubles !== document.doubles;
  // Why nothing was started was said of the texts as they were.
  const notices = other ? state.notices.filter(({ key }) => !REFUSALS.has(key)) : state.notices;
  return { ...state, document, run, notices };
}

function changeCase(document: Document, change: Partial<Case>): readonly Case[] {
  return document.cases.map((item, at) => (at === document.chosen ? { ...item, ...change } : item));
}

function checked(state: State, { text, view }: Extract<Action, { type: 'checked' }>): State {
  const good = view.whole && view.scene !== null;
  return {
    ...state,
    check: {
      ...state.check,
      text,
      view,
      good: good ? view : state.check.good,
      goodText: good ? text : state.check.goodText,
    },
  };
}

type RunAction = Extract<Action, { type: 'run' | 'ran' | 'redriven' | 'runCheck' | 'rows' | 'text' | 'step' | 'runGraph' | 'printed' }>;

function changeRun(state: State, action: RunAction): State {
  if (action.type === 'run') {
    return { ...state, run: action.run, selection: action.run ? NO_SELECTION : state.selection };
  }
  if (!state.run) return state;
  const run = nextRun(state.run, action);
  return run === state.run ? state : { ...state, run };
}

function nextRun(run: Run, action: Exclude<RunAction, { type: 'run' }>): Run {
  switch (action.type) {
    case 'ran': {
      const dropped = action.view.known < run.view.known;
      const next = { ...run, view: action.view, running: action.running };
      return dropped ? { ...next, future: run.future + 1, rows: new Map(), texts: new Map() } : next;
    }
    case 'redriven':
      return { ...run, request: { ...run.request, ...action.around } };
    case 'runCheck':
      return { ...run, check: action.check };
    case 'rows':
      if (action.future !== run.future) return run;
      return { ...run, rows: new Map(run.rows).set(action.chunk, action.rows) };
    case 'text':
      if (action.future !== run.future) return run;
      return { ...run, texts: new Map(run.texts).set(action.event, action.text) };
    case 'step':
      return { ...run, step: action.step };
    case 'runGraph':
      return { ...run, graph: action.graph };
    case 'printed':
      return { ...run, printed: { ...run.printed, [action.key]: action.print } };
  }
}
