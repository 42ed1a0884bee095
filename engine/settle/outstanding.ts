/** What a loan owes, and every running sum that hangs on it: the only place that changes either. */
import { ACCOUNT } from '../ledger/accounts.ts';
import { MODIFICATION, modificationOf } from '../state/cases.ts';
import { LOAN, NO_GUARANTOR, type Payer } from '../state/codes.ts';
import { counterGuarantorOf } from '../state/counter-guarantee.ts';
import { poolCashFen } from '../state/figures.ts';
import { cellOf, type World } from '../state/world.ts';
import { followClaims } from './follow-claims.ts';

/** Principal that lenders (the pool included) are owed on a loan. */
export function lendersClaimFen(world: World, loan: number): number {
  const { outstandingFen, guarantorClaimFen, reserveClaimFen, platformClaimFen } = world.loans;
  return outstandingFen[loan]! - guarantorClaimFen[loan]! - reserveClaimFen[loan]! - platformClaimFen[loan]!;
}

/** Changes what lenders are owed: loan, book, cell, bucket, guarantor's exposure, offers and lenders' own sums follow. */
export function changeOutstanding(world: World, loan: number, deltaFen: number): void {
  const { loans, book } = world;
  if (loans.offeredLots[loan]! + loans.poolLots[loan]! > 0) changeLotSums(world, loan, deltaFen);
  followIfKept(world, loan, deltaFen);
  loans.outstandingFen[loan]! += deltaFen;
  const status = loans.status[loan]!;
  if (status === LOAN.repaying) addToBook(world, loan, deltaFen);
  else if (status === LOAN.recovery) book.inRecoveryFen += deltaFen;
  if (loans.compensated[loan] === 0) addToGuarantor(world, loan, deltaFen);
}

/** A payer takes over principal from lenders; what the borrower owes stays. */
export function takeOverClaim(world: World, loan: number, payer: Payer, amountFen: number): void {
  const { loans, guarantors } = world;
  if (loans.offeredLots[loan]! + loans.poolLots[loan]! > 0) changeLotSums(world, loan, -amountFen);
  followIfKept(world, loan, -amountFen);
  if (payer === 'reserve') loans.reserveClaimFen[loan]! += amountFen;
  else if (payer === 'platform') loans.platformClaimFen[loan]! += amountFen;
  else {
    loans.guarantorClaimFen[loan]! += amountFen;
    guarantors.claimFen[loans.guarantor[loan]!]! += amountFen;
  }
}

/** A counter-guarantor takes over a part of its guarantor's claim on a loan. */
export function cedeClaim({ loans, guarantors }: World, loan: number, to: number, amountFen: number): void {
  loans.counterClaimFen[loan]! += amountFen;
  guarantors.claimFen[loans.guarantor[loan]!]! -= amountFen;
  guarantors.claimFen[to]! += amountFen;
}

/** A payer's claim ends by `amountFen`, paid or lost; of a guarantor's, `cededFen` is its counter-guarantor's part. */
export function reducePayerClaim(
  world: World,
  loan: number,
  payer: Payer,
  amountFen: number,
  cededFen = 0,
): void {
  const { loans, guarantors, book } = world;
  if (payer === 'reserve') loans.reserveClaimFen[loan]! -= amountFen;
  else if (payer === 'platform') loans.platformClaimFen[loan]! -= amountFen;
  else {
    loans.guarantorClaimFen[loan]! -= amountFen;
    guarantors.claimFen[loans.guarantor[loan]!]! -= amountFen - cededFen;
    if (cededFen > 0) {
      loans.counterClaimFen[loan]! -= cededFen;
      guarantors.claimFen[counterGuarantorOf(world, loans.guarantor[loan]!)]! -= cededFen;
    }
  }
  loans.outstandingFen[loan]! -= amountFen;
  const status = loans.status[loan]!;
  if (status === LOAN.repaying) addToBook(world, loan, -amountFen);
  else if (status === LOAN.recovery) book.inRecoveryFen -= amountFen;
}

/** Adds to the sums over repaying loans of which this is one. */
export function addToBook(world: World, loan: number, deltaFen: number): void {
  const { loans, book, outstandingByCell } = world;
  book.outstandingFen += deltaFen;
  outstandingByCell[cellOf(loans.product[loan]!, loans.obligorGrade[loan]!, loans.termMonths[loan]!)]! +=
    deltaFen;
  addToBucket(world, loan, loans.bucket[loan]!, deltaFen);
}

/** Adds to what a guarantor stands for. */
export function addToGuarantor(world: World, loan: number, deltaFen: number): void {
  const guarantor = world.loans.guarantor[loan]!;
  if (guarantor !== NO_GUARANTOR) world.guarantors.exposureFen[guarantor]! += deltaFen;
}

/** A new loan of a guarantor: what it ever stood for. */
export function addGuaranteed(world: World, loan: number): void {
  const guarantor = world.loans.guarantor[loan]!;
  if (guarantor !== NO_GUARANTOR)
    world.guarantors.guaranteedFen[guarantor]! += world.loans.outstandingFen[loan]!;
}

/** Moves a repaying loan's principal to another reporting bucket, 0 to 3. */
export function setBucket(world: World, loan: number, bucket: number): void {
  const { loans } = world;
  const outstandingFen = loans.outstandingFen[loan]!;
  const before = loans.bucket[loan]!;
  if (before === bucket) return;
  addToBucket(world, loan, before, -outstandingFen);
  addToBucket(world, loan, bucket, outstandingFen);
  loans.bucket[loan] = bucket;
  world.counts.bucketChanges += 1;
}

/** From now on the loan counts as one that looks current because its arrears were put off or its terms changed. */
export function markModified(world: World, loan: number, kind: number): void {
  const { loans, cases } = world;
  const outstandingFen = loans.outstandingFen[loan]!;
  const bucket = loans.bucket[loan]!;
  addToBucket(world, loan, bucket, -outstandingFen);
  cases.modified[loans.caseRow[loan]!] = kind;
  addToBucket(world, loan, bucket, outstandingFen);
}

function addToBucket(world: World, loan: number, bucket: number, deltaFen: number): void {
  const { book } = world;
  if (bucket === 0) {
    if (modificationOf(world, loan) !== MODIFICATION.none) book.modifiedFen += deltaFen;
  } else if (bucket === 1) book.overdueM1Fen += deltaFen;
  else if (bucket === 2) book.overdueM2Fen += deltaFen;
  else if (bucket === 3) book.overdueM3Fen += deltaFen;
}

/** What lenders are owed on the loan changes by `deltaFen`: so do their own sums, where they are kept. */
function followIfKept(world: World, loan: number, deltaFen: number): void {
  if (world.orphaned.now.kept === 0) return;
  const beforeFen = lendersClaimFen(world, loan);
  followClaims(world, loan, beforeFen, beforeFen + deltaFen);
}

/** The pool's claims on a loan go up or down, by so many lots or by the worth of a lot. */
export function addPoolClaims(world: World, loan: number, deltaFen: number): void {
  const { loans, book } = world;
  book.poolClaimsFen += deltaFen;
  if (loans.status[loan] === LOAN.recovery) book.poolDefaultedFen += deltaFen;
}

/** `book.offersFen` and `book.poolClaimsFen` count lots at the whole fen of a lot's claim. */
function changeLotSums(world: World, loan: number, deltaFen: number): void {
  const { loans, book } = world;
  const lots = loans.lots[loan]!;
  const beforeFen = lendersClaimFen(world, loan);
  const lotFen = Math.floor((beforeFen + deltaFen) / lots) - Math.floor(beforeFen / lots);
  book.offersFen += loans.offeredLots[loan]! * lotFen;
  addPoolClaims(world, loan, loans.poolLots[loan]! * lotFen);
}

/** Customers' money in the bank, what open listings hold included. */
export function bankCashFen(world: World): number {
  return poolCashFen(world) + world.ledger.balance(ACCOUNT.lenderHeld);
}
