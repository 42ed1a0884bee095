/** What a month's postings are given to: parts of a total by what was counted, to the fen. */
import { largestRemainder } from '../../base/money.ts';
import { REASON, type ReasonName } from '../../ledger/reasons.ts';
import type { World } from '../../state/world.ts';

/** Channel or department of what nothing was counted for. */
export const NOT_ATTRIBUTED = '';

/** Parts of a total in proportion to weights; one part more at the end takes all of it where no weight is above 0. */
export function split(totalFen: number, weights: ArrayLike<number>): number[] {
  const parts = new Float64Array(weights.length + 1);
  let sum = 0;
  for (let k = 0; k < weights.length; k++) sum += weights[k]!;
  if (sum > 0) largestRemainder(totalFen, Array.from(weights), parts);
  else parts[weights.length] = totalFen;
  return [...parts];
}

/** Remembers totals, so that each is told as what has come since it was last asked for. */
export class Since {
  readonly #before = new Map<string, number>();

  more(name: string, now: number): number {
    const more = now - (this.#before.get(name) ?? 0);
    this.#before.set(name, now);
    return more;
  }

  posted({ ledger }: World, reason: ReasonName): number {
    const id = REASON[reason];
    return this.more(reason, ledger.totalFen[id]! + ledger.dayFen[id]!);
  }
}
