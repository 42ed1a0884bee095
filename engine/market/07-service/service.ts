/**
 * Instalments due today: paid, prepaid or missed; loans behind cure, stay or roll, to default in the end.
 *
 * Reads truth (factors, multipliers), platform (distress, wind-down), schedules, the credit curves. Writes
 * loans (paid, due, missed, oldest due date, bucket, status), lenders' cash through settle, the day's flows,
 * agendas aging, compensations, recoveries, repeats and conversions, and the sums of instalments to come.
 */
import { mulDivFloor } from '../../base/money.ts';
import { PPM, ppm } from '../../finance/terms.ts';
import { REASON } from '../../ledger/reasons.ts';
import { payByOwners } from '../../settle/owners.ts';
import { giveUp, uncover } from './uncover.ts';
import {
  age,
  beginArrears,
  dueDay,
  endArrears,
  instalmentFen,
  rollToDefault,
  setOldestDueDay,
} from '../../settle/arrears.ts';
import { caseEffect, collectionEffect } from '../../settle/collection.ts';
import { enterAllBehind, payCommission, workCases } from '../../settle/collectors.ts';
import { endLoan } from '../../settle/end-loan.ts';
import { haircutOfToday, takeHaircut } from '../../settle/haircut.ts';
import { payLots, type LotPayment } from '../../settle/pay-lots.ts';
import { distributeProceeds } from '../../settle/proceeds.ts';
import type { DayTerms } from '../../settle/receipts.ts';
import { LOAN, METHODS } from '../../state/codes.ts';
import { inForce } from '../../state/dated.ts';
import { rests } from '../../state/cases.ts';
import { FLOW } from '../../state/flow.ts';
import { isStopped } from '../../state/law.ts';
import { sumInstalments } from '../../state/instalments.ts';
import type { World } from '../../state/world.ts';
import { prepareEntry } from './entry.ts';
import { creditModel } from './credit-model.ts';
import { payPrepayFee, refinancingIncentive } from './prepayment.ts';
import { prepareLate } from './late.ts';
import { repeats } from './repeats.ts';

const BULLET = METHODS.indexOf('bullet');

/** The step of one day: aging first, then the loans due, in contract order within their day of the month. */
export function prepareService(world: World): () => void {
  const { scenario, loans, truth, streams, schedules, dueDays, calendar, agendas, book, flow, counts } =
    world;
  const stream = streams.stream('service');
  const { curves, rho } = creditModel(scenario);
  const entry = prepareEntry(world, curves, rho);
  const afterEnd = repeats(world);
  const { chain, prepayScale, refinanceBeta } = scenario.credit;
  const refinances = refinanceBeta > 0;
  const incentive = refinancingIncentive(world);
  const spread = scenario.reserve.fundedBy === 'lenderSpread';
  const smmByTerm: (Float64Array | undefined)[] = [];
  const payment: LotPayment = { principalFen: 0, prepaidFen: 0, interestFen: 0, feeFen: 0, haircutFen: 0 };
  let fees = lotFees(world, -1);
  let effort = 1;
  let dueFen = 0;
  const terms: DayTerms = { feePpm: -1, feeToReserve: spread, haircut: haircutOfToday(world) };
  const late = prepareLate(world, terms, (loan) => endIfPaid(loan));
  const hasStages = scenario.servicing.stages.length > 0;
  enterAllBehind(world);
  if (!world.registry.isReopened) for (let due = 1; due <= 31; due++) sumInstalments(world, due);

  const serve = (loan: number): boolean => {
    if (loans.status[loan] !== LOAN.repaying) return false;
    if (loans.contractDay[loan] === world.day || rests(world, loan)) return true;
    if (truth.loans.owners[loan] === 1 && world.owners.uncoveredDay >= 0) {
      // Listed before it came out, lent after.
      giveUp(world, loan);
      return false;
    }
    if (world.majeure.holiday[loans.region[loan]!] === 1 && loans.missed[loan]! < 4) putOffInstalment(loan);
    else if (loans.missed[loan] === 0) serveCurrent(loan);
    else if (loans.missed[loan]! < 4) serveBehind(loan);
    if (loans.missed[loan] !== 0) late.endDay(loan);
    return loans.status[loan] === LOAN.repaying;
  };

  const serveCurrent = (loan: number): void => {
    const k = loans.paid[loan]! + 1;
    const term = loans.termMonths[loan]!;
    loans.due[loan] = k;
    counts.instalments += 1;
    const isOwners = truth.loans.owners[loan] === 1;
    if (loans.method[loan] === BULLET && isOwners && k < term) {
      loans.paid[loan] = k;
      return;
    }
    if (loans.method[loan] === BULLET && !isOwners) {
      const accrued = truth.loans.accrued[loan]!;
      truth.loans.accrued[loan] = accrued + (1 - accrued) * entry.probability(loan, k);
      if (k < term) {
        loans.paid[loan] = k;
        return;
      }
    }
    const { principalFen, interestFen } = schedules.get(loans.schedule[loan]!);
    dueFen += loans.lots[loan]! * (principalFen[k - 1]! + interestFen[k - 1]!);
    if (isOwners) {
      if (payByOwners(world, loan, instalmentFen(world, loan, k))) pay(loan, k, false);
      else beginArrears(world, loan, 1, world.day);
      return;
    }
    const u = stream.uniform(loans.key[loan]!, world.day, 0);
    const missed = loans.method[loan] === BULLET ? u < truth.loans.accrued[loan]! : entry.misses(loan, k, u);
    if (missed) {
      counts.missed += 1;
      beginArrears(world, loan, 1, world.day);
      late.begin(loan);
      return;
    }
    const smm = (smmByTerm[term] ??= curves.smm(term))[k - 1]! * prepayScale;
    const whole = k < term && u >= 1 - (refinances ? smm * incentive(loan) : smm);
    if (whole) {
      counts.prepayments += 1;
      payPrepayFee(world, loan, k);
    }
    pay(loan, k, whole);
  };

  const serveBehind = (loan: number): void => {
    const state = loans.missed[loan]! - 1;
    late.runOn(loan);
    if (loans.due[loan]! < loans.termMonths[loan]!) {
      loans.due[loan]! += 1;
      const newlyDueFen = instalmentFen(world, loan, loans.due[loan]!);
      dueFen += newlyDueFen;
      book.overdueInstalmentsFen += newlyDueFen;
    }
    counts.instalments += 1;
    const u = stream.uniform(loans.key[loan]!, world.day, 0);
    const cure = hasStages
      ? Math.min(1 - chain.stay[state]!, chain.cure[state]! * caseEffect(world, loan, 'cure'))
      : chain.cure[state]! * effort;
    if (u < cure) {
      if (late.owesMore(loan)) late.payAll(loan);
      else payArrears(loan, loans.due[loan]!);
      return;
    }
    if (u < cure + chain.stay[state]!) {
      if (late.owesMore(loan)) late.payOldest(loan);
      else payArrears(loan, loans.paid[loan]! + 1);
      return;
    }
    const missed = state + 2 - late.payPart(loan);
    if (loans.missed[loan] === 0) return;
    if (missed > state + 1) counts.rolls += 1;
    if (missed > 3) rollToDefault(world, loan);
    else loans.missed[loan] = Math.max(1, missed);
  };

  /** Day on which an unpaid instalment falls due. */
  const dueDayOf = (loan: number, k: number): number => dueDay(world, loan, k);

  /** All that is unpaid falls due a month later; nobody is asked for interest on that month. */
  const putOffInstalment = (loan: number): void => {
    loans.deferredMonths[loan]! += 1;
    late.pause(loan);
    const next = loans.due[loan]! + 1;
    if (next <= loans.termMonths[loan]!) flow[FLOW.deferredFen]! += instalmentFen(world, loan, next);
    if (loans.missed[loan]! > 0) setOldestDueDay(world, loan, dueDayOf(loan, loans.paid[loan]! + 1));
  };

  /** Pays arrears up to instalment `upTo`; the loan is current again if none is left. */
  const payArrears = (loan: number, upTo: number): void => {
    for (let k = loans.paid[loan]! + 1; k <= upTo; k++)
      book.overdueInstalmentsFen -= instalmentFen(world, loan, k);
    if (upTo === loans.due[loan]) {
      counts.cures += 1;
      endArrears(world, loan);
    } else {
      setOldestDueDay(world, loan, dueDayOf(loan, upTo + 1));
    }
    pay(loan, upTo, false, hasStages);
  };

  /** Pays instalments paid + 1 to `upTo`, and with `whole` all principal after it. */
  const pay = (loan: number, upTo: number, whole: boolean, wasBehind = false): void => {
    const schedule = schedules.get(loans.schedule[loan]!);
    const lotFee = fees.of(loans.schedule[loan]!);
    const paid = loans.paid[loan]!;
    payment.principalFen = schedule.balanceFen[paid]! - schedule.balanceFen[upTo]!;
    payment.prepaidFen = whole ? schedule.balanceFen[upTo]! : 0;
    payment.interestFen = 0;
    payment.feeFen = 0;
    for (let k = paid; k < upTo; k++) {
      payment.interestFen += schedule.interestFen[k]!;
      payment.feeFen += lotFee[k]!;
    }
    if (loans.compensated[loan] === 0) payLenders(loan);
    else payHolders(loan);
    if (wasBehind)
      payCommission(world, loan, loans.lots[loan]! * (payment.principalFen + payment.interestFen));
    loans.paid[loan] = whole ? loans.termMonths[loan]! : upTo;
    endIfPaid(loan);
  };

  const endIfPaid = (loan: number): void => {
    if (loans.paid[loan] !== loans.termMonths[loan]) return;
    endLoan(world, loan, LOAN.repaid);
    if (truth.loans.owners[loan] === 0) afterEnd(loan);
  };

  const payLenders = (loan: number): void => {
    payment.haircutFen = takeHaircut(terms.haircut, payment.interestFen - payment.feeFen, loans.lots[loan]!);
    payLots(world, loan, payment, terms.feeToReserve);
  };

  const payHolders = (loan: number): void => {
    const lots = loans.lots[loan]!;
    const principalFen = lots * (payment.principalFen + payment.prepaidFen);
    const interestFen = lots * payment.interestFen;
    flow[FLOW.repaidFen]! += principalFen + interestFen;
    flow[FLOW.prepaidFen]! += lots * payment.prepaidFen;
    loans.prepaidFen[loan]! += lots * payment.prepaidFen;
    distributeProceeds(world, loan, { principalFen, interestFen }, REASON.repayPrincipal);
  };

  return () => {
    const { day } = world;
    entry.beginDay();
    workCases(world);
    effort = hasStages ? 1 : collectionEffect(world);
    dueFen = 0;
    terms.haircut = haircutOfToday(world);
    terms.feeToReserve = spread && !isStopped(world, 'riskReserve');
    terms.feePpm = ppm(inForce(scenario.pricing.lenderFeeOfInterest, day));
    if (fees.ppm !== terms.feePpm) fees = lotFees(world, terms.feePpm);
    agendas.aging.visit(day, (loan) => age(world, loan));
    if (world.owners.uncoveredDay === day) uncover(world);
    for (let due = calendar.firstDueBucket(day); due <= calendar.lastDueBucket(day); due++)
      dueDays.serve(due, serve);
    for (let due = calendar.firstDueBucket(day); due <= calendar.lastDueBucket(day); due++)
      sumInstalments(world, due);
    flow[FLOW.dueFen]! += dueFen;
  };
}

/** Fee on each instalment's interest of one lot, by schedule: computed once per schedule. */
function lotFees(world: World, ppm: number): { readonly ppm: number; of(schedule: number): Float64Array } {
  const known: (Float64Array | undefined)[] = [];
  return {
    ppm,
    of: (schedule) =>
      (known[schedule] ??= world.schedules
        .get(schedule)
        .interestFen.map((fen) => mulDivFloor(fen, ppm, PPM))),
  };
}
