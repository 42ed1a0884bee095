/** Claims offered for sale find a lender who takes the whole holding at its outstanding principal. */
import { mulDivFloor } from '../../base/money.ts';
import { PPM, ppm } from '../../finance/terms.ts';
import { REASON } from '../../ledger/reasons.ts';
import { claimOfHolding, closeOffer, lotMultiple, transferHolding } from '../../settle/holdings.ts';
import type { Cells } from '../../state/headroom.ts';
import { LOAN, POOL } from '../../state/codes.ts';
import { FLOW } from '../../state/flow.ts';
import { dropFromQueue } from '../../state/leave-queue.ts';
import type { World } from '../../state/world.ts';
import { acceptance } from './acceptance.ts';
import { prepareBuyers } from './buyers.ts';

/** Offers without room for them that a lender looks at in a day: keeps the cost of a glut of offers in bounds. */
const LOOKS_PER_DAY = 3;

/** The step that walks open offers by rank, day and holding, and sells what finds a buyer. */
export function prepareTransfers(world: World): () => void {
  const { scenario, offers, holdings, loans, lenders, queue, headroom, schedules, ledger, flow, counts } =
    world;
  const accepts = acceptance(scenario);
  const feePpm = ppm(scenario.matching.transferFee);
  const baseLotFen = scenario.splitting.lotFen;
  const buyers = prepareBuyers(world);

  const lotsOfLoan = (loan: number, lender: number): number => {
    let lots = 0;
    const first = loans.firstHolding[loan]!;
    for (let row = first; row < first + loans.holdingCount[loan]!; row++) {
      if (holdings.lender[row] === lender) lots += holdings.lots[row]!;
    }
    return lots;
  };

  const hasRoom = (lender: number, loan: number, cells: Cells, lots: number): boolean => {
    const multiple = lotMultiple(world, loan);
    if (headroom.least(lender, cells) < lots * multiple) return false;
    const ofBorrower = Math.max(1, Math.floor(headroom.ofBorrower(lender) / multiple));
    return lotsOfLoan(loan, lender) + lots <= ofBorrower;
  };

  const buyerOf = (holding: number, loan: number, priceFen: number): number => {
    const seller = holdings.lender[holding]!;
    const own = loans.lender[loan]!;
    const lots = holdings.lots[holding]!;
    // One lot is within everybody's borrower limit.
    const leastLots = lots === 1 ? 0 : lots * lotMultiple(world, loan);
    const accepting = accepts(loans.facilityGrade[loan]!, schedules.get(loans.schedule[loan]!).aprPpm);
    const cells = headroom.cellsOf(loans, loan);
    let lender = buyers.first({ accepting, cells, priceFen, baseLots: leastLots });
    while (lender >= 0) {
      if (lender !== seller && lender !== own) {
        if (hasRoom(lender, loan, cells, lots)) return lender;
        buyers.turnAway(lender, LOOKS_PER_DAY);
      }
      lender = buyers.next();
    }
    return -1;
  };

  const sell = (holding: number, loan: number, buyer: number, priceFen: number): void => {
    const { cashFen, newCash } = lenders;
    const seller = holdings.lender[holding]!;
    const feeFen = seller === POOL ? 0 : mulDivFloor(priceFen, feePpm, PPM);
    cashFen[buyer]! -= priceFen;
    cashFen[seller]! += priceFen - feeFen;
    newCash[seller] = 1;
    if (ledger.journal?.full) ledger.journal.entry(buyer, seller, priceFen, holding);
    ledger.post(REASON.transferPrice, priceFen, loan);
    if (feeFen > 0) ledger.post(REASON.transferFee, feeFen, loan, seller);
    flow[FLOW.feesFen]! += feeFen;
    flow[FLOW.transferredFen]! += priceFen;
    counts.transfers += 1;
    transferHolding(world, holding, buyer);
    if (cashFen[buyer]! < baseLotFen) dropFromQueue(world, buyer);
    buyers.enrich(seller);
  };

  const isSaleable = (loan: number): boolean =>
    loans.status[loan] === LOAN.repaying && loans.missed[loan] === 0 && loans.compensated[loan] === 0;

  /** Whether the offer stays on the market. */
  const offer = (row: number): boolean => {
    const holding = offers.holding[row]!;
    const loan = offers.loan[row]!;
    if (offers.closed[row] === 1) return false;
    if (!isSaleable(loan)) {
      if (loans.status[loan] === LOAN.repaying || loans.status[loan] === LOAN.recovery) return true;
      closeOffer(world, holding, loan);
      return false;
    }
    const priceFen = claimOfHolding(world, holding, loan);
    const buyer = buyerOf(holding, loan, priceFen);
    if (buyer < 0) return true;
    sell(holding, loan, buyer, priceFen);
    return false;
  };

  const admit = (): void => {
    const { counters } = queue;
    const rows: number[] = [];
    for (let row = counters.offersSeen; row < offers.length; row++) rows.push(row);
    rows.sort((a, b) => offers.day[a]! - offers.day[b]! || offers.holding[a]! - offers.holding[b]!);
    for (const row of rows) queue.offers[offers.rank[row]!]!.add(row);
    counters.offersSeen = offers.length;
  };

  return () => {
    if (queue.counters.offersSeen < offers.length) admit();
    if (queue.offers.every((list) => list.count === 0) || queue.line.waiting === 0) return;
    buyers.beginDay();
    for (const list of queue.offers) list.filter(offer);
  };
}
