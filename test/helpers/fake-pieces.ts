/** Pieces of the command line with the fake engine. A "scenario" is `name` or `name:{json}`, merged over a small default. */
import { createHash } from 'node:crypto';
import { UserError } from '../../engine/base/problems.ts';
import type { Pieces } from '../../engine/cli/pieces.ts';
import type { Variant } from '../../engine/experiments/index.ts';
import type { FakeScenario } from './fake-simulate.ts';

export function fakeVariant(
  name: string,
  changes: Partial<FakeScenario> = {},
): Variant & { startDate: string } {
  const scenario: FakeScenario = { name, clock: { startDate: '2017-01-31' }, days: 70, level: 0, ...changes };
  const canonicalJson = JSON.stringify(scenario);
  const hash = createHash('sha256').update(canonicalJson).digest('hex');
  return {
    name,
    title: `Title of ${name}`,
    canonicalJson,
    writtenJson: canonicalJson,
    hash,
    startDate: scenario.clock.startDate,
  };
}

export const pieces: Pieces = {
  loadScenarios: async ({ scenarios, overrides }) =>
    scenarios.map((text) => {
      const [, name = '', json = '{}'] = /^([^:]+)(?::(.*))?$/.exec(text) ?? [];
      if (name === 'invalid') {
        throw new UserError(3, [
          { code: 'x', where: 'invalid.yaml', path: 'a.b', value: 1, message: 'invalid a.b: 1 (0..0.5)' },
        ]);
      }
      const changes = Object.fromEntries(
        overrides.map((item) => item.split('=')).map(([key, value]) => [key ?? '', Number(value)] as const),
      );
      return fakeVariant(name, { ...(JSON.parse(json) as Partial<FakeScenario>), ...changes });
    }),
  // Read where the built program lies: test/helpers/build-program.ts puts the worker beside it.
  worker: new URL('./fake-worker.js', import.meta.url),
  engineVersion: process.env['FAKE_ENGINE_VERSION'] ?? '0.1.0',
  startServer: async (options) => process.stdout.write(`${JSON.stringify(options)}\n`),
};
