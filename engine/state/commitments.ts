/**
 * The ladder of commitments, day by day: what is promised in the days ahead against what is expected in. The platform's
 * own view: its books, its agenda, and the means of the last 30 days.
 */
import { mulDivHalfUp } from '../base/money.ts';
import { PPM, ppm } from '../finance/terms.ts';
import { ACCOUNT } from '../ledger/accounts.ts';
import { REASON } from '../ledger/reasons.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { isStopped } from './law.ts';
import { creditChargesFen } from './credit-charges.ts';
import { overtimeFen, salariesFen } from './figures.ts';
import { FLOW, type FlowName } from './flow.ts';
import { sumOver } from './history.ts';
import { instalmentsDueFen } from './instalments.ts';
import { eachUnpaid, waitingFen } from './requests.ts';
import type { World } from './world.ts';

/** Whole fen by day ahead: entry 0 is tomorrow. Each item is there once. */
export interface Commitments {
  /** Unpaid withdrawals by the day promised; what is late or due is for tomorrow. */
  readonly requestsFen: Float64Array;
  /** Stakes of plans that end. */
  readonly planStakesFen: Float64Array;
  /** Of them, what is not expected to be renewed. */
  readonly plansFen: Float64Array;
  /** Payroll with arrears and overtime, branches, technology, budgets of channels. */
  readonly costsFen: Float64Array;
  /** Charges of the credit line, and what is drawn on the day it is due after a call. */
  readonly creditFen: Float64Array;
  /** What open listings still want, as far as lenders' cash reaches: tomorrow. */
  readonly lendingFen: Float64Array;
  /** Instalments that fall due. */
  readonly instalmentsDueFen: Float64Array;
  /** Of them, what is expected to reach lenders. */
  readonly instalmentsFen: Float64Array;
  readonly depositsFen: Float64Array;
  readonly feesFen: Float64Array;
}

/** Days of experience behind the means. */
const WINDOW_DAYS = 30;
const DAYS_PER_MONTH = 30;

/** Share of expiring plan money that ordinarily isn't renewed, over the plans of the scenario by their shares. */
export function shareNotRenewed(scenario: Scenario): number {
  const plans = Object.values(scenario.products).filter((product) => product.kind === 'plan');
  const weight = plans.reduce((sum, { share }) => sum + share, 0);
  return weight > 0 ? plans.reduce((sum, { share, renewal }) => sum + share * (1 - renewal), 0) / weight : 0;
}

/** What the next `days` days bring and ask, as far as the platform can tell tonight. */
export function commitments(world: World, days: number): Commitments {
  const empty = () => new Float64Array(days);
  const ladder: Commitments = {
    requestsFen: empty(),
    planStakesFen: empty(),
    plansFen: empty(),
    costsFen: empty(),
    creditFen: empty(),
    lendingFen: empty(),
    instalmentsDueFen: empty(),
    instalmentsFen: empty(),
    depositsFen: empty(),
    feesFen: empty(),
  };
  promise(world, ladder);
  payCosts(world, ladder);
  expect(world, ladder);
  return ladder;
}

/** Withdrawals and plans by day; what is left to lend to listings that are open. */
function promise(world: World, { requestsFen, planStakesFen, plansFen, lendingFen }: Commitments): void {
  const { requests, agendas, day, platform, book, ledger, scenario } = world;
  const days = requestsFen.length;
  eachUnpaid(world, (row) => {
    const ahead = Math.max(0, requests.promisedDay[row]! - day - 1);
    if (ahead >= days) return;
    requestsFen[ahead]! += waitingFen(world, row);
  });
  if (platform.windDown === 1) return;
  const notRenewed = shareNotRenewed(scenario);
  for (let ahead = 0; ahead < days; ahead++) {
    const stakesFen = agendas.planExpiry.sumFen(day + 1 + ahead, day + 1 + ahead);
    planStakesFen[ahead] = stakesFen;
    plansFen[ahead] = Math.floor(stakesFen * notRenewed + 0.5);
  }
  lendingFen[0] = Math.min(book.listingsOpenFen, ledger.balance(ACCOUNT.lenderCash));
}

function payCosts(world: World, { costsFen, creditFen }: Commitments): void {
  const { calendar, day, platform, scenario } = world;
  const budgetFen = platform.windDown === 1 ? 0 : budgetsPerDayFen(world);
  let onceFen = platform.payrollArrearsFen + overtimeFen(world);
  const keepingFen = pledgeKeepingFen(world);
  for (let ahead = 0; ahead < costsFen.length; ahead++) {
    costsFen[ahead] = budgetFen;
    const then = day + 1 + ahead;
    const isDue = platform.creditDueDay === then || (ahead === 0 && platform.creditDefaultDay >= 0);
    if (isDue) creditFen[ahead]! += platform.creditDrawnFen;
    if (!calendar.isMonthEnd(then)) continue;
    const branches = platform.windDown === 1 ? 0 : branchCostsFen(scenario);
    costsFen[ahead]! +=
      onceFen + salariesFen(world) + branches + scenario.platform.technologyPerMonthFen + keepingFen;
    onceFen = 0;
    if (platform.creditDueDay < 0 || then <= platform.creditDueDay)
      creditFen[ahead]! += creditChargesFen(world);
  }
}

function expect(world: World, ladder: Commitments): void {
  const { instalmentsDueFen: dueFen, instalmentsFen, depositsFen, feesFen } = ladder;
  const paid = shareCollected(world);
  const deposits = Math.floor(meanPerDay(world, world.history.depositsFen, 'depositsFen'));
  const fees = Math.floor(meanPerDay(world, world.history.feesFen, 'feesFen'));
  for (let ahead = 0; ahead < dueFen.length; ahead++) {
    dueFen[ahead] = instalmentsDueFen(world, world.day + 1 + ahead);
    instalmentsFen[ahead] = Math.floor(dueFen[ahead]! * paid);
    depositsFen[ahead] = world.platform.windDown === 1 ? 0 : deposits;
    feesFen[ahead] = fees;
  }
}

/** Part of what fell due in the last 30 days that reached lenders, fees on interest apart; 1 before anything fell due. */
export function shareCollected(world: World): number {
  const { history, flow, day } = world;
  const from = day - WINDOW_DAYS + 1;
  const dueFen = sumOver(history.dueFen, from, day - 1) + flow[FLOW.dueFen]!;
  const paidFen = sumOver(history.collectedFen, from, day - 1) + collectedTodayFen(world);
  return dueFen > 0 ? Math.max(0, Math.min(1, paidFen / dueFen)) : 1;
}

/** Instalments paid today less what the platform or the reserve kept of their interest. */
export function collectedTodayFen({ flow, ledger }: World): number {
  return (
    flow[FLOW.repaidFen]! -
    flow[FLOW.prepaidFen]! -
    ledger.dayFen[REASON.lenderFee]! -
    ledger.dayFen[REASON.lenderSpread]!
  );
}

function meanPerDay({ flow, day }: World, column: Float64Array, name: FlowName): number {
  const days = Math.min(WINDOW_DAYS, day + 1);
  return (sumOver(column, day - WINDOW_DAYS + 1, day - 1) + flow[FLOW[name]]!) / days;
}

/** Budgets of open channels on both sides, a day. */
export function budgetsPerDayFen(world: World): number {
  const { acquisition } = world.scenario;
  const onlineOnly = isStopped(world, 'offlinePromotion');
  let sum = 0;
  for (const side of [acquisition.borrowers, acquisition.lenders]) {
    for (const { open, kind, budgetPerMonthFen } of Object.values(side)) {
      if (open && !(onlineOnly && kind === 'offline'))
        sum += Math.floor(budgetPerMonthFen / DAYS_PER_MONTH + 0.5);
    }
  }
  return sum;
}

/** Fixed costs of open channels of borrowers, a month. */
export function branchCostsFen({ acquisition }: Scenario): number {
  let sum = 0;
  for (const { open, fixedCostPerMonthFen } of Object.values(acquisition.borrowers)) {
    if (open) sum += fixedCostPerMonthFen;
  }
  return sum;
}

/** What it costs a month to keep the vehicles pledged for loans that haven't ended. */
export function pledgeKeepingFen({ scenario, loans, names }: World): number {
  const ppmOf = names.loanProducts.map((name) => {
    const { collateral } = scenario.loans[name]!;
    return collateral === null ? 0 : ppm(collateral.keptPerMonth / collateral.collateralLtv);
  });
  if (ppmOf.every((share) => share === 0)) return 0;
  let sum = 0;
  for (let loan = 0; loan < loans.length; loan++) {
    const share = ppmOf[loans.product[loan]!]!;
    if (share > 0 && loans.endedDay[loan]! < 0) sum += mulDivHalfUp(loans.principalFen[loan]!, share, PPM);
  }
  return sum;
}
