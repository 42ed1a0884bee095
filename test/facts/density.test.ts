/**
 * Fact 10: with thresholds, a denser graph of contacts makes small scares rarer to spread and large ones larger; with fear
 * that is caught, a denser graph spreads small scares too.
 */
import { describe, expect, it } from 'vitest';
import { crowd } from '../validation/crowd.ts';

const SEEDS = Array.from({ length: 20 }, (_, i) => i + 1);
const COUNT = 1000;
const SPARSE = 1;
const DENSE = 8;

interface Scare {
  readonly seed: number;
  readonly scale: number;
}

/** How many the scare itself made leave, and how many left in the end. */
function run(confidence: Parameters<typeof crowd>[1], { seed, scale }: Scare, quietDays: number) {
  const one = crowd(COUNT, confidence, { seed, scale, scareHazard: 0.02 });
  const before = one.nextDay();
  const first = one.nextDay(1) - before;
  let left = before + first;
  for (let quiet = 0; quiet < quietDays;) {
    const now = one.nextDay();
    quiet = now === left ? quiet + 1 : 0;
    left = now;
  }
  return { first, left };
}

/** A scare of a day that lowers thresholds (mean 30 %, spread 10 points) by so much. */
const threshold =
  (lowered: number) =>
  (scare: Scare): { first: number; left: number } =>
    run(
      {
        mechanism: 'threshold',
        graph: 'contact',
        threshold: { mean: 0.3, sigma: 0.1, signalEffect: 1 },
        weights: { news: lowered },
      },
      scare,
      1,
    );

/** Contacts frighten with 4 % a day for three days. */
const epidemic = (scare: Scare): { first: number; left: number } =>
  run(
    { mechanism: 'epidemic', graph: 'contact', epidemic: { transmission: 0.04, infectiousDays: 3 } },
    scare,
    4,
  );

/** Who left by example, for one whom the scare itself made leave. */
function followers(scared: typeof epidemic, scare: Scare): number {
  const { first, left } = scared(scare);
  return (left - first) / first;
}

/** Seeds in which a scare spreads further among few contacts than among many. */
function furtherAmongFew(scared: typeof epidemic): number {
  return SEEDS.filter(
    (seed) => followers(scared, { seed, scale: SPARSE }) > followers(scared, { seed, scale: DENSE }),
  ).length;
}

describe('with thresholds', () => {
  it('a small scare spreads further among few contacts than among many', () => {
    expect(furtherAmongFew(threshold(0.1))).toBeGreaterThanOrEqual(18);
  });

  it('a large scare takes more where contacts are many', () => {
    expect(furtherAmongFew(threshold(0.25))).toBeLessThanOrEqual(2);
  });
});

it('with fear that is caught a small scare too spreads further among many', () => {
  expect(furtherAmongFew(epidemic)).toBeLessThanOrEqual(2);
});
