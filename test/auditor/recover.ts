/** MODEL.md 9: what comes back after default, and where the loss ends up. */
import type { LoanProduct } from '../../engine/scenario/scenario.ts';
import { floorOf, halfUp, must } from './exact.ts';
import { power } from '../../engine/base/mathx.ts';
import { oldestDue, outstanding, productOf, type Book, type Loan } from './book.ts';
import { payByOrder } from './proceeds.ts';
import { upheldAtDefault } from './law.ts';
import { collectionEffect, commission, effectOf, undistressed } from './collection.ts';

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
  const staged = book.scenario.servicing.stages.length > 0;
  const effectOn = (loan: Loan) =>
    (staged ? effectOf(book, loan, 'recovery') : collectionEffect(book) * undistressed(book)) *
    book.given.recoveryMultiplier;
  for (const loan of book.loans) {
    if (loan.buyers > 0) payBuyer(book, loan);
    if (loan.status !== 'recovery') continue;
    const { writeOffDays } = book.scenario.servicing;
    if (
      !loan.owners &&
      writeOffDays !== null &&
      book.day === loan.defaultDay + writeOffDays &&
      writeOffDays > 0
    ) {
      book.reach('written off before the last tranche');
      end(book, loan);
      continue;
    }
    for (const event of loan.tranches.filter(({ day }) => day === book.day)) {
      if (event.kind === 'sale') sale(book, loan);
      else tranche(book, loan, event.last, effectOn(loan));
      if (event.last || outstanding(loan) === 0) end(book, loan);
    }
  }
  sellClaims(book);
}

/** On a day of sale: whatever has been long enough in default, no collateral and no guarantee in the way. */
function sellClaims(book: Book): void {
  const { badDebtSale } = book.scenario.servicing;
  const { scheme, afterDays } = book.scenario.guarantee;
  if (badDebtSale === null || book.given.windDown || book.day === 0 || book.day % badDebtSale.everyDays > 0)
    return;
  for (const loan of book.loans) {
    if (loan.status !== 'recovery' || loan.owners) continue;
    const age = book.day - loan.defaultDay;
    const waits = loan.tranches.some(({ kind, day }) => kind === 'sale' && day > book.day);
    const covered = scheme !== 'none' && !loan.compensated && book.day <= oldestDue(book, loan) + afterDays;
    if (age < badDebtSale.afterDays || waits || covered) continue;
    const claim = outstanding(loan);
    const price = Math.floor(claim * (badDebtSale.price * power(2, -age / badDebtSale.priceHalfLifeDays)));
    book.reach('a claim in default is sold');
    book.move('outsideBuyers', 'outsideBorrowers', price);
    book.count('claimsSoldFen', claim);
    book.count('saleProceedsFen', price);
    book.count('recoveredFen', price);
    loan.gotBack += price;
    payByOrder(book, loan, price, 0);
    end(book, loan);
    loan.buyers = claim;
  }
}

/** What the borrower would have paid goes to the buyer. */
function payBuyer(book: Book, loan: Loan): void {
  for (const event of loan.tranches.filter(({ day }) => day === book.day)) {
    const amount = Math.min(
      loan.buyers,
      Math.floor(planned(loan, event.last) * book.given.recoveryMultiplier),
    );
    loan.buyers -= amount;
    book.move('outsideBorrowers', 'outsideBuyers', amount);
    book.count('buyerRecoveredFen', amount);
    if (amount > 0) book.reach('a borrower pays a buyer');
  }
}

/** A tranche before collectors and times make of it what they do. */
function planned(loan: Loan, last: boolean): number {
  const { base, share, count } = must(loan.recovery);
  const total = loan.owners ? floorOf(base, share) : Math.floor(base * share);
  const each = Math.floor(total / count);
  return last ? total - each * (count - 1) : each;
}

function sale(book: Book, loan: Loan): void {
  const collateral = must(productOf(book, loan).collateral);
  const months = monthsSince(book, loan);
  let worth = (loan.lots * loan.lot) / collateral.collateralLtv;
  for (let month = 0; month < months; month++) worth *= 1 - collateral.depreciationPerMonth;
  const { elasticity, depth } = book.scenario.macro.collateral;
  const crowd = book.collateralSold.filter((day) => day > book.day - 30).length;
  book.collateralSold.push(book.day);
  const crowded = elasticity === 0 ? 1 : power(1 + crowd / depth, -elasticity);
  if (crowded < 1) book.reach('a crowd sells collateral');
  worth = Math.floor(worth * (book.given.collateralPrice * crowded) * collateral.auctionShare);
  bring(book, loan, worth);
  must(loan.recovery).base = Math.min(outstanding(loan), courtLeaves(book, loan));
}

/** Costs of the sale, another who holds the pledge, the claim, and the borrower. */
function bring(book: Book, loan: Loan, price: number): void {
  const { saleCost, pledgedTwice } = must(productOf(book, loan).collateral);
  const cost = halfUp(price, saleCost);
  book.move('outsideBorrowers', 'outsideVendors', cost);
  book.count('recoveryCostFen', cost);
  const twice = book.stream('recovery').uniform(loan.key, loan.defaultDay, 2) < pledgedTwice;
  if (twice) book.reach('collateral is pledged twice');
  const left = Math.max(0, price - cost - (twice ? loan.lots * loan.lot : 0));
  const claim = Math.max(0, Math.min(outstanding(loan), courtLeaves(book, loan)));
  if (left > claim) book.reach('a surplus goes back to the borrower');
  book.count('collateralSurplusFen', Math.max(0, left - claim));
  receive(book, loan, Math.min(left, claim));
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
  must(loan.recovery).paidTranches += 1;
  receive(book, loan, Math.floor(planned(loan, last) * (loan.owners ? 1 : effect)));
}

/** Money from the borrower: costs first, the rest in order of proceeds. */
function receive(book: Book, loan: Loan, planned: number): void {
  const receipt = Math.min(outstanding(loan), planned, courtLeaves(book, loan));
  loan.gotBack += receipt;
  commission(book, loan, receipt);
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
