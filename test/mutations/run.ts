/** By hand: every planted fault, who caught it and the first message. Exits with 1 if one got away. */
import { MUTATIONS } from './mutations.ts';
import { caughtBy, trial } from './plant.ts';

for (const mutation of MUTATIONS) {
  const verdict = await trial(mutation, mutation.worlds, 'both');
  const by = caughtBy(verdict);
  if (by === 'nobody') process.exitCode = 1;
  const lines = [`${mutation.name} | ${by}`];
  if (verdict.laws !== null) lines.push(`    laws: ${verdict.laws}`);
  if (verdict.auditor !== null) lines.push(`    auditor: ${verdict.auditor}`);
  process.stdout.write(`${lines.join('\n')}\n`);
}
