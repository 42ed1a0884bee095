/** Derived columns and counters, rebuilt from their rows. */
import { firstScheduleOf } from '../state/cases.ts';
import { LENDER, LISTING, LOAN, NO_GUARANTOR, POOL } from '../state/codes.ts';
import type { Places } from '../state/headroom.ts';
import { cellOf, type World } from '../state/world.ts';
import { same, sameRow } from './claims.ts';

/** Lenders investing, cells of the book, guarantors' exposure and failures, lots that limits count. */
export function countsLaw(world: World): void {
  const { lenders, loans, guarantors, book, outstandingByCell } = world;
  let investing = 0;
  for (let row = POOL + 1; row < lenders.length; row++)
    if (lenders.status[row] === LENDER.investing) investing += 1;
  same('lenders investing', investing, book.lendersInvesting);
  const cells = new Float64Array(outstandingByCell.length);
  const exposure = new Float64Array(guarantors.length);
  for (let loan = 0; loan < loans.length; loan++) {
    const owedFen = loans.outstandingFen[loan]!;
    if (loans.status[loan] === LOAN.repaying) {
      cells[cellOf(loans.product[loan]!, loans.obligorGrade[loan]!, loans.termMonths[loan]!)]! += owedFen;
    }
    const guarantor = loans.guarantor[loan]!;
    if (guarantor !== NO_GUARANTOR && loans.compensated[loan] === 0) exposure[guarantor]! += owedFen;
  }
  cells.forEach((fen, cell) => sameRow('outstanding in cell', cell, fen, outstandingByCell[cell]!));
  let failed = 0;
  for (let row = 0; row < guarantors.length; row++) {
    same(`exposure of guarantor ${row}`, exposure[row]!, guarantors.exposureFen[row]!);
    if (guarantors.failedDay[row]! >= 0) failed += 1;
  }
  same('failed guarantors', failed, book.guarantorsFailed);
}

/** Lots held by each lender, and its headroom: what its limits leave beside what it holds and has bid for. */
export function limitsLaw(world: World): void {
  const { loans, holdings, lenders, headroom, schedules, scenario, listings, bids } = world;
  const { stride, firstRegion, firstGuarantor, firstGroup } = headroom;
  const held = new Float64Array(lenders.length);
  const taken = new Float64Array(lenders.length * stride);
  const take = (places: Places, row: number, lender: number, lots: number) => {
    taken[lender * stride + places.sector[row]!]! += lots;
    taken[lender * stride + firstRegion + places.region[row]!]! += lots;
    const guarantor = places.guarantor[row]!;
    if (guarantor !== NO_GUARANTOR) taken[lender * stride + firstGuarantor + guarantor]! += lots;
    const group = places.group[row]!;
    if (group > 0) taken[lender * stride + firstGroup + group - 1]! += lots;
  };
  for (let loan = 0; loan < loans.length; loan++) {
    const status = loans.status[loan]!;
    if (status !== LOAN.repaying && status !== LOAN.recovery) continue;
    const multiple = schedules.get(firstScheduleOf(world, loan)).lotFen / scenario.splitting.lotFen;
    const first = loans.firstHolding[loan]!;
    for (let row = first; row < first + loans.holdingCount[loan]!; row++) {
      const lots = holdings.lots[row]! * multiple;
      held[holdings.lender[row]!]! += lots;
      take(loans, loan, holdings.lender[row]!, lots);
    }
  }
  for (let listing = 0; listing < listings.length; listing++) {
    const status = listings.status[listing]!;
    if (status !== LISTING.open && status !== LISTING.full) continue;
    const multiple = listings.lotFen[listing]! / scenario.splitting.lotFen;
    for (let bid = listings.firstBid[listing]!; bid >= 0; bid = bids.next[bid]!)
      take(listings, listing, bids.lender[bid]!, bids.lots[bid]! * multiple);
  }
  held.forEach((lots, lender) => sameRow('lots held by lender', lender, lots, lenders.heldLots[lender]!));
  for (let lender = 0; lender < lenders.length; lender++) {
    const caps = headroom.capsOf(lenders.stakeFen[lender]!);
    for (let cell = 0; cell < stride; cell++) {
      const cap =
        cell < firstRegion
          ? caps.sector
          : cell < firstGuarantor
            ? caps.region
            : cell < headroom.borrower
              ? cell < firstGroup
                ? caps.guarantor
                : caps.group
              : caps.borrower;
      const at = lender * stride + cell;
      sameRow('headroom in cell', at, cap - taken[at]!, headroom.lots[at]!);
    }
  }
}

/** The queue's marks say who waits; whoever is marked as without headroom in a cell has none there. */
export function queueMarksLaw(world: World): void {
  const { lenders, headroom, queue } = world;
  const { line } = queue;
  let waiting = 0;
  for (let place = 0; place < line.length; place++) {
    const lender = line.lenders[place]!;
    const marked = (word: number) => (line.marks[(place >>> 5) * line.width + word]! >>> (place & 31)) & 1;
    const classCount = line.width - headroom.borrower;
    for (let c = 0; c < classCount; c++) {
      const waits = lender >= 0 && lenders.riskClass[lender] === c ? 1 : 0;
      if (marked(c) !== waits) same(`class mark ${c} of place ${place}`, waits, marked(c));
    }
    if (lender < 0) continue;
    waiting += 1;
    same(`place of lender ${lender}`, line.isWaiting(lender) && lenders.queueDay[lender]! >= 0 ? 1 : 0, 1);
    for (let cell = 0; cell < headroom.borrower; cell++) {
      const exhausted = headroom.lots[lender * headroom.stride + cell]! <= 0 ? 1 : 0;
      if (marked(classCount + cell) > exhausted)
        same(`mark of lender ${lender} in cell ${cell}`, exhausted, 1);
    }
  }
  same('lenders in the matching queue', waiting, line.waiting);
}
