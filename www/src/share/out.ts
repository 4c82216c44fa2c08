/** The way out of the page into a file. */

const READ_MS = 10_000;

export function saveFile(name: string, parts: readonly BlobPart[], type = 'application/json'): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([...parts], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), READ_MS);
}
