/** What changed between two texts, line by line. */

export interface DiffLine {
  kind: 'same' | 'add' | 'del' | 'gap';
  text: string;
  /** Lines left out of a gap. */
  left?: number;
}

/** Unchanged lines kept around a change. */
const AROUND = 3;
/** Beyond so many pairs of lines everything between the first and the last difference counts as replaced. */
const MOST_PAIRS = 400_000;

/** A member that is not the last any more gets a comma: that is no change. */
const same = (a: string | undefined, b: string | undefined): boolean =>
  a !== undefined && b !== undefined && a.replace(/,$/, '') === b.replace(/,$/, '');

export function diffLines(before: string, after: string): DiffLine[] {
  const [a, b] = [before.split('\n'), after.split('\n')];
  let start = 0;
  while (start < a.length && start < b.length && same(a[start], b[start])) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && same(a[a.length - 1 - end], b[b.length - 1 - end])) end += 1;
  const kept = (text: string): DiffLine => ({ kind: 'same', text });
  return folded([
    ...b.slice(0, start).map(kept),
    ...middle(a.slice(start, a.length - end), b.slice(start, b.length - end)),
    ...b.slice(b.length - end).map(kept),
  ]);
}

/** The longest common lines stay, the others are taken out or put in. */
function middle(a: readonly string[], b: readonly string[]): DiffLine[] {
  const out: DiffLine[] = [];
  const del = (text: string): unknown => out.push({ kind: 'del', text });
  const add = (text: string): unknown => out.push({ kind: 'add', text });
  if (a.length * b.length > MOST_PAIRS) {
    a.forEach(del);
    b.forEach(add);
    return out;
  }
  const wide = b.length + 1;
  const common = new Uint32Array((a.length + 1) * wide);
  const at = (i: number, j: number): number => common[i * wide + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      common[i * wide + j] = same(a[i], b[j]) ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && same(a[i], b[j])) {
      out.push({ kind: 'same', text: b[j] ?? '' });
      i += 1;
      j += 1;
    } else if (j >= b.length || (i < a.length && at(i + 1, j) >= at(i, j + 1))) {
      del(a[i] ?? '');
      i += 1;
    } else {
      add(b[j] ?? '');
      j += 1;
    }
  }
  return out;
}

/** Long stretches without a change become a gap. */
function folded(lines: readonly DiffLine[]): DiffLine[] {
  const near = lines.map((_, at) => lines.slice(Math.max(0, at - AROUND), at + AROUND + 1).some(({ kind }) => kind !== 'same'));
  const out: DiffLine[] = [];
  lines.forEach((line, at) => {
    const last = out.at(-1);
    if (near[at]) out.push(line);
    else if (last?.kind === 'gap') last.left = (last.left ?? 0) + 1;
    else out.push({ kind: 'gap', text: '', left: 1 });
  });
  return out;
}
