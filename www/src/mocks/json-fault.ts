/** Where a text stops being JSON, as the browser says it; null where it doesn't. */
export function jsonFault(text: string): { line: number; column: number } | null {
  try {
    JSON.parse(text);
    return null;
  } catch (error) {
    const said = String(error);
    const place = /line (\d+) column (\d+)/.exec(said);
    if (place) return { line: Number(place[1]), column: Number(place[2]) };
    const offset = /position (\d+)/.exec(said);
    if (!offset && !/end of|EOF/i.test(said)) return null;
    const lines = text.slice(0, offset ? Number(offset[1]) : text.length).split('\n');
    return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
  }
}
