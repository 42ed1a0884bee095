/** Two channels: data on stdout, everything else on stderr. */
import Table from 'cli-table3';
import { createColors } from 'picocolors';
import type { Cell, Columnar } from '../storage/index.ts';
// Not from storage/index.ts: it would load DuckDB before the first line of every command.
import { rowObjects } from '../storage/columnar.ts';

/** Version of the envelope that --json prints. */
export const ENVELOPE_VERSION = 1;

export interface OutputOptions {
  readonly json: boolean;
  readonly quiet: boolean;
}

export type TableFormat = 'table' | 'json' | 'csv';

/** Colours only where a person looks and has not asked for none. */
export function colours(stream: NodeJS.WriteStream = process.stdout): ReturnType<typeof createColors> {
  return createColors(
    stream.isTTY === true && (process.env['NO_COLOR'] ?? '') === '' && process.env['TERM'] !== 'dumb',
  );
}

/** Data of a command: the envelope with --json, otherwise its text. */
export function printData(command: string, options: OutputOptions, data: unknown, text: () => string): void {
  if (options.json) process.stdout.write(`${JSON.stringify({ version: ENVELOPE_VERSION, command, data })}\n`);
  else process.stdout.write(`${text()}\n`);
}

/** Something a person may want to know; silent with --quiet. */
export function note(options: OutputOptions, text: string): void {
  if (!options.quiet) process.stderr.write(`${text}\n`);
}

/** A word as a shell takes it. */
export function shellWord(text: string): string {
  return /^[\w./:=%@+,-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** A grid without a box: reads well at 100 columns and when pasted. */
export function textTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  rightFrom = 1,
  rightTo = Number.POSITIVE_INFINITY,
): string {
  const none = Object.fromEntries(
    [
      'top',
      'top-mid',
      'top-left',
      'top-right',
      'bottom',
      'bottom-mid',
      'bottom-left',
      'bottom-right',
      'left',
      'left-mid',
      'mid',
      'mid-mid',
      'right',
      'right-mid',
      'middle',
    ].map((key) => [key, '']),
  );
  const table = new Table({
    head: [...head],
    chars: { ...none, middle: '  ' },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
    colAligns: head.map((_, k) => (k < rightFrom || k >= rightTo ? 'left' : 'right')),
  });
  for (const row of rows) table.push([...row]);
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

/** A query result in the format asked for. */
export function formatResult(result: Columnar, format: TableFormat): string {
  if (format === 'json') return JSON.stringify(rowObjects(result));
  const rows = Array.from({ length: result.rowCount }, (_, row) =>
    result.columns.map((column) => column[row] ?? null),
  );
  if (format === 'csv') return [result.names, ...rows].map((row) => row.map(csvCell).join(',')).join('\n');
  const rowText = `${result.rowCount} row${result.rowCount === 1 ? '' : 's'}`;
  return `${textTable(
    result.names,
    rows.map((row) => row.map((cell) => String(cell ?? ''))),
    0,
  )}\n${rowText}`;
}

function csvCell(cell: Cell): string {
  const text = String(cell ?? '');
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
