/** What was dropped on the page. */

import type { App } from '../app.ts';
import { openRecordedDialog } from './open.ts';

/** What the AWS CLI prints of an execution, or of its machine with other texts. */
const PRINTED = /"(?:previousEventId|executionArn|stateMachineArn)"\s*:/;

/** Texts of a real run go to its dialog, several files too; a document or a definition opens. */
export async function dropped(app: App, files: readonly File[]): Promise<void> {
  const [file] = files;
  if (!file) return;
  const head = await file.slice(0, 100_000).text();
  if (files.length > 1 || PRINTED.test(head)) openRecordedDialog(app, files);
  else await (await app.actions.workspace.outside()).openFile(file);
}
