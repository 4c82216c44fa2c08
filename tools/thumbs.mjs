// Writes www/gallery/cards/shown.json: what the gallery's cards show of each example beside their words, its inputs and a small drawing.
//   node tools/thumbs.mjs
// By hand, when an example has changed (a test says so). The drawing comes from the engine's own layout.

import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import * as engine from '../www/src/pkg/whole.js';

const FOLDER = 'www/gallery';
/** Cards are that wide for their drawings. */
const [WIDTH, HEIGHT] = [96, 72];
const NO_EXAMPLE = ['first.json', 'index.json'];

/** @param {string} file @returns {any} */
const read = (file) => JSON.parse(readFileSync(`${FOLDER}/${file}`, 'utf8'));

/** Boxes as [x, y, width, height, round] and lines as paths, in the card's units. @param {any} definition @param {string} type */
function drawing(definition, type) {
  const { scene } = engine.check(JSON.stringify(definition), type);
  const scale = Math.min(WIDTH / scene.width, HEIGHT / scene.height);
  const [left, top] = [(WIDTH - scene.width * scale) / 2, (HEIGHT - scene.height * scale) / 2];
  const round = (/** @type {number} */ value) => Math.round(value * 10) / 10;
  const x = (/** @type {number} */ value) => round(left + value * scale);
  const y = (/** @type {number} */ value) => round(top + value * scale);
  const boxes = scene.nodes.map((/** @type {any} */ node) =>
    [x(node.x), y(node.y), round(node.width * scale), round(node.height * scale), ['start', 'end'].includes(node.kind) ? 1 : 0]);
  const lines = scene.edges.map((/** @type {any} */ edge) => {
    const numbers = /** @type {number[]} */ ((edge.path.match(/-?\d+(?:\.\d+)?/g) ?? []).map(Number));
    const points = numbers.flatMap((/** @type {number} */ value, /** @type {number} */ at) => (at % 2 === 0 ? [`${x(value)} ${y(numbers[at + 1] ?? 0)}`] : []));
    return /[^MLCQ\d\s.,-]/.test(edge.path) ? `M${points[0]}L${points.at(-1)}` : `M${points[0]}L${points.slice(1).join(' ')}`;
  });
  return { boxes, lines };
}

/** What cards show of all examples. */
export function shown() {
  engine.initSync({ module: readFileSync('www/src/pkg/whole_bg.wasm') });
  const files = readdirSync(FOLDER).filter((file) => file.endsWith('.json') && !NO_EXAMPLE.includes(file)).sort();
  return Object.fromEntries(files.map((file) => {
    const { id, definition, type, cases } = read(file);
    return [id, { cases: cases.map((/** @type {any} */ item) => ({ id: item.id, name: item.name })), ...drawing(definition, type) }];
  }));
}

if (process.argv[1] === import.meta.filename) {
  const all = Object.entries(shown()).map(([id, each]) => `  ${JSON.stringify(id)}: ${JSON.stringify(each)}`);
  writeFileSync(`${FOLDER}/cards/shown.json`, `{\n${all.join(',\n')}\n}\n`);
}
