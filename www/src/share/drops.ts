/** Files that are dropped anywhere on the page. Panels that take files themselves come first. */

export function takeDrops(open: (file: File) => Promise<void>): void {
  const files = ({ dataTransfer }: DragEvent): boolean => [...(dataTransfer?.items ?? [])].some(({ kind }) => kind === 'file');
  addEventListener('dragover', (event) => {
    if (files(event)) event.preventDefault();
  });
  addEventListener('drop', (event) => {
    const [file] = event.dataTransfer?.files ?? [];
    if (!file || event.defaultPrevented) return;
    event.preventDefault();
    void open(file);
  });
}
