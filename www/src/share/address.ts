/** Where this page is to be found by others. */

/** The public address, where the build knows it; else the one that the page was opened at. */
export function address(): string {
  const known = import.meta.env['STEPGLASS_URL'] as string | undefined;
  if (!known) return location.href.replace(/[?#].*$/s, '');
  const { href, pathname } = new URL(known);
  // A folder, also when its slash was left out: what lies beside the page is found from there.
  return /\/[^./]+$/.test(pathname) ? `${href.replace(/[?#].*$/s, '')}/` : href;
}

/** Whether nobody else can open that. */
export function onlyHere(): boolean {
  const { protocol, hostname } = new URL(address());
  return protocol === 'file:' || /^(localhost|.*\.localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}
