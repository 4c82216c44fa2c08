/** Above the graph: what is played, how it stands, the way to the whole of Stepglass. */

import { html, nothing, type TemplateResult } from 'lit-html';
import { t } from '../i18n.ts';
import { icon } from '../icons.ts';
import { asFolder } from '../share/address.ts';
import { standing } from './caption.ts';
import type { FilmState } from './film.ts';
import type { Reel } from './reel.ts';

interface Place {
  /** The attribute that says where Stepglass is. */
  readonly site: string | null;
  /** Address of the script. */
  readonly home: string;
  readonly readOnly: boolean;
}

const toUrl = (text: string): string => (URL.canParse(text, document.baseURI) ? new URL(text, document.baseURI).href : '');

/** Where the same is opened in full; null where the site is not known. */
function address({ fragment }: Reel, { site, home, readOnly }: Place): string | null {
  const known = site || (import.meta.env['STEPGLASS_URL'] as string | undefined) || (home && new URL('./', home).href);
  if (!known || !fragment || !/^(?:https?|file):/.test(toUrl(known))) return null;
  return `${asFolder(known)}${fragment}${readOnly && !/&ro=/.test(fragment) ? '&ro=1' : ''}`;
}

export function head(reel: Reel | null, state: FilmState | null, place: Place): TemplateResult {
  const link = reel && address(reel, place);
  return html`${icon('i-brand', 16)}<b class="pname">${reel?.document.name ?? 'Stepglass'}</b>
    ${state?.run && state.begun ? pill(state.run) : nothing}<span class="grow"></span>
    ${link ? html`<a class="b small ghost popen" href=${link} target="_blank" rel="noopener" @click=${(event: MouseEvent) => open(event, link)}>${t('player.open')}${icon('i-fwd', 12)}</a>
      <input class="plink" readonly hidden aria-label=${t('player.link')} .value=${link}>` : nothing}`;
}

function pill(run: NonNullable<FilmState['run']>): TemplateResult {
  const how = standing(run);
  return html`<span class="runpill">${how.icon ? icon(how.icon, 10) : nothing}${t(how.key)}</span>`;
}

/** Where a frame may open no pages, most browsers say nothing, and Firefox throws. */
function opens(link: string): Window | null {
  try {
    return window.open(link, '_blank');
  } catch {
    return null;
  }
}

/** A frame may be forbidden to open pages: the address is shown to be copied. */
function open(event: MouseEvent, link: string): void {
  event.preventDefault();
  const opened = opens(link);
  if (opened) {
    opened.opener = null;
    return;
  }
  const field = (event.currentTarget as HTMLElement).parentElement?.querySelector<HTMLInputElement>('.plink');
  if (!field) return;
  field.hidden = false;
  field.select();
}
