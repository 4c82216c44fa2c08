/** What the page remembers per browser beside the workspace: looks, sizes, what was open last. */

import type { Lang, Ui } from './state.ts';

export interface Settings {
  ui: Ui;
  region: string;
  account: string;
  /** Opened last. */
  machine: string | null;
  execution: string | null;
}

const KEY = 'stepglass';

/** The part of the interface that outlives a visit. */
type KeptUi = Omit<Ui, 'dialog' | 'only' | 'readOnly' | 'present'>;

/** What a link overrides in this visit, as the reader has chosen it. */
export const own: Partial<KeptUi> = {};

const FIRST: Ui = {
  zone: 'define',
  left: 'visualise',
  define: 'definition',
  info: 'info',
  view: 'events',
  widened: false,
  theme: 'system',
  lang: 'en',
  tools: 'basic',
  speed: 1,
  singleKeys: true,
  dialog: null,
  sizes: { define: 412 / 1440, monitor: 508 / 1440 },
  folded: { define: false, monitor: false },
  opened: {},
};

export function loadSettings(): Settings {
  const kept = read();
  const lang: Lang = navigator.language.toLowerCase().startsWith('ko') ? 'ko' : 'en';
  const ui = { ...FIRST, lang, ...(kept.ui as Partial<KeptUi> | undefined) };
  // Nobody but a damaged or foreign entry has others; the page would not come up, or without room.
  if (ui.lang !== 'ko' && ui.lang !== 'en') ui.lang = lang;
  const sizes = { ...FIRST.sizes, ...ui.sizes };
  const word = (value: unknown, otherwise: string): string => (typeof value === 'string' && value ? value : otherwise);
  return {
    ui: { ...ui, sizes: sizes.define + sizes.monitor < 1 ? sizes : FIRST.sizes, folded: { ...FIRST.folded, ...ui.folded }, opened: { ...ui.opened } },
    region: word(kept.region, 'us-east-1'),
    account: word(kept.account, '123456789012'),
    machine: word(kept.machine, '') || null,
    execution: word(kept.execution, '') || null,
  };
}

/** Whether the graph of a machine was left otherwise than it is first shown (`graph/left.ts`). */
export function graphLeft(machine: string): boolean {
  try {
    return localStorage.getItem(`${KEY}.graph`)?.includes(JSON.stringify(machine)) ?? false;
  } catch {
    return false;
  }
}

export function saveSettings({ ui, ...rest }: Settings): void {
  const { dialog: _, only: __, readOnly: ___, present: ____, ...kept } = ui;
  try {
    localStorage.setItem(KEY, JSON.stringify({ ...rest, ui: { ...kept, ...own } }));
  } catch {
    // Storage is full or refused: this visit works, the next one starts with the defaults.
  }
}

function read(): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
