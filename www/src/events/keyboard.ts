/** What a key does in the table of events. */
export interface TableKeys {
  /** Index of the row with the focus. */
  at: number;
  count: number;
  /** Rows a page. */
  page: number;
  isOpen(index: number): boolean;
  moveTo(index: number): void;
  toggle(index: number): void;
  go(index: number): void;
  /** The next row from `index` on whose type begins with the text. */
  find(text: string, index: number): number | undefined;
}

/** Typing ahead: letters within this time belong together. */
const TOGETHER = 700;
let typed = '';
let typedAt = 0;

/** Whether the key was of use. */
export function tableKey(event: KeyboardEvent, table: TableKeys): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return false;
  const to = move(event.key, table);
  if (to !== undefined) {
    table.moveTo(Math.max(0, Math.min(table.count - 1, to)));
    return true;
  }
  if (event.key === 'ArrowRight' && !table.isOpen(table.at)) table.toggle(table.at);
  else if (event.key === 'ArrowLeft' && table.isOpen(table.at)) table.toggle(table.at);
  else if (event.key === 'Enter') table.go(table.at);
  else return typeAhead(event, table);
  return true;
}

function move(key: string, { at, count, page }: TableKeys): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return at + 1;
    case 'ArrowUp':
      return at - 1;
    case 'PageDown':
      return at + page;
    case 'PageUp':
      return at - page;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}

/** Capital letters, as types begin with; small ones are the page's single keys. */
function typeAhead(event: KeyboardEvent, table: TableKeys): boolean {
  const now = event.timeStamp;
  const going = now - typedAt < TOGETHER && typed !== '';
  if (!/^[A-Za-z]$/.test(event.key) || (!going && event.key === event.key.toLowerCase())) return false;
  typed = going ? typed + event.key : event.key;
  typedAt = now;
  const found = table.find(typed.toLowerCase(), typed.length > 1 ? table.at : table.at + 1);
  if (found !== undefined) table.moveTo(found);
  return true;
}
