/** The daily row worked out anew: stocks from rows of the world, flows from what was posted, ratios from other columns. */
import { KPI_INDEX, type KpiName } from '../../engine/metrics/catalog.ts';
import { LENDER, LISTING, LOAN, POOL, REQUEST } from '../../engine/state/codes.ts';
import { claimsOf } from '../../engine/settle/holdings.ts';
import { instalmentFen } from '../../engine/settle/arrears.ts';
import { REASON, type ReasonName } from '../../engine/ledger/reasons.ts';
import type { EventKind } from '../../engine/state/events.ts';
import type { World } from '../../engine/state/world.ts';

export type Figures = Partial<Record<KpiName, number>>;

const rowsOf = (table: { readonly length: number }): number[] =>
  Array.from({ length: table.length }, (_, i) => i);
const sum = (rows: readonly number[], of: (row: number) => number): number =>
  rows.reduce((total, row) => total + of(row), 0);
const over = (numerator: number, denominator: number): number =>
  denominator > 0 ? numerator / denominator : Number.NaN;

/** Days past the oldest unpaid due date of loans that are behind and not in default. */
function principalBetween({ loans, day }: World, from: number, to: number): number {
  const behind = rowsOf(loans).filter((row) => loans.status[row] === LOAN.repaying && loans.missed[row]! > 0);
  const past = (row: number) => day - loans.oldestDueDay[row]!;
  return sum(
    behind.filter((row) => past(row) >= from && past(row) <= to),
    (row) => loans.outstandingFen[row]!,
  );
}

function overdueInstalments(world: World): number {
  const { loans } = world;
  const open = rowsOf(loans).filter((row) => loans.status[row] === LOAN.repaying);
  return sum(open, (row) => {
    let fen = 0;
    for (let k = loans.paid[row]! + 1; k <= loans.due[row]!; k++) fen += instalmentFen(world, row, k);
    return fen;
  });
}

/** Levels in the evening. */
export function stocks(world: World): Figures {
  const { loans, lenders, listings, requests, guarantors, holdings, offers, day } = world;
  const loanRows = rowsOf(loans);
  const people = rowsOf(lenders).filter((row) => row !== POOL);
  const current = loanRows.filter((row) => loans.status[row] === LOAN.repaying);
  const recovering = loanRows.filter((row) => loans.status[row] === LOAN.recovery);
  const open = rowsOf(listings).filter((row) => listings.status[row] === LISTING.open);
  const owed = (row: number) =>
    requests.requestedFen[row]! -
    requests.paidFen[row]! -
    requests.lostFen[row]! -
    requests.cancelledFen[row]!;
  const waiting = rowsOf(requests).filter((row) => owed(row) > 0);
  const wished = waiting.filter((row) => requests.kind[row] !== REQUEST.windDown);
  const late = waiting.filter((row) => requests.promisedDay[row]! < day);
  const alive = rowsOf(guarantors).filter((row) => guarantors.failedDay[row]! < 0);
  const m1 = principalBetween(world, 1, 30);
  const m2 = principalBetween(world, 31, 60);
  const m3 = principalBetween(world, 61, 1000);
  const outstandingFen = sum(current, (row) => loans.outstandingFen[row]!);
  const cash = sum(people, (row) => lenders.cashFen[row]!);
  const held = sum(people, (row) => lenders.heldFen[row]!);
  const queued = sum(people, (row) => lenders.queuedFen[row]!);
  const forSale = rowsOf(offers).filter((row) => offers.closed[row] === 0);
  return {
    listingsOpen: open.length,
    listingsOpenFen: sum(
      open,
      (row) => (listings.lots[row]! - listings.filledLots[row]!) * listings.lotFen[row]!,
    ),
    outstandingFen,
    loansActive: current.length,
    lendersInvesting: people.filter((row) => lenders.status[row] === LENDER.investing).length,
    lenderBalanceFen: cash + held + queued + sum(people, (row) => claimsOf(world, row)),
    idleCashFen: cash,
    heldFen: held,
    overdueFen: m1 + m2 + m3,
    overdueM1Fen: m1,
    overdueM2Fen: m2,
    overdueM3Fen: m3,
    overdueInstalmentsFen: overdueInstalments(world),
    overdueRatio: over(m1 + m2 + m3, outstandingFen),
    inRecoveryFen: sum(recovering, (row) => loans.outstandingFen[row]!),
    guarantorLiquidFen: sum(alive, (row) => guarantors.liquidFen[row]!),
    guarantorsFailed: guarantors.length - alive.length,
    withdrawalQueueFen: sum(waiting, owed),
    withdrawalLateFen: sum(late, owed),
    // An ended plan in line for sale can be later still.
    withdrawalOldestDays: Math.max(0, ...late.map((row) => day - requests.promisedDay[row]!)),
    withdrawalOldestAskedDays: Math.max(0, ...wished.map((row) => day - requests.day[row]!)),
    payoutsClosed: isClosed(world) ? 1 : 0,
    promisesKept: promises(world, 'promiseKept'),
    promisesBroken: promises(world, 'promiseBroken'),
    transferOffersFen: sum(forSale, (row) => {
      const loan = offers.loan[row]!;
      const lendersFen =
        loans.outstandingFen[loan]! -
        loans.guarantorClaimFen[loan]! -
        loans.reserveClaimFen[loan]! -
        loans.platformClaimFen[loan]!;
      return holdings.lots[offers.holding[row]!]! * Math.floor(lendersFen / loans.lots[loan]!);
    }),
    running: world.platform.failureDay >= 0 ? 0 : 1,
  };
}

/** Events of a kind so far. */
function promises({ events: { events } }: World, kind: EventKind): number {
  return events.filter((event) => event.kind === kind).length;
}

/** A gate was closed for days that include today, or a suspension stands. */
function isClosed({ payouts: { stop }, platform, day, events: { events } }: World): boolean {
  const gates = events.filter((event) => event.kind === 'gate').at(-1);
  const gateStands = gates !== undefined && gates.text.startsWith('the gate is closed') && gates.figure > day;
  const gateFailed = gates !== undefined && gates.text.startsWith('the gate ends');
  return platform.windDown === 0 && (gateStands || gateFailed || stop.suspendedUntil > day);
}

/** What the rows say of today alone. */
export function happened(world: World): Figures {
  const { loans, lenders, requests, day } = world;
  const made = rowsOf(loans).filter((row) => loans.contractDay[row] === day);
  const lost = rowsOf(loans).filter((row) => loans.defaultDay[row] === day);
  const asked = rowsOf(requests).filter((row) => requests.day[row] === day);
  return {
    contracts: made.length,
    contractsFen: sum(made, (row) => loans.principalFen[row]!),
    defaults: lost.length,
    defaultedFen: sum(lost, (row) => loans.defaultedFen[row]!),
    lendersNew: rowsOf(lenders).filter((row) => lenders.channel[row]! > 0 && lenders.bornDay[row] === day)
      .length,
    withdrawalRequestedFen: sum(asked, (row) => requests.requestedFen[row]!),
  };
}

/** Money that moved for each reason today. */
export type Moved = (reason: ReasonName) => number;

/** Postings of the day, before they are closed. */
export const movedToday =
  ({ ledger }: World): Moved =>
  (reason) =>
    ledger.dayFen[REASON[reason]]!;

/** Flows that are nothing but postings. */
export function posted(moved: Moved): Figures {
  const all = (...reasons: ReasonName[]): number =>
    reasons.reduce((total, reason) => total + moved(reason), 0);
  return {
    contractsFen: moved('disbursement'),
    depositsFen: moved('deposit'),
    recoveryCostFen: moved('recoveryCost'),
    lossGuarantorsFen: moved('claimLostByGuarantors'),
    lossReserveFen: moved('claimLostByReserve'),
    compensatedGuarantorFen: moved('compensationByGuarantor'),
    lossPlatformFen: moved('claimLostByPlatform'),
    compensatedPlatformFen: moved('compensationByPlatform'),
    counterGuaranteeFen: moved('counterGuarantee'),
    compensatedReserveFen: moved('compensationByReserve'),
    haircutFen: moved('interestHaircut'),
    withdrawalCancelledFen: moved('withdrawalCancelled'),
    reserveInFen: all(
      'interestHaircut',
      'reserveContribution',
      'borrowerSurcharge',
      'lenderSpread',
      'reserveTopUp',
      'receiptToReserve',
    ),
    withdrawalRequestedFen: moved('withdrawalRequest'),
    withdrawalPaidFen: all('withdrawalPaid', 'distribution'),
    transferredFen: moved('transferPrice'),
    feesFen: all('platformFee', 'lenderFee', 'transferFee', 'exitQueueFee') - moved('reserveContribution'),
    costsFen: all(
      'payroll',
      'branchCost',
      'pledgeKeeping',
      'technology',
      'marketing',
      'evidenceCost',
      'creditCost',
      'crisisCost',
    ),
    redPacketsFen: moved('redPacket'),
    marketingFen: moved('marketing'),
  };
}

/** Columns of a replication by name. */
export type Columns = (name: KpiName) => Float64Array;
export const columnsOf =
  (kpis: readonly Float64Array[]): Columns =>
  (name) =>
    kpis[KPI_INDEX[name]]!;

/** Figures of a day that follow from other columns; `openingBalanceFen` is what lenders were owed before day 0. */
export function derived(of: Columns, day: number, openingBalanceFen: number): Figures {
  const week = (name: KpiName): number =>
    of(name)
      .slice(Math.max(0, day - 6), day + 1)
      .reduce((a, b) => a + b, 0);
  const baseFen = day >= 7 ? of('lenderBalanceFen')[day - 7]! : openingBalanceFen;
  const now = (name: KpiName): number => of(name)[day]!;
  return {
    netOutflow7d: (week('withdrawalRequestedFen') - week('depositsFen')) / baseFen,
    cashToOverdue: over(now('reserveFen'), now('overdueFen')),
    cashToBalance: over(now('reserveFen'), now('outstandingFen')),
    overdueFen: now('overdueM1Fen') + now('overdueM2Fen') + now('overdueM3Fen'),
    poolCashFen: now('idleCashFen') + now('withdrawalQueueFen') - now('poolGapFen'),
    reviewQueue:
      (day === 0 ? 0 : of('reviewQueue')[day - 1]!) + now('applications') - now('approved') - now('rejected'),
  };
}
