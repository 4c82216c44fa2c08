/** Puts the machine of a step on the desk. */

import type { App } from '../app.ts';
import { freeName } from '../actions/workspace.ts';
import { fromGallery } from '../gallery.ts';
import { machineName } from '../machine-name.ts';
import { readMocks, type WrittenAnswers } from '../mocks.ts';
import { EMPTY_CASE } from '../reduce.ts';
import type { Document } from '../state.ts';
import { freshId } from '../workspace.ts';
import type { MachinePart } from './model.ts';

/** By what the machine of a step is found again. Ids of the reader's own lessons tell their texts apart. */
export const tagOf = (lesson: string, { gallery, inline, step }: MachinePart): string => gallery ?? `lesson/${lesson}/${step}/${inline?.name ?? ''}`;

/** The page has opened what was there last, so that nothing else comes over the step's machine. */
export function opened({ store }: App): Promise<void> {
  return new Promise((done) => {
    const look = (): boolean => store.state.document.machineId !== '';
    if (look()) return done();
    const leave = store.subscribe(() => {
      if (!look()) return;
      leave();
      done();
    });
  });
}

export async function putOnDesk(app: App, lesson: string, part: MachinePart): Promise<void> {
  const { store, actions } = app;
  await opened(app);
  const tag = tagOf(lesson, part);
  if (store.state.document.gallery !== tag) {
    if (part.gallery) await actions.workspace.openGallery(part.gallery, false);
    else await openInline(app, lesson, part);
  }
  choose(app, part.case);
  const { show } = part;
  if (show) {
    const { left } = store.state.ui;
    store.dispatch({ type: 'ui', change: { zone: show, left: show === 'monitor' ? left : show, ...(show === 'define' ? { define: 'definition' } : {}) } });
  }
}

function choose({ store, actions }: App, id: string | null): void {
  const at = store.state.document.cases.findIndex((item) => item.id === id);
  if (at >= 0 && at !== store.state.document.chosen) actions.document.choose(at);
}

/** The machine as the step has it, whatever was made of it. */
export async function original({ store }: App, lesson: string, part: MachinePart): Promise<Document | null> {
  const { workspace } = store.state;
  if (part.gallery) return (await fromGallery(part.gallery, freshId, workspace.region, workspace.account))?.[0] ?? null;
  return part.inline ? inlineDocument(lesson, part, machineName(part.inline.name)) : null;
}

async function openInline(app: App, lesson: string, part: MachinePart): Promise<void> {
  const { workspace } = app.store.state;
  const kept = workspace.machines.find(({ gallery }) => gallery === tagOf(lesson, part));
  if (kept) return app.actions.workspace.openMachine(kept.id);
  const document = part.inline && inlineDocument(lesson, part, freeName(app, machineName(part.inline.name)));
  if (document) put(app, document);
}

/** A document of ours becomes the one on the desk. */
export function put({ store, actions }: App, document: Document): void {
  if (store.state.run?.running) actions.run.pause();
  store.dispatch({ type: 'document', document });
  store.dispatch({ type: 'ui', change: { dialog: null } });
}

function inlineDocument(lesson: string, part: MachinePart, name: string): Document | null {
  const { inline } = part;
  if (!inline) return null;
  return {
    machineId: freshId(), gallery: tagOf(lesson, part), name, type: inline.type, definition: JSON.stringify(inline.definition, null, 2),
    cases: [{ ...EMPTY_CASE, input: JSON.stringify(inline.input, null, 2), ...readMocks(inline.mocks as Record<string, WrittenAnswers>) }],
    chosen: 0, executionName: '', region: null, created: Date.now(), breakpoints: [], files: {}, mockFile: null, doubles: '', handlers: {},
  };
}
