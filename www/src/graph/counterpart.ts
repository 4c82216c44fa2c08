import type { App } from '../app.ts';
import { shown } from '../select.ts';

/**
 * What the pointer is over is marked thinly wherever else it is shown: a ring about a node, the ends of rows. One rule of a style sheet of
 * its own, so that no row is touched and nothing moves.
 */
export function mountCounterpart(app: App): void {
  const sheet = new CSSStyleSheet();
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  let ringed: string | null = null;
  const ring = (state: string | null): void => {
    if (state === ringed) return;
    ringed = state;
    sheet.replaceSync(state === null ? '' : `
      .graph [data-state="${state}"]:not(:hover, .sel) > .ring { stroke: var(--accent-line); stroke-width: 1.4; }
      :is(.er, .tr)[data-state="${state}"]:not(:hover) { box-shadow: inset 2px 0 0 var(--accent-line), inset -2px 0 0 var(--accent-line); }`);
  };
  document.addEventListener('pointerover', ({ target, pointerType }) => {
    const over = pointerType === 'mouse' && target instanceof Element ? target.closest<HTMLElement | SVGElement>('[data-state]') : null;
    const state = over?.dataset['state'];
    ring(state !== undefined && /^\d+$/.test(state) && shown(app.store.state).run ? state : null);
  });
  document.addEventListener('pointerleave', () => ring(null));
}
