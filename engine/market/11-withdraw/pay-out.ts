/** The day's payouts: what is due within the limits of the day, by the rule in force, as far as hands reach. */
import { ACCOUNT } from '../../ledger/accounts.ts';
import { NO_DAY } from '../../state/codes.ts';
import { inForce } from '../../state/dated.ts';
import { poolCashFen, poolGapFen } from '../../state/figures.ts';
import { PAYOUT_RULES } from '../../state/payout/index.ts';
import { refillPool } from '../../state/refill.ts';
import { eachUnpaid, waitingFen } from '../../state/requests.ts';
import type { World } from '../../state/world.ts';
import { prepareProcessing } from './processing.ts';

/** Pays; the step returns whether there was money for all that could be paid today. */
export function preparePayOut(world: World): () => boolean {
  const { scenario, requests, book, operations } = world;
  const { processable, process } = prepareProcessing(world);

  return () => {
    const { day } = world;
    if (book.queueFen === 0) return true;
    const { rule, dailyCapFen, perLenderDailyCapFen, partFen } = inForce(scenario.policies.payout, day);
    const { share, hastens } = PAYOUT_RULES[rule];
    const payable: number[] = [];
    eachUnpaid(world, (row) => {
      const promised = requests.promisedDay[row]!;
      const payableFrom = promised - requests.excusedDays[row]!;
      if (waitingFen(world, row) === 0) return;
      if (payableFrom <= day || promised === NO_DAY || hastens) payable.push(row);
    });
    if (payable.length === 0) return true;
    const inHand = processable(payable);
    const dueFen = withinLimits(world, inHand, perLenderDailyCapFen ?? Infinity);
    const sumFen = dueFen.reduce((sum, fen) => sum + fen, 0);
    const carriedOut = world.majeure.now.payouts;
    const limitFen = Math.min(dailyCapFen ?? Infinity, Math.floor(sumFen * carriedOut));
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
      operations.now.unusedFen = Math.min(inReachFen(), (dailyCapFen ?? Infinity) - spentFen);
    }
    return moneyFen >= wantedFen;
  };

  /** Money that payouts could still have had: the bank's, and own cash that fills the pool's gap. */
  function inReachFen(): number {
    const ownFen = scenario.policies.coverPool
      ? Math.min(poolGapFen(world), world.ledger.balance(ACCOUNT.platformCash))
      : 0;
    return Math.max(0, poolCashFen(world) + ownFen);
  }
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
