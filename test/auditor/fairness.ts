/** MODEL.md 6b: what lenders state of themselves, what suits them, how evenly they were served. */
import { exp } from '../../engine/base/mathx.ts';
import { GRADES, RISK_CLASSES } from '../../engine/base/vocabulary.ts';
import type { World } from '../../engine/state/world.ts';
import { POOL, type Book, type Lender, type Loan, type Terms } from './book.ts';
import type { Same } from './differs.ts';
import { floorOf, must, ppm, sum } from './exact.ts';
import { premium } from './signal.ts';

/** The class stated by somebody who comes today, whose own class is `own`. */
export function statedClass(book: Book, key: number, own: number): number {
  const asked = book.scenario.lenders.questionnaire;
  if (asked === null) return own;
  const points = premium(book);
  const bold = Math.min(1, asked.misstating * asked.bolder + asked.overconfidence * points);
  const timid = Math.min(1 - bold, asked.misstating * (1 - asked.bolder));
  const u = book.stream('questionnaire').uniform(key, book.day, 0);
  if (u < bold) return Math.min(4, own + asked.steps);
  return u < bold + timid ? Math.max(0, own - asked.steps) : own;
}

/** A loan has defaulted: holders whom it is too risky for remember what they are owed. */
export function regret(book: Book, loan: Loan): void {
  if (book.scenario.lenders.questionnaire === null) return;
  const { acceptedUpTo } = book.scenario.matching;
  for (const { lender, owed } of loan.holdings) {
    if (lender.status !== 'investing') continue;
    if (loan.facilityGrade > GRADES.indexOf(acceptedUpTo[must(RISK_CLASSES[lender.ownClass])]))
      lender.regret += owed;
  }
}

/** Who leaves tonight for what defaulted today. */
export function regretful(book: Book, heeded: boolean): Set<Lender> {
  const leaving = new Set<Lender>();
  const asked = book.scenario.lenders.questionnaire;
  for (const lender of book.lenders) {
    const share = lender.regret / lender.stake;
    const felt = lender.regret > 0;
    lender.regret = 0;
    if (asked === null || !felt || !heeded || lender.status !== 'investing') continue;
    const stays = exp(-asked.regret * share);
    if (book.stream('questionnaire').uniform(lender.key, book.day, 1) >= 1 - stays) continue;
    leaving.add(lender);
    book.count('regretExits', 1);
    book.reach('leaves in regret');
  }
  return leaving;
}

/** How well a listing suits a lender that holds and has bid for so many base lots in its sector, region and with its guarantor. */
export function fitOf(
  book: Book,
  lender: Lender,
  terms: Terms,
  taken: { readonly sector: number; readonly region: number; readonly guarantor: number },
): number {
  const { fit, acceptedUpTo, minYield, caps, freeLots } = book.scenario.matching;
  const name = must(RISK_CLASSES[lender.riskClass]);
  const part = (lots: number, cap: number) => {
    const most = Math.max(freeLots, floorOf(lender.stake, cap, book.scenario.splitting.lotFen));
    return most > 0 ? lots / most : 1;
  };
  const used = Math.max(
    part(taken.sector, caps.sector),
    part(taken.region, caps.region),
    terms.guarantor < 0 ? 0 : part(taken.guarantor, caps.guarantor),
  );
  const points = (terms.aprPpm - ppm(minYield[name])) / 10_000;
  const safer = GRADES.indexOf(acceptedUpTo[name]) - terms.facilityGrade;
  return fit.yield * points - fit.grade * safer - fit.spread * used;
}

/** Who still waits tonight has waited a day. */
export function night(book: Book): void {
  const { served } = book;
  for (const lender of book.lenders) if (lender.joined !== null) served.of(lender).evenings += 1;
}

/** A month that ends is measured. */
export function monthEnd(book: Book): void {
  const { served } = book;
  const people = book.lenders.filter(({ id }) => id !== POOL);
  const groups = new Map<number, Lender[]>();
  for (const lender of people) {
    const group = lender.product * 5 + lender.riskClass;
    groups.set(group, [...(groups.get(group) ?? []), lender]);
  }
  const within = (value: (one: ReturnType<typeof served.of>) => number | null): number => {
    const lists = [...groups.values()]
      .map((group) => group.map((one) => value(served.of(one))).filter((v) => v !== null))
      .filter((values) => values.length > 1);
    const members = sum(lists.map((values) => values.length));
    if (members === 0) return NaN;
    return sum(lists.map((values) => values.length * gini(values))) / members;
  };
  const investing = people.filter(({ status }) => status === 'investing');
  const share = (some: readonly Lender[]) => (investing.length === 0 ? NaN : some.length / investing.length);
  Object.assign(served.figures, {
    waitGini: within(({ asked, evenings }) => (asked ? evenings : null)),
    yieldGini: within(({ placed, placedAtRate }) => (placed > 0 ? placedAtRate / placed : null)),
    idleShare: share(investing.filter(({ joined }) => joined !== null && book.day - joined.day > 7)),
    misstatedShare: share(investing.filter(({ riskClass, ownClass }) => riskClass !== ownClass)),
  });
  if (served.figures.waitGini > 0) book.reach('equals wait unequally');
  if (served.figures.idleShare > 0) book.reach('idle for a week');
  served.clear();
  for (const lender of people) if (lender.joined !== null) served.of(lender).asked = true;
}

/** Mean difference between any two, over twice the mean. */
function gini(values: readonly number[]): number {
  const mean = sum(values) / values.length;
  if (mean === 0) return 0;
  const differences = sum(values.map((a) => sum(values.map((b) => Math.abs(a - b)))));
  return differences / (2 * mean * values.length * values.length);
}

const TOLERANCE = 1e-9;

/** The month's figures as the engine has them, -1 where there is none. */
export function compareFairness({ fairness: { now } }: World, book: Book, same: Same): void {
  for (const [name, own] of Object.entries(book.served.figures)) {
    const engine = now[name as keyof typeof book.served.figures];
    const near = Math.abs(engine - own) <= TOLERANCE || (engine < 0 && Number.isNaN(own));
    same('month', name, 'figure', near ? 1 : engine, near ? 1 : own);
  }
}
