// Every example of the gallery: sound, in both languages, and every case ends as it says, under Node.

import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import * as engine from '../../www/src/pkg/whole.js';

const FOLDER = 'www/gallery';
/** @param {string} text */
const filled = (text) => text.replace(/\bREGION\b/g, 'eu-west-1').replace(/\bACCOUNT_ID\b/g, '123456789012');
/** @param {string} file @returns {any} */
const read = (file) => JSON.parse(filled(readFileSync(`${FOLDER}/${file}`, 'utf8')));

engine.initSync({ module: readFileSync('www/src/pkg/whole_bg.wasm') });

/** @type {any[]} */
const cards = [...read('first.json'), ...read('index.json')];
const entries = cards.map(({ id }) => read(`${id}.json`));

/** All states of a definition, those inside others too. @param {any} machine @returns {[string, any][]} */
const statesOf = (machine) =>
  Object.entries(machine?.States ?? {}).flatMap(([name, state]) => [
    /** @type {[string, any]} */ ([name, state]),
    ...[state.ItemProcessor, ...(state.Branches ?? [])].flatMap(statesOf),
  ]);

/** @param {any} entry @param {any} item @returns {any} */
function outcome(entry, item) {
  const files = Object.fromEntries(
    Object.entries(entry.files ?? {}).map(([key, file]) => [key, readFileSync(`${FOLDER}/${file}`, 'utf8')]),
  );
  const request = {
    definition: entry.definition,
    input: item.input,
    mocks: item.mocks,
    files,
    ...(entry.machines ? { machines: Object.fromEntries(entry.machines.map((/** @type {any} */ { name, ...machine }) => [name, machine])) } : {}),
    execution: { region: 'eu-west-1', account: '123456789012', stateMachineName: entry.name },
    options: { events: true, mapRuns: true, executions: true, start: '2026-11-20T09:00:00Z', files: true },
  };
  const result = JSON.parse(engine.simulate(JSON.stringify(request)));
  const names = result.events?.map((/** @type {any} */ event) => event.stateEnteredEventDetails?.name) ?? [];
  const [run] = result.mapRuns ?? [];
  return {
    status: result.status ?? JSON.stringify(result),
    ...(result.error === undefined ? {} : { error: result.error }),
    states: [...new Set(names.filter(Boolean))].sort(),
    ...(result.executions?.length ? { executions: result.executions.map((/** @type {any} */ { status }) => status) } : {}),
    ...(run ? { items: { succeeded: run.itemCounts.succeeded, failed: run.itemCounts.failed } } : {}),
  };
}

test('the index and the folder are the same examples', () => {
  const files = readdirSync(FOLDER).filter((file) => file.endsWith('.json') && !['first.json', 'index.json'].includes(file));
  assert.deepEqual(cards.map(({ id }) => `${id}.json`).sort(), files.sort());
  assert.ok(cards.length >= 12);
  for (const [at, { id }] of cards.entries()) assert.equal(entries[at].id, id);
});

/** @param {string} en @param {string} ko @param {string} where */
function bilingual(en, ko, where) {
  assert.ok(en && ko, `${where}: a language is missing`);
  // Names of AWS's and values stay as they are; a sentence never does.
  if (en === ko) assert.doesNotMatch(en, /^(?!.*(Hello World|Orderer|foo)).*[a-z]{3} [a-z]{3}|\.$/, `${where}: not translated`);
  else assert.match(ko, /[가-힣]/, `${where}: no Korean`);
  assert.doesNotMatch(en, /[가-힣]/, `${where}: no English`);
  for (const text of [en, ko]) assert.equal(text, text.trim(), where);
}

for (const [at, entry] of entries.entries()) {
  const card = cards[at];
  const states = statesOf(entry.definition);

  test(`${entry.id} is sound and told in both languages`, () => {
    for (const part of ['title', 'description', 'watch']) bilingual(card[part].en, card[part].ko, `${entry.id} ${part}`);
    for (const { id, name } of entry.cases) bilingual(name.en, name.ko, `${entry.id} ${id}`);
    assert.equal(new Set(entry.cases.map((/** @type {any} */ item) => item.id)).size, entry.cases.length);
    assert.ok(['basic', 'middle', 'advanced'].includes(card.level));
    assert.equal(card.language, entry.definition.QueryLanguage ?? 'JSONPath');
    const { diagnostics, runnable } = engine.check(JSON.stringify(entry.definition), entry.type);
    assert.deepEqual(diagnostics.filter((/** @type {any} */ found) => found.severity !== 'notice'), []);
    assert.ok(runnable);
    const tasks = new Set(states.filter(([, state]) => state.Type === 'Task').map(([name]) => name));
    for (const { id, mocks } of entry.cases) {
      assert.deepEqual(Object.keys(mocks).filter((name) => !tasks.has(name)), [], `${id} answers for what is no Task`);
    }
  });

  for (const { name, type, definition, input, mocks } of entry.machines ?? []) {
    test(`${entry.id} comes with ${name}, which runs by itself`, () => {
      assert.deepEqual(engine.check(JSON.stringify(definition), type).diagnostics.filter((/** @type {any} */ found) => found.severity !== 'notice'), []);
      assert.equal(outcome({ definition, name, type }, { input, mocks }).status, 'SUCCEEDED');
    });
  }

  test(`${entry.id} ends in every case as it says`, () => {
    for (const item of entry.cases) {
      const { items, ...ended } = outcome(entry, item);
      const { items: some = {}, ...rest } = item.expect;
      assert.deepEqual(ended, rest, item.id);
      // How many children had ended when the last tolerated one failed is nobody's promise.
      for (const [kind, count] of Object.entries(some)) assert.equal(items[kind], count, `${item.id}: ${kind}`);
    }
  });

  test(`${entry.id} takes every path in some case`, () => {
    const seen = new Set(entry.cases.flatMap((/** @type {any} */ item) => item.expect.states));
    // What a Map Run's children enter stands in their own histories.
    const own = new Set(states.flatMap(([, { ItemProcessor }]) => (ItemProcessor?.ProcessorConfig ? statesOf(ItemProcessor).map(([name]) => name) : [])));
    assert.deepEqual(states.map(([name]) => name).filter((name) => !seen.has(name) && !own.has(name)), []);
  });

  test(`${entry.id} has answers that AWS could give`, () => {
    for (const { id, mocks } of entry.cases) {
      for (const [name, written] of Object.entries(mocks)) {
        const [, state] = states.find(([other]) => other === name) ?? [];
        for (const answer of written.cycle ?? written) {
          if (answer.return !== undefined) fits(state, answer.return, `${entry.id} ${id} ${name}`);
        }
      }
    }
  });
}

/** Compares a result with the shape of the API's response, where it is one. @param {any} state @param {any} result @param {string} where */
function fits(state, result, where) {
  const own = { Type: 'Task', Resource: state.Resource, End: true };
  // An execution's dates are numbers in results and texts in TestState's mocks.
  const mocked = JSON.stringify(result, (key, value) => (/Date$/.test(key) ? String(value) : value));
  const request = { definition: own, input: {}, mock: { result: mocked, fieldValidationMode: 'PRESENT' } };
  const service = engine.shapesFor(JSON.stringify(request));
  const path = `www/public/shapes/${service}.json`;
  if (service === undefined || !existsSync(path)) return;
  const { error } = engine.testState(JSON.stringify(request), readFileSync(path, 'utf8'));
  if (error?.message.includes('Mock result')) assert.fail(`${where}: ${error.message}`);
}
