import { defineConfig } from '@playwright/test';
import { freePort } from './tools/serve.mjs';
import webdriver from './webdriver.json' with { type: 'json' };

// Set once and handed down to the workers, which read this file again.
const port = Number((process.env['STEPGLASS_TEST_PORT'] ??= String(await freePort())));
const address = `http://127.0.0.1:${port}/`;

// Playwright adds these itself.
const own = ['--headless=new', '--no-sandbox'];
const args = webdriver['goog:chromeOptions'].args.filter((arg) => !own.includes(arg));
// As on a desk: sites, and frames that are sandboxed, have processes of their own. The headless shell does it when told.
args.push('--site-per-process');

export const launchOptions = { executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args };

export default defineConfig({
  testDir: 'tests/page',
  outputDir: 'test-results',
  forbidOnly: true,
  workers: 2,
  // Two browsers share the machine: what only fails once is told as flaky.
  retries: process.env['CI'] ? 1 : 0,
  timeout: 120_000,
  // What is waited for comes at once on a quiet machine, and late on one that is shared.
  expect: { timeout: 20_000 },
  reporter: 'list',
  use: {
    baseURL: address,
    actionTimeout: 30_000,
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    timezoneId: 'UTC',
    screenshot: 'only-on-failure',
    trace: process.env['CI'] ? 'off' : 'retain-on-failure',
    launchOptions,
  },
  webServer: {
    command: `node tools/serve.mjs dist --port ${port} --strict --quiet`,
    url: address,
    reuseExistingServer: false,
  },
});
