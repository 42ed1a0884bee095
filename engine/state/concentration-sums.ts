/** The concentration figures of the last month end, and what is in recovery by group. */
import type { Registry } from '../base/columns.ts';

/** Nothing measured: -1 until the first month has ended, and where there is nothing to measure. */
export function createConcentration(registry: Registry, groupCount: number) {
  const now = registry.scalars('concentration', ['region', 'sector', 'guarantor', 'borrower', 'group']);
  now.region = -1;
  now.sector = -1;
  now.guarantor = -1;
  now.borrower = -1;
  now.group = -1;
  return {
    now,
    /** Loans in recovery by group of related borrowers, from 1 on. */
    inRecovery: registry.column('concentration.inRecovery', 'i32', groupCount + 1),
  };
}
