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
