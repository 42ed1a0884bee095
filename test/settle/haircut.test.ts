/** Interest that lenders give up: to the fen, no more than the reserve lacks, seen in what lenders got. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { REASON } from '../../engine/ledger/reasons.ts';
import { KPI_INDEX } from '../../engine/metrics/catalog.ts';
import type { Scenario } from '../../engine/scenario/scenario.ts';
import { takeHaircut } from '../../engine/settle/haircut.ts';
import { simulateScenario } from '../../engine/simulate.ts';
import { bufferToLifetimeEl } from '../../engine/state/figures.ts';
import { override, tinyScenario } from '../helpers/arbitrary-scenario.ts';

/** Losses and a thin reserve; nobody takes fright. From day 20 on lenders fill the reserve up to `below`. */
const giving = (share: number, below: number): Scenario =>
  override(tinyScenario(120), {
    credit: { hazardScale: 5 },
    opening: { reserveCover: 0.3 },
    confidence: { mechanism: 'none' },
    policies: {
      haircut: [
        { fromDay: 0, value: { share: 0, below: 1 } },
        { fromDay: 20, value: { share, below } },
      ],
    },
  });

function run(scenario: Scenario) {
  const seen = { posted: 0, given: 0, before: 0, highest: 0, interest: 0 };
  const outcome = simulateScenario(scenario, {
    seed: 4,
    watch: (stage, world) => {
      if (stage !== 'service') return;
      const fen = world.ledger.dayFen[REASON.interestHaircut]!;
      seen.posted += fen;
      if (world.day < 20) seen.before += fen;
      else seen.interest += world.ledger.dayFen[REASON.repayInterest]!;
      if (fen > 0) seen.highest = Math.max(seen.highest, bufferToLifetimeEl(world));
      seen.given = world.lenders.haircutFen.reduce((sum, one) => sum + one, 0);
    },
  });
  expect(outcome.error).toBeNull();
  const total = (table: string, column: string) => {
    const rows = outcome.tables.find((one) => one.table === table)!.columns[column] as Float64Array;
    return rows.reduce((sum, one) => sum + one, 0);
  };
  const flow = outcome.kpis[KPI_INDEX.haircutFen]!.reduce((sum, one) => sum + one, 0);
  return { ...seen, flow, total };
}

describe('a haircut on interest', () => {
  const half = run(giving(0.5, 5));

  it('is the same to the fen in the ledger, for each lender, on the day and in the tables', () => {
    expect(half.posted).toBeGreaterThan(100_000);
    expect(half.before).toBe(0);
    expect([half.given, half.flow, half.total('lender_cohort', 'haircutFen')]).toEqual([
      half.posted,
      half.posted,
      half.posted,
    ]);
  });

  it('is at most its share of the interest, and is missing in what lenders earned', () => {
    expect(half.posted).toBeLessThanOrEqual(0.5 * half.interest);
    expect(half.posted).toBeGreaterThan(0.35 * half.interest);
    expect(half.total('lender_cohort', 'interestFen')).toBeLessThan(
      run(giving(0, 5)).total('lender_cohort', 'interestFen'),
    );
  });

  it('never lifts the reserve beyond the level below which it is taken', () => {
    const little = run(giving(1, 0.6));
    expect(little.posted).toBeGreaterThan(0);
    expect(little.highest).toBeLessThanOrEqual(0.6 + 1e-9);
    expect(little.highest).toBeGreaterThan(0.59);
  });

  it('is whole fen for each lot and uses up no more than its room', () => {
    const fen = fc.integer({ min: 0, max: 1_000_000 });
    fc.assert(
      fc.property(
        fen,
        fen,
        fc.integer({ min: 0, max: 1_000_000 }),
        fc.integer({ min: 1, max: 900 }),
        (roomFen, net, sharePpm, lots) => {
          const haircut = { sharePpm, roomFen };
          const taken = takeHaircut(haircut, net, lots);
          expect(Number.isSafeInteger(taken)).toBe(true);
          expect(taken).toBeLessThanOrEqual((net * sharePpm) / 1e6);
          expect(haircut.roomFen).toBe(roomFen - taken * lots);
          expect(haircut.roomFen).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });
});
