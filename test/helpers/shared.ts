/**
 * Reference values and aggregates that live beside the repository; tests that need them skip where they are
 * absent.
 */

import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Beside the project's root. */
export const SHARED_DIR = fileURLToPath(new URL('../../../shared/', import.meta.url));

export const HAS_SHARED = existsSync(SHARED_DIR);

/** Name for a describe block that needs the shared folder. */
export function needsShared(name: string): string {
  return HAS_SHARED ? name : `${name} (skipped: no reference values at ../shared)`;
}

export function sharedJson<T>(path: string): T {
  return JSON.parse(readFileSync(new URL(path, `file://${SHARED_DIR}`), 'utf8')) as T;
}

/** Rows of a CSV of plain numbers as records by column name. */
export function sharedCsv(path: string): Record<string, number>[] {
  const [head, ...lines] = readFileSync(new URL(path, `file://${SHARED_DIR}`), 'utf8')
    .trim()
    .split(/\r?\n/);
  const names = head!.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, i) => [names[i]!, Number(cell)])));
}
