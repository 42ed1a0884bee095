/** Loans, lots and claims: what borrowers owe is what somebody is owed. */
import { invariant } from '../base/assert.ts';
import { ACCOUNT } from '../ledger/accounts.ts';
import { LOAN, POOL } from '../state/codes.ts';
import { counterGuarantorOf } from '../state/counter-guarantee.ts';
import type { World } from '../state/world.ts';

/** Claims in the ledger are the loans' outstanding principal, payer by payer. */
export function claimsLaw(world: World): void {
  const { ledger, loans, guarantors, book } = world;
  const byGuarantor = new Float64Array(guarantors.length);
  let lendersFen = 0;
  let guarantorsFen = 0;
  let reserveFen = 0;
  let platformFen = 0;
  let outstandingFen = 0;
  let recoveryFen = 0;
  let active = 0;
  for (let loan = 0; loan < loans.length; loan++) {
    const owedFen = loans.outstandingFen[loan]!;
    const guarantorFen = loans.guarantorClaimFen[loan]!;
    const reservePartFen = loans.reserveClaimFen[loan]!;
    const platformPartFen = loans.platformClaimFen[loan]!;
    const counterFen = loans.counterClaimFen[loan]!;
    invariant(
      Number.isSafeInteger(owedFen) && reservePartFen >= 0 && platformPartFen >= 0 &&
        guarantorFen >= counterFen && counterFen >= 0 && guarantorFen + reservePartFen + platformPartFen <= owedFen,
      'the claims on a loan are parts of what it owes',
      () => ({ loan, owedFen, guarantorFen, counterFen, reservePartFen, platformPartFen }),
    ); // prettier-ignore
    lendersFen += owedFen - guarantorFen - reservePartFen - platformPartFen;
    platformFen += platformPartFen;
    reserveFen += reservePartFen;
    guarantorsFen += guarantorFen;
    if (guarantorFen > 0) byGuarantor[loans.guarantor[loan]!]! += guarantorFen - counterFen;
    if (counterFen > 0) byGuarantor[counterGuarantorOf(world, loans.guarantor[loan]!)]! += counterFen;
    const status = loans.status[loan]!;
    if (status === LOAN.repaying) {
      outstandingFen += owedFen;
      active += 1;
    } else if (status === LOAN.recovery) recoveryFen += owedFen;
    else {
      invariant(owedFen === 0, 'a loan that has ended owes nothing', () => ({ loan, status, owedFen }));
    }
  }
  const claimsFen = ledger.balance(ACCOUNT.lenderClaims);
  same('claims of lenders', lendersFen, claimsFen);
  same('claims of guarantors', guarantorsFen, ledger.balance(ACCOUNT.guarantorClaims));
  same('claims of the reserve', reserveFen, ledger.balance(ACCOUNT.reserveClaims));
  same('claims of the platform', platformFen, ledger.balance(ACCOUNT.platformClaims));
  same('outstanding balance', outstandingFen, book.outstandingFen);
  same('principal in recovery', recoveryFen, book.inRecoveryFen);
  same('active loans', active, book.loansActive);
  for (let row = 0; row < guarantors.length; row++) {
    same(`claims of guarantor ${row}`, byGuarantor[row]!, guarantors.claimFen[row]!);
  }
}

/** Overdue sums by bucket. */
export function overdueLaw({ loans, book }: World): void {
  const sums = [0, 0, 0, 0, 0];
  for (let loan = 0; loan < loans.length; loan++) {
    if (loans.status[loan] === LOAN.repaying) sums[loans.bucket[loan]!]! += loans.outstandingFen[loan]!;
  }
  same('M1 principal', sums[1]!, book.overdueM1Fen);
  same('M2 principal', sums[2]!, book.overdueM2Fen);
  same('M3 principal', sums[3]!, book.overdueM3Fen);
  same('principal in default but repaying', sums[4]!, 0);
}

/** Lots counted on loans as offered and as the pool's are its holdings'. */
export function offersLaw(world: World): void {
  const { loans, holdings, lenders, book } = world;
  const offered = new Int32Array(lenders.length);
  let offersFen = 0;
  let poolFen = 0;
  let defaultedFen = 0;
  for (let loan = 0; loan < loans.length; loan++) {
    if (loans.offeredLots[loan] === 0 && loans.poolLots[loan] === 0) continue;
    const first = loans.firstHolding[loan]!;
    let lots = 0;
    let poolLots = 0;
    for (let row = first; row < first + loans.holdingCount[loan]!; row++) {
      if (holdings.offered[row] === 1) {
        lots += holdings.lots[row]!;
        offered[holdings.lender[row]!]! += 1;
      }
      if (holdings.lender[row] === POOL) poolLots += holdings.lots[row]!;
    }
    sameRow('offered lots of loan', loan, lots, loans.offeredLots[loan]!);
    const claimFen = ownClaimFen(world, loan);
    sameRow('lots held by the pool of loan', loan, poolLots, loans.poolLots[loan]!);
    offersFen += lots * Math.floor(claimFen / loans.lots[loan]!);
    const ofPoolFen = poolLots * Math.floor(claimFen / loans.lots[loan]!);
    poolFen += ofPoolFen;
    if (loans.status[loan] === LOAN.recovery) defaultedFen += ofPoolFen;
  }
  offered.forEach((count, lender) =>
    sameRow('offered holdings of lender', lender, count, lenders.offeredHoldings[lender]!),
  );
  same('claims for sale', offersFen, book.offersFen);
  same('claims of the pool', poolFen, book.poolClaimsFen);
  same('claims of the pool in default', defaultedFen, book.poolDefaultedFen);
}

/** A loan's lots are its holdings', and each lender's chain holds them all. */
export function holdingsLaw({ loans, holdings, lenders }: World): void {
  let holdingCount = 0;
  for (let loan = 0; loan < loans.length; loan++) {
    const first = loans.firstHolding[loan]!;
    let lots = 0;
    for (let row = first; row < first + loans.holdingCount[loan]!; row++) lots += holdings.lots[row]!;
    sameRow('lots of loan', loan, lots, loans.lots[loan]!);
    holdingCount += loans.holdingCount[loan]!;
  }
  same('holdings of loans', holdingCount, holdings.length);
  let chained = 0;
  for (let lender = 0; lender < lenders.length; lender++) {
    let previous = -1;
    for (let row = lenders.firstHolding[lender]!; row >= 0; row = holdings.nextOfLender[row]!) {
      sameRow('holding before', row, previous, holdings.previousOfLender[row]!);
      previous = row;
      invariant(holdings.lender[row] === lender, "a lender's chain holds its own lots", () => ({
        lender,
        holding: row,
      }));
      chained += 1;
      if (chained > holdings.length) break;
    }
  }
  same('holdings in chains', chained, holdings.length);
}

/** What lenders hold, and what of it hangs on guarantors they have heard don't pay: their holdings', while it is kept. */
export function orphanedLaw(world: World): void {
  const { loans, lenders, guarantors, orphaned } = world;
  const { heard, now } = orphaned;
  let anyHeard = 0;
  for (let row = 0; row < guarantors.length; row++) if (heard[row] === 1) anyHeard = 1;
  same('a failed guarantor is heard of', anyHeard, now.kept);
  same('lenders with a sum of claims', lenders.length, orphaned.lenders.length);
  const all = new Float64Array(lenders.length);
  const some = new Float64Array(lenders.length);
  let sumFen = 0;
  for (let loan = 0; now.kept === 1 && loan < loans.length; loan++) {
    const claimFen = ownClaimFen(world, loan);
    const isOf = heard[loans.guarantor[loan]!] === 1;
    addClaims(world, loan, claimFen, all);
    if (isOf) addClaims(world, loan, claimFen, some);
    if (isOf) sumFen += claimFen;
  }
  all.forEach((fen, row) => sameRow('claims of lender', row, fen, orphaned.lenders.claimsFen[row]!));
  some.forEach((fen, row) =>
    sameRow('orphaned claims of lender', row, fen, orphaned.lenders.orphanedFen[row]!),
  );
  same('orphaned claims', sumFen, now.claimsFen);
}

/** A loan's claim among its holders, lot by lot: all the same but for a fen more to each of the last. */
function addClaims({ loans, holdings }: World, loan: number, claimFen: number, to: Float64Array): void {
  const lots = loans.lots[loan]!;
  const lotFen = Math.floor(claimFen / lots);
  const plain = lots - (claimFen - lots * lotFen);
  const first = loans.firstHolding[loan]!;
  let begin = 0;
  for (let row = first; row < first + loans.holdingCount[loan]!; row++) {
    const own = holdings.lots[row]!;
    to[holdings.lender[row]!]! += own * lotFen + Math.max(0, begin + own - Math.max(begin, plain));
    begin += own;
  }
}

/** What lenders are owed on a loan: what no payer took over. */
function ownClaimFen({ loans }: World, loan: number): number {
  const takenFen =
    loans.guarantorClaimFen[loan]! + loans.reserveClaimFen[loan]! + loans.platformClaimFen[loan]!;
  return loans.outstandingFen[loan]! - takenFen;
}

/** `same` for one of many rows: the text is only made of a breach. */
export function sameRow(what: string, row: number, summed: number, kept: number): void {
  if (summed !== kept) same(`${what} ${row}`, summed, kept);
}

/** Throws unless a sum over rows is the running total. */
export function same(what: string, summed: number, kept: number): void {
  invariant(summed === kept, 'a running total is the sum of its rows', () => ({ what, summed, kept }));
}
