/** The day's payouts: what is due within the limits of the day, by the rule in force, as far as hands reach. */
import { inForce } from '../../state/dated.ts';
import { payableFen, payableRequests, payoutsReachFen, prepareProcessing } from '../../settle/processing.ts';
import { poolCashFen } from '../../state/figures.ts';
import { PAYOUT_RULES } from '../../state/payout/index.ts';
import { refillPool } from '../../state/refill.ts';
import type { World } from '../../state/world.ts';

/** Pays; the step returns whether there was money for all that could be paid today. */
export function preparePayOut(world: World): () => boolean {
  const { scenario, requests, book, operations } = world;
  const { processable, process } = prepareProcessing(world);

  return () => {
    const { day } = world;
    if (book.queueFen === 0) return true;
    const { rule, dailyCapFen, perLenderDailyCapFen, partFen } = inForce(scenario.policies.payout, day);
    const { share, hastens } = PAYOUT_RULES[rule];
    const payable = payableRequests(world);
    if (payable.length === 0) return true;
    const inHand = processable(payable);
    const unpaidFen = inHand.map((row) => payableFen(world, row, hastens));
    const dueFen = withinLimits(world, inHand, unpaidFen, perLenderDailyCapFen ?? Infinity);
    const sumFen = dueFen.reduce((sum, fen) => sum + fen, 0);
    const carriedOut = world.majeure.now.payouts;
    // What went out as parts of repayment plans is of the same day's work of the bank.
    const { partsFen } = operations.now;
    const carriedFen = Math.max(0, Math.floor((partsFen + sumFen) * carriedOut) - partsFen);
    const limitFen = Math.min(dailyCapFen ?? Infinity, carriedFen);
    const wantedFen = Math.min(limitFen, sumFen);
    if (scenario.policies.coverPool) refillPool(world, wantedFen - poolCashFen(world));
    const moneyFen = Math.min(Math.max(0, poolCashFen(world)), limitFen);
    const outFen = new Float64Array(inHand.length);
    const paidFen = inHand.map((row) => requests.paidFen[row]!);
    share(moneyFen, { dueFen, paidFen, partFen }, outFen);
    inHand.forEach((row, i) => process(row, outFen[i]!, payable.length));
    if (inHand.length < payable.length || carriedOut < 1) {
      operations.now.payoutsWaiting = payable.length - inHand.length;
      const spentFen = outFen.reduce((sum, fen) => sum + fen, 0);
      // Parts that nobody got to stand outside the daily cap.
      const withinCapFen = (dailyCapFen ?? Infinity) - spentFen;
      operations.now.unusedFen = Math.min(payoutsReachFen(world), withinCapFen + operations.now.unusedFen);
    }
    return moneyFen >= wantedFen;
  };
}

/** What is payable of each request, as far as its lender's limit for the day goes: over its requests in order. */
function withinLimits(
  world: World,
  payable: readonly number[],
  payableFens: readonly number[],
  limitFen: number,
): readonly number[] {
  if (limitFen === Infinity) return payableFens;
  const left = new Map<number, number>();
  return payable.map((row, i) => {
    const unpaidFen = payableFens[i]!;
    const lender = world.requests.lender[row]!;
    const leftFen = left.get(lender) ?? limitFen;
    const fen = Math.min(unpaidFen, leftFen);
    left.set(lender, leftFen - fen);
    return fen;
  });
}
