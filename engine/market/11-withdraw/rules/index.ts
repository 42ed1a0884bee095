/** Payout rules by their word in a scenario. */
import { fifo } from './fifo.ts';
import { instant } from './instant.ts';
import { proRata } from './pro-rata.ts';
import type { PayoutRule } from './rule.ts';

export const PAYOUT_RULES: Readonly<Record<'instant' | 'fifo' | 'proRata', PayoutRule>> = {
  instant,
  fifo,
  proRata,
};
