/** MODEL.md 8: how well collection works today. */
import { oldestDue, outstanding, type Book, type Loan } from './book.ts';
import { halfUp, must } from './exact.ts';
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

/** With stages: what the work on a case makes of its chances. */
export function effectOf(book: Book, loan: Loan, of: 'cure' | 'recovery'): number {
  const { stages, unworked } = book.scenario.servicing;
  const stage = loan.work === null ? undefined : stages[loan.work.stage];
  const fresh = loan.work !== null && stage !== undefined && book.day <= loan.work.day + stage.everyDays;
  return (fresh ? must(stage)[of] : unworked) * undistressed(book);
}

function behind({ status, missed }: Loan): boolean {
  return status === 'recovery' || (status === 'repaying' && missed > 0);
}

/** A loan fell behind today, or was when the book was opened. */
export function toCollectors(book: Book, loan: Loan): void {
  const { stages } = book.scenario.servicing;
  if (stages.length === 0 || loan.owners) return;
  loan.work = null;
  loan.workFrom = Math.max(book.day + 1, oldestDue(book, loan) + must(stages[0]).fromDays);
}

/** A morning's cases: agencies do theirs, the department takes the others in order. */
export function collectors(book: Book): void {
  const { servicing, failure } = book.scenario;
  const { stages, casesFirst } = servicing;
  if (stages.length === 0) return;
  const stageOf = (loan: Loan) =>
    stages.filter(({ fromDays }) => book.day - oldestDue(book, loan) >= fromDays).length - 1;
  const mine: Loan[] = [];
  for (const loan of book.loans.filter(({ workFrom }) => workFrom === book.day)) {
    loan.workFrom = -1;
    if (!behind(loan)) continue;
    const stage = stageOf(loan);
    const u = book.stream('service').uniform(loan.key, Math.max(0, loan.contractDay), 10 + stage);
    if (stage < 0) loan.workFrom = Math.max(book.day + 1, oldestDue(book, loan) + must(stages[0]).fromDays);
    else if (u < must(stages[stage]).outsourced) {
      done(book, loan, stage, true);
      book.reach('an agency collects');
    } else mine.push(loan);
  }
  mine.sort((a, b) =>
    casesFirst === 'oldest'
      ? oldestDue(book, a) - oldestDue(book, b) || a.id - b.id
      : outstanding(b) - outstanding(a) || a.id - b.id,
  );
  let minutes =
    persons(book, 'collections') * book.given.payrollPaidShare * 480 * workLeft(book, 'collectors');
  if (book.given.windDown) minutes *= failure.windDown.servicingEffect;
  for (const loan of mine) {
    const { minutesPerCase, costFen } = must(stages[stageOf(loan)]);
    if (minutes > 0 && book.balance('platformCash') >= costFen) {
      minutes -= minutesPerCase;
      book.move('platformCash', 'outsideVendors', costFen);
      book.count('collectionCostFen', costFen);
      done(book, loan, stageOf(loan), false);
    } else {
      book.reach('a case waits for a collector');
      loan.workFrom = Math.max(book.day + 1, oldestDue(book, loan) + must(stages[0]).fromDays);
    }
  }
}

function done(book: Book, loan: Loan, stage: number, agency: boolean): void {
  const { stages } = book.scenario.servicing;
  book.count('casesWorked', 1);
  loan.work = { stage, day: book.day, agency };
  const again = book.day + must(stages[stage]).everyDays;
  const later = stages[stage + 1];
  const next = later === undefined ? again : Math.min(again, oldestDue(book, loan) + later.fromDays);
  loan.workFrom = Math.max(book.day + 1, next);
}

/** What an agency gets of what its case brought. */
export function commission(book: Book, loan: Loan, received: number): void {
  if (loan.work === null || !loan.work.agency) return;
  const stage = book.scenario.servicing.stages[loan.work.stage];
  if (stage === undefined) return;
  const paid = Math.min(halfUp(received, stage.commission), book.balance('platformCash'));
  book.move('platformCash', 'outsideVendors', paid);
  book.count('collectionCostFen', paid);
}
