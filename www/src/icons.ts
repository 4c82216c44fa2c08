import { html, nothing, render, svg, type SVGTemplateResult, type TemplateResult } from 'lit-html';

/**
 * Every drawing of the page as a `<symbol>`, 16 by 16, mounted once per document.
 * `i-…` are icons, `i-t-…` state types, `i-s-…` status marks. Round caps and joins come from the style sheet (`.i`).
 */
const symbols: SVGTemplateResult = svg`
  <symbol id="i-brand" viewBox="0 0 16 16"><circle cx="8" cy="8" r="6.6" fill="none" stroke="currentColor" stroke-width="1.7"/><path d="M4.4 10.6h2.4V8h2.4V5.4h2.4" fill="none" stroke="currentColor" stroke-width="1.7"/></symbol>
  <symbol id="i-chev-r" viewBox="0 0 16 16"><path d="M6 3.5 10.5 8 6 12.5" fill="none" stroke="currentColor" stroke-width="1.5"/></symbol>
  <symbol id="i-chev-d" viewBox="0 0 16 16"><path d="M3.5 6 8 10.5 12.5 6" fill="none" stroke="currentColor" stroke-width="1.5"/></symbol>
  <symbol id="i-chev-l" viewBox="0 0 16 16"><path d="M10 3.5 5.5 8 10 12.5" fill="none" stroke="currentColor" stroke-width="1.5"/></symbol>
  <symbol id="i-search" viewBox="0 0 16 16"><circle cx="7" cy="7" r="4.2" fill="none" stroke="currentColor" stroke-width="1.5"/><path d="m10.2 10.2 3.3 3.3" fill="none" stroke="currentColor" stroke-width="1.5"/></symbol>
  <symbol id="i-globe" viewBox="0 0 16 16"><circle cx="8" cy="8" r="5.8" fill="none" stroke="currentColor" stroke-width="1.4"/><path d="M2.2 8h11.6M8 2.2c2.2 2 2.2 9.6 0 11.6M8 2.2c-2.2 2-2.2 9.6 0 11.6" fill="none" stroke="currentColor" stroke-width="1.2"/></symbol>
  <symbol id="i-theme" viewBox="0 0 16 16"><circle cx="8" cy="8" r="5.6" fill="none" stroke="currentColor" stroke-width="1.5"/><path d="M8 3.6a4.4 4.4 0 0 1 0 8.8z" fill="currentColor"/></symbol>
  <symbol id="i-help" viewBox="0 0 16 16"><circle cx="8" cy="8" r="5.9" fill="none" stroke="currentColor" stroke-width="1.4"/><path d="M6.3 6.4c.1-1 .8-1.6 1.7-1.6 1 0 1.7.6 1.7 1.5 0 1.3-1.7 1.3-1.7 2.6" fill="none" stroke="currentColor" stroke-width="1.5"/><circle cx="8" cy="11.2" r=".9" fill="currentColor"/></symbol>
  <symbol id="i-plus" viewBox="0 0 16 16"><path d="M8 3v10M3 8h10" fill="none" stroke="currentColor" stroke-width="1.5"/></symbol>
  <symbol id="i-minus" viewBox="0 0 16 16"><path d="M3 8h10" fill="none" stroke="currentColor" stroke-width="1.5"/></symbol>
  <symbol id="i-close" viewBox="0 0 16 16"><path d="m4 4 8 8M12 4l-8 8" fill="none" stroke="currentColor" stroke-width="1.5"/></symbol>
  <symbol id="i-more" viewBox="0 0 16 16"><circle cx="3.5" cy="8" r="1.3" fill="currentColor"/><circle cx="8" cy="8" r="1.3" fill="currentColor"/><circle cx="12.5" cy="8" r="1.3" fill="currentColor"/></symbol>
  <symbol id="i-trash" viewBox="0 0 16 16"><path d="M2.8 4.4h10.4M6 4.2V2.6h4v1.6M4.2 4.6l.6 8.8h6.4l.6-8.8M6.7 7v4M9.3 7v4" fill="none" stroke="currentColor" stroke-width="1.4"/></symbol>
  <symbol id="i-copy" viewBox="0 0 16 16"><rect x="5.5" y="5.5" width="8" height="8" rx="1.5" fill="none" stroke="currentColor" stroke-width="1.4"/><path d="M10.5 5.4V4c0-.8-.7-1.5-1.5-1.5H4c-.8 0-1.5.7-1.5 1.5v5c0 .8.7 1.5 1.5 1.5h1.4" fill="none" stroke="currentColor" stroke-width="1.4"/></symbol>
  <symbol id="i-check" viewBox="0 0 16 16"><path d="m3 8.5 3.3 3.3L13 4.8" fill="none" stroke="currentColor" stroke-width="1.8"/></symbol>
  <symbol id="i-play" viewBox="0 0 16 16"><path d="M4.6 2.9c0-.6.6-.9 1.1-.6l7.2 5c.4.3.4 1 0 1.3l-7.2 5c-.5.4-1.1 0-1.1-.6z" fill="currentColor"/></symbol>
  <symbol id="i-pause" viewBox="0 0 16 16"><path d="M4 3h2.8v10H4zM9.2 3H12v10H9.2z" fill="currentColor"/></symbol>
  <symbol id="i-restart" viewBox="0 0 16 16"><path d="M3.2 3v10" fill="none" stroke="currentColor" stroke-width="1.8"/><path d="M13 3.6v8.8c0 .5-.5.7-.9.5L5.9 8.6a.7.7 0 0 1 0-1.2l6.2-4.3c.4-.2.9 0 .9.5z" fill="currentColor"/></symbol>
  <symbol id="i-end" viewBox="0 0 16 16"><path d="M12.8 3v10" fill="none" stroke="currentColor" stroke-width="1.8"/><path d="M3 3.6v8.8c0 .5.5.7.9.5l6.2-4.3c.4-.3.4-.9 0-1.2L3.9 3.1c-.4-.2-.9 0-.9.5z" fill="currentColor"/></symbol>
  <symbol id="i-runback" viewBox="0 0 16 16"><path d="M8.2 3.8v8.4c0 .5-.4.6-.8.4L1.6 8.5a.6.6 0 0 1 0-1l5.8-4.1c.4-.2.8-.1.8.4zM14.6 3.8v8.4c0 .5-.4.6-.8.4L8.9 9V7l4.9-3.6c.4-.2.8-.1.8.4z" fill="currentColor"/></symbol>
  <symbol id="i-back" viewBox="0 0 16 16"><path d="M13 8H4M7.3 4.3 3.6 8l3.7 3.7" fill="none" stroke="currentColor" stroke-width="1.7"/></symbol>
  <symbol id="i-fwd" viewBox="0 0 16 16"><path d="M3 8h9M8.7 4.3 12.4 8l-3.7 3.7" fill="none" stroke="currentColor" stroke-width="1.7"/></symbol>
  <symbol id="i-over" viewBox="0 0 16 16"><path d="M2.6 8.6C3.4 5 5.6 3.4 8 3.4s4.3 1.5 5.2 4.4M13.5 4.4v3.7H9.8" fill="none" stroke="currentColor" stroke-width="1.6"/><circle cx="8" cy="11.6" r="1.8" fill="currentColor"/></symbol>
  <symbol id="i-into" viewBox="0 0 16 16"><path d="M8 2.2v6M5 5.6l3 3 3-3" fill="none" stroke="currentColor" stroke-width="1.6"/><circle cx="8" cy="12.4" r="1.8" fill="currentColor"/></symbol>
  <symbol id="i-out" viewBox="0 0 16 16"><path d="M8 8.6v-6M5 5.2l3-3 3 3" fill="none" stroke="currentColor" stroke-width="1.6"/><circle cx="8" cy="12.4" r="1.8" fill="currentColor"/></symbol>
  <symbol id="i-skip" viewBox="0 0 16 16"><path d="M2.5 8c0-3 2.4-5.4 5.4-5.4M5.6 13A5.4 5.4 0 0 1 2.6 9.2" fill="none" stroke="currentColor" stroke-width="1.4" stroke-dasharray="1.5 2"/><path d="M8 5v3.2l1.6 1.2M10 13.2l4-2.6-4-2.6z" fill="none" stroke="currentColor" stroke-width="1.4"/></symbol>
  <symbol id="i-fit" viewBox="0 0 16 16"><path d="M2.5 5.5v-3h3M10.5 2.5h3v3M13.5 10.5v3h-3M5.5 13.5h-3v-3" fill="none" stroke="currentColor" stroke-width="1.5"/></symbol>
  <symbol id="i-follow" viewBox="0 0 16 16"><circle cx="8" cy="8" r="3.6" fill="none" stroke="currentColor" stroke-width="1.5"/><path d="M8 1.6v2M8 12.4v2M1.6 8h2M12.4 8h2" fill="none" stroke="currentColor" stroke-width="1.5"/></symbol>
  <symbol id="i-pin" viewBox="0 0 16 16"><path d="M5.5 2.5h5l-.7 4.3 2 2.2H4.2l2-2.2zM8 9v4.5" fill="none" stroke="currentColor" stroke-width="1.4"/></symbol>
  <symbol id="i-dir" viewBox="0 0 16 16"><path d="M4.5 2.5v10.5M2.3 10.8 4.5 13l2.2-2.2M8 4.5h6M8 8h4.4M8 11.5h3" fill="none" stroke="currentColor" stroke-width="1.5"/></symbol>
  <symbol id="i-expand" viewBox="0 0 16 16"><path d="M9.5 2.8h3.7v3.7M6.5 13.2H2.8V9.5M13 3 9.2 6.8M3 13l3.8-3.8" fill="none" stroke="currentColor" stroke-width="1.5"/></symbol>
  <symbol id="i-rail" viewBox="0 0 16 16"><rect x="2.2" y="2.8" width="11.6" height="10.4" rx="1.6" fill="none" stroke="currentColor" stroke-width="1.4"/><path d="M6 3v10" fill="none" stroke="currentColor" stroke-width="1.4"/></symbol>
  <symbol id="i-warn" viewBox="0 0 16 16"><path d="M8 1.9c.4 0 .8.2 1 .6l5.4 9.7c.4.8-.1 1.7-1 1.7H2.6c-.9 0-1.4-.9-1-1.7L7 2.5c.2-.4.6-.6 1-.6z" fill="currentColor"/><path d="M8 6v3.4M8 11.6v.1" fill="none" stroke="var(--badge-cut,var(--panel))" stroke-width="1.7"/></symbol>
  <symbol id="i-info" viewBox="0 0 16 16"><path d="M8 1.8a6.2 6.2 0 1 1 0 12.4A6.2 6.2 0 0 1 8 1.8z" fill="currentColor"/><path d="M8 7.4v3.6M8 4.9v.1" fill="none" stroke="var(--badge-cut,var(--panel))" stroke-width="1.7"/></symbol>
  <symbol id="i-fix" viewBox="0 0 16 16"><path d="M8 1.8v1.6M8 12.6v1.6M1.8 8h1.6M12.6 8h1.6M3.6 3.6l1.2 1.2M11.2 11.2l1.2 1.2M3.6 12.4l1.2-1.2M11.2 4.8l1.2-1.2" fill="none" stroke="currentColor" stroke-width="1.4"/><circle cx="8" cy="8" r="2" fill="currentColor"/></symbol>
  <symbol id="i-stop" viewBox="0 0 16 16"><path d="M4 4h8v8H4z" fill="currentColor"/></symbol>
  <symbol id="i-bp" viewBox="0 0 16 16"><circle cx="8" cy="8" r="5" fill="currentColor"/></symbol>
  <symbol id="i-flag" viewBox="0 0 16 16"><path d="M4 14V2.5h7.5L9.8 5.7l1.7 3.2H4" fill="none" stroke="currentColor" stroke-width="1.5"/></symbol>
  <symbol id="i-tri-r" viewBox="0 0 16 16"><path d="M5.5 3.8 11 8l-5.5 4.2z" fill="currentColor"/></symbol>
  <symbol id="i-tri-d" viewBox="0 0 16 16"><path d="M3.8 5.5h8.4L8 11z" fill="currentColor"/></symbol>
  <symbol id="i-phone-def" viewBox="0 0 16 16"><path d="M5.5 3C3.6 3 4.8 7 2.6 8c2.2 1 1 5 2.9 5M10.5 3c1.9 0 .7 4 2.9 5-2.2 1-1 5-2.9 5" fill="none" stroke="currentColor" stroke-width="1.5"/></symbol>
  <symbol id="i-graph" viewBox="0 0 16 16"><rect x="5.5" y="1.8" width="5" height="3.6" rx="1" fill="none" stroke="currentColor" stroke-width="1.4"/><rect x="1.8" y="10.6" width="5" height="3.6" rx="1" fill="none" stroke="currentColor" stroke-width="1.4"/><rect x="9.2" y="10.6" width="5" height="3.6" rx="1" fill="none" stroke="currentColor" stroke-width="1.4"/><path d="M8 5.6V8M4.3 10.4V8h7.4v2.4" fill="none" stroke="currentColor" stroke-width="1.4"/></symbol>
  <symbol id="i-list" viewBox="0 0 16 16"><path d="M5.8 4h8M5.8 8h8M5.8 12h8" fill="none" stroke="currentColor" stroke-width="1.5"/><circle cx="2.8" cy="4" r="1" fill="currentColor"/><circle cx="2.8" cy="8" r="1" fill="currentColor"/><circle cx="2.8" cy="12" r="1" fill="currentColor"/></symbol>
  <symbol id="i-t-task" viewBox="0 0 16 16"><rect x="2.4" y="3.4" width="11.2" height="9.2" rx="2" fill="none" stroke="currentColor" stroke-width="1.5"/><path d="M5.6 8h4.6M8.4 6l2 2-2 2" fill="none" stroke="currentColor" stroke-width="1.5"/></symbol>
  <symbol id="i-t-choice" viewBox="0 0 16 16"><path d="M8 1.9 14.1 8 8 14.1 1.9 8z" fill="none" stroke="currentColor" stroke-width="1.5"/><path d="M6.4 6.6c.1-.9.7-1.4 1.6-1.4.9 0 1.6.5 1.6 1.4 0 1.1-1.6 1.2-1.6 2.3M8 10.8v.1" fill="none" stroke="currentColor" stroke-width="1.4"/></symbol>
  <symbol id="i-t-wait" viewBox="0 0 16 16"><circle cx="8" cy="8" r="5.9" fill="none" stroke="currentColor" stroke-width="1.5"/><path d="M8 4.6V8l2.4 1.6" fill="none" stroke="currentColor" stroke-width="1.5"/></symbol>
  <symbol id="i-t-pass" viewBox="0 0 16 16"><path d="M2 8h9.4M8.4 4.8 11.6 8l-3.2 3.2M14 3.6v8.8" fill="none" stroke="currentColor" stroke-width="1.5"/></symbol>
  <symbol id="i-t-parallel" viewBox="0 0 16 16"><path d="M8 2v2.6M3.6 14V8.4C3.6 6 6 6.6 8 4.6c2 2 4.4 1.4 4.4 3.8V14" fill="none" stroke="currentColor" stroke-width="1.5"/></symbol>
  <symbol id="i-t-map" viewBox="0 0 16 16"><rect x="2" y="6.4" width="8.6" height="7.4" rx="1.5" fill="none" stroke="currentColor" stroke-width="1.5"/><path d="M4.6 4.2h6.8c.8 0 1.5.7 1.5 1.5v5.6M7 2h5.6c1.3 0 2.4 1 2.4 2.4V9" fill="none" stroke="currentColor" stroke-width="1.3"/></symbol>
  <symbol id="i-t-succeed" viewBox="0 0 16 16"><circle cx="8" cy="8" r="5.9" fill="none" stroke="currentColor" stroke-width="1.5"/><path d="m5.3 8.2 1.9 1.9 3.5-4" fill="none" stroke="currentColor" stroke-width="1.5"/></symbol>
  <symbol id="i-t-fail" viewBox="0 0 16 16"><path d="M5.4 2h5.2L14 5.4v5.2L10.6 14H5.4L2 10.6V5.4z" fill="none" stroke="currentColor" stroke-width="1.5"/><path d="m6 6 4 4M10 6l-4 4" fill="none" stroke="currentColor" stroke-width="1.5"/></symbol>
  <symbol id="i-s-none" viewBox="0 0 16 16"><circle cx="8" cy="8" r="5.6" fill="none" stroke="currentColor" stroke-width="1.7" stroke-dasharray="2.6 2.26"/></symbol>
  <symbol id="i-s-run" viewBox="0 0 16 16"><circle cx="8" cy="8" r="5.7" fill="none" stroke="currentColor" stroke-width="1.8"/><path d="M8 4.4a3.6 3.6 0 0 1 0 7.2z" fill="currentColor"/></symbol>
  <symbol id="i-s-wait" viewBox="0 0 16 16"><path d="M4.2 1.6h7.6v2.6L9.2 8l2.6 3.8v2.6H4.2v-2.6L6.8 8 4.2 4.2z" fill="currentColor" stroke="currentColor" stroke-width="1"/><path d="M6.4 4h3.2" fill="none" stroke="var(--badge-cut,var(--panel))" stroke-width="1.3"/></symbol>
  <symbol id="i-s-wait-token" viewBox="0 0 16 16"><circle cx="5.4" cy="8" r="3.2" fill="none" stroke="currentColor" stroke-width="2"/><path d="M8.6 8h6M12 8v2.6M14.4 8v1.8" fill="none" stroke="currentColor" stroke-width="2"/></symbol>
  <symbol id="i-s-wait-ask" viewBox="0 0 16 16"><path d="M3.4 2h9.2c1 0 1.8.8 1.8 1.8v6c0 1-.8 1.8-1.8 1.8H8.4L5 14.6v-3H3.4c-1 0-1.8-.8-1.8-1.8v-6C1.6 2.8 2.4 2 3.4 2z" fill="currentColor"/><path d="M6.4 5.4c.1-.8.8-1.3 1.6-1.3s1.6.5 1.6 1.2c0 1-1.6 1-1.6 2M8 9.3v.1" fill="none" stroke="var(--badge-cut,var(--panel))" stroke-width="1.4"/></symbol>
  <symbol id="i-s-ok" viewBox="0 0 16 16"><path d="M8 1.6a6.4 6.4 0 1 1 0 12.8A6.4 6.4 0 0 1 8 1.6z" fill="currentColor"/><path d="m4.9 8.3 2.2 2.2 4-4.6" fill="none" stroke="var(--badge-cut,var(--panel))" stroke-width="1.8"/></symbol>
  <symbol id="i-s-fail" viewBox="0 0 16 16"><path d="M5.3 1.6h5.4l3.7 3.7v5.4l-3.7 3.7H5.3l-3.7-3.7V5.3z" fill="currentColor"/><path d="m5.7 5.7 4.6 4.6M10.3 5.7l-4.6 4.6" fill="none" stroke="var(--badge-cut,var(--panel))" stroke-width="1.8"/></symbol>
  <symbol id="i-s-caught" viewBox="0 0 16 16"><path d="M8 .9 15.1 8 8 15.1.9 8z" fill="currentColor"/><path d="M8 4.6v4.2M8 11.2v.1" fill="none" stroke="var(--badge-cut,var(--panel))" stroke-width="1.8"/></symbol>
  <symbol id="i-s-retry" viewBox="0 0 16 16"><path d="M12.9 9.4a5.2 5.2 0 1 1-.5-4M13.2 2.2v3.6H9.6" fill="none" stroke="currentColor" stroke-width="2"/></symbol>
  <symbol id="i-s-timeout" viewBox="0 0 16 16"><circle cx="8" cy="9" r="5" fill="none" stroke="currentColor" stroke-width="1.8"/><path d="M8 6.4V9h2M5.8 1.4h4.4M2 3.2l1.5 1.4M14 3.2l-1.5 1.4" fill="none" stroke="currentColor" stroke-width="1.7"/></symbol>
  <symbol id="i-s-abort" viewBox="0 0 16 16"><path d="M3.6 2.2h8.8c.8 0 1.4.6 1.4 1.4v8.8c0 .8-.6 1.4-1.4 1.4H3.6c-.8 0-1.4-.6-1.4-1.4V3.6c0-.8.6-1.4 1.4-1.4z" fill="currentColor"/><path d="M5.4 8h5.2" fill="none" stroke="var(--badge-cut,var(--panel))" stroke-width="1.9"/></symbol>
`;

/** Bands of nodes and bars: the pattern tells the status apart without its colour. */
const patterns: SVGTemplateResult = svg`
  <pattern id="p-run" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="pf-run" width="6" height="6"/><rect class="ps-run" width="3" height="6"/></pattern>
  <pattern id="p-wait" width="5" height="5" patternUnits="userSpaceOnUse"><rect class="pf-wait" width="5" height="5"/><circle class="ps-wait" cx="2.5" cy="2.5" r="1.5"/></pattern>
  <pattern id="p-ok" width="4" height="4" patternUnits="userSpaceOnUse"><rect class="ps-ok" width="4" height="4"/></pattern>
  <pattern id="p-fail" width="6" height="6" patternUnits="userSpaceOnUse"><rect class="ps-fail" width="6" height="6"/><path class="pl-fail" d="M0 0 6 6M6 0 0 6" stroke-width="1.2"/></pattern>
  <pattern id="p-caught" width="6" height="6" patternUnits="userSpaceOnUse"><rect class="pf-caught" width="6" height="6"/><path class="pl-caught" d="M0 5 3 2 6 5" stroke-width="2" fill="none"/></pattern>
  <pattern id="p-timeout" width="6" height="4" patternUnits="userSpaceOnUse"><rect class="pf-timeout" width="6" height="4"/><rect class="ps-timeout" width="6" height="2"/></pattern>
  <pattern id="p-abort" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)"><rect class="pf-abort" width="8" height="8"/><rect class="ps-abort" width="2" height="8"/></pattern>
`;

/** Puts the drawings into the document; `icon` refers to them by id. */
export function mountSprite(parent: HTMLElement): void {
  const host = document.createElement('div');
  host.className = 'sprite';
  host.ariaHidden = 'true';
  parent.prepend(host);
  render(html`<svg width="0" height="0"><defs>${symbols}${patterns}</defs></svg>`, host);
}

/** A drawing by its symbol's id, `size` pixels wide. With a title it is an image, without one decoration. */
export function icon(id: string, size = 16, look = '', title = ''): TemplateResult {
  return html`<svg class="i ${look}" width=${size} height=${size} role=${title ? 'img' : nothing}
    aria-hidden=${title ? nothing : 'true'}>${title ? svg`<title>${title}</title>` : nothing}<use href="#${id}"></use></svg>`;
}
