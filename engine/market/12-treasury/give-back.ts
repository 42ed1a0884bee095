/**
 * Wind-down without an estate: each lender keeps its lots and is given what they bring. Only what the bank doesn't hold is
 * shared: everybody's cash waits in the queue, and the bank's money is divided over it.
 */
import { largestRemainder } from '../../base/money.ts';
import { ACCOUNT } from '../../ledger/accounts.ts';
import { REASON } from '../../ledger/reasons.ts';
import { POOL, REQUEST } from '../../state/codes.ts';
import { poolCashFen, poolGapFen } from '../../state/figures.ts';
import { requestWithdrawal } from '../../state/lenders.ts';
import { refillPool } from '../../state/refill.ts';
import { eachUnpaid, payRequest, waitingFen } from '../../state/requests.ts';
import type { World } from '../../state/world.ts';
import { takeCharges } from './charges.ts';

/**
 * Shares the bank's money over the queue, by what each is owed. Owners rank behind customers: what is missing in the
 * pool is first given back from the platform's cash, but for what is kept for the work. Returns what was paid.
 */
export function giveBack(world: World, keptFen: number): number {
  queueAllCash(world);
  refillPool(world, world.ledger.balance(ACCOUNT.platformCash) - keptFen);
  const { lenders, book } = world;
  const moneyFen = Math.min(book.queueFen, Math.max(0, poolCashFen(world)));
  if (moneyFen === 0) return 0;
  const shares = new Float64Array(lenders.length);
  largestRemainder(moneyFen, lenders.queuedFen.subarray(0, lenders.length), shares);
  const chargeFen = takeCharges(world, moneyFen);
  if (chargeFen > 0) charge(world, shares, chargeFen);
  payShares(world, shares);
  return moneyFen - chargeFen;
}

/** Costs fall on lenders by what they were about to get, which `shares` loses. */
function charge(world: World, shares: Float64Array, chargeFen: number): void {
  const { windDown, ledger, book } = world;
  const parts = new Float64Array(shares.length);
  largestRemainder(chargeFen, shares, parts);
  for (let lender = POOL + 1; lender < windDown.claims.length; lender++) {
    shares[lender]! -= parts[lender]!;
    windDown.claims.chargedFen[lender]! += parts[lender]!;
  }
  takeFromQueue(world, parts);
  ledger.post(REASON.windDownCharge, chargeFen);
  book.queueFen -= chargeFen;
}

function payShares(world: World, shares: Float64Array): void {
  const { requests, windDown } = world;
  eachUnpaid(world, (row) => {
    const lender = requests.lender[row]!;
    const leftFen = waitingFen(world, row);
    const paidFen = Math.min(shares[lender]!, leftFen);
    if (paidFen === 0) return;
    shares[lender]! -= paidFen;
    windDown.claims.recoveredFen[lender]! += paidFen;
    payRequest(world, row, paidFen, REASON.distribution);
  });
}

/**
 * What no money can cover any more is lost, by what each is owed: the pool's gap, less the claims of the pool that may
 * still bring something.
 */
export function writeOffCash(world: World): void {
  queueAllCash(world);
  const { lenders, ledger, book } = world;
  const lostFen = Math.min(book.queueFen, Math.max(0, poolGapFen(world) - book.poolClaimsFen));
  if (lostFen === 0) return;
  const shares = new Float64Array(lenders.length);
  largestRemainder(lostFen, lenders.queuedFen.subarray(0, lenders.length), shares);
  for (let lender = POOL + 1; lender < lenders.length; lender++)
    lenders.lostCashFen[lender]! += shares[lender]!;
  takeFromQueue(world, shares);
  ledger.post(REASON.queuedWrittenOff, lostFen);
  book.queueFen -= lostFen;
}

/** Takes each lender's part off its queue and its requests; `parts` is used up. */
function takeFromQueue(world: World, parts: Float64Array): void {
  const { lenders, requests, ledger } = world;
  for (let lender = POOL + 1; lender < lenders.length; lender++) {
    const fen = parts[lender]!;
    if (fen === 0) continue;
    lenders.queuedFen[lender]! -= fen;
    if (ledger.journal?.full) ledger.journal.entry(lender, -1, fen);
  }
  eachUnpaid(world, (row) => {
    const lender = requests.lender[row]!;
    const leftFen = waitingFen(world, row);
    const fen = Math.min(parts[lender]!, leftFen);
    requests.lostFen[row]! += fen;
    parts[lender]! -= fen;
  });
}

function queueAllCash(world: World): void {
  const { lenders } = world;
  for (let lender = POOL + 1; lender < lenders.length; lender++) {
    requestWithdrawal(world, lender, lenders.cashFen[lender]!, REQUEST.windDown);
  }
}
