/** The banner of a failed execution leads to the answer that it came from. */

import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Stepglass } from './stepglass.ts';

const ask = (more: object = {}): object => ({ Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:ask', ...more });

/** A rule that asks for what no automatic answer holds. */
const JUDGED = {
  StartAt: 'Ask',
  States: {
    Ask: ask({ Next: 'Judge' }),
    Judge: { Type: 'Choice', Choices: [{ And: [{ Variable: '$.verdict', IsPresent: true }, { Variable: '$.verdict', StringEquals: 'yes' }], Next: 'Good' }], Default: 'Bad' },
    Good: { Type: 'Succeed' },
    Bad: { Type: 'Fail', Error: 'NoVerdict' },
  },
};

const banner = (app: Stepglass) => app.monitor.locator('.ban');

test('from an automatic answer to a mock of it in one press', async ({ app, page }) => {
  await app.write(JUDGED);
  await app.run('Failed');
  await expect(banner(app)).toContainText('Ask got an automatic answer.');
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations).toEqual([]);
  await banner(app).getByRole('button', { name: 'Edit as a mock' }).click();
  await expect(app.page.getByRole('tab', { name: /^Mocks/ })).toHaveAttribute('aria-selected', 'true');
  await expect(app.page.locator('[data-task="Ask"] textarea')).toBeFocused();
});

test('a Task that fails of its own answer; of a mock nothing is said', async ({ app }) => {
  await app.write({ StartAt: 'Ask', States: { Ask: ask({ ResultSelector: { 'got.$': '$.nothing.here' }, End: true }) } });
  await app.run('Failed');
  await expect(banner(app)).toContainText('Ask got an automatic answer.');
  await banner(app).getByRole('button', { name: 'Edit as a mock' }).click();
  await app.run('Failed');
  await expect(banner(app)).not.toContainText('automatic answer');
});

test('where no Task was called nothing is offered', async ({ app }) => {
  await app.write({ StartAt: 'Bad', States: { Bad: { Type: 'Fail', Error: 'Own' } } });
  await app.run('Failed');
  await expect(banner(app)).toContainText('Own');
  await expect(banner(app).getByRole('button', { name: /mock/ })).toHaveCount(0);
});
