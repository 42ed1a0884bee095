/** MODEL.md 4: the decision on an application, its price, and whether the applicant takes it. */
import { exp, probit } from '../../engine/base/mathx.ts';
import { GRADES } from '../../engine/base/vocabulary.ts';
import type { Applicant } from '../../engine/state/today.ts';
import { highestRate } from './law.ts';
import type { Book } from './book.ts';
import { normal } from './chance.ts';
import { gradeOf, type Judged } from './evidence.ts';
import { debtsElsewhere, type Truth } from './people.ts';
import { bestElsewhere } from './rivals.ts';
import { limitPassed } from './related.ts';
import { levelInstalment, priceOf, type Price } from './price.ts';
import { gapThisMorning } from './targets.ts';

const NO_GUARANTOR = 255;
const MINUTES_A_DAY = 1440;
const MOST_BURDEN = 1.5;

export interface Assessed {
  readonly applicant: Applicant;
  readonly truth: Truth;
  readonly judged: Judged;
  /** -1 none. */
  readonly guarantor: number;
  readonly reviewed: boolean;
}

/** The application comes to nothing; its customer may apply again. */
export function refuse(book: Book, { customer }: Applicant, why: string): void {
  const known = book.customers[customer];
  if (known !== undefined) known.borrowing = false;
  book.count('rejected', 1);
  note(book, why);
  book.reach(`refused: ${why}`);
}

/** Keeps count of what became of applications. */
function note(book: Book, what: string): void {
  book.decisions.set(what, (book.decisions.get(what) ?? 0) + 1);
}

/** Whether a reviewer of these shares and this skill goes against the score. */
function against(book: Book, { applicant, judged }: Assessed, accepted: boolean): boolean {
  const { up, down, skill } = book.scenario.assessment.overrides;
  const share = accepted ? down : up;
  if (share === 0) return false;
  const whim = normal(book.stream('review'), applicant.key, applicant.appliedDay, 1);
  const moved = skill * judged.missed + Math.sqrt(1 - skill * skill) * whim;
  return accepted ? moved < probit(share) : moved > probit(1 - share);
}

/** All instalments and fees of a month over the income of a month. */
function burdenOf(
  { existingFen, incomeFen, amountFen, termMonths }: Applicant,
  price: Price,
  elsewhere: number,
): number {
  const instalment = levelInstalment(amountFen, price.aprPpm, termMonths);
  return (
    (existingFen + elsewhere + instalment + (price.feeShare * amountFen) / termMonths) /
    Math.max(1, incomeFen)
  );
}

/** Refused for the first reason there is, or approved. */
export function decide(book: Book, assessed: Assessed): void {
  const { applicant, truth, judged, guarantor, reviewed } = assessed;
  const { points } = judged;
  const { assessment, pricing, credit, customers } = book.scenario;
  const { key, appliedDay, product, amountFen, termMonths: term } = applicant;
  const draws = book.stream('application');
  const obligorGrade = gradeOf(book, points);
  const price = priceOf(book, { obligorGrade, product, term, guarantor });
  const debts = debtsElsewhere(book, applicant);
  const monthly = (fen: number) => fen / (customers.elsewhere?.months ?? 1);
  const burden = burdenOf(applicant, price, monthly(debts.seen));
  const loosened = (book.scenario.policies.targets?.loosenPoints ?? 0) * gapThisMorning(book);
  const floor =
    assessment.worstAccepted === 'HR' ? -Infinity : assessment.gradeFloors[assessment.worstAccepted];
  const isBelow = obligorGrade > GRADES.indexOf(assessment.worstAccepted);
  if (isBelow && points >= floor - loosened) book.reach('let through for the target');
  const accepted = !isBelow || points >= floor - loosened;
  const override = reviewed && against(book, assessed, accepted);
  book.scored += 1;
  if (reviewed) book.reviewed.all += 1;
  if (override) {
    book.reviewed[accepted ? 'down' : 'up'] += 1;
    book.count(accepted ? 'overridesDown' : 'overridesUp', 1);
    book.reach(accepted ? 'refused against the score' : 'passed against the score');
  }
  if (accepted && override) {
    refuse(book, applicant, 'against the score');
    return;
  }
  if (!accepted && !override) {
    refuse(book, applicant, 'grade');
    return;
  }
  if (burden > assessment.burdenMax) {
    refuse(book, applicant, 'burden');
    return;
  }
  if (price.allIn > highestRate(book)) {
    refuse(book, applicant, 'all-in rate');
    return;
  }
  if (amountFen > book.roomUnderOrder) {
    refuse(book, applicant, 'order on the balance');
    return;
  }
  const limit = limitPassed(book, applicant, guarantor);
  if (limit !== null) {
    book.count('refusedByCaps', 1);
    refuse(book, applicant, `limit of a ${limit}`);
    return;
  }
  const wish = draws.uniform(key, appliedDay, 7);
  const { slope, outsideMean, outsideQualityBeta, outsideNoise } = pricing.acceptance;
  const outside =
    outsideMean -
    outsideQualityBeta * (truth.quality - customers.qualityMean) +
    outsideNoise * normal(draws, key, appliedDay, 6);
  const elsewhere = bestElsewhere(book, applicant, outside);
  const accepts = 1 / (1 + exp(-slope * (elsewhere - price.allIn)));
  if (wish >= accepts) {
    refuse(book, applicant, 'by the applicant');
    return;
  }
  if (wish >= accepts * book.given.throttle) {
    refuse(book, applicant, book.law.refusedDay < 0 ? 'throttle' : 'filing');
    return;
  }
  book.roomUnderOrder -= amountFen;
  note(book, 'approved');
  book.reach(guarantor < 0 ? 'approved' : 'approved with a guarantor');
  const quality =
    exp(-credit.frailty * (truth.quality - book.calibration.qualityMean(obligorGrade))) /
    book.calibration.frailtyMean(obligorGrade);
  const load = exp(
    credit.burdenBeta *
      (Math.min(MOST_BURDEN, burden + monthly(debts.hidden) / Math.max(1, applicant.incomeFen)) -
        credit.burdenReference),
  );
  const { facilityGrade, aprPpm, feePpm, guaranteeFeePpm, contributionPpm } = price;
  book.approved.push({
    applicant,
    amountFen,
    score: Math.floor(points + 1 / 2),
    override: override ? 1 : 0,
    obligorGrade,
    facilityGrade,
    guarantor: guarantor < 0 ? NO_GUARANTOR : guarantor,
    aprPpm,
    feePpm,
    guaranteeFeePpm,
    contributionPpm,
    minute: Math.floor(MINUTES_A_DAY * draws.uniform(key, appliedDay, 4)),
    truth: { multiplier: quality * load, neverPays: truth.neverPays },
  });
}
