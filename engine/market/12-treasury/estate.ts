/**
 * Wind-down with an estate: whatever belongs to customers becomes one fund and is shared by claim. The order: unpaid pay
 * up to its share, the administrator, claims, the owners. Nobody gets more than its claim.
 */
import { largestRemainder } from '../../base/money.ts';
import { PPM, ppm } from '../../finance/terms.ts';
import { ACCOUNT } from '../../ledger/accounts.ts';
import { REASON } from '../../ledger/reasons.ts';
import { floorShare } from '../../settle/proceeds.ts';
import { POOL } from '../../state/codes.ts';
import { poolGapFen } from '../../state/figures.ts';
import { FLOW } from '../../state/flow.ts';
import { leaveQueue } from '../../state/leave-queue.ts';
import { eachUnpaid, waitingFen } from '../../state/requests.ts';
import type { World } from '../../state/world.ts';
import { takeCharges } from './charges.ts';

/** One day of distribution. Returns what lenders were paid. */
export function shareEstate(world: World, keptFen: number): number {
  const { windDown, ledger } = world;
  if (windDown.now.clawedBack === 0) clawBack(world);
  gather(world);
  const owed = owedByLender(world);
  const owedFen = owed.reduce((sum, fen) => sum + fen, 0);
  takeOwnCash(world, owedFen, keptFen);
  const chargeFen = takeCharges(world, ledger.balance(ACCOUNT.estateCash));
  if (chargeFen > 0) ledger.post(REASON.estateCosts, chargeFen);
  const paidFen = Math.min(owedFen, ledger.balance(ACCOUNT.estateCash));
  if (paidFen > 0) pay(world, owed, paidFen);
  const surplusFen = owedFen === paidFen ? ledger.balance(ACCOUNT.estateCash) : 0;
  if (surplusFen > 0) ledger.post(REASON.estateSurplus, surplusFen);
  return paidFen;
}

/** By lender: what is left of its claim. */
function owedByLender({ windDown }: World): Float64Array {
  const { claims } = windDown;
  return Float64Array.from(
    { length: claims.length },
    (_, lender) => claims.claimFen[lender]! - claims.recoveredFen[lender]!,
  );
}

/** Part of what was paid out shortly before the failure comes back, and is claimed again. */
function clawBack(world: World): void {
  const { windDown, requests, lenders, ledger, platform, scenario } = world;
  const { claims, now } = windDown;
  const { windowDays, share } = scenario.failure.windDown.clawBack;
  const sharePpm = ppm(share);
  now.clawedBack = 1;
  if (sharePpm === 0) return;
  let sumFen = 0;
  for (let row = 0; row < requests.length; row++) {
    // A request paid in parts counts by the day of its last part, or, still open, by the day it was made.
    const paidDay = requests.paidDay[row]!;
    const countsOn = paidDay >= 0 ? paidDay : requests.day[row]!;
    if (countsOn <= platform.failureDay - windowDays || countsOn > platform.failureDay) continue;
    const backFen = floorShare(requests.paidFen[row]!, sharePpm, PPM);
    if (backFen === 0) continue;
    const lender = requests.lender[row]!;
    lenders.withdrawnFen[lender]! -= backFen;
    claims.claimFen[lender]! += backFen;
    claims.clawedBackFen[lender]! += backFen;
    if (ledger.journal?.full) ledger.journal.entry(lender, -1, backFen);
    sumFen += backFen;
  }
  if (sumFen > 0) ledger.post(REASON.clawBack, sumFen);
}

/** Everybody's cash, the requests that wait, what the pool's claims brought; less what the bank never held. */
function gather(world: World): void {
  const { lenders, requests, ledger, book, windDown } = world;
  const { claims } = windDown;
  let cashFen = 0;
  let queuedFen = 0;
  for (let lender = POOL + 1; lender < claims.length; lender++) {
    const ownFen = lenders.cashFen[lender]!;
    const waitingFen = lenders.queuedFen[lender]!;
    if (ownFen + waitingFen === 0) continue;
    leaveQueue(world, lender);
    lenders.cashFen[lender] = 0;
    lenders.queuedFen[lender] = 0;
    claims.givenFen[lender]! += ownFen + waitingFen;
    if (ledger.journal?.full && ownFen > 0) ledger.journal.entry(lender, -1, ownFen);
    cashFen += ownFen;
    queuedFen += waitingFen;
  }
  if (cashFen > 0) ledger.post(REASON.estateFromCash, cashFen);
  if (queuedFen > 0) {
    eachUnpaid(world, (row) => {
      const leftFen = waitingFen(world, row);
      if (ledger.journal?.full) ledger.journal.entry(requests.lender[row]!, -1, leftFen);
      requests.lostFen[row]! += leftFen;
    });
    ledger.post(REASON.estateFromQueue, queuedFen);
    book.queueFen -= queuedFen;
  }
  const surplusFen = Math.max(0, ledger.balance(ACCOUNT.poolGap));
  if (surplusFen > 0) ledger.post(REASON.estateFromPool, surplusFen);
  const gapFen = Math.min(poolGapFen(world), ledger.balance(ACCOUNT.estateCash));
  if (gapFen > 0) ledger.post(REASON.estateGapClosed, gapFen);
}

/** Owners rank behind claims: their cash fills what is missing, but for what is kept for the work. */
function takeOwnCash(world: World, owedFen: number, keptFen: number): void {
  const { ledger } = world;
  const missingFen = owedFen - ledger.balance(ACCOUNT.estateCash);
  const fen = Math.min(missingFen, ledger.balance(ACCOUNT.platformCash) - keptFen);
  if (fen > 0) ledger.post(REASON.estateFromPlatform, fen);
}

function pay(world: World, owed: Float64Array, paidFen: number): void {
  const { windDown, lenders, ledger, flow, counts } = world;
  const { claims } = windDown;
  const shares = new Float64Array(owed.length);
  largestRemainder(paidFen, owed, shares);
  for (let lender = POOL + 1; lender < shares.length; lender++) {
    const fen = shares[lender]!;
    if (fen === 0) continue;
    counts.payouts += 1;
    claims.recoveredFen[lender]! += fen;
    lenders.withdrawnFen[lender]! += fen;
    if (ledger.journal?.full) ledger.journal.entry(-1, lender, fen);
  }
  flow[FLOW.withdrawalPaidFen]! += paidFen;
  ledger.post(REASON.estateDistribution, paidFen);
}
