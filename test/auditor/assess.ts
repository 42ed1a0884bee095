/** MODEL.md 4: guarantors' look, who is decided at once, the reviewers' queue and their work. */
import type { Applicant } from '../../engine/state/today.ts';
import type { Book } from './book.ts';
import { guarantorRoom } from './borrowers.ts';
import { pick } from './chance.ts';
import { hasStopped, roomUnderOrder, workLeft } from './law.ts';
import { decide, refuse } from './decide.ts';
import { guarantorsPoints, look } from './evidence.ts';
import { pointsWanted, worthOf } from './guarantors.ts';
import { persons } from './office.ts';
import { must } from './exact.ts';
import { truthOf, type Truth } from './people.ts';

const RESTED_DAYS = 3;

/** Today's applications, then the reviews. */
export function assess(book: Book): void {
  book.approved = [];
  book.roomUnderOrder = roomUnderOrder(book);
  let costFen = 0;
  for (const applicant of book.applicants) costFen += receive(book, applicant);
  const paidFen = Math.min(costFen, Math.max(0, book.balance('platformCash')));
  if (paidFen < costFen) book.reach('evidence is not paid');
  book.move('platformCash', 'outsideVendors', paidFen);
  if (book.given.windDown) {
    for (const { applicant } of book.reviews.splice(0)) refuse(book, applicant, 'wind-down');
    return;
  }
  review(book);
}

/** Who applies again is who it was: the channel of its birth counts. */
function hiddenOf(book: Book, applicant: Applicant): Truth {
  const known = book.customers[applicant.customer];
  return truthOf(book, applicant, known?.channel ?? applicant.channel);
}

/** Decides or queues an application; returns what looking at it costs. */
function receive(book: Book, applicant: Applicant): number {
  const { assessment, loans } = book.scenario;
  const truth = hiddenOf(book, applicant);
  let guarantor = -1;
  if (must(Object.values(loans)[applicant.product]).enhancement === 'guarantee') {
    guarantor = passedOnBy(book, applicant, truth);
    if (guarantor < 0) return 0;
  }
  const { points, costFen } = look(book, applicant, truth, false);
  const large = applicant.amountFen > assessment.onlineLimitFen;
  const grey = Math.abs(points - cutOff(book)) <= assessment.greyBand;
  if (large) book.reach('reviewed for its amount');
  if (grey) book.reach('reviewed for its score');
  if (large || grey) book.reviews.push({ applicant, guarantor });
  else decide(book, { applicant, truth, points, guarantor });
  return costFen;
}

/** Floor of the worst grade accepted; there is none for HR. */
function cutOff({ scenario }: Book): number {
  const { worstAccepted, gradeFloors } = scenario.assessment;
  return worstAccepted === 'HR' ? -Infinity : gradeFloors[worstAccepted];
}

/** The guarantor that stands for the application, -1 if it is refused. */
function passedOnBy(book: Book, applicant: Applicant, truth: Truth): number {
  const guarantors = Object.values(book.scenario.guarantors);
  const licensedOnly = hasStopped(book, 'unlicensedGuarantor');
  const shares = guarantors.map(({ share, licensed }, row) =>
    must(book.guarantors[row]).failedDay < 0 && (licensed || !licensedOnly) ? share : 0,
  );
  const u = book.stream('application').uniform(applicant.key, applicant.appliedDay, 5);
  const row = pick(u, shares);
  const refused = (why: string) => {
    refuse(book, applicant, why);
    return -1;
  };
  if (row < 0) return refused('no guarantor');
  if (guarantorsPoints(book, applicant, truth) < pointsWanted(book, row)) {
    return refused("guarantor's look");
  }
  if (applicant.amountFen > guarantorRoom(book, row)) return refused("guarantor's leverage");
  if (applicant.amountFen > must(guarantors[row]).borrowerCap * worthOf(book, row)) {
    return refused("guarantor's limit for a borrower");
  }
  return row;
}

/** What the reviewers get through today, then what has waited too long. */
function review(book: Book): void {
  const { assessment } = book.scenario;
  const { reviews } = book;
  const left = workLeft(book, 'reviewers');
  if (left < 1) book.reach('reviewers are kept from work');
  const perDay =
    assessment.reviewsPerReviewerDay * persons(book, 'review') * book.given.payrollPaidShare * left;
  if (book.given.payrollPaidShare < 1) book.reach('reviewers without pay');
  const capacity = perDay + book.reviewCarry;
  const reviewed = Math.min(Math.floor(capacity), reviews.length);
  book.reviewCarry = capacity - Math.floor(capacity);
  if (book.reviewCarry > 0) book.reach('a fraction of a review is carried over');
  const waitingDays = (reviews.length - reviewed) / perDay;
  const rested = waitingDays <= RESTED_DAYS || reviews.length === reviewed;
  if (!rested) book.reach('reviewers are tired');
  const competence =
    assessment.competence *
    must(book.office.desks.get('review')).skill *
    (rested ? 1 : RESTED_DAYS / waitingDays);
  for (const { applicant, guarantor } of reviews.splice(0, reviewed)) {
    const truth = hiddenOf(book, applicant);
    const u = book.stream('review').uniform(applicant.key, applicant.appliedDay, 0);
    const found = truth.misstates && u < competence;
    book.reach(found ? 'a misstatement is found' : 'a review finds nothing');
    decide(book, { applicant, truth, points: look(book, applicant, truth, found).points, guarantor });
  }
  for (;;) {
    const [oldest] = reviews;
    if (oldest === undefined || book.day - oldest.applicant.appliedDay <= assessment.reviewPatienceDays)
      break;
    reviews.shift();
    book.reach('decided unreviewed');
    const { applicant, guarantor } = oldest;
    const truth = hiddenOf(book, applicant);
    decide(book, { applicant, truth, points: look(book, applicant, truth, false).points, guarantor });
  }
}
