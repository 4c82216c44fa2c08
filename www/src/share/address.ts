/** Where this page is to be found by others. */

/** The public address, where the build knows it; else the one that the page was opened at. */
export function address(): string {
  const known = import.meta.env['STEPGLASS_URL'] as string | undefined;
  return known ? asFolder(known) : location.href.replace(/[?#].*$/s, '');
}

/** Also when its last slash was left out: what lies beside the page is found from there. */
export function asFolder(address: string): string {
  const bare = new URL(address, document.baseURI).href.replace(/[?#].*$/s, '');
  return /\/[^./]+$/.test(new URL(bare).pathname) ? `${bare}/` : bare;
}

/** Whether nobody else can open that. */
export function onlyHere(): boolean {
  const { protocol, hostname } = new URL(address());
  return protocol === 'file:' || /^(localhost|.*\.localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}
