/** MODEL.md 8: how well collection works today. */
import type { Book } from './book.ts';
import { workLeft } from './law.ts';
import { persons } from './office.ts';

/** Share of the full effect that collection has with the delinquent loans of this moment. */
export function collectionEffect(book: Book): number {
  const { scenario, given } = book;
  const left = workLeft(book, 'collectors');
  if (left < 1) book.reach('collectors are kept from work');
  if (given.windDown) return scenario.failure.windDown.servicingEffect * left;
  const delinquent = book.loans.filter(({ status, missed }) => status === 'repaying' && missed > 0).length;
  if (delinquent === 0) return 1;
  const collectors = persons(book, 'collections') * given.payrollPaidShare * left;
  return Math.min(1, (collectors * scenario.servicing.loansPerCollector) / delinquent);
}

/** Share of cures and recoveries left to a platform in distress. */
export function undistressed(book: Book): number {
  const { collection, collectionEffect: effect } = book.scenario.borrowersRun;
  return collection ? 1 - effect * book.given.distress : 1;
}
