/** Ways to the dialog that opens a real run, which is loaded when it is first needed: a button, and files dropped on the page. */

import type { App } from '../app.ts';
import type { RecordedView } from '../generated.ts';
import { lazily } from '../lazy.ts';
import { slot } from '../slot.ts';
import type { Origin } from './origin.ts';

/** What Execution Details say of a recorded run. */
export const fillRecorded = slot(async () => (await import('./note.ts')).mountNote);

/** Where an opened history comes from. */
export const originIn = (recorded: RecordedView & { origin?: Origin }): Origin => recorded.origin ?? 'aws';

const dialog = (): Promise<typeof import('./dialog.ts')> => import('./dialog.ts');

export function openRecordedDialog(app: App, files: readonly File[] = []): void {
  lazily(app, dialog, ({ open }) => open(app, files));
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
    // They are gone with the event.
    const files = [...(event.dataTransfer?.files ?? [])];
    lazily(app, async () => (await dialog()).dropped(app, files), () => undefined);
  });
}
