/** MODEL.md 6 and 7: banks and funds that buy part of each new listing until they leave. */
import { GRADES } from '../../engine/base/vocabulary.ts';
import { REQUEST } from '../../engine/state/codes.ts';
import { isAlive, type Book, type Lender, type Loan } from './book.ts';
import { floorOf, halfUp, must, ppm, sum } from './exact.ts';
import { payIn } from './office.ts';
import { askOut } from './exits.ts';
import { mayBeBound, request } from './withdraw.ts';

/** Face value of all lots of loans that go on, and of bids. */
function exposure(lender: Lender): number {
  const held = [...lender.holdings].filter(({ loan }) => isAlive(loan));
  return sum(held.map(({ claims, loan }) => claims.length * loan.lot)) + lender.held;
}

function outstandingOfAll(book: Book): number {
  const repaying = book.loans.filter(({ status }) => status === 'repaying');
  const lenders = sum(repaying.flatMap(({ holdings }) => holdings.map(({ owed }) => owed)));
  return lenders + sum(repaying.map((loan) => loan.guarantorClaim + loan.reserveClaim));
}

/** In the morning: who has seen too much leaves; the others buy of what was listed today; money is taken out. */
export function institutions(book: Book): void {
  if (book.institutions.length === 0) return;
  const terms = Object.values(book.scenario.institutions);
  book.institutions.forEach((one, i) => {
    const { fromDay, overdueMax, onLeaving } = must(terms[i]);
    if (one.leftDay >= 0 || book.day < fromDay || book.given.overdueRatio <= overdueMax) return;
    one.leftDay = book.day;
    book.reach(`an institution leaves: ${onLeaving}`);
    if (onLeaving === 'sell' && book.scenario.matching.transfers) askOut(book, one.lender, 1);
  });
  const most = outstandingOfAll(book);
  for (const listing of book.pending) {
    if (listing.status !== 'open' || listing.day !== book.day) continue;
    book.institutions.forEach(({ lender, leftDay }, i) => {
      const buyer = must(terms[i]);
      if (leftDay >= 0 || book.day < buyer.fromDay) return;
      if (listing.facilityGrade > GRADES.indexOf(buyer.worstGrade) || listing.aprPpm < ppm(buyer.minYield))
        return;
      const room = Math.min(buyer.limitFen, Math.floor(most * buyer.bookShareMax)) - exposure(lender);
      const left = listing.lots - sum(listing.bids.map(({ lots }) => lots));
      const lots = Math.min(floorOf(listing.lots, buyer.share), left, Math.floor(room / listing.lot));
      if (lots <= 0) {
        if (left > 0) book.reach('an institution is at its limit');
        return;
      }
      const amount = lots * listing.lot;
      const ready = Math.min(lender.cash, mayBeBound(book));
      if (amount > ready) payIn(book, lender, amount - ready);
      lender.cash -= amount;
      lender.held += amount;
      book.move('lenderCash', 'lenderHeld', amount);
      listing.bids.push({ lender, lots, minute: listing.minute });
      book.reach('an institution buys');
    });
    if (sum(listing.bids.map(({ lots }) => lots)) === listing.lots) {
      listing.status = 'full';
      book.waiting.push(listing);
    }
  }
  for (const { lender, leftDay } of book.institutions) {
    if (leftDay >= 0) request(book, lender, lender.cash, REQUEST.exit);
    else if (book.dates.isMonthEnd(book.day)) request(book, lender, lender.cash, REQUEST.idle);
  }
}

/** What an institution pays less than par comes out of the platform's cash, as far as it reaches. */
export function payRebates(book: Book, loan: Loan): void {
  const terms = Object.values(book.scenario.institutions);
  book.institutions.forEach(({ lender }, i) => {
    for (const holding of loan.holdings) {
      if (holding.lender !== lender) continue;
      const rebate = halfUp(holding.claims.length * loan.lot, must(terms[i]).rebate);
      const paid = Math.min(rebate, book.balance('platformCash'));
      book.move('platformCash', 'lenderCash', paid);
      lender.cash += paid;
      if (paid > 0) book.reach('a rebate is paid');
    }
  });
}
