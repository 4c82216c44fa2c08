/** What begins when the page has started and rests. */

import type { Context } from './actions/context.ts';
import { watchWayOut } from './editor/way-out.ts';
import { watchVersions } from './keep/versions.ts';
import { register } from './offline/register.ts';

export function after(context: Context): void {
  watchWayOut();
  watchVersions(context);
  void register(context);
}
