/** Loans of the months before day 0 that are still alive on it, each drawn under a founder's luck key. */
import { civilToSerial, daysInMonth, serialToCivil, type CivilDate } from '../base/calendar.ts';
import { exp, ln } from '../base/mathx.ts';
import type { CreditCurves } from '../finance/credit-curves.ts';
import { gradeProbabilities } from '../finance/score-population.ts';
import { facilityGrade, instalmentShare, ppm, PPM, premiumAt } from '../finance/terms.ts';
import { attributeDraws } from '../draws/attributes.ts';
import { luckKey } from '../random/streams.ts';
import { cumulate, discrete, lognormal } from '../random/variates.ts';
import { GRADES, type Grade } from '../base/vocabulary.ts';
import type { LoanProduct, Scenario } from '../scenario/scenario.ts';
import { METHODS, NO_GUARANTOR } from '../state/codes.ts';
import { isOfferedTo } from '../draws/wishes.ts';
import type { CustomerAttributes } from '../state/customers.ts';
import { drawTruth, qualityShifts } from '../state/truth.ts';
import type { World } from '../state/world.ts';

export interface PastLoan extends CustomerAttributes {
  readonly key: number;
  /** Founders' customers are born on day 0. */
  readonly bornDay: number;
  readonly channel: number;
  readonly product: number;
  readonly obligorGrade: number;
  readonly facilityGrade: number;
  readonly guarantor: number;
  readonly termMonths: number;
  readonly method: number;
  readonly aprPpm: number;
  readonly feeShare: number;
  readonly lots: number;
  readonly lotFen: number;
  readonly contractDay: number;
  readonly dayOfMonth: number;
  /** Instalments fallen due and paid before day 0; `missed` 0 to 3. */
  readonly due: number;
  readonly paid: number;
  readonly missed: number;
  readonly oldestDueDay: number;
  readonly multiplier: number;
  /** Default probability that a bullet loan has gathered. */
  readonly accrued: number;
}

export interface PastBook {
  readonly loans: readonly PastLoan[];
  /** Principal contracted in a month of the past. */
  readonly volumePerMonthFen: number;
}

/** Months beyond the term in which a loan behind can still be found. */
const MONTHS_AFTER = 3;
const DAYS_PER_MONTH = 365.25 / 12;
const BULLET = METHODS.indexOf('bullet');
const GRID = 41;
const GRID_SIGMAS = 5;
const BURDEN_MAX = 1.5;
/** Candidates looked at per loan wanted, at most. */
const PATIENCE = 100;

/** A product's draws, and its loans' share of the past `months` in which a living one may have been made. */
interface Kind {
  readonly product: LoanProduct;
  readonly guaranteed: boolean;
  readonly amountMu: number;
  readonly terms: readonly number[];
  /** Weight of each term among candidates: its share times the months it spans. */
  readonly termWeights: Float64Array;
  readonly methodWeights: Float64Array;
  /** Mean months spanned. */
  readonly months: number;
}

/** Shares of products among applications of all open channels, in order of product. */
export function productShares(scenario: Scenario): { shares: number[]; channels: ChannelShare[] } {
  const products = Object.values(scenario.loans);
  const channels = Object.values(scenario.acquisition.borrowers).flatMap((channel, index) => {
    const { budgetPerMonthFen: budget, budgetHalfFen: half } = channel;
    const reach = half > 0 ? budget / (budget + half) : 1;
    const weight = channel.open ? channel.visitsMaxPerMonth * reach * channel.register * channel.apply : 0;
    return weight > 0 ? [{ index, weight, guarantor: channel.kind === 'guarantor' }] : [];
  });
  const shares = products.map(() => 0);
  for (const { weight, guarantor } of channels) {
    const offered = products.map((p) => ((p.enhancement === 'guarantee') === guarantor ? p.share : 0));
    const total = offered.reduce((a, b) => a + b, 0);
    if (total > 0) offered.forEach((share, p) => (shares[p]! += (weight * share) / total));
  }
  const sum = shares.reduce((a, b) => a + b, 0);
  return { shares: shares.map((share) => (sum > 0 ? share / sum : 0)), channels };
}

interface ChannelShare {
  readonly index: number;
  readonly weight: number;
  readonly guarantor: boolean;
}

/** Mean amount of an application over 64 equally likely quantiles, by the shares of products. */
export function meanAmountFen(scenario: Scenario): number {
  const { shares } = productShares(scenario);
  let mean = 0;
  Object.values(scenario.loans).forEach((product, p) => {
    const mu = ln(product.amountMedianFen);
    for (let i = 0; i < 64; i++) {
      const wanted = lognormal((i + 0.5) / 64, mu, product.amountSigma);
      mean += (shares[p]! * Math.min(Math.max(wanted, product.amountMinFen), product.amountMaxFen)) / 64;
    }
  });
  return mean;
}

/** In order of candidate. `firstOrdinal` is the founder's ordinal of the first candidate. */
export function drawPastLoans(world: World, curves: CreditCurves, firstOrdinal: number): PastBook {
  const { scenario, streams, calendar } = world;
  const today = serialToCivil(calendar.startSerial);
  const { shares, channels } = productShares(scenario);
  const kinds = Object.values(scenario.loans).map(kindOf);
  const spans = kinds.map((kind, p) => shares[p]! * kind.months);
  const { loansPerMonth } = scenario.opening;
  const slots = Math.ceil(loansPerMonth * spans.reduce((a, b) => a + b, 0));
  if (slots === 0) return { loans: [], volumePerMonthFen: 0 };
  const kindWeights = cumulate(spans);
  const draw = {
    opening: streams.stream('opening'),
    application: streams.stream('application'),
    customer: streams.stream('customer'),
  };
  const gradeOf = gradeDraw(scenario);
  const attributes = attributeDraws(scenario, draw.customer);
  const shifts = qualityShifts(scenario);
  const price = priceAtOpening(scenario, curves);
  const room = guarantorRoom(scenario);
  const normalisers = GRADES.map((_, grade) => curves.frailtyMean(grade, scenario.credit.frailty));
  const channelsFor = [false, true].map((guarantor) =>
    channels.filter((channel) => channel.guarantor === guarantor),
  );
  const channelWeights = channelsFor.map((list) =>
    list.length > 0 ? cumulate(list.map((c) => c.weight)) : null,
  );
  const loans: PastLoan[] = [];
  // A candidate accepted stands for so much of a month's business as the span it was drawn from is long.
  let contractsPerMonth = 0;
  let volumeFen = 0;
  for (let candidate = 0; contractsPerMonth < loansPerMonth && candidate < slots * PATIENCE; candidate++) {
    const key = luckKey('founder', 0, 0, firstOrdinal + candidate);
    const product = discrete(draw.application.uniform(key, 0, 0), kindWeights);
    const kind = kinds[product]!;
    const side = kind.guaranteed ? 1 : 0;
    const weights = channelWeights[side]!;
    const channel =
      weights === null ? 0 : channelsFor[side]![discrete(draw.opening.uniform(key, 0, 2), weights)]!.index;
    const person = { key, bornDay: 0, qualityShift: shifts[channel]! };
    const { quality } = drawTruth(draw.customer, scenario.customers, person);
    const obligorGrade = gradeOf(quality, draw.opening.uniform(key, 0, 4));
    if (obligorGrade < 0) continue;
    const termMonths = kind.terms[discrete(draw.application.uniform(key, 0, 2), kind.termWeights)]!;
    const method = discrete(draw.application.uniform(key, 0, 3), kind.methodWeights);
    const wantedFen = lognormal(draw.application.uniform(key, 0, 1), kind.amountMu, kind.product.amountSigma);
    const who = attributes(key, 0);
    if (!isOfferedTo(kind.product, who.kind)) continue;
    const { personFen, enterpriseFen } = scenario.pricing.caps;
    const capFen = Math.min(kind.product.amountMaxFen, who.kind === 2 ? enterpriseFen : personFen);
    const amountFen = Math.min(Math.max(wantedFen, kind.product.amountMinFen), capFen);
    const terms = price(product, obligorGrade, termMonths);
    const instalmentFen = amountFen * instalmentShare(terms.aprPpm / PPM, termMonths);
    const feesFen = (amountFen * terms.feeShare) / termMonths;
    const burden = (who.existingFen + instalmentFen + feesFen) / Math.max(1, who.incomeFen);
    if (burden > scenario.assessment.burdenMax) continue;
    const spanMonths = termMonths + MONTHS_AFTER;
    const lots = Math.floor(amountFen / terms.lotFen);
    if (lots < Math.max(1, scenario.splitting.minLots)) continue;
    contractsPerMonth += 1 / spanMonths;
    volumeFen += (lots * terms.lotFen) / spanMonths;

    const span = spanMonths * DAYS_PER_MONTH;
    const contractDay = -1 - Math.floor(draw.opening.uniform(key, 0, 0) * span);
    const { months, dayOfMonth } = pastDate(calendar, today, contractDay);
    const hidden =
      exp(-scenario.credit.frailty * (quality - curves.qualityMean[obligorGrade]!)) /
      normalisers[obligorGrade]!;
    const missed = stateAtOpening(curves, {
      grade: obligorGrade,
      termMonths,
      months,
      bullet: method === BULLET,
      hidden,
      u: draw.opening.uniform(key, 0, 1),
    });
    // The oldest unpaid instalment of a loan b months behind fell due b - 1 months before the latest due date.
    if (missed < 0 || months - missed + 1 > termMonths + (missed === 0 ? 1 : 0)) continue;

    let guarantor: number = NO_GUARANTOR;
    if (kind.guaranteed) {
      const row = room(draw.application.uniform(key, 0, 5), lots * terms.lotFen);
      if (row < 0) continue;
      guarantor = row;
    }
    const due = Math.min(months, termMonths);
    const paid = missed === 0 ? due : months - missed;
    const { burdenBeta, burdenReference } = scenario.credit;
    const multiplier = hidden * exp(burdenBeta * (Math.min(BURDEN_MAX, burden) - burdenReference));
    loans.push({
      key,
      bornDay: 0,
      kind: who.kind,
      region: who.region,
      sector: who.sector,
      incomeFen: who.incomeFen,
      existingFen: who.existingFen,
      channel,
      product,
      obligorGrade,
      facilityGrade: terms.facilityGrade,
      guarantor,
      termMonths,
      method,
      aprPpm: terms.aprPpm,
      feeShare: terms.feeShare,
      lots,
      lotFen: terms.lotFen,
      contractDay,
      dayOfMonth,
      due,
      paid,
      missed,
      oldestDueDay: missed === 0 ? -1 : pastDueDay(calendar, contractDay, paid + 1),
      multiplier,
      accrued: method === BULLET ? accrued(curves.entry(obligorGrade, termMonths), due, multiplier) : 0,
    });
  }
  return { loans, volumePerMonthFen: Math.floor(volumeFen) };
}

function kindOf(product: LoanProduct): Kind {
  const terms = Object.keys(product.terms)
    .map(Number)
    .sort((a, b) => a - b);
  const shares = terms.map((term) => product.terms[String(term)]!);
  const total = shares.reduce((a, b) => a + b, 0);
  const spans = terms.map((term, i) => (shares[i]! / total) * (term + MONTHS_AFTER));
  return {
    product,
    guaranteed: product.enhancement === 'guarantee',
    amountMu: ln(product.amountMedianFen),
    terms,
    termWeights: cumulate(spans),
    methodWeights: cumulate(METHODS.map((method) => product.methods[method] ?? 0)),
    months: spans.reduce((a, b) => a + b, 0),
  };
}

/** Grade that the scorecard gives a quality, by one uniform; -1: refused. */
function gradeDraw(scenario: Scenario): (quality: number, u: number) => number {
  const { customers, assessment } = scenario;
  const worst = GRADES.indexOf(assessment.worstAccepted);
  const used = Object.values(assessment.sources).filter((source) => source.use);
  const low = customers.qualityMean - GRID_SIGMAS * customers.qualitySigma;
  const step = (2 * GRID_SIGMAS * customers.qualitySigma) / (GRID - 1);
  const table = gradeProbabilities(
    {
      ...customers,
      sources: used.map((source) => ({ ...source, noise: assessment.noise ? source.noise : 0 })),
      scorecard: assessment.scorecard,
      floors: GRADES.slice(0, -1).map((grade) => assessment.gradeFloors[grade as Exclude<Grade, 'HR'>]),
    },
    Array.from({ length: GRID }, (_, i) => low + i * step),
  );
  return (quality, u) => {
    const at = Math.min(GRID - 1.000001, Math.max(0, (quality - low) / step));
    const cell = Math.floor(at);
    const share = at - cell;
    let cumulative = 0;
    for (let grade = 0; grade <= worst; grade++) {
      const below = table[cell * GRADES.length + grade]!;
      cumulative += below + share * (table[(cell + 1) * GRADES.length + grade]! - below);
      if (u < cumulative) return grade;
    }
    return -1;
  };
}

/** Day of the month of a past day, and the months completed from it to day 0: due dates before it, beyond the term too. */
function pastDate(
  calendar: World['calendar'],
  today: CivilDate,
  day: number,
): { dayOfMonth: number; months: number } {
  const { year, month, day: dayOfMonth } = serialToCivil(calendar.startSerial + day);
  const months = (today.year - year) * 12 + today.month - month;
  const last = Math.min(dayOfMonth, daysInMonth(today.year, today.month));
  return { dayOfMonth, months: last < today.day ? months : months - 1 };
}

/** Day on which instalment k of a past contract fell due. */
function pastDueDay(calendar: World['calendar'], contractDay: number, k: number): number {
  const { year, month, day } = serialToCivil(calendar.startSerial + contractDay);
  const target = year * 12 + month - 1 + k;
  const targetYear = Math.floor(target / 12);
  const targetMonth = target - targetYear * 12 + 1;
  return (
    civilToSerial(targetYear, targetMonth, Math.min(day, daysInMonth(targetYear, targetMonth))) -
    calendar.startSerial
  );
}

interface Survivor {
  readonly grade: number;
  readonly termMonths: number;
  readonly months: number;
  readonly bullet: boolean;
  /** Multiplier by hidden quality: the weak are fewer among survivors, and more of them behind. */
  readonly hidden: number;
  readonly u: number;
}

/** 0 current, 1 to 3 behind, -1 no longer alive. */
function stateAtOpening(curves: CreditCurves, survivor: Survivor): number {
  const { grade, termMonths, months, hidden, u } = survivor;
  if (survivor.bullet) return months < termMonths ? 0 : -1;
  if (months >= termMonths + MONTHS_AFTER) return -1;
  const stock = curves.stock(grade, termMonths);
  const left = exp(-(hidden - 1) * stock.gathered[Math.min(months, termMonths)]!);
  let cumulative = stock.current[months]! * left;
  if (u < cumulative) return 0;
  cumulative += stock.m1[months]! * left * hidden;
  if (u < cumulative) return 1;
  cumulative += stock.m2[months]! * left * hidden;
  if (u < cumulative) return 2;
  cumulative += stock.m3[months]! * left * hidden;
  return u < cumulative ? 3 : -1;
}

function accrued(entry: Float64Array, due: number, multiplier: number): number {
  let survival = 1;
  for (let k = 0; k < due; k++) survival *= 1 - Math.min(1, entry[k]! * multiplier);
  return 1 - survival;
}

function priceAtOpening(scenario: Scenario, curves: CreditCurves) {
  const { pricing, credit, splitting } = scenario;
  const products = Object.values(scenario.loans);
  const premiums = Object.entries(pricing.termPremium)
    .map(([term, premium]) => ({ term: Number(term), premium }))
    .sort((a, b) => a.term - b.term);
  return (product: number, grade: number, termMonths: number) => {
    const borrower = { pd: curves.pd36[grade]!, exposureAtDefault: curves.exposureAtDefault[grade]! };
    const facility = facilityGrade(borrower, products[product]!, credit.facilityBands);
    const rate =
      pricing.lenderRate[0]!.value[GRADES[facility]!] +
      premiumAt(premiums, termMonths) +
      products[product]!.rateAdd;
    const feeShare = pricing.borrowerFee[0]!.value[GRADES[grade]!] * termMonths;
    return {
      facilityGrade: facility,
      aprPpm: ppm(Math.max(0, rate)),
      feeShare,
      lotFen: splitting.lotFen * splitting.lotMultipleByGrade[GRADES[facility]!],
    };
  };
}

/** Guarantors take past loans in turn of luck, up to their leverage. */
function guarantorRoom(scenario: Scenario): (u: number, amountFen: number) => number {
  const list = Object.values(scenario.guarantors);
  if (list.length === 0) return () => -1;
  const weights = cumulate(list.map((guarantor) => guarantor.share));
  const standsFor = list.map((guarantor) => guarantor.elsewhereLeverage * guarantor.netAssetsFen);
  return (u, amountFen) => {
    const row = discrete(u, weights);
    const { netAssetsFen, leverageCap, borrowerCap } = list[row]!;
    if (amountFen > borrowerCap * netAssetsFen || standsFor[row]! + amountFen > leverageCap * netAssetsFen)
      return -1;
    standsFor[row]! += amountFen;
    return row;
  };
}
