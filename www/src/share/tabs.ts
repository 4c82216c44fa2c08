/** What the share dialog has tabs for. Each is loaded when it is first shown. */

import type { App } from '../app.ts';
import type { Key } from '../i18n.ts';

/** Draws a tab into an empty element; the answer stops it. */
export type MountTab = (host: HTMLElement, app: App) => () => void;

export interface ShareTab {
  readonly id: string;
  /** Words of the tab. */
  readonly label: Key;
  readonly load: () => Promise<{ readonly mount: MountTab }>;
}

/** In the order in which they stand. */
export const SHARE_TABS: readonly ShareTab[] = [
  { id: 'link', label: 'share.tab.link', load: () => import('./link.ts') },
  { id: 'embed', label: 'share.tab.embed', load: () => import('./embed.ts') },
  { id: 'file', label: 'share.tab.file', load: () => import('./file.ts') },
  { id: 'image', label: 'share.tab.image', load: () => import('./image.ts') },
];
