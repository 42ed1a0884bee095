/**
 * Reads today's applicants, the review queue, guarantors' books, prices, policies and the law in force, the last payroll's share.
 * Writes the offers approved today, the review queue, the cost of evidence; those refused may apply again.
 */
import { debtDraws } from '../../draws/elsewhere.ts';
import { logistic } from '../../base/mathx.ts';
import { creditCurves, type CreditCurves } from '../../finance/credit-curves.ts';
import { instalmentShare, PPM } from '../../finance/terms.ts';
import { ACCOUNT } from '../../ledger/accounts.ts';
import { REASON } from '../../ledger/reasons.ts';
import { NO_GUARANTOR } from '../../state/codes.ts';
import { allInCap, roomUnderOrderFen } from '../../state/law.ts';
import { lendingThrottle } from '../../state/figures.ts';
import { FLOW } from '../../state/flow.ts';
import { rivalOffers } from '../../state/rivals.ts';
import type { Applicant } from '../../state/today.ts';
import { skilledPersons } from '../../state/staff.ts';
import { loosenedPoints } from '../../state/targets.ts';
import { DEPARTMENTS } from '../../base/vocabulary.ts';
import { leastScore } from '../../state/guarantors.ts';
import type { World } from '../../state/world.ts';
import { prepareDispersion } from './dispersion.ts';
import { prepareEvidence, type Hidden } from './evidence.ts';
import { drawGuarantor, hasRoom } from './guarantors.ts';
import { preparePricing, type PriceOf } from './pricing.ts';
import { fatigue, reviewsToday } from './reviews.ts';
import { scorecardOf } from './scorecard.ts';

const MINUTES = 1440;

/** `curves` may be given if they are solved already. */
export function prepareAssess(
  world: World,
  curves: CreditCurves = creditCurves({
    chain: world.scenario.credit.chain,
    frailty: world.scenario.credit.frailty,
  }),
): () => void {
  const { scenario, streams, platform, reviews, today, flow, customers, ledger } = world;
  const { assessment, pricing } = scenario;
  const evidence = prepareEvidence(world, curves);
  const priceList = preparePricing(world, curves);
  const dispersion = prepareDispersion(world);
  const debts = debtDraws(scenario, streams.stream('customer'));
  const debtMonths = scenario.customers.elsewhere?.months ?? 1;
  const card = scorecardOf(scenario);
  const offerOfRival = rivalOffers(world);
  const stream = streams.stream('application');
  const guaranteed = Object.values(scenario.loans).map((product) => product.enhancement === 'guarantee');

  let capToday = 0;
  let roomFen = 0;

  const refuse = (applicant: Applicant) => {
    flow[FLOW.rejected]! += 1;
    if (applicant.customer >= 0) customers.borrowing[applicant.customer] = 0;
  };

  /** The guarantor that passes the application on; -1 if none does. */
  const firstReview = (applicant: Applicant, truth: Hidden): number => {
    const row = drawGuarantor(world, stream.uniform(applicant.key, applicant.appliedDay, 5));
    if (row < 0 || !hasRoom(world, row, applicant.amountFen)) return -1;
    const points = card.points(evidence.guarantorLogOdds(applicant, truth));
    return points < leastScore(world, row) ? -1 : row;
  };

  const decide = (
    applicant: Applicant,
    truth: Hidden,
    points: number,
    guarantor: number,
    priceOf: PriceOf,
  ) => {
    const { key, appliedDay, amountFen, termMonths } = applicant;
    const grade = card.grade(points);
    const guarantorRow = guarantor === NO_GUARANTOR ? -1 : guarantor;
    const price = priceOf(grade, applicant.product, termMonths, guarantorRow);
    const instalmentFen = amountFen * instalmentShare(price.aprPpm / PPM, termMonths);
    const feesFen = (amountFen * price.feeShare) / termMonths;
    const incomeFen = Math.max(1, applicant.incomeFen);
    const debt = debts(applicant.key, applicant.bornDay);
    const seenFen = applicant.existingFen + debt.seenFen / debtMonths;
    const burden = (seenFen + instalmentFen + feesFen) / incomeFen;
    const chance = stream.uniform(key, appliedDay, 7);
    const { slope } = pricing.acceptance;
    const elsewhere = Math.min(evidence.outsideOption(applicant, truth), offerOfRival(applicant));
    if (
      (grade > card.worstAccepted && points < card.cutOff - loosenedPoints(world)) ||
      burden > assessment.burdenMax ||
      price.allInRate > capToday ||
      amountFen > roomFen
    ) {
      refuse(applicant);
      return;
    }
    if (!dispersion.allows(applicant, guarantor)) {
      flow[FLOW.refusedByCaps]! += 1;
      refuse(applicant);
      return;
    }
    if (chance >= lendingThrottle(world) * logistic(slope * (elsewhere - price.allInRate))) {
      refuse(applicant);
      return;
    }
    roomFen -= amountFen;
    dispersion.take(applicant, guarantor);
    today.approved.push({
      applicant,
      amountFen,
      score: Math.floor(points + 0.5),
      obligorGrade: grade,
      facilityGrade: price.facilityGrade,
      guarantor,
      aprPpm: price.aprPpm,
      feePpm: price.feePpm,
      guaranteeFeePpm: price.guaranteeFeePpm,
      contributionPpm: price.contributionPpm,
      minute: Math.floor(stream.uniform(key, appliedDay, 4) * MINUTES),
      truth: evidence.seal(truth, grade, burden + debt.hiddenFen / debtMonths / incomeFen),
    });
  };

  const receive = (applicant: Applicant, truth: Hidden, priceOf: PriceOf): number => {
    let guarantor = NO_GUARANTOR;
    if (guaranteed[applicant.product]!) {
      const row = firstReview(applicant, truth);
      if (row < 0) {
        refuse(applicant);
        return 0;
      }
      guarantor = row;
    }
    const { logOdds, costFen } = evidence.look(applicant, truth, false);
    world.centres.borrowers.lookUpsFen[applicant.channel]! += costFen;
    const points = card.points(logOdds);
    const grey = Math.abs(points - card.cutOff) <= assessment.greyBand;
    if (grey || applicant.amountFen > assessment.onlineLimitFen) reviews.join(applicant, guarantor);
    else decide(applicant, truth, points, guarantor, priceOf);
    return costFen;
  };

  /** Decides the oldest application of the queue; `effect` 0: unreviewed. */
  const decideOldest = (effect: number, priceOf: PriceOf) => {
    const { applicant, guarantor } = reviews.take();
    const truth = evidence.recall(applicant);
    world.counts.reviews += 1;
    const verified = evidence.findsMisstatement(applicant, truth, effect);
    const { logOdds } = evidence.look(applicant, truth, verified);
    decide(applicant, truth, card.points(logOdds), guarantor, priceOf);
  };

  return () => {
    const { day } = world;
    const priceOf = priceList(day);
    today.approved.length = 0;
    capToday = allInCap(world);
    roomFen = roomUnderOrderFen(world);
    dispersion.beginDay();
    let costFen = 0;
    for (let i = 0; i < today.applicants.length; i++) {
      costFen += receive(today.applicants[i]!, today.applicantTruth[i]!, priceOf);
    }
    payEvidence(costFen);
    if (platform.windDown === 1) {
      while (reviews.count > 0) refuse(reviews.take().applicant);
      return;
    }
    const perDay =
      assessment.reviewsPerReviewerDay *
      skilledPersons(world, 'review') *
      platform.payrollPaidShare *
      world.majeure.now.reviewers;
    const work = reviewsToday(perDay, platform.reviewCarry, reviews.count);
    platform.reviewCarry = work.carry;
    const skill = world.staff.competence[DEPARTMENTS.indexOf('review')]!;
    const effect = assessment.competence * skill * fatigue(reviews.count - work.count, perDay);
    for (let n = 0; n < work.count; n++) decideOldest(effect, priceOf);
    while (reviews.count > 0 && day - reviews.oldestDay > assessment.reviewPatienceDays)
      decideOldest(0, priceOf);
  };

  /** As far as own cash goes. */
  function payEvidence(costFen: number): void {
    const paidFen = Math.min(costFen, ledger.balance(ACCOUNT.platformCash));
    if (paidFen <= 0) return;
    ledger.post(REASON.evidenceCost, paidFen);
    flow[FLOW.costsFen]! += paidFen;
  }
}
