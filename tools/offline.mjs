// Writes FOLDER/sw.js: the service worker of www/src/offline with the list of the files that it keeps.
//   node tools/offline.mjs FOLDER
// The build of the page does it too (vite.config.ts), so that a built folder is always whole.

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';

const SERVICE = fileURLToPath(new URL('../www/src/offline/service.js', import.meta.url));

/** What no page asks for, or only now and then: `shapes/` and the embedded player are kept once they were used. */
const LEFT_OUT = /^(shapes\/|embed(?!-open)|sw\.js$|LICENSE|NOTICE$|first-load\.json$|.*\.mjs$|.*\.map$)/;

/**
 * @param {string} folder
 * @param {string} [under]
 * @returns {string[]}
 */
function list(folder, under = '') {
  return readdirSync(join(folder, under), { withFileTypes: true }).flatMap((entry) => {
    const path = posix.join(under, entry.name);
    return entry.isDirectory() ? list(folder, path) : [path];
  });
}

/** @param {string | Buffer} bytes */
const hash = (bytes) => createHash('sha256').update(bytes).digest('hex').slice(0, 16);

/** @param {string} folder */
export function writeService(folder) {
  const paths = list(folder).filter((path) => !LEFT_OUT.test(path)).sort();
  const files = Object.fromEntries(paths.map((path) => [path, hash(readFileSync(join(folder, path)))]));
  const text = readFileSync(SERVICE, 'utf8');
  const version = hash(JSON.stringify(files) + text);
  const written = text
    .replace('{/* files */}', () => JSON.stringify(files, null, 1))
    .replace('/* version */', version);
  writeFileSync(join(folder, 'sw.js'), written);
}

if (process.argv[1] === import.meta.filename) writeService(process.argv[2] ?? 'dist');
