/** Opening a run that was recorded on AWS: it comes to the desk as an execution that is kept like any other. */

import '../i18n/later.ts';
import type { ReadingView } from '../generated.ts';
import { t } from '../i18n.ts';
import { machineName, REGION } from '../machine-name.ts';
import { EMPTY_CASE } from '../reduce.ts';
import type { Case, Document } from '../state.ts';
import { freshId } from '../workspace.ts';
import type { Context } from './context.ts';
import { showRun } from './start.ts';
import { freeName } from './workspace.ts';

export async function openRecorded(context: Context, texts: readonly string[], { request, events }: ReadingView): Promise<void> {
  const { store, engine } = context;
  if (!request) return;
  const document = machineFor(context, request);
  const journal = JSON.stringify({ recorded: texts });
  const breakpoints = [...document.breakpoints];
  const { view } = await engine.command('rebuild', { journal, known: events, position: events, breakpoints });
  if (!view) return;
  if (document !== store.state.document) store.dispatch({ type: 'document', document });
  store.dispatch({ type: 'ui', change: { dialog: null, zone: 'monitor' } });
  showRun(context, { executionId: freshId(), machineId: document.machineId, request: { ...request, name: view.execution.name }, view });
}

/** The machine on the desk when it is the same text; otherwise a new one with the recorded definition and input. */
function machineFor(context: Context, request: NonNullable<ReadingView['request']>): Document {
  const { document } = context.store.state;
  const { definition, input, type, region } = request;
  if (document.definition === definition && document.type === type) return document;
  const item: Case = { ...EMPTY_CASE, id: freshId(), input: input || '{}' };
  return {
    machineId: freshId(),
    gallery: null,
    name: freeName(context, machineName(request.machineName, t('recorded.machine'))),
    type: type === 'EXPRESS' ? 'EXPRESS' : 'STANDARD',
    definition,
    cases: [item],
    chosen: 0,
    executionName: '',
    region: REGION.test(region) ? region : null,
    created: Date.now(),
    breakpoints: [],
    files: {},
    mockFile: null,
    doubles: '',
    handlers: {},
  };
}
