/**
 * Banks and funds buy part of each new listing before lenders are asked. They pay as they buy, put what comes back to
 * work first, take the rest out at month end, and leave for good when the overdue ratio disclosed passes their limit.
 */
import { mulDivFloor } from '../../base/money.ts';
import { GRADES } from '../../base/vocabulary.ts';
import { PPM, ppm } from '../../finance/terms.ts';
import { takeHeadroom } from '../../settle/headroom.ts';
import { offerAll } from '../../settle/exits.ts';
import { REQUEST } from '../../state/codes.ts';
import { lendableFen } from '../../state/figures.ts';
import { depositAtOnce, requestWithdrawal } from '../../state/lenders.ts';
import type { World } from '../../state/world.ts';
import { holdBids, placeBid } from './bids.ts';

/** The step of one day, after new listings were admitted and before the queue is asked. */
export function prepareInstitutions(world: World): () => void {
  const { scenario, institutions, lenders, listings, ledger, lenderView, calendar, queue, events, counts } =
    world;
  const baseLotFen = scenario.splitting.lotFen;
  const terms = Object.entries(scenario.institutions).map(([name, terms]) => ({
    name,
    ...terms,
    worst: GRADES.indexOf(terms.worstGrade),
    minYieldPpm: ppm(terms.minYield),
    sharePpm: ppm(terms.share),
  }));

  return () => {
    terms.forEach((_, row) => leaveIfTripped(row));
    queue.openListings.filter((listing) => {
      if (listings.day[listing] !== world.day) return true;
      terms.forEach((_, row) => buy(row, listing));
      return listings.filledLots[listing]! < listings.lots[listing]!;
    });
    terms.forEach((_, row) => takeOut(row));
  };

  function leaveIfTripped(row: number): void {
    const { name, fromDay, overdueMax, onLeaving } = terms[row]!;
    if (institutions.leftDay[row]! >= 0 || world.day < fromDay) return;
    if (!(lenderView.overdueRatio > overdueMax)) return;
    institutions.leftDay[row] = world.day;
    const lender = institutions.lender[row]!;
    if (onLeaving === 'sell' && scenario.matching.transfers) {
      offerAll(world, lender, 1);
    }
    events.add({
      day: world.day,
      kind: 'institution',
      subject: name,
      valueFen: exposureFen(lender),
      figure: lenderView.overdueRatio,
      text: `left: disclosed overdue ratio above ${overdueMax}`,
    });
  }

  /** Whole lots: its part of the listing, within what its limits leave. Money is brought as it is needed. */
  function buy(row: number, listing: number): void {
    const { fromDay, worst, minYieldPpm, sharePpm } = terms[row]!;
    if (institutions.leftDay[row]! >= 0 || world.day < fromDay) return;
    if (listings.facilityGrade[listing]! > worst || listings.aprPpm[listing]! < minYieldPpm) return;
    const lender = institutions.lender[row]!;
    const lotFen = listings.lotFen[listing]!;
    const wanted = mulDivFloor(listings.lots[listing]!, sharePpm, PPM);
    const left = listings.lots[listing]! - listings.filledLots[listing]!;
    const lots = Math.min(wanted, left, Math.floor(roomFen(row) / lotFen));
    if (lots <= 0) return;
    const amountFen = lots * lotFen;
    const missingFen = amountFen - Math.min(lenders.cashFen[lender]!, lendableFen(world));
    if (missingFen > 0) depositAtOnce(world, lender, missingFen);
    lenders.cashFen[lender]! -= amountFen;
    lenders.heldFen[lender]! += amountFen;
    takeHeadroom(world, listings, listing, lender, amountFen / baseLotFen);
    placeBid(world, listing, lender, lots);
    if (ledger.journal?.full) ledger.journal.entry(lender, lender, amountFen);
    counts.bids += 1;
    holdBids(world, listing, lots, Math.max(listings.fillMinute[listing]!, listings.minute[listing]!));
  }

  /** What limit and part of the book leave, in face value of lots. */
  function roomFen(row: number): number {
    const { limitFen, bookShareMax } = terms[row]!;
    const ofTheBookFen = Math.floor(world.book.outstandingFen * bookShareMax);
    return Math.min(limitFen, ofTheBookFen) - exposureFen(institutions.lender[row]!);
  }

  /** Lots of loans that have not ended, at their first value, and bids. */
  function exposureFen(lender: number): number {
    return lenders.heldLots[lender]! * baseLotFen + lenders.heldFen[lender]!;
  }

  /** At month end what it did not put to work, and once it has left all that comes back. */
  function takeOut(row: number): void {
    const lender = institutions.lender[row]!;
    const hasLeft = institutions.leftDay[row]! >= 0;
    if (!hasLeft && !calendar.isMonthEnd(world.day)) return;
    requestWithdrawal(world, lender, lenders.cashFen[lender]!, hasLeft ? REQUEST.exit : REQUEST.idle);
  }
}
