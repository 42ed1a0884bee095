/** Prints `N passed, N failed[, N skipped]` from the JSON that vitest wrote. Usage: node closing-line.mjs vitest.json exit-code */
import { readFileSync } from 'node:fs';

const [file = '', exitCode = '1'] = process.argv.slice(2);
process.stdout.write(`${closingLine(read(file), Number(exitCode))}\n`);

function read(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

/** A file that could not be loaded counts as one failed test; so does a run that ended badly for a reason no test shows. */
function closingLine(result, exit) {
  if (result === undefined) return '0 passed, 1 failed';
  const brokenFiles = result.testResults.filter(
    (f) => f.status === 'failed' && f.assertionResults.every((a) => a.status !== 'failed'),
  );
  const failed = result.numFailedTests + brokenFiles.length;
  const skipped = result.numPendingTests + result.numTodoTests;
  const counts = [`${result.numPassedTests} passed`, `${failed === 0 && exit !== 0 ? 1 : failed} failed`];
  if (skipped > 0) counts.push(`${skipped} skipped`);
  return counts.join(', ');
}
