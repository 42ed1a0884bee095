/** Parts of repayment plans: what of a request is due by a date that was promised, and what of it is missing. */
import { mulDivFloor } from '../base/money.ts';
import { waitingFen } from '../state/requests.ts';
import type { World } from '../state/world.ts';

const PPM = 1_000_000;

/** What a promise says is paid of a request by its date, since the announcement. */
export function promisedByFen({ requests, payouts }: World, request: number, promise: number): number {
  return mulDivFloor(requests.plannedFen[request]!, payouts.promises.cumulativePpm[promise]!, PPM);
}

/** What was paid of a request since its plan was announced. */
export function paidSinceFen({ requests }: World, row: number): number {
  return requests.paidFen[row]! - (requests.requestedFen[row]! - requests.plannedFen[row]!);
}

/** Last date of a request's plan that has come, -1 if none has. */
export function lastDate({ requests, payouts, day }: World, request: number): number {
  const { disclosures, promises } = payouts;
  const disclosure = requests.plan[request]!;
  const first = disclosures.firstPromise[disclosure]!;
  let last = -1;
  for (let row = first; row < first + disclosures.promiseCount[disclosure]!; row++)
    if (promises.day[row]! <= day) last = row;
  return last;
}

/**
 * What is to be paid today of a request whose date has come: by it, less what was paid, less what is on its way back from a
 * wrong account. Of a late request without a plan all that waits.
 */
export function partDueFen(world: World, row: number): number {
  if (world.requests.plan[row]! < 0) return waitingFen(world, row);
  return Math.max(0, missingByNowFen(world, row) - world.requests.astrayFen[row]!);
}

/** What the last date that has come promised and the request has not got. */
export function missingByNowFen(world: World, row: number): number {
  const last = lastDate(world, row);
  return last < 0 ? 0 : Math.max(0, promisedByFen(world, row, last) - paidSinceFen(world, row));
}
