/** Executions of other machines of the workspace: found by the names that a definition has, and opened in the step panel. */

import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from './stepglass.ts';

test('the example of nested executions comes with its machines, and the step panel opens their executions', async ({ app, page }) => {
  await app.gallery('Nested executions');
  await app.run('Succeeded');
  await app.node('SettleDay').click();
  const panel = app.step('SettleDay');
  await panel.getByRole('tab', { name: 'Child execution' }).click();
  await expect(panel).toContainText(/State machine\s*SettleDay/);
  await expect(panel).toContainText(/Type\s*Standard/);
  await panel.getByRole('tab', { name: 'Output' }).last().click();
  await expect(panel).toContainText('200.4');
  await panel.getByRole('tab', { name: 'Events' }).last().click();
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  expect(violations).toEqual([]);
  const types = panel.getByRole('listitem').getByRole('button');
  await expect(types.first()).toContainText('ExecutionStarted');
  await expect(types.last()).toContainText('ExecutionSucceeded');
  await app.top.getByRole('button', { name: 'Stepglass, dashboard' }).click();
  await expect(app.dialog).toContainText('ArchiveDay');
});

test('the errors of a child, one attempt after the other', async ({ app }) => {
  await app.gallery('Nested executions');
  await app.choose('The ledger is locked, then free');
  await app.run('Succeeded');
  await app.node('SettleDay').click();
  const panel = app.step('SettleDay');
  await panel.getByRole('button', { name: 'Previous visit' }).click();
  await panel.getByRole('tab', { name: 'Child execution' }).click();
  await expect(panel).toContainText('Ledger.Locked');
  await panel.getByRole('tab', { name: 'Details' }).click();
  await expect(panel).toContainText('child execution');
});

test('a run with other machines is made again after a reload, and steps back', async ({ app }) => {
  await app.gallery('Nested executions');
  await app.run('Succeeded');
  await app.reload();
  await expect(app.monitor).toContainText('Succeeded');
  await app.node('StartArchive').click();
  const panel = app.step('StartArchive');
  await panel.getByRole('tab', { name: 'Child execution' }).click();
  await expect(panel).toContainText(/State machine\s*ArchiveDay/);
  await expect(panel).toContainText(/Duration\s*2 min 0 s/);
});
