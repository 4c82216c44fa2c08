/** How a link wants the page to look. It wins for this visit; what the reader chose before is what is remembered. */

import type { Context } from '../actions/context.ts';
import { loadLanguage } from '../i18n.ts';
import { own } from '../settings.ts';
import type { Ui } from '../state.ts';
import { VIEWS } from '../views/list.ts';
import type { Options } from './format.ts';

type Remembered = keyof typeof own;

/** What the link asked for, until the reader chooses otherwise. */
let asked: Partial<Ui> = {};
let watching = false;

export async function loadedOptions(context: Context, options: Options): Promise<void> {
  if (options.lang) await loadLanguage(options.lang);
  const { ui } = context.store.state;
  const change = changeFor(options, ui);
  for (const name of Object.keys(change) as Remembered[]) {
    if (name in asked || !REMEMBERED.includes(name)) continue;
    Object.assign(own, { [name]: ui[name] });
  }
  asked = { ...asked, ...change };
  context.store.dispatch({ type: 'ui', change: { readOnly: options.ro === true, present: options.view === 'present', ...change } });
  if (options.ro) void import('./read-only.ts').then(({ guard }) => guard(context));
  if (!watching) watch(context);
}

const REMEMBERED: readonly (keyof Ui)[] = ['zone', 'left', 'view', 'lang', 'theme', 'tools', 'folded'];

function changeFor({ view, lang, theme }: Options, ui: Ui): Partial<Ui> {
  const looks = { ...(lang ? { lang } : {}), ...(theme ? { theme } : {}) };
  if (!view || view === 'present') return looks;
  if (view === 'graph') return { ...looks, zone: 'visualise', left: 'visualise', folded: { define: true, monitor: true } };
  const needsAll = VIEWS.find(({ id }) => id === view)?.all ?? false;
  return { ...looks, view, zone: 'monitor', folded: { ...ui.folded, monitor: false }, ...(needsAll ? { tools: 'all' as const } : {}) };
}

/** What the reader changes by hand afterwards is theirs. */
function watch({ store }: Context): void {
  watching = true;
  store.subscribe(({ ui }) => {
    for (const name of Object.keys(asked) as (keyof Ui)[]) {
      if (ui[name] === asked[name]) continue;
      delete asked[name];
      delete own[name as Remembered];
    }
  });
}
