// @ts-check
/// <reference lib="webworker" />
/**
 * The service worker: the page without a network. It is written to `sw.js` as it stands, with the list of files put in by
 * the build (`vite.config.ts`), and fetches them in the background once the page has been opened.
 *
 * What carries a hash in its name comes from the cache; what does not (`index.html`, icons) from the network while there
 * is one. Files that are used seldom (`shapes/`, `embed…`) are kept once they were asked for. Nothing of other hosts is touched.
 */

/** Paths with the SHA-256 of what they hold. @type {Record<string, string>} */
const FILES = {/* files */};
const VERSION = '/* version */';

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const scope = new URL(worker.registration.scope);

const PREFIX = 'stepglass-';
const CACHE = `${PREFIX}${VERSION}`;
const USED = `${PREFIX}used`;
/** In a version's cache: when it became active. */
const ACTIVE = new URL('?active', scope).href;
/** A network that has not answered a page by then is taken to be none. */
const PATIENCE_MS = 3000;
/** The frame of handlers. It gets an origin of its own by this policy, for a frame that has one already asks no service worker. */
const SANDBOX = 'sandbox.html';
const SEALED = "sandbox allow-scripts; default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval' blob:; worker-src blob:; base-uri 'none'; form-action 'none'";
/** Files fetched at a time in the background. */
const AT_ONCE = 4;

worker.addEventListener('install', (event) => event.waitUntil(fetchAll()));

worker.addEventListener('activate', (event) => event.waitUntil((async () => {
  await clear();
  await (await caches.open(CACHE)).put(ACTIVE, new Response(String(Date.now())));
  await worker.clients.claim();
})()));

worker.addEventListener('message', (event) => {
  if (event.data === 'take over') void worker.skipWaiting();
  else if (typeof event.data?.has === 'string') event.ports[0]?.postMessage(Object.hasOwn(FILES, event.data.has));
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== scope.origin || !pathname.startsWith(scope.pathname)) return;
  const path = pathname.slice(scope.pathname.length) || 'index.html';
  if (path === SANDBOX && Object.hasOwn(FILES, path)) event.respondWith(networkFirst(request, path).then(sealed));
  else if (/^(?:shapes\/|embed(?!-open))/.test(path)) event.respondWith(keptOnceUsed(request));
  else if (Object.hasOwn(FILES, path)) event.respondWith(path.startsWith('assets/') ? cacheFirst(request, path) : networkFirst(request, path));
  // A part of a version before this one, wanted by a page that is still open.
  else if (path.startsWith('assets/')) event.respondWith(cacheFirst(request, path));
});

/**
 * The version that was active before this one stays: a page of it that is still open may want a part of itself. What was
 * fetched but never became active goes.
 */
async function clear() {
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== USED && name !== CACHE);
  const times = await Promise.all(names.map(async (name) => Number(await (await (await caches.open(name)).match(ACTIVE))?.text() ?? 0)));
  const latest = Math.max(...times);
  // Those of older workers do not say when they became active.
  if (latest > 0) await Promise.all(names.filter((_, at) => times[at] !== latest).map((name) => caches.delete(name)));
}

/** All files or none: a version that is not whole is not installed, and leaves nothing behind. */
async function fetchAll() {
  const there = await caches.has(CACHE);
  const cache = await caches.open(CACHE);
  const paths = Object.keys(FILES);
  const next = async () => {
    for (let path = paths.shift(); path !== undefined; path = paths.shift()) await fetchInto(cache, path);
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, next));
  } catch (error) {
    paths.length = 0;
    if (!there) await caches.delete(CACHE);
    throw error;
  }
}

/**
 * @param {Cache} cache
 * @param {string} path
 */
async function fetchInto(cache, path) {
  const address = new URL(path, scope).href;
  // What carries a hash is the same wherever it is, here from a version before.
  const known = path.startsWith('assets/') ? await caches.match(address) : undefined;
  const response = known ?? await fetch(path === 'index.html' ? scope : address, { cache: 'no-cache' });
  if (!response.ok || (!known && (await hashOf(response.clone())) !== FILES[path])) throw new Error(`${path} is of another version`);
  // A page may not be answered with what was redirected; hosts redirect to addresses without endings.
  await cache.put(address, response.redirected ? new Response(response.body, { headers: response.headers }) : response);
}

/** @param {Response} response */
async function hashOf(response) {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', await response.arrayBuffer()));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('').slice(0, 16);
}

/** @param {Response} response */
function sealed(response) {
  return new Response(response.body, { headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': SEALED } });
}

/**
 * @param {Request} request
 * @param {string} path
 */
async function cacheFirst(request, path) {
  return (await inCache(path)) ?? fetch(request);
}

/**
 * @param {Request} request
 * @param {string} path
 */
async function networkFirst(request, path) {
  const cached = await inCache(path);
  if (!cached) return fetch(request);
  const late = new Promise((/** @type {(none: undefined) => void} */ done) => setTimeout(done, PATIENCE_MS, undefined));
  const answer = await Promise.race([fetch(request).catch(() => undefined), late]);
  return answer?.ok || answer?.status === 304 ? answer : cached;
}

/** @param {string} path */
async function inCache(path) {
  const address = new URL(path, scope).href;
  return (await (await caches.open(CACHE)).match(address)) ?? caches.match(address);
}

/** @param {Request} request */
async function keptOnceUsed(request) {
  const cache = await caches.open(USED);
  try {
    const response = await fetch(request);
    if (response.ok) await cache.put(request.url, response.clone());
    return response;
  } catch (error) {
    const cached = await cache.match(request.url);
    if (cached) return cached;
    throw error;
  }
}
