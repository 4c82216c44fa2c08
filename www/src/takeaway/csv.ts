/** A history as a table: an event a row, its details as JSON in the last column. */

import { items, members } from '../mocks/json-parts.ts';

const COLUMNS = ['id', 'previousEventId', 'timestamp', 'type', 'name', 'details'] as const;

/** `history` is the text of GetExecutionHistory's events; numbers in details keep the form they have there. */
export function csvText(history: string): string {
  const rows = items(history).map((event) => row(members(event)));
  return `\uFEFF${[COLUMNS.join(','), ...rows].join('\r\n')}\r\n`;
}

function row(event: Map<string, string>): string {
  const details = [...event].find(([name]) => name.endsWith('EventDetails'))?.[1] ?? '';
  const name = details ? said(members(details).get('name')) : '';
  const cells = [said(event.get('id')), said(event.get('previousEventId')), moment(said(event.get('timestamp'))), said(event.get('type')), name, details && oneLine(details)];
  return cells.map(cell).join(',');
}

/** Seconds since 1970 as programs for tables read times. */
function moment(seconds: string): string {
  const time = Number(seconds) * 1000;
  return seconds && Number.isFinite(time) ? new Date(Math.round(time)).toISOString() : seconds;
}

/** A member's value as a table shows it. */
function said(text: string | undefined): string {
  if (text === undefined) return '';
  return text.startsWith('"') ? (JSON.parse(text) as string) : text;
}

const oneLine = (json: string): string => (json.match(/"(?:[^"\\]|\\.)*"|[^\s"]+/gs) ?? []).join('');

/** A cell that begins like a formula would be run by spreadsheets. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
