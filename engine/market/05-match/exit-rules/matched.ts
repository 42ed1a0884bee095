/** Matched one to one: in order, but only as far as lenders bring new money; what borrowers repay pays for no exit. */
import { asTheyStand } from './fifo.ts';
import type { ExitRule } from './rule.ts';

export const matched: ExitRule = { order: asTheyStand, newMoneyOnly: true };
