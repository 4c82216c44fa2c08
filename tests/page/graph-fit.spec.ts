/** Fit shows the whole of a graph, however large. */

import { expect, test } from './stepglass.ts';

const chain = (length: number): object => ({
  StartAt: 'Step 1',
  States: Object.fromEntries(Array.from({ length }, (_, at) => [`Step ${at + 1}`, { Type: 'Pass', ...(at + 1 < length ? { Next: `Step ${at + 2}` } : { End: true }) }])),
});

test('fit shows all of a long graph from either direction, and zooming goes on from there', async ({ app, page }) => {
  await app.write(chain(60));
  const inSight = async (): Promise<boolean> => {
    const canvas = await app.graph.boundingBox();
    const first = await app.node('Step 1').boundingBox();
    const last = await app.node('Step 60').boundingBox();
    if (!canvas || !first || !last) return false;
    return [first, last].every(({ x, y, width, height }) =>
      x >= canvas.x && y >= canvas.y && x + width <= canvas.x + canvas.width && y + height <= canvas.y + canvas.height);
  };
  const fit = app.visualise.getByRole('button', { name: 'Fit' });
  await fit.click();
  await expect.poll(inSight).toBe(true);
  const small = (await app.node('Step 1').boundingBox())?.height ?? 0;
  await app.visualise.getByRole('button', { name: 'Zoom in' }).click();
  await expect.poll(async () => ((await app.node('Step 1').boundingBox())?.height ?? 0) / small).toBeCloseTo(1.2, 0);
  await page.mouse.move(0, 0);
  await app.visualise.getByRole('button', { name: /left to right/i }).click();
  await fit.click();
  await expect.poll(inSight).toBe(true);
});

test('a definition that replaces another is seen from its start, though they share a name', async ({ app }) => {
  const wide = (at: number): object => ({ Type: 'Parallel', End: true, Branches: Array.from({ length: 9 }, (_, n) => ({ StartAt: `Work ${at} ${n}`, States: { [`Work ${at} ${n}`]: { Type: 'Pass', End: true } } })) });
  await app.write({ StartAt: 'Wait', States: { Wait: { Type: 'Pass', Next: 'Many' }, Many: wide(1) } });
  await app.run('Succeeded');
  await app.node('Work 1 8').focus();
  await app.node('Work 1 8').press('Enter');
  await app.visualise.getByRole('button', { name: 'Zoom in' }).click();
  await app.write({ StartAt: 'Begin', States: { Begin: { Type: 'Pass', Next: 'Wait' }, Wait: { Type: 'Pass', Next: 'Others' }, Others: wide(2) } });
  await expect(app.node('Begin')).toBeInViewport({ ratio: 1 });
});
