/** MODEL.md 9: what comes back after default, and where the loss ends up. */
import type { LoanProduct } from '../../engine/scenario/scenario.ts';
import { floorOf, halfUp, must } from './exact.ts';
import { outstanding, productOf, type Book, type Loan } from './book.ts';
import { payByOrder } from './proceeds.ts';
import { upheldAtDefault } from './law.ts';
import { collectionEffect, undistressed } from './collection.ts';

/** Draws the share that comes back and sets the days on which it does. */
export function scheduleRecovery(book: Book, loan: Loan, product: LoanProduct): void {
  if (loan.owners) {
    scheduleOwners(book, loan);
    return;
  }
  const draws = book.stream('recovery');
  const x = book.calibration.recoveryQuantile(draws.uniform(loan.key, book.day, 0));
  const owner = must(book.customers[loan.customer]).kind > 0 ? product.ownersLiability : 0;
  if (owner > 0) book.reach('owners stand for their business');
  const share = Math.min(
    1,
    (owner > 0 ? Math.min(0.3, product.recoveryShare + owner) : product.recoveryShare) * x,
  );
  const { collateral } = product;
  const upheld = upheldAtDefault(book, loan);
  if (upheld !== null) {
    book.reach('a court strikes off a part');
    book.count('claimsDeniedFen', loan.defaulted - upheld);
  }
  const driven = product.enhancement === 'vehicle';
  const found =
    collateral !== null && (!driven || draws.uniform(loan.key, book.day, 1) < collateral.foundShare);
  if (found && !driven) book.reach(`sale of a ${product.enhancement}`);
  const start = found ? collateral.saleAfterDays : 0;
  loan.recovery = {
    share,
    base: Math.min(outstanding(loan), upheld ?? Infinity),
    paidTranches: 0,
    count: product.recoveryDays.length,
  };
  if (found)
    loan.tranches.push({ day: book.day + start, kind: 'sale', last: product.recoveryDays.length === 0 });
  product.recoveryDays.forEach((days, i) => {
    loan.tranches.push({
      day: book.day + start + days,
      kind: 'tranche',
      last: i === product.recoveryDays.length - 1,
    });
  });
}

/** Quarters of 91 days, as many as there are whole ones in the time stated. */
function scheduleOwners(book: Book, loan: Loan): void {
  const { recoveredShare, recoveredOverDays } = must(book.scenario.platform.selfFinancing);
  const count = Math.max(1, Math.floor(recoveredOverDays / 91));
  loan.recovery = { share: recoveredShare, base: outstanding(loan), paidTranches: 0, count };
  for (let quarter = 1; quarter <= count; quarter++) {
    loan.tranches.push({ day: book.day + 91 * quarter, kind: 'tranche', last: quarter === count });
  }
  book.reach("owners' debts are collected");
}

export function recover(book: Book): void {
  const effect = collectionEffect(book) * undistressed(book) * book.given.recoveryMultiplier;
  for (const loan of book.loans) {
    if (loan.status !== 'recovery') continue;
    for (const event of loan.tranches.filter(({ day }) => day === book.day)) {
      if (event.kind === 'sale') sale(book, loan);
      else tranche(book, loan, event.last, effect);
      if (event.last || outstanding(loan) === 0) end(book, loan);
    }
  }
}

function sale(book: Book, loan: Loan): void {
  const collateral = must(productOf(book, loan).collateral);
  const months = monthsSince(book, loan);
  let worth = (loan.lots * loan.lot) / collateral.collateralLtv;
  for (let month = 0; month < months; month++) worth *= 1 - collateral.depreciationPerMonth;
  worth = Math.floor(worth * book.given.collateralPrice * collateral.auctionShare);
  receive(book, loan, Math.min(outstanding(loan), worth));
  must(loan.recovery).base = Math.min(outstanding(loan), courtLeaves(book, loan));
}

/** What a court leaves to be collected still. */
function courtLeaves(book: Book, loan: Loan): number {
  const upheld = loan.owners ? null : upheldAtDefault(book, loan);
  return upheld === null ? Infinity : upheld - loan.gotBack;
}

/** Calendar months from the month of the contract to this one. */
function monthsSince(book: Book, loan: Loan): number {
  const from = book.dates.date(loan.contractDay);
  const to = book.dates.date(book.day);
  return (to.getUTCFullYear() - from.getUTCFullYear()) * 12 + to.getUTCMonth() - from.getUTCMonth();
}

function tranche(book: Book, loan: Loan, last: boolean, effect: number): void {
  const recovery = must(loan.recovery);
  const { count } = recovery;
  const total = loan.owners
    ? floorOf(recovery.base, recovery.share)
    : Math.floor(recovery.base * recovery.share);
  const each = Math.floor(total / count);
  recovery.paidTranches += 1;
  receive(book, loan, Math.floor((last ? total - each * (count - 1) : each) * (loan.owners ? 1 : effect)));
}

/** Money from the borrower: costs first, the rest in order of proceeds. */
function receive(book: Book, loan: Loan, planned: number): void {
  const receipt = Math.min(outstanding(loan), planned, courtLeaves(book, loan));
  loan.gotBack += receipt;
  const cost = halfUp(receipt, productOf(book, loan).recoveryCost);
  book.move('outsideBorrowers', 'outsideVendors', cost);
  payByOrder(book, loan, receipt - cost, 0);
  book.count('recoveredFen', receipt);
  book.count('recoveryCostFen', cost);
}

/** What is left is lost by those who hold it. */
function end(book: Book, loan: Loan): void {
  loan.status = outstanding(loan) === 0 ? 'repaid' : 'writtenOff';
  loan.endedDay = book.day;
  must(book.customers[loan.customer]).borrowing = false;
  book.count('lossFen', outstanding(loan));
  for (const holding of loan.holdings) {
    holding.claims.forEach((claim, lot) => {
      book.takeClaim(holding, lot, 'lostByLenders', claim);
    });
  }
  book.move('guarantorClaims', 'lostByGuarantors', loan.guarantorClaim);
  book.move('reserveClaims', 'lostByReserve', loan.reserveClaim);
  book.move('platformClaims', 'lostByPlatform', loan.platformClaim);
  loan.guarantorClaim = 0;
  loan.counterClaim = 0;
  loan.reserveClaim = 0;
  loan.platformClaim = 0;
}
