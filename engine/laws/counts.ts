/** Derived columns and counters, rebuilt from their rows. */
import { LENDER, LISTING, LOAN, NO_GUARANTOR, POOL } from '../state/codes.ts';
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

/** Lots held by each lender; by sector, region and guarantor bids count too. */
export function limitsLaw(world: World): void {
  const { loans, holdings, lenders, exposure, schedules, scenario, listings, bids } = world;
  const held = new Float64Array(lenders.length);
  const sectors = new Float64Array(lenders.length * exposure.sectors.stride);
  const regions = new Float64Array(lenders.length * exposure.regions.stride);
  const guarantors = new Float64Array(lenders.length * exposure.guarantors.stride);
  for (let loan = 0; loan < loans.length; loan++) {
    const status = loans.status[loan]!;
    if (status !== LOAN.repaying && status !== LOAN.recovery) continue;
    const multiple = schedules.get(loans.schedule[loan]!).lotFen / scenario.splitting.lotFen;
    const first = loans.firstHolding[loan]!;
    for (let row = first; row < first + loans.holdingCount[loan]!; row++) {
      const lender = holdings.lender[row]!;
      const lots = holdings.lots[row]! * multiple;
      held[lender]! += lots;
      sectors[lender * exposure.sectors.stride + loans.sector[loan]!]! += lots;
      regions[lender * exposure.regions.stride + loans.region[loan]!]! += lots;
      const guarantor = loans.guarantor[loan]!;
      if (guarantor !== NO_GUARANTOR) guarantors[lender * exposure.guarantors.stride + guarantor]! += lots;
    }
  }
  for (let listing = 0; listing < listings.length; listing++) {
    const status = listings.status[listing]!;
    if (status !== LISTING.open && status !== LISTING.full) continue;
    const multiple = listings.lotFen[listing]! / scenario.splitting.lotFen;
    for (let bid = listings.firstBid[listing]!; bid >= 0; bid = bids.next[bid]!) {
      const lender = bids.lender[bid]!;
      const lots = bids.lots[bid]! * multiple;
      sectors[lender * exposure.sectors.stride + listings.sector[listing]!]! += lots;
      regions[lender * exposure.regions.stride + listings.region[listing]!]! += lots;
      const guarantor = listings.guarantor[listing]!;
      if (guarantor !== NO_GUARANTOR) guarantors[lender * exposure.guarantors.stride + guarantor]! += lots;
    }
  }
  held.forEach((lots, lender) => sameRow('lots held by lender', lender, lots, lenders.heldLots[lender]!));
  sectors.forEach((lots, cell) => sameRow('sector lots in cell', cell, lots, exposure.sectors.lots[cell]!));
  regions.forEach((lots, cell) => sameRow('region lots in cell', cell, lots, exposure.regions.lots[cell]!));
  guarantors.forEach((lots, cell) =>
    sameRow('guarantor lots in cell', cell, lots, exposure.guarantors.lots[cell]!),
  );
}
