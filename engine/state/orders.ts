/** What the regulator has found and ordered. */
import type { Registry } from '../base/columns.ts';
import { FEATURES } from '../base/law.ts';

/** Whether an inspection has found a breach, and whether it was put right. */
export const FOUND = { never: 0, open: 1, putRight: 2 } as const;

/** Nothing found and nothing ordered; days are -1 while something hasn't happened. */
export function createLaw(registry: Registry) {
  const now = registry.scalars('law', [
    /** Day by which what was found is to be put right. */
    'dueDay',
    /** Deadlines passed, and so measures taken. */
    'step',
    /** Balance and day from which it must shrink. */
    'capFen',
    'capDay',
    'filingRefusedDay',
    /** Fines imposed and not yet paid. */
    'fineOwedFen',
    /** News of findings and measures, as lenders hear it. */
    'news',
  ]);
  now.dueDay = -1;
  now.capDay = -1;
  now.filingRefusedDay = -1;
  return {
    now,
    /** By feature: FOUND. */
    found: registry.column('law.found', 'u8', FEATURES.length),
    /** By feature: 1 once an order has ended new business of it. */
    closed: registry.column('law.closed', 'u8', FEATURES.length),
  };
}
