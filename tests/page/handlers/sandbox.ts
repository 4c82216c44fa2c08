/** The page's side of the sandbox, called in the built page without its surface. */

import { readdirSync, readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';

export type Found = Record<string, unknown> & { lines: { text: string }[] };

/** The built file that starts handlers. */
export function runner(): string {
  const files = readdirSync('dist/assets').filter((name) => name.endsWith('.js'));
  const found = files.find((name) => /export\{[^}]*\bas runHandler\b/.test(readFileSync(`dist/assets/${name}`, 'utf8')));
  if (!found) throw new Error('no built file exports runHandler');
  return `./assets/${found}`;
}

export function call(code: string, event: unknown = {}, deadline = 400): object {
  return {
    code, event: JSON.stringify(event), time: 1_700_000_000_000, seed: 7, deadline, timeout: 900_000,
    context: { functionName: 'Charge' }, environment: { AWS_REGION: 'eu-central-1' },
  };
}

export function run(page: Page, given: object): Promise<Found> {
  return page.evaluate(async ([path, asked]) => {
    const { runHandler } = await import(path);
    return runHandler(asked);
  }, [new URL(runner(), page.url()).href, given] as const);
}
