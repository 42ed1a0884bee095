/** MODEL.md 4, 6, 8: groups of related borrowers, limits on what hangs on one name, how concentrated the balance is. */
import type { Applicant } from '../../engine/state/today.ts';
import type { World } from '../../engine/state/world.ts';
import { exposureOf } from './guarantors.ts';
import { inForce, isAlive, outstanding, type Book, type Loan } from './book.ts';
import type { Same } from './differs.ts';
import { floorOf, sum } from './exact.ts';

/** Group of a customer, from 1 on; 0 none. */
export function groupOf(book: Book, key: number, bornDay: number): number {
  const { groups } = book.scenario.customers;
  if (groups === null) return 0;
  const u = book.stream('customer').uniform(key, bornDay, 8);
  if (u >= groups.share) return 0;
  return 1 + Math.min(groups.count - 1, Math.floor((u / groups.share) * groups.count));
}

/** A related borrower whose loan is in recovery draws the others along. */
export function contagionOf(book: Book, loan: Loan): number {
  const { groups } = book.scenario.customers;
  if (groups === null || loan.group === 0) return 1;
  const struck = book.loans.some(({ group, status }) => group === loan.group && status === 'recovery');
  if (struck) book.reach('a related borrower draws others along');
  return struck ? groups.contagion : 1;
}

/** Whose limit an application of today would pass, null if nobody's. `guarantor` is -1 for none. */
export function limitPassed(book: Book, applicant: Applicant, guarantor: number): string | null {
  const limits = inForce(book.scenario.policies.dispersion, book.day);
  const current = book.loans.filter(({ status }) => status === 'repaying');
  const balance = Math.max(sum(current.map(outstanding)), limits.bookFloorFen);
  const passes = (share: number, fen: number) => share < 1 && fen > floorOf(balance, share, 1);
  if (passes(limits.borrower, applicant.amountFen)) return 'borrower';
  if (limits.group >= 1 && limits.guarantor >= 1) return null;
  const listed = (belongs: (terms: { group: number; guarantor: number }) => boolean) =>
    sum(
      book.pending
        .filter(({ status }) => status === 'open' || status === 'full')
        .filter(belongs)
        .map(({ lots, lot }) => lots * lot),
    );
  const today = (belongs: (one: (typeof book.approved)[number]) => boolean) =>
    sum(book.approved.filter(belongs).map(({ amountFen }) => amountFen));
  if (guarantor >= 0) {
    const stands =
      exposureOf(book, guarantor) +
      listed((one) => one.guarantor === guarantor) +
      today((one) => one.guarantor === guarantor);
    if (passes(limits.guarantor, stands + applicant.amountFen)) return 'guarantor';
  }
  const group = groupOf(book, applicant.key, applicant.bornDay);
  if (group === 0) return null;
  const owed =
    sum(book.loans.filter((loan) => isAlive(loan) && loan.group === group).map(outstanding)) +
    listed((one) => one.group === group) +
    today((one) => groupOf(book, one.applicant.key, one.applicant.bornDay) === group);
  return passes(limits.group, owed + applicant.amountFen) ? 'group' : null;
}

/** At a month's end: sums of squared shares of the balance, NaN where nothing is shared. */
export function concentrationOf(book: Book): Readonly<Record<string, number>> {
  const current = book.loans.filter(({ status }) => status === 'repaying');
  const index = (of: (loan: Loan) => number, first: number) => {
    const loans = current.filter((loan) => of(loan) >= first);
    const total = sum(loans.map(outstanding));
    const parts = new Map<number, number>();
    for (const loan of loans) parts.set(of(loan), (parts.get(of(loan)) ?? 0) + outstanding(loan));
    return total === 0 ? NaN : sum([...parts.values()].map((part) => (part / total) ** 2));
  };
  return {
    region: index(({ region }) => region, 0),
    sector: index(({ sector }) => sector, 0),
    guarantor: index(({ guarantor }) => guarantor, 0),
    borrower: index(({ customer }) => customer, 0),
    group: index(({ group }) => group, 1),
  };
}

const TOLERANCE = 1e-9;

/** As the engine has them, on the day on which they are measured. */
export function compareConcentration({ concentration: { now } }: World, book: Book, same: Same): void {
  if (!book.dates.isMonthEnd(book.day)) return;
  for (const [name, own] of Object.entries(book.concentration)) {
    const engine = Number(now[name as keyof typeof now]);
    const near = Math.abs(engine - own) <= TOLERANCE || (engine < 0 && Number.isNaN(own));
    same('concentration', name, 'index', near ? 1 : engine, near ? 1 : own);
  }
}
