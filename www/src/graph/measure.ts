/** Width of a text in ems of a wide sans, full-width letters counted as such: an upper bound where nothing is measured. */
export const ems = (text: string): number => [...text].reduce((sum, letter) => sum + (letter > '\u1100' ? 1.05 : 0.68), 0);

/** A text cut with … to a width in ems. */
export function cut(text: string, most: number): string {
  if (ems(text) <= most) return text;
  const letters = [...text];
  while (letters.length > 1 && ems(letters.join('')) + 1 > most) letters.pop();
  return `${letters.join('').trimEnd()}…`;
}
