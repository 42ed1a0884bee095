/** The daily row: every KPI of the catalogue, read from the state. Changes nothing. */
import { ACCOUNT } from '../ledger/accounts.ts';
import { RISK_CLASSES } from '../base/vocabulary.ts';
import { availableCreditFen } from '../state/credit-line.ts';
import {
  amountFen,
  borrowedFen,
  bufferToLifetimeEl,
  cureDays,
  equityFen,
  figure,
  ladder7dFen,
  lenderBalanceFen,
  netOutflow7d,
  overdueFen,
  poolCashFen,
  poolClaimsWorthFen,
  poolGapFen,
  ratio,
} from '../state/figures.ts';
import { isClosed } from '../state/payout/stops.ts';
import { countPromises, promisedFen } from '../settle/promises.ts';
import { LENDER } from '../state/codes.ts';
import { FLOW, FLOW_NAMES, type FlowName } from '../state/flow.ts';
import { breachesOpen } from '../state/law.ts';
import { rivalPull, rivalsLeft } from '../state/rivals.ts';
import { recordsOnFile } from '../state/on-file.ts';
import { isDown } from '../state/operations.ts';
import type { World } from '../state/world.ts';
import { KPI_INDEX, KPIS, type KpiName } from './catalog.ts';

type Figure = (world: World) => number;

const MINUTES_PER_HOUR = 60;
const MIDDLE_CLASS = RISK_CLASSES[2];

/** KPIs that aren't simply a flow of the same name. */
const FIGURES: Readonly<Record<Exclude<KpiName, FlowName>, Figure>> = {
  reviewQueue: (world) => world.reviews.count,
  registryRecords: recordsOnFile,
  listingsOpen: ({ book }) => book.listingsOpen,
  listingsOpenFen: ({ book }) => book.listingsOpenFen,
  fillHours: ({ flow }) =>
    flow[FLOW.contracts]! > 0 ? flow[FLOW.fillMinutes]! / flow[FLOW.contracts]! / MINUTES_PER_HOUR : NaN,
  outstandingFen: ({ book }) => book.outstandingFen,
  hhiRegion: ({ concentration }) => measured(concentration.now.region),
  hhiSector: ({ concentration }) => measured(concentration.now.sector),
  hhiGuarantor: ({ concentration }) => measured(concentration.now.guarantor),
  hhiBorrower: ({ concentration }) => measured(concentration.now.borrower),
  hhiGroup: ({ concentration }) => measured(concentration.now.group),
  loansActive: ({ book }) => book.loansActive,
  lendersInvesting: ({ book }) => book.lendersInvesting,
  orphanedClaimsFen: ({ orphaned }) => orphaned.now.claimsFen,
  orphanedLenders,
  lenderBalanceFen,
  idleCashFen: ({ ledger }) => ledger.balance(ACCOUNT.lenderCash),
  idleWeekShare: ({ fairness }) => measured(fairness.now.idleShare),
  waitGini: ({ fairness }) => measured(fairness.now.waitGini),
  yieldGini: ({ fairness }) => measured(fairness.now.yieldGini),
  misstatedShare: ({ fairness }) => measured(fairness.now.misstatedShare),
  heldFen: ({ ledger }) => ledger.balance(ACCOUNT.lenderHeld),
  overdueFen,
  overdueM1Fen: ({ book }) => book.overdueM1Fen,
  overdueM2Fen: ({ book }) => book.overdueM2Fen,
  overdueM3Fen: ({ book }) => book.overdueM3Fen,
  overdueInstalmentsFen: ({ book }) => book.overdueInstalmentsFen,
  overdueRatio: (world) => share(overdueFen(world), world.book.outstandingFen),
  casesWaiting: ({ collectors }) => collectors.casesWaiting,
  modifiedFen: ({ book }) => book.modifiedFen,
  overdueAsIfFen: (world) => overdueFen(world) + world.book.modifiedFen,
  overdueAsIfRatio: (world) => share(overdueFen(world) + world.book.modifiedFen, world.book.outstandingFen),
  inRecoveryFen: ({ book }) => book.inRecoveryFen,
  reserveFen: ({ ledger }) => ledger.balance(ACCOUNT.reserveCash),
  reserveTargetFen: (world) => amountFen(world, world.scenario.reserve.target),
  expectedLossFen: ({ platform }) => platform.expectedLossFen,
  bufferToLifetimeEl: (world) => (world.platform.expectedLossFen > 0 ? bufferToLifetimeEl(world) : NaN),
  cashToEl12m: (world) => (world.platform.expectedLoss12mFen > 0 ? figure(world, 'cashToEl12m') : NaN),
  cashToOverdue: (world) => share(world.ledger.balance(ACCOUNT.reserveCash), overdueFen(world)),
  cashToBalance: ({ ledger, book }) => share(ledger.balance(ACCOUNT.reserveCash), book.outstandingFen),
  guarantorLiquidFen: liquidFen,
  guarantorsFailed: ({ book }) => book.guarantorsFailed,
  withdrawalQueueFen: ({ book }) => book.queueFen,
  withdrawalLateFen: ({ payouts }) => payouts.now.lateFen,
  withdrawalOldestDays: ({ payouts }) => payouts.now.oldestDays,
  withdrawalWaitDays: ({ flow }) => share(flow[FLOW.paidWaitFenDays]!, flow[FLOW.paidAskedFen]!),
  withdrawalInTimeShare: ({ flow, payouts }) =>
    share(flow[FLOW.paidInTimeFen]!, flow[FLOW.paidInTimeFen]! + payouts.now.dueTodayUnpaidFen),
  withdrawalOldestAskedDays: ({ payouts }) => payouts.now.oldestAskedDays,
  payoutsClosed: (world) => (world.platform.windDown === 0 && isClosed(world) ? 1 : 0),
  promisesKept: (world) => countPromises(world, 'kept'),
  promisesBroken: (world) => countPromises(world, 'broken'),
  cureDays,
  promisedFen,
  netOutflow7d,
  transferOffersFen: ({ book }) => book.offersFen,
  transferDiscount: ({ flow }) =>
    share(flow[FLOW.lossDiscountFen]!, flow[FLOW.transferredFen]! + flow[FLOW.lossDiscountFen]!),
  transferAgeDays: ({ flow }) =>
    share(flow[FLOW.offerSoldFenDays]!, flow[FLOW.transferredFen]! + flow[FLOW.lossDiscountFen]!),
  exitWaitDays: ({ flow }) => share(flow[FLOW.exitDoneDays]!, flow[FLOW.exitsDone]!),
  exitMoneyWaitDays: ({ flow }) => share(flow[FLOW.exitSoldFenDays]!, flow[FLOW.exitSoldFen]!),
  exitOldestDays: ({ exiting }) => exiting.oldestDays,
  fear: ({ scenario, lenderView }) => scenario.confidence.classSensitivity[MIDDLE_CLASS] * lenderView.signal,
  distress: ({ platform }) => platform.distress,
  rivalsLeft: ({ scenario, day }) => rivalsLeft(scenario, day),
  rivalPull: (world) => rivalPull(world).money,
  poolCashFen,
  poolGapFen,
  poolClaimsFen: poolClaimsWorthFen,
  estateFen: ({ ledger }) => ledger.balance(ACCOUNT.estateCash),
  ownersDebtFen,
  ownersMoneyFen: ({ ledger }) => ledger.balance(ACCOUNT.ownersCash) + ledger.balance(ACCOUNT.ownersUse),
  payoutsWaiting: ({ operations }) => operations.now.payoutsWaiting,
  lateProcessingFen: ({ payouts }) => payouts.now.lateProcessingFen,
  lenderTransitFen: ({ ledger }) => ledger.balance(ACCOUNT.lenderTransit),
  contactsWaiting: ({ operations }) => operations.now.contactsWaiting,
  systemDown: (world) => (isDown(world) ? 1 : 0),
  breachesOpen,
  targetGap: ({ targets }) => targets.gap,
  warningsOn: ({ lights }) => lights.now.on,
  platformCashFen: ({ ledger }) => ledger.balance(ACCOUNT.platformCash),
  creditDrawnFen: ({ platform }) => platform.creditDrawnFen,
  borrowedFen,
  equityFen,
  ladder7dFen,
  gap7dFen: ({ platform }) => platform.gap7dFen,
  gap30dFen: ({ platform }) => platform.gap30dFen,
  liquidityCoverage: ({ platform }) => (platform.liquidityCoverage < 0 ? NaN : platform.liquidityCoverage),
  survivalDays: ({ platform }) => platform.survivalDays,
  creditAvailableFen: availableCreditFen,
  bufferMissingFen: ({ platform }) => platform.bufferMissingFen,
  institutionsFen: ({ institutions, lenders, scenario }) => {
    let lots = 0;
    for (let row = 0; row < institutions.length; row++) lots += lenders.heldLots[institutions.lender[row]!]!;
    return lots * scenario.splitting.lotFen;
  },
  macroFactor: ({ truth }) => truth.country[0]!,
  unemployment: ({ lenderView }) => lenderView.unemployment,
  running: ({ platform }) => (platform.failureDay < 0 ? 1 : 0),
};

const COLUMNS: readonly Figure[] = KPIS.map(({ name }) => {
  const figureOf = (FIGURES as Partial<Record<KpiName, Figure>>)[name];
  if (figureOf !== undefined) return figureOf;
  const index = FLOW_NAMES.indexOf(name as FlowName);
  return ({ flow }) => flow[index]!;
});

/** Reads a figure as it stands at this moment; NaN where it has none. */
export function figureOf(world: World, name: KpiName): number {
  return COLUMNS[KPI_INDEX[name]]!(world);
}

/** Writes today's figures into cell `day` of each column, in catalogue order. */
export function writeDailyRow(world: World, columns: readonly Float64Array[]): void {
  for (let kpi = 0; kpi < COLUMNS.length; kpi++) columns[kpi]![world.day] = COLUMNS[kpi]!(world);
}

/** One empty column per KPI. */
export function dailyColumns(dayCount: number): Float64Array[] {
  return KPIS.map(() => new Float64Array(dayCount));
}

/** A ratio as it is shown: NaN where there is nothing to divide by. */
function share(numerator: number, denominator: number): number {
  return denominator > 0 ? ratio(numerator, denominator) : NaN;
}

/** What is measured at month ends only is -1 before the first of them and where there is nothing to measure. */
function measured(value: number): number {
  return value < 0 ? NaN : value;
}

/** Walked only where there can be any: no running sum may tell the platform's books apart. */
function ownersDebtFen({ scenario, loans, truth }: World): number {
  if (scenario.platform.selfFinancing === null) return 0;
  let sum = 0;
  for (let loan = 0; loan < loans.length; loan++) {
    if (truth.loans.owners[loan] === 1) sum += loans.outstandingFen[loan]!;
  }
  return sum;
}

/** Walked only while there are orphaned claims: status changes in many places. */
function orphanedLenders({ orphaned, lenders }: World): number {
  if (orphaned.now.claimsFen === 0) return 0;
  const { orphanedFen } = orphaned.lenders;
  let count = 0;
  for (let row = 0; row < lenders.length; row++) {
    if (orphanedFen[row]! > 0 && lenders.status[row] === LENDER.investing) count += 1;
  }
  return count;
}

function liquidFen({ guarantors }: World): number {
  let sum = 0;
  for (let row = 0; row < guarantors.length; row++) {
    if (guarantors.failedDay[row]! < 0) sum += guarantors.liquidFen[row]!;
  }
  return sum;
}
