import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { createSite, listen, onPortOrAnother } from '../../tools/serve.mjs';

/** @type {string} */
let folder;
/** @type {import('node:http').Server} */
let server;
/** @type {number} */
let port;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stepglass-'));
  await mkdir(join(folder, 'site', 'deep'), { recursive: true });
  await writeFile(join(folder, 'secret.txt'), 'secret');
  await writeFile(join(folder, 'site', 'index.html'), '<p>top</p>');
  await writeFile(join(folder, 'site', 'deep', 'index.html'), '<p>deep</p>');
  await writeFile(join(folder, 'site', 'engine.wasm'), 'wasm');
  await writeFile(join(folder, 'site', '한국어.json'), '{}');
  await symlink(join(folder, 'secret.txt'), join(folder, 'site', 'link.txt'));
  server = await createSite(join(folder, 'site'), '/any/path/');
  port = await listen(server, 0);
});

after(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

/**
 * The path goes out as it is; `fetch` would tidy up `..` first.
 * @param {string} path
 * @param {{ method?: string, headers?: Record<string, string> }} [options]
 * @returns {Promise<{ status: number | undefined, headers: import('node:http').IncomingHttpHeaders, text: string }>}
 */
function ask(path, options = {}) {
  return new Promise((done, fail) => {
    request({ host: '127.0.0.1', port, path, ...options }, async (response) => {
      let text = '';
      for await (const part of response) text += part;
      done({ status: response.statusCode, headers: response.headers, text });
    })
      .on('error', fail)
      .end();
  });
}

test('serves files with their type, and a folder by its index', async () => {
  const wasm = await ask('/any/path/engine.wasm?v=1');
  assert.deepEqual([wasm.status, wasm.headers['content-type'], wasm.text], [200, 'application/wasm', 'wasm']);
  assert.equal((await ask('/any/path/')).text, '<p>top</p>');
  assert.equal((await ask('/any/path/deep/')).text, '<p>deep</p>');
  assert.equal((await ask(`/any/path/${encodeURIComponent('한국어')}.json`)).text, '{}');
});

test('never leaves its folder', async () => {
  for (const path of ['../secret.txt', '%2e%2e/secret.txt', '..%2fsecret.txt', 'deep/../../secret.txt', 'link.txt']) {
    const answer = await ask(`/any/path/${path}`);
    assert.deepEqual([answer.status, answer.text], [404, 'Not found\n'], path);
  }
});

test('answers what it does not have, and what it cannot read, with a plain 404', async () => {
  for (const path of ['/', '/any/path/none.js', '/any/path/deep', '/any/path/%E0%A4%A', '/any/path/a%00b']) {
    const answer = await ask(path);
    assert.equal(answer.status, 404, path);
    assert.match(answer.headers['content-type'] ?? '', /^text\/plain/);
  }
});

test('HEAD gives the headers alone; other methods are refused', async () => {
  const head = await ask('/any/path/engine.wasm', { method: 'HEAD' });
  assert.deepEqual([head.status, head.headers['content-length'], head.text], [200, '4', '']);
  assert.equal((await ask('/any/path/', { method: 'POST' })).status, 405);
});

test('a changed file is sent again, an unchanged one is not', async () => {
  const path = '/any/path/index.html';
  const first = await ask(path);
  assert.equal(first.headers['cache-control'], 'no-cache');
  const headers = { 'if-none-match': first.headers.etag ?? '' };
  assert.equal((await ask(path, { headers })).status, 304);
  await writeFile(join(folder, 'site', 'index.html'), '<p>changed</p>');
  assert.equal((await ask(path, { headers })).text, '<p>changed</p>');
});

test('takes another port only when the wanted one is taken', async (t) => {
  const warn = t.mock.method(console, 'warn', () => {});
  /** @param {number} wanted */
  const start = (wanted) => listen(other, wanted);
  const other = createServer();
  const found = await onPortOrAnother(start, port);
  assert.notEqual(found, port);
  assert.match(warn.mock.calls[0]?.arguments[0], new RegExp(`${port} is taken`));
  await new Promise((done) => other.close(done));
  assert.equal(await onPortOrAnother(start, found), found);
  assert.equal(warn.mock.callCount(), 1);
  other.close();
});
