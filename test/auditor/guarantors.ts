/** MODEL.md 10: a guarantor's balance sheet, how slowly it pays, whom it passes on, when it is done with. */
import { isAlive, outstanding, type Book } from './book.ts';
import { must, sum } from './exact.ts';
import { behind } from './proceeds.ts';

const termsOf = ({ scenario }: Book, row: number) => must(Object.values(scenario.guarantors)[row]);

/** Principal that a guarantor stands for: until the loan ends or is compensated. */
export function exposureOf(book: Book, guarantor: number): number {
  let stoodFor = 0;
  for (const loan of book.loans)
    if (loan.guarantor === guarantor && isAlive(loan) && !loan.compensated) stoodFor += outstanding(loan);
  return stoodFor;
}

/** Here and elsewhere. */
export function standsFor(book: Book, row: number): number {
  const { elsewhereLeverage, netAssetsFen } = termsOf(book, row);
  return exposureOf(book, row) + elsewhereLeverage * netAssetsFen;
}

/** Net assets by the books it keeps. */
export function worthOf(book: Book, row: number): number {
  if (book.scenario.guarantee.books === 'stated') return must(book.given.netAssets[row]);
  const one = must(book.guarantors[row]);
  const claims = sum(
    book.loans.map(({ guarantor, guarantorClaim, counterClaim }) => {
      const own = guarantor === row ? guarantorClaim - counterClaim : 0;
      return own + (counterClaim > 0 && behind(book, guarantor) === row ? counterClaim : 0);
    }),
  );
  const products = Object.values(book.scenario.loans);
  const brings =
    sum(products.map((loan) => loan.share * loan.recoveryShare * (1 - loan.recoveryCost))) /
    sum(products.map(({ share }) => share));
  const mine = book.guarantorLoans.filter(({ guarantor }) => guarantor === row);
  const lent = book.given.windDown ? 0 : sum(mine.map(({ owed, interest }) => Math.max(0, owed - interest)));
  const stake = book.failed ? 0 : one.stake;
  const setAside = Math.floor(one.feesOfYear / 2) + Math.floor(standsFor(book, row) * 0.01);
  if (one.stake > 0 && book.failed) book.reach("a guarantor's stake is gone");
  return (
    one.liquid +
    must(book.given.otherAssets[row]) +
    Math.floor(claims * brings + 0.5) +
    lent +
    stake -
    setAside
  );
}

/** Days that lenders wait for one who is short of liquid assets. */
export function slowness(book: Book, row: number): number {
  const { slowDays, slowBelow } = termsOf(book, row);
  const { liquid, failedDay } = must(book.guarantors[row]);
  const exposure = slowDays > 0 && failedDay < 0 ? exposureOf(book, row) : 0;
  if (exposure === 0) return 0;
  return Math.floor(slowDays * Math.max(0, 1 - liquid / (slowBelow * exposure)));
}

/** Points below which it refuses today. */
export function pointsWanted(book: Book, row: number): number {
  const { minScore, loosens, netAssetsFen } = termsOf(book, row);
  const before = must(book.guarantors[row]).stoodForAtMonthEnd;
  let points = minScore;
  if (loosens.growth > 0 && before > 0) {
    const growth = Math.max(0, exposureOf(book, row) / before - 1);
    points -= loosens.growth * Math.min(1, growth);
    if (growth > 0) book.reach('a guarantor looks less closely as it grows');
  }
  if (loosens.desperation > 0 && netAssetsFen > 0) {
    const lost = Math.max(0, 1 - worthOf(book, row) / netAssetsFen);
    points -= loosens.desperation * Math.min(1, lost);
    if (lost > 0) book.reach('a guarantor looks less closely as it has less to lose');
  }
  return points;
}

/** Those with too little left stop. */
export function endInsolvent(book: Book): void {
  book.guarantors.forEach((one, row) => {
    const floor = termsOf(book, row).insolvencyFloorFen;
    if (floor === null || one.failedDay >= 0 || worthOf(book, row) >= floor) return;
    one.failedDay = book.day;
    book.reach('a guarantor is insolvent though it could pay');
  });
}

/** A year begins with no fees earned; at month ends those of the business elsewhere come, and its book is looked at. */
export function morningOfGuarantors(book: Book): void {
  const date = book.dates.date(book.day);
  book.guarantors.forEach((one, row) => {
    if (date.getUTCMonth() === 0 && date.getUTCDate() === 1) one.feesOfYear = 0;
    if (!book.dates.isMonthEnd(book.day)) return;
    const { elsewhereLeverage, netAssetsFen, feePerYear } = termsOf(book, row);
    if (one.failedDay < 0)
      one.feesOfYear += Math.floor((elsewhereLeverage * netAssetsFen * feePerYear) / 12 + 0.5);
    one.stoodForAtMonthEnd = exposureOf(book, row);
  });
}
