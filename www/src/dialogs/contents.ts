/** What the dialogs hold; loaded when the first of them opens. */

import '../i18n/later.ts';
import type { TemplateResult } from 'lit-html';
import type { App } from '../app.ts';
import type { Key } from '../i18n.ts';
import type { State, Ui } from '../state.ts';
import { body as lessons } from '../lesson/list.ts';
import { body as dashboard } from './dashboard.ts';
import { executions } from './executions.ts';
import { body as gallery } from './gallery.ts';
import { help } from './help.ts';
import { settings } from './settings.ts';

export { forget, steady } from './steady.ts';

export type Open = Exclude<Ui['dialog'], null>;

export const CONTENTS: Record<Open, { title: Key; width: string; body: (app: App, state: State) => TemplateResult }> = {
  dashboard: { title: 'dashboard.title', width: 'w1180', body: dashboard },
  gallery: { title: 'dashboard.gallery', width: 'w1180', body: gallery },
  lessons: { title: 'topbar.learn', width: 'w860', body: lessons },
  executions: { title: 'executions.title', width: 'w860', body: executions },
  settings: { title: 'settings.title', width: 'w520', body: settings },
  help: { title: 'help.title', width: 'w640', body: help },
};
