/**
 * Who is still there but lends no more of what comes back. Each lender has a strength of its own, the same all its life: as
 * the public signal of the day before grows, more of them hold back, and as it fades the same ones lend again.
 */
import { exp } from '../base/mathx.ts';
import type { World } from './world.ts';

/** Draw of stream `lender`: how much of the signal it takes to hold back. */
const STRENGTH = 7;

/**
 * Tells of an investing lender whether it holds back today; ask anew each day. In a plan or an account on demand the platform
 * lends for the lender, so nobody there decides. A share 1 - exp(-holdBack · X) of the others does at signal X > 0
 * (engine/MODEL.md, section 3).
 */
export function holdingBackToday(world: World): (lender: number) => boolean {
  const { scenario, lenders, streams, names, lenderView, day } = world;
  const lendsAgain = exp(-scenario.confidence.holdBack * Math.max(0, lenderView.signal));
  if (lendsAgain === 1) return () => false;
  const stream = streams.stream('lender');
  const isPlaced = names.lenderProducts.map((name) => scenario.products[name]!.kind === 'onDemand');
  return (lender) =>
    lenders.planExpiryDay[lender]! <= day &&
    !isPlaced[lenders.product[lender]!] &&
    stream.uniform(lenders.key[lender]!, lenders.bornDay[lender]!, STRENGTH) >= lendsAgain;
}
