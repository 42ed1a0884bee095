/** Every guarantee scheme by its name in scenarios. */
import type { Scenario } from '../../../scenario/scenario.ts';
import type { GuaranteeScheme } from '../scheme.ts';
import { firstLoss } from './first-loss.ts';
import { full } from './full.ts';
import { none } from './none.ts';
import { partialShare } from './partial-share.ts';
import { principalOnly } from './principal-only.ts';
import { reserveInOrder } from './reserve-in-order.ts';
import { reserveProRata } from './reserve-pro-rata.ts';

export const SCHEMES: Readonly<Record<Scenario['guarantee']['scheme'], GuaranteeScheme>> = {
  none,
  full,
  principalOnly,
  partialShare,
  firstLoss,
  reserveInOrder,
  reserveProRata,
};
