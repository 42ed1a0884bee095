/** MODEL.md 8, 10: who gets what a borrower pays. */
import type { AccountName } from '../../engine/ledger/accounts.ts';
import { floorOf, must, portion, sum } from './exact.ts';
import { hasStopped } from './law.ts';
import { POOL, inForce, lendersClaim, type Book, type Lender, type Loan } from './book.ts';

/**
 * The next instalments by their schedule, up to number k, and with `whole` all principal after it: to the holders lot by
 * lot, or as one receipt by the order of proceeds once a payer stepped in.
 */
export function payUpTo(book: Book, loan: Loan, k: number, whole = false): void {
  const due = loan.schedule.slice(loan.paid, k);
  const rest = whole ? sum(loan.schedule.slice(k).map(({ principal }) => principal)) : 0;
  const perLot = sum(due.map(({ principal }) => principal)) + rest;
  loan.paid = whole ? loan.term : k;
  if (loan.compensated) {
    payByOrder(book, loan, perLot * loan.lots, sum(due.map(({ interest }) => interest)) * loan.lots);
    return;
  }
  const cut = haircutPerLot(book, loan, sum(due.map(({ interest }) => interest - feeOn(book, interest))));
  for (const holding of loan.holdings) {
    giveUp(book, holding.lender, cut * holding.claims.length);
    holding.claims.forEach((_claim, lot) => {
      book.takeClaim(holding, lot, 'borrowerDebt', perLot);
      book.payLender(holding.lender, 'outsideBorrowers', perLot);
    });
    for (const { interest } of due) payInterest(book, holding.lender, interest, holding.claims.length);
  }
}

/** What the reserve lacks to the level below which lenders fill it: the most that they give up today. */
export function openHaircut(book: Book): void {
  const { share, below } = inForce(book.scenario.policies.haircut, book.day);
  const { expectedLoss, windDown } = book.given;
  if (share === 0 || windDown || expectedLoss <= 0) {
    book.haircutRoom = 0;
    return;
  }
  const products = Object.values(book.scenario.loans);
  const proceeds =
    sum(products.map((one) => one.share * one.recoveryShare * (1 - one.recoveryCost))) /
    sum(products.map((one) => one.share));
  const covered = (book.balance('reserveCash') + book.balance('reserveClaims') * proceeds) / expectedLoss;
  book.haircutRoom = covered < below ? Math.floor((below - covered) * expectedLoss) : 0;
}

/** Whole fen of a share of the interest that a lot gets, but not beyond what the reserve lacks. */
export function haircutPerLot(book: Book, loan: Loan, interest: number): number {
  const { share } = inForce(book.scenario.policies.haircut, book.day);
  const fen = Math.min(floorOf(interest, share), Math.floor(book.haircutRoom / loan.lots));
  book.haircutRoom -= fen * loan.lots;
  if (fen > 0) book.reach('a haircut on interest');
  return fen;
}

export function giveUp(book: Book, lender: Lender, amount: number): void {
  if (amount === 0) return;
  lender.haircut += amount;
  book.count('haircutFen', amount);
  if (lender.id !== POOL) lender.cash -= amount;
  book.move(lender.id === POOL ? 'poolGap' : 'lenderCash', 'reserveCash', amount);
}

function feeOn(book: Book, interest: number): number {
  return floorOf(interest, inForce(book.scenario.pricing.lenderFeeOfInterest, book.day));
}

/** Whose the fee on interest is: the reserve's where it is fed by the spread, as long as it may be. */
export function feesGoTo(book: Book): 'reserveCash' | 'platformCash' {
  const fed = book.scenario.reserve.fundedBy === 'lenderSpread';
  return fed && !hasStopped(book, 'riskReserve') ? 'reserveCash' : 'platformCash';
}

/** Interest of some lots less the fee on each. */
function payInterest(book: Book, lender: Lender, perLot: number, lots: number): void {
  const fee = feeOn(book, perLot);
  book.payLender(lender, 'outsideBorrowers', perLot * lots);
  if (lender.id === POOL) {
    book.move('poolGap', feesGoTo(book), fee * lots);
    return;
  }
  lender.cash -= fee * lots;
  book.move('lenderCash', feesGoTo(book), fee * lots);
}

type Claimant = 'lenders' | 'guarantor' | 'reserve' | 'platform';

function claimOf(loan: Loan, claimant: Claimant): number {
  if (claimant === 'lenders') return lendersClaim(loan);
  if (claimant === 'platform') return loan.platformClaim;
  return claimant === 'guarantor' ? loan.guarantorClaim : loan.reserveClaim;
}

/** Receipts of a compensated or defaulted loan: principal in order of proceeds, interest in proportion to the claims before. */
export function payByOrder(book: Book, loan: Loan, principal: number, interest: number): void {
  const all: readonly Claimant[] = ['lenders', 'guarantor', 'reserve', 'platform'];
  // Whoever the scenario forgets comes after the others.
  const order = [...new Set([...book.scenario.guarantee.proceedsOrder, ...all])];
  const claims = order.map((claimant) => claimOf(loan, claimant));
  const total = sum(claims);
  const shares = claims.map((claim) => (total === 0 ? 0 : portion(interest, claim, total)));
  const first = claims.findIndex((claim) => claim > 0);
  if (first >= 0) shares[first] = must(shares[first]) + interest - sum(shares);
  let left = principal;
  order.forEach((claimant, i) => {
    const part = Math.min(left, must(claims[i]));
    left -= part;
    payClaimant(book, loan, claimant, part, must(shares[i]));
  });
  if (left !== 0) throw new Error(`loan ${loan.id}: ${left} fen more than is owed`);
}

function payClaimant(book: Book, loan: Loan, claimant: Claimant, principal: number, interest: number): void {
  if (claimant === 'lenders') {
    payLots(book, loan, principal, interest);
    return;
  }
  if (claimant === 'guarantor') {
    payBothGuarantors(book, loan, principal, interest);
    return;
  }
  if (claimant === 'platform') {
    loan.platformClaim -= principal;
    book.move('platformClaims', 'borrowerDebt', principal);
    book.move('outsideBorrowers', 'platformCash', principal + interest);
    if (principal > 0) book.reach('the platform gets something back');
    return;
  }
  loan.reserveClaim -= principal;
  book.move('reserveClaims', 'borrowerDebt', principal);
  book.move('outsideBorrowers', 'reserveCash', principal + interest);
}

/** The one that stands behind the guarantor gets the part of its claim. */
function payBothGuarantors(book: Book, loan: Loan, principal: number, interest: number): void {
  const { guarantorClaim: all, counterClaim } = loan;
  const second =
    counterClaim === 0 ? [0, 0] : [principal, interest].map((part) => portion(part, counterClaim, all));
  const [ceded, cededInterest] = [must(second[0]), must(second[1])];
  loan.guarantorClaim -= principal;
  loan.counterClaim -= ceded;
  book.move('guarantorClaims', 'borrowerDebt', principal);
  book.move('outsideBorrowers', 'guarantorCash', principal + interest);
  if (principal + interest === 0) return;
  const give = (to: number, money: number) => {
    const one = must(book.guarantors[to]);
    one.liquid += money;
    one.gotBack += money;
  };
  give(loan.guarantor, principal + interest - ceded - cededInterest);
  if (counterClaim === 0) return;
  give(behind(book, loan.guarantor), ceded + cededInterest);
  book.reach('a counter-guarantor gets something back');
}

/** Who stands behind a guarantor, -1 nobody. */
export function behind({ scenario }: Book, guarantor: number): number {
  const { counterGuarantee } = must(Object.values(scenario.guarantors)[guarantor]);
  return counterGuarantee === null ? -1 : Object.keys(scenario.guarantors).indexOf(counterGuarantee.by);
}

/** Floor per lot; remaining fen of principal go on after the lot that got the last one, those of interest start at the first. */
export function payLots(book: Book, loan: Loan, principal: number, interest: number): void {
  takeFromLots(book, loan, principal, 'borrowerDebt').forEach((amount, i) => {
    book.payLender(must(lotsOf(loan)[i]).holding.lender, 'outsideBorrowers', amount);
  });
  lotsOf(loan).forEach(({ holding }, i) => {
    const part = Math.floor(interest / loan.lots) + (i < interest % loan.lots ? 1 : 0);
    book.payLender(holding.lender, 'outsideBorrowers', part);
  });
}

export function lotsOf(loan: Loan) {
  return loan.holdings.flatMap((holding) => holding.claims.map((_claim, lot) => ({ holding, lot })));
}

/** Lowers the lenders' claims by an amount in all; returns how much of it fell on each lot. */
export function takeFromLots(book: Book, loan: Loan, amount: number, to: AccountName): number[] {
  const lots = lotsOf(loan);
  const amounts = lots.map(() => Math.floor(amount / loan.lots));
  for (let left = amount % loan.lots; left > 0; left--) {
    amounts[loan.nextLot] = must(amounts[loan.nextLot]) + 1;
    loan.nextLot = (loan.nextLot + 1) % loan.lots;
  }
  lots.forEach(({ holding, lot }, i) => {
    book.takeClaim(holding, lot, to, must(amounts[i]));
  });
  return amounts;
}
