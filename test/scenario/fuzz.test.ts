import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../engine/base/problems.ts';
import { loadScenario } from '../../engine/scenario/load.ts';
import { readRepositoryFile, repositoryText } from '../helpers/scenarios.ts';

const RUN = repositoryText('scenarios/withdrawal-run.yaml');
const BASE = repositoryText('scenarios/baseline.yaml');
const SEED = 20_170_101;

/** Loads a text; anything but success or a UserError with places is a failure of the test. */
function survives(text: string | Uint8Array, set: readonly string[] = []): void {
  const readFile = (path: string): string | Uint8Array | null =>
    path === 'scenarios/mutant.yaml' ? text : readRepositoryFile(path);
  try {
    loadScenario('mutant', { set, readFile, scenariosDir: 'scenarios' });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    expect(error.exitCode).toBe(3);
    expect(error.problems.length).toBeGreaterThan(0);
    for (const problem of error.problems) {
      const isPlace =
        /^.+:\d+:\d+$/.test(problem.where) || ['from --set', 'scenarios/mutant.yaml'].includes(problem.where);
      expect(isPlace, `${problem.where}: ${problem.message}`).toBe(true);
      expect(problem.message).not.toBe('');
      expect(problem.message).not.toMatch(/undefined|\[object|NaN/);
    }
  }
}

const junk = fc.oneof(
  fc.constantFrom(
    'null',
    '~',
    '[]',
    '{}',
    '-1',
    '1e999',
    '.nan',
    '.inf',
    '0x10',
    'on',
    'yes',
    '"',
    '&a',
    '*a',
    '!!binary x',
    '? x',
    '<<: 1',
    '\t',
    '%',
    '5M',
    '-5M CNY',
    '9999y',
    '1990-02-30',
    '2500-01-01',
    '[[[[',
    '{a: {b: {c: 1}}}',
    '...',
    '---',
    '- 1',
    '🦊',
    '\u0000',
  ),
  fc.string({ maxLength: 12 }),
  fc.integer().map(String),
  fc.double().map(String),
);

describe('a mutated scenario', () => {
  it('with other values ends in a scenario or in problems with places', () => {
    const lines = [...BASE.split('\n')];
    const isValue = lines.map((line, i) => (/[:{,]/.test(line) ? i : -1)).filter((i) => i >= 0);
    fc.assert(
      fc.property(fc.constantFrom(...isValue), fc.nat(), junk, (index, pick, value) => {
        const line = lines[index] ?? '';
        const parts = [...line.matchAll(/(?<=[:,[{] ?)[^:,[\]{}]+/g)];
        const part = parts[pick % Math.max(1, parts.length)];
        const changed =
          part === undefined
            ? `${line} ${value}`
            : line.slice(0, part.index) + value + line.slice(part.index + part[0].length);
        survives(lines.map((other, i) => (i === index ? changed : other)).join('\n'));
      }),
      { numRuns: 100, seed: SEED },
    );
  });
  it('with characters and lines moved, lost or doubled', () => {
    fc.assert(
      fc.property(
        fc.nat(RUN.length),
        fc.nat(40),
        fc.nat(RUN.length),
        fc.boolean(),
        (from, length, to, keep) => {
          const piece = RUN.slice(from, from + length);
          const rest = keep ? RUN : RUN.slice(0, from) + RUN.slice(from + length);
          survives(rest.slice(0, to) + piece + rest.slice(to));
        },
      ),
      { numRuns: 100, seed: SEED },
    );
  });
  it('with bytes flipped', () => {
    const bytes = new TextEncoder().encode(RUN);
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { maxLength: 4 }), (flips) => {
        const mutant = Uint8Array.from(bytes);
        for (const [at, by] of flips) mutant[at] = by;
        survives(mutant);
      }),
      { numRuns: 60, seed: SEED },
    );
  });
  it('with anything given to --set', () => {
    const paths = [
      'opening',
      'opening.lenders',
      'loans.credit',
      'shocks',
      'shocks.0',
      'shocks.0.date',
      'reserve.target',
      'reserve.target.if',
      'policies.payout',
      'policies.playbook',
      'policies.playbook.0.when',
      'policies.playbook.0.do',
      'pricing.lenderRate',
      'clock.start',
      'clock',
      'regions.0.name',
      'failure.liquidity',
      'products',
      'guarantors',
      'credit.chain.cure',
      'name',
      'toString',
      'a.b.c',
    ];
    fc.assert(
      fc.property(fc.constantFrom(...paths), junk, (path, value) => survives(RUN, [`${path}=${value}`])),
      { numRuns: 100, seed: SEED },
    );
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.jsonValue({ maxDepth: 4 }), (path, value) =>
        survives(RUN, [`${path}=${JSON.stringify(value)}`]),
      ),
      { numRuns: 100, seed: SEED },
    );
    fc.assert(
      fc.property(fc.string(), (text) => survives(RUN, [text])),
      { numRuns: 100, seed: SEED },
    );
  });
});
