/** What the panels compute, without a browser. */

import { expect, test } from '@playwright/test';
import { Rows } from '../../www/src/events/windowing.ts';
import type { Scene, SceneEdge, SceneNode } from '../../www/src/generated.ts';
import { edgeLabel, edgeRule } from '../../www/src/graph/names.ts';
import { detailAt } from '../../www/src/graph/detail.ts';
import { stopId, stopOf, walk } from '../../www/src/graph/walk.ts';
import { loadLanguage, setLanguage } from '../../www/src/i18n.ts';
import { own } from '../../www/src/i18n/problems.ts';
import { detail, pretty } from '../../www/src/json-text.ts';

test.beforeAll(async () => {
  await loadLanguage('en');
  await loadLanguage('ko');
});

test('rows under open ones and under the position line move down by their heights', () => {
  const rows = new Rows(10, 28, [{ index: 2, height: 100 }, { index: 4, height: 20 }]);
  expect(rows.top(2)).toBe(56);
  expect(rows.top(3)).toBe(184);
  expect(rows.bottom(4)).toBe(260);
  expect(rows.height).toBe(400);
});

test('every distance from the top belongs to the row that is drawn there', () => {
  const rows = new Rows(1000, 28, [{ index: 7, height: 333 }, { index: 500, height: 20 }]);
  for (let y = 0; y < rows.height; y += 13) {
    const at = rows.at(y);
    expect(rows.top(at)).toBeLessThanOrEqual(y);
    expect(rows.bottom(at)).toBeGreaterThan(y);
  }
});

test('only rows in sight are drawn, however many there are', () => {
  const rows = new Rows(25_000, 28, []);
  const { first, last } = rows.window(350_000, 600);
  expect(rows.top(first)).toBeLessThanOrEqual(350_000);
  expect(rows.top(last)).toBeGreaterThanOrEqual(350_600);
  expect(last - first).toBeLessThan(50);
});

test('JSON is set out without changing how its numbers and strings are written', () => {
  expect(pretty('{"a":0.0,"big":12345678901234567890,"s":"{\\"x\\":[1,2]} ü","e":{},"l":[],"n":[1,-2e5]}')).toBe(
    [
      '{',
      '  "a": 0.0,',
      '  "big": 12345678901234567890,',
      '  "s": "{\\"x\\":[1,2]} ü",',
      '  "e": {},',
      '  "l": [],',
      '  "n": [',
      '    1,',
      '    -2e5',
      '  ]',
      '}',
    ].join('\n'),
  );
});

test('a payload is found in whatever details its event has', () => {
  const exited = { id: 6, type: 'TaskStateExited', stateExitedEventDetails: { name: 'A', output: '{"x":1.0}' } };
  expect(detail(JSON.stringify(exited), 'output', 'input')).toBe('{"x":1.0}');
  expect(detail(JSON.stringify({ id: 3, executionFailedEventDetails: { error: 'E' } }), 'output')).toBeNull();
});

const node = (state: number | null, kind: string, x: number, y: number, inside: Partial<SceneNode> = {}): SceneNode => ({
  state, kind, x, y, name: `${kind} ${state}`, label: '', note: '', count: null, width: 100, height: 40, parent: null,
  branch: 0, container: false, lanes: [], sheets: 0, ...inside,
});
const edge = (id: number, from: number | null, to: number | null, x: number): SceneEdge => ({
  id, from, to, kind: 'next', index: 0, path: '', tip: { x, y: 0, angle: 90 }, label: null,
});

/** Start, a Choice with two ways, a Parallel of two branches on one of them, End. */
const SCENE: Scene = {
  across: false,
  width: 400,
  height: 400,
  nodes: [
    node(null, 'start', 100, 0), node(0, 'choice', 100, 50), node(1, 'task', 0, 100),
    node(2, 'parallel', 150, 100, { container: true, width: 220, height: 100 }),
    node(3, 'task', 150, 130, { parent: 2 }), node(4, 'task', 260, 130, { parent: 2, branch: 1 }),
    node(null, 'end', 100, 300),
  ],
  edges: [edge(0, null, 0, 100), edge(1, 0, 2, 200), edge(2, 0, 1, 50), edge(3, 1, null, 100), edge(4, 2, null, 120)],
};

/** Where keys lead from the start, with the given edges taken. */
function path(keys: string, ...taken: number[]): string {
  const named: Record<string, string> = { d: 'ArrowDown', u: 'ArrowUp', l: 'ArrowLeft', r: 'ArrowRight', h: 'Home' };
  let at = stopOf(SCENE, 'mark-start');
  for (const key of keys) at = (at && walk(SCENE, at, named[key] ?? '', ({ id }) => taken.includes(id))) ?? at;
  return at ? stopId(at) : '';
}

test('arrows follow the edges, into containers and out of them', () => {
  expect(path('d')).toBe('state-0');
  expect(path('dd')).toBe('state-1');
  expect(path('ddr')).toBe('state-2');
  expect(path('ddrd')).toBe('state-3');
  expect(path('ddrdr')).toBe('state-4');
  expect(path('ddrdrd')).toBe('mark-end');
  expect(path('ddrdu')).toBe('state-2');
  expect(path('ddrdrh')).toBe('mark-start');
});

test('taken edges are stops of their own, with their siblings beside them', () => {
  expect(path('d', 0, 1)).toBe('edge-0');
  expect(path('ddd', 0, 1)).toBe('edge-1');
  expect(path('dddl', 0, 1)).toBe('state-1');
  expect(path('dddd', 0, 1)).toBe('state-2');
  expect(path('ddddu', 0, 1)).toBe('edge-1');
});

test('a rule on an edge has its operators in the reader’s language, what it compares with as it is', () => {
  const full = 'Rule 1 · $.never is not present and $.word == "x is present"';
  const rule: SceneEdge = {
    ...edge(7, 0, 1, 0), kind: 'rule', label: { text: 'Rule 1 · $.never is not…', full, x: 0, y: 0, width: 170, height: 18 },
  };
  expect(edgeLabel(rule)).toBe('Rule 1 · $.never is not…');
  setLanguage('ko');
  expect(edgeRule(rule)).toBe('규칙 1 · $.never 없음 그리고 $.word == "x is present"');
  expect(edgeLabel(rule)).toMatch(/^규칙 1 · \$\.never.*…$/);
  // The pill is as wide as the English words: what is no longer than they is not cut.
  const short: SceneEdge = { ...rule, label: { text: 'Rule 1 · $.foo == 1', full: 'Rule 1 · $.foo == 1', x: 0, y: 0, width: 126, height: 18 } };
  expect(edgeLabel(short)).toBe('규칙 1 · $.foo == 1');
  setLanguage('en');
});

test('what a scale has no room for goes in turn: the second line, the edges’ labels, the names', () => {
  const at = (scale: number): string => `${detailAt(scale).level} ${detailAt(scale).labels}`;
  expect([1, 0.85, 0.84, 0.6, 0.59, 0.448, 0.44].map(at)).toEqual([
    'full true', 'full true', 'compact true', 'compact true', 'compact false', 'compact false', 'tiny false',
  ]);
  expect(detailAt(0.5).size * 0.5).toBeGreaterThanOrEqual(10);
});

test('the engine’s own messages are said in the reader’s language, AWS’s stay as they are', () => {
  const aws = 'Missing \'Next\' target: B';
  const messages = [
    'An answer has no member `give`',
    '`delay` must be a whole number of milliseconds, 0 or more',
    'no test case is chosen, so nothing is mocked; there are: Paid, Refused',
    'The mocked response of the state \'Charge\' has no answer for call 2',
    aws,
  ];
  expect(messages.map(own)).toEqual(messages);
  setLanguage('ko');
  expect(messages.map(own)).toEqual([
    '응답에 `give` 항목은 사용할 수 없습니다',
    '`delay` 값은 0 이상의 밀리초 단위 정수여야 합니다',
    '선택한 테스트 케이스가 없어 모의 응답을 사용하지 않습니다. 사용할 수 있는 테스트 케이스: Paid, Refused',
    '\'Charge\' 상태의 모의 응답에 2번 호출에 대한 응답이 없습니다',
    aws,
  ]);
  setLanguage('en');
});
