/** What the wind-down owes whom: fixed on the day of the failure, paid down on the days of distribution. */
import { defineTable, type Registry } from '../base/columns.ts';

/** Same rows as `lenders` on the day of the failure; empty until then. */
const CLAIM = {
  /** Claim by the law in force, as it stood in the evening of the failure; withdrawals claimed back add to it. */
  claimFen: 'f64',
  /** Paid in distributions. */
  recoveredFen: 'f64',
  /** Taken out of its money for the costs of the wind-down; nothing where an estate pays them. */
  chargedFen: 'f64',
  /** Principal and cash lost before the failure. */
  lostBeforeFen: 'f64',
  /** With an estate: own cash and queue that went into it, and withdrawals claimed back. */
  givenFen: 'f64',
  clawedBackFen: 'f64',
} as const;

/** No claims, nothing over. */
export function createWindDown(registry: Registry) {
  const windDown = {
    claims: defineTable(registry, 'windDown', CLAIM, 16),
    now: registry.scalars('windDown.now', [
      /** Day on which nothing more could come in and the last of the money was given back; -1 until then. */
      'overDay',
      /** 1 once the withdrawals of the window before the failure were claimed back. */
      'clawedBack',
    ]),
  };
  windDown.now.overDay = -1;
  return windDown;
}
