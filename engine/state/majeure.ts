/** Force majeure as it stands today: whose work stands still, and whose instalments. Written in the morning. */
import type { Registry } from '../base/columns.ts';

/** An ordinary day. */
export function createMajeure(registry: Registry, regionCount: number) {
  const now = registry.scalars('majeure', [
    /** Shares of the work of reviewers and collectors, and of payouts, that get done. */
    'reviewers',
    'collectors',
    'payouts',
    /** First day on which promises run again; -1 while they do. */
    'tolledUntil',
  ]);
  now.reviewers = 1;
  now.collectors = 1;
  now.payouts = 1;
  now.tolledUntil = -1;
  return {
    now,
    /** By region: 1 while instalments are put off there. */
    holiday: registry.column('majeure.holiday', 'u8', regionCount),
    /** By region: multiplier on default hazards. */
    pdMultiplier: registry.column('majeure.pdMultiplier', 'f64', regionCount).fill(1),
  };
}
