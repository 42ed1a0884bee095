/** Payout policies for tests: one value that holds from day 0, what isn't said as by default. */
import type { Dated, Payout } from '../../engine/scenario/scenario.ts';

const PLAIN: Payout = {
  rule: 'fifo',
  promisedDays: 1,
  workdays: false,
  noDay: false,
  dailyCapFen: null,
  perLenderDailyCapFen: null,
  partFen: 100_000,
  cancel: false,
  gate: null,
};

/** A payout policy. */
export function payout(value: Partial<Payout> = {}): Payout {
  return { ...PLAIN, ...value };
}

/** The same as a dated policy: from day 0, and where more are given each from its day. */
export function payouts(
  value: Partial<Payout>,
  ...later: readonly (readonly [fromDay: number, value: Partial<Payout>])[]
): readonly Dated<Payout>[] {
  const from = (fromDay: number, one: Partial<Payout>) => ({ fromDay, value: payout(one) });
  return [from(0, value), ...later.map(([fromDay, one]) => from(fromDay, one))];
}
