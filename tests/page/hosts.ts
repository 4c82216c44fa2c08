/** Pages of others around the player: each is served from an origin of its own, which sends no headers that would help. */

import { createServer, type Server } from 'node:http';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { expect, test as base, type Page } from '@playwright/test';

export { expect };

const TYPES: Record<string, string> = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript' };

export interface Host {
  /** Its origin. */
  readonly origin: string;
  /** Every request by its path. */
  readonly asked: string[];
}

interface Hosts {
  /** A site with this page, and with these headers. */
  site(html: string, headers?: Record<string, string>): Promise<Host>;
  /** The built files with these headers, from another origin again. */
  files(headers?: Record<string, string>): Promise<Host>;
  /** Errors that a page has made. */
  noise: string[];
}

export const test = base.extend<{ hosts: Hosts }>({
  hosts: async ({ page }, use) => {
    const servers: Server[] = [];
    const noise: string[] = [];
    listen(page, noise);
    const open = async (answer: (path: string) => Promise<string | Buffer | null>, headers: Record<string, string>): Promise<Host> => {
      const asked: string[] = [];
      const server = createServer((request, response) => {
        const path = new URL(request.url ?? '/', 'http://host').pathname;
        asked.push(path);
        answer(path).catch(() => null).then((body) => {
          response.writeHead(body === null ? 404 : 200, { 'content-type': TYPES[extname(path)] ?? 'text/html; charset=utf-8', ...headers });
          response.end(body ?? '');
        }, () => undefined);
      });
      servers.push(server);
      await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
      return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
    };
    await use({
      site: (html, headers = {}) => open(async (path) => (path === '/' ? html : null), headers),
      files: (headers = {}) => open((path) => readFile(join('dist', path === '/' ? 'index.html' : path)), headers),
      noise,
    });
    for (const server of servers) {
      server.closeAllConnections();
      server.close();
    }
  },
});

function listen(page: Page, noise: string[]): void {
  page.on('pageerror', (error) => noise.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') noise.push(message.text());
  });
}

export const plainPage = (body: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><link rel="icon" href="data:,"><title>Host</title></head><body>${body}</body></html>`;
