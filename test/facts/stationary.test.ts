/** The baseline closes: without shocks the book neither grows nor shrinks for three years, and everybody can live from it. */
import { expect, it } from 'vitest';
import { KPI_INDEX, type KpiName } from '../../engine/metrics/catalog.ts';
import type { ReplicationOutcome } from '../../engine/outcome.ts';
import { simulateScenario } from '../../engine/simulate.ts';
import { loadBaseline } from '../helpers/scenarios.ts';

const YEAR = 365;

function run(set: readonly string[], replication: number): ReplicationOutcome {
  const outcome = simulateScenario(loadBaseline([...set]), { seed: 1, replication, detail: 'summary' });
  expect(outcome.error).toBeNull();
  return outcome;
}

/** Mean of a KPI over a year, counted from 0. */
function yearly(outcome: ReplicationOutcome, name: KpiName, year: number): number {
  const column = outcome.kpis[KPI_INDEX[name]]!.slice(year * YEAR, (year + 1) * YEAR);
  return column.reduce((sum, value) => sum + value, 0) / column.length;
}

it(
  'outstanding balance and volume stay within a tenth of the first year, and nobody runs dry',
  { timeout: 300_000 },
  () => {
    for (const replication of [0, 1]) {
      const outcome = run([], replication);
      expect(outcome.status).toBe('survived');
      for (const name of ['outstandingFen', 'contractsFen'] as const) {
        for (const year of [1, 2]) {
          const ratio = yearly(outcome, name, year) / yearly(outcome, name, 0);
          expect(ratio, `${name}, year ${year}, replication ${replication}`).toBeGreaterThan(0.9);
          expect(ratio, `${name}, year ${year}, replication ${replication}`).toBeLessThan(1.1);
        }
      }
      expect(yearly(outcome, 'platformCashFen', 2)).toBeGreaterThan(yearly(outcome, 'platformCashFen', 0));
      expect(outcome.kpis[KPI_INDEX.withdrawalLateFen]!.every((fen) => fen === 0)).toBe(true);
      // About 2,400 loans a month and 1e9 CNY lent: a mid-sized platform of 2017.
      expect(yearly(outcome, 'contracts', 1) * 30).toBeGreaterThan(2_100);
      expect(yearly(outcome, 'contracts', 1) * 30).toBeLessThan(2_800);
    }
  },
);

it('it takes new money: without top-ups and new lenders the book shrinks', { timeout: 300_000 }, () => {
  const shut = ['sem', 'seo', 'sns', 'outdoor', 'media', 'offline', 'friends'].map(
    (channel) => `acquisition.lenders.${channel}.open=false`,
  );
  const outcome = run([...shut, 'lenders.topUpShare=0%'], 0);
  expect(yearly(outcome, 'outstandingFen', 2) / yearly(outcome, 'outstandingFen', 0)).toBeLessThan(0.8);
});
