/**
 * Reads today's applicants, the review queue, guarantors' books, prices, policies and the law in force, the last payroll's share.
 * Writes the offers approved today, the review queue, the cost of evidence, what became of applications; those refused may
 * apply again.
 */
import { logistic, probit } from '../../base/mathx.ts';
import { debtDraws } from '../../draws/elsewhere.ts';
import { creditCurves, type CreditCurves } from '../../finance/credit-curves.ts';
import { instalmentShare, PPM } from '../../finance/terms.ts';
import { ACCOUNT } from '../../ledger/accounts.ts';
import { REASON } from '../../ledger/reasons.ts';
import { decisionIndex, recordApplication } from '../../state/assessed.ts';
import { NO_GUARANTOR, OVERRIDE, type Decision } from '../../state/codes.ts';
import { allInCap, roomUnderOrderFen } from '../../state/law.ts';
import { lendingThrottle } from '../../state/figures.ts';
import { FLOW } from '../../state/flow.ts';
import { rivalOffers } from '../../state/rivals.ts';
import type { Applicant } from '../../state/today.ts';
import { skilledPersons } from '../../state/staff.ts';
import { loosenedPoints } from '../../state/target-gap.ts';
import { DEPARTMENTS } from '../../base/vocabulary.ts';
import { leastScore } from '../../state/guarantors.ts';
import type { World } from '../../state/world.ts';
import { prepareDispersion } from './dispersion.ts';
import { prepareEvidence, type Hidden, type Look } from './evidence.ts';
import { drawGuarantor, hasRoom } from './guarantors.ts';
import { preparePricing, type PriceOf } from './pricing.ts';
import { fatigue, reviewsToday } from './reviews.ts';
import { scorecardOf } from './scorecard.ts';

const MINUTES = 1440;

/** An application about to be decided. */
interface Application {
  readonly applicant: Applicant;
  readonly truth: Hidden;
  readonly look: Look;
  readonly guarantor: number;
  readonly reviewed: boolean;
}

/** `curves` may be given if they are solved already. */
export function prepareAssess(
  world: World,
  curves: CreditCurves = creditCurves({
    chain: world.scenario.credit.chain,
    frailty: world.scenario.credit.frailty,
  }),
): () => void {
  const { scenario, streams, platform, reviews, today, flow, customers, ledger, assessed, looks } = world;
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

  const { overrides } = assessment;
  const validFor = Object.values(assessment.sources).map((source) => source.validForDays);
  /** Impressions from which a reviewer lets pass or refuses against the score. */
  const passes = overrides.up > 0 ? probit(1 - overrides.up) : Infinity;
  const refuses = overrides.down > 0 ? probit(overrides.down) : -Infinity;

  let capToday = 0;
  let roomFen = 0;

  const refuse = (applicant: Applicant, why: Decision) => {
    assessed.decisions[decisionIndex(why)]! += 1;
    flow[FLOW.rejected]! += 1;
    if (applicant.customer >= 0) customers.borrowing[applicant.customer] = 0;
  };

  /** The guarantor that passes the application on; -1 if none does. */
  const firstReview = (applicant: Applicant, truth: Hidden): number => {
    const row = drawGuarantor(world, stream.uniform(applicant.key, applicant.appliedDay, 5));
    if (row < 0 || !hasRoom(world, row, applicant.amountFen)) return -1;
    const logOdds =
      assessment.guarantorsLook === 'own'
        ? evidence.guarantorLogOdds(applicant, truth)
        : evidence.look(applicant, truth, 0).logOdds;
    const points = card.points(logOdds);
    return points < leastScore(world, row) ? -1 : row;
  };

  /** OVERRIDE: what a reviewer makes of the grade. */
  const overrideOf = (applicant: Applicant, truth: Hidden, look: Look, accepted: boolean): number => {
    if (accepted ? overrides.down === 0 : overrides.up === 0) return OVERRIDE.none;
    const impression = evidence.impression(applicant, truth, look);
    if (accepted) return impression < refuses ? OVERRIDE.down : OVERRIDE.none;
    return impression > passes ? OVERRIDE.up : OVERRIDE.none;
  };

  const decide = (application: Application, priceOf: PriceOf) => {
    const { applicant, truth, look, guarantor, reviewed } = application;
    const { key, appliedDay, amountFen, termMonths } = applicant;
    const points = card.score(look, applicant);
    const grade = card.grade(points);
    const accepted = grade <= card.worstAccepted || points >= card.cutOff - loosenedPoints(world);
    const override = reviewed ? overrideOf(applicant, truth, look, accepted) : OVERRIDE.none;
    assessed.bands[card.band(points)]! += 1;
    if (reviewed) assessed.reviewed.reviewed += 1;
    if (override === OVERRIDE.up) {
      assessed.reviewed.up += 1;
      flow[FLOW.overridesUp]! += 1;
    } else if (override === OVERRIDE.down) {
      assessed.reviewed.down += 1;
      flow[FLOW.overridesDown]! += 1;
    }
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
    const accepts = logistic(slope * (elsewhere - price.allInRate));
    const refused = (): Decision | null => {
      if (override === OVERRIDE.down) return 'overridden';
      if (!accepted && override !== OVERRIDE.up) return 'grade';
      if (burden > assessment.burdenMax) return 'burden';
      if (price.allInRate > capToday) return 'rateCap';
      if (amountFen > roomFen) return 'order';
      if (!dispersion.allows(applicant, guarantor)) return 'dispersion';
      if (chance < lendingThrottle(world) * accepts) return null;
      return chance < accepts ? 'throttled' : 'declined';
    };
    const why = refused();
    if (ledger.journal !== null) {
      const parts = card.parts(look, applicant);
      recordApplication(world, applicant, {
        points,
        grade,
        reviewed,
        override,
        parts,
        guarantor,
        decision: why ?? 'approved',
      });
    }
    if (why === 'dispersion') flow[FLOW.refusedByCaps]! += 1;
    if (why !== null) {
      refuse(applicant, why);
      return;
    }
    assessed.decisions[decisionIndex('approved')]! += 1;
    roomFen -= amountFen;
    dispersion.take(applicant, guarantor);
    today.approved.push({
      applicant,
      amountFen,
      score: Math.floor(points + 0.5),
      override,
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

  /** What was asked of whom today; of customers without a row, split makes a note once they have one. */
  const noteLooks = (applicant: Applicant) => {
    if (applicant.customer < 0) return;
    validFor.forEach((days, source) => {
      if (days > 0) looks.note(applicant.customer, source, looks.dayOf(applicant, source, days));
    });
  };

  const receive = (applicant: Applicant, truth: Hidden, priceOf: PriceOf): number => {
    let guarantor = NO_GUARANTOR;
    if (guaranteed[applicant.product]!) {
      const row = firstReview(applicant, truth);
      if (row < 0) {
        refuse(applicant, 'guarantor');
        return 0;
      }
      guarantor = row;
    }
    const look = evidence.look(applicant, truth, 0);
    world.centres.borrowers.lookUpsFen[applicant.channel]! += look.costFen;
    noteLooks(applicant);
    const points = card.score(look, applicant);
    const grey = Math.abs(points - card.cutOff) <= assessment.greyBand;
    if (grey || applicant.amountFen > assessment.onlineLimitFen) reviews.join(applicant, guarantor);
    else decide({ applicant, truth, look, guarantor, reviewed: false }, priceOf);
    return look.costFen;
  };

  /** Decides the oldest application of the queue; `effect` null: unreviewed. Returns what checking it cost. */
  const decideOldest = (effect: number | null, priceOf: PriceOf): number => {
    const { applicant, guarantor } = reviews.take();
    const truth = evidence.recall(applicant);
    world.counts.reviews += 1;
    const look = evidence.look(applicant, truth, effect ?? 0);
    decide({ applicant, truth, look, guarantor, reviewed: effect !== null }, priceOf);
    if (effect === null) return 0;
    world.centres.borrowers.lookUpsFen[applicant.channel]! += look.verifyCostFen;
    return look.verifyCostFen;
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
      while (reviews.count > 0) refuse(reviews.take().applicant, 'windDown');
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
    let verifyFen = 0;
    for (let n = 0; n < work.count; n++) verifyFen += decideOldest(effect, priceOf);
    payEvidence(verifyFen);
    while (reviews.count > 0 && day - reviews.oldestDay > assessment.reviewPatienceDays)
      decideOldest(null, priceOf);
  };

  /** As far as own cash goes. */
  function payEvidence(costFen: number): void {
    const paidFen = Math.min(costFen, ledger.balance(ACCOUNT.platformCash));
    if (paidFen <= 0) return;
    ledger.post(REASON.evidenceCost, paidFen);
    flow[FLOW.costsFen]! += paidFen;
  }
}
