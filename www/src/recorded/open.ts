/** Ways to the dialog that opens a real run, which is loaded when it is first needed: a button, and files dropped on the page. */

import type { App } from '../app.ts';
import { lazily } from '../lazy.ts';
import { slot } from '../slot.ts';

/** What Execution Details say of a recorded run. */
export const fillRecorded = slot(async () => (await import('./note.ts')).mountNote);

export function openRecordedDialog(app: App, files: readonly File[] = []): void {
  lazily(app, () => import('./dialog.ts'), ({ open }) => open(app, files));
}

/** Files dropped anywhere but on a field of their own. */
export function watchDrops(app: App): void {
  const ours = ({ dataTransfer, target }: DragEvent): boolean =>
    (dataTransfer?.types.includes('Files') ?? false) && !(target instanceof Element && target.closest('input, textarea, .cm-editor, dialog'));
  addEventListener('dragover', (event) => {
    if (ours(event)) event.preventDefault();
  });
  addEventListener('drop', (event) => {
    if (!ours(event)) return;
    event.preventDefault();
    lazily(app, () => dropped(app, [...(event.dataTransfer?.files ?? [])]), () => undefined);
  });
}

/** What the AWS CLI prints of an execution, or of its machine with other texts. */
const PRINTED = /"(?:previousEventId|executionArn|stateMachineArn)"\s*:/;

/** Texts of a real run go to its dialog, several files too; a document or a definition opens. */
async function dropped(app: App, files: readonly File[]): Promise<void> {
  const [file] = files;
  if (!file) return;
  const head = await file.slice(0, 100_000).text();
  if (files.length > 1 || PRINTED.test(head)) openRecordedDialog(app, files);
  else await (await app.actions.workspace.outside()).openFile(file);
}
