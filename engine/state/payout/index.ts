/** Payout rules by their word in a scenario. */
import type { PayoutRuleName } from '../../base/vocabulary.ts';
import { fifo } from './fifo.ts';
import { instant } from './instant.ts';
import { proRata } from './pro-rata.ts';
import { roundRobin } from './round-robin.ts';
import type { PayoutRule } from './rule.ts';

export const PAYOUT_RULES: Readonly<Record<PayoutRuleName, PayoutRule>> = {
  instant,
  fifo,
  proRata,
  roundRobin,
};
