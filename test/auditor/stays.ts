/** MODEL.md 11: how a stay ends, when it begins again, and lock-ins. */
import { ln } from '../../engine/base/mathx.ts';
import { must } from './exact.ts';
import { hasStopped } from './law.ts';
import { note, type Book, type Lender } from './book.ts';

/** Fear and having had enough differ in where they lead and for how long. */
export interface Ending {
  readonly status: 'left' | 'paused';
  readonly neverReturnShare: number;
  readonly meanDays: number;
}

export function inFear({ scenario }: Book): Ending {
  const { neverReturnShare, returnMeanDays } = scenario.confidence;
  return { status: 'left', neverReturnShare, meanDays: returnMeanDays };
}

export function inChurn({ scenario }: Book): Ending {
  const { neverReturnShare, pauseMeanDays } = scenario.lenders;
  return { status: 'paused', neverReturnShare, meanDays: pauseMeanDays };
}

/** The lender stops investing: for good, or for a time that is drawn now. */
export function endStay(book: Book, lender: Lender, ending: Ending): void {
  const u = (k: number) => book.stream('return').uniform(lender.key, book.day, k);
  lender.joined = null;
  lender.newCash = true;
  lender.panic = null;
  lender.churn = null;
  lender.elsewhere = null;
  lender.status = 'gone';
  book.reach(u(0) < ending.neverReturnShare ? 'leaves for good' : 'leaves for a time');
  if (u(0) < ending.neverReturnShare) return;
  lender.status = ending.status;
  const days = Math.max(1, Math.ceil(ending.meanDays * -ln(u(1))));
  note(book.returns, book.day + days, lender.id);
}

/** A lock-in from today, if the lender's product is a plan. */
export function beginLockIn(book: Book, lender: Lender): void {
  const products = Object.values(book.scenario.products);
  if (hasStopped(book, 'termSplitting')) {
    const lots = products.findIndex((product) => product.kind === 'lots');
    if (must(products[lender.product]).kind !== 'lots') book.reach('its product is closed');
    if (must(products[lender.product]).kind !== 'lots' && lots >= 0) lender.product = lots;
    return;
  }
  const { kind, lockInMonths } = must(products[lender.product]);
  if (kind !== 'plan') return;
  lender.planExpiry = book.dates.monthsLater(book.day, lockInMonths, book.dates.dayOfMonth(book.day));
}
