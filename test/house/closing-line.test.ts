import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { absolute } from '../helpers/tree.ts';

const counts = {
  numPassedTests: 5,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [] as object[],
};

/** What the last line of .ci/run says for a result of vitest and its exit code. */
function closingLine(result: object | undefined, exitCode: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'lendsim-closing-'));
  try {
    const file = join(folder, 'vitest.json');
    if (result !== undefined) writeFileSync(file, JSON.stringify(result));
    const program = fileURLToPath(absolute('.ci/closing-line.mjs'));
    return execFileSync(process.execPath, [program, file, String(exitCode)], { encoding: 'utf8' });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('the closing line of .ci/run', () => {
  it.each([
    ['all is well', counts, 0, '5 passed, 0 failed\n'],
    ['some are skipped', { ...counts, numPendingTests: 2 }, 0, '5 passed, 0 failed, 2 skipped\n'],
    ['a test fails', { ...counts, numFailedTests: 1 }, 1, '5 passed, 1 failed\n'],
    [
      'a file cannot be loaded',
      { ...counts, testResults: [{ status: 'failed', assertionResults: [] }] },
      1,
      '5 passed, 1 failed\n',
    ],
    ['the run breaks outside of a test', counts, 1, '5 passed, 1 failed\n'],
    ['nothing ran', undefined, 1, '0 passed, 1 failed\n'],
  ])('counts when %s', (_, result, exitCode, line) => {
    expect(closingLine(result, exitCode)).toBe(line);
  });
});
