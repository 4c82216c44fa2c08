// Serves a folder as a static site.
//   node tools/serve.mjs FOLDER [--port 8123] [--host 127.0.0.1] [--strict] [--quiet]
// --strict: stop when the port is taken, instead of taking another.

import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

/** @type {Record<string, string>} */
const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.woff2': 'font/woff2',
};

/**
 * The file that an address names, or undefined if there is none inside the folder.
 * @param {string} folder absolute, with links resolved
 * @param {string} path the address's path, still encoded
 */
async function find(folder, path) {
  try {
    const name = decodeURIComponent(path);
    if (name.includes('\0')) return undefined;
    const wanted = join(folder, name);
    const file = await realpath(name.endsWith('/') ? join(wanted, 'index.html') : wanted);
    if (!file.startsWith(folder + sep)) return undefined;
    const info = await stat(file);
    return info.isFile() ? { file, info } : undefined;
  } catch {
    return undefined; // no such file, or an address that can't be decoded
  }
}

/**
 * @param {import('node:http').ServerResponse} response
 * @param {number} status
 * @param {string} text
 * @param {Record<string, string>} [headers]
 */
function plain(response, status, text, headers = {}) {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', ...headers });
  response.end(response.req.method === 'HEAD' ? undefined : `${text}\n`);
}

/**
 * A server for the folder; it doesn't listen yet.
 * @param {string} folder
 * @param {string} [base] the path under which the folder appears, with a slash at both ends
 */
export async function createSite(folder, base = '/') {
  const root = await realpath(resolve(folder));
  return createServer(async (request, response) => {
    const { method = '', url = '/' } = request;
    if (method !== 'GET' && method !== 'HEAD') {
      return plain(response, 405, 'Method not allowed', { allow: 'GET, HEAD' });
    }
    const path = url.replace(/[?#].*$/s, '');
    const found = path.startsWith(base) ? await find(root, `/${path.slice(base.length)}`) : undefined;
    if (!found) return plain(response, 404, 'Not found');

    // Asked again each time, sent again only when changed: a rebuilt page is never an old one.
    const etag = `"${found.info.size.toString(36)}-${found.info.mtimeMs.toString(36)}"`;
    const headers = { 'cache-control': 'no-cache', etag };
    if (request.headers['if-none-match'] === etag) return response.writeHead(304, headers).end();
    response.writeHead(200, {
      ...headers,
      'content-length': found.info.size,
      'content-type': TYPES[extname(found.file)] ?? 'application/octet-stream',
      'x-content-type-options': 'nosniff',
    });
    if (method === 'HEAD') return response.end();
    return createReadStream(found.file)
      .on('error', () => response.destroy())
      .pipe(response);
  });
}

/**
 * Listens and returns the port; rejects when the port is taken.
 * @param {import('node:http').Server} server
 * @param {number} port 0 for any free one
 * @param {string} [host]
 * @returns {Promise<number>}
 */
export function listen(server, port, host = '127.0.0.1') {
  return new Promise((done, fail) => {
    server.once('error', fail);
    server.listen(port, host, () => {
      server.off('error', fail);
      const address = server.address();
      done(address && typeof address === 'object' ? address.port : port);
    });
  });
}

/** A port that was free a moment ago. */
export async function freePort() {
  const server = createServer();
  const port = await listen(server, 0);
  await new Promise((done) => server.close(done));
  return port;
}

/**
 * The wanted port if it is free, another with a warning if it is not.
 * @param {(port: number) => Promise<number>} start listens on a port; rejects with EADDRINUSE
 * @param {number} port
 */
export async function onPortOrAnother(start, port) {
  try {
    return await start(port);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EADDRINUSE') throw error;
    const other = await start(0);
    console.warn(
      `serve     port ${port} is taken, using ${other}. What a browser keeps belongs to the port: ` +
        `machines and executions saved under ${port} don't appear here.`,
    );
    return other;
  }
}

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      port: { type: 'string', default: '8123' },
      host: { type: 'string', default: '127.0.0.1' },
      strict: { type: 'boolean', default: false },
      quiet: { type: 'boolean', default: false },
    },
  });
  const server = await createSite(positionals[0] ?? 'dist');
  const wanted = Number(values.port);
  /** @param {number} port */
  const start = (port) => listen(server, port, values.host);
  const port = values.strict ? await start(wanted) : await onPortOrAnother(start, wanted);
  if (!values.quiet) console.log(`serve     http://${values.host}:${port}/   (Ctrl+C stops it)`);
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(0));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  main().catch((error) => {
    console.error(`stepglass: ${error.message}`);
    process.exit(1);
  });
}
