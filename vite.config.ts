import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';
import { writeService } from './tools/offline.mjs';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Every HTML file at the top of `www` is a page of its own. */
const pages = readdirSync(at('./www'))
  .filter((name) => name.endsWith('.html'))
  .map((name) => at(`./www/${name}`));

/** Under `make dev` style sheets arrive as inline elements, which the published policy refuses. */
const devPolicy: Plugin = {
  name: 'dev-policy',
  apply: 'serve',
  transformIndexHtml: (html) => html.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'"),
};

/** The service worker is written when everything that it keeps is there. */
const offline: Plugin = {
  name: 'offline',
  apply: 'build',
  writeBundle: ({ dir }) => writeService(dir ?? at('./dist')),
};

/**
 * A part of the worker that imports from its entry would start a second worker in the same thread where the engine of
 * Safari is at work: its module map does not know what a worker began with. What a part needs is handed to it.
 */
const oneEntry: Plugin = {
  name: 'one-entry',
  generateBundle(_, bundle) {
    for (const chunk of Object.values(bundle)) {
      const back = chunk.type === 'chunk' && chunk.imports.find((name) => {
        const other = bundle[name];
        return other?.type === 'chunk' && other.isEntry;
      });
      if (back) this.error(`${chunk.fileName} imports from ${back}, with which the worker begins`);
    }
  },
};

interface Modules {
  getModuleInfo(id: string): { importers: string[] } | null;
}

/**
 * What the page needs at once is one file: many small ones would take more room. Those are the modules that its entry
 * leads to over imports that are not dynamic.
 */
function atOnce(id: string, modules: Modules): boolean {
  const entry = at('./www/src/main.ts');
  const above = new Set([id]);
  for (const one of above) {
    if (one === entry) return true;
    for (const importer of modules.getModuleInfo(one)?.importers ?? []) above.add(importer);
  }
  return false;
}

export default defineConfig({
  root: at('./www'),
  // Relative addresses: the site works at any path of any host.
  base: './',
  envPrefix: 'STEPGLASS_URL',
  plugins: [devPolicy, offline],
  build: {
    outDir: at('./dist'),
    emptyOutDir: true,
    target: 'es2022',
    // As new as `light-dark()`: written otherwise, a part of the page could not have a scheme of its own.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    // Inlined assets would need `data:` in the policy and would be fetched again with every page.
    assetsInlineLimit: 0,
    // The editor makes up most of it; tools/first-load.mjs holds the budget.
    chunkSizeWarningLimit: 700,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: pages,
      output: { codeSplitting: { groups: [{ debugName: 'page', name: (id, modules) => (atOnce(id, modules) ? 'page' : null) }] } },
    },
  },
  worker: { format: 'es', plugins: () => [oneEntry] },
});
