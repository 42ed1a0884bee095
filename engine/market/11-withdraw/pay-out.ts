/** The day's payouts: what is due within the limits of the day, by the rule in force. */
import { NO_DAY } from '../../state/codes.ts';
import { inForce } from '../../state/dated.ts';
import { poolCashFen } from '../../state/figures.ts';
import { PAYOUT_RULES } from '../../state/payout/index.ts';
import { refillPool } from '../../state/refill.ts';
import { eachUnpaid, payRequest, waitingFen } from '../../state/requests.ts';
import type { World } from '../../state/world.ts';

/** Pays; returns whether there was money for all that could be paid today. */
export function payOut(world: World): boolean {
  const { scenario, requests, book, day } = world;
  if (book.queueFen === 0) return true;
  const { rule, dailyCapFen, perLenderDailyCapFen, partFen } = inForce(scenario.policies.payout, day);
  const { share, hastens } = PAYOUT_RULES[rule];
  const payable: number[] = [];
  eachUnpaid(world, (row) => {
    const promised = requests.promisedDay[row]!;
    if (promised <= day || promised === NO_DAY || hastens) payable.push(row);
  });
  if (payable.length === 0) return true;
  const dueFen = withinLimits(world, payable, perLenderDailyCapFen ?? Infinity);
  const wantedFen = Math.min(
    dailyCapFen ?? Infinity,
    dueFen.reduce((sum, fen) => sum + fen, 0),
  );
  if (scenario.policies.coverPool) refillPool(world, wantedFen - poolCashFen(world));
  const moneyFen = Math.min(Math.max(0, poolCashFen(world)), dailyCapFen ?? Infinity);
  const outFen = new Float64Array(payable.length);
  const paidFen = payable.map((row) => requests.paidFen[row]!);
  share(moneyFen, { dueFen, paidFen, partFen }, outFen);
  payable.forEach((row, i) => payRequest(world, row, outFen[i]!));
  return moneyFen >= wantedFen;
}

/** What is unpaid of each request, as far as its lender's limit for the day goes: over its requests in order. */
function withinLimits(world: World, payable: readonly number[], limitFen: number): number[] {
  const left = new Map<number, number>();
  return payable.map((row) => {
    const unpaidFen = waitingFen(world, row);
    if (limitFen === Infinity) return unpaidFen;
    const lender = world.requests.lender[row]!;
    const leftFen = left.get(lender) ?? limitFen;
    const fen = Math.min(unpaidFen, leftFen);
    left.set(lender, leftFen - fen);
    return fen;
  });
}
