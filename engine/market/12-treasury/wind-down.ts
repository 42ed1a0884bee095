/** After the failure: cash is given back on fixed days; at the horizon what the bank doesn't hold is lost. */
import { ACCOUNT } from '../../ledger/accounts.ts';
import { REASON } from '../../ledger/reasons.ts';
import { largestRemainder } from '../../base/money.ts';
import { POOL, REQUEST } from '../../state/codes.ts';
import { payrollFen, poolCashFen, poolGapFen } from '../../state/figures.ts';
import { refillPool } from '../../state/refill.ts';
import { requestWithdrawal } from '../../state/lenders.ts';
import { eachUnpaid, payRequest, waitingFen } from '../../state/requests.ts';
import type { World } from '../../state/world.ts';

/**
 * Every lender's cash joins the queue; the bank's money is shared over it by what each is owed. Owners rank behind
 * customers: what is missing in the pool is first given back from the platform's cash, but for a month's costs of the
 * wind-down while it lasts.
 */
export function distribute(world: World): void {
  queueAllCash(world);
  const { clock, platform } = world.scenario;
  const lasts = world.day < clock.horizonDays - 1;
  const keptFen = lasts ? payrollFen(world) + platform.technologyPerMonthFen : 0;
  refillPool(world, world.ledger.balance(ACCOUNT.platformCash) - keptFen);
  const { lenders, requests, events, book, day } = world;
  const moneyFen = Math.min(book.queueFen, Math.max(0, poolCashFen(world)));
  if (moneyFen === 0) return;
  const shares = new Float64Array(lenders.length);
  largestRemainder(moneyFen, lenders.queuedFen.subarray(0, lenders.length), shares);
  eachUnpaid(world, (row) => {
    const lender = requests.lender[row]!;
    const paidFen = Math.min(shares[lender]!, waitingFen(world, row));
    shares[lender]! -= paidFen;
    payRequest(world, row, paidFen, REASON.distribution);
  });
  events.add({
    day,
    kind: 'distribution',
    subject: '',
    valueFen: moneyFen,
    figure: NaN,
    text: 'cash given back to lenders',
  });
}

/** The part of the queue that the bank's money never covered is written off, by what each is owed. */
export function writeOffCash(world: World): void {
  queueAllCash(world);
  const { lenders, requests, ledger, book } = world;
  const lostFen = Math.min(book.queueFen, poolGapFen(world));
  if (lostFen === 0) return;
  const shares = new Float64Array(lenders.length);
  largestRemainder(lostFen, lenders.queuedFen.subarray(0, lenders.length), shares);
  for (let lender = 1; lender < lenders.length; lender++) {
    const shareFen = shares[lender]!;
    if (shareFen === 0) continue;
    lenders.queuedFen[lender]! -= shareFen;
    lenders.lostCashFen[lender]! += shareFen;
    if (ledger.journal?.full) ledger.journal.entry(lender, -1, shareFen);
  }
  ledger.post(REASON.queuedWrittenOff, lostFen);
  book.queueFen -= lostFen;
  eachUnpaid(world, (row) => {
    const lender = requests.lender[row]!;
    const fen = Math.min(shares[lender]!, waitingFen(world, row));
    requests.lostFen[row]! += fen;
    shares[lender]! -= fen;
  });
}

function queueAllCash(world: World): void {
  const { lenders } = world;
  for (let lender = POOL + 1; lender < lenders.length; lender++) {
    requestWithdrawal(world, lender, lenders.cashFen[lender]!, REQUEST.windDown);
  }
}
