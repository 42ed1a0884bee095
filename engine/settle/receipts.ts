/** A borrower who is behind pays some sum: what it goes to, and whom. Whole instalments of loans without a case go by the kernel. */
import { mulDivFloor } from '../base/money.ts';
import { inForce } from '../state/dated.ts';
import { PPM, ppm } from './ppm.ts';
import { REASON } from '../ledger/reasons.ts';
import { NO_GUARANTOR } from '../state/codes.ts';
import { FLOW } from '../state/flow.ts';
import type { World } from '../state/world.ts';
import { payCommission } from './collectors.ts';
import { takeHaircut, type Haircut } from './haircut.ts';
import { distributeProceeds, floorShare } from './proceeds.ts';
import { distribute, distributeInterest, distributeInterestDue } from './shares.ts';
import { applyReceipt, type Applied, type Owed } from './waterfall.ts';
import { overdueInstalmentsFen } from './arrears.ts';

/** What holds for every receipt of a day. */
export interface DayTerms {
  feePpm: number;
  feeToReserve: boolean;
  haircut: Haircut;
}

/** All that is owed on a loan today, as its case stands. */
export function owedOn(world: World, loan: number): Owed {
  const { loans, cases, schedules } = world;
  const row = loans.caseRow[loan]!;
  const { principalFen, interestFen } = schedules.get(loans.schedule[loan]!);
  const lots = loans.lots[loan]!;
  const instalments = [];
  let paidInterestFen = row < 0 ? 0 : cases.partInterestFen[row]!;
  let paidPrincipalFen = row < 0 ? 0 : cases.partPrincipalFen[row]!;
  for (let k = loans.paid[loan]!; k < loans.due[loan]!; k++) {
    const interest = Math.min(paidInterestFen, lots * interestFen[k]!);
    const principal = Math.min(paidPrincipalFen, lots * principalFen[k]!);
    paidInterestFen -= interest;
    paidPrincipalFen -= principal;
    instalments.push({
      interestFen: lots * interestFen[k]! - interest,
      principalFen: lots * principalFen[k]! - principal,
    });
  }
  return {
    costsFen: row < 0 ? 0 : cases.lateFeesFen[row]!,
    penaltyFen: row < 0 ? 0 : cases.penaltyFen[row]!,
    instalments,
  };
}

/**
 * Penalty interest for the days since the last time, on what was overdue all the while; each day at the rate in force on it, so
 * that it and the contract's own rate stay within the cap.
 */
export function accruePenalty(world: World, loan: number): void {
  const { loans, cases, scenario, schedules, day } = world;
  const row = loans.caseRow[loan]!;
  const from = cases.accruedDay[row]!;
  cases.accruedDay[row] = day;
  const rates = scenario.pricing.penalty;
  const { aprPpm } = schedules.get(loans.schedule[loan]!);
  let ppmDays = 0;
  rates.forEach(({ fromDay, value }, i) => {
    const days = Math.min(day, rates[i + 1]?.fromDay ?? day) - Math.max(from, fromDay);
    if (value === null || days <= 0) return;
    const room = Math.floor(Math.max(0, ppm(value.capPerYear) - aprPpm) / 365);
    ppmDays += days * Math.min(ppm(value.perDay), room);
  });
  if (ppmDays > 0) cases.penaltyFen[row]! += floorShare(overdueInstalmentsFen(world, loan), ppmDays, PPM);
}

/**
 * Takes a sum of at most what is owed from the borrower and pays it out in the scenario's order: late fees to the platform, penalty to
 * whom the contract gives it, interest and principal to the holders. What state of delay the loan is in is the caller's business.
 */
export function takeReceipt(world: World, loan: number, receiptFen: number, terms: DayTerms): Applied {
  const { loans, cases, scenario, book, flow, schedules } = world;
  const row = loans.caseRow[loan]!;
  const applied = applyReceipt(scenario.servicing.paymentOrder, owedOn(world, loan), receiptFen);
  const { costsFen, penaltyFen, interestFen, principalFen, whole } = applied;
  payCommission(world, loan, receiptFen - applied.leftFen);
  payLateFees(world, loan, costsFen);
  payPenalty(world, loan, penaltyFen);
  if (loans.compensated[loan] === 1)
    distributeProceeds(world, loan, { principalFen, interestFen }, REASON.repayPrincipal);
  else {
    payInterestDue(world, loan, interestFen, terms);
    distribute(world, loan, principalFen, REASON.repayPrincipal);
  }
  flow[FLOW.repaidFen]! += principalFen + interestFen;
  book.overdueInstalmentsFen -= principalFen + interestFen;
  const schedule = schedules.get(loans.schedule[loan]!);
  const lots = loans.lots[loan]!;
  cases.lateFeesFen[row]! -= costsFen;
  cases.penaltyFen[row]! -= penaltyFen;
  cases.partInterestFen[row]! += interestFen;
  cases.partPrincipalFen[row]! += principalFen;
  const first = loans.paid[loan]!;
  for (let k = first; k < first + whole; k++) {
    cases.partInterestFen[row]! -= lots * schedule.interestFen[k]!;
    cases.partPrincipalFen[row]! -= lots * schedule.principalFen[k]!;
  }
  loans.paid[loan] = first + whole;
  return applied;
}

function payLateFees({ ledger, flow }: World, loan: number, amountFen: number): void {
  if (amountFen === 0) return;
  ledger.post(REASON.lateFee, amountFen, loan);
  flow[FLOW.lateFeesFen]! += amountFen;
  flow[FLOW.feesFen]! += amountFen;
}

/** A guarantor gets it that stands for the loan or stood for it; lenders where there is none that can. */
function payPenalty(world: World, loan: number, amountFen: number): void {
  if (amountFen === 0) return;
  const { ledger, flow, loans, guarantors, scenario, day } = world;
  flow[FLOW.penaltyFen]! += amountFen;
  const to = penaltyTo(scenario.pricing.penalty, day);
  const guarantor = loans.guarantor[loan]!;
  if (to === 'platform') {
    ledger.post(REASON.penaltyToPlatform, amountFen, loan);
    flow[FLOW.feesFen]! += amountFen;
  } else if (to === 'guarantor' && guarantor !== NO_GUARANTOR && guarantors.failedDay[guarantor]! < 0) {
    guarantors.liquidFen[guarantor]! += amountFen;
    guarantors.feesFen[guarantor]! += amountFen;
    ledger.post(REASON.penaltyToGuarantor, amountFen, loan, guarantor);
  } else if (loans.compensated[loan] === 1) {
    distributeProceeds(world, loan, { principalFen: 0, interestFen: amountFen }, REASON.repayPrincipal);
  } else distributeInterest(world, loan, amountFen, REASON.penaltyToLenders);
}

/** Whose it is by the last policy that was in force: a debt run up before penalties were stopped is still somebody's. */
function penaltyTo(rows: World['scenario']['pricing']['penalty'], day: number): string {
  const now = inForce(rows, day);
  if (now !== null) return now.to;
  const past = rows.filter(({ fromDay, value }) => fromDay <= day && value !== null).at(-1);
  return past?.value?.to ?? 'lenders';
}

/** Interest of the instalments due, less the lender's fee on each instalment and a haircut. */
function payInterestDue(world: World, loan: number, amountFen: number, terms: DayTerms): void {
  const { loans, cases, schedules } = world;
  const { interestFen } = schedules.get(loans.schedule[loan]!);
  const first = loans.paid[loan]!;
  /** Fee on so much interest of a lot: whole fen of each instalment, so that parts pay what the whole does. */
  const feeOf = (lotFen: number): number => {
    let leftFen = lotFen;
    let feeFen = 0;
    for (let k = first; leftFen > 0; k++) {
      const part = Math.min(leftFen, interestFen[k] ?? leftFen);
      feeFen += mulDivFloor(part, terms.feePpm, PPM);
      leftFen -= part;
    }
    return feeFen;
  };
  distributeInterestDue(world, loan, {
    beforeFen: cases.partInterestFen[loans.caseRow[loan]!]!,
    amountFen,
    feeOf,
    feeToReserve: terms.feeToReserve,
    haircutOf: (netLotFen) => takeHaircut(terms.haircut, netLotFen, loans.lots[loan]!),
  });
}
