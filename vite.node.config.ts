import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** `dist/stepglass.mjs`: one file beside the site, whose wasm it reads. */
export default defineConfig({
  root: at('.'),
  publicDir: false,
  ssr: { noExternal: true },
  build: {
    outDir: at('./dist'),
    // The site is there already.
    emptyOutDir: false,
    target: 'node20',
    minify: false,
    ssr: at('./node/main.mjs'),
    rolldownOptions: { output: { entryFileNames: 'stepglass.mjs' } },
  },
});
