/** Gives every panel its element. */

import type { App } from './app.ts';
import { mountHandlers } from './handlers/open.ts';
import { mountLacks } from './input/open.ts';
import { mountLayout } from './layout.ts';
import { lazyTab } from './lazy.ts';
import {
  mountCases,
  mountDefineHead,
  mountDefineTabs,
  mountEdited,
  mountGraphHead,
  mountMonitorHead,
} from './panels/define.ts';
import { mountDetails } from './panels/details.ts';
import { mountDialogs } from './panels/dialogs.ts';
import { mountEditor } from './panels/editor.ts';
import { mountEvents } from './panels/events.ts';
import { mountGraph } from './panels/graph.ts';
import { mountInput } from './panels/input.ts';
import { mountLegend } from './panels/legend.ts';
import { mountNotices } from './panels/notices.ts';
import { mountProblems } from './panels/problems.ts';
import { mountStep } from './panels/step.ts';
import { mountTest } from './test-state/open.ts';
import { mountTopbar } from './panels/topbar.ts';
import { mountTransport } from './panels/transport.ts';
import { mountViews } from './panels/views.ts';

export function mountPanels(root: HTMLElement, app: App): void {
  mountLayout(root, app);
  const host = (id: string): HTMLElement => {
    const found = document.getElementById(id);
    if (!found) throw new Error(`the layout has no #${id}`);
    return found;
  };
  mountTopbar(host('topbar'), app);
  mountNotices(host('notices'), app, 'page');
  mountDefine(host, app);
  mountGraphHead(host('graph-head'), app);
  mountTest(host('graph-test'), app);
  mountEdited(host('edited'), app);
  mountGraph(host('graph'), app);
  mountLegend(host('legend'), app);
  mountMonitorHead(host('monitor-head'), app);
  mountDetails(host('details'), app);
  mountViews(host('views'), host('events'), host('view'), app);
  mountEvents(host('events'), app);
  mountStep(host('step'), app);
  mountCases(host('cases'), app);
  mountTransport(host('transport'), app);
  mountDialogs(host('dialogs'), app);
}

function mountDefine(host: (id: string) => HTMLElement, app: App): void {
  const definition = host('editor');
  mountDefineHead(host('define-head'), app);
  const [input, mocks, handlers, files, services] = [host('input'), host('mocks'), host('handlers'), host('files'), host('services')];
  mountDefineTabs(host('define-tabs'), app, { definition, input, mocks, handlers, files, services });
  mountNotices(host('define-notices'), app, 'define');
  mountLacks(host('lacks'), app);
  const editor = mountEditor(definition, app);
  const problems = document.createElement('div');
  definition.append(problems);
  mountProblems(problems, app, editor);
  mountInput(input, app);
  lazyTab(mocks, app, 'mocks', () => import('./mocks/panel.ts'));
  mountHandlers(handlers, app);
  lazyTab(files, app, 'files', () => import('./files/panel.ts'));
  lazyTab(services, app, 'services', () => import('./services/panel.ts'));
}
